//! Public forms: what they send is kept as it came, then read into a lead. A form that cannot be read is not lost:
//! it waits with its problem and can be read again.

use std::time::Duration;

use serde_json::{Value, json};
use shared::access::Action;
use shared::customers::{CustomField, CustomValues, FieldOf, read_values, readable_values};
use shared::input::{check, filled, trimmed};
use shared::leads::{Capture, Intake, IntakeStatus, Lead, LeadSource, NewLead, Urgency, events};
use shared::packs::ServiceLine;
use shared::text::Locale;
use shared::{Error, FieldErrors, IntakeId, LeadSourceId, OrgId, Result, Said};

use super::forms::PublicForm;
use super::{Fact, answer, create, said, sql};
use crate::app::App;
use crate::begin;
use crate::customers;
use crate::cx::{Cx, RequestInfo};

/// The organization a public form belongs to.
#[derive(Clone, Debug)]
pub struct Host {
    pub org: OrgId,
    pub name: String,
    pub slug: String,
    pub locale: Locale,
    pub brand_hex: String,
    pub service_lines: Vec<ServiceLine>,
}

/// What the key of a source opens.
#[derive(Clone, Debug)]
pub struct Door {
    pub host: Host,
    pub id: LeadSourceId,
    pub source: LeadSource,
    pub service_line: Option<ServiceLine>,
}

/// The source a key belongs to; `Unauthenticated` for keys that open nothing.
pub async fn door(app: &App, key: &str) -> Result<Door> {
    let mut tx = app.system("the key of a source names its organization").await?;
    sql::door(&mut tx, &crate::crypto::token_hash(key)).await?.ok_or(Error::Unauthenticated)
}

/// The organization whose form has this address.
pub async fn host(app: &App, slug: &str) -> Result<Host> {
    let mut tx = app.system("a public form names its organization by its address").await?;
    let host = sql::host(&mut tx, slug).await?;
    if host.service_lines.is_empty() { Err(Error::NotFound) } else { Ok(host) }
}

/// Takes a form. `id` was made when the form was shown, so that sending it twice makes one lead. What only a program
/// fills in is answered like any other form.
pub async fn receive(app: &App, on: &PublicForm, request: RequestInfo, id: IntakeId, mut form: Capture) -> Result<()> {
    let (host, lines) = (&on.host, on.lines());
    let from = request.ip.map_or_else(|| "unknown".into(), |ip| ip.to_string());
    app.rate(&format!("capture:{}:{from}", host.org), 10, Duration::from_secs(600)).await?;
    // what is not asked is known
    if let (true, Some(line)) = (lines.len() == 1 || form.service_line.trim().is_empty(), lines.first()) {
        form.service_line = line.key().into();
    }
    let source = on.source.as_ref().map_or(LeadSource::Online, |of| of.source);
    check_form(app, &lines, &form, source, &on.fields)?;
    let locale = request.locale;
    let cx = Cx::public(app, host.org, request, trimmed(&form.name));
    let spam = !form.website.is_empty();
    let payload = serde_json::to_value(&form).map_err(|error| Error::internal(&error))?;
    let status = if spam { IntakeStatus::Spam } else { IntakeStatus::Received };
    let via = on.source.as_ref().map(|of| of.id);
    let sent = sql::Sent { id, status, problem: None, payload: &payload, locale, source, via };
    if !keep(&cx, &sent).await? || spam {
        return Ok(());
    }
    read_or_note(&cx, id).await
}

/// How often one address may send to a source in ten minutes: a program stands for many people.
const SENDINGS: u32 = 60;

