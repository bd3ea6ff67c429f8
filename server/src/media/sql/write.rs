//! Writing what becomes of a file: declared, received, stored, refused, changed, deleted, purged.

use chrono::{DateTime, Utc};
use shared::media::{DeclareMedia, DeclareVisitMedia, MediaProblem};
use shared::{JobId, LeadId, MediaId, MemberId, PhaseId, RequirementId, Result, SiteVisitId};
use uuid::Uuid;

use crate::db::{SystemTx, Tx};
use crate::media::inspect::Looked;

/// Who captured something.
pub(crate) struct Taker<'a> {
    pub name: &'a str,
    pub member: Option<MemberId>,
    pub device: Option<&'a str>,
}

pub(crate) async fn insert(tx: &mut Tx, media: &DeclareMedia, phase: Option<PhaseId>, by: Taker<'_>) -> Result<()> {
    let org = tx.org().0;
    let signer = shared::input::filled(&media.signer);
    sqlx::query!(
        "insert into media (org_id, id, job_id, phase_id, requirement_id, item_id, kind, position, caption, signer, size, sha256, taken_at, taken_by, member_id, device, latitude, longitude, accuracy)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)",
        org,
        media.id.0,
        media.job.0,
        phase.map(|p| p.0),
        media.requirement.map(|r| r.0),
        media.item.map(|i| i.0),
        media.kind.key(),
        media.position,
        media.caption.trim(),
        signer,
        media.size,
        media.sha256,
        media.taken_at,
        by.name,
        by.member.map(|m| m.0),
        by.device,
        media.gps.map(|p| p.latitude),
        media.gps.map(|p| p.longitude),
        media.gps.map(|p| p.accuracy)
    )
    .execute(tx.db()?)
    .await?;
    Ok(())
}

/// Announces what was taken at a visit; `job` is what its lead became, if it did.
pub(crate) async fn insert_for_visit(
    tx: &mut Tx,
    visit: SiteVisitId,
    job: Option<JobId>,
    media: &DeclareVisitMedia,
    by: Taker<'_>,
) -> Result<()> {
    let org = tx.org().0;
    sqlx::query!(
        "insert into media (org_id, id, visit_id, job_id, kind, position, caption, size, sha256, taken_at, taken_by, member_id, device, latitude, longitude, accuracy)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)",
        org,
        media.id.0,
        visit.0,
        job.map(|job| job.0),
        media.kind.key(),
        media.position,
        media.caption.trim(),
        media.size,
        media.sha256,
        media.taken_at,
        by.name,
        by.member.map(|m| m.0),
        by.device,
        media.gps.map(|p| p.latitude),
        media.gps.map(|p| p.longitude),
        media.gps.map(|p| p.accuracy)
    )
    .execute(tx.db()?)
    .await?;
    Ok(())
}

/// What the visits of a lead brought belongs to a job, too; how many files that are.
pub(crate) async fn give_to_job(tx: &mut Tx, lead: LeadId, job: JobId) -> Result<u64> {
    let org = tx.org().0;
    let done = sqlx::query!(
        "update media m set job_id = $3, updated_at = now() from site_visits v
         where v.org_id = $1 and v.lead_id = $2 and m.org_id = v.org_id and m.visit_id = v.id and m.job_id is null",
        org,
        lead.0,
        job.0
    )
    .execute(tx.db()?)
    .await?;
    Ok(done.rows_affected())
}

pub(crate) async fn start_over(tx: &mut Tx, id: MediaId) -> Result<()> {
    let org = tx.org().0;
    sqlx::query!("update media set status = 'declared', problem = null, received = 0, version = version + 1, updated_at = now() where org_id = $1 and id = $2 and status = 'rejected'", org, id.0)
        .execute(tx.db()?)
        .await?;
    Ok(())
}

pub(crate) async fn set_received(tx: &mut Tx, id: MediaId, received: i64) -> Result<()> {
    let org = tx.org().0;
    sqlx::query!("update media set status = 'receiving', received = greatest(received, $3), updated_at = now() where org_id = $1 and id = $2 and status in ('declared', 'receiving')", org, id.0, received)
        .execute(tx.db()?)
        .await?;
    Ok(())
}

