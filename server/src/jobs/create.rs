use chrono::{DateTime, Utc};
use shared::access::Action;
use shared::customers::NewCustomer;
use shared::jobs::{
    BillingStatus, InstalmentStatus, Item, ItemAnswer, Job, JobAmenity, JobFromQuote, JobInstalment, JobStatus, NewJob, NewStop, Note,
    NoteKind, Phase, PhaseStatus, Priority, Requirement, Stop, Weight, events,
};
use shared::packs::{Fact, Label, ServiceLine};
use shared::pricing::Instalment;
use shared::{AccountId, ContactId, Error, JobId, LeadId, Money, QuoteId, Result, RevisionId};

use super::save::{self, Taken};
use super::sql;
use crate::begin;
use crate::cx::Cx;
use crate::db::{Numbered, Tx};
use crate::events::Record;

/// What a new job begins with.
pub(super) struct Draft {
    pub(super) quote: Option<(QuoteId, RevisionId, String)>,
    pub(super) lead: Option<LeadId>,
    pub(super) account: AccountId,
    pub(super) contact: ContactId,
    pub(super) line: ServiceLine,
    pub(super) title: String,
    pub(super) stops: Vec<NewStop>,
    pub(super) amenities: Vec<JobAmenity>,
    pub(super) starts_at: Option<DateTime<Utc>>,
    pub(super) ends_at: Option<DateTime<Utc>>,
    pub(super) total: Money,
    pub(super) instalments: Vec<Instalment>,
    pub(super) instructions: String,
    pub(super) status: JobStatus,
}

/// Makes the job of an accepted quote: its number, stops, the pack's phases with checklists and media slots, what the
/// booked amenities add, and its instalments. Part of the caller's transaction; a second job for the same quote breaks
/// `jobs_quote_id_key`.
pub async fn create_from_quote(cx: &Cx, tx: &mut Tx, from: JobFromQuote) -> Result<JobId> {
    let draft = Draft {
        quote: Some((from.quote, from.revision, from.quote_number)),
        lead: from.lead,
        account: from.account,
        contact: from.contact,
        line: from.service_line,
        title: from.title,
        stops: from.stops,
        amenities: from.amenities,
        starts_at: from.wanted_at,
        ends_at: from.ends_at,
        total: from.total,
        instalments: from.instalments,
        instructions: from.instructions,
        status: JobStatus::Booked,
    };
    Ok(write(cx, tx, draft).await?.id)
}

/// Makes a job that was agreed, or is asked for, without a quote. The customer is recognised by e-mail or phone, else made.
///
/// # Errors
/// `Conflict` for a blocked customer.
pub async fn create(cx: &Cx, input: NewJob) -> Result<Job> {
    cx.may(Action::JobsEdit)?;
    shared::input::check(&input)?;
    if input.starts_at.is_some_and(|at| at < cx.now() - chrono::Duration::days(1)) {
        return Err(Error::field("starts_at", "in_the_past"));
    }
    let mut tx = begin!(cx);
    let customer = NewCustomer {
        name: input.customer,
        company: None,
        email: input.email.as_deref().and_then(shared::input::filled),
        phone: input.phone.as_deref().and_then(shared::input::filled),
    };
    let (account, contact) = crate::customers::find_or_create(cx, &mut tx, customer).await?;
    crate::customers::admit_offer(cx, &mut tx, account).await?;
    if !input.requested {
        crate::customers::activate(&mut tx, account).await?;
    }
    let currency = tx.currency().await?;
    let draft = Draft {
        quote: None,
        lead: None,
        account,
        contact,
        line: input.line,
        title: input.title,
        stops: input.stops,
        amenities: Vec::new(),
        starts_at: input.starts_at,
        ends_at: input.ends_at,
        total: Money::new(input.total_cents, currency),
        instalments: Vec::new(),
        instructions: input.instructions,
        status: if input.requested { JobStatus::Requested } else { JobStatus::Booked },
    };
    let id = write(cx, &mut tx, draft).await?.id;
    let job = super::reads::one(&mut tx, id).await?;
    tx.commit(job).await
}

