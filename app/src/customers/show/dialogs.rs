//! What is asked when an account, its people or its addresses change.

use std::future::Future;

use dioxus::prelude::*;
use shared::customers::{Account, AccountStatus, Contact, CustomField, EditAccount, EditContact, FieldOf, NewAddress, NewContact, Terms};
use shared::input::{check, filled};
use shared::onto::onto;
use shared::{AccountId, ContactId, Error, Result};

use super::terms_name;
use crate::api::Valid;
use crate::client::Query;
use crate::customers::custom::{CustomInputs, asked};
use crate::customers::list::status_name;
use crate::customers::relations::{AccountPicker, text as words};
use crate::customers::{api, text};
use crate::ui::*;

/// Sends a change of the account; a conflict shows what others left and lets `raise` make the next save on that.
pub(in crate::customers) fn save(
    sending: Sending,
    request: impl Future<Output = Result<Account>> + 'static,
    id: AccountId,
    raise: impl FnOnce(&Account) + 'static,
    account: Query<Account>,
    toasts: Toasts,
    onclose: EventHandler<()>,
) {
    let request = async move {
        let answer = request.await;
        let Err(Error::Conflict { code, detail }) = answer else { return answer };
        if let Ok(theirs) = api::show_customer(id).await {
            raise(&theirs);
            account.set(theirs);
        }
        Err(Error::conflict(code, || format!("{detail} {}", text::changed_meanwhile())))
    };
    sending.send(request, move |changed| {
        account.set(changed);
        toasts.say(text::saved());
        onclose.call(());
    });
}

/// An account as its dialog changes it.
fn input_of(account: &Account) -> EditAccount {
    let known = account.clone();
    EditAccount {
        version: known.version,
        kind: known.kind,
        name: known.name,
        status: known.status,
        terms: known.terms,
        tax: Some(known.tax),
        owner: known.owner.map(|owner| owner.id),
        parent: Some(known.parent.map(|parent| parent.id)),
        tags: known.tags,
        notes: known.notes,
        custom: known.custom,
    }
}

/// A person as their dialog changes them.
fn person_of(person: &Contact) -> EditContact {
    let known = person.clone();
    EditContact {
        version: known.version,
        name: known.name,
        email: known.email,
        phone: known.phone,
        roles: known.roles,
        primary: known.primary,
        custom: known.custom,
    }
}

/// Changes the account itself.
#[component]
pub(super) fn AccountDialog(account: Query<Account>, shown: Account, fields: Vec<CustomField>, onclose: EventHandler<()>) -> Element {
    let toasts = use_toasts();
    let id = shown.id;
    let sending = use_sending();
    let tags_then = shown.tags.join(", ");
    let mut tags = use_signal(move || tags_then);
    let parent_then = shown.parent.clone();
    let mut parent = use_signal(move || parent_then);
    let (first, then) = (input_of(&shown), input_of(&shown));
    let mut form = use_signal(move || first);
    // what the dialog was opened on, to know what was touched in it
    let mut begun = use_signal(move || then);
    let now = form.read().clone();
    let tax = now.tax.unwrap_or_default();
    rsx! {
        FormDialog {
            title: text::edit(), size: DialogSize::Narrow, sending, onclose,
            onsubmit: move |()| {
                let typed = tags.peek().split(',').filter_map(filled).collect();
                let above = parent.peek().as_ref().map(|parent| parent.id);
                let input = EditAccount { tags: typed, parent: Some(above), ..form.peek().clone() };
                let raise = move |theirs: &Account| {
                    let (was, left) = (begun.peek().clone(), input_of(theirs));
                    // what stands in the dialog by now: one may have typed on since it was sent
                    let live = form.peek().clone();
                    form.set(onto(&was, &live, &left));
                    if *tags.peek() == was.tags.join(", ") {
                        tags.set(left.tags.join(", "));
                    }
                    if Some(parent.peek().as_ref().map(|parent| parent.id)) == was.parent {
                        parent.set(theirs.parent.clone());
                    }
                    begun.set(left);
                };
                let request = async move {
                    check(&input)?;
                    api::edit_customer(id, Valid(input)).await
                };
                save(sending, request, id, raise, account, toasts, onclose);
            },
            TextInput { label: text::name(), name: "name", required: true, value: now.name, error: sending.error("name"), oninput: move |v| form.write().name = v }
            Select { label: text::status(), name: "status", value: now.status.key(), options: AccountStatus::ALL.iter().map(|s| SelectOption::new(s.key(), status_name(*s))).collect::<Vec<_>>(),
                onchange: move |v: String| if let Ok(s) = v.parse() { form.write().status = s } }
            Select { label: text::terms(), name: "terms", value: now.terms.key(), options: Terms::ALL.iter().map(|t| SelectOption::new(t.key(), terms_name(*t))).collect::<Vec<_>>(),
                onchange: move |v: String| if let Ok(t) = v.parse() { form.write().terms = t } }
            Checkbox { label: text::tax_exempt(), name: "tax_exempt", hint: text::tax_exempt_hint(), checked: tax.exempt, onchange: move |on| form.write().tax.get_or_insert_default().exempt = on }
            if tax.exempt {
                TextInput { label: text::tax_certificate(), name: "tax.certificate", maxlength: 60, value: tax.certificate, error: sending.error("tax.certificate"), oninput: move |v| form.write().tax.get_or_insert_default().certificate = v }
            }
            AccountPicker { label: words::parent(), name: "parent", hint: words::parent_hint(), value: parent(), except: id, error: sending.error("parent"), onchange: move |chosen| parent.set(chosen) }
            TextInput { label: text::tags(), name: "tags", hint: text::tags_hint(), value: tags(), error: sending.error("tags"), oninput: move |v| tags.set(v) }
            TextArea { label: text::notes(), name: "notes", value: now.notes, error: sending.error("notes"), oninput: move |v| form.write().notes = v }
            CustomInputs { fields: asked(&fields, FieldOf::Account), values: now.custom, sending, onchange: move |(key, value)| { form.write().custom.insert(key, value); } }
        }
    }
}

