//! Changing a lead's details.

use dioxus::prelude::*;
use shared::leads::{EditLead, Lead, LeadSource, Urgency};
use shared::{Error, FieldErrors};

use super::{api, text, words};
use crate::api::Valid;
use crate::client::use_session;
use crate::ui::*;

/// The dialog for a lead's details. `onclose` gets the saved lead.
#[component]
pub fn EditLeadDialog(lead: Lead, onclose: EventHandler<Option<Lead>>) -> Element {
    let session = use_session();
    let toasts = use_toasts();
    let id = lead.row.id;
    let start = lead.clone();
    let mut form = use_signal(move || EditLead {
        version: start.row.version,
        name: start.row.name,
        company: start.row.company,
        email: start.email,
        phone: start.phone,
        source: start.row.source,
        urgency: start.row.urgency,
        wanted_on: start.row.wanted_on,
        origin: start.row.origin,
        destination: start.row.destination,
        passengers: start.row.passengers,
        vehicle_type: start.row.vehicle_type,
        value_cents: start.row.value_cents,
        notes: start.notes,
    });
    // money and counts are kept as typed until they are sent
    let mut value = use_signal(move || lead.row.value_cents.map(format::money_plain).unwrap_or_default());
    let mut passengers = use_signal(move || lead.row.passengers.map(|n| n.to_string()).unwrap_or_default());
    let mut errors = use_signal(FieldErrors::default);
    let mut refused = use_signal(|| None::<String>);
    let mut sending = use_signal(|| false);
    let mut submit = move || {
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
        if let Err(error) = shared::input::check(&input) {
            wrong.0.extend(error.fields().0);
        }
        errors.set(wrong.clone());
        if !wrong.is_empty() {
            return;
        }
        sending.set(true);
        spawn(async move {
            match api::edit_lead(id, Valid(input)).await {
                Ok(saved) => {
                    toasts.say(text::saved());
                    onclose.call(Some(saved));
                }
                Err(Error::Invalid(wrong)) => errors.set(wrong),
                Err(Error::Conflict { detail, .. }) => {
                    // the next save is made on what they left
                    if let Ok(theirs) = api::show_lead(id).await {
                        form.write().version = theirs.row.version;
                    }
                    refused.set(Some(format!("{detail} {}", text::changed_meanwhile())));
                }
                Err(error) => refused.set(Some(error.to_string())),
            }
            sending.set(false);
        });
    };
    let mut submit_form = submit;
    let now = form.read().clone();
    let wrong = errors.read().clone();
    let problems: Vec<FormProblem> = wrong.0.keys().filter_map(|field| Some(FormProblem::of(field, wrong.text(field)?))).collect();
    rsx! {
        Dialog {
            open: true,
            title: text::edit(),
            onclose: move |()| onclose.call(None),
            footer: rsx! {
                Button { onclick: move |_| onclose.call(None), {text::cancel()} }
                Button { variant: ButtonVariant::Primary, loading: sending(), onclick: move |_| submit(), {text::save()} }
            },
            form {
                class: "stack",
                novalidate: true,
                onsubmit: move |event| {
                    event.prevent_default();
                    submit_form();
                },
                ErrorSummary { problems, message: refused() }
                FormGrid {
                    TextInput { label: text::name(), name: "name", required: true, value: now.name, error: wrong.text("name"), oninput: move |v| form.write().name = v }
                    TextInput { label: text::company(), name: "company", optional: true, value: now.company.unwrap_or_default(), error: wrong.text("company"), oninput: move |v| form.write().company = Some(v) }
                    TextInput { label: text::email(), name: "email", kind: InputKind::Email, optional: true, value: now.email.unwrap_or_default(), error: wrong.text("email"), oninput: move |v| form.write().email = Some(v) }
                    TextInput { label: text::phone(), name: "phone", kind: InputKind::Tel, optional: true, value: now.phone.unwrap_or_default(), error: wrong.text("phone"), oninput: move |v| form.write().phone = Some(v) }
                    TextInput { label: text::origin(), name: "origin", optional: true, value: now.origin.unwrap_or_default(), error: wrong.text("origin"), oninput: move |v| form.write().origin = Some(v) }
                    TextInput { label: text::destination(), name: "destination", optional: true, value: now.destination.unwrap_or_default(), error: wrong.text("destination"), oninput: move |v| form.write().destination = Some(v) }
                    DateInput { label: text::wanted_on(), name: "wanted_on", optional: true, value: now.wanted_on.map(|d| d.to_string()).unwrap_or_default(), error: wrong.text("wanted_on"), onchange: move |v: String| form.write().wanted_on = v.parse().ok() }
                    Select { label: text::urgency(), name: "urgency", value: now.urgency.key(), options: Urgency::ALL.iter().map(|u| SelectOption::new(u.key(), words::urgency(*u))).collect::<Vec<_>>(),
                        onchange: move |v: String| if let Ok(u) = v.parse() { form.write().urgency = u } }
                    Select { label: text::source(), name: "source", value: now.source.key(), options: LeadSource::ALL.iter().map(|s| SelectOption::new(s.key(), words::source(*s))).collect::<Vec<_>>(),
                        onchange: move |v: String| if let Ok(s) = v.parse() { form.write().source = s } }
                    TextInput { label: text::passengers(), name: "passengers", kind: InputKind::Whole, optional: true, value: passengers(), error: wrong.text("passengers"), oninput: move |v| passengers.set(v) }
                    TextInput { label: text::vehicle(), name: "vehicle_type", optional: true, value: now.vehicle_type.unwrap_or_default(), error: wrong.text("vehicle_type"), oninput: move |v| form.write().vehicle_type = Some(v) }
                    MoneyInput { label: text::value(), name: "value_cents", currency: session.currency, value: value(), error: wrong.text("value_cents"), oninput: move |v| value.set(v) }
                }
                TextArea { label: text::notes(), name: "notes", optional: true, value: now.notes, error: wrong.text("notes"), oninput: move |v| form.write().notes = v }
            }
        }
    }
}
