//! Whole numbers with buttons for less and more.

use dioxus::prelude::*;

use super::dom::joined_ids;
use super::field::{Field, control_id, described};
use super::icon::{Icon, IconName, IconSize};
use super::text;
use super::tone::Size;

/// A whole number that is typed or stepped.
#[component]
pub fn NumberStepper(
    /// The label above.
    #[props(into)]
    label: String,
    /// The name in the form.
    #[props(into)]
    name: String,
    /// The number.
    value: i64,
    /// Called with the new number, within the bounds.
    #[props(default)]
    onchange: EventHandler<i64>,
    /// The least allowed.
    #[props(default)]
    min: i64,
    /// The most allowed.
    #[props(default = 9_999)]
    max: i64,
    /// The step of the buttons and arrow keys.
    #[props(default = 1)]
    step: i64,
    /// A unit after the number.
    unit: Option<String>,
    /// Help below the label.
    hint: Option<String>,
    /// What is wrong with it.
    error: Option<String>,
    /// Must be filled in.
    #[props(default)]
    required: bool,
    /// Cannot be changed now.
    #[props(default)]
    disabled: bool,
    /// The height.
    #[props(default)]
    size: Size,
    /// Hides the label from sight only.
    #[props(default)]
    label_hidden: bool,
    /// The element's id; made of the name if none.
    id: Option<String>,
    /// Additional classes.
    class: Option<String>,
) -> Element {
    let id = control_id(&id, &name);
    let (hint_id, error_id) = described(&id, &hint, &error);
    let by = move |delta: i64| value.saturating_add(delta).clamp(min, max);
    rsx! {
        Field { id: id.clone(), label: label.clone(), hint, error: error.clone(), required, label_hidden, class,
            div { class: "w-stepper", "data-size": size.attribute(),
                button {
                    class: "w-stepper-button",
                    r#type: "button",
                    aria_label: text::decrease(&label),
                    disabled: disabled || value <= min,
                    onclick: move |_| onchange.call(by(-step)),
                    Icon { name: IconName::Minus, size: IconSize::Sm }
                }
                input {
                    class: "w-input num",
                    r#type: "number",
                    inputmode: "numeric",
                    id,
                    name,
                    value: "{value}",
                    min: "{min}",
                    max: "{max}",
                    step: "{step}",
                    required,
                    disabled,
                    aria_invalid: error.is_some().then_some("true"),
                    aria_describedby: joined_ids([hint_id, error_id]),
                    // On leaving, not at each key: "1" on the way to "12" must not be clamped or recomputed.
                    onchange: move |event| {
                        if let Ok(typed) = event.value().trim().parse::<i64>() {
                            onchange.call(typed.clamp(min, max));
                        }
                    },
                }
                if let Some(unit) = unit {
                    span { class: "w-input-unit", {unit} }
                }
                button {
                    class: "w-stepper-button",
                    r#type: "button",
                    aria_label: text::increase(&label),
                    disabled: disabled || value >= max,
                    onclick: move |_| onchange.call(by(step)),
                    Icon { name: IconName::Plus, size: IconSize::Sm }
                }
            }
        }
    }
}
