//! The stages of all pipelines in use at once.

use shared::leads::{LeadStatus, Pipeline, Stage, StageTone};
use shared::packs::ServiceLine;
use shared::{PipelineId, Result, StageId};
use uuid::Uuid;

use crate::db::Tx;

/// A stage with the pipeline it is one of.
#[derive(Debug, sqlx::FromRow)]
struct StageRow {
    pipeline_id: Uuid,
    version: i32,
    pipeline: String,
    service_line: ServiceLine,
    is_default: bool,
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
}

/// The pipelines that are not archived in their order, each with its stages in theirs.
pub(crate) async fn all_stages(tx: &mut Tx) -> Result<Vec<Pipeline>> {
    let rows: Vec<StageRow> = sqlx::query_as(
        "select p.id as pipeline_id, p.version, p.name as pipeline, p.service_line, p.is_default, s.id, s.name, s.tone, s.position, s.status, s.odds_bp,
                s.wip_limit, s.wip_hard, s.required, s.stall_hours
         from pipelines p join stages s on s.org_id = p.org_id and s.pipeline_id = p.id
         where p.org_id = $1 and p.archived_at is null order by p.created_at, p.id, s.position, s.id",
    )
    .bind(tx.org().0)
    .fetch_all(tx.db()?)
    .await?;
    let mut pipelines: Vec<Pipeline> = Vec::new();
    for row in rows {
        let id = PipelineId(row.pipeline_id);
        let stage = Stage {
            id: StageId(row.id),
            name: row.name,
            tone: row.tone,
            position: row.position,
            status: row.status,
            odds_bp: row.odds_bp,
            wip_limit: row.wip_limit,
            wip_hard: row.wip_hard,
            required: row.required.iter().filter_map(|key| key.parse().ok()).collect(),
            stall_hours: row.stall_hours,
        };
        match pipelines.last_mut() {
            Some(last) if last.id == id => last.stages.push(stage),
            _ => pipelines.push(Pipeline {
                id,
                version: row.version,
                name: row.pipeline,
                service_line: row.service_line,
                stages: vec![stage],
                is_default: row.is_default,
                archived: false,
            }),
        }
    }
    Ok(pipelines)
}
