//! Reading media.

use chrono::{DateTime, Utc};
use shared::media::{Media, MediaKind, MediaProblem, MediaStatus, Position, Verification};
use shared::{AccountId, ItemId, JobId, LeadId, MediaId, MemberId, PhaseId, RequirementId, Result, SiteVisitId};
use uuid::Uuid;

use crate::db::{SystemTx, Tx};

struct Row {
    id: MediaId,
    job: Option<JobId>,
    visit: Option<SiteVisitId>,
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
            visit: r.visit,
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
        r#"select id as "id: MediaId", job_id as "job: JobId", visit_id as "visit: SiteVisitId", phase_id as "phase: PhaseId", requirement_id as "requirement: RequirementId", item_id as "item: ItemId",
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

pub(crate) async fn find(tx: &mut Tx, id: MediaId) -> Result<Option<Media>> {
    let org = tx.org().0;
    let row = sqlx::query_as!(
        Row,
        r#"select id as "id: MediaId", job_id as "job: JobId", visit_id as "visit: SiteVisitId", phase_id as "phase: PhaseId", requirement_id as "requirement: RequirementId", item_id as "item: ItemId",
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

/// Photos and files of the visits of a lead, or of one of them, in their order, without what was deleted.
pub(crate) async fn of_visits(tx: &mut Tx, lead: LeadId, visit: Option<SiteVisitId>) -> Result<Vec<Media>> {
    let org = tx.org().0;
    let rows = sqlx::query_as!(
        Row,
        r#"select m.id as "id: MediaId", m.job_id as "job: JobId", m.visit_id as "visit: SiteVisitId", m.phase_id as "phase: PhaseId",
                  m.requirement_id as "requirement: RequirementId", m.item_id as "item: ItemId", m.kind as "kind: MediaKind", m.status as "status: MediaStatus",
                  m.position, m.caption, m.signer, m.size, m.received, m.sha256, m.mime, m.width, m.height, m.taken_at, m.taken_by, m.latitude, m.longitude, m.accuracy,
                  m.problem as "problem: MediaProblem", m.verification as "verification: Verification", m.deleted_at is not null as "deleted!", m.version
           from site_visits v join media m on m.org_id = v.org_id and m.visit_id = v.id
           where v.org_id = $1 and v.lead_id = $2 and ($3::uuid is null or v.id = $3) and m.deleted_at is null and m.purged_at is null
           order by v.starts_at desc, v.id desc, m.position, m.id limit 500"#,
        org,
        lead.0,
        visit.map(|visit| visit.0)
    )
    .fetch_all(tx.db()?)
    .await?;
    Ok(rows.into_iter().map(Media::from).collect())
}

/// Whose a medium is.
pub(crate) struct Owner {
    pub job: Option<OfJob>,
    pub visit: Option<OfVisit>,
}

/// The job a medium belongs to.
pub(crate) struct OfJob {
    pub id: JobId,
    pub account: AccountId,
    /// Who works on it.
    pub crew: Vec<MemberId>,
}

/// The visit a medium was taken at.
pub(crate) struct OfVisit {
    pub id: SiteVisitId,
    pub lead: LeadId,
    /// Whose lead that is.
    pub owner: Option<MemberId>,
    /// Who goes there.
    pub goes: MemberId,
}

pub(crate) async fn owner(tx: &mut Tx, id: MediaId) -> Result<Option<Owner>> {
    let org = tx.org().0;
    let row = sqlx::query!(
        r#"select j.id as "job?: JobId", j.account_id as "account?: AccountId",
                  array(select c.member_id from job_crew c where c.org_id = j.org_id and c.job_id = j.id and c.reply <> 'declined') as "crew!",
                  v.id as "visit?: SiteVisitId", v.lead_id as "lead?: LeadId", v.member_id as "goes?: MemberId", l.owner_id as "owner?: MemberId"
           from media m left join jobs j on j.org_id = m.org_id and j.id = m.job_id left join site_visits v on v.org_id = m.org_id and v.id = m.visit_id
                left join leads l on l.org_id = v.org_id and l.id = v.lead_id where m.org_id = $1 and m.id = $2"#,
        org,
        id.0
    )
    .fetch_optional(tx.db()?)
    .await?;
    Ok(row.map(|r| Owner {
        job: r.job.zip(r.account).map(|(id, account)| OfJob { id, account, crew: r.crew.into_iter().map(MemberId).collect() }),
        visit: r.visit.zip(r.lead).zip(r.goes).map(|((id, lead), goes)| OfVisit { id, lead, owner: r.owner, goes }),
    }))
}

/// Where the files of a medium lie.
pub(crate) struct Keys {
    pub original: Option<String>,
    pub copy: Option<String>,
    pub thumb: Option<String>,
}

pub(crate) async fn keys(tx: &mut Tx, id: MediaId) -> Result<Keys> {
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
pub(crate) async fn gone(tx: &mut SystemTx, deleted_before: DateTime<Utc>, idle_before: DateTime<Utc>) -> Result<Vec<(Uuid, Uuid)>> {
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
