//! Fields for a calendar date and a time of day, typed or picked.

use dioxus::prelude::*;

use super::dom::joined_ids;
use super::field::{Field, control_id, described};
use super::tone::Size;

/// What a field for a date or a time takes.
#[derive(Clone, PartialEq, Props)]
pub struct MomentInputProps {
    /// The label above.
    #[props(into)]
    label: String,
    /// The name in the form.
    #[props(into)]
    name: String,
    /// The date as `YYYY-MM-DD` or the time as `HH:MM`, or empty.
    #[props(into, default)]
    value: String,
    /// Called when it is complete or cleared.
    #[props(default)]
    onchange: EventHandler<String>,
    /// The first one allowed.
    min: Option<String>,
    /// The last one allowed.
    max: Option<String>,
    /// Help below the label.
    hint: Option<String>,
    /// What is wrong with it.
    error: Option<String>,
    /// Must be filled in.
    #[props(default)]
    required: bool,
    /// Marked as optional.
    #[props(default)]
    optional: bool,
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
}

/// A calendar date as `YYYY-MM-DD`, typed or picked.
#[component]
pub fn DateInput(props: MomentInputProps) -> Element {
    control("date", props)
}

/// A time of day as `HH:MM`, typed or picked.
#[component]
pub fn TimeInput(props: MomentInputProps) -> Element {
    control("time", props)
}

fn control(kind: &'static str, props: MomentInputProps) -> Element {
    let MomentInputProps {
        label,
        name,
        value,
        onchange,
        min,
        max,
        hint,
        error,
        required,
        optional,
        disabled,
        size,
        label_hidden,
        id,
        class,
    } = props;
    let id = control_id(&id, &name);
    let (hint_id, error_id) = described(&id, &hint, &error);
    rsx! {
        Field { id: id.clone(), label, hint, error: error.clone(), required, optional, label_hidden, class,
            input {
                class: "w-input",
                r#type: kind,
                id,
                name,
                value,
                min,
                max,
                required,
                disabled,
                "data-size": size.attribute(),
                aria_invalid: error.is_some().then_some("true"),
                aria_describedby: joined_ids([hint_id, error_id]),
                oninput: move |event| onchange.call(event.value()),
            }
        }
    }
}
