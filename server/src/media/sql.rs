//! Every query of the room.

use chrono::{DateTime, Utc};
use shared::media::{DeclareMedia, Media, MediaKind, MediaProblem, MediaStatus, Position, Verification};
use shared::{AccountId, ItemId, JobId, MediaId, MemberId, PhaseId, RequirementId, Result};
use uuid::Uuid;

use super::inspect::Looked;
use crate::db::{SystemTx, Tx};

struct Row {
    id: MediaId,
    job: JobId,
    phase: Option<PhaseId>,
    requirement: Option<RequirementId>,
    item: Option<ItemId>,
    kind: MediaKind,
    status: MediaStatus,
    position: i32,
    caption: String,
    signer: Option<String>,
    size: i64,
    received: i64,
    sha256: String,
    mime: String,
    width: Option<i32>,
    height: Option<i32>,
    taken_at: DateTime<Utc>,
    taken_by: String,
    latitude: Option<f64>,
    longitude: Option<f64>,
    accuracy: Option<f64>,
    problem: Option<MediaProblem>,
    verification: Verification,
    deleted: bool,
    version: i32,
}

impl From<Row> for Media {
    fn from(r: Row) -> Media {
        let gps = match (r.latitude, r.longitude, r.accuracy) {
            (Some(latitude), Some(longitude), Some(accuracy)) => Some(Position { latitude, longitude, accuracy }),
            _ => None,
        };
        Media {
            id: r.id,
            job: r.job,
            phase: r.phase,
            requirement: r.requirement,
            item: r.item,
            kind: r.kind,
            status: r.status,
            position: r.position,
            caption: r.caption,
            signer: r.signer,
            size: r.size,
            received: r.received,
            sha256: r.sha256,
            mime: r.mime,
            width: r.width,
            height: r.height,
            taken_at: r.taken_at,
            taken_by: r.taken_by,
            gps,
            problem: r.problem,
            verification: r.verification,
            deleted: r.deleted,
            version: r.version,
        }
    }
}

/// The media of jobs that are not gone, in their order.
pub(crate) async fn of_jobs(tx: &mut Tx, jobs: &[Uuid]) -> Result<Vec<Media>> {
    let org = tx.org().0;
    let rows = sqlx::query_as!(
        Row,
        r#"select id as "id: MediaId", job_id as "job: JobId", phase_id as "phase: PhaseId", requirement_id as "requirement: RequirementId", item_id as "item: ItemId",
                  kind as "kind: MediaKind", status as "status: MediaStatus", position, caption, signer, size, received, sha256, mime, width, height, taken_at, taken_by,
                  latitude, longitude, accuracy, problem as "problem: MediaProblem", verification as "verification: Verification", deleted_at is not null as "deleted!", version
           from media where org_id = $1 and job_id = any($2) and purged_at is null order by position, id"#,
        org,
        jobs
    )
    .fetch_all(tx.db()?)
    .await?;
    Ok(rows.into_iter().map(Media::from).collect())
}

pub(super) async fn find(tx: &mut Tx, id: MediaId) -> Result<Option<Media>> {
    let org = tx.org().0;
    let row = sqlx::query_as!(
        Row,
        r#"select id as "id: MediaId", job_id as "job: JobId", phase_id as "phase: PhaseId", requirement_id as "requirement: RequirementId", item_id as "item: ItemId",
                  kind as "kind: MediaKind", status as "status: MediaStatus", position, caption, signer, size, received, sha256, mime, width, height, taken_at, taken_by,
                  latitude, longitude, accuracy, problem as "problem: MediaProblem", verification as "verification: Verification", deleted_at is not null as "deleted!", version
           from media where org_id = $1 and id = $2 and purged_at is null"#,
        org,
        id.0
    )
    .fetch_optional(tx.db()?)
    .await?;
    Ok(row.map(Media::from))
}

/// Whose a medium is.
pub(super) struct Owner {
    pub account: AccountId,
    /// Who works on its job.
    pub crew: Vec<MemberId>,
}

pub(super) async fn owner(tx: &mut Tx, id: MediaId) -> Result<Option<Owner>> {
    let org = tx.org().0;
    let row = sqlx::query!(
        r#"select j.account_id as "account: AccountId",
                  array(select c.member_id from job_crew c where c.org_id = j.org_id and c.job_id = j.id and c.reply <> 'declined') as "crew!"
           from media m join jobs j on j.org_id = m.org_id and j.id = m.job_id where m.org_id = $1 and m.id = $2"#,
        org,
        id.0
    )
    .fetch_optional(tx.db()?)
    .await?;
    Ok(row.map(|r| Owner { account: r.account, crew: r.crew.into_iter().map(MemberId).collect() }))
}

