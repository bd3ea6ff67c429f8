//! The question before what cannot be taken back; for everything else there is undo.

use dioxus::prelude::*;

use super::button::{Button, ButtonVariant};
use super::dialog::ModalFrame;
use super::text;

/// A modal question. The confirming button names verb and object; Cancel has the focus first.
#[component]
pub fn AlertDialog(
    /// Whether it is open.
    open: bool,
    /// The question.
    #[props(into)]
    title: String,
    /// What will happen.
    #[props(into)]
    description: String,
    /// The words of the confirming button: "Cancel trip", not "OK".
    #[props(into)]
    confirm: String,
    /// Confirmed.
    onconfirm: EventHandler<()>,
    /// Not confirmed.
    oncancel: EventHandler<()>,
    /// The words of the other button; "Cancel" if none.
    cancel: Option<String>,
    /// It destroys or charges something.
    #[props(default)]
    danger: bool,
    /// It is being done.
    #[props(default)]
    loading: bool,
    /// A field the question needs, such as a reason.
    #[props(default = VNode::empty())]
    children: Element,
    /// A stable hook for tests.
    testid: Option<String>,
) -> Element {
    if !open {
        return VNode::empty();
    }
    let footer = rsx! {
        Button { disabled: loading, onclick: move |_| oncancel.call(()), {cancel.unwrap_or_else(text::cancel)} }
        Button {
            variant: if danger { ButtonVariant::Danger } else { ButtonVariant::Primary },
            loading,
            onclick: move |_| onconfirm.call(()),
            {confirm}
        }
    };
    rsx! {
        ModalFrame {
            kind: "alert",
            size: "narrow",
            title,
            description: Some(description),
            onclose: move |()| if !loading { oncancel.call(()) },
            closable: false,
            footer,
            testid,
            class: "w-dialog",
            {children}
        }
    }
}
