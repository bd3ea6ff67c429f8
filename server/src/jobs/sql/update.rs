//! Writing what changed of a job, a phase or an item, and journeys.

use chrono::{DateTime, Utc};
use shared::jobs::{Dispute, Item, Job, Phase, Stamp, TravelVerb};
use shared::{ItemId, JobId, Result, StopId};
use sqlx::types::Json;

use crate::db::Tx;

/// Writes what the job itself says; its parts have statements of their own.
pub(crate) async fn update_state(tx: &mut Tx, job: &Job) -> Result<()> {
    let org = tx.org().0;
    sqlx::query!(
        "update jobs set status = $3, priority = $4, starts_at = $5, ends_at = $6, cancelled_reason = $7, started_at = $8, completed_at = $9, version = $10, updated_at = now()
         where org_id = $1 and id = $2",
        org,
        job.id.0,
        job.status.key(),
        job.priority.key(),
        job.starts_at,
        job.ends_at,
        job.cancelled,
        job.started_at,
        job.completed_at,
        job.version
    )
    .execute(tx.db()?)
    .await?;
    Ok(())
}

pub(crate) async fn update_phase(tx: &mut Tx, phase: &Phase) -> Result<()> {
    let org = tx.org().0;
    sqlx::query!(
        "update job_phases set status = $3, started_at = $4, completed_at = $5, completed_by = $6, override_reason = $7, updated_at = now() where org_id = $1 and id = $2",
        org,
        phase.id.0,
        phase.status.key(),
        phase.started_at,
        phase.completed_at,
        phase.completed_by,
        phase.override_reason
    )
    .execute(tx.db()?)
    .await?;
    Ok(())
}

pub(crate) async fn update_item(tx: &mut Tx, item: &Item, device_at: DateTime<Utc>, server_at: DateTime<Utc>) -> Result<()> {
    let org = tx.org().0;
    sqlx::query!(
        "update job_items set answer = $3, note = $4, answered_at = $5, answered_by = $6, answered_member_id = $7, device_at = $8, server_at = $9,
                              latitude = $10, longitude = $11, accuracy = $12, dispute = null, updated_at = now()
         where org_id = $1 and id = $2",
        org,
        item.id.0,
        item.answer.key(),
        item.note,
        item.answered_at,
        item.answered_by,
        item.answered_member.map(|m| m.0),
        device_at,
        server_at,
        item.gps.map(|p| p.latitude),
        item.gps.map(|p| p.longitude),
        item.gps.map(|p| p.accuracy)
    )
    .execute(tx.db()?)
    .await?;
    Ok(())
}

/// Keeps an answer that contradicts the one that stands, or forgets it.
pub(crate) async fn set_dispute(tx: &mut Tx, item: ItemId, dispute: Option<&Dispute>) -> Result<()> {
    let org = tx.org().0;
    sqlx::query!(
        "update job_items set dispute = $3, updated_at = now() where org_id = $1 and id = $2",
        org,
        item.0,
        dispute.map(Json) as _
    )
    .execute(tx.db()?)
    .await?;
    Ok(())
}

pub(crate) async fn insert_travel(
    tx: &mut Tx,
    job: JobId,
    stop: StopId,
    verb: TravelVerb,
    stamp: &Stamp,
    server_at: DateTime<Utc>,
) -> Result<()> {
    let org = tx.org().0;
    sqlx::query!(
        "insert into job_travel (org_id, job_id, stop_id, verb, at, device_at, server_at, by_name, member_id, latitude, longitude, accuracy)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        org,
        job.0,
        stop.0,
        verb.key(),
        stamp.at,
        stamp.device_at,
        server_at,
        stamp.name,
        stamp.member.map(|m| m.0),
        stamp.gps.map(|p| p.latitude),
        stamp.gps.map(|p| p.longitude),
        stamp.gps.map(|p| p.accuracy)
    )
    .execute(tx.db()?)
    .await?;
    Ok(())
}
