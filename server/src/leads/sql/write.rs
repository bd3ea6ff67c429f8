//! Changing leads.

use chrono::{DateTime, Utc};
use shared::customers::CustomValues;
use shared::input::filled;
use shared::leads::{AssignedBy, EditLead, LeadStatus, LostReason, MoveLead, Score};
use shared::{AccountId, ContactId, JobId, LeadId, MemberId, Result, StageId};
use sqlx::types::Json;
use sqlx::{Postgres, QueryBuilder};
use uuid::Uuid;

use super::measure::Neighbours;
use super::pipelines::Home;
use super::record::{COLUMNS, JOINS, Record};
use crate::db::Tx;

/// The new version, or none when somebody was faster.
pub(crate) async fn update_lead(
    tx: &mut Tx,
    id: LeadId,
    input: &EditLead,
    forms: &(Option<String>, Option<String>),
    custom: &CustomValues,
) -> Result<Option<i32>> {
    let org = tx.org().0;
    let text = |t: &Option<String>| t.as_deref().and_then(filled);
    Ok(sqlx::query_scalar!(
        "update leads set name = $4, company = $5, email = $6, email_norm = $7, phone = $8, phone_e164 = $9, source = $10, urgency = $11, wanted_on = $12,
                origin = $13, destination = $14, passengers = $15, vehicle_type = $16, value_cents = $17, notes = $18, custom = $19, version = version + 1, updated_at = now()
         where org_id = $1 and id = $2 and version = $3 returning version",
        org, id.0, input.version, input.name.trim(), text(&input.company), text(&input.email), forms.0, text(&input.phone), forms.1, input.source.key(),
        input.urgency.key(), input.wanted_on, text(&input.origin), text(&input.destination), input.passengers, text(&input.vehicle_type), input.value_cents,
        input.notes.trim(), Json(custom) as _
    )
    .fetch_optional(tx.db()?)
    .await?)
}

/// Where a card goes.
pub(crate) struct Place<'a> {
    pub stage: StageId,
    pub status: LeadStatus,
    pub rank: &'a str,
    /// Whether it changes its stage, or only its place in it.
    pub moved: bool,
    pub lost: Option<(LostReason, Option<String>)>,
    /// The pipeline of the stage, if it is another one: the lead takes its service over.
    pub home: Option<&'a Home>,
    /// The score it has there, if it is known before.
    pub score: Option<&'a Score>,
    /// Why a full stage takes one more, or why it is lost.
    pub why: Option<&'a str>,
    /// What it says in fields of the organization's own, if the move changes that.
    pub own: Option<&'a CustomValues>,
}

/// Puts a lead into its new place with whatever the move filled in; into another stage with the stay that ends and the
/// one that begins. The lead as it is then.
pub(crate) async fn place(
    tx: &mut Tx,
    lead: &Record,
    to: Place<'_>,
    wish: &MoveLead,
    forms: &(Option<String>, Option<String>),
) -> Result<Record> {
    let org = tx.org().0;
    let (by, now) = (tx.cx.actor.name().to_string(), tx.now());
    let text = |t: &Option<String>| t.as_deref().and_then(filled);
    let (reason, note) = match to.lost {
        Some((reason, note)) => (Some(reason.key()), note),
        None => (None, None),
    };
    let mut query = QueryBuilder::<Postgres>::new("with l as (update leads set version = version + 1, updated_at = now(), stage_id = ");
    query.push_bind(to.stage.0).push(", status = ").push_bind(to.status.key()).push(", rank = ").push_bind(to.rank);
    query.push(", lost_reason = ").push_bind(reason).push(", lost_note = ").push_bind(note);
    // only what was filled in: naming a column of the searched text has that text made anew
    if let Some(day) = wish.wanted_on {
        query.push(", wanted_on = ").push_bind(day);
    }
    if let Some(passengers) = wish.passengers {
        query.push(", passengers = ").push_bind(passengers);
    }
    if let Some(value) = wish.value_cents {
        query.push(", value_cents = ").push_bind(value);
    }
    let texts = [
        ("origin", text(&wish.origin)),
        ("destination", text(&wish.destination)),
        ("email", text(&wish.email)),
        ("email_norm", forms.0.clone()),
        ("phone", text(&wish.phone)),
        ("phone_e164", forms.1.clone()),
    ];
    for (column, given) in texts {
        if let Some(given) = given {
            query.push(", ").push(column).push(" = ").push_bind(given);
        }
    }
    query.push(", moved_by = ").push_bind(&by).push(", moved_at = ").push_bind(now);
    if to.moved {
        query.push(", stage_since = ").push_bind(now);
    }
    if let Some(home) = to.home {
        query.push(", pipeline_id = ").push_bind(home.pipeline.0).push(", service_line = ").push_bind(home.line.key());
    }
    if let Some(score) = to.score {
        query.push(", score = ").push_bind(score.points).push(", score_reasons = ").push_bind(Json(&score.reasons));
    }
    if let Some(own) = to.own {
        query.push(", custom = ").push_bind(Json(own));
    }
    query.push(" where org_id = ").push_bind(org).push(" and id = ").push_bind(lead.id).push(" returning *)");
    if to.moved {
        query.push(", o as (update stage_visits set left_at = ").push_bind(now).push(" where org_id = ").push_bind(org);
        query.push(" and lead_id = ").push_bind(lead.id).push(" and left_at is null returning id), ");
        // counted, so that the former stay has ended when this one begins: a lead has one at a time
        query.push("v as (insert into stage_visits (org_id, id, lead_id, stage_id, entered_at, by, reason) select ");
        query
            .separated(", ")
            .push_bind(org)
            .push_bind(Uuid::now_v7())
            .push_bind(lead.id)
            .push_bind(to.stage.0)
            .push_bind(now)
            .push_bind(&by)
            .push_bind(to.why);
        query.push(" from (select count(*) as stays from o) ended where ended.stays >= 0)");
    }
    query.push(" select ").push(COLUMNS).push(" from l").push(JOINS);
    Ok(query.build_query_as::<Record>().fetch_one(tx.db()?).await?)
}

