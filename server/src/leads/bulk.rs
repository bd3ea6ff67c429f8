//! One act on several leads. Each lead is a transaction of its own, by the use case that acts on one: with its own check
//! of rights, on the version it was seen in, with its own event and its own refusal. What was done to one stays done
//! when another is refused. Sending a call again under its key does what is missing and nothing twice.

use std::collections::HashSet;

use shared::access::{Action, Scope};
use shared::input::{check, filled};
use shared::leads::{
    AssignLead, GiveLeads, LeadOutcome, LeadOutcomes, LeadStatus, LoseLeads, LostReason, MoveLead, MoveLeads, NewActivity, PlanLeads,
    SeenLead,
};
use shared::{Error, LeadId, MemberId, Result, StageId};

use super::{activities, assign, editable, moves, outrun, said, sql, stage_of};
use crate::begin;
use crate::cx::Cx;
use crate::db::Tx;
use crate::many::{is_refusal, part_of};

/// What is done to each.
enum Deed {
    Give(Option<MemberId>),
    Move { stage: StageId, wip_reason: Option<String> },
    Lose { reason: LostReason, note: Option<String> },
    Plan(NewActivity),
}

/// Gives leads to a member, or back to the queue.
pub async fn give_many(cx: &Cx, input: GiveLeads) -> Result<LeadOutcomes> {
    let scope = cx.may(Action::LeadsEdit).or_else(|_| cx.may(Action::LeadsAssign))?;
    check(&input)?;
    if let Some(owner) = input.owner {
        // wrong for all of them, so said once
        let mut tx = cx.read().await?;
        sql::member_name(&mut tx, owner).await?.ok_or_else(|| Error::field("owner", "unknown_choice"))?;
    }
    each(cx, scope, &input.leads, &Deed::Give(input.owner)).await
}

/// Moves leads into a stage, the first of them on top. Leads of another pipeline stay where they are.
pub async fn move_many(cx: &Cx, input: MoveLeads) -> Result<LeadOutcomes> {
    let scope = cx.may(Action::LeadsEdit)?;
    check(&input)?;
    let mut tx = cx.read().await?;
    if !sql::is_stage(&mut tx, input.stage).await? {
        return Err(Error::field("stage", "unknown_choice"));
    }
    drop(tx);
    let wip_reason = input.wip_reason.as_deref().and_then(filled);
    each(cx, scope, &input.leads, &Deed::Move { stage: input.stage, wip_reason }).await
}

/// Marks leads lost, each in its own pipeline.
pub async fn lose_many(cx: &Cx, input: LoseLeads) -> Result<LeadOutcomes> {
    let scope = cx.may(Action::LeadsEdit)?;
    check(&input)?;
    let note = input.note.as_deref().and_then(filled);
    each(cx, scope, &input.leads, &Deed::Lose { reason: input.reason, note }).await
}

/// Plans the same next step for each lead. That is decided over nobody's head, whatever became of the lead meanwhile.
pub async fn plan_many(cx: &Cx, input: PlanLeads) -> Result<LeadOutcomes> {
    let scope = cx.may(Action::LeadsEdit)?;
    check(&input)?;
    let leads: Vec<SeenLead> = input.leads.iter().map(|id| SeenLead { id: *id, version: 0 }).collect();
    let step = NewActivity { kind: input.kind, body: input.what.trim().into(), outcome: None, due_at: Some(input.due_at), follow_up: None };
    each(cx, scope, &leads, &Deed::Plan(step)).await
}

async fn each(cx: &Cx, scope: Scope, leads: &[SeenLead], deed: &Deed) -> Result<LeadOutcomes> {
    let command = cx.take_command();
    let mut seen = HashSet::new();
    let mut above = None;
    let mut outcomes = LeadOutcomes::default();
    for lead in leads.iter().copied().filter(|lead| seen.insert(lead.id)) {
        let cx = part_of(cx, command.as_ref(), lead.id.0);
        let outcome = match one(&cx, scope, lead, deed, above).await {
            Ok(version) => {
                above = Some(lead.id);
                LeadOutcome { lead: lead.id, version: Some(version), refused: None }
            }
            Err(error) if is_refusal(&error) => LeadOutcome { lead: lead.id, version: None, refused: Some(error) },
            Err(error) => return Err(error),
        };
        outcomes.leads.push(outcome);
    }
    Ok(outcomes)
}

/// Does it to one lead; the version it has then. `above` is the lead done before it, below which a card comes to stand.
async fn one(cx: &Cx, scope: Scope, lead: SeenLead, deed: &Deed, above: Option<LeadId>) -> Result<i32> {
    let mut tx = begin!(cx);
    match deed {
        Deed::Give(owner) => {
            let input = AssignLead { version: lead.version, owner: *owner, reason: None };
            assign::assign_within(cx, &mut tx, lead.id, scope, input).await?;
        }
        Deed::Move { stage, wip_reason } => {
            let wish = MoveLead { wip_reason: wip_reason.clone(), ..MoveLead::to(lead.version, *stage, above) };
            go(cx, &mut tx, lead, scope, &wish).await?;
        }
        Deed::Lose { reason, note } => {
            let held = editable(cx, &mut tx, lead.id, scope).await?;
            if held.status == LeadStatus::Lost {
                return Err(Error::conflict("lost", said::lost_already));
            }
            let stage = stage_of(&mut tx, lead.id, LeadStatus::Lost).await?;
            let stage = stage.ok_or_else(|| Error::conflict("no_such_stage", said::no_lost_stage))?;
            let wish = MoveLead { lost_reason: Some(*reason), lost_note: note.clone(), ..MoveLead::to(lead.version, stage, above) };
            moves::move_within(cx, &mut tx, lead.id, scope, &wish).await?;
        }
        Deed::Plan(step) => activities::log_within(cx, &mut tx, lead.id, scope, step.clone()).await?,
    }
    let version = sql::record(&mut tx, lead.id).await?.version;
    tx.commit(version).await
}

/// Moves a lead to another stage; one that stands there keeps its place.
async fn go(cx: &Cx, tx: &mut Tx, lead: SeenLead, scope: Scope, wish: &MoveLead) -> Result<()> {
    let held = editable(cx, tx, lead.id, scope).await?;
    if held.version != lead.version {
        return Err(outrun(&held, cx));
    }
    if held.stage_id == wish.stage.0 {
        return Ok(());
    }
    moves::move_within(cx, tx, lead.id, scope, wish).await
}
