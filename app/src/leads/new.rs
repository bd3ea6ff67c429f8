//! Entering a lead by hand.

use dioxus::prelude::*;
use shared::customers::{CustomValues, Duplicate, FieldOf, MatchReason};
use shared::leads::{LeadSource, NewLead, Urgency};
use shared::packs::ServiceLine;
use shared::{FieldErrors, LeadId, StageId};

use super::own::use_own_fields;
use super::{api, text, words};
use crate::api::Valid;
use crate::client::use_session;
use crate::customers::{CustomInputs, asked};
use crate::ui::*;

/// What is typed, as text.
#[derive(Clone, Default, PartialEq)]
struct Form {
    name: String,
    company: String,
    email: String,
    phone: String,
    line: String,
    source: String,
    urgency: String,
    wanted_on: String,
    origin: String,
    destination: String,
    passengers: String,
    value: String,
    notes: String,
    custom: CustomValues,
}

impl Form {
    /// The input, or what is wrong with it.
    fn read(&self, stage: Option<StageId>) -> shared::Result<NewLead> {
        use shared::input::{checked, filled};
        let mut errors = FieldErrors::default();
        let passengers = filled(&self.passengers).map(|n| n.parse::<i32>());
        if matches!(passengers, Some(Err(_))) {
            errors.add("passengers", "invalid");
        }
        let value = filled(&self.value).map(|v| shared::money::parse_cents(&v));
        if let Some(Err(problem)) = &value {
            errors.add("value_cents", problem.to_string());
        }
        let line = self.line.parse::<ServiceLine>();
        if line.is_err() {
            errors.add("service_line", "unknown_choice");
        }
        let lead = NewLead {
            name: self.name.trim().into(),
            company: filled(&self.company),
            email: filled(&self.email),
            phone: filled(&self.phone),
            service_line: line.unwrap_or(ServiceLine::Moving),
            source: self.source.parse().unwrap_or(LeadSource::Phone),
            urgency: self.urgency.parse().unwrap_or(Urgency::Medium),
            wanted_on: self.wanted_on.parse().ok(),
            origin: filled(&self.origin),
            destination: filled(&self.destination),
            passengers: passengers.and_then(Result::ok),
            vehicle_type: None,
            value_cents: value.and_then(Result::ok),
            notes: self.notes.trim().into(),
            owner: None,
            stage,
            custom: self.custom.clone(),
        };
        checked(lead, errors)
    }
}