/// Adds a person, or changes one.
#[component]
pub(super) fn PersonDialog(
    account: Query<Account>,
    shown: Account,
    fields: Vec<CustomField>,
    person: Option<ContactId>,
    onclose: EventHandler<()>,
) -> Element {
    let toasts = use_toasts();
    let id = shown.id;
    let sending = use_sending();
    let known = person.and_then(|p| shown.contacts.iter().find(|c| c.id == p).cloned());
    let title = known.as_ref().map_or_else(text::add_person, |k| text::edit_person(&k.name));
    let then = known.as_ref().map(person_of);
    // what the dialog was opened on, to know what was touched in it
    let mut begun = use_signal(move || then);
    let mut form = use_signal(move || match known {
        Some(known) => person_of(&known),
        None => EditContact {
            version: 0,
            name: String::new(),
            email: None,
            phone: None,
            roles: vec![],
            primary: false,
            custom: Default::default(),
        },
    });
    let now = form.read().clone();
    rsx! {
        FormDialog {
            title, size: DialogSize::Narrow, sending, onclose,
            onsubmit: move |()| {
                let input = form.peek().clone();
                let request = async move {
                    check(&input)?;
                    match person {
                        Some(person) => api::edit_contact(id, person, Valid(input)).await,
                        None => api::add_contact(id, Valid(NewContact { name: input.name, email: input.email, phone: input.phone, roles: input.roles, custom: input.custom })).await,
                    }
                };
                let raise = move |theirs: &Account| {
                    if let Some(known) = theirs.contacts.iter().find(|c| Some(c.id) == person) {
                        let left = person_of(known);
                        let wanted = form.peek().clone();
                        let merged = begun.peek().as_ref().map_or_else(|| left.clone(), |begun| onto(begun, &wanted, &left));
                        form.set(merged);
                        begun.set(Some(left));
                    }
                };
                save(sending, request, id, raise, account, toasts, onclose);
            },
            TextInput { label: text::name(), name: "name", required: true, value: now.name, error: sending.error("name"), oninput: move |v| form.write().name = v }
            TextInput { label: text::email(), name: "email", kind: InputKind::Email, optional: true, value: now.email.unwrap_or_default(), error: sending.error("email"), oninput: move |v| form.write().email = Some(v) }
            TextInput { label: text::phone(), name: "phone", kind: InputKind::Tel, optional: true, value: now.phone.unwrap_or_default(), error: sending.error("phone"), oninput: move |v| form.write().phone = Some(v) }
            CustomInputs { fields: asked(&fields, FieldOf::Contact), values: now.custom, sending, onchange: move |(key, value)| { form.write().custom.insert(key, value); } }
            if person.is_some() {
                Checkbox { label: text::primary(), name: "primary", checked: now.primary, onchange: move |v| form.write().primary = v }
            }
        }
    }
}

/// Adds an address.
#[component]
pub(super) fn PlaceDialog(account: Query<Account>, id: AccountId, onclose: EventHandler<()>) -> Element {
    let toasts = use_toasts();
    let sending = use_sending();
    let mut form = use_signal(NewAddress::default);
    let now = form.read().clone();
    rsx! {
        FormDialog {
            title: text::add_place(), size: DialogSize::Narrow, sending, onclose,
            onsubmit: move |()| {
                let input = form.peek().clone();
                let request = async move {
                    check(&input)?;
                    api::add_address(id, Valid(input)).await
                };
                save(sending, request, id, |_| {}, account, toasts, onclose);
            },
            TextInput { label: text::label(), name: "label", optional: true, hint: text::label_hint(), value: now.label, error: sending.error("label"), oninput: move |v| form.write().label = v }
            TextInput { label: text::street(), name: "street", required: true, value: now.street, error: sending.error("street"), oninput: move |v| form.write().street = v }
            TextInput { label: text::city(), name: "city", optional: true, value: now.city, error: sending.error("city"), oninput: move |v| form.write().city = v }
            TextInput { label: text::region(), name: "region", optional: true, value: now.region, error: sending.error("region"), oninput: move |v| form.write().region = v }
            TextInput { label: text::postal(), name: "postal", optional: true, value: now.postal, error: sending.error("postal"), oninput: move |v| form.write().postal = v }
            TextInput { label: text::country(), name: "country", optional: true, maxlength: 2, value: now.country, error: sending.error("country"), oninput: move |v| form.write().country = v }
        }
    }
}
