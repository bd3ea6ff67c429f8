//! Moving about: breadcrumbs, back link, bottom bar, pages of a list.

use dioxus::prelude::*;

use super::icon::{Icon, IconName, IconSize, class_list};
use super::link::{A, path_is_below};
use super::text;

/// One step of a breadcrumb trail; the last has no link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Crumb {
    /// The words.
    pub label: String,
    /// Where to.
    pub href: Option<String>,
}

impl Crumb {
    /// A step that links.
    pub fn link(label: impl Into<String>, href: impl Into<String>) -> Self {
        Self { label: label.into(), href: Some(href.into()) }
    }

    /// Where one is.
    pub fn here(label: impl Into<String>) -> Self {
        Self { label: label.into(), href: None }
    }
}

/// The way to this page.
#[component]
pub fn Breadcrumbs(
    /// From the top to here.
    crumbs: Vec<Crumb>,
    /// Additional classes.
    class: Option<String>,
) -> Element {
    rsx! {
        nav { class: class_list("w-crumbs", &class), aria_label: text::breadcrumbs(),
            ol {
                for (i, crumb) in crumbs.into_iter().enumerate() {
                    li { key: "{i}",
                        if i > 0 {
                            Icon { name: IconName::ChevronRight, size: IconSize::Xs, directed: true }
                        }
                        if let Some(href) = crumb.href {
                            A { href, {crumb.label} }
                        } else {
                            span { aria_current: "page", {crumb.label} }
                        }
                    }
                }
            }
        }
    }
}

/// One entry of a [`BottomBar`] or of a portal's top navigation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NavItem {
    /// Where to.
    pub href: String,
    /// The words.
    pub label: String,
    /// The icon.
    pub icon: IconName,
    /// A count, shown when not zero.
    pub count: u32,
    /// The tone of the count, when it asks for something.
    pub tone: Option<super::tone::Tone>,
    /// Current only on this very path: for a home entry that is the prefix of the others.
    pub exact: bool,
}

impl NavItem {
    /// An entry without a count.
    pub fn new(href: impl Into<String>, label: impl Into<String>, icon: IconName) -> Self {
        Self { href: href.into(), label: label.into(), icon, count: 0, tone: None, exact: false }
    }

    /// The same with a count.
    pub fn count(self, count: u32) -> Self {
        Self { count, ..self }
    }

    /// The same with the tone its count is shown in.
    pub fn tone(self, tone: super::tone::Tone) -> Self {
        Self { tone: Some(tone), ..self }
    }

    /// The same, current on this very path only.
    pub fn exact(self) -> Self {
        Self { exact: true, ..self }
    }

    /// Whether this entry is where `path` is.
    pub fn is_current(&self, path: &str) -> bool {
        path_is_below(path, &self.href) && (!self.exact || path_is_below(&self.href, path))
    }
}

/// The bar at a phone's thumb; a rail at the side of a tablet.
#[component]
pub fn BottomBar(
    /// Up to five entries.
    items: Vec<NavItem>,
    /// The path the app is at.
    #[props(into)]
    path: String,
    /// The name of the navigation.
    label: Option<String>,
) -> Element {
    rsx! {
        nav { class: "w-bottom-bar", aria_label: label.unwrap_or_else(text::main_navigation),
            for item in items {
                A {
                    key: "{item.href}",
                    href: item.href.clone(),
                    class: "w-bottom-link",
                    aria_current: item.is_current(&path).then_some("page"),
                    Icon { name: item.icon, size: IconSize::Xl }
                    span { {item.label.clone()} }
                    if item.count > 0 {
                        span { class: "w-bubble", "{item.count}" }
                    }
                }
            }
        }
    }
}

/// A link to where one came from.
#[component]
pub fn BackLink(
    /// Where to.
    #[props(into)]
    href: String,
    /// The words; "Back" if none.
    label: Option<String>,
) -> Element {
    rsx! {
        A { href, class: "w-back",
            Icon { name: IconName::ArrowLeft, directed: true }
            span { {label.unwrap_or_else(text::back)} }
        }
    }
}

/// Turning the pages of a list: links, so that a page can be shared and opened without script.
#[component]
pub fn Pagination(
    /// Where the previous page is.
    previous: Option<String>,
    /// Where the next page is.
    next: Option<String>,
    /// What is shown, such as "1–50 of 1,204".
    summary: Option<String>,
) -> Element {
    rsx! {
        nav { class: "w-pages", aria_label: text::pages(),
            if let Some(summary) = summary {
                p { class: "w-hint num", {summary} }
            }
            if let Some(href) = previous {
                A { href, class: "w-btn", "data-size": "sm", rel: "prev",
                    Icon { name: IconName::ChevronLeft, directed: true }
                    {text::previous()}
                }
            }
            if let Some(href) = next {
                A { href, class: "w-btn", "data-size": "sm", rel: "next",
                    {text::next()}
                    Icon { name: IconName::ChevronRight, directed: true }
                }
            }
        }
    }
}