/// The dialog for a new lead. `onclose` gets the id when one was added.
#[component]
pub fn NewLeadDialog(line: Option<ServiceLine>, stage: Option<StageId>, onclose: EventHandler<Option<LeadId>>) -> Element {
    let session = use_session();
    let toasts = use_toasts();
    let own = use_own_fields();
    let packs = session.packs.clone();
    let first = line.or(packs.first().copied()).map(|l| l.key().to_string()).unwrap_or_default();
    let mut form = use_signal(move || Form {
        line: first,
        source: LeadSource::Phone.key().into(),
        urgency: Urgency::Medium.key().into(),
        ..Form::default()
    });
    let sending = use_sending();
    let mut twins = use_signal(Vec::<Duplicate>::new);
    let look = move || {
        let Form { name, company, email, phone, .. } = form.peek().clone();
        spawn(async move {
            if let Ok(found) = crate::customers::api::customer_duplicates(
                Some(name),
                Some(company).filter(|c| !c.is_empty()),
                Some(email).filter(|e| !e.is_empty()),
                Some(phone).filter(|p| !p.is_empty()),
            )
            .await
            {
                twins.set(found);
            }
        });
    };
    let submit = move |()| {
        // a stage is one of the service it was chosen in
        let stage = stage.filter(|_| line.is_none_or(|line| line.key() == form.peek().line));
        let lead = form.peek().read(stage);
        sending.send(async move { api::create_lead(Valid(lead?)).await }, move |lead| {
            toasts.say(text::lead_added(&lead.row.number));
            onclose.call(Some(lead.row.id));
        });
    };
    let now = form.read().clone();
    rsx! {
        FormDialog { title: text::new_lead(), testid: "new-lead-dialog", submit: text::add_lead(), submit_testid: "add-lead", sending, onsubmit: submit, onclose: move |()| onclose.call(None),
            for twin in twins().into_iter().take(1) {
                InlineAlert { key: "{twin.account_id}", tone: Tone::Info, icon: IconName::Users, title: text::known_customer(&twin.name, twin.score), live: true,
                    {text::known_reasons(twin.reasons.iter().map(|r| match_reason(*r)).collect::<Vec<_>>().join(", "))}
                }
            }
            FormGrid {
                TextInput { label: text::name(), name: "name", required: true, autofocus: true, value: now.name, error: sending.error("name"), autocomplete: "off",
                    oninput: move |v| form.write().name = v, onchange: move |_| look() }
                TextInput { label: text::company(), name: "company", optional: true, value: now.company, error: sending.error("company"), autocomplete: "off", oninput: move |v| form.write().company = v, onchange: move |_| look() }
                TextInput { label: text::email(), name: "email", kind: InputKind::Email, optional: true, value: now.email, error: sending.error("email"), autocomplete: "off", oninput: move |v| form.write().email = v, onchange: move |_| look() }
                TextInput { label: text::phone(), name: "phone", kind: InputKind::Tel, optional: true, value: now.phone, error: sending.error("phone"), autocomplete: "off", oninput: move |v| form.write().phone = v, onchange: move |_| look() }
                Select { label: text::service_line(), name: "service_line", required: true, value: now.line, error: sending.error("service_line"),
                    options: packs.iter().map(|l| SelectOption::new(l.key(), words::line(*l))).collect::<Vec<_>>(), onchange: move |v| form.write().line = v }
                Select { label: text::source(), name: "source", value: now.source, options: LeadSource::ALL.iter().map(|s| SelectOption::new(s.key(), words::source(*s))).collect::<Vec<_>>(),
                    onchange: move |v| form.write().source = v }
                TextInput { label: text::origin(), name: "origin", optional: true, value: now.origin, error: sending.error("origin"), oninput: move |v| form.write().origin = v }
                TextInput { label: text::destination(), name: "destination", optional: true, value: now.destination, error: sending.error("destination"), oninput: move |v| form.write().destination = v }
                DateInput { label: text::wanted_on(), name: "wanted_on", optional: true, value: now.wanted_on, error: sending.error("wanted_on"), onchange: move |v| form.write().wanted_on = v }
                Select { label: text::urgency(), name: "urgency", value: now.urgency, options: Urgency::ALL.iter().map(|u| SelectOption::new(u.key(), words::urgency(*u))).collect::<Vec<_>>(),
                    onchange: move |v| form.write().urgency = v }
                TextInput { label: text::passengers(), name: "passengers", kind: InputKind::Whole, optional: true, value: now.passengers, error: sending.error("passengers"), oninput: move |v| form.write().passengers = v }
                MoneyInput { label: text::value(), name: "value_cents", currency: session.currency, value: now.value, error: sending.error("value_cents"), oninput: move |v| form.write().value = v }
                CustomInputs { fields: asked(&own, FieldOf::Lead), values: now.custom, sending, onchange: move |(key, value)| { form.write().custom.insert(key, value); } }
            }
            TextArea { label: text::notes(), name: "notes", optional: true, value: now.notes, error: sending.error("notes"), oninput: move |v| form.write().notes = v }
        }
    }
}

/// Why somebody looks like a known customer.
pub fn match_reason(reason: MatchReason) -> String {
    match reason {
        MatchReason::SameEmail => text::reason_email(),
        MatchReason::SamePhone => text::reason_phone(),
        MatchReason::SimilarName => text::reason_name(),
    }
}
