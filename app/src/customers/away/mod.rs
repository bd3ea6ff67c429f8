//! Putting customers away and bringing them back, and taking people off them, each with a way back.

pub(super) mod text;

use dioxus::prelude::*;
use shared::customers::{Account, Archived, Contact, RemovedContact};
use shared::input::Nothing;
use shared::{AccountId, ContactId};

use super::api;
use crate::api::Valid;
use crate::client::{Query, use_session};
use crate::ui::*;

/// Puts a customer away.
pub(super) fn archive(account: Query<Account>, id: AccountId, name: String, toasts: Toasts) {
    toasts.attempt(api::archive_customer(id, Valid(Nothing {})), move |changed| {
        account.set(changed);
        let words = text::archived(&name);
        toasts.undo(words, Callback::new(move |()| bring_back(account, id, name.clone(), toasts)));
    });
}

fn bring_back(account: Query<Account>, id: AccountId, name: String, toasts: Toasts) {
    toasts.attempt(api::restore_customer(id, Valid(Nothing {})), move |changed| {
        account.set(changed);
        toasts.say(text::restored(&name));
    });
}

/// Takes a person off a customer.
pub(super) fn remove_person(account: Query<Account>, id: AccountId, person: &Contact, toasts: Toasts) {
    let (contact, name): (ContactId, String) = (person.id, person.name.clone());
    toasts.attempt(api::remove_contact(id, contact, Valid(Nothing {})), move |changed| {
        account.set(changed);
        toasts.undo(text::person_removed(&name), Callback::new(move |()| put_back(account, id, contact, toasts)));
    });
}

fn put_back(account: Query<Account>, id: AccountId, contact: ContactId, toasts: Toasts) {
    toasts.attempt(api::restore_contact(id, contact, Valid(Nothing {})), move |changed| account.set(changed));
}

/// People who were taken off a customer lately, each with a way back.
#[component]
pub(super) fn RemovedPeople(account: Query<Account>, id: AccountId, removed: Vec<RemovedContact>, may_edit: bool) -> Element {
    let zone = use_session().zone.clone();
    let toasts = use_toasts();
    rsx! {
        p { class: "sm muted", {text::removed_people()} }
        ul { class: "stack w-people", "data-testid": "removed-people",
            for person in removed {
                li { key: "{person.id}", class: "row start sm",
                    div { class: "grow",
                        p { {person.name.clone()} }
                        p { class: "xs muted", {text::removed_by(&person.by, format::date_in(person.at, &zone, format::DateStyle::Full))} }
                    }
                    if may_edit {
                        IconButton { label: text::restore_person(&person.name), icon: IconName::Undo2, size: Size::Sm, onclick: move |_| put_back(account, id, person.id, toasts) }
                    }
                }
            }
        }
    }
}

/// Says that a customer is put away, by whom and since when, and offers the way back.
#[component]
pub(super) fn ArchivedAlert(account: Query<Account>, id: AccountId, name: String, archived: Archived, may_restore: bool) -> Element {
    let zone = use_session().zone.clone();
    let toasts = use_toasts();
    let date = format::date_in(archived.at, &zone, format::DateStyle::Full);
    rsx! {
        InlineAlert {
            tone: Tone::Info,
            icon: IconName::Package,
            title: text::is_archived(),
            actions: rsx! {
                if may_restore {
                    Button { size: Size::Sm, icon: IconName::Undo2, onclick: { let name = name.clone(); move |_| bring_back(account, id, name.clone(), toasts) }, {text::restore()} }
                }
            },
            {text::is_archived_by(&archived.by, date)}
        }
    }
}
