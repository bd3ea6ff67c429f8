//! One of a few: cards that explain each choice, and the compact segmented control. Both are native radio groups.

use dioxus::prelude::*;

use super::icon::{Icon, IconName, IconSize, class_list};
use super::tone::Size;

/// One choice of a radio group.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What is read.
    pub label: String,
    /// A line below, on cards.
    pub detail: Option<String>,
    /// An icon before the words.
    pub icon: Option<IconName>,
    /// A count after the words, in a segmented control.
    pub count: Option<u32>,
    /// Shown, but cannot be chosen; `detail` says why.
    pub disabled: bool,
}

impl Choice {
    /// A choice of words only.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into(), ..Self::default() }
    }

    /// The same with a line below.
    pub fn detail(self, detail: impl Into<String>) -> Self {
        Self { detail: Some(detail.into()), ..self }
    }

    /// The same with an icon.
    pub fn icon(self, icon: IconName) -> Self {
        Self { icon: Some(icon), ..self }
    }

    /// The same with a count.
    pub fn count(self, count: u32) -> Self {
        Self { count: Some(count), ..self }
    }
}

/// A radio group of cards.
#[component]
pub fn RadioCards(
    /// The question.
    #[props(into)]
    legend: String,
    /// The name in the form.
    #[props(into)]
    name: String,
    /// The choices in order.
    options: Vec<Choice>,
    /// The chosen value; empty when none is.
    #[props(into, default)]
    value: String,
    /// Called with the value chosen.
    #[props(default)]
    onchange: EventHandler<String>,
    /// Help below the question.
    hint: Option<String>,
    /// What is wrong with it.
    error: Option<String>,
    /// Must be chosen.
    #[props(default)]
    required: bool,
    /// Hides the question from sight only.
    #[props(default)]
    legend_hidden: bool,
    /// The id of the group; made of the name if none.
    id: Option<String>,
    /// Additional classes.
    class: Option<String>,
) -> Element {
    let id = super::field::control_id(&id, &name);
    let (hint_id, error_id) = super::field::described(&id, &hint, &error);
    rsx! {
        fieldset {
            class: class_list("w-radio-cards", &class),
            id: id.clone(),
            tabindex: "-1",
            "data-invalid": error.is_some().then_some("true"),
            aria_describedby: super::dom::joined_ids([hint_id, error_id]),
            legend { class: if legend_hidden { "sr" } else { "w-label" }, {legend} }
            if let Some(hint) = hint {
                p { class: "w-hint", id: "{id}-hint", {hint} }
            }
            div { class: "w-radio-list",
                for option in options {
                    label { key: "{option.value}", class: "w-radio-card", "data-disabled": option.disabled.then_some("true"),
                        input {
                            class: "w-radio",
                            r#type: "radio",
                            name: name.clone(),
                            value: option.value.clone(),
                            checked: option.value == value,
                            disabled: option.disabled,
                            required,
                            onchange: {
                                let chosen = option.value.clone();
                                move |_| onchange.call(chosen.clone())
                            },
                        }
                        if let Some(icon) = option.icon {
                            Icon { name: icon, size: IconSize::Lg }
                        }
                        span { class: "w-radio-text",
                            span { class: "w-radio-label", {option.label} }
                            if let Some(detail) = option.detail {
                                span { class: "w-hint", {detail} }
                            }
                        }
                    }
                }
            }
            if let Some(error) = error.clone() {
                p { class: "w-error", id: "{id}-error",
                    Icon { name: IconName::CircleAlert, size: IconSize::Sm }
                    span { {error} }
                }
            }
        }
    }
}

/// A compact choice of two to five, always one of them chosen.
#[component]
pub fn Segmented(
    /// What is chosen, read but not shown.
    #[props(into)]
    label: String,
    /// The name in the form; unique on the page.
    #[props(into)]
    name: String,
    /// The choices in order.
    options: Vec<Choice>,
    /// The chosen value.
    #[props(into)]
    value: String,
    /// Called with the value chosen.
    #[props(default)]
    onchange: EventHandler<String>,
    /// The height.
    #[props(default)]
    size: Size,
    /// Spreads over the whole width.
    #[props(default)]
    full: bool,
    /// Additional classes.
    class: Option<String>,
) -> Element {
    rsx! {
        div {
            class: class_list("w-segmented", &class),
            role: "radiogroup",
            aria_label: label,
            "data-size": size.attribute(),
            "data-full": full.then_some("true"),
            for option in options {
                label { key: "{option.value}", class: "w-segment",
                    input {
                        class: "w-segment-input",
                        r#type: "radio",
                        name: name.clone(),
                        value: option.value.clone(),
                        checked: option.value == value,
                        disabled: option.disabled,
                        onchange: {
                            let chosen = option.value.clone();
                            move |_| onchange.call(chosen.clone())
                        },
                    }
                    if let Some(icon) = option.icon {
                        Icon { name: icon }
                    }
                    span { {option.label} }
                    if let Some(count) = option.count {
                        span { class: "w-tab-count", "{count}" }
                    }
                }
            }
        }
    }
}