pub(crate) async fn set_stored(tx: &mut Tx, id: MediaId, original: &str, looked: &Looked) -> Result<u64> {
    let org = tx.org().0;
    let done = sqlx::query!(
        "update media set status = 'stored', received = size, original_key = $3, copy_key = $4, thumb_key = $5, mime = $6, width = $7, height = $8, sharpness = $9, brightness = $10, look = $11,
                          verification = $12, stored_at = now(), version = version + 1, updated_at = now()
         where org_id = $1 and id = $2 and status in ('declared', 'receiving')",
        org,
        id.0,
        original,
        looked.copy_key,
        looked.thumb_key,
        looked.mime,
        looked.width,
        looked.height,
        looked.sharpness,
        looked.brightness,
        looked.look,
        looked.verification().key()
    )
    .execute(tx.db()?)
    .await?;
    Ok(done.rows_affected())
}

/// A photo that looks like another of its job or visit (at most 3 of 64 bits differ) is doubtful.
pub(crate) async fn mark_copies(tx: &mut Tx, job: Option<JobId>, visit: Option<SiteVisitId>, id: MediaId, look: i64) -> Result<()> {
    let org = tx.org().0;
    sqlx::query!(
        "update media set verification = 'doubtful' where org_id = $1 and id = $3 and exists (
             select from media o where o.org_id = $1 and (o.job_id = $2 or o.visit_id = $5) and o.id <> $3 and o.look is not null and o.deleted_at is null
                                   and bit_count((o.look # $4)::bit(64)) <= 3)",
        org,
        job.map(|job| job.0),
        id.0,
        look,
        visit.map(|visit| visit.0)
    )
    .execute(tx.db()?)
    .await?;
    Ok(())
}

pub(crate) async fn set_rejected(tx: &mut Tx, id: MediaId, problem: MediaProblem) -> Result<u64> {
    let org = tx.org().0;
    let done = sqlx::query!(
        "update media set status = 'rejected', problem = $3, received = 0, version = version + 1, updated_at = now() where org_id = $1 and id = $2 and status in ('declared', 'receiving')",
        org,
        id.0,
        problem.key()
    )
    .execute(tx.db()?)
    .await?;
    Ok(done.rows_affected())
}

pub(crate) async fn update(
    tx: &mut Tx,
    id: MediaId,
    caption: &str,
    phase: Option<PhaseId>,
    requirement: Option<RequirementId>,
    now: DateTime<Utc>,
) -> Result<()> {
    let org = tx.org().0;
    sqlx::query!(
        "update media set caption = $3, phase_id = $4, requirement_id = $5, version = version + 1, updated_at = $6 where org_id = $1 and id = $2",
        org,
        id.0,
        caption,
        phase.map(|p| p.0),
        requirement.map(|r| r.0),
        now
    )
    .execute(tx.db()?)
    .await?;
    Ok(())
}

pub(crate) async fn set_positions(tx: &mut Tx, job: JobId, media: &[MediaId]) -> Result<()> {
    let org = tx.org().0;
    let ids: Vec<Uuid> = media.iter().map(|m| m.0).collect();
    sqlx::query!(
        "update media m set position = place.position - 1, updated_at = now() from unnest($3::uuid[]) with ordinality as place (id, position)
         where m.org_id = $1 and m.job_id = $2 and m.visit_id is null and m.id = place.id",
        org,
        job.0,
        &ids
    )
    .execute(tx.db()?)
    .await?;
    Ok(())
}

/// Another caption for what was taken at a visit.
pub(crate) async fn set_caption(tx: &mut Tx, id: MediaId, caption: &str) -> Result<()> {
    let org = tx.org().0;
    sqlx::query!(
        "update media set caption = $3, version = version + 1, updated_at = now() where org_id = $1 and id = $2",
        org,
        id.0,
        caption
    )
    .execute(tx.db()?)
    .await?;
    Ok(())
}

/// Hides a medium in somebody's name, or shows it again; 0 when its bytes are gone.
pub(crate) async fn set_deleted(tx: &mut Tx, id: MediaId, by: Option<&str>) -> Result<u64> {
    let org = tx.org().0;
    let done = sqlx::query!(
        "update media set deleted_at = case when $3::text is null then null else now() end, deleted_by = $3, version = version + 1, updated_at = now()
         where org_id = $1 and id = $2 and purged_at is null",
        org,
        id.0,
        by
    )
    .execute(tx.db()?)
    .await?;
    Ok(done.rows_affected())
}

pub(crate) async fn set_purged(tx: &mut SystemTx, org: Uuid, id: Uuid) -> Result<()> {
    sqlx::query!(
        "update media set purged_at = now(), deleted_at = coalesce(deleted_at, now()), updated_at = now() where org_id = $1 and id = $2",
        org,
        id
    )
    .execute(tx.db()?)
    .await?;
    Ok(())
}
