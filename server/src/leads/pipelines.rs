//! Arranging pipelines.

use serde_json::json;
use shared::access::Action;
use shared::input::check;
use shared::leads::{DEFAULT_STAGES, EditStage, Pipeline, PipelineTab, events};
use shared::packs::ServiceLine;
use shared::{Error, PipelineId, Result, StageId};

use super::{Fact, sql};
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
    };
    if !sql::insert_pipeline(tx, id, name, line).await? {
        return Ok(());
    }
    for (position, seed) in DEFAULT_STAGES.iter().enumerate() {
        sql::insert_stage(tx, id, cx.id::<StageId>(), position as i32, seed).await?;
    }
    tx.record(Fact::new(events::PIPELINE_INSTALLED, id).version(1).data(json!({ "name": name }))).await
}

/// The pipelines of the organization.
pub async fn pipelines(cx: &Cx) -> Result<Vec<PipelineTab>> {
    cx.may(Action::LeadsView)?;
    let mut tx = cx.read().await?;
    let (tabs, _) = sql::switch(&mut tx).await?;
    Ok(tabs.into_iter().map(|(tab, _)| tab).collect())
}

/// The pipelines of the organization with all their stages.
pub async fn all_stages(cx: &Cx) -> Result<Vec<Pipeline>> {
    cx.may(Action::LeadsView)?;
    let mut tx = cx.read().await?;
    sql::all_stages(&mut tx).await
}

/// Renames a stage, or changes its limit, odds, required fields or stall period.
pub async fn edit_stage(cx: &Cx, id: StageId, input: EditStage) -> Result<Pipeline> {
    cx.may(Action::LeadsAssign)?;
    check(&input)?;
    let mut tx = begin!(cx);
    let pipeline = sql::update_stage(&mut tx, id, &input).await?.ok_or(Error::NotFound)?;
    tx.record(Fact::new(events::STAGE_EDITED, id).of(pipeline).data(&input)).await?;
    let pipeline = sql::pipeline(&mut tx, pipeline).await?;
    tx.commit(pipeline).await
}
