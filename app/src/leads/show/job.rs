//! A job of a lead without a quote: what was agreed, and why there is no offer.

use dioxus::prelude::*;
use shared::input::{checked, filled};
use shared::jobs::JobFromLead;
use shared::leads::Lead;
use shared::{FieldErrors, JobId};

use crate::api::Valid;
use crate::client::use_session;
use crate::jobs::api::job_of_lead;
use crate::leads::text;
use crate::ui::*;

/// What is typed, as text.
#[derive(Clone, Default, PartialEq)]
struct Form {
    reason: String,
    day: String,
    time: String,
    origin: String,
    destination: String,
    price: String,
}

impl Form {
    /// The input, or what is wrong with it.
    fn read(&self, zone: &str) -> shared::Result<JobFromLead> {
        let mut errors = FieldErrors::default();
        let price = filled(&self.price).map(|typed| shared::money::parse_cents(&typed)).transpose();
        if let Err(problem) = &price {
            errors.add("total_cents", problem.to_string());
        }
        let wall = chrono::NaiveDateTime::parse_from_str(&format!("{} {}", self.day, self.time), "%Y-%m-%d %H:%M");
        if filled(&self.day).is_some() && wall.is_err() {
            errors.add("starts_at", "invalid");
        }
        let job = JobFromLead {
            reason: self.reason.trim().into(),
            starts_at: wall.ok().map(|wall| format::instant(wall, zone)),
            origin: filled(&self.origin),
            destination: filled(&self.destination),
            total_cents: price.ok().flatten(),
        };
        checked(job, errors)
    }
}

/// The dialog; `onclose` gets the id of the job when there is one.
#[component]
pub fn JobDialog(lead: Lead, onclose: EventHandler<Option<JobId>>) -> Element {
    let session = use_session();
    let toasts = use_toasts();
    let sending = use_sending();
    let (id, row) = (lead.row.id, lead.row);
    let mut form = use_signal(move || Form {
        reason: String::new(),
        day: row.wanted_on.map(|day| day.to_string()).unwrap_or_default(),
        time: "09:00".into(),
        origin: row.origin.unwrap_or_default(),
        destination: row.destination.unwrap_or_default(),
        price: row.value_cents.map(format::money_plain).unwrap_or_default(),
    });
    let zone = session.zone.clone();
    let submit = move |()| {
        let job = form.peek().read(&zone);
        sending.send(async move { job_of_lead(id, Valid(job?)).await }, move |job| {
            toasts.say(text::job_of_lead_made(&job.number));
            onclose.call(Some(job.id));
        });
    };
    let now = form.read().clone();
    rsx! {
        FormDialog { title: text::job_without_quote(), description: text::job_without_quote_about(), testid: "job-dialog", submit: text::make_job(), sending, onsubmit: submit, onclose: move |()| onclose.call(None),
            TextInput { label: text::why_no_quote(), name: "reason", required: true, autofocus: true, maxlength: 300, hint: text::why_no_quote_hint(), value: now.reason, error: sending.error("reason"), oninput: move |v| form.write().reason = v }
            FormGrid {
                TextInput { label: text::origin(), name: "origin", maxlength: 300, value: now.origin, error: sending.error("origin"), oninput: move |v| form.write().origin = v }
                TextInput { label: text::destination(), name: "destination", optional: true, maxlength: 300, value: now.destination, error: sending.error("destination"), oninput: move |v| form.write().destination = v }
                DateInput { label: text::starts_on(), name: "starts_at", optional: true, hint: text::starts_hint(&session.zone), value: now.day, error: sending.error("starts_at"), onchange: move |v| form.write().day = v }
                TimeInput { label: text::starts_time(), name: "starts_time", optional: true, value: now.time, onchange: move |v| form.write().time = v }
                MoneyInput { label: text::agreed_price(), name: "total_cents", currency: session.currency, value: now.price, error: sending.error("total_cents"), oninput: move |v| form.write().price = v }
            }
        }
    }
}
