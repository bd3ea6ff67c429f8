use shared::access::Action;
use shared::jobs::{Job, Seal, SealCheck, seal::Manifest};
use shared::{JobId, Result};

use super::{reads, save, sql};
use crate::cx::Cx;
use crate::db::Tx;

/// Recomputes every seal of a job and whether each names the one before it.
pub async fn check_seals(cx: &Cx, id: JobId) -> Result<SealCheck> {
    let mut tx = cx.read().await?;
    let job = reads::require(cx, &mut tx, Action::JobsView, id).await?;
    check(&mut tx, &job).await
}

/// The same for a job within the caller's transaction.
pub(super) async fn check(tx: &mut Tx, job: &Job) -> Result<SealCheck> {
    let rows = sql::seals(tx, job.id).await?;
    let mut previous: Option<String> = None;
    let mut files = 0;
    let mut seals = Vec::with_capacity(rows.len());
    for row in rows {
        let valid = save::holds(&row.manifest, &row.seal, previous.as_deref());
        files += serde_json::from_str::<Manifest>(&row.manifest).map(|m| m.media.len()).unwrap_or(0);
        previous = Some(row.seal.clone());
        seals.push(Seal { phase: row.phase, position: row.position, hash: row.seal, at: row.at, valid });
    }
    let valid = seals.iter().all(|s| s.valid) && seals.len() == save::completed(job);
    Ok(SealCheck { seals, valid, files })
}
