//! Writing pipelines and stages. Whoever does holds the pipeline first.

use shared::leads::{LeadStatus, Pipeline, Stage};
use shared::packs::ServiceLine;
use shared::{Error, LeadId, PipelineId, Result, StageId};
use uuid::Uuid;

use super::pipelines::pipeline;
use super::stages::keys_of;
use crate::db::Tx;
use crate::leads::said;

/// A pipeline with its stages, held against others who arrange it and against leads that come into it unasked.
pub(crate) async fn lock_pipeline(tx: &mut Tx, id: PipelineId) -> Result<Pipeline> {
    let org = tx.org().0;
    sqlx::query!("select id from pipelines where org_id = $1 and id = $2 for update", org, id.0).fetch_one(tx.db()?).await?;
    pipeline(tx, id).await
}

/// The pipeline of a stage, held in the same way.
pub(crate) async fn lock_pipeline_of_stage(tx: &mut Tx, stage: StageId) -> Result<Pipeline> {
    let org = tx.org().0;
    let found = sqlx::query_scalar!(
        r#"select pipeline_id as "pipeline!: PipelineId" from stages where org_id = $1 and id = $2 and pipeline_id is not null"#,
        org,
        stage.0
    )
    .fetch_one(tx.db()?)
    .await?;
    lock_pipeline(tx, found).await
}

/// Holds all pipelines, for what concerns several of them: in one order, so that two who do so wait for one another.
pub(crate) async fn lock_pipelines(tx: &mut Tx) -> Result<()> {
    let org = tx.org().0;
    sqlx::query!("select id from pipelines where org_id = $1 order by id for update", org).fetch_all(tx.db()?).await?;
    Ok(())
}