/// Ranks around a place in a stage: of the card above it, and of the one below. `besides` is the card that moves.
pub(crate) async fn neighbours(tx: &mut Tx, stage: StageId, below: Option<LeadId>, besides: LeadId) -> Result<Neighbours> {
    let org = tx.org().0;
    let r = sqlx::query!(
        r#"select above.rank as "above?", under.rank as "under?"
           from (select 1) one
           left join leads above on above.org_id = $1 and above.stage_id = $2 and above.id = $3
           left join lateral (
               select l.rank from leads l where l.org_id = $1 and l.stage_id = $2 and l.id <> $4 and l.rank > coalesce(above.rank, '')
               order by l.rank limit 1) under on true"#,
        org,
        stage.0,
        below.map(|card| card.0),
        besides.0
    )
    .fetch_one(tx.db()?)
    .await?;
    Ok((r.above, r.under))
}

pub(crate) async fn assign(
    tx: &mut Tx,
    id: LeadId,
    owner: Option<MemberId>,
    how: AssignedBy,
    why: &str,
    queue_at: Option<DateTime<Utc>>,
) -> Result<i32> {
    let org = tx.org().0;
    Ok(sqlx::query_scalar!(
        "update leads set owner_id = $3, assigned_by = $4, assigned_why = $5, queue_at = $6, version = version + 1, updated_at = now() where org_id = $1 and id = $2 returning version",
        org,
        id.0,
        owner.map(|o| o.0),
        how.key(),
        why,
        queue_at
    )
    .fetch_one(tx.db()?)
    .await?)
}

pub(crate) async fn set_score(tx: &mut Tx, id: LeadId, score: &Score) -> Result<()> {
    let org = tx.org().0;
    let reasons = serde_json::to_value(&score.reasons).map_err(|error| shared::Error::internal(&error))?;
    sqlx::query!("update leads set score = $3, score_reasons = $4 where org_id = $1 and id = $2", org, id.0, score.points, reasons)
        .execute(tx.db()?)
        .await?;
    Ok(())
}

pub(crate) async fn link_customer(tx: &mut Tx, id: LeadId, account: AccountId, contact: ContactId) -> Result<()> {
    let org = tx.org().0;
    sqlx::query!(
        "update leads set account_id = $3, contact_id = $4, updated_at = now() where org_id = $1 and id = $2",
        org,
        id.0,
        account.0,
        contact.0
    )
    .execute(tx.db()?)
    .await?;
    Ok(())
}

pub(crate) async fn set_job(tx: &mut Tx, id: LeadId, job: JobId) -> Result<()> {
    let org = tx.org().0;
    sqlx::query!("update leads set job_id = $3, updated_at = now() where org_id = $1 and id = $2", org, id.0, job.0)
        .execute(tx.db()?)
        .await?;
    Ok(())
}

/// The customer a lead belongs to by now.
pub(crate) async fn account_of(tx: &mut Tx, id: LeadId) -> Result<Option<AccountId>> {
    let org = tx.org().0;
    let account = sqlx::query_scalar!("select account_id from leads where org_id = $1 and id = $2", org, id.0).fetch_one(tx.db()?).await?;
    Ok(account.map(AccountId))
}
