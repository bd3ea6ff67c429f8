//! The way into the portal as a customer sees it: for a reason, for half an hour.

use dioxus::prelude::*;
use shared::access::Action;
use shared::identity::ViewAs;
use shared::{AccountId, ContactId};

use super::{api, text::staff as text};
use crate::api::Valid;
use crate::client::session::{self, use_session};
use crate::ui::*;

/// The button beside a customer's contact, for those who may.
#[component]
pub fn ViewAsButton(account: AccountId, contact: ContactId, name: String) -> Element {
    let allowed = use_session().may(Action::ViewAsCustomer);
    let mut asking = use_signal(|| false);
    if !allowed {
        return VNode::empty();
    }
    rsx! {
        IconButton { label: text::view_as_title(&name), icon: IconName::Eye, size: Size::Sm, variant: ButtonVariant::Ghost, testid: "view-as", onclick: move |_| asking.set(true) }
        if asking() { ViewAsDialog { account, contact, name, onclose: move |()| asking.set(false) } }
    }
}

#[component]
fn ViewAsDialog(account: AccountId, contact: ContactId, name: String, onclose: EventHandler<()>) -> Element {
    let mut reason = use_signal(String::new);
    let mut problem = use_signal(|| None::<String>);
    let mut sending = use_signal(|| false);
    let start = use_callback(move |()| {
        if sending() {
            return;
        }
        sending.set(true);
        spawn(async move {
            match api::start_view(Valid(ViewAs { account, contact, reason: reason() })).await {
                Ok(_) => {
                    // another app with another session: everything is loaded anew
                    session::forget();
                    if let Some(window) = web_sys::window() {
                        // a navigation the browser refuses leaves the dialog open
                        let _ = window.location().set_href("/portal");
                    }
                }
                Err(error) => problem.set(Some(error.fields().text("reason").unwrap_or_else(|| error.to_string()))),
            }
            sending.set(false);
        });
    });
    rsx! {
        Dialog { open: true, title: text::view_as_title(&name), description: text::view_as_why(), size: DialogSize::Narrow, onclose, testid: "view-as-dialog",
            footer: rsx! {
                Button { variant: ButtonVariant::Ghost, onclick: move |_| onclose.call(()), {text::cancel()} }
                Button { variant: ButtonVariant::Primary, icon: IconName::Eye, loading: sending(), onclick: move |_| start.call(()), {text::start_viewing()} }
            },
            form {
                novalidate: true,
                onsubmit: move |event| { event.prevent_default(); start.call(()); },
                TextInput { label: text::reason(), name: "reason", value: reason(), error: problem(), required: true, maxlength: 300, autofocus: true, oninput: move |words| reason.set(words) }
            }
        }
    }
}
