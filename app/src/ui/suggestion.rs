//! Suggestions: labelled as such, saying why, never applied by themselves.

use dioxus::prelude::*;

use super::button::{Button, ButtonVariant, IconButton};
use super::icon::{Icon, IconName, IconSize};
use super::text;
use super::tone::Size;

/// One suggestion.
#[component]
pub fn SuggestionCard(
    /// What is suggested.
    #[props(into)]
    title: String,
    /// Why, with figures.
    #[props(into)]
    why: String,
    /// How sure it is, in percent.
    confidence: Option<u32>,
    /// What that rests on.
    rests_on: Option<String>,
    /// What accepting changes.
    #[props(default = VNode::empty())]
    children: Element,
    /// Accepted as it is.
    onaccept: EventHandler<()>,
    /// Opened to be changed first.
    onedit: Option<EventHandler<()>>,
    /// Not wanted, and asked why.
    onwhy: Option<EventHandler<()>>,
    /// Not wanted.
    ondismiss: EventHandler<()>,
    /// It is being applied.
    #[props(default)]
    loading: bool,
    /// A stable hook for tests.
    testid: Option<String>,
) -> Element {
    rsx! {
        article { class: "w-suggestion", "data-testid": testid,
            h3 {
                Icon { name: IconName::Sparkles, size: IconSize::Sm, label: text::suggested() }
                {title}
            }
            p { {why} }
            if let Some(confidence) = confidence.map(|n| n.min(100)) {
                p { class: "w-confidence",
                    span { class: "w-confidence-bar", style: "--v:{confidence}", "aria-hidden": "true" }
                    {text::confident(confidence)}
                    if let Some(rests_on) = rests_on { span { class: "muted", {rests_on} } }
                }
            }
            {children}
            div { class: "w-btn-group",
                Button { size: Size::Sm, variant: ButtonVariant::Tonal, loading, onclick: move |_| onaccept.call(()), {text::accept()} }
                if let Some(edit) = onedit {
                    Button { size: Size::Sm, disabled: loading, onclick: move |_| edit.call(()), {text::edit()} }
                }
                Button { size: Size::Sm, variant: ButtonVariant::Ghost, disabled: loading, onclick: move |_| ondismiss.call(()), {text::dismiss()} }
                if let Some(why) = onwhy {
                    IconButton { label: text::why_not(), icon: IconName::MessageSquareText, size: Size::Sm, disabled: loading, onclick: move |_| why.call(()) }
                }
            }
        }
    }
}
