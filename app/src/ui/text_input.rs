//! One-line inputs: text of every kind.

use dioxus::prelude::*;

use super::dom::joined_ids;
use super::field::{Field, control_id, described};
use super::text;
use super::tone::Size;

/// What kind of text is typed; decides the keyboard on a phone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum InputKind {
    /// Any text.
    #[default]
    Text,
    /// An e-mail address.
    Email,
    /// A phone number.
    Tel,
    /// A password.
    Password,
    /// A web address.
    Url,
    /// A whole number, as text.
    Whole,
    /// A number with decimals, as text.
    Decimal,
}

impl InputKind {
    fn attributes(self) -> (&'static str, Option<&'static str>) {
        match self {
            InputKind::Text => ("text", None),
            InputKind::Email => ("email", Some("email")),
            InputKind::Tel => ("tel", Some("tel")),
            InputKind::Password => ("password", None),
            InputKind::Url => ("url", Some("url")),
            InputKind::Whole => ("text", Some("numeric")),
            InputKind::Decimal => ("text", Some("decimal")),
        }
    }
}

/// A one-line text field.
#[component]
pub fn TextInput(
    /// The label above.
    #[props(into)]
    label: String,
    /// The name in the form.
    #[props(into)]
    name: String,
    /// What stands in the field.
    #[props(into, default)]
    value: String,
    /// What kind of text.
    #[props(default)]
    kind: InputKind,
    /// Called with the text at each change.
    #[props(default)]
    oninput: EventHandler<String>,
    /// Called with the text when the field is left after a change.
    #[props(default)]
    onchange: EventHandler<String>,
    /// A key is pressed in it.
    #[props(default)]
    onkeydown: EventHandler<KeyboardEvent>,
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
    /// Can be read and copied only.
    #[props(default)]
    readonly: bool,
    /// The `autocomplete` token, so that browsers fill it in.
    autocomplete: Option<String>,
    /// An example in the empty field; never the only place of an instruction.
    placeholder: Option<String>,
    /// The longest text accepted.
    maxlength: Option<u32>,
    /// The height.
    #[props(default)]
    size: Size,
    /// A unit or sign before the text.
    prefix: Option<String>,
    /// A unit after the text.
    suffix: Option<String>,
    /// Hides the label from sight only.
    #[props(default)]
    label_hidden: bool,
    /// Takes the focus when it appears.
    #[props(default)]
    autofocus: bool,
    /// The element's id; made of the name if none.
    id: Option<String>,
    /// A stable hook for tests.
    testid: Option<String>,
    /// Additional classes.
    class: Option<String>,
    /// Any further attribute of an input.
    #[props(extends = GlobalAttributes, extends = input)]
    attributes: Vec<Attribute>,
) -> Element {
    let id = control_id(&id, &name);
    let (hint_id, error_id) = described(&id, &hint, &error);
    let (input_type, inputmode) = kind.attributes();
    let mut revealed = use_signal(|| false);
    let secret = kind == InputKind::Password && !readonly;
    let input_type = if secret && revealed() { "text" } else { input_type };
    let grouped = secret || prefix.is_some() || suffix.is_some();
    let control = rsx! {
        input {
            class: "w-input",
            r#type: input_type,
            inputmode,
            id: id.clone(),
            name,
            value,
            required,
            disabled,
            readonly,
            autocomplete,
            placeholder,
            maxlength: maxlength.map(|n| n.to_string()),
            autofocus,
            "data-size": size.attribute(),
            "data-testid": testid,
            aria_invalid: error.is_some().then_some("true"),
            aria_describedby: joined_ids([hint_id, error_id]),
            oninput: move |event| oninput.call(event.value()),
            onchange: move |event| onchange.call(event.value()),
            onkeydown: move |event| onkeydown.call(event),
            onmounted: move |event| async move {
                if autofocus {
                    // A browser refuses when the page is hidden; the field is then reached by Tab.
                    let _ = event.set_focus(true).await;
                }
            },
            ..attributes,
        }
    };
    rsx! {
        Field { id: id.clone(), label, hint, error, required, optional, label_hidden, class,
            if grouped {
                div { class: "w-input-group",
                    if let Some(prefix) = prefix {
                        span { class: "w-input-unit", {prefix} }
                    }
                    {control}
                    if let Some(suffix) = suffix {
                        span { class: "w-input-unit", {suffix} }
                    }
                    if secret {
                        // pages without an app show it by a script, and do without it otherwise
                        button {
                            class: "w-reveal",
                            r#type: "button",
                            hidden: !cfg!(feature = "web"),
                            aria_controls: id.clone(),
                            aria_pressed: if revealed() { "true" } else { "false" },
                            "data-hide": text::hide(),
                            onclick: move |_| revealed.toggle(),
                            span { {if revealed() { text::hide() } else { text::show() }} }
                            span { class: "sr", " {text::the_password()}" }
                        }
                    }
                }
            } else {
                {control}
            }
        }
    }
}
