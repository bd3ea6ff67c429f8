//! Seals of finished phases.

use chrono::{DateTime, Utc};
use shared::jobs::Phase;
use shared::{JobId, PhaseId, Result};

use crate::db::Tx;

pub(crate) async fn seal_phase(
    tx: &mut Tx,
    phase: &Phase,
    manifest: &str,
    seal: &str,
    previous: Option<&str>,
    at: DateTime<Utc>,
) -> Result<()> {
    let org = tx.org().0;
    sqlx::query!(
        "update job_phases set status = $3, started_at = $4, completed_at = $5, completed_by = $6, override_reason = $7, manifest = $8, seal = $9, previous_seal = $10, sealed_at = $11,
                               updated_at = now()
         where org_id = $1 and id = $2",
        org,
        phase.id.0,
        phase.status.key(),
        phase.started_at,
        phase.completed_at,
        phase.completed_by,
        phase.override_reason,
        manifest,
        seal,
        previous,
        at
    )
    .execute(tx.db()?)
    .await?;
    Ok(())
}

pub(crate) async fn last_seal(tx: &mut Tx, job: JobId) -> Result<Option<String>> {
    let org = tx.org().0;
    let seal = sqlx::query_scalar!(
        r#"select seal as "seal!" from job_phases where org_id = $1 and job_id = $2 and seal is not null order by position desc limit 1"#,
        org,
        job.0
    )
    .fetch_optional(tx.db()?)
    .await?;
    Ok(seal)
}

/// A stored seal.
pub(crate) struct SealRow {
    pub phase: PhaseId,
    pub position: i32,
    pub manifest: String,
    pub seal: String,
    pub at: DateTime<Utc>,
}

pub(crate) async fn seals(tx: &mut Tx, job: JobId) -> Result<Vec<SealRow>> {
    let org = tx.org().0;
    let rows = sqlx::query_as!(
        SealRow,
        r#"select id as "phase: PhaseId", position, manifest as "manifest!", seal as "seal!", sealed_at as "at!"
           from job_phases where org_id = $1 and job_id = $2 and seal is not null order by position"#,
        org,
        job.0
    )
    .fetch_all(tx.db()?)
    .await?;
    Ok(rows)
}
