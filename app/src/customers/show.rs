//! A customer's page: details, people, addresses, leads, and the stream.

mod dialogs;
mod fleet;
mod merge;
mod prices;
mod units;

use dioxus::prelude::*;
use shared::access::{Action, FieldRight};
use shared::customers::{AccountKind, AccountStatus, FieldOf, NewAddress, TaxStanding, Terms};
use shared::input::Nothing;
use shared::{AccountId, ContactId};

pub(super) use self::dialogs::save;
use self::dialogs::{AccountDialog, PersonDialog, PlaceDialog};
use self::fleet::Fleet;
use self::merge::{MergeDialog, MergedRecords, Trace};
use self::prices::Prices;
use self::units::Units;
use super::access::PortalAccess;
use super::away::{ArchivedAlert, RemovedPeople, archive, remove_person, text as gone};
use super::custom::CustomFacts;
use super::list::{status_name, status_tone};
use super::preferences::{self, PreferencesDialog, Wishes};
use super::relations::{Belonging, Branches, StarButton, set_star};
use super::stream::History;
use super::{api, text};
use crate::api::Valid;
use crate::client::{use_query, use_query_of, use_session};
use crate::presence::{Presence, Record};
use crate::ui::*;

/// What is being changed.
#[derive(Clone, PartialEq)]
enum Editing {
    Account,
    Person(Option<ContactId>),
    Preferences(ContactId),
    Place,
    Merge,
}

fn terms_name(terms: Terms) -> String {
    match terms {
        Terms::DueOnReceipt => text::due_on_receipt(),
        Terms::Prepaid => text::prepaid(),
        Terms::Net30 => text::net_30(),
        Terms::Net60 => text::net_60(),
    }
}

fn tax_name(tax: &TaxStanding) -> String {
    match tax.certificate.as_str() {
        _ if !tax.exempt => text::pays_taxes(),
        "" => text::tax_exempt(),
        number => text::tax_exempt_by(number),
    }
}

