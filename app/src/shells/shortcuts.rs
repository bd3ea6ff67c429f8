//! The list of shortcuts that `?` opens.

use dioxus::prelude::*;

use crate::ui::text;
use crate::ui::*;

/// Shortcuts of one kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyGroup {
    /// What they are about.
    pub title: String,
    /// Keys as in [`Shortcut`] and what they do.
    pub rows: Vec<(String, String)>,
}

/// All shortcuts, with the switch for those of a single key.
#[component]
pub fn ShortcutHelp(
    /// Whether it is open.
    open: bool,
    /// The shortcuts.
    groups: Vec<KeyGroup>,
    /// Asked to close.
    onclose: EventHandler<()>,
    /// The switch for single keys: its words, state and change.
    #[props(default = VNode::empty())]
    children: Element,
) -> Element {
    rsx! {
        Dialog { open, title: text::keyboard_shortcuts(), size: DialogSize::Wide, onclose: move |()| onclose.call(()),
            div { class: "w-keymap",
                for group in groups {
                    section { key: "{group.title}",
                        h3 { {group.title} }
                        for (keys, label) in group.rows {
                            div { key: "{keys}", class: "w-keymap-row",
                                span { {label} }
                                KeyHint { keys: shown_keys(&keys) }
                            }
                        }
                    }
                }
            }
            {children}
        }
    }
}
