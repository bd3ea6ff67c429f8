//! Narrowing a list, and acting on what is selected in it.

use dioxus::prelude::*;

use super::icon::{Icon, IconName, IconSize, class_list};
use super::text;

/// The row above a list: search, filters, actions. The [`BulkBar`] takes its end while rows are selected.
#[component]
pub fn Toolbar(
    /// What stands in it.
    children: Element,
    /// What it is for.
    label: Option<String>,
    /// Additional classes.
    class: Option<String>,
) -> Element {
    rsx! {
        div { class: class_list("w-toolbar", &class), role: label.is_some().then_some("group"), aria_label: label, {children} }
    }
}

/// A filter in force: its name, its value, and the way to drop it.
#[component]
pub fn FilterChip(
    /// What is filtered.
    #[props(into)]
    name: String,
    /// By what.
    #[props(into)]
    value: String,
    /// The value pressed, to change it.
    onedit: Option<EventHandler<()>>,
    /// Dropped.
    onremove: EventHandler<()>,
) -> Element {
    rsx! {
        span { class: "w-filter",
            span { class: "w-filter-name", {name.clone()} }
            if let Some(edit) = onedit {
                button { class: "w-filter-value", r#type: "button", onclick: move |_| edit.call(()), {value} }
            } else {
                span { class: "w-filter-value", {value} }
            }
            button { class: "w-filter-drop", r#type: "button", aria_label: text::remove_filter(name), onclick: move |_| onremove.call(()),
                Icon { name: IconName::X, size: IconSize::Sm }
            }
        }
    }
}

/// What is selected and what can be done with it.
#[component]
pub fn BulkBar(
    /// How many are selected; nothing is shown for none.
    count: usize,
    /// Clears the selection.
    onclear: EventHandler<()>,
    /// The actions: [`BulkAction`]s and menus.
    children: Element,
) -> Element {
    if count == 0 {
        return VNode::empty();
    }
    rsx! {
        div { class: "w-bulk", role: "region", aria_label: text::selected(count),
            span { class: "w-bulk-count num", role: "status", {text::selected(count)} }
            {children}
            span { class: "w-bulk-rule", "aria-hidden": "true" }
            button { class: "w-bulk-button", r#type: "button", aria_label: text::clear_selection(), onclick: move |_| onclear.call(()),
                Icon { name: IconName::X, size: IconSize::Sm }
            }
        }
    }
}

/// One action on what is selected.
#[component]
pub fn BulkAction(
    /// The words.
    #[props(into)]
    label: String,
    /// The icon.
    icon: IconName,
    /// Pressed.
    onclick: EventHandler<MouseEvent>,
) -> Element {
    rsx! {
        button { class: "w-bulk-button", r#type: "button", onclick: move |event| onclick.call(event),
            Icon { name: icon, size: IconSize::Sm }
            {label}
        }
    }
}

/// "2 updates": changes of others that wait instead of moving what is under the pointer.
#[component]
pub fn UpdatesPill(
    /// How many wait; nothing is shown for none.
    count: usize,
    /// Shows them.
    onclick: EventHandler<()>,
) -> Element {
    if count == 0 {
        return VNode::empty();
    }
    rsx! {
        button { class: "w-updates", r#type: "button", onclick: move |_| onclick.call(()),
            Icon { name: IconName::ArrowUp, size: IconSize::Sm }
            {if count == 1 { text::one_update() } else { text::updates(count) }}
        }
    }
}
