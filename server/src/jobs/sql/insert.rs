//! Writing a new job: itself, its stops, phases, instalments and notes.

use shared::jobs::{Job, Note, Phase, Stop};
use shared::packs::CrewRole;
use shared::pricing::Due;
use shared::{Error, JobId, Result, RevisionId};
use sqlx::QueryBuilder;

use crate::db::{OnConstraint, Tx};
use crate::jobs::said;

pub(crate) async fn insert_job(tx: &mut Tx, job: &Job, revision: Option<RevisionId>) -> Result<()> {
    let org = tx.org().0;
    let addresses = job.stops.iter().map(|s| s.address.as_str()).collect::<Vec<_>>().join(" ");
    let total = job.total.unwrap_or_default();
    sqlx::query!(
        "insert into jobs (org_id, id, number, status, priority, billing, line, title, account_id, contact_id, quote_id, quote_number, revision_id, lead_id,
                           starts_at, ends_at, zone, total_cents, currency, created_at, search)
         select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, plain($3 || ' ' || $8 || ' ' || a.name || ' ' || $21)
         from accounts a where a.org_id = $1 and a.id = $9",
        org,
        job.id.0,
        job.number,
        job.status.key(),
        job.priority.key(),
        job.billing.key(),
        job.line.key(),
        job.title,
        job.account.0,
        job.contact.map(|c| c.0),
        job.quote.map(|q| q.0),
        job.quote_number,
        revision.map(|r| r.0),
        job.lead.map(|l| l.0),
        job.starts_at,
        job.ends_at,
        job.zone,
        total.cents,
        total.currency.code(),
        job.created_at,
        addresses
    )
    .execute(tx.db()?)
    .await
    .on_constraint("jobs_quote_id_key", || Error::conflict("already_accepted", said::quote_booked))?;
    Ok(())
}

pub(crate) async fn insert_stops(tx: &mut Tx, job: JobId, stops: &[Stop]) -> Result<()> {
    let org = tx.org().0;
    for stop in stops {
        sqlx::query!(
            "insert into job_stops (org_id, id, job_id, position, kind, address, latitude, longitude, contact_name, contact_phone, window_from, window_to, notes)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
            org,
            stop.id.0,
            job.0,
            stop.position,
            stop.kind.key(),
            stop.address,
            stop.latitude,
            stop.longitude,
            stop.contact_name,
            stop.contact_phone,
            stop.window_from,
            stop.window_to,
            stop.notes
        )
        .execute(tx.db()?)
        .await?;
    }
    Ok(())
}

fn keys(roles: &[CrewRole]) -> Vec<String> {
    roles.iter().map(|r| r.key().to_string()).collect()
}

/// Phases, their slots and their items, each kind in one statement. They are not kept prepared: with as many rows as there
/// are, each job would have texts of its own, and crowd out those that are asked all day.
pub(crate) async fn insert_phases(tx: &mut Tx, job: JobId, phases: &[Phase]) -> Result<()> {
    let org = tx.org().0;
    let mut insert = QueryBuilder::new(
        "insert into job_phases (org_id, id, job_id, position, key, title_en, title_fr, short_en, short_fr, roles, minutes, status) ",
    );
    insert.push_values(phases, |mut row, p| {
        row.push_bind(org)
            .push_bind(p.id.0)
            .push_bind(job.0)
            .push_bind(p.position)
            .push_bind(&p.key)
            .push_bind(&p.title.en)
            .push_bind(&p.title.fr);
        row.push_bind(&p.short.en).push_bind(&p.short.fr).push_bind(keys(&p.roles)).push_bind(p.minutes).push_bind(p.status.key());
    });
    insert.build().persistent(false).execute(tx.db()?).await?;

    let slots: Vec<_> = phases.iter().flat_map(|p| p.requirements.iter().map(move |r| (p.id, r))).collect();
    if !slots.is_empty() {
        let mut insert = QueryBuilder::new(
            "insert into job_requirements (org_id, id, job_id, phase_id, position, key, title_en, title_fr, kind, min_count, required, min_edge) ",
        );
        insert.push_values(slots, |mut row, (phase, r)| {
            row.push_bind(org)
                .push_bind(r.id.0)
                .push_bind(job.0)
                .push_bind(phase.0)
                .push_bind(r.position)
                .push_bind(&r.key)
                .push_bind(&r.title.en);
            row.push_bind(&r.title.fr).push_bind(r.kind.key()).push_bind(r.min_count).push_bind(r.required).push_bind(r.min_edge);
        });
        insert.build().persistent(false).execute(tx.db()?).await?;
    }

    let items: Vec<_> = phases.iter().flat_map(|p| p.items.iter().map(move |i| (p.id, i))).collect();
    if !items.is_empty() {
        let mut insert = QueryBuilder::new(
            "insert into job_items (org_id, id, job_id, phase_id, position, key, title_en, title_fr, required, requirement_id, roles, fact) ",
        );
        insert.push_values(items, |mut row, (phase, i)| {
            row.push_bind(org)
                .push_bind(i.id.0)
                .push_bind(job.0)
                .push_bind(phase.0)
                .push_bind(i.position)
                .push_bind(&i.key)
                .push_bind(&i.title.en)
                .push_bind(&i.title.fr);
            row.push_bind(i.required).push_bind(i.requirement.map(|r| r.0)).push_bind(keys(&i.roles)).push_bind(i.fact.map(|f| f.key()));
        });
        insert.build().persistent(false).execute(tx.db()?).await?;
    }
    Ok(())
}

/// The instalments of a job that was made from a quote, in their order.
pub(crate) async fn insert_instalments(tx: &mut Tx, job: &Job) -> Result<()> {
    let (Some(quote), false) = (job.quote, job.instalments.is_empty()) else { return Ok(()) };
    let org = tx.org().0;
    let currency = job.total.unwrap_or_default().currency.code();
    let mut insert = QueryBuilder::new(
        "insert into job_instalments (org_id, id, job_id, quote_id, position, label_en, label_fr, due_on, due_days, cents, currency, status) ",
    );
    insert.push_values((1..).zip(&job.instalments), |mut row, (position, one): (i32, _)| {
        let due_days = match one.due {
            Due::On { .. } => None,
            Due::BeforeStart { days } => Some(-i32::from(days)),
            Due::AfterStart { days } => Some(i32::from(days)),
            Due::Acceptance => Some(0),
        };
        row.push_bind(org).push_bind(one.id.0).push_bind(job.id.0).push_bind(quote.0).push_bind(position);
        row.push_bind(&one.label.en).push_bind(&one.label.fr).push_bind(one.due.date()).push_bind(due_days);
        row.push_bind(one.cents).push_bind(currency).push_bind(one.status.key());
    });
    insert.build().persistent(false).execute(tx.db()?).await?;
    Ok(())
}

pub(crate) async fn insert_note(tx: &mut Tx, job: JobId, note: &Note) -> Result<()> {
    let org = tx.org().0;
    sqlx::query!(
        "insert into job_notes (org_id, id, job_id, kind, weight, text, at, by_name) values ($1, $2, $3, $4, $5, $6, $7, $8)",
        org,
        note.id.0,
        job.0,
        note.kind.key(),
        note.weight.key(),
        note.text,
        note.at,
        note.by
    )
    .execute(tx.db()?)
    .await
    .on_constraint("job_notes_pkey", || Error::conflict("note_reused", said::note_reused))?;
    Ok(())
}
