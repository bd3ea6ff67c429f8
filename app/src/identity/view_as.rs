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
    let sending = use_sending();
    let start = move |()| {
        let input = ViewAs { account, contact, reason: reason() };
        sending.send(async move { api::start_view(Valid(input)).await }, |_| {
            // another app with another session: everything is loaded anew
            session::forget();
            load_page("/portal");
        });
    };
    rsx! {
        FormDialog { title: text::view_as_title(&name), description: text::view_as_why(), size: DialogSize::Narrow, testid: "view-as-dialog", submit: text::start_viewing(), icon: IconName::Eye, sending, onsubmit: start, onclose,
            TextInput { label: text::reason(), name: "reason", value: reason(), error: sending.error("reason"), required: true, maxlength: 300, autofocus: true, oninput: move |words| reason.set(words) }
        }
    }
}
