//! Cards and sections: a titled surface on the ground of the page.

use dioxus::prelude::*;

use super::icon::{Icon, IconName, IconSize, class_list};
use super::link::A;

/// A surface with an optional head.
#[component]
pub fn Card(
    /// The title, an `h2`.
    title: Option<String>,
    /// An icon before the title.
    icon: Option<IconName>,
    /// What follows the title: a count, chips.
    #[props(default = VNode::empty())]
    meta: Element,
    /// What stands at the end of the head.
    #[props(default = VNode::empty())]
    actions: Element,
    /// The content.
    children: Element,
    /// No padding: lists and tables bring their own.
    #[props(default)]
    flush: bool,
    /// What it says by colour: a soft ground.
    tone: Option<super::tone::Tone>,
    /// The element's id.
    id: Option<String>,
    /// A stable hook for tests.
    testid: Option<String>,
    /// Additional classes.
    class: Option<String>,
) -> Element {
    let label_id = super::dom::use_dom_id("card");
    let titled = title.is_some();
    rsx! {
        section {
            class: class_list("w-card", &class),
            id,
            "data-testid": testid,
            "data-flush": flush.then_some("true"),
            "data-tone": tone.map(|tone| tone.name()),
            aria_labelledby: titled.then(|| label_id.clone()),
            if let Some(title) = title {
                header { class: "w-card-head",
                    if let Some(icon) = icon {
                        Icon { name: icon }
                    }
                    h2 { id: label_id.clone(), {title} }
                    {meta}
                    div { class: "w-card-actions", {actions} }
                }
            }
            div { class: "w-card-body", {children} }
        }
    }
}

/// A row that leads somewhere: words at the start, facts at the end.
#[component]
pub fn LinkRow(
    /// Where to.
    #[props(into)]
    href: String,
    /// The first line.
    #[props(into)]
    title: String,
    /// The second line.
    detail: Option<String>,
    /// An icon before the words.
    icon: Option<IconName>,
    /// What stands at the end.
    #[props(default = VNode::empty())]
    children: Element,
    /// A stable hook for tests.
    testid: Option<String>,
) -> Element {
    rsx! {
        A { href, class: "w-link-row", testid,
            if let Some(icon) = icon {
                Icon { name: icon, size: IconSize::Lg }
            }
            span { class: "w-link-words",
                strong { {title} }
                if let Some(detail) = detail {
                    small { {detail} }
                }
            }
            span { class: "w-link-end", {children} }
            Icon { name: IconName::ChevronRight, directed: true }
        }
    }
}