/// Who captured something.
pub(super) struct Taker<'a> {
    pub name: &'a str,
    pub member: Option<MemberId>,
    pub device: Option<&'a str>,
}

pub(super) async fn insert(tx: &mut Tx, media: &DeclareMedia, phase: Option<PhaseId>, by: Taker<'_>) -> Result<()> {
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

pub(super) async fn start_over(tx: &mut Tx, id: MediaId) -> Result<()> {
    let org = tx.org().0;
    sqlx::query!("update media set status = 'declared', problem = null, received = 0, version = version + 1, updated_at = now() where org_id = $1 and id = $2 and status = 'rejected'", org, id.0)
        .execute(tx.db()?)
        .await?;
    Ok(())
}

pub(super) async fn set_received(tx: &mut Tx, id: MediaId, received: i64) -> Result<()> {
    let org = tx.org().0;
    sqlx::query!("update media set status = 'receiving', received = greatest(received, $3), updated_at = now() where org_id = $1 and id = $2 and status in ('declared', 'receiving')", org, id.0, received)
        .execute(tx.db()?)
        .await?;
    Ok(())
}

pub(super) async fn set_stored(tx: &mut Tx, id: MediaId, original: &str, looked: &Looked) -> Result<u64> {
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

/// A photo that looks like another of its job (at most 3 of 64 bits differ) is doubtful.
pub(super) async fn mark_copies(tx: &mut Tx, job: JobId, id: MediaId, look: i64) -> Result<()> {
    let org = tx.org().0;
    sqlx::query!(
        "update media set verification = 'doubtful' where org_id = $1 and id = $3 and exists (
             select from media o where o.org_id = $1 and o.job_id = $2 and o.id <> $3 and o.look is not null and o.deleted_at is null and bit_count((o.look # $4)::bit(64)) <= 3)",
        org,
        job.0,
        id.0,
        look
    )
    .execute(tx.db()?)
    .await?;
    Ok(())
}

pub(super) async fn set_rejected(tx: &mut Tx, id: MediaId, problem: MediaProblem) -> Result<u64> {
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

pub(super) async fn update(
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

pub(super) async fn set_positions(tx: &mut Tx, job: JobId, media: &[MediaId]) -> Result<()> {
    let org = tx.org().0;
    let ids: Vec<Uuid> = media.iter().map(|m| m.0).collect();
    sqlx::query!(
        "update media m set position = place.position - 1, updated_at = now() from unnest($3::uuid[]) with ordinality as place (id, position)
         where m.org_id = $1 and m.job_id = $2 and m.id = place.id",
        org,
        job.0,
        &ids
    )
    .execute(tx.db()?)
    .await?;
    Ok(())
}

/// Hides a medium in somebody's name, or shows it again; 0 when its bytes are gone.
pub(super) async fn set_deleted(tx: &mut Tx, id: MediaId, by: Option<&str>) -> Result<u64> {
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

/// Where the files of a medium lie.
pub(super) struct Keys {
    pub original: Option<String>,
    pub copy: Option<String>,
    pub thumb: Option<String>,
}

pub(super) async fn keys(tx: &mut Tx, id: MediaId) -> Result<Keys> {
    let org = tx.org().0;
    let keys = sqlx::query_as!(
        Keys,
        r#"select original_key as original, copy_key as copy, thumb_key as thumb from media where org_id = $1 and id = $2"#,
        org,
        id.0
    )
    .fetch_one(tx.db()?)
    .await?;
    Ok(keys)
}

/// Media of all organizations whose bytes have to go: organization and id.
pub(super) async fn gone(tx: &mut SystemTx, deleted_before: DateTime<Utc>, idle_before: DateTime<Utc>) -> Result<Vec<(Uuid, Uuid)>> {
    let rows = sqlx::query!(
        "select org_id, id from media where purged_at is null
           and (deleted_at < $1 or (status in ('declared', 'receiving') and updated_at < $2)) order by updated_at limit 500 for update skip locked",
        deleted_before,
        idle_before
    )
    .fetch_all(tx.db()?)
    .await?;
    Ok(rows.into_iter().map(|r| (r.org_id, r.id)).collect())
}

pub(super) async fn set_purged(tx: &mut SystemTx, org: Uuid, id: Uuid) -> Result<()> {
    sqlx::query!(
        "update media set purged_at = now(), deleted_at = coalesce(deleted_at, now()), updated_at = now() where org_id = $1 and id = $2",
        org,
        id
    )
    .execute(tx.db()?)
    .await?;
    Ok(())
}