/// Takes what a program sent with the key of a source: text that is JSON, or what is wrong with it. It is kept as it
/// came also when it is refused. Under the same id it makes one lead; what was refused may be put right under it.
pub async fn take(
    app: &App,
    door: &Door,
    request: RequestInfo,
    id: IntakeId,
    body: std::result::Result<Value, (String, Error)>,
) -> Result<()> {
    let from = request.ip.map_or_else(|| "unknown".into(), |ip| ip.to_string());
    app.rate(&format!("capture:{}:{from}", door.id), SENDINGS, Duration::from_secs(600)).await?;
    let (payload, read) = match body {
        Ok(value) if value.is_object() => (value, Ok(())),
        Ok(value) => (value, Err(Error::Malformed { reason: "an object of fields is expected".into() })),
        Err((raw, error)) => (json!({ "raw": raw }), Err(error)),
    };
    let payload = without_nul(payload);
    let (mut form, mut wrong) = Capture::of(&payload);
    if form.service_line.trim().is_empty() {
        let line = door.service_line.or(door.host.service_lines.first().copied());
        form.service_line = line.map(|line| line.key().to_string()).unwrap_or_default();
    }
    let locale = request.locale;
    let name = filled(&form.name).unwrap_or_else(|| "Lead source".into());
    let cx = Cx::public(app, door.host.org, request, name.chars().take(120).collect::<String>());
    let fields = unasked(&cx, &form).await?;
    if let Err(more) = check_form(app, &door.host.service_lines, &form, door.source, &fields) {
        for (field, list) in more.fields().0 {
            // what is of the wrong kind is not missing as well
            wrong.0.entry(field).or_insert(list);
        }
    }
    let verdict = read.and_then(|()| wrong.into_result());
    let spam = !form.website.is_empty();
    let problem = verdict.as_ref().err().map(|problem| Said::of(|| words(problem)).kept());
    let status = match &verdict {
        _ if spam => IntakeStatus::Spam,
        Err(_) => IntakeStatus::Failed,
        Ok(()) => IntakeStatus::Received,
    };
    let problem = problem.as_deref();
    let fresh = keep(&cx, &sql::Sent { id, status, problem, payload: &payload, locale, source: door.source, via: Some(door.id) }).await?;
    if spam {
        return Ok(());
    }
    verdict?;
    if fresh { read_or_note(&cx, id).await } else { Ok(()) }
}

/// The fields of leads a program may fill in: none has to be.
async fn unasked(cx: &Cx, form: &Capture) -> Result<Vec<CustomField>> {
    if form.custom.is_empty() {
        return Ok(Vec::new());
    }
    let mut tx = cx.read().await?;
    let fields = customers::lead_fields(&mut tx).await?;
    Ok(fields.into_iter().map(|field| CustomField { required: false, ..field }).collect())
}

/// The database keeps no NUL in texts.
fn without_nul(value: Value) -> Value {
    match value {
        Value::String(text) => Value::String(text.replace('\0', "")),
        Value::Array(list) => list.into_iter().map(without_nul).collect(),
        Value::Object(fields) => fields.into_iter().map(|(name, one)| (name.replace('\0', ""), without_nul(one))).collect(),
        other => other,
    }
}

/// Reads what was kept. The sender has done all they can; staff see it with its problem if that does not work.
async fn read_or_note(cx: &Cx, id: IntakeId) -> Result<()> {
    if let Err(problem) = read(cx, id).await {
        tracing::warn!(intake = %id, %problem, "what was sent could not be read");
        note_problem(cx, id, &problem).await?;
    }
    Ok(())
}

/// What a person has to correct before a form is taken, of the services and fields it asks for.
fn check_form(app: &App, lines: &[ServiceLine], form: &Capture, source: LeadSource, fields: &[CustomField]) -> Result<()> {
    let mut errors = check(form).err().map(|e| e.fields()).unwrap_or_default();
    if let Err(wrong) = read_values(fields, FieldOf::Lead, &CustomValues::new(), &form.custom) {
        errors.0.extend(wrong.fields().0);
    }
    if filled(&form.email).is_none() && filled(&form.phone).is_none() {
        errors.add("email", "required");
    }
    match parse(form, source) {
        Err(wrong) => {
            for (field, list) in wrong.0 {
                errors.0.entry(field).or_default().extend(list);
            }
        }
        Ok(lead) => {
            if !lines.contains(&lead.service_line) {
                errors.add("service_line", "unknown_choice");
            }
            // a day behind is still today somewhere
            if lead.wanted_on.is_some_and(|day| day < app.now().date_naive() - chrono::Duration::days(1)) {
                errors.add("wanted_on", "in_the_past");
            }
        }
    }
    errors.into_result()
}

pub(super) async fn keep(cx: &Cx, sent: &sql::Sent<'_>) -> Result<bool> {
    let mut tx = begin!(cx);
    let fresh = sql::insert_intake(&mut tx, sent).await?;
    if fresh {
        tx.record(Fact::new(events::INTAKE_RECEIVED, sent.id).data(json!({ "status": sent.status }))).await?;
    }
    tx.commit(fresh).await
}

