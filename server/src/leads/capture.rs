//! Public forms: what they send is kept as it came, then read into a lead. A form that cannot be read is not lost:
//! it waits with its problem and can be read again.

use std::time::Duration;

use serde_json::json;
use shared::access::Action;
use shared::input::{check, filled, trimmed};
use shared::leads::{Capture, Intake, IntakeStatus, Lead, LeadSource, NewLead, Urgency, events};
use shared::packs::ServiceLine;
use shared::text::Locale;
use shared::{Error, FieldErrors, IntakeId, OrgId, Result};

use super::{Fact, answer, create, sql};
use crate::app::App;
use crate::begin;
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

/// The organization whose form has this address.
pub async fn host(app: &App, slug: &str) -> Result<Host> {
    let mut tx = app.system("a public form names its organization by its address").await?;
    let host = sql::host(&mut tx, slug).await?;
    if host.service_lines.is_empty() { Err(Error::NotFound) } else { Ok(host) }
}

/// Takes a form. `id` was made when the form was shown, so that sending it twice makes one lead. What only a program
/// fills in is answered like any other form.
pub async fn receive(app: &App, host: &Host, request: RequestInfo, id: IntakeId, mut form: Capture) -> Result<()> {
    let from = request.ip.map_or_else(|| "unknown".into(), |ip| ip.to_string());
    app.rate(&format!("capture:{}:{from}", host.org), 10, Duration::from_secs(600)).await?;
    if let ("", Some(line)) = (form.service_line.trim(), host.service_lines.first()) {
        form.service_line = line.key().into();
    }
    check_form(app, host, &form)?;
    let locale = request.locale;
    let cx = Cx::public(app, host.org, request, trimmed(&form.name));
    let spam = !form.website.is_empty();
    if !keep(&cx, id, &form, if spam { IntakeStatus::Spam } else { IntakeStatus::Received }, locale).await? || spam {
        return Ok(());
    }
    if let Err(problem) = read(&cx, id).await {
        // the sender has done all they can; staff see the form with its problem
        tracing::warn!(intake = %id, %problem, "a public form could not be read");
        note_problem(&cx, id, &problem).await?;
    }
    Ok(())
}

/// What a person has to correct before a form is taken.
fn check_form(app: &App, host: &Host, form: &Capture) -> Result<()> {
    let mut errors = check(form).err().map(|e| e.fields()).unwrap_or_default();
    if filled(&form.email).is_none() && filled(&form.phone).is_none() {
        errors.add("email", "required");
    }
    match parse(form) {
        Err(wrong) => {
            for (field, list) in wrong.0 {
                errors.0.entry(field).or_default().extend(list);
            }
        }
        Ok(lead) => {
            if !host.service_lines.contains(&lead.service_line) {
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

async fn keep(cx: &Cx, id: IntakeId, form: &Capture, status: IntakeStatus, locale: Locale) -> Result<bool> {
    let mut tx = begin!(cx);
    let payload = serde_json::to_value(form).map_err(|error| Error::internal(&error))?;
    let fresh = sql::insert_intake(&mut tx, id, status, &payload, locale).await?;
    if fresh {
        tx.record(Fact::new(events::INTAKE_RECEIVED, id).data(json!({ "status": status }))).await?;
    }
    tx.commit(fresh).await
}

/// Reads a kept form into a lead.
async fn read(cx: &Cx, id: IntakeId) -> Result<Lead> {
    let mut tx = begin!(cx);
    let (status, payload, locale) = sql::lock_intake(&mut tx, id).await?;
    if status == IntakeStatus::Accepted {
        return Err(Error::conflict("already_read", "This form was read into a lead already."));
    }
    let form: Capture = serde_json::from_value(payload).map_err(|error| Error::Malformed { reason: error.to_string() })?;
    let lead = parse(&form).map_err(Error::Invalid)?;
    check(&lead)?;
    let lead = create::insert(cx, &mut tx, lead, locale, Some(id)).await?;
    sql::settle_intake(&mut tx, id, IntakeStatus::Accepted, None).await?;
    answer(cx, tx, lead).await
}

async fn note_problem(cx: &Cx, id: IntakeId, problem: &Error) -> Result<()> {
    let mut tx = begin!(cx);
    let problem = match problem {
        Error::Invalid(fields) => fields
            .0
            .iter()
            .map(|(field, list)| format!("{field}: {}", list.first().map(|e| e.text()).unwrap_or_default()))
            .collect::<Vec<_>>()
            .join("; "),
        other => other.to_string(),
    };
    sql::settle_intake(&mut tx, id, IntakeStatus::Failed, Some(&problem)).await?;
    tx.commit(()).await
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
fn parse(form: &Capture) -> Result<NewLead, FieldErrors> {
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
        source: LeadSource::Online,
        urgency: Urgency::Medium,
        wanted_on: wanted_on.and_then(Result::ok),
        origin: filled(&form.origin),
        destination: filled(&form.destination),
        passengers: passengers.and_then(Result::ok),
        vehicle_type: None,
        value_cents: None,
        notes: trimmed(&form.notes),
        owner: None,
        stage: None,
    })
}
