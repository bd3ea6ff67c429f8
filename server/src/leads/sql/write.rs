//! Writing leads.

use chrono::{DateTime, NaiveDate, Utc};
use shared::customers::CustomValues;
use shared::input::filled;
use shared::leads::{AssignedBy, EditLead, LeadSource, LeadStatus, LostReason, MoveLead, Score, Urgency};
use shared::packs::ServiceLine;
use shared::{AccountId, ContactId, IntakeId, JobId, LeadId, MemberId, PipelineId, Result, StageId};
use sqlx::types::Json;

use super::pipelines::Home;
use super::record::Record;
use crate::db::Tx;

/// A lead to be written.
pub(crate) struct NewRecord {
    pub id: LeadId,
    pub number: String,
    pub pipeline: PipelineId,
    pub stage: StageId,
    pub status: LeadStatus,
    pub rank: String,
    pub name: String,
    pub company: Option<String>,
    pub email: Option<String>,
    pub phone: Option<String>,
    /// E-mail and phone in the form they are compared in.
    pub forms: (Option<String>, Option<String>),
    pub locale: &'static str,
    pub source: LeadSource,
    pub urgency: Urgency,
    pub service_line: ServiceLine,
    pub wanted_on: Option<NaiveDate>,
    pub origin: Option<String>,
    pub destination: Option<String>,
    pub passengers: Option<i32>,
    pub vehicle_type: Option<String>,
    pub value_cents: Option<i64>,
    pub notes: String,
    pub owner: Option<MemberId>,
    pub how: AssignedBy,
    pub why: String,
    pub account: Option<AccountId>,
    pub contact: Option<ContactId>,
    pub intake: Option<IntakeId>,
    /// When the queue looks at it again.
    pub queue_at: Option<DateTime<Utc>>,
    pub custom: CustomValues,
}

pub(crate) async fn insert_lead(tx: &mut Tx, l: &NewRecord) -> Result<()> {
    let org = tx.org().0;
    let by = tx.cx.actor.name().to_string();
    let now = tx.now();
    sqlx::query!(
        "insert into leads (org_id, id, number, pipeline_id, stage_id, status, rank, name, company, email, email_norm, phone, phone_e164, locale, source, urgency,
                service_line, wanted_on, origin, destination, passengers, vehicle_type, value_cents, notes, owner_id, assigned_by, assigned_why, account_id, contact_id,
                intake_id, moved_by, stage_since, moved_at, created_at, queue_at, custom)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $32, $32, $33, $34)",
        org, l.id.0, l.number, l.pipeline.0, l.stage.0, l.status.key(), l.rank, l.name, l.company, l.email, l.forms.0, l.phone, l.forms.1, l.locale,
        l.source.key(), l.urgency.key(), l.service_line.key(), l.wanted_on, l.origin, l.destination, l.passengers, l.vehicle_type, l.value_cents, l.notes,
        l.owner.map(|o| o.0), l.how.key(), l.why, l.account.map(|a| a.0), l.contact.map(|c| c.0), l.intake.map(|i| i.0), by, now,
        l.queue_at, Json(&l.custom) as _
    )
    .execute(tx.db()?)
    .await?;
    Ok(())
}

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
}

/// Puts a lead into its new place with whatever the move filled in; the new version.
pub(crate) async fn place(
    tx: &mut Tx,
    lead: &Record,
    to: Place<'_>,
    wish: &MoveLead,
    forms: &(Option<String>, Option<String>),
) -> Result<i32> {
    let org = tx.org().0;
    let (by, now) = (tx.cx.actor.name().to_string(), tx.now());
    let text = |t: &Option<String>| t.as_deref().and_then(filled);
    let (reason, note) = match to.lost {
        Some((reason, note)) => (Some(reason.key()), note),
        None => (None, None),
    };
    let (pipeline, line) = (to.home.map(|home| home.pipeline.0), to.home.map(|home| home.line.key()));
    Ok(sqlx::query_scalar!(
        "update leads set stage_id = $3, status = $4, rank = $5, stage_since = case when $6 then $7 else stage_since end, lost_reason = $8, lost_note = $9,
                wanted_on = coalesce($10, wanted_on), origin = coalesce($11, origin), destination = coalesce($12, destination), passengers = coalesce($13, passengers),
                value_cents = coalesce($14, value_cents), email = coalesce($15, email), email_norm = coalesce($16, email_norm), phone = coalesce($17, phone),
                phone_e164 = coalesce($18, phone_e164), moved_by = $19, moved_at = $7, pipeline_id = coalesce($20, pipeline_id), service_line = coalesce($21, service_line),
                version = version + 1, updated_at = now()
         where org_id = $1 and id = $2 returning version",
        org, lead.id, to.stage.0, to.status.key(), to.rank, to.moved, now, reason, note, wish.wanted_on, text(&wish.origin), text(&wish.destination),
        wish.passengers, wish.value_cents, text(&wish.email), forms.0, text(&wish.phone), forms.1, by, pipeline, line
    )
    .fetch_one(tx.db()?)
    .await?)
}

/// Ranks around a place in a stage: of the card above it, and of the one below. `besides` is the card that moves.
pub(crate) async fn neighbours(
    tx: &mut Tx,
    stage: StageId,
    below: Option<LeadId>,
    besides: LeadId,
) -> Result<(Option<String>, Option<String>)> {
    let org = tx.org().0;
    let above = match below {
        Some(card) => {
            sqlx::query_scalar!("select rank from leads where org_id = $1 and id = $2 and stage_id = $3", org, card.0, stage.0)
                .fetch_optional(tx.db()?)
                .await?
        }
        None => None,
    };
    let next = sqlx::query_scalar!(
        r#"select rank from leads where org_id = $1 and stage_id = $2 and id <> $3 and ($4::text is null or rank > $4 collate "C") order by rank limit 1"#,
        org,
        stage.0,
        besides.0,
        above
    )
    .fetch_optional(tx.db()?)
    .await?;
    Ok((above, next))
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
