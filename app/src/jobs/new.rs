//! Entering a job by hand: work that was agreed, or asked for, without a quote.

use dioxus::prelude::*;
use shared::jobs::{JobStatus, NewJob, NewStop, StopKind};
use shared::packs::ServiceLine;
use shared::{Error, FieldErrors, JobId};

use super::look::moment;
use super::{api, text};
use crate::api::Valid;
use crate::client::session::use_session;
use crate::ui::*;

/// What is typed, as text.
#[derive(Clone, Default, PartialEq)]
struct Form {
    line: String,
    title: String,
    customer: String,
    email: String,
    phone: String,
    stops: Vec<String>,
    day: String,
    begins: String,
    ends: String,
    price: String,
    instructions: String,
    requested: bool,
}

impl Form {
    /// The input, or what is wrong with it.
    fn read(&self, zone: &str) -> shared::Result<NewJob> {
        use shared::input::{checked, filled};
        let mut errors = FieldErrors::default();
        let price = filled(&self.price).map(|typed| shared::money::parse_cents(&typed)).transpose();
        if let Err(problem) = &price {
            errors.add("total_cents", problem.to_string());
        }
        let addresses: Vec<String> = self.stops.iter().filter_map(|stop| filled(stop)).collect();
        let last = addresses.len().saturating_sub(1);
        let stops: Vec<NewStop> = addresses.into_iter().enumerate().map(|(n, address)| stop(address, n, last)).collect();
        if stops.is_empty() {
            errors.add("stops[0].address", "required");
        }
        let starts_at = moment(&self.day, &self.begins, zone);
        let mut ends_at = moment(&self.day, &self.ends, zone);
        if let (Some(from), Some(to)) = (starts_at, ends_at) {
            // work into the night ends on the next day
            ends_at = Some(if to <= from { to + chrono::Duration::days(1) } else { to });
        }
        let line = self.line.parse::<ServiceLine>();
        if line.is_err() {
            errors.add("line", "unknown_choice");
        }
        let job = NewJob {
            line: line.unwrap_or(ServiceLine::Moving),
            title: self.title.trim().into(),
            customer: self.customer.trim().into(),
            email: filled(&self.email),
            phone: filled(&self.phone),
            stops,
            starts_at,
            ends_at,
            total_cents: price.ok().flatten().unwrap_or_default(),
            instructions: self.instructions.trim().into(),
            requested: self.requested,
        };
        checked(job, errors)
    }
}

fn stop(address: String, n: usize, last: usize) -> NewStop {
    let kind = match n {
        0 => StopKind::Pickup,
        n if n == last => StopKind::DropOff,
        _ => StopKind::Stop,
    };
    NewStop::at(kind, address)
}

/// The dialog for a new job. `onclose` gets the id when one was made.
#[component]
pub fn NewJobDialog(onclose: EventHandler<Option<JobId>>) -> Element {
    let session = use_session();
    let toasts = use_toasts();
    let packs = session.packs.clone();
    let first = packs.first().map(|line| line.key().to_string()).unwrap_or_default();
    let mut form = use_signal(move || Form {
        line: first,
        stops: vec![String::new(), String::new()],
        begins: "08:00".into(),
        ends: "16:00".into(),
        ..Form::default()
    });
    let sending = use_sending();
    // why the customer gets no job, beside their name
    let mut held = use_signal(|| None::<String>);
    let zone = session.zone.clone();
    let submit = move |()| {
        let job = form.peek().read(&zone);
        held.set(None);
        let request = async move {
            let made = api::create_job(Valid(job?)).await;
            if let Err(Error::Conflict { code, detail }) = &made
                && code == "blocked_customer"
            {
                held.set(Some(detail.to_string()));
            }
            made
        };
        sending.send(request, move |job| {
            toasts.say(text::job_made(&job.number));
            onclose.call(Some(job.id));
        });
    };
    let now = form.read().clone();
    let lines = packs.iter().map(|line| SelectOption::new(line.key(), line.text())).collect::<Vec<_>>();
    rsx! {
        FormDialog {
            title: text::new_job(),
            description: text::new_job_lead(),
            size: DialogSize::Wide,
            class: "gap-4",
            testid: "new-job-dialog",
            submit: text::add_job(),
            submit_testid: "add-job",
            sending,
            onsubmit: submit,
            onclose: move |()| onclose.call(None),
            FormGrid {
                TextInput { label: text::title(), name: "title", required: true, autofocus: true, maxlength: 200, value: now.title, error: sending.error("title"), placeholder: text::title_example(), oninput: move |v| form.write().title = v }
                Select { label: text::line(), name: "line", options: lines, value: now.line, error: sending.error("line"), onchange: move |v| form.write().line = v }
                TextInput { label: text::customer(), name: "customer", required: true, maxlength: 120, value: now.customer, error: sending.error("customer").or(held()), hint: text::customer_hint(), autocomplete: "off", oninput: move |v| form.write().customer = v }
                TextInput { label: text::email(), name: "email", kind: InputKind::Email, optional: true, value: now.email, error: sending.error("email"), autocomplete: "off", oninput: move |v| form.write().email = v }
                TextInput { label: text::phone(), name: "phone", kind: InputKind::Tel, optional: true, value: now.phone, error: sending.error("phone"), autocomplete: "off", oninput: move |v| form.write().phone = v }
                MoneyInput { label: text::agreed_price(), name: "total_cents", currency: session.currency, value: now.price, error: sending.error("total_cents"), oninput: move |v| form.write().price = v }
            }
            Segmented {
                label: text::is_agreed(),
                name: "requested",
                options: [JobStatus::Booked, JobStatus::Requested].map(|status| Choice::new(status.key(), status.text())).to_vec(),
                value: if now.requested { JobStatus::Requested.key() } else { JobStatus::Booked.key() },
                onchange: move |key: String| form.write().requested = key == JobStatus::Requested.key(),
            }
            FieldGroup { legend: text::route(),
                for (n, address) in now.stops.iter().cloned().enumerate() {
                    div { key: "{n}", class: "jb-stop-row",
                        TextInput { label: text::stop_of(n + 1), name: "stops[{n}].address", required: n == 0, maxlength: 300, value: address, error: sending.error(&format!("stops[{n}].address")), autocomplete: "off", oninput: move |v| form.write().stops[n] = v }
                        if now.stops.len() > 1 {
                            IconButton { label: text::remove_stop(n + 1), icon: IconName::Trash2, variant: ButtonVariant::Ghost, onclick: move |_| { form.write().stops.remove(n); } }
                        }
                    }
                }
                if now.stops.len() < 30 {
                    div { Button { size: Size::Sm, icon: IconName::Plus, onclick: move |_| form.write().stops.push(String::new()), {text::add_stop()} } }
                }
            }
            FieldGroup { legend: text::when(),
                div { class: "jb-times",
                    DateInput { label: text::date(), name: "starts_at", optional: true, value: now.day, error: sending.error("starts_at").or(sending.error("__all__")), onchange: move |v| form.write().day = v }
                    TimeInput { label: text::starts(), name: "begins", value: now.begins, onchange: move |v| form.write().begins = v }
                    TimeInput { label: text::ends(), name: "ends_at", value: now.ends, error: sending.error("ends_at"), onchange: move |v| form.write().ends = v }
                }
            }
            TextArea { label: text::instructions_for_crew(), name: "instructions", optional: true, limit: 2000, value: now.instructions, error: sending.error("instructions"), oninput: move |v| form.write().instructions = v }
        }
    }
}
