//! The stages of a pipeline: added, changed, put in order, removed. Each change is made on a known version of the
//! pipeline, so that of two people arranging it the second is told.

use serde_json::json;
use shared::access::Action;
use shared::customers::CustomField;
use shared::input::check;
use shared::leads::rules::rank_between;
use shared::leads::{
    EditStage, LeadStatus, MOST_STAGES, OrderStages, Pipeline, RemoveStage, Stage, asked_of, check_arrangement, check_order, check_removal,
    events, place_for,
};
use shared::{AccountId, Error, LeadId, PipelineId, Result, StageId};

use super::pipelines::{held, outdated};
use super::{Fact, said, sql};
use crate::begin;
use crate::customers;
use crate::cx::Cx;
use crate::db::Tx;

/// Adds an open stage behind all that count as no more than it.
pub async fn add_stage(cx: &Cx, id: PipelineId, input: EditStage) -> Result<Pipeline> {
    cx.may(Action::LeadsAssign)?;
    check(&input)?;
    let version = input.version.ok_or_else(|| Error::field("version", "required"))?;
    let status = input.status.ok_or_else(|| Error::field("status", "required"))?;
    if !status.is_open() {
        return Err(Error::field("status", "not_applicable"));
    }
    let mut tx = begin!(cx);
    let before = held(&mut tx, id, version).await?;
    if before.stages.len() >= MOST_STAGES {
        return Err(Error::conflict("too_many_stages", || said::too_many_stages(MOST_STAGES)));
    }
    let at = place_for(&before.stages, status);
    let fields = asked(&mut tx, &[], &input).await?;
    let stage = input.stage(cx.id::<StageId>(), at as i32, status, fields);
    let mut order: Vec<StageId> = before.stages.iter().map(|stage| stage.id).collect();
    order.insert(at, stage.id);
    sql::insert_stage(&mut tx, id, &stage).await?;
    sql::place_stages(&mut tx, id, &order).await?;
    let version = sql::bump_pipeline(&mut tx, id).await?;
    tx.record(Fact::new(events::STAGE_ADDED, stage.id).of(id).version(version).data(&input)).await?;
    answer(tx, id).await
}

/// Renames a stage, or changes its limit, odds, required fields, stall period or what it counts as; its leads count
/// with it.
pub async fn edit_stage(cx: &Cx, id: StageId, input: EditStage) -> Result<Pipeline> {
    cx.may(Action::LeadsAssign)?;
    check(&input)?;
    let mut tx = begin!(cx);
    let mut pipeline = sql::lock_pipeline_of_stage(&mut tx, id).await?;
    if input.version.is_some_and(|seen| seen != pipeline.version) {
        return Err(outdated(&pipeline));
    }
    let stage = pipeline.stages.iter_mut().find(|stage| stage.id == id).ok_or(Error::NotFound)?;
    let before = stage.status;
    let status = input.status.unwrap_or(before);
    let fields = asked(&mut tx, &stage.fields, &input).await?;
    *stage = input.stage(id, stage.position, status, fields);
    let after = stage.clone();
    if status != before {
        if !before.is_open() || !status.is_open() {
            return Err(Error::field("status", "not_applicable"));
        }
        let statuses: Vec<LeadStatus> = pipeline.stages.iter().map(|stage| stage.status).collect();
        check_arrangement(&statuses)?;
        sql::empty_out(&mut tx, id).await?;
    }
    sql::update_stage(&mut tx, &after).await?;
    if status != before {
        follow(&mut tx, &after, before).await?;
    }
    let version = sql::bump_pipeline(&mut tx, pipeline.id).await?;
    tx.record(Fact::new(events::STAGE_EDITED, id).of(pipeline.id).version(version).data(&input)).await?;
    answer(tx, pipeline.id).await
}

/// The fields of the organization's own a stage is to ask for, which asked for those of `before`.
async fn asked(tx: &mut Tx, before: &[CustomField], input: &EditStage) -> Result<Vec<CustomField>> {
    match input.required_fields.as_deref() {
        None => Ok(before.to_vec()),
        Some([]) => Ok(Vec::new()),
        Some(wanted) => asked_of(&customers::lead_fields(tx).await?, before, wanted),
    }
}

