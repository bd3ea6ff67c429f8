//! Links: plain `<a>` on the server, client-side navigation inside a browser app.

use dioxus::core::{provide_context, try_consume_context};
use dioxus::prelude::*;

use super::button::ButtonVariant;
use super::icon::{Icon, IconName, class_list};
use super::tone::Size;

/// The path prefix an app owns (`/app`, `/field`, `/portal`): links below it navigate without loading a page.
#[derive(Clone, PartialEq)]
struct OwnPaths {
    prefix: String,
    /// A part of it that is another app's.
    without: Option<&'static str>,
}

/// Says which paths the app around owns, and which below them are another app's; a shell calls this once.
pub fn use_own_paths(prefix: &str, without: Option<&'static str>) {
    use_hook(|| provide_context(OwnPaths { prefix: prefix.to_owned(), without }));
}

/// Whether the app around shows this path itself.
fn is_own(path: &str) -> bool {
    try_consume_context::<OwnPaths>()
        .is_some_and(|own| path_is_below(path, &own.prefix) && !own.without.is_some_and(|other| path_is_below(path, other)))
}

/// Whether `path` is `prefix` or lies below it; query and fragment do not count.
pub fn path_is_below(path: &str, prefix: &str) -> bool {
    let path = path.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/');
    let prefix = prefix.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/');
    path == prefix || path.strip_prefix(prefix).is_some_and(|rest| rest.starts_with('/'))
}

/// Goes to a path: inside the app when it owns it, else by loading the page. Nothing happens on the server.
pub fn go(path: &str) {
    match dioxus::router::try_router() {
        Some(router) if is_own(path) => {
            router.push(dioxus::router::NavigationTarget::<String>::Internal(path.to_owned()));
        }
        _ => load_page(path),
    }
}

/// Goes to a page in place of the one that is shown: going back leads to the one before.
pub fn go_instead(path: &str) {
    match dioxus::router::try_router() {
        Some(router) if is_own(path) => {
            router.replace(dioxus::router::NavigationTarget::<String>::Internal(path.to_owned()));
        }
        _ => {
            #[cfg(feature = "web")]
            if let Some(window) = web_sys::window() {
                // a navigation the browser refuses leaves the page as it is
                let _ = window.location().replace(path);
            }
        }
    }
}

/// Loads a page the way a click on a plain link does: another app, or this one anew.
pub fn load_page(path: &str) {
    #[cfg(feature = "web")]
    if let Some(window) = web_sys::window() {
        // a navigation the browser refuses leaves the page as it is
        let _ = window.location().set_href(path);
    }
    #[cfg(not(feature = "web"))]
    let _ = path;
}

/// Takes a plain left click on an own path over from the browser; anything else stays the browser's.
fn follow(event: &MouseEvent, href: &str) {
    let plain = event.modifiers().is_empty() && event.trigger_button() == Some(dioxus::html::input_data::MouseButton::Primary);
    if plain && is_own(href) && dioxus::router::try_router().is_some() {
        event.prevent_default();
        go(href);
    }
}

/// A link in running text or around any content.
#[component]
pub fn A(
    /// Where to: a path of this site or a full address.
    #[props(into)]
    href: String,
    /// What is linked.
    children: Element,
    /// Clicked, before going there.
    #[props(default)]
    onclick: EventHandler<MouseEvent>,
    /// The element's id.
    id: Option<String>,
    /// A stable hook for tests.
    testid: Option<String>,
    /// Classes.
    class: Option<String>,
    /// Any further attribute of a link.
    #[props(extends = GlobalAttributes, extends = a)]
    attributes: Vec<Attribute>,
) -> Element {
    let to = href.clone();
    rsx! {
        a {
            class,
            href,
            id,
            "data-testid": testid,
            onclick: move |event| {
                onclick.call(event.clone());
                follow(&event, &to);
            },
            ..attributes,
            {children}
        }
    }
}

/// A link that looks like a button.
#[component]
pub fn LinkButton(
    /// Where to.
    #[props(into)]
    href: String,
    /// The words.
    children: Element,
    /// How much it weighs.
    #[props(default)]
    variant: ButtonVariant,
    /// Its height.
    #[props(default)]
    size: Size,
    /// An icon before the words.
    icon: Option<IconName>,
    /// An icon after the words.
    icon_end: Option<IconName>,
    /// As wide as its container.
    #[props(default)]
    full: bool,
    /// The element's id.
    id: Option<String>,
    /// A stable hook for tests.
    testid: Option<String>,
    /// Additional classes.
    class: Option<String>,
    /// Any further attribute of a link.
    #[props(extends = GlobalAttributes, extends = a)]
    attributes: Vec<Attribute>,
) -> Element {
    let to = href.clone();
    rsx! {
        a {
            class: class_list("w-btn", &class),
            "data-variant": variant.attribute(),
            "data-size": size.attribute(),
            "data-full": full.then_some("true"),
            "data-testid": testid,
            href,
            id,
            onclick: move |event| follow(&event, &to),
            ..attributes,
            if let Some(icon) = icon {
                Icon { name: icon }
            }
            {children}
            if let Some(icon) = icon_end {
                Icon { name: icon, directed: true }
            }
        }
    }
}

/// A link of a navigation: current when `path` is `href` or lies below it (`exact`: only when it is `href`).
#[component]
pub fn NavLink(
    /// Where to.
    #[props(into)]
    href: String,
    /// The path the app is at.
    #[props(into)]
    path: String,
    /// The words.
    #[props(into)]
    label: String,
    /// Current only on this very path.
    #[props(default)]
    exact: bool,
    /// An icon before the words.
    icon: Option<IconName>,
    /// A count at the end.
    count: Option<u32>,
    /// The tone of the count, when it asks for something.
    count_tone: Option<super::tone::Tone>,
    /// Additional classes.
    class: Option<String>,
) -> Element {
    let current = if exact { path_is_below(&path, &href) && path_is_below(&href, &path) } else { path_is_below(&path, &href) };
    let to = href.clone();
    rsx! {
        a {
            class: class_list("w-nav-link", &class),
            href,
            title: label.clone(),
            aria_current: current.then_some("page"),
            onclick: move |event| follow(&event, &to),
            if let Some(icon) = icon {
                Icon { name: icon }
            }
            span { class: "w-nav-label", {label.clone()} }
            if let Some(count) = count {
                span { class: "w-nav-count", "data-tone": count_tone.map(|tone| tone.name()), "{count}" }
            }
        }
    }
}
