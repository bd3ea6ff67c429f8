//! The frame of a form control: label above, hint, control, error, wired by ids.

use dioxus::prelude::*;

use super::icon::{Icon, IconName, IconSize, class_list};
use super::text;

/// The id of a control: the given one, or made of its name, so that an error summary can link to it.
pub fn control_id(id: &Option<String>, name: &str) -> String {
    id.clone().unwrap_or_else(|| format!("f-{}", name.replace(['.', '[', ']'], "-")))
}

/// The ids of a control's hint and error, where they exist.
pub fn described(id: &str, hint: &Option<String>, error: &Option<String>) -> (Option<String>, Option<String>) {
    (hint.as_ref().map(|_| format!("{id}-hint")), error.as_ref().map(|_| format!("{id}-error")))
}

/// Label, hint and error around a control whose id is `id`; the typed inputs already contain it.
#[component]
pub fn Field(
    /// The id of the control inside.
    #[props(into)]
    id: String,
    /// The label above.
    #[props(into)]
    label: String,
    /// The control.
    children: Element,
    /// Help below the label; its id is `{id}-hint`.
    hint: Option<String>,
    /// What is wrong; its id is `{id}-error`.
    error: Option<String>,
    /// Must be filled in. Fields are required or marked optional: the mark is on the rarer of the two.
    #[props(default)]
    required: bool,
    /// Marks the field as optional.
    #[props(default)]
    optional: bool,
    /// Hides the label from sight only.
    #[props(default)]
    label_hidden: bool,
    /// Additional classes.
    class: Option<String>,
) -> Element {
    rsx! {
        div { class: class_list("w-field", &class), "data-invalid": error.is_some().then_some("true"),
            label { class: if label_hidden { "sr" } else { "w-label" }, r#for: id.clone(),
                {label}
                if required {
                    span { class: "w-required", "aria-hidden": "true", " *" }
                    span { class: "sr", " ({text::required()})" }
                }
                if optional {
                    span { class: "w-optional", " ({text::optional()})" }
                }
            }
            if let Some(hint) = hint {
                p { class: "w-hint", id: "{id}-hint", {hint} }
            }
            {children}
            if let Some(error) = error.clone() {
                p { class: "w-error", id: "{id}-error",
                    Icon { name: IconName::CircleAlert, size: IconSize::Sm }
                    span { {error} }
                }
            }
        }
    }
}
