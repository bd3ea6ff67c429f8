//! Changing a lead's details.

use dioxus::prelude::*;
use shared::customers::FieldOf;
use shared::input::checked;
use shared::leads::{EditLead, Lead, LeadSource, Urgency};
use shared::onto::onto;
use shared::{Error, FieldErrors};

use super::own::use_own_fields;
use super::{api, text, words};
use crate::api::Valid;
use crate::client::use_session;
use crate::customers::{CustomInputs, asked};
use crate::ui::*;

/// An amount in cents as it is typed.
fn money_of(cents: Option<i64>) -> String {
    cents.map(format::money_plain).unwrap_or_default()
}

/// A count as it is typed.
fn count_of(number: Option<i32>) -> String {
    number.map(|n| n.to_string()).unwrap_or_default()
}

/// The dialog for a lead's details. `onclose` gets the saved lead.
#[component]
pub fn EditLeadDialog(lead: Lead, onclose: EventHandler<Option<Lead>>) -> Element {
    let session = use_session();
    let toasts = use_toasts();
    let own = use_own_fields();
    let id = lead.row.id;
    let (first, then) = (EditLead::of(&lead), EditLead::of(&lead));
    let mut form = use_signal(move || first);
    // what the dialog was opened on, to know what was touched in it
    let mut begun = use_signal(move || then);
    // money and counts are kept as typed until they are sent
    let mut value = use_signal(move || money_of(lead.row.value_cents));
    let mut passengers = use_signal(move || count_of(lead.row.passengers));
    let sending = use_sending();
    let submit = move |()| {
        let mut wrong = FieldErrors::default();
        let mut input = form.peek().clone();
        match value.peek().trim() {
            "" => input.value_cents = None,
            typed => match shared::money::parse_cents(typed) {
                Ok(cents) => input.value_cents = Some(cents),
                Err(problem) => wrong.add("value_cents", problem.to_string()),
            },
        }
        match passengers.peek().trim() {
            "" => input.passengers = None,
            typed => match typed.parse() {
                Ok(n) => input.passengers = Some(n),
                Err(_) => wrong.add("passengers", "invalid"),
            },
        }
        let input = checked(input, wrong);
        let request = async move {
            let answer = api::edit_lead(id, Valid(input?)).await;
            let Err(Error::Conflict { code, detail }) = answer else { return answer };
            // the next save is made on what they left: what was not touched here is theirs
            if let Ok(theirs) = api::show_lead(id).await {
                let (was, left) = (begun.peek().clone(), EditLead::of(&theirs));
                // what stands in the dialog by now: one may have typed on since it was sent
                let live = form.peek().clone();
                form.set(onto(&was, &live, &left));
                if *value.peek() == money_of(was.value_cents) {
                    value.set(money_of(left.value_cents));
                }
                if *passengers.peek() == count_of(was.passengers) {
                    passengers.set(count_of(left.passengers));
                }
                begun.set(left);
            }
            Err(Error::conflict(code, || format!("{detail} {}", text::changed_meanwhile())))
        };
        sending.send(request, move |saved| {
            toasts.say(text::saved());
            onclose.call(Some(saved));
        });
    };
    let now = form.read().clone();
    rsx! {
        FormDialog { title: text::edit(), sending, onsubmit: submit, onclose: move |()| onclose.call(None),
            FormGrid {
                TextInput { label: text::name(), name: "name", required: true, value: now.name, error: sending.error("name"), oninput: move |v| form.write().name = v }
                TextInput { label: text::company(), name: "company", optional: true, value: now.company.unwrap_or_default(), error: sending.error("company"), oninput: move |v| form.write().company = Some(v) }
                TextInput { label: text::email(), name: "email", kind: InputKind::Email, optional: true, value: now.email.unwrap_or_default(), error: sending.error("email"), oninput: move |v| form.write().email = Some(v) }
                TextInput { label: text::phone(), name: "phone", kind: InputKind::Tel, optional: true, value: now.phone.unwrap_or_default(), error: sending.error("phone"), oninput: move |v| form.write().phone = Some(v) }
                TextInput { label: text::origin(), name: "origin", optional: true, value: now.origin.unwrap_or_default(), error: sending.error("origin"), oninput: move |v| form.write().origin = Some(v) }
                TextInput { label: text::destination(), name: "destination", optional: true, value: now.destination.unwrap_or_default(), error: sending.error("destination"), oninput: move |v| form.write().destination = Some(v) }
                DateInput { label: text::wanted_on(), name: "wanted_on", optional: true, value: now.wanted_on.map(|d| d.to_string()).unwrap_or_default(), error: sending.error("wanted_on"), onchange: move |v: String| form.write().wanted_on = v.parse().ok() }
                Select { label: text::urgency(), name: "urgency", value: now.urgency.key(), options: Urgency::ALL.iter().map(|u| SelectOption::new(u.key(), words::urgency(*u))).collect::<Vec<_>>(),
                    onchange: move |v: String| if let Ok(u) = v.parse() { form.write().urgency = u } }
                Select { label: text::source(), name: "source", value: now.source.key(), options: LeadSource::ALL.iter().map(|s| SelectOption::new(s.key(), words::source(*s))).collect::<Vec<_>>(),
                    onchange: move |v: String| if let Ok(s) = v.parse() { form.write().source = s } }
                TextInput { label: text::passengers(), name: "passengers", kind: InputKind::Whole, optional: true, value: passengers(), error: sending.error("passengers"), oninput: move |v| passengers.set(v) }
                TextInput { label: text::vehicle(), name: "vehicle_type", optional: true, value: now.vehicle_type.unwrap_or_default(), error: sending.error("vehicle_type"), oninput: move |v| form.write().vehicle_type = Some(v) }
                MoneyInput { label: text::value(), name: "value_cents", currency: session.currency, value: value(), error: sending.error("value_cents"), oninput: move |v| value.set(v) }
                CustomInputs { fields: asked(&own, FieldOf::Lead), values: now.custom, sending, onchange: move |(key, value)| { form.write().custom.insert(key, value); } }
            }
            TextArea { label: text::notes(), name: "notes", optional: true, value: now.notes, error: sending.error("notes"), oninput: move |v| form.write().notes = v }
        }
    }
}