/// How many pipelines there are, archived ones among them.
pub(crate) async fn count_pipelines(tx: &mut Tx) -> Result<i64> {
    let org = tx.org().0;
    Ok(sqlx::query_scalar!(r#"select count(*) as "count!" from pipelines where org_id = $1"#, org).fetch_one(tx.db()?).await?)
}

/// Adds a pipeline besides the default one of its service line.
pub(crate) async fn insert_further_pipeline(tx: &mut Tx, id: PipelineId, name: &str, line: ServiceLine) -> Result<()> {
    let org = tx.org().0;
    sqlx::query!("insert into pipelines (org_id, id, name, service_line) values ($1, $2, $3, $4)", org, id.0, name, line.key())
        .execute(tx.db()?)
        .await?;
    Ok(())
}

/// Counts a change of a pipeline or of its stages; the new version.
pub(crate) async fn bump_pipeline(tx: &mut Tx, id: PipelineId) -> Result<i32> {
    let org = tx.org().0;
    Ok(sqlx::query_scalar!(
        "update pipelines set version = version + 1, updated_at = now() where org_id = $1 and id = $2 returning version",
        org,
        id.0
    )
    .fetch_one(tx.db()?)
    .await?)
}

pub(crate) async fn rename_pipeline(tx: &mut Tx, id: PipelineId, name: &str) -> Result<()> {
    let org = tx.org().0;
    sqlx::query!("update pipelines set name = $3 where org_id = $1 and id = $2", org, id.0, name).execute(tx.db()?).await?;
    Ok(())
}

/// Makes a pipeline the default of its service line in place of the former one.
pub(crate) async fn prefer_pipeline(tx: &mut Tx, id: PipelineId, line: ServiceLine) -> Result<()> {
    let org = tx.org().0;
    sqlx::query!(
        "update pipelines set is_default = false, version = version + 1, updated_at = now()
         where org_id = $1 and service_line = $2 and is_default and id <> $3",
        org,
        line.key(),
        id.0
    )
    .execute(tx.db()?)
    .await?;
    sqlx::query!("update pipelines set is_default = true where org_id = $1 and id = $2", org, id.0).execute(tx.db()?).await?;
    Ok(())
}

pub(crate) async fn archive_pipeline(tx: &mut Tx, id: PipelineId, archived: bool) -> Result<()> {
    let org = tx.org().0;
    let now = tx.now();
    sqlx::query!(
        "update pipelines set archived_at = case when $3 then $4::timestamptz end where org_id = $1 and id = $2",
        org,
        id.0,
        archived,
        now
    )
    .execute(tx.db()?)
    .await?;
    Ok(())
}

/// Open leads of a pipeline.
pub(crate) async fn open_in_pipeline(tx: &mut Tx, id: PipelineId) -> Result<i64> {
    let org = tx.org().0;
    Ok(sqlx::query_scalar!(
        r#"select count(*) as "count!" from leads where org_id = $1 and pipeline_id = $2 and status not in ('converted', 'lost')"#,
        org,
        id.0
    )
    .fetch_one(tx.db()?)
    .await?)
}

/// Writes a stage, except its place.
pub(crate) async fn update_stage(tx: &mut Tx, stage: &Stage) -> Result<()> {
    let org = tx.org().0;
    let required: Vec<String> = stage.required.iter().map(|f| f.key().to_string()).collect();
    let fields = keys_of(stage);
    sqlx::query!(
        "update stages set name = $3, tone = $4, status = $5, odds_bp = $6, wip_limit = $7, wip_hard = $8, required = $9, stall_hours = $10,
                required_fields = $11, updated_at = now()
         where org_id = $1 and id = $2",
        org,
        stage.id.0,
        stage.name,
        stage.tone.key(),
        stage.status.key(),
        stage.odds_bp,
        stage.wip_limit,
        stage.wip_hard,
        &required,
        stage.stall_hours,
        &fields
    )
    .execute(tx.db()?)
    .await?;
    Ok(())
}

/// Numbers stages in this order.
pub(crate) async fn place_stages(tx: &mut Tx, pipeline: PipelineId, order: &[StageId]) -> Result<()> {
    let org = tx.org().0;
    let ids: Vec<_> = order.iter().map(|id| id.0).collect();
    sqlx::query!(
        "update stages s set position = (given.place - 1)::int, updated_at = now() from unnest($3::uuid[]) with ordinality as given (id, place)
         where s.org_id = $1 and s.pipeline_id = $2 and s.id = given.id",
        org,
        pipeline.0,
        &ids
    )
    .execute(tx.db()?)
    .await?;
    Ok(())
}

/// Holds the leads of a stage, in the order of its cards, and the stage itself, so that none comes to stand in it.
/// Leads are held first, as by whoever moves one.
///
/// # Errors
/// A conflict when one was put into it meanwhile.
pub(crate) async fn empty_out(tx: &mut Tx, stage: StageId) -> Result<Vec<LeadId>> {
    let org = tx.org().0;
    let held = sqlx::query_scalar!(
        r#"select id as "id: LeadId" from leads where org_id = $1 and stage_id = $2 order by id for update"#,
        org,
        stage.0
    )
    .fetch_all(tx.db()?)
    .await?;
    sqlx::query!("select id from stages where org_id = $1 and id = $2 for update", org, stage.0).fetch_one(tx.db()?).await?;
    let there =
        sqlx::query_scalar!(r#"select id as "id: LeadId" from leads where org_id = $1 and stage_id = $2 order by rank, id"#, org, stage.0)
            .fetch_all(tx.db()?)
            .await?;
    if there.iter().any(|id| !held.contains(id)) {
        return Err(Error::conflict("changed", said::moved_just_now));
    }
    Ok(there)
}

/// A lead that changed together with all others of its stage.
pub(crate) struct Touched {
    pub id: Uuid,
    pub version: i32,
    pub account_id: Option<Uuid>,
}

/// The leads of a stage count as what it counts as from now on. They stand in it for as long as they did, and their
/// history tells of it as of a stay that begins anew for this reason.
pub(crate) async fn follow_status(tx: &mut Tx, stage: StageId, status: LeadStatus, reason: &str) -> Result<Vec<Touched>> {
    let org = tx.org().0;
    let (by, now) = (tx.cx.actor.name().to_string(), tx.now());
    let touched = sqlx::query_as!(
        Touched,
        "update leads set status = $3, moved_by = $4, moved_at = $5, version = version + 1, updated_at = now()
         where org_id = $1 and stage_id = $2 and status <> $3 returning id, version, account_id",
        org,
        stage.0,
        status.key(),
        by,
        now
    )
    .fetch_all(tx.db()?)
    .await?;
    let ids: Vec<Uuid> = touched.iter().map(|lead| lead.id).collect();
    stay_anew(tx, &ids, stage, reason).await?;
    Ok(touched)
}

/// The rank of the last card of a stage.
pub(crate) async fn last_rank(tx: &mut Tx, stage: StageId) -> Result<Option<String>> {
    let org = tx.org().0;
    Ok(sqlx::query_scalar!("select rank from leads where org_id = $1 and stage_id = $2 order by rank desc limit 1", org, stage.0)
        .fetch_optional(tx.db()?)
        .await?)
}

/// Puts leads into a stage of the same pipeline, each at its rank, and tells of the stay that ends and the one that
/// begins.
pub(crate) async fn rehouse(tx: &mut Tx, leads: &[LeadId], ranks: &[String], to: &Stage, reason: &str) -> Result<Vec<Touched>> {
    let org = tx.org().0;
    let (by, now) = (tx.cx.actor.name().to_string(), tx.now());
    let ids: Vec<Uuid> = leads.iter().map(|id| id.0).collect();
    let moved = sqlx::query_as!(
        Touched,
        "update leads l set stage_id = $4, status = $5, rank = given.rank, stage_since = $6, moved_by = $7, moved_at = $6, version = l.version + 1,
                updated_at = now()
         from unnest($2::uuid[], $3::text[]) as given (id, rank) where l.org_id = $1 and l.id = given.id
         returning l.id, l.version, l.account_id",
        org,
        &ids,
        ranks,
        to.id.0,
        to.status.key(),
        now,
        by
    )
    .fetch_all(tx.db()?)
    .await?;
    stay_anew(tx, &ids, to.id, reason).await?;
    Ok(moved)
}

/// Ends the stays of leads and begins one of each in a stage.
async fn stay_anew(tx: &mut Tx, leads: &[Uuid], stage: StageId, reason: &str) -> Result<()> {
    if leads.is_empty() {
        return Ok(());
    }
    let org = tx.org().0;
    let (by, now) = (tx.cx.actor.name().to_string(), tx.now());
    let visits: Vec<Uuid> = leads.iter().map(|_| Uuid::now_v7()).collect();
    sqlx::query!("update stage_visits set left_at = $3 where org_id = $1 and lead_id = any($2) and left_at is null", org, leads, now)
        .execute(tx.db()?)
        .await?;
    sqlx::query!(
        "insert into stage_visits (org_id, id, lead_id, stage_id, entered_at, by, reason)
         select $1, given.id, given.lead_id, $4, $5, $6, $7 from unnest($2::uuid[], $3::uuid[]) as given (id, lead_id)",
        org,
        &visits,
        leads,
        stage.0,
        now,
        by,
        reason
    )
    .execute(tx.db()?)
    .await?;
    Ok(())
}

/// Takes an empty stage out of its pipeline; what remembers it keeps its name.
pub(crate) async fn remove_stage(tx: &mut Tx, id: StageId) -> Result<()> {
    let org = tx.org().0;
    let now = tx.now();
    sqlx::query!("update stages set pipeline_id = null, removed_at = $3, updated_at = now() where org_id = $1 and id = $2", org, id.0, now)
        .execute(tx.db()?)
        .await?;
    Ok(())
}
