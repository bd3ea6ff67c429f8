//! Facts: terms and their values.

use dioxus::prelude::*;

use super::icon::class_list;

/// A list of [`Fact`]s.
#[component]
pub fn DescriptionList(
    /// The facts.
    children: Element,
    /// Terms above values, several beside each other.
    #[props(default)]
    columns: bool,
    /// Additional classes.
    class: Option<String>,
) -> Element {
    rsx! {
        dl { class: class_list("w-facts", &class), "data-columns": columns.then_some("true"), {children} }
    }
}

/// One term and its value.
#[component]
pub fn Fact(
    /// The term.
    #[props(into)]
    term: String,
    /// The value.
    children: Element,
) -> Element {
    rsx! {
        div { class: "w-fact",
            dt { {term} }
            dd { {children} }
        }
    }
}