/// The leads of a stage count as what it counts as by now, each with its event. Their scores follow within the hour, as
/// those of leads that time moves.
async fn follow(tx: &mut Tx, stage: &Stage, before: LeadStatus) -> Result<()> {
    let reason = format!("The stage {} counts as {} now", stage.name, stage.status);
    let touched = sql::follow_status(tx, stage.id, stage.status, &reason).await?;
    let facts = touched.into_iter().map(|lead| {
        let data = json!({ "stage": stage.name, "status": { "before": before, "after": stage.status }, "reason": reason });
        Fact::new(events::RECOUNTED, LeadId(lead.id)).account(lead.account_id.map(AccountId)).version(lead.version).data(data)
    });
    tx.record_all(facts.collect()).await
}

/// Puts the stages of a pipeline in another order.
pub async fn order_stages(cx: &Cx, id: PipelineId, input: OrderStages) -> Result<Pipeline> {
    cx.may(Action::LeadsAssign)?;
    check(&input)?;
    let mut tx = begin!(cx);
    let before = held(&mut tx, id, input.version).await?;
    check_order(&before.stages, &input.stages)?;
    sql::place_stages(&mut tx, id, &input.stages).await?;
    let version = sql::bump_pipeline(&mut tx, id).await?;
    let pipeline = sql::pipeline(&mut tx, id).await?;
    let names = |stages: &[Stage]| stages.iter().map(|stage| stage.name.clone()).collect::<Vec<_>>();
    let data = json!({ "stages": { "before": names(&before.stages), "after": names(&pipeline.stages) } });
    tx.record(Fact::new(events::STAGES_ORDERED, id).version(version).data(data)).await?;
    tx.commit(pipeline).await
}

/// Removes a stage; its leads go to another one of the pipeline, past what a person would be asked for there, below
/// the cards that are in it.
pub async fn remove_stage(cx: &Cx, id: StageId, input: RemoveStage) -> Result<Pipeline> {
    cx.may(Action::LeadsAssign)?;
    check(&input)?;
    let mut tx = begin!(cx);
    let before = sql::lock_pipeline_of_stage(&mut tx, id).await?;
    if before.version != input.version {
        return Err(outdated(&before));
    }
    let gone = before.stages.iter().find(|stage| stage.id == id).ok_or(Error::NotFound)?;
    check_removal(&before.stages, id)?;
    let leads = sql::empty_out(&mut tx, id).await?;
    let mut to = None;
    if !leads.is_empty() {
        let Some(wanted) = input.to else {
            return Err(Error::conflict("stage_holds_leads", || said::stage_holds_leads(&gone.name, leads.len())));
        };
        let target = before.stages.iter().find(|stage| stage.id == wanted && stage.id != id && stage.status.is_open());
        let target = target.ok_or_else(|| Error::field("to", "unknown_choice"))?;
        rehouse(&mut tx, &leads, gone, target).await?;
        to = Some(&target.name);
    }
    sql::remove_stage(&mut tx, id).await?;
    let rest: Vec<StageId> = before.stages.iter().map(|stage| stage.id).filter(|other| *other != id).collect();
    sql::place_stages(&mut tx, before.id, &rest).await?;
    let version = sql::bump_pipeline(&mut tx, before.id).await?;
    let data = json!({ "name": gone.name, "to": to, "leads": leads.len() });
    tx.record(Fact::new(events::STAGE_REMOVED, id).of(before.id).version(version).data(data)).await?;
    answer(tx, before.id).await
}

/// Puts all leads of a stage below the cards of another one, in their order, each with its stay and its event. Their
/// scores follow within the hour, as those of leads that time moves.
async fn rehouse(tx: &mut Tx, leads: &[LeadId], from: &Stage, to: &Stage) -> Result<()> {
    let mut last = sql::last_rank(tx, to.id).await?;
    let mut ranks = Vec::with_capacity(leads.len());
    for _ in leads {
        let rank = rank_between(last.as_deref(), None);
        last = Some(rank.clone());
        ranks.push(rank);
    }
    let reason = format!("The stage {} was removed", from.name);
    let moved = sql::rehouse(tx, leads, &ranks, to, &reason).await?;
    let facts = moved.into_iter().map(|lead| {
        let data = json!({ "from": from.name, "to": to.name, "reason": reason });
        Fact::new(events::MOVED, lead.id).account(lead.account_id.map(AccountId)).version(lead.version).data(data)
    });
    tx.record_all(facts.collect()).await
}

/// The pipeline as it now is, as the answer of a write.
async fn answer(mut tx: Tx, id: PipelineId) -> Result<Pipeline> {
    let pipeline = sql::pipeline(&mut tx, id).await?;
    tx.commit(pipeline).await
}
