//! Sheets: dialogs that come from an edge; from below on a phone, whatever the side.

use dioxus::prelude::*;

use super::dialog::ModalFrame;
use super::icon::class_list;

/// The edge a sheet comes from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Side {
    /// Where lines end: details of a record.
    #[default]
    End,
    /// Where lines begin: navigation.
    Start,
    /// Below: choices on a phone.
    Bottom,
}

/// A modal sheet; like [`Dialog`](super::dialog::Dialog) it is rendered while open.
#[component]
pub fn Sheet(
    /// Whether it is open.
    open: bool,
    /// The title, which is also its name.
    #[props(into)]
    title: String,
    /// Asked to close.
    onclose: EventHandler<()>,
    /// The content.
    children: Element,
    /// The buttons at its foot, the main one last.
    #[props(default = VNode::empty())]
    footer: Element,
    /// The edge it comes from.
    #[props(default)]
    side: Side,
    /// The element's id.
    id: Option<String>,
    /// A stable hook for tests.
    testid: Option<String>,
    /// Additional classes.
    class: Option<String>,
) -> Element {
    if !open {
        return VNode::empty();
    }
    let kind = match side {
        Side::End => "sheet-end",
        Side::Start => "sheet-start",
        Side::Bottom => "sheet-bottom",
    };
    rsx! {
        ModalFrame { kind, size: "sheet", title, onclose, closable: true, footer, id, testid, class: class_list("w-sheet", &class), {children} }
    }
}
