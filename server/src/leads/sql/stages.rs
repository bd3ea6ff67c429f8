//! The stages of all pipelines in use at once, and the fields of the organization's own that stages ask for.

use shared::customers::CustomField;
use shared::leads::{LeadStatus, Pipeline, Stage, StageTone};
use shared::packs::ServiceLine;
use shared::{PipelineId, Result, StageId};
use sqlx::types::Json;
use uuid::Uuid;

use crate::db::Tx;

/// The column `fields` of stages called as is said: the fields each asks for as they are now, archived ones among them,
/// in the order forms show them. Read with the stage, so that a board needs no further statement.
macro_rules! stage_fields {
    ($of:literal) => {
        concat!(
            "case when cardinality(",
            $of,
            ".required_fields) = 0 then '[]'::jsonb else (select coalesce(jsonb_agg(jsonb_build_object('id', cf.id, 'version', cf.version, 'of', cf.of, \
             'key', cf.key, 'label', cf.label, 'kind', cf.kind, 'choices', cf.choices, 'required', cf.required, 'archived', cf.archived, 'on_form', cf.on_form) \
             order by cf.place, cf.id), '[]'::jsonb) from custom_fields cf where cf.org_id = ",
            $of,
            ".org_id and cf.of = 'lead' and cf.key = any(",
            $of,
            ".required_fields)) end as fields"
        )
    };
}
pub(super) use stage_fields;

/// What is kept of the fields a stage asks for.
pub(super) fn keys_of(stage: &Stage) -> Vec<String> {
    stage.fields.iter().map(|field| field.key.clone()).collect()
}

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
    fields: Json<Vec<CustomField>>,
}

/// The pipelines that are not archived in their order, each with its stages in theirs.
pub(crate) async fn all_stages(tx: &mut Tx) -> Result<Vec<Pipeline>> {
    let rows: Vec<StageRow> = sqlx::query_as(concat!(
        "select p.id as pipeline_id, p.version, p.name as pipeline, p.service_line, p.is_default, s.id, s.name, s.tone, s.position, s.status, s.odds_bp,
                s.wip_limit, s.wip_hard, s.required, s.stall_hours, ",
        stage_fields!("s"),
        " from pipelines p join stages s on s.org_id = p.org_id and s.pipeline_id = p.id
         where p.org_id = $1 and p.archived_at is null order by p.created_at, p.id, s.position, s.id"
    ))
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
            fields: row.fields.0,
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
