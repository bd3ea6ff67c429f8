//! Pipelines and stages.

use shared::leads::{EditStage, LeadStatus, Pipeline, Stage, StageSeed, StageTone};
use shared::packs::ServiceLine;
use shared::{PipelineId, Result, StageId};

use crate::db::Tx;

pub(crate) async fn insert_pipeline(tx: &mut Tx, id: PipelineId, name: &str, line: ServiceLine) -> Result<bool> {
    let org = tx.org().0;
    let done = sqlx::query!(
        "insert into pipelines (org_id, id, name, service_line) values ($1, $2, $3, $4) on conflict on constraint pipelines_service_line_key do nothing",
        org,
        id.0,
        name,
        line.key()
    )
    .execute(tx.db()?)
    .await?;
    Ok(done.rows_affected() == 1)
}

pub(crate) async fn insert_stage(tx: &mut Tx, pipeline: PipelineId, id: StageId, position: i32, seed: &StageSeed) -> Result<()> {
    let org = tx.org().0;
    let required: Vec<String> = seed.required.iter().map(|f| f.key().to_string()).collect();
    sqlx::query!(
        "insert into stages (org_id, id, pipeline_id, position, name, tone, status, odds_bp, wip_limit, required, stall_hours)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        org,
        id.0,
        pipeline.0,
        position,
        seed.name,
        seed.tone.key(),
        seed.status.key(),
        seed.odds_bp,
        seed.wip_limit,
        &required,
        seed.stall_hours
    )
    .execute(tx.db()?)
    .await?;
    Ok(())
}

/// A pipeline with its stages in order.
pub(crate) async fn pipeline(tx: &mut Tx, id: PipelineId) -> Result<Pipeline> {
    let org = tx.org().0;
    let p = sqlx::query!(
        r#"select version, name, service_line as "service_line: ServiceLine" from pipelines where org_id = $1 and id = $2"#,
        org,
        id.0
    )
    .fetch_one(tx.db()?)
    .await?;
    Ok(Pipeline { id, version: p.version, name: p.name, service_line: p.service_line, stages: stages(tx, id).await? })
}

pub(crate) async fn pipeline_of(tx: &mut Tx, line: ServiceLine) -> Result<Option<PipelineId>> {
    let org = tx.org().0;
    Ok(sqlx::query_scalar!(r#"select id as "id: PipelineId" from pipelines where org_id = $1 and service_line = $2"#, org, line.key())
        .fetch_optional(tx.db()?)
        .await?)
}

pub(crate) async fn stages(tx: &mut Tx, pipeline: PipelineId) -> Result<Vec<Stage>> {
    let org = tx.org().0;
    let rows = sqlx::query!(
        r#"select id, name, tone as "tone: StageTone", position, status as "status: LeadStatus", odds_bp, wip_limit, wip_hard, required, stall_hours
           from stages where org_id = $1 and pipeline_id = $2 order by position, id"#,
        org,
        pipeline.0
    )
    .fetch_all(tx.db()?)
    .await?;
    Ok(rows
        .into_iter()
        .map(|r| Stage {
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
        })
        .collect())
}

/// Leads of a stage besides one, the stage held so that two moves cannot both take the last place.
pub(crate) async fn others_in_stage(tx: &mut Tx, stage: StageId, besides: shared::LeadId) -> Result<i64> {
    let org = tx.org().0;
    sqlx::query!("select id from stages where org_id = $1 and id = $2 for update", org, stage.0).fetch_one(tx.db()?).await?;
    Ok(sqlx::query_scalar!(
        r#"select count(*) as "count!" from leads where org_id = $1 and stage_id = $2 and id <> $3"#,
        org,
        stage.0,
        besides.0
    )
    .fetch_one(tx.db()?)
    .await?)
}

/// The pipeline of the stage, or none if there is no such stage.
pub(crate) async fn update_stage(tx: &mut Tx, id: StageId, input: &EditStage) -> Result<Option<PipelineId>> {
    let org = tx.org().0;
    let required: Vec<String> = input.required.iter().map(|f| f.key().to_string()).collect();
    Ok(sqlx::query_scalar!(
        r#"update stages set name = $3, tone = $4, odds_bp = $5, wip_limit = $6, wip_hard = $7, required = $8, stall_hours = $9, updated_at = now()
           where org_id = $1 and id = $2 returning pipeline_id as "id: PipelineId""#,
        org,
        id.0,
        input.name.trim(),
        input.tone.key(),
        input.odds_bp,
        input.wip_limit,
        input.wip_hard,
        &required,
        input.stall_hours
    )
    .fetch_optional(tx.db()?)
    .await?)
}
