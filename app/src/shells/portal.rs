//! The frame of the customer's and the vendor's portal, in the tenant's colours.

use dioxus::prelude::*;

use crate::ui::text;
use crate::ui::*;

/// The portals' frame: brand, up to five entries, one column or two, a phone number at the foot.
#[component]
pub fn PortalShell(
    /// The tenant.
    brand: Brand,
    /// Up to five entries.
    items: Vec<NavItem>,
    /// The path the app is at.
    #[props(into)]
    path: String,
    /// The title of that page, for the announcer.
    #[props(into, default)]
    title: String,
    /// The paths this app owns.
    #[props(into, default = "/portal".to_owned())]
    base: String,
    /// The tenant's phone number.
    phone: Option<String>,
    /// The user's name; none shows no menu.
    user: Option<String>,
    /// Entries of the user's menu.
    #[props(default)]
    user_menu: Vec<MenuItem>,
    /// One of them was chosen.
    #[props(default)]
    onuser: EventHandler<String>,
    /// When the tenant can be reached, at the foot.
    hours: Option<String>,
    /// Staff looks at it as this person: a striped banner that cannot be closed but left.
    viewing_as: Option<String>,
    /// The banner's Exit was pressed.
    #[props(default)]
    onexit: EventHandler<()>,
    /// Where the device stands, when it is not simply online.
    sync: Option<SyncState>,
    /// The page.
    children: Element,
) -> Element {
    use_own_paths(&base, None);
    let style = brand.style();
    let branded = style.is_some().then_some("true");
    rsx! {
        SkipLinks {}
        RouteAnnouncer { path: path.clone(), title }
        div { class: "w-portal", "data-app": "portal", "data-brand": branded, style,
            if let Some(name) = viewing_as {
                Banner {
                    tone: Tone::Warn,
                    icon: IconName::Eye,
                    striped: true,
                    actions: rsx! { Button { size: Size::Sm, onclick: move |_| onexit.call(()), {text::exit_view()} } },
                    {text::viewing_as(name)}
                }
            }
            header { class: "w-portal-top",
                div { class: "w-portal-bar",
                    BrandMark { brand: brand.clone(), href: base.clone() }
                    nav { class: "w-portal-nav", aria_label: text::main_navigation(),
                        for item in items.clone() {
                            A {
                                key: "{item.href}",
                                href: item.href.clone(),
                                class: "w-portal-link",
                                aria_current: item.is_current(&path).then_some("page"),
                                Icon { name: item.icon }
                                {item.label.clone()}
                                if item.count > 0 {
                                    span { class: "w-bubble", "{item.count}" }
                                }
                            }
                        }
                    }
                    div { class: "w-portal-tools",
                        if let Some(sync) = sync {
                            SyncPill { state: sync, short: true }
                        }
                        if let Some(phone) = phone.clone() {
                            a { class: "w-portal-phone", href: "tel:{phone}", aria_label: text::call(&phone),
                                Icon { name: IconName::Phone, size: IconSize::Lg }
                                span { {phone.clone()} }
                            }
                        }
                        if let Some(user) = user {
                            Menu { label: text::account_menu(&user), items: user_menu, onselect: move |key| onuser.call(key), testid: "user-menu",
                                Avatar { name: user, size: AvatarSize::Lg, tone: Tone::Brand, decorative: true }
                            }
                        }
                    }
                }
            }
            main { class: "w-portal-main", id: "content", tabindex: "-1", {children} }
            footer { class: "w-portal-foot",
                div {
                    span {
                        strong { {brand.name.clone()} }
                        if let Some(phone) = phone.clone() {
                            " · {phone}"
                        }
                        if let Some(hours) = hours {
                            " · {hours}"
                        }
                    }
                    span { {text::powered_by()} }
                }
            }
            BottomBar { items, path }
            Toaster {}
            LiveRegion {}
        }
    }
}
