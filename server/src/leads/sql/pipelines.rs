//! Pipelines and stages.

use shared::customers::CustomField;
use shared::leads::{LeadStatus, Pipeline, Stage, StageTone};
use shared::packs::ServiceLine;
use shared::{LeadId, PipelineId, Result, StageId};
use sqlx::types::Json;
use uuid::Uuid;

use super::stages::{keys_of, stage_fields};
use crate::db::Tx;

/// Adds the default pipeline of a service line, unless there is one.
pub(crate) async fn insert_pipeline(tx: &mut Tx, id: PipelineId, name: &str, line: ServiceLine) -> Result<bool> {
    let org = tx.org().0;
    let done = sqlx::query!(
        "insert into pipelines (org_id, id, name, service_line, is_default) values ($1, $2, $3, $4, true)
         on conflict (org_id, service_line) where is_default do nothing",
        org,
        id.0,
        name,
        line.key()
    )
    .execute(tx.db()?)
    .await?;
    Ok(done.rows_affected() == 1)
}

pub(crate) async fn insert_stage(tx: &mut Tx, pipeline: PipelineId, stage: &Stage) -> Result<()> {
    let org = tx.org().0;
    let required: Vec<String> = stage.required.iter().map(|f| f.key().to_string()).collect();
    let fields = keys_of(stage);
    sqlx::query!(
        "insert into stages (org_id, id, pipeline_id, position, name, tone, status, odds_bp, wip_limit, wip_hard, required, stall_hours, required_fields)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        org,
        stage.id.0,
        pipeline.0,
        stage.position,
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

/// A pipeline with its stages in order.
pub(crate) async fn pipeline(tx: &mut Tx, id: PipelineId) -> Result<Pipeline> {
    let org = tx.org().0;
    let p = sqlx::query!(
        r#"select version, name, service_line as "service_line: ServiceLine", is_default, archived_at is not null as "archived!"
           from pipelines where org_id = $1 and id = $2"#,
        org,
        id.0
    )
    .fetch_one(tx.db()?)
    .await?;
    let stages = stages(tx, id).await?;
    Ok(Pipeline {
        id,
        version: p.version,
        name: p.name,
        service_line: p.service_line,
        stages,
        is_default: p.is_default,
        archived: p.archived,
    })
}

/// The pipeline that takes the leads of a service line which name no stage. It cannot be archived until the caller's
/// transaction ends.
pub(crate) async fn pipeline_of(tx: &mut Tx, line: ServiceLine) -> Result<Option<PipelineId>> {
    // who waited for somebody that made another one the default sees neither of them in the first look
    match default_of(tx, line).await? {
        None => default_of(tx, line).await,
        found => Ok(found),
    }
}

async fn default_of(tx: &mut Tx, line: ServiceLine) -> Result<Option<PipelineId>> {
    let org = tx.org().0;
    Ok(sqlx::query_scalar!(
        r#"select id as "id: PipelineId" from pipelines where org_id = $1 and service_line = $2 and is_default for key share"#,
        org,
        line.key()
    )
    .fetch_optional(tx.db()?)
    .await?)
}

/// The pipeline a stage is one of.
pub(crate) struct Home {
    pub pipeline: PipelineId,
    pub name: String,
    pub line: ServiceLine,
    pub archived: bool,
}

/// The pipeline of a stage, none of one that was removed. It cannot be archived until the caller's transaction ends.
pub(crate) async fn home_of(tx: &mut Tx, stage: StageId) -> Result<Option<Home>> {
    let org = tx.org().0;
    Ok(sqlx::query_as!(
        Home,
        r#"select p.id as "pipeline: PipelineId", p.name, p.service_line as "line: ServiceLine", p.archived_at is not null as "archived!"
           from stages s join pipelines p on p.org_id = s.org_id and p.id = s.pipeline_id
           where s.org_id = $1 and s.id = $2 for key share of p"#,
        org,
        stage.0
    )
    .fetch_optional(tx.db()?)
    .await?)
}

/// Whether a pipeline is archived; it stays as it is until the caller's transaction ends.
pub(crate) async fn is_archived(tx: &mut Tx, id: PipelineId) -> Result<bool> {
    let org = tx.org().0;
    Ok(sqlx::query_scalar!(
        r#"select archived_at is not null as "archived!" from pipelines where org_id = $1 and id = $2 for key share"#,
        org,
        id.0
    )
    .fetch_one(tx.db()?)
    .await?)
}

/// A stage as it is stored.
#[derive(Debug, sqlx::FromRow)]
struct StageRow {
    id: Uuid,
    name: String,
    tone: StageTone,
    position: i32,
    status: LeadStatus,
    odds_bp: i32,
    wip_limit: Option<i32>,
    wip_hard: bool,
    required: Vec<String>,
    stall_hours: Option<i32>,
    fields: Json<Vec<CustomField>>,
}

/// The same, with the pipeline it is one of.
#[derive(Debug, sqlx::FromRow)]
struct PlacedRow {
    pipeline_id: Uuid,
    /// Version of the pipeline that is held.
    version: i32,
    /// The one that stood when the statement began.
    seen_version: i32,
    #[sqlx(flatten)]
    stage: StageRow,
}

impl From<StageRow> for Stage {
    fn from(r: StageRow) -> Self {
        Stage {
            id: StageId(r.id),
            name: r.name,
            tone: r.tone,
            position: r.position,
            status: r.status,
            odds_bp: r.odds_bp,
            wip_limit: r.wip_limit,
            wip_hard: r.wip_hard,
            required: r.required.iter().filter_map(|key| key.parse().ok()).collect(),
            stall_hours: r.stall_hours,
            fields: r.fields.0,
        }
    }
}

/// The stages of a pipeline in order.
pub(crate) async fn stages(tx: &mut Tx, pipeline: PipelineId) -> Result<Vec<Stage>> {
    let rows: Vec<StageRow> = sqlx::query_as(concat!(
        "select s.id, s.name, s.tone, s.position, s.status, s.odds_bp, s.wip_limit, s.wip_hard, s.required, s.stall_hours, ",
        stage_fields!("s"),
        " from stages s where s.org_id = $1 and s.pipeline_id = $2 order by s.position, s.id"
    ))
    .bind(tx.org().0)
    .bind(pipeline.0)
    .fetch_all(tx.db()?)
    .await?;
    Ok(rows.into_iter().map(Stage::from).collect())
}

/// The same for whoever puts a lead into one: until their transaction ends, none is removed and none counts as
/// something else.
pub(crate) async fn stages_held(tx: &mut Tx, pipeline: PipelineId) -> Result<Vec<Stage>> {
    let rows: Vec<StageRow> = sqlx::query_as(concat!(
        "select s.id, s.name, s.tone, s.position, s.status, s.odds_bp, s.wip_limit, s.wip_hard, s.required, s.stall_hours, ",
        stage_fields!("s"),
        " from stages s where s.org_id = $1 and s.pipeline_id = $2 order by s.position, s.id for key share of s"
    ))
    .bind(tx.org().0)
    .bind(pipeline.0)
    .fetch_all(tx.db()?)
    .await?;
    Ok(rows.into_iter().map(Stage::from).collect())
}

/// The pipeline that takes the leads of a service line which name no stage, with its stages: what [`pipeline_of`] and
/// [`stages_held`] answer, held alike, by one statement. Who had to wait looks once more, now that it is held: after
/// somebody who made another one the default the first look finds neither of them, and after somebody who arranged it
/// it finds the former stages in their former order, without those that were added.
pub(crate) async fn default_stages_held(tx: &mut Tx, line: ServiceLine) -> Result<Option<(PipelineId, Vec<Stage>)>> {
    let mut rows = placed_in_default(tx, line).await?;
    if rows.first().is_none_or(|row| row.version != row.seen_version) {
        rows = placed_in_default(tx, line).await?;
    }
    let pipeline = rows.first().map(|row| PipelineId(row.pipeline_id));
    Ok(pipeline.map(|id| (id, rows.into_iter().map(|row| Stage::from(row.stage)).collect())))
}

async fn placed_in_default(tx: &mut Tx, line: ServiceLine) -> Result<Vec<PlacedRow>> {
    // a row that is waited for is read anew; what a query within finds stays as it was when the statement began
    Ok(sqlx::query_as(concat!(
        "select p.id as pipeline_id, p.version, (select x.version from pipelines x where x.org_id = p.org_id and x.id = p.id) as seen_version,
                s.id, s.name, s.tone, s.position, s.status, s.odds_bp, s.wip_limit, s.wip_hard, s.required, s.stall_hours, ",
        stage_fields!("s"),
        " from pipelines p join stages s on s.org_id = p.org_id and s.pipeline_id = p.id
         where p.org_id = $1 and p.service_line = $2 and p.is_default order by s.position, s.id for key share of p, s"
    ))
    .bind(tx.org().0)
    .bind(line.key())
    .fetch_all(tx.db()?)
    .await?)
}

/// The same of those among `stages` that are the pipeline's, for whoever needs no others: each one held is written to.
pub(crate) async fn some_stages_held(tx: &mut Tx, pipeline: PipelineId, stages: &[StageId]) -> Result<Vec<Stage>> {
    let ids: Vec<Uuid> = stages.iter().map(|id| id.0).collect();
    let rows: Vec<StageRow> = sqlx::query_as(concat!(
        "select s.id, s.name, s.tone, s.position, s.status, s.odds_bp, s.wip_limit, s.wip_hard, s.required, s.stall_hours, ",
        stage_fields!("s"),
        " from stages s where s.org_id = $1 and s.pipeline_id = $2 and s.id = any($3) order by s.position, s.id for key share of s"
    ))
    .bind(tx.org().0)
    .bind(pipeline.0)
    .bind(ids)
    .fetch_all(tx.db()?)
    .await?;
    Ok(rows.into_iter().map(Stage::from).collect())
}

/// Leads of a stage besides one, counted up to a limit. Where there is room, the stage is held, so that two moves cannot
/// both take the last place; a full one has none to take, and nobody waits for it. Two moves may hold stages by
/// [`stages_held`] meanwhile: this does not wait for those.
pub(crate) async fn others_in_stage(tx: &mut Tx, stage: StageId, besides: LeadId, limit: i32) -> Result<i64> {
    let (org, limit) = (tx.org().0, i64::from(limit));
    let with_room = sqlx::query_scalar!(
        "select id from stages where org_id = $1 and id = $2
            and (select count(*) from (select from leads where org_id = $1 and stage_id = $2 and id <> $3 limit $4) counted) < $4 for no key update",
        org,
        stage.0,
        besides.0,
        limit
    )
    .fetch_optional(tx.db()?)
    .await?;
    // whoever took a place while this one waited is counted by a look of its own
    if with_room.is_some() { count_others(tx, stage, besides, limit).await } else { Ok(limit) }
}

async fn count_others(tx: &mut Tx, stage: StageId, besides: LeadId, limit: i64) -> Result<i64> {
    let org = tx.org().0;
    Ok(sqlx::query_scalar!(
        r#"select count(*) as "count!" from (select from leads where org_id = $1 and stage_id = $2 and id <> $3 limit $4) counted"#,
        org,
        stage.0,
        besides.0,
        limit
    )
    .fetch_one(tx.db()?)
    .await?)
}
