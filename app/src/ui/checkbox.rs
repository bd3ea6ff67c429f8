//! Yes or no: checkbox and switch.

use dioxus::prelude::*;

use super::dom::joined_ids;
use super::field::{control_id, described};
use super::icon::{Icon, IconName, IconSize, class_list};

/// A checkbox with its label after it.
#[component]
pub fn Checkbox(
    /// The label after the box.
    #[props(into)]
    label: String,
    /// The name in the form.
    #[props(into)]
    name: String,
    /// Whether it is ticked.
    #[props(default)]
    checked: bool,
    /// Some but not all of what it stands for is ticked.
    #[props(default)]
    mixed: bool,
    /// Called with the new state.
    #[props(default)]
    onchange: EventHandler<bool>,
    /// What is sent when ticked.
    #[props(into, default = "true".to_owned())]
    value: String,
    /// Help below the label.
    hint: Option<String>,
    /// What is wrong with it.
    error: Option<String>,
    /// Must be ticked.
    #[props(default)]
    required: bool,
    /// Cannot be changed now.
    #[props(default)]
    disabled: bool,
    /// Hides the label from sight only, for rows of a table.
    #[props(default)]
    label_hidden: bool,
    /// Richer content instead of the plain label.
    children: Element,
    /// The element's id; made of the name if none.
    id: Option<String>,
    /// A stable hook for tests.
    testid: Option<String>,
    /// Additional classes.
    class: Option<String>,
) -> Element {
    let id = control_id(&id, &name);
    let (hint_id, error_id) = described(&id, &hint, &error);
    let rich = children != VNode::empty();
    let mut element = use_signal(|| None::<std::rc::Rc<MountedData>>);
    use_effect(use_reactive!(|mixed| set_mixed(&element.read(), mixed)));
    rsx! {
        div { class: class_list("w-check-field", &class),
            label { class: "w-check-label",
                input {
                    class: "w-check",
                    r#type: "checkbox",
                    id: id.clone(),
                    name,
                    value,
                    checked,
                    required,
                    disabled,
                    "data-mixed": mixed.then_some("true"),
                    "data-testid": testid,
                    aria_invalid: error.is_some().then_some("true"),
                    aria_describedby: joined_ids([hint_id, error_id]),
                    onmounted: move |event| element.set(Some(event.data())),
                    oninput: move |event| onchange.call(event.checked()),
                }
                span { class: if label_hidden { "sr" } else { "w-check-text" },
                    if rich { {children} } else { {label} }
                }
            }
            if let Some(hint) = hint {
                p { class: "w-hint", id: "{id}-hint", {hint} }
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

/// Tells the browser that a box is neither on nor off, which markup alone cannot say.
fn set_mixed(element: &Option<std::rc::Rc<MountedData>>, mixed: bool) {
    #[cfg(feature = "web")]
    {
        use dioxus::web::WebEventExt;
        use wasm_bindgen::JsCast;
        let input = element.as_ref().and_then(|element| element.try_as_web_event());
        if let Some(input) = input.and_then(|found| found.dyn_into::<web_sys::HtmlInputElement>().ok()) {
            input.set_indeterminate(mixed);
        }
    }
    #[cfg(not(feature = "web"))]
    let _ = (element, mixed);
}

/// A switch: takes effect at once. In a form without script it is an ordinary checkbox.
#[component]
pub fn Switch(
    /// The label before the switch.
    #[props(into)]
    label: String,
    /// The name in the form.
    #[props(into)]
    name: String,
    /// Whether it is on.
    #[props(default)]
    checked: bool,
    /// Called with the new state.
    #[props(default)]
    onchange: EventHandler<bool>,
    /// What is sent when on.
    #[props(into, default = "true".to_owned())]
    value: String,
    /// A line below the label.
    hint: Option<String>,
    /// What stands between label and switch, such as a price.
    aside: Option<String>,
    /// Cannot be changed now.
    #[props(default)]
    disabled: bool,
    /// Hides the label from sight only.
    #[props(default)]
    label_hidden: bool,
    /// The element's id; made of the name if none.
    id: Option<String>,
    /// A stable hook for tests.
    testid: Option<String>,
    /// Additional classes.
    class: Option<String>,
) -> Element {
    let id = control_id(&id, &name);
    let (hint_id, _) = described(&id, &hint, &None);
    rsx! {
        label { class: class_list("w-switch", &class), "data-on": checked.then_some("true"),
            span { class: if label_hidden { "sr" } else { "w-switch-text" },
                span { class: "w-switch-label", {label} }
                if let Some(hint) = hint {
                    span { class: "w-hint", id: "{id}-hint", {hint} }
                }
            }
            if let Some(aside) = aside {
                span { class: "w-switch-aside num", {aside} }
            }
            input {
                class: "w-switch-input",
                r#type: "checkbox",
                role: "switch",
                id: id.clone(),
                name,
                value,
                checked,
                disabled,
                "data-testid": testid,
                aria_describedby: hint_id,
                oninput: move |event| onchange.call(event.checked()),
            }
        }
    }
}
