//! One-time codes.

use dioxus::prelude::*;

use super::dom::joined_ids;
use super::field::{Field, control_id, described};

/// A one-time code in one field, so that paste, autofill and a screen reader work as everywhere.
#[component]
pub fn OtpInput(
    /// The label above.
    #[props(into)]
    label: String,
    /// The name in the form.
    #[props(into, default = "code".to_owned())]
    name: String,
    /// What stands in the field.
    #[props(into, default)]
    value: String,
    /// How many digits.
    #[props(default = 6)]
    length: u32,
    /// Called with the digits typed so far.
    #[props(default)]
    oninput: EventHandler<String>,
    /// Called with the code once complete.
    #[props(default)]
    oncomplete: EventHandler<String>,
    /// Help below the label.
    hint: Option<String>,
    /// What is wrong with it.
    error: Option<String>,
    /// The element's id; made of the name if none.
    id: Option<String>,
    /// Additional classes.
    class: Option<String>,
) -> Element {
    let id = control_id(&id, &name);
    let (hint_id, error_id) = described(&id, &hint, &error);
    rsx! {
        Field { id: id.clone(), label, hint, error: error.clone(), class,
            input {
                class: "w-input w-otp",
                r#type: "text",
                inputmode: "numeric",
                autocomplete: "one-time-code",
                // Spaces are allowed in: people paste "123 456".
                pattern: "[0-9 ]*",
                maxlength: "{length + 2}",
                id,
                name,
                value,
                required: true,
                "data-length": "{length}",
                aria_invalid: error.is_some().then_some("true"),
                aria_describedby: joined_ids([hint_id, error_id]),
                oninput: move |event| {
                    let digits: String = event.value().chars().filter(char::is_ascii_digit).take(length as usize).collect();
                    oninput.call(digits.clone());
                    if digits.len() == length as usize {
                        oncomplete.call(digits);
                    }
                },
            }
        }
    }
}
