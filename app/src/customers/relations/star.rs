//! The star of a customer: painted at once, sent, and taken back when it was refused.

use dioxus::core::spawn_forever;
use dioxus::prelude::*;
use shared::customers::{Account, AccountRow, StarAccount};
use shared::{AccountId, Page};

use super::text;
use crate::api::Valid;
use crate::client::Query;
use crate::customers::api;
use crate::ui::*;

/// What shows stars.
pub(in crate::customers) trait Starred: Clone + 'static {
    /// Shows the star of a customer, or no longer.
    fn paint(&mut self, id: AccountId, on: bool);
}

impl Starred for Account {
    fn paint(&mut self, _: AccountId, on: bool) {
        self.favourite = on;
    }
}

impl Starred for Page<AccountRow> {
    fn paint(&mut self, id: AccountId, on: bool) {
        for row in self.items.iter_mut().filter(|row| row.id == id) {
            row.favourite = on;
        }
    }
}

/// Sets a star or takes it away, with the way back.
pub(in crate::customers) fn set_star<T: Starred>(query: Query<T>, id: AccountId, name: String, on: bool, toasts: Toasts) {
    let words = if on { text::starred(&name) } else { text::unstarred(&name) };
    let back = move || toasts.undo(words, Callback::new(move |()| send(query, id, !on, toasts, || {})));
    send(query, id, on, toasts, move || {
        back();
    });
}

/// Paints and sends it; `then` follows when it is done. Neither ends with the page.
fn send<T: Starred>(query: Query<T>, id: AccountId, on: bool, toasts: Toasts, then: impl FnOnce() + 'static) {
    let held = query.alive();
    if held {
        query.edit(|shown| shown.paint(id, on));
        query.hold();
    }
    spawn_forever(async move {
        let answer = api::star_customer(id, Valid(StarAccount { favourite: on })).await;
        let shown = held && query.alive();
        if shown {
            query.release();
        }
        match answer {
            Ok(()) => then(),
            Err(error) => {
                if shown {
                    query.edit(|shown| shown.paint(id, !on));
                }
                toasts.tell(Tone::Danger, error.to_string());
            }
        }
    });
}

/// The button that is pressed while a customer is starred.
#[component]
pub(in crate::customers) fn StarButton(name: String, on: bool, onstar: EventHandler<bool>) -> Element {
    rsx! {
        IconButton { label: text::star(&name), icon: IconName::Star, size: Size::Sm, pressed: on, class: "w-star", onclick: move |_| onstar.call(!on) }
    }
}
