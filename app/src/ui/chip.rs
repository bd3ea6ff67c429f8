//! Small marks: status chips, counts, keys, dots.

use dioxus::prelude::*;

use super::icon::{Icon, IconName, IconSize, class_list};
use super::tone::Tone;

/// A small label, such as a tag.
#[component]
pub fn Chip(
    /// The words.
    children: Element,
    /// What it says by colour.
    #[props(default)]
    tone: Tone,
    /// An icon before the words.
    icon: Option<IconName>,
    /// Additional classes.
    class: Option<String>,
) -> Element {
    rsx! {
        span { class: class_list("w-chip", &class), "data-tone": tone.name(),
            if let Some(icon) = icon {
                Icon { name: icon, size: IconSize::Sm }
            }
            {children}
        }
    }
}

/// The state of a record: always colour, icon and word.
#[component]
pub fn StatusChip(
    /// The word.
    #[props(into)]
    label: String,
    /// The icon.
    icon: IconName,
    /// The colour.
    #[props(default)]
    tone: Tone,
    /// A stable hook for tests.
    testid: Option<String>,
    /// Additional classes.
    class: Option<String>,
) -> Element {
    rsx! {
        span { class: class_list("w-chip", &class), "data-tone": tone.name(), "data-testid": testid,
            Icon { name: icon, size: IconSize::Sm }
            {label}
        }
    }
}

/// A coloured ring, for stages; give words beside it.
#[component]
pub fn Dot(
    /// The colour.
    #[props(default)]
    tone: Tone,
) -> Element {
    rsx! { span { class: "w-dot", "data-tone": tone.name(), "aria-hidden": "true" } }
}

/// A key or chord on the keyboard: `["Ctrl", "K"]`.
#[component]
pub fn KeyHint(
    /// The keys in the order they are pressed.
    keys: Vec<String>,
) -> Element {
    rsx! {
        span { class: "w-keys",
            for (i, key) in keys.into_iter().enumerate() {
                kbd { key: "{i}", class: "w-kbd", {key} }
            }
        }
    }
}