/// One customer.
#[component]
pub fn CustomerPage(id: ReadSignal<AccountId>) -> Element {
    let session = use_session();
    let account = use_query_of(
        &["account", "contact", "address", "lead", "unit", "price_list", "favourite"],
        move || id(),
        |id| async move { api::show_customer(id).await },
    );
    let quotes = use_query_of(
        &["quote", "account"],
        move || id(),
        |id| async move {
            let query = shared::quotes::QuoteQuery { account: Some(id), limit: Some(10), ..Default::default() };
            crate::quotes::api::find_quotes(query).await
        },
    );
    let fields = use_query(&["custom_field"], || async { api::list_custom_fields().await });
    let mut own = fields.value().unwrap_or_default();
    own.retain(|field| field.of.is_of_customers());
    let mut editing = use_signal(|| None::<Editing>);
    let toasts = use_toasts();
    let shown = account.value();
    use_title(shown.as_ref().map_or_else(text::customers, |a| a.name.clone()));
    let may_restore = session.access.may(Action::CustomersEdit);
    // a record that was merged into another, or put away, is only looked at
    let may_edit = may_restore && shown.as_ref().is_none_or(|account| account.merged_into.is_none() && account.archived.is_none());
    let sees_people = session.access.sees(FieldRight::PersonalData);
    let zone = session.zone.clone();
    rsx! {
        div { class: "w-frame",
        Async { page: true, state: account.load(), onretry: move |()| account.refetch(),
            if let Some(shown) = shown {
                div { class: "w-record",
                    PageHeader {
                        title: shown.name.clone(),
                        icon: IconName::Building2,
                        crumbs: vec![Crumb::link(text::customers(), "/app/customers"), Crumb::here(shown.name.clone())],
                        chips: rsx! {
                            Chip { tone: status_tone(shown.status), {status_name(shown.status)} }
                            for tag in shown.tags.iter() { Chip { key: "{tag}", {tag.clone()} } }
                            Presence { record: Record::Customer(shown.id), editing: editing().is_some() }
                        },
                        meta: rsx! { span { {text::since(format::date_in(shown.created_at, &zone, format::DateStyle::Full))} } },
                        actions: rsx! {
                            if shown.merged_into.is_none() {
                                StarButton { name: shown.name.clone(), on: shown.favourite, onstar: { let name = shown.name.clone(); move |on| set_star(account, id(), name.clone(), on, toasts) } }
                            }
                            if may_edit {
                                Button { icon: IconName::Pencil, onclick: move |_| editing.set(Some(Editing::Account)), {text::edit()} }
                                Menu {
                                    label: text::more_actions(),
                                    icon: IconName::Ellipsis,
                                    icon_only: true,
                                    items: vec![
                                        MenuItem::new("merge", text::merge()).icon(IconName::Users),
                                        MenuItem::new("archive", gone::archive()).icon(IconName::Package),
                                    ],
                                    onselect: {
                                        let name = shown.name.clone();
                                        move |key: String| if key == "archive" { archive(account, id(), name.clone(), toasts) } else { editing.set(Some(Editing::Merge)) }
                                    },
                                }
                            }
                        },
                    }
                    if let Some(kept) = shown.merged_into.clone() { div { class: "w-pad", Trace { kept } } }
                    if let Some(archived) = shown.archived.clone() {
                        div { class: "w-pad", ArchivedAlert { account, id: shown.id, name: shown.name.clone(), archived, may_restore } }
                    }
                    if shown.status == AccountStatus::Blocked {
                        div { class: "w-pad", InlineAlert { tone: Tone::Danger, icon: IconName::Ban, title: text::blocked_title(), {text::blocked_body()} } }
                    }
                    div { class: "w-record-body",
                        div { class: "stack",
                            Card { title: text::details(),
                                DescriptionList {
                                    Fact { term: text::terms(), {terms_name(shown.terms)} }
                                    if shown.tax.exempt { Fact { term: text::taxes(), {tax_name(&shown.tax)} } }
                                    if let Some(parent) = shown.parent.clone() { Belonging { parent } }
                                    Fact { term: text::owner(), {shown.owner.as_ref().map_or_else(text::nobody, |o| o.name.clone())} }
                                    CustomFacts { fields: own.clone(), of: FieldOf::Account, values: shown.custom.clone() }
                                    if !shown.notes.is_empty() { Fact { term: text::notes(), span { class: "pre", {shown.notes.clone()} } } }
                                }
                            }
                            Card {
                                title: text::people(),
                                actions: rsx! { if may_edit { Button { size: Size::Sm, icon: IconName::UserPlus, onclick: move |_| editing.set(Some(Editing::Person(None))), {text::add_person()} } } },
                                if shown.contacts.is_empty() { p { class: "sm muted", {text::no_people()} } }
                                ul { class: "stack w-people",
                                    for person in shown.contacts.clone() {
                                        li { key: "{person.id}", class: "row start",
                                            Avatar { name: person.name.clone(), decorative: true }
                                            div { class: "grow",
                                                p { class: "strong", {person.name.clone()} }
                                                if let Some(email) = person.email.clone() { p { class: "sm truncate", a { href: "mailto:{email}", {email.clone()} } } }
                                                if let Some(phone) = person.phone.clone() { p { class: "sm", a { href: "tel:{phone}", {format::phone(&phone)} } } }
                                                if !person.custom.is_empty() { DescriptionList { class: "sm", CustomFacts { fields: own.clone(), of: FieldOf::Contact, values: person.custom.clone() } } }
                                                if person.primary { p { class: "xs muted", {text::primary()} } }
                                                Wishes { preferences: person.preferences.clone() }
                                                PortalAccess { account, id: shown.id, person: person.clone(), may_give: may_edit, may_take: may_restore && shown.merged_into.is_none() }
                                            }
                                            div { class: "row w-people-tools",
                                                crate::identity::ViewAsButton { account: shown.id, contact: person.id, name: person.name.clone() }
                                                if may_edit && sees_people { IconButton { label: preferences::label(&person.name), icon: IconName::Bell, size: Size::Sm, onclick: move |_| editing.set(Some(Editing::Preferences(person.id))) } }
                                                if may_edit { IconButton { label: text::edit_person(&person.name), icon: IconName::Pencil, size: Size::Sm, onclick: move |_| editing.set(Some(Editing::Person(Some(person.id)))) } }
                                                if may_edit { IconButton { label: gone::remove_person(&person.name), icon: IconName::X, size: Size::Sm, onclick: { let person = person.clone(); move |_| remove_person(account, id(), &person, toasts) } } }
                                            }
                                        }
                                    }
                                }
                            }
                            if !shown.removed.is_empty() {
                                Card { RemovedPeople { account, id: shown.id, removed: shown.removed.clone(), may_edit } }
                            }
                            Card {
                                title: text::places(),
                                actions: rsx! { if may_edit { Button { size: Size::Sm, icon: IconName::Plus, onclick: move |_| editing.set(Some(Editing::Place)), {text::add_place()} } } },
                                if shown.addresses.is_empty() { p { class: "sm muted", {text::no_places()} } }
                                ul { class: "stack w-people",
                                    for place in shown.addresses.clone() {
                                        li { key: "{place.id}", class: "row start",
                                            Icon { name: IconName::MapPin, size: IconSize::Sm }
                                            div { class: "grow sm",
                                                if !place.label.is_empty() { p { class: "strong", {place.label.clone()} } }
                                                p { {place.street.clone()} }
                                                p { class: "muted", {[place.city.clone(), place.region.clone(), place.postal.clone(), place.country.clone()].into_iter().filter(|s| !s.is_empty()).collect::<Vec<_>>().join(", ")} }
                                            }
                                            if may_edit {
                                                IconButton {
                                                    label: text::remove_place(&place.street),
                                                    icon: IconName::X,
                                                    size: Size::Sm,
                                                    onclick: move |_| {
                                                        let again = NewAddress { label: place.label.clone(), street: place.street.clone(), city: place.city.clone(), region: place.region.clone(), postal: place.postal.clone(), country: place.country.clone() };
                                                        toasts.attempt(api::remove_address(id(), place.id, Valid(Nothing {})), move |changed| {
                                                            account.set(changed);
                                                            toasts.undo(text::removed(), Callback::new(move |()| {
                                                                toasts.attempt(api::add_address(id(), Valid(again.clone())), move |changed| account.set(changed));
                                                            }));
                                                        });
                                                    },
                                                }
                                            }
                                        }
                                    }
                                }
                            }
                            if !shown.children.is_empty() { Branches { of: shown.id, branches: shown.children.clone() } }
                            if !shown.merges.is_empty() {
                                MergedRecords { account, kept: shown.id, merges: shown.merges.clone(), may_edit }
                            }
                        }
                        div { class: "stack",
                            if !quotes.value().is_none_or(|l| l.page.items.is_empty()) {
                                Card { title: text::quotes(), flush: true, testid: "customer-quotes",
                                    for quote in quotes.value().map(|l| l.page.items).unwrap_or_default() {
                                        LinkRow { key: "{quote.id}", href: "/app/quotes/{quote.id}", title: quote.title.clone(), detail: quote.number.clone(), icon: IconName::FileText,
                                            div { class: "row", {crate::quotes::status_chip(quote.status)} b { class: "num", {format::money(shared::Money::new(quote.total_cents, session.currency))} } }
                                        }
                                    }
                                }
                            }
                            Card { title: text::work(), flush: true,
                                if shown.work.is_empty() { p { class: "sm muted w-pad", {text::no_work()} } }
                                for work in shown.work.iter() {
                                    LinkRow { key: "{work.id}", href: "/app/leads/{work.id}", title: work.title.clone(), detail: work.number.clone(), icon: IconName::UserPlus,
                                        if let Ok(status) = work.status.parse() {
                                            Chip { tone: crate::leads::words::status_tone(status), {crate::leads::words::status(status)} }
                                        }
                                    }
                                }
                            }
                            if shown.kind == AccountKind::Company || !shown.units.is_empty() {
                                Units { account, shown: shown.clone(), may_edit }
                                Fleet { account, shown: shown.clone(), may_edit }
                                if session.access.may(Action::PricingView) {
                                    Prices { account, shown: shown.clone(), may_edit: session.access.may(Action::PricingEdit) && shown.merged_into.is_none() && shown.archived.is_none() }
                                }
                            }
                            Card { title: text::activity(),
                                History { id }
                            }
                        }
                    }
                    match editing() {
                        Some(Editing::Account) => rsx! { AccountDialog { account, shown: shown.clone(), fields: own.clone(), onclose: move |()| editing.set(None) } },
                        Some(Editing::Person(person)) => rsx! { PersonDialog { account, shown: shown.clone(), fields: own.clone(), person, onclose: move |()| editing.set(None) } },
                        Some(Editing::Preferences(person)) => rsx! {
                            if let Some(person) = shown.contacts.iter().find(|known| known.id == person).cloned() {
                                PreferencesDialog { account, id: shown.id, person, onclose: move |()| editing.set(None) }
                            }
                        },
                        Some(Editing::Merge) => rsx! { MergeDialog { account, shown: shown.clone(), fields: own.clone(), onclose: move |()| editing.set(None) } },
                        Some(Editing::Place) => rsx! { PlaceDialog { account, id: shown.id, onclose: move |()| editing.set(None) } },
                        None => VNode::empty(),
                    }
                }
            }
        }
        }
    }
}
