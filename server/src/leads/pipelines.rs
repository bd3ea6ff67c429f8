//! Pipelines: installed, added, renamed, preferred, put away.

use serde_json::json;
use shared::access::Action;
use shared::input::check;
use shared::leads::{
    ArchivePipeline, DEFAULT_STAGES, EditPipeline, MOST_PIPELINES, NewPipeline, Pipeline, PipelineTab, PreferPipeline, Stage, events,
};
use shared::packs::ServiceLine;
use shared::{Error, PipelineId, Result, StageId};

use super::{Fact, said, sql};
use crate::begin;
use crate::cx::Cx;
use crate::db::Tx;

/// Makes the pipeline of a service line with the stages every new one starts with; leaves one that exists.
pub async fn install_pipeline(cx: &Cx, tx: &mut Tx, line: ServiceLine) -> Result<()> {
    let id = cx.id::<PipelineId>();
    let name = match line {
        ServiceLine::Moving => "Moving",
        ServiceLine::Charter => "Charter",
        ServiceLine::Glass => "Glass repair",
        ServiceLine::Contracting => "Contracting",
    };
    if !sql::insert_pipeline(tx, id, name, line).await? {
        return Ok(());
    }
    for stage in first_stages(cx) {
        sql::insert_stage(tx, id, &stage).await?;
    }
    tx.record(Fact::new(events::PIPELINE_INSTALLED, id).version(1).data(json!({ "name": name }))).await
}

/// The stages every new pipeline starts with.
fn first_stages(cx: &Cx) -> Vec<Stage> {
    DEFAULT_STAGES.iter().enumerate().map(|(position, seed)| seed.stage(cx.id::<StageId>(), position as i32)).collect()
}

/// The pipelines of the organization, archived ones last.
pub async fn pipelines(cx: &Cx) -> Result<Vec<PipelineTab>> {
    cx.may(Action::LeadsView)?;
    let mut tx = cx.read().await?;
    let (tabs, _) = sql::switch(&mut tx).await?;
    Ok(tabs)
}

/// The pipelines in use with all their stages.
pub async fn all_stages(cx: &Cx) -> Result<Vec<Pipeline>> {
    cx.may(Action::LeadsView)?;
    let mut tx = cx.read().await?;
    sql::all_stages(&mut tx).await
}

/// Adds a pipeline for a service the organization has, with the stages of another one or those one starts with.
pub async fn add_pipeline(cx: &Cx, input: NewPipeline) -> Result<Pipeline> {
    cx.may(Action::LeadsAssign)?;
    check(&input)?;
    let mut tx = begin!(cx);
    // whoever adds two at once is counted once after the other
    sql::lock_pipelines(&mut tx).await?;
    if sql::pipeline_of(&mut tx, input.service_line).await?.is_none() {
        return Err(Error::field("service_line", "not_applicable"));
    }
    if sql::count_pipelines(&mut tx).await? >= MOST_PIPELINES {
        return Err(Error::conflict("too_many_pipelines", || said::too_many_pipelines(MOST_PIPELINES)));
    }
    let stages = match input.copy_of {
        None => first_stages(cx),
        Some(other) => sql::stages(&mut tx, other).await?.into_iter().map(|stage| Stage { id: cx.id::<StageId>(), ..stage }).collect(),
    };
    if stages.is_empty() {
        return Err(Error::field("copy_of", "unknown_choice"));
    }
    let (id, name) = (cx.id::<PipelineId>(), input.name.trim());
    sql::insert_further_pipeline(&mut tx, id, name, input.service_line).await?;
    for stage in &stages {
        sql::insert_stage(&mut tx, id, stage).await?;
    }
    let data = json!({ "name": name, "service_line": input.service_line, "copy_of": input.copy_of });
    tx.record(Fact::new(events::PIPELINE_INSTALLED, id).version(1).data(data)).await?;
    let pipeline = sql::pipeline(&mut tx, id).await?;
    tx.commit(pipeline).await
}

/// Renames a pipeline.
pub async fn edit_pipeline(cx: &Cx, id: PipelineId, input: EditPipeline) -> Result<Pipeline> {
    cx.may(Action::LeadsAssign)?;
    check(&input)?;
    let mut tx = begin!(cx);
    let before = held(&mut tx, id, input.version).await?;
    let name = input.name.trim();
    sql::rename_pipeline(&mut tx, id, name).await?;
    let version = sql::bump_pipeline(&mut tx, id).await?;
    let data = json!({ "name": { "before": before.name, "after": name } });
    tx.record(Fact::new(events::PIPELINE_EDITED, id).version(version).data(data)).await?;
    let pipeline = sql::pipeline(&mut tx, id).await?;
    tx.commit(pipeline).await
}

/// Makes a pipeline the one that takes the leads of its service which name no stage.
pub async fn prefer_pipeline(cx: &Cx, id: PipelineId, input: PreferPipeline) -> Result<Pipeline> {
    cx.may(Action::LeadsAssign)?;
    check(&input)?;
    let mut tx = begin!(cx);
    sql::lock_pipelines(&mut tx).await?;
    let before = held(&mut tx, id, input.version).await?;
    if before.archived {
        return Err(Error::conflict("pipeline_archived", said::pipeline_archived));
    }
    if before.is_default {
        return tx.commit(before).await;
    }
    sql::prefer_pipeline(&mut tx, id, before.service_line).await?;
    let version = sql::bump_pipeline(&mut tx, id).await?;
    let data = json!({ "name": before.name, "service_line": before.service_line });
    tx.record(Fact::new(events::PIPELINE_PREFERRED, id).version(version).data(data)).await?;
    let pipeline = sql::pipeline(&mut tx, id).await?;
    tx.commit(pipeline).await
}

/// Puts a pipeline away in which nothing is open, or takes it into use again.
pub async fn archive_pipeline(cx: &Cx, id: PipelineId, input: ArchivePipeline) -> Result<Pipeline> {
    cx.may(Action::LeadsAssign)?;
    check(&input)?;
    let mut tx = begin!(cx);
    let before = held(&mut tx, id, input.version).await?;
    if before.archived == input.archived {
        return tx.commit(before).await;
    }
    if before.is_default {
        return Err(Error::conflict("default_pipeline", said::default_pipeline));
    }
    let open = if input.archived { sql::open_in_pipeline(&mut tx, id).await? } else { 0 };
    if open > 0 {
        return Err(Error::conflict("pipeline_holds_leads", || said::pipeline_holds_leads(&before.name, open)));
    }
    sql::archive_pipeline(&mut tx, id, input.archived).await?;
    let version = sql::bump_pipeline(&mut tx, id).await?;
    let kind = if input.archived { events::PIPELINE_ARCHIVED } else { events::PIPELINE_RESTORED };
    tx.record(Fact::new(kind, id).version(version).data(json!({ "name": before.name }))).await?;
    let pipeline = sql::pipeline(&mut tx, id).await?;
    tx.commit(pipeline).await
}

/// A pipeline held for a change that was made on a version of it.
pub(super) async fn held(tx: &mut Tx, id: PipelineId, version: i32) -> Result<Pipeline> {
    let pipeline = sql::lock_pipeline(tx, id).await?;
    if pipeline.version == version { Ok(pipeline) } else { Err(outdated(&pipeline)) }
}

/// Somebody else arranged it meanwhile.
pub(super) fn outdated(pipeline: &Pipeline) -> Error {
    Error::conflict("changed", || said::pipeline_changed(&pipeline.name))
}
