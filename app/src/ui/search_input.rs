//! The search field.

use dioxus::prelude::*;

use super::field::control_id;
use super::icon::{Icon, IconName, IconSize, class_list};
use super::text;
use super::tone::Size;

/// A search field with its own clear button; the label is read, not shown.
#[component]
pub fn SearchInput(
    /// What is searched.
    #[props(into)]
    label: String,
    /// What stands in the field.
    #[props(into, default)]
    value: String,
    /// Called with the text at each change, and with an empty one when cleared.
    #[props(default)]
    oninput: EventHandler<String>,
    /// The name in the form.
    #[props(into, default = "q".to_owned())]
    name: String,
    /// An example in the empty field; the label if none.
    placeholder: Option<String>,
    /// The key that reaches it, shown at its end.
    shortcut: Option<String>,
    /// The height.
    #[props(default = Size::Sm)]
    size: Size,
    /// The element's id; made of the name if none.
    id: Option<String>,
    /// Additional classes.
    class: Option<String>,
) -> Element {
    let id = control_id(&id, &name);
    let focus_id = id.clone();
    let filled = !value.is_empty();
    rsx! {
        div { class: class_list("w-search", &class), role: "search", "data-size": size.attribute(),
            Icon { name: IconName::Search, size: IconSize::Sm }
            input {
                class: "w-search-input",
                r#type: "search",
                enterkeyhint: "search",
                autocomplete: "off",
                id,
                name,
                value,
                aria_label: label.clone(),
                placeholder: placeholder.unwrap_or(label),
                oninput: move |event| oninput.call(event.value()),
            }
            if filled {
                button {
                    class: "w-search-clear",
                    r#type: "button",
                    aria_label: text::clear_search(),
                    onclick: move |_| {
                        oninput.call(String::new());
                        super::dom::focus(&focus_id);
                    },
                    Icon { name: IconName::X, size: IconSize::Sm }
                }
            } else if let Some(shortcut) = shortcut {
                kbd { class: "w-kbd", "aria-hidden": "true", {shortcut} }
            }
        }
    }
}
