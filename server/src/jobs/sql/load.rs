//! Loads jobs whole: one statement per kind of part, for any number of jobs.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use shared::jobs::{
    BillingStatus, CrewMember, CrewReply, Item, ItemAnswer, Job, JobStatus, Note, NoteKind, Phase, PhaseStatus, Priority, Requirement,
    Stop, StopKind, Travel, TravelVerb, Weight,
};
use shared::media::{MediaKind, Position};
use shared::packs::{CrewRole, Fact, Label, ServiceLine};
use shared::{AccountId, ContactId, ItemId, JobId, LeadId, MemberId, Money, NoteId, PhaseId, QuoteId, RequirementId, Result, StopId};
use uuid::Uuid;

use crate::db::Tx;

fn place(latitude: Option<f64>, longitude: Option<f64>, accuracy: Option<f64>) -> Option<Position> {
    Some(Position { latitude: latitude?, longitude: longitude?, accuracy: accuracy? })
}

fn roles(keys: &[String]) -> Vec<CrewRole> {
    keys.iter().filter_map(|k| k.parse().ok()).collect()
}

/// The jobs with these ids, with all their parts, in the order of the ids; unknown ones are left out.
pub(crate) async fn load(tx: &mut Tx, ids: &[JobId]) -> Result<Vec<Job>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let org = tx.org().0;
    let wanted: Vec<Uuid> = ids.iter().map(|id| id.0).collect();
    let rows = sqlx::query!(
        r#"select j.id as "id: JobId", j.number, j.version, j.status as "status: JobStatus", j.priority as "priority: Priority", j.billing as "billing: BillingStatus",
                  j.line as "line: ServiceLine", j.title, j.account_id as "account: AccountId", a.name as account_name, j.contact_id as "contact: ContactId",
                  c.name as "contact_name?", coalesce(c.phone_e164, c.phone) as "contact_phone?", j.quote_id as "quote: QuoteId", j.quote_number, j.lead_id as "lead: LeadId",
                  j.starts_at, j.ends_at, j.zone, j.total_cents, j.currency, j.created_at, j.started_at, j.completed_at, j.cancelled_reason
           from jobs j join accounts a on a.org_id = j.org_id and a.id = j.account_id left join contacts c on c.org_id = j.org_id and c.id = j.contact_id
           where j.org_id = $1 and j.id = any($2)"#,
        org,
        &wanted
    )
    .fetch_all(tx.db()?)
    .await?;
    let mut jobs: HashMap<JobId, Job> = rows
        .into_iter()
        .map(|r| {
            let job = Job {
                id: r.id,
                number: r.number,
                version: r.version,
                status: r.status,
                priority: r.priority,
                billing: r.billing,
                line: r.line,
                title: r.title,
                account: r.account,
                account_name: r.account_name,
                contact: r.contact,
                contact_name: r.contact_name.unwrap_or_default(),
                contact_phone: r.contact_phone,
                quote: r.quote,
                quote_number: r.quote_number,
                lead: r.lead,
                starts_at: r.starts_at,
                ends_at: r.ends_at,
                zone: r.zone,
                total: Some(Money::new(r.total_cents, r.currency.parse().unwrap_or_default())),
                stops: Vec::new(),
                phases: Vec::new(),
                crew: Vec::new(),
                travel: Vec::new(),
                notes: Vec::new(),
                media: Vec::new(),
                created_at: r.created_at,
                started_at: r.started_at,
                completed_at: r.completed_at,
                cancelled: r.cancelled_reason,
            };
            (r.id, job)
        })
        .collect();
    if jobs.is_empty() {
        return Ok(Vec::new());
    }

    let rows = sqlx::query!(
        r#"select job_id as "job: JobId", id as "id: StopId", position, kind as "kind: StopKind", address, latitude, longitude, contact_name, contact_phone, window_from, window_to, notes
           from job_stops where org_id = $1 and job_id = any($2) order by position"#,
        org,
        &wanted
    )
    .fetch_all(tx.db()?)
    .await?;
    for r in rows {
        if let Some(job) = jobs.get_mut(&r.job) {
            job.stops.push(Stop {
                id: r.id,
                position: r.position,
                kind: r.kind,
                address: r.address,
                latitude: r.latitude,
                longitude: r.longitude,
                contact_name: r.contact_name,
                contact_phone: r.contact_phone,
                window_from: r.window_from,
                window_to: r.window_to,
                notes: r.notes,
            });
        }
    }

    let mut items = items(tx, &wanted).await?;
    let mut slots = slots(tx, &wanted).await?;
    let rows = sqlx::query!(
        r#"select job_id as "job: JobId", id as "id: PhaseId", position, key, title_en, title_fr, short_en, short_fr, roles, minutes, status as "status: PhaseStatus",
                  started_at, completed_at, completed_by, override_reason, seal
           from job_phases where org_id = $1 and job_id = any($2) order by position"#,
        org,
        &wanted
    )
    .fetch_all(tx.db()?)
    .await?;
    for r in rows {
        if let Some(job) = jobs.get_mut(&r.job) {
            job.phases.push(Phase {
                id: r.id,
                position: r.position,
                key: r.key,
                title: Label::new(r.title_en, r.title_fr),
                short: Label::new(r.short_en, r.short_fr),
                roles: roles(&r.roles),
                minutes: r.minutes,
                status: r.status,
                started_at: r.started_at,
                completed_at: r.completed_at,
                completed_by: r.completed_by,
                override_reason: r.override_reason,
                seal: r.seal,
                items: items.remove(&r.id).unwrap_or_default(),
                requirements: slots.remove(&r.id).unwrap_or_default(),
            });
        }
    }

    for (job, person) in crews(tx, &wanted).await? {
        if let Some(job) = jobs.get_mut(&job) {
            job.crew.push(person);
        }
    }

    let rows = sqlx::query!(
        r#"select job_id as "job: JobId", stop_id as "stop: StopId", verb as "verb: TravelVerb", at, by_name, latitude, longitude, accuracy
           from job_travel where org_id = $1 and job_id = any($2) order by server_at"#,
        org,
        &wanted
    )
    .fetch_all(tx.db()?)
    .await?;
    for r in rows {
        if let Some(job) = jobs.get_mut(&r.job) {
            job.travel.push(Travel {
                stop: r.stop,
                verb: r.verb,
                at: r.at,
                by: r.by_name,
                gps: place(r.latitude, r.longitude, r.accuracy),
            });
        }
    }

    let rows = sqlx::query!(
        r#"select job_id as "job: JobId", id as "id: NoteId", kind as "kind: NoteKind", weight as "weight: Weight", text, at, by_name
           from job_notes where org_id = $1 and job_id = any($2) order by at, id"#,
        org,
        &wanted
    )
    .fetch_all(tx.db()?)
    .await?;
    for r in rows {
        if let Some(job) = jobs.get_mut(&r.job) {
            job.notes.push(Note { id: r.id, kind: r.kind, weight: r.weight, text: r.text, at: r.at, by: r.by_name });
        }
    }

    for media in crate::media::of_jobs(tx, &wanted).await? {
        if let Some(job) = jobs.get_mut(&media.job) {
            job.media.push(media);
        }
    }
    Ok(ids.iter().filter_map(|id| jobs.remove(id)).collect())
}