/// Writes a job with its stops, phases and instalments, in the caller's transaction.
pub(super) async fn write(cx: &Cx, tx: &mut Tx, from: Draft) -> Result<Job> {
    let id: JobId = cx.id();
    let now = cx.now();
    let number = tx.next_number(Numbered::Job).await?;
    let zone = tx.zone().await?;
    let mut phases = plan_phases(cx, from.line);
    let pack = from.line.pack();
    if let Some(phase) = phases.iter_mut().find(|p| p.key == pack.amenity_phase) {
        for amenity in &from.amenities {
            for text in &amenity.items {
                let position = i32::try_from(phase.items.len()).unwrap_or(i32::MAX);
                phase.items.push(extra_item(cx, position, phase.roles.clone(), text));
            }
        }
    }
    let (quote, revision, quote_number) = match from.quote {
        Some((quote, revision, number)) => (Some(quote), Some(revision), Some(number)),
        None => (None, None, None),
    };
    let mut job = Job {
        id,
        number,
        version: 1,
        status: from.status,
        priority: Priority::Normal,
        billing: BillingStatus::Pending,
        line: from.line,
        title: from.title.trim().chars().take(200).collect(),
        account: from.account,
        account_name: String::new(),
        contact: Some(from.contact),
        contact_name: String::new(),
        contact_phone: None,
        quote,
        quote_number,
        lead: from.lead,
        starts_at: from.starts_at,
        ends_at: from.ends_at.filter(|end| from.starts_at.is_some_and(|start| *end >= start)),
        zone,
        total: Some(from.total),
        instalments: Vec::new(),
        stops: Vec::new(),
        phases,
        crew: Vec::new(),
        travel: Vec::new(),
        notes: Vec::new(),
        media: Vec::new(),
        created_at: now,
        started_at: None,
        completed_at: None,
        cancelled: None,
    };
    if job.title.is_empty() {
        job.title = pack.words.job.0.to_string();
    }
    for (position, stop) in from.stops.into_iter().enumerate() {
        job.stops.push(Stop {
            id: cx.id(),
            position: i32::try_from(position).unwrap_or(i32::MAX),
            kind: stop.kind,
            address: stop.address,
            latitude: stop.latitude,
            longitude: stop.longitude,
            contact_name: stop.contact_name,
            contact_phone: stop.contact_phone,
            window_from: stop.window_from,
            window_to: stop.window_to,
            notes: stop.notes,
        });
    }
    for Instalment { label, due, cents } in from.instalments {
        job.instalments.push(JobInstalment { id: cx.id(), label, due, cents, status: InstalmentStatus::Open });
    }
    if let Some(text) = shared::input::filled(&from.instructions) {
        let text = text.chars().take(2000).collect();
        job.notes.push(Note {
            id: cx.id(),
            kind: NoteKind::Instruction,
            weight: Weight::Important,
            text,
            at: now,
            by: cx.actor.name().into(),
        });
    }
    sql::insert_job(tx, &job, revision).await?;
    sql::insert_stops(tx, id, &job.stops).await?;
    sql::insert_phases(tx, id, &job.phases).await?;
    sql::insert_instalments(tx, &job).await?;
    for note in &job.notes {
        sql::insert_note(tx, id, note).await?;
    }
    let kind = if job.status == JobStatus::Requested { events::REQUESTED } else { events::CREATED };
    tx.record(Record::new(kind, id).account(job.account).version(1).data(
        serde_json::json!({ "number": job.number, "title": job.title, "line": job.line, "quote": job.quote, "phases": job.phases.len() }),
    ))
    .await?;
    let stamp = save::system_stamp(cx, now);
    let facts: &[Fact] = if job.starts_at.is_some() { &[Fact::JobCreated, Fact::Scheduled] } else { &[Fact::JobCreated] };
    let effects = shared::jobs::rules::learn(&mut job, facts, &stamp);
    save::effects(cx, tx, &job, &effects, &stamp, &Taken { server_at: now }).await?;
    Ok(job)
}

/// The phases of a pack, as a new job gets them.
pub fn plan_phases(cx: &Cx, line: ServiceLine) -> Vec<Phase> {
    let number = |n: usize| i32::try_from(n).unwrap_or(i32::MAX);
    let templates = line.pack().phases.iter().enumerate();
    templates
        .map(|(n, template)| {
            let requirements: Vec<Requirement> = template
                .requirements
                .iter()
                .enumerate()
                .map(|(k, r)| Requirement {
                    id: cx.id(),
                    position: number(k),
                    key: r.key.into(),
                    title: r.title.label(),
                    kind: r.kind,
                    min_count: r.min_count,
                    required: r.required,
                    min_edge: r.min_edge,
                })
                .collect();
            let items = template.items.iter().enumerate().map(|(k, i)| Item {
                requirement: i.media.and_then(|key| requirements.iter().find(|r| r.key == key)).map(|r| r.id),
                required: i.required,
                fact: i.fact,
                ..blank_item(cx, number(k), i.key.into(), i.title.label(), i.roles.to_vec())
            });
            Phase {
                id: cx.id(),
                position: number(n + 1),
                key: template.key.into(),
                title: template.title.label(),
                short: template.short.label(),
                roles: template.roles.to_vec(),
                minutes: template.minutes,
                status: PhaseStatus::Waiting,
                started_at: None,
                completed_at: None,
                completed_by: None,
                override_reason: None,
                seal: None,
                items: items.collect(),
                requirements,
            }
        })
        .collect()
}

fn extra_item(cx: &Cx, position: i32, roles: Vec<shared::packs::CrewRole>, text: &str) -> Item {
    let title: String = text.trim().chars().take(200).collect();
    blank_item(cx, position, format!("extra_{position}"), Label::same(title), roles)
}

fn blank_item(cx: &Cx, position: i32, key: String, title: Label, roles: Vec<shared::packs::CrewRole>) -> Item {
    Item {
        id: cx.id(),
        position,
        key,
        title,
        required: true,
        requirement: None,
        roles,
        fact: None,
        answer: ItemAnswer::Open,
        note: String::new(),
        answered_at: None,
        answered_by: None,
        answered_member: None,
        gps: None,
        dispute: None,
    }
}
