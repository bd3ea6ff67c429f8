//! Tabs: links when they change the address, buttons with panels when they do not.

use dioxus::prelude::*;

use super::dom::use_id;
use super::icon::{Icon, IconName, class_list};
use super::link::A;
use super::tone::Tone;

/// One tab.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tab {
    /// Where to for links, a key for in-page tabs.
    pub target: String,
    /// The words.
    pub label: String,
    /// An icon before the words.
    pub icon: Option<IconName>,
    /// A count after the words.
    pub count: Option<String>,
    /// The tone of the count, when it asks for something.
    pub tone: Option<Tone>,
}

impl Tab {
    /// A tab of words only.
    pub fn new(target: impl Into<String>, label: impl Into<String>) -> Self {
        Self { target: target.into(), label: label.into(), icon: None, count: None, tone: None }
    }

    /// The same with a count.
    pub fn count(self, count: impl ToString) -> Self {
        Self { count: Some(count.to_string()), ..self }
    }

    /// The same with an icon.
    pub fn icon(self, icon: IconName) -> Self {
        Self { icon: Some(icon), ..self }
    }

    /// The same with the tone its count is shown in.
    pub fn tone(self, tone: Tone) -> Self {
        Self { tone: Some(tone), ..self }
    }
}

/// Tabs that are links: views of a list, parts of a record that have an address.
#[component]
pub fn TabLinks(
    /// What the tabs are of.
    #[props(into)]
    label: String,
    /// The tabs; `target` is where each leads.
    tabs: Vec<Tab>,
    /// The target of the current one.
    #[props(into)]
    current: String,
    /// What stands at the end of the row, such as a segmented control.
    #[props(default = VNode::empty())]
    children: Element,
    /// Additional classes.
    class: Option<String>,
) -> Element {
    rsx! {
        div { class: class_list("w-tabs-row", &class),
            nav { class: "w-tabs", aria_label: label,
                for tab in tabs {
                    A {
                        key: "{tab.target}",
                        href: tab.target.clone(),
                        class: "w-tab",
                        aria_current: (tab.target == current).then_some("page"),
                        TabFace { tab: tab.clone() }
                    }
                }
            }
            {children}
        }
    }
}

/// In-page tabs after the APG pattern: arrows move and choose, one tab stop.
#[component]
pub fn Tabs(
    /// What the tabs are of.
    #[props(into)]
    label: String,
    /// The tabs; `target` is the key of each.
    tabs: Vec<Tab>,
    /// The key of the selected one.
    #[props(into)]
    selected: String,
    /// Called with the key chosen.
    onselect: EventHandler<String>,
    /// The panel of the selected tab.
    children: Element,
    /// The id the tabs' ids begin with.
    id: Option<String>,
    /// Additional classes.
    class: Option<String>,
) -> Element {
    let id = use_id(id, "tabs");
    let keys: Vec<String> = tabs.iter().map(|tab| tab.target.clone()).collect();
    let at = keys.iter().position(|key| *key == selected).unwrap_or_default();
    let base = id.clone();
    let onkeydown = move |event: KeyboardEvent| {
        let last = keys.len().saturating_sub(1);
        let to = match event.key() {
            Key::ArrowRight => {
                if at == last {
                    0
                } else {
                    at + 1
                }
            }
            Key::ArrowLeft => {
                if at == 0 {
                    last
                } else {
                    at - 1
                }
            }
            Key::Home => 0,
            Key::End => last,
            _ => return,
        };
        event.prevent_default();
        if let Some(key) = keys.get(to) {
            onselect.call(key.clone());
            super::dom::focus(&format!("{base}-{key}"));
        }
    };
    rsx! {
        div { class: class_list("w-tabs-box", &class),
            div { class: "w-tabs", role: "tablist", aria_label: label, onkeydown,
                for tab in tabs {
                    button {
                        key: "{tab.target}",
                        class: "w-tab",
                        r#type: "button",
                        role: "tab",
                        id: "{id}-{tab.target}",
                        aria_selected: if tab.target == selected { "true" } else { "false" },
                        aria_controls: "{id}-panel",
                        tabindex: if tab.target == selected { "0" } else { "-1" },
                        onclick: {
                            let key = tab.target.clone();
                            move |_| onselect.call(key.clone())
                        },
                        TabFace { tab: tab.clone() }
                    }
                }
            }
            div { class: "w-tab-panel", role: "tabpanel", id: "{id}-panel", aria_labelledby: "{id}-{selected}", tabindex: "0", {children} }
        }
    }
}

/// What a tab shows.
#[component]
fn TabFace(tab: Tab) -> Element {
    rsx! {
        if let Some(icon) = tab.icon {
            Icon { name: icon }
        }
        span { {tab.label} }
        if let Some(count) = tab.count {
            span { class: "w-tab-count", "data-tone": tab.tone.map(|tone| tone.name()), {count} }
        }
    }
}