async fn items(tx: &mut Tx, jobs: &[Uuid]) -> Result<HashMap<PhaseId, Vec<Item>>> {
    let org = tx.org().0;
    let rows = sqlx::query!(
        r#"select phase_id as "phase: PhaseId", id as "id: ItemId", position, key, title_en, title_fr, required, requirement_id as "requirement: RequirementId", roles,
                  fact as "fact: Fact", answer as "answer: ItemAnswer", note, answered_at, answered_by, answered_member_id as "member: MemberId", latitude, longitude, accuracy
           from job_items where org_id = $1 and job_id = any($2) order by position"#,
        org,
        jobs
    )
    .fetch_all(tx.db()?)
    .await?;
    let mut items: HashMap<PhaseId, Vec<Item>> = HashMap::new();
    for r in rows {
        items.entry(r.phase).or_default().push(Item {
            id: r.id,
            position: r.position,
            key: r.key,
            title: Label::new(r.title_en, r.title_fr),
            required: r.required,
            requirement: r.requirement,
            roles: roles(&r.roles),
            fact: r.fact,
            answer: r.answer,
            note: r.note,
            answered_at: r.answered_at,
            answered_by: r.answered_by,
            answered_member: r.member,
            gps: place(r.latitude, r.longitude, r.accuracy),
        });
    }
    Ok(items)
}

async fn slots(tx: &mut Tx, jobs: &[Uuid]) -> Result<HashMap<PhaseId, Vec<Requirement>>> {
    let org = tx.org().0;
    let rows = sqlx::query!(
        r#"select phase_id as "phase: PhaseId", id as "id: RequirementId", position, key, title_en, title_fr, kind as "kind: MediaKind", min_count, required, min_edge
           from job_requirements where org_id = $1 and job_id = any($2) order by position"#,
        org,
        jobs
    )
    .fetch_all(tx.db()?)
    .await?;
    let mut slots: HashMap<PhaseId, Vec<Requirement>> = HashMap::new();
    for r in rows {
        slots.entry(r.phase).or_default().push(Requirement {
            id: r.id,
            position: r.position,
            key: r.key,
            title: Label::new(r.title_en, r.title_fr),
            kind: r.kind,
            min_count: r.min_count,
            required: r.required,
            min_edge: r.min_edge,
        });
    }
    Ok(slots)
}

async fn crews(tx: &mut Tx, jobs: &[Uuid]) -> Result<Vec<(JobId, CrewMember)>> {
    let org = tx.org().0;
    let rows = sqlx::query!(
        r#"select c.job_id as "job: JobId", c.member_id as "member: MemberId", m.name, c.role as "role: CrewRole", c.reply as "reply: CrewReply", c.replied_at as "replied_at: DateTime<Utc>"
           from job_crew c join members m on m.org_id = c.org_id and m.id = c.member_id where c.org_id = $1 and c.job_id = any($2) order by c.position, m.name"#,
        org,
        jobs
    )
    .fetch_all(tx.db()?)
    .await?;
    Ok(rows
        .into_iter()
        .map(|r| (r.job, CrewMember { member: r.member, name: r.name, role: r.role, reply: r.reply, replied_at: r.replied_at }))
        .collect())
}

/// The crew of one job.
pub(crate) async fn crew(tx: &mut Tx, job: JobId) -> Result<Vec<CrewMember>> {
    Ok(crews(tx, &[job.0]).await?.into_iter().map(|(_, person)| person).collect())
}