/// Reads a kept form into a lead.
async fn read(cx: &Cx, id: IntakeId) -> Result<Lead> {
    let mut tx = begin!(cx);
    let kept = sql::lock_intake(&mut tx, id).await?;
    if kept.status == IntakeStatus::Accepted {
        return Err(Error::conflict("already_read", said::already_read));
    }
    let (mut form, wrong) = Capture::of(&kept.payload);
    wrong.into_result()?;
    if let ("", Some(line)) = (form.service_line.trim(), kept.service_line) {
        form.service_line = line.key().into();
    }
    if form.service_line.trim().is_empty() {
        let line = sql::schedule(&mut tx).await?.lines.first().map(|line| line.key().to_string());
        form.service_line = line.unwrap_or_default();
    }
    let mut lead = parse(&form, kept.source).map_err(Error::Invalid)?;
    if !form.custom.is_empty() {
        // an inquiry never waits for a field; what cannot be read stays with what was sent
        lead.custom = readable_values(&customers::lead_fields(&mut tx).await?, FieldOf::Lead, &form.custom);
    }
    check(&lead)?;
    let lead = create::insert(cx, &mut tx, lead, kept.locale, Some(id)).await?;
    sql::settle_intake(&mut tx, id, IntakeStatus::Accepted, None).await?;
    answer(cx, tx, lead).await
}

pub(super) async fn note_problem(cx: &Cx, id: IntakeId, problem: &Error) -> Result<()> {
    let mut tx = begin!(cx);
    sql::settle_intake(&mut tx, id, IntakeStatus::Failed, Some(&Said::of(|| words(problem)).kept())).await?;
    tx.commit(()).await
}

/// What is wrong, field by field, in the language of the thread.
fn words(problem: &Error) -> String {
    match problem {
        Error::Invalid(fields) => fields
            .0
            .iter()
            .map(|(field, list)| said::wrong_field(said::field(field), list.first().map(|e| e.text()).unwrap_or_default()))
            .collect::<Vec<_>>()
            .join("; "),
        other => other.to_string(),
    }
}

/// Reads a kept form again, spam or failed.
pub async fn replay(cx: &Cx, id: IntakeId) -> Result<Lead> {
    cx.may(Action::LeadsEdit)?;
    read(cx, id).await
}

/// Kept forms, the latest first.
pub async fn intakes(cx: &Cx, status: Option<String>) -> Result<Vec<Intake>> {
    cx.may(Action::LeadsEdit)?;
    let status = status.filter(|s| !s.is_empty()).map(|s| s.parse()).transpose().map_err(|_| Error::field("status", "unknown_choice"))?;
    let mut tx = cx.read().await?;
    sql::intakes(&mut tx, status, 100).await
}

/// The lead a form speaks of.
fn parse(form: &Capture, source: LeadSource) -> Result<NewLead, FieldErrors> {
    let mut errors = FieldErrors::default();
    let service_line = form.service_line.trim().parse().ok();
    if service_line.is_none() {
        errors.add("service_line", "unknown_choice");
    }
    let wanted_on = filled(&form.wanted_on).map(|day| day.parse::<chrono::NaiveDate>());
    if matches!(wanted_on, Some(Err(_))) {
        errors.add("wanted_on", "invalid");
    }
    let passengers = filled(&form.passengers).map(|n| n.parse::<i32>());
    if passengers.as_ref().is_some_and(|n| !n.as_ref().is_ok_and(|n| (1..=shared::leads::MAX_PASSENGERS).contains(n))) {
        errors.add("passengers", "invalid");
    }
    let Some(service_line) = service_line.filter(|_| errors.is_empty()) else { return Err(errors) };
    Ok(NewLead {
        name: trimmed(&form.name),
        company: filled(&form.company),
        email: filled(&form.email),
        phone: filled(&form.phone),
        service_line,
        source,
        urgency: Urgency::Medium,
        wanted_on: wanted_on.and_then(Result::ok),
        origin: filled(&form.origin),
        destination: filled(&form.destination),
        passengers: passengers.and_then(Result::ok),
        vehicle_type: filled(&form.vehicle_type),
        value_cents: None,
        notes: trimmed(&form.notes),
        owner: None,
        stage: None,
        custom: CustomValues::new(),
    })
}
