//! What changed: before and after, as marks and as words.

use dioxus::prelude::*;

use super::icon::{Icon, IconName, IconSize, class_list};
use super::text;

/// One value that changed, appeared or went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What the value is of.
    pub label: String,
    /// The value before; none if it is new.
    pub before: Option<String>,
    /// The value after; none if it is gone.
    pub after: Option<String>,
    /// What it means, such as its effect on the price.
    pub effect: Option<String>,
}

impl Change {
    /// A value that changed.
    pub fn new(label: impl Into<String>, before: Option<String>, after: Option<String>) -> Self {
        Self { label: label.into(), before, after, effect: None }
    }

    /// The same with what it means.
    pub fn effect(self, effect: impl Into<String>) -> Self {
        Self { effect: Some(effect.into()), ..self }
    }
}

/// Changes as a list of before → after.
#[component]
pub fn DiffView(
    /// The changes.
    changes: Vec<Change>,
    /// Additional classes.
    class: Option<String>,
) -> Element {
    rsx! {
        dl { class: class_list("w-diff", &class),
            for change in changes {
                div { key: "{change.label}", class: "w-diff-row",
                    dt { {change.label.clone()} }
                    dd {
                        if let Some(before) = change.before.clone().filter(|_| change.before != change.after) {
                            del { span { class: "sr", "{text::before()}: " } {before} }
                        }
                        if change.before.is_some() && change.after.is_some() && change.before != change.after {
                            Icon { name: IconName::ArrowRight, size: IconSize::Xs, directed: true }
                        }
                        match change.after.clone() {
                            Some(after) if change.before != change.after => rsx! {
                                ins { span { class: "sr", "{text::after()}: " } {after} }
                            },
                            Some(after) => rsx! { span { {after} } },
                            None => rsx! { span { class: "w-hint", {text::removed()} } },
                        }
                        if let Some(effect) = change.effect.clone() {
                            span { class: "w-diff-effect", {effect} }
                        }
                    }
                }
            }
        }
    }
}
