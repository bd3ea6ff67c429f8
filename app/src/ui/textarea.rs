//! Longer texts.

use dioxus::prelude::*;

use super::dom::joined_ids;
use super::field::{Field, control_id, described};
use super::text;

/// A text of several lines that grows with its content.
#[component]
pub fn TextArea(
    /// The label above.
    #[props(into)]
    label: String,
    /// The name in the form.
    #[props(into)]
    name: String,
    /// What stands in the field.
    #[props(into, default)]
    value: String,
    /// Called with the text at each change.
    #[props(default)]
    oninput: EventHandler<String>,
    /// Called with the text when the field is left after a change.
    #[props(default)]
    onchange: EventHandler<String>,
    /// A key is pressed in it.
    #[props(default)]
    onkeydown: EventHandler<KeyboardEvent>,
    /// Lines shown at first.
    #[props(default = 3)]
    rows: u32,
    /// The longest text accepted; the rest is counted down below the field.
    limit: Option<u32>,
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
    /// An example in the empty field.
    placeholder: Option<String>,
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
    let (hint_id, error_id) = described(&id, &hint, &error);
    let left =
        limit.map(|limit| (i64::from(limit), i64::from(limit) - value.chars().count() as i64)).filter(|(limit, left)| left * 10 <= *limit);
    let left = left.map(|(_, left)| left);
    rsx! {
        Field { id: id.clone(), label, hint, error: error.clone(), required, optional, label_hidden, class,
            textarea {
                class: "w-input w-textarea",
                rows: rows.to_string(),
                id: id.clone(),
                name,
                value: value.clone(),
                required,
                disabled,
                placeholder,
                "data-testid": testid,
                aria_invalid: error.is_some().then_some("true"),
                aria_describedby: joined_ids([joined_ids([hint_id, error_id]), left.map(|_| format!("{id}-left"))]),
                oninput: move |event| oninput.call(event.value()),
                onchange: move |event| onchange.call(event.value()),
                onkeydown: move |event| onkeydown.call(event),
                dangerous_inner_html: written(&value),
            }
            if let Some(left) = left {
                p { class: "w-hint num", id: "{id}-left",
                    if left >= 0 { {text::characters_left(left)} } else { {text::characters_over(-left)} }
                }
            }
        }
    }
}

/// The content a textarea made by the server carries its text in. In a browser there must be none: setting the
/// text there throws away child nodes, and with them the ones the renderer is about to look for.
fn written(value: &str) -> Option<String> {
    cfg!(not(feature = "web")).then(|| value.replace('&', "&amp;").replace('<', "&lt;"))
}
