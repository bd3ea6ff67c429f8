//! The office's frame: sidebar, top bar, page. On a phone the sidebar is a drawer.

use dioxus::prelude::*;

use crate::ui::text;
use crate::ui::*;

/// The organization as the sidebar shows it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OrgLabel {
    /// Its name.
    pub name: String,
    /// What it does and where.
    pub detail: String,
    /// Its logo's address; its first letter if none.
    pub logo: Option<String>,
}

/// Entries of the sidebar under one title.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NavGroup {
    /// The title; none for the first group.
    pub title: Option<String>,
    /// The entries.
    pub items: Vec<NavItem>,
}

/// A saved view or record at hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Favourite {
    /// Where to.
    pub href: String,
    /// The words.
    pub label: String,
    /// Its colour.
    pub tone: Tone,
    /// How many it holds.
    pub count: Option<u32>,
}

/// The staff app's frame.
#[component]
pub fn StaffShell(
    /// The organization.
    org: OrgLabel,
    /// The user's name.
    #[props(into)]
    user: String,
    /// The groups of the sidebar.
    groups: Vec<NavGroup>,
    /// Saved views at hand.
    #[props(default)]
    favourites: Vec<Favourite>,
    /// Entries at the foot of the sidebar.
    #[props(default)]
    foot: Vec<NavItem>,
    /// The path the app is at.
    #[props(into)]
    path: String,
    /// The paths this app owns.
    #[props(into, default = "/app".to_owned())]
    base: String,
    /// A part of them that is another app's.
    without: Option<&'static str>,
    /// Where the device stands.
    #[props(default)]
    sync: SyncState,
    /// Where the sync centre is.
    sync_href: Option<String>,
    /// The sidebar starts folded to its icons.
    #[props(default)]
    folded: bool,
    /// It was folded or unfolded.
    #[props(default)]
    onfold: EventHandler<bool>,
    /// The search was pressed: open the command palette.
    #[props(default)]
    onsearch: EventHandler<()>,
    /// Entries of the organization's menu: the other organizations, settings.
    #[props(default)]
    org_menu: Vec<MenuItem>,
    /// One of them was chosen.
    #[props(default)]
    onorg: EventHandler<String>,
    /// Entries of the user's menu: profile, theme, log out.
    #[props(default)]
    user_menu: Vec<MenuItem>,
    /// One of them was chosen.
    #[props(default)]
    onuser: EventHandler<String>,
    /// Banners over the page.
    #[props(default = VNode::empty())]
    banner: Element,
    /// What stands in the top bar beside where the device stands.
    #[props(default = VNode::empty())]
    tools: Element,
    /// The page.
    children: Element,
) -> Element {
    use_own_paths(&base, without);
    let mut collapsed = use_signal(|| folded);
    let mut drawer = use_signal(|| false);
    let at = path.clone();
    // A page chosen in the drawer closes it.
    use_effect(use_reactive!(|at| {
        let _ = &at;
        drawer.set(false);
    }));
    let side = rsx! {
        Sidebar { org: org.clone(), groups, favourites, foot, path: path.clone(), org_menu, onorg }
    };
    let user_label = user.clone();
    rsx! {
        SkipLinks { navigation: "navigation" }
        RouteAnnouncer { path: path.clone() }
        div { class: "w-staff", "data-app": "staff", "data-collapsed": collapsed().then_some("true"),
            aside { class: "w-side", id: "navigation", tabindex: "-1", {side.clone()} }
            header { class: "w-top",
                IconButton { class: "w-side-open", label: text::open_navigation(), icon: IconName::Menu, onclick: move |_| drawer.set(true) }
                IconButton {
                    class: "w-side-fold",
                    label: text::collapse_navigation(),
                    icon: IconName::PanelLeft,
                    size: Size::Sm,
                    pressed: collapsed(),
                    onclick: move |_| {
                        collapsed.toggle();
                        onfold.call(*collapsed.peek());
                    },
                }
                button { class: "w-top-search", r#type: "button", "data-testid": "open-palette", aria_label: text::command_palette(), onclick: move |_| onsearch.call(()),
                    Icon { name: IconName::Search, size: IconSize::Sm }
                    span { {text::command_palette()} }
                    KeyHint { keys: vec!["Ctrl".to_owned(), "K".to_owned()] }
                }
                div { class: "w-top-tools",
                    SyncPill { state: sync, href: sync_href }
                    {tools}
                    Menu { label: text::account_menu(&user), items: user_menu, onselect: move |key| onuser.call(key), testid: "user-menu",
                        Avatar { name: user.clone(), decorative: true }
                        span { class: "w-user-name truncate", {user_label} }
                        Icon { name: IconName::ChevronDown, size: IconSize::Sm }
                    }
                }
            }
            main { class: "w-main", id: "content", tabindex: "-1",
                {banner}
                {children}
            }
            Toaster {}
            LiveRegion {}
        }
        Sheet { open: drawer(), title: org.name.clone(), side: Side::Start, class: "w-side-drawer", onclose: move |()| drawer.set(false), {side} }
    }
}

/// What the sidebar and the drawer hold.
#[component]
fn Sidebar(
    org: OrgLabel,
    groups: Vec<NavGroup>,
    favourites: Vec<Favourite>,
    foot: Vec<NavItem>,
    path: String,
    org_menu: Vec<MenuItem>,
    onorg: EventHandler<String>,
) -> Element {
    let initial: String = org.name.chars().next().map(|c| c.to_uppercase().collect()).unwrap_or_default();
    rsx! {
        Menu { label: org.name.clone(), items: org_menu, onselect: move |key| onorg.call(key), class: "w-org", testid: "org-menu",
            span { class: "w-org-mark", "aria-hidden": "true",
                if let Some(logo) = org.logo.clone() {
                    img { src: logo, alt: "" }
                } else {
                    {initial}
                }
            }
            span { class: "w-org-words",
                strong { {org.name.clone()} }
                small { {org.detail.clone()} }
            }
            Icon { name: IconName::ChevronsUpDown, size: IconSize::Sm }
        }
        nav { class: "w-side-groups", aria_label: text::main_navigation(),
            for (i, group) in groups.into_iter().enumerate() {
                div { key: "{i}", class: "w-nav-group",
                    if let Some(title) = group.title {
                        p { class: "w-nav-title", {title} }
                    }
                    for item in group.items {
                        SideLink { key: "{item.href}", item, path: path.clone() }
                    }
                }
            }
            if !favourites.is_empty() {
                div { class: "w-nav-group",
                    p { class: "w-nav-title", {text::favourites()} }
                    for favourite in favourites {
                        A { key: "{favourite.href}", href: favourite.href.clone(), class: "w-nav-link",
                            span { class: "w-nav-dot", "data-tone": favourite.tone.name(), "aria-hidden": "true" }
                            span { class: "w-nav-label", {favourite.label.clone()} }
                            if let Some(count) = favourite.count {
                                span { class: "w-nav-count", "{count}" }
                            }
                        }
                    }
                }
            }
            div { class: "w-nav-group w-nav-foot",
                for item in foot {
                    SideLink { key: "{item.href}", item, path: path.clone() }
                }
            }
        }
    }
}

/// One entry.
#[component]
fn SideLink(item: NavItem, path: String) -> Element {
    rsx! {
        NavLink {
            href: item.href.clone(),
            path,
            label: item.label.clone(),
            icon: item.icon,
            exact: item.exact,
            count: (item.count > 0).then_some(item.count),
            count_tone: item.tone,
        }
    }
}
