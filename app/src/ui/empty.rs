//! Nothing here: what this place is for, and the one thing to do.

use dioxus::prelude::*;

use super::icon::{Icon, IconName, IconSize, class_list};
use super::page::use_title;

/// A place without content.
#[component]
pub fn EmptyState(
    /// An icon of what would be here.
    icon: IconName,
    /// What is not here.
    #[props(into)]
    title: String,
    /// What this place is for, or why nothing matches.
    body: Option<String>,
    /// It is all the page has: its title is the page's `h1`.
    #[props(default)]
    page: bool,
    /// The one action.
    #[props(default = VNode::empty())]
    children: Element,
    /// Additional classes.
    class: Option<String>,
) -> Element {
    use_title(if page { title.clone() } else { String::new() });
    rsx! {
        div { class: class_list("w-state", &class),
            span { class: "w-state-glyph", Icon { name: icon, size: IconSize::Xl } }
            if page {
                h1 { tabindex: "-1", {title} }
            } else {
                h2 { {title} }
            }
            if let Some(body) = body {
                p { {body} }
            }
            div { class: "w-btn-group", {children} }
        }
    }
}
