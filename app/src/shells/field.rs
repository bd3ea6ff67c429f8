//! The crew's frame: a header with the truth about the connection, a page, the one action, a bar at the thumb.

use dioxus::prelude::*;

use crate::ui::text;
use crate::ui::*;

/// The field app's frame.
#[component]
pub fn FieldShell(
    /// The page's title; none on a page that brings its own `h1`, and the pill then takes the room.
    title: Option<String>,
    /// A line below the title.
    detail: Option<String>,
    /// Where "back" leads.
    back: Option<String>,
    /// Where the device stands.
    #[props(default)]
    sync: SyncState,
    /// Where the sync centre is.
    #[props(into, default = "/field/sync".to_owned())]
    sync_href: String,
    /// The entries of the bar.
    items: Vec<NavItem>,
    /// The path the app is at.
    #[props(into)]
    path: String,
    /// The title for the window, when the page has none of its own here.
    #[props(into, default)]
    window_title: String,
    /// The paths this app owns.
    #[props(into, default = "/field".to_owned())]
    base: String,
    /// Buttons at the end of the header.
    #[props(default = VNode::empty())]
    tools: Element,
    /// Banners below the header.
    #[props(default = VNode::empty())]
    banner: Element,
    /// Who works here, at the end of a wide header.
    #[props(default = VNode::empty())]
    person: Element,
    /// A list beside the page on a wide tablet.
    #[props(default = VNode::empty())]
    list: Element,
    /// The verbs and the one big action.
    #[props(default = VNode::empty())]
    dock: Element,
    /// The page.
    children: Element,
) -> Element {
    use_own_paths(&base, None);
    let has_list = list != VNode::empty();
    let has_dock = dock != VNode::empty();
    let named = title.clone().unwrap_or(window_title);
    let short = title.is_some();
    rsx! {
        SkipLinks {}
        RouteAnnouncer { path: path.clone(), title: named }
        div { class: "w-field-shell", "data-app": "field",
            header { class: "w-field-top",
                if let Some(back) = back {
                    A { href: back, class: "w-tap", aria_label: text::back(), Icon { name: IconName::ArrowLeft, size: IconSize::Xl, directed: true } }
                }
                if let Some(title) = title {
                    div { class: "w-field-title",
                        h1 { tabindex: "-1", {title} }
                        if let Some(detail) = detail {
                            p { {detail} }
                        }
                    }
                }
                SyncPill { state: sync, href: sync_href, short }
                div { class: "w-field-tools", {person} {tools} }
            }
            if has_list {
                aside { class: "w-field-list", {list} }
            }
            main { class: "w-field-main", id: "content", tabindex: "-1",
                {banner}
                {children}
            }
            if has_dock {
                div { class: "w-dock", {dock} }
            }
            BottomBar { items, path }
            svg { class: "w-rail-mark", view_box: "0 0 32 32", "aria-hidden": "true",
                rect { width: "32", height: "32", rx: "8" }
                path { d: "M7 10.5h18M16 10.5V20M9 24.5l7-4.5 7 4.5" }
            }
            Toaster {}
            LiveRegion {}
        }
    }
}

/// A 56 px button of the header with an icon only.
#[component]
pub fn TapButton(
    /// What it does.
    #[props(into)]
    label: String,
    /// The icon.
    icon: IconName,
    /// Whether it is switched on, for a button that toggles.
    pressed: Option<bool>,
    /// Pressed.
    onclick: EventHandler<MouseEvent>,
) -> Element {
    rsx! {
        button {
            class: "w-tap",
            r#type: "button",
            aria_label: label,
            aria_pressed: pressed.map(|on| if on { "true" } else { "false" }),
            onclick: move |event| onclick.call(event),
            Icon { name: icon, size: IconSize::Xl }
        }
    }
}
