//! Choosing one of a short list in a native select.

use dioxus::prelude::*;

use super::dom::joined_ids;
use super::field::{Field, control_id, described};
use super::icon::{Icon, IconName, IconSize};
use super::text;
use super::tone::Size;

/// One option of a [`Select`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SelectOption {
    /// What is sent.
    pub value: String,
    /// What is read.
    pub label: String,
    /// Shown, but cannot be chosen.
    pub disabled: bool,
}

impl SelectOption {
    /// An option that can be chosen.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into(), disabled: false }
    }
}

/// A native select; for long or searched lists use [`Combobox`](super::combobox::Combobox).
#[component]
pub fn Select(
    /// The label above.
    #[props(into)]
    label: String,
    /// The name in the form.
    #[props(into)]
    name: String,
    /// The options in order.
    options: Vec<SelectOption>,
    /// The chosen value; empty when none is.
    #[props(into, default)]
    value: String,
    /// Called with the value chosen.
    #[props(default)]
    onchange: EventHandler<String>,
    /// The words of the empty option; there is one unless the value is always set.
    placeholder: Option<String>,
    /// Help below the label.
    hint: Option<String>,
    /// What is wrong with it.
    error: Option<String>,
    /// Must be chosen.
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
    /// The `autocomplete` token.
    autocomplete: Option<String>,
    /// The element's id; made of the name if none.
    id: Option<String>,
    /// A stable hook for tests.
    testid: Option<String>,
    /// Additional classes.
    class: Option<String>,
) -> Element {
    let id = control_id(&id, &name);
    let (hint_id, error_id) = described(&id, &hint, &error);
    let unset = !options.iter().any(|option| option.value == value);
    let empty = placeholder.or_else(|| (unset || !required).then(text::choose));
    rsx! {
        Field { id: id.clone(), label, hint, error: error.clone(), required, optional, label_hidden, class,
            div { class: "w-select",
                select {
                    class: "w-input",
                    id,
                    name,
                    required,
                    disabled,
                    autocomplete,
                    "data-size": size.attribute(),
                    "data-testid": testid,
                    aria_invalid: error.is_some().then_some("true"),
                    aria_describedby: joined_ids([hint_id, error_id]),
                    onchange: move |event| onchange.call(event.value()),
                    if let Some(empty) = empty {
                        option { key: "{name}-empty", value: "", selected: unset, {empty} }
                    }
                    // `selected` on the option: a select's own value is ignored when options mount later.
                    for option in options {
                        option {
                            key: "{option.value}",
                            value: option.value.clone(),
                            selected: option.value == value,
                            disabled: option.disabled,
                            {option.label}
                        }
                    }
                }
                Icon { name: IconName::ChevronDown, size: IconSize::Sm }
            }
        }
    }
}
