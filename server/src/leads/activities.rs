//! What is done and planned for a lead.

use serde_json::json;
use shared::access::{Action, Scope};
use shared::input::{check, filled};
use shared::leads::visits::VisitStatus;
use shared::leads::{ActivityKind, Awaits, CompleteActivity, FollowUp, Lead, NewActivity, Outcome, events};
use shared::{AccountId, ActivityId, Error, LeadId, MemberId, Result};

use super::{Fact, answer, editable, rescore, sql};
use crate::begin;
use crate::cx::Cx;
use crate::db::Tx;

/// Logs something done, or plans something, with the next step that follows from it.
pub async fn log(cx: &Cx, id: LeadId, input: NewActivity) -> Result<Lead> {
    let scope = cx.may(Action::LeadsEdit)?;
    check(&input)?;
    let mut tx = begin!(cx);
    log_within(cx, &mut tx, id, scope, input).await?;
    answer(cx, tx, id).await
}

/// The same in the caller's transaction.
pub(super) async fn log_within(cx: &Cx, tx: &mut Tx, id: LeadId, scope: Scope, input: NewActivity) -> Result<()> {
    let lead = editable(cx, tx, id, scope).await?;
    let account = lead.account_id.map(AccountId);
    if let Some(due_at) = input.due_at {
        let step = FollowUp { kind: input.kind, what: input.body.trim().into(), due_at };
        plan(cx, tx, (id, account), cx.member(), &step, None).await?;
    } else {
        let activity = cx.id::<ActivityId>();
        let row = sql::NewRow {
            id: activity,
            lead: id,
            kind: input.kind,
            body: input.body.trim(),
            outcome: input.outcome,
            due_at: None,
            done_at: Some(cx.now()),
            member: cx.member(),
            awaits: None,
        };
        sql::insert_activity(tx, row).await?;
        if input.kind != ActivityKind::Note {
            sql::touch(tx, id).await?;
        }
        tx.record(
            Fact::new(events::ACTIVITY_LOGGED, activity)
                .of(id)
                .account(account)
                .data(json!({ "kind": input.kind, "outcome": input.outcome })),
        )
        .await?;
    }
    finish(cx, tx, id, account, input.follow_up).await
}

/// Marks a planned step as done, with what came of it and what follows.
pub async fn complete(cx: &Cx, id: LeadId, activity: ActivityId, input: CompleteActivity) -> Result<Lead> {
    let scope = cx.may(Action::LeadsEdit)?;
    check(&input)?;
    let mut tx = begin!(cx);
    complete_within(cx, &mut tx, id, scope, activity, input).await?;
    answer(cx, tx, id).await
}

/// The same in the caller's transaction.
pub(crate) async fn complete_within(
    cx: &Cx,
    tx: &mut Tx,
    id: LeadId,
    scope: Scope,
    activity: ActivityId,
    input: CompleteActivity,
) -> Result<()> {
    let lead = editable(cx, tx, id, scope).await?;
    let account = lead.account_id.map(AccountId);
    let note = input.note.as_deref().and_then(filled);
    let kind = sql::complete_activity(tx, id, activity, input.outcome, note.as_deref()).await?.ok_or(Error::NotFound)?;
    if kind != ActivityKind::Note {
        sql::touch(tx, id).await?;
    }
    if kind == ActivityKind::Visit {
        // one with a time and a place ends with its step
        let (status, result, reason) = match input.outcome {
            Some(Outcome::NotHeld) => (VisitStatus::Cancelled, None, note.as_deref()),
            _ => (VisitStatus::Done, note.as_deref(), None),
        };
        sql::end_visit(tx, activity, status, result, reason.unwrap_or_default()).await?;
    }
    tx.record(Fact::new(events::FOLLOW_UP_DONE, activity).of(id).account(account).data(json!({ "kind": kind, "outcome": input.outcome })))
        .await?;
    finish(cx, tx, id, account, input.follow_up).await
}

/// What every change of activities ends with: the step that follows, the next one of the lead, and its score.
pub(super) async fn finish(cx: &Cx, tx: &mut Tx, id: LeadId, account: Option<AccountId>, follow_up: Option<FollowUp>) -> Result<()> {
    if let Some(step) = follow_up {
        plan(cx, tx, (id, account), cx.member(), &step, None).await?;
    }
    sql::refresh_next_step(tx, id).await?;
    rescore(tx, id).await
}

/// Plans what the office has to do for a lead whatever becomes of it otherwise, for a member or for nobody yet, each with
/// what it waits for: what follows from something else, in the transaction of that.
pub(crate) async fn plan_for(cx: &Cx, tx: &mut Tx, id: LeadId, of: Option<MemberId>, steps: &[(FollowUp, Awaits)]) -> Result<()> {
    let account = sql::lock(tx, id).await?.account_id.map(AccountId);
    for (step, awaits) in steps {
        plan(cx, tx, (id, account), of, step, Some(*awaits)).await?;
    }
    sql::refresh_next_step(tx, id).await
}

/// Plans a step of one's own that ends by itself when what it waits for happens, in the caller's transaction.
pub(crate) async fn plan_within(cx: &Cx, tx: &mut Tx, id: LeadId, scope: Scope, step: &FollowUp, awaits: Option<Awaits>) -> Result<()> {
    let account = editable(cx, tx, id, scope).await?.account_id.map(AccountId);
    plan(cx, tx, (id, account), cx.member(), step, awaits).await?;
    finish(cx, tx, id, account, None).await
}

async fn plan(
    cx: &Cx,
    tx: &mut Tx,
    (id, account): (LeadId, Option<AccountId>),
    of: Option<MemberId>,
    step: &FollowUp,
    awaits: Option<Awaits>,
) -> Result<()> {
    let activity = cx.id::<ActivityId>();
    let row = sql::NewRow {
        id: activity,
        lead: id,
        kind: step.kind,
        body: step.what.trim(),
        outcome: None,
        due_at: Some(step.due_at),
        done_at: None,
        member: of,
        awaits,
    };
    sql::insert_activity(tx, row).await?;
    let mut data = json!({ "kind": step.kind, "what": step.what.trim(), "due_at": step.due_at });
    if let Some(awaits) = awaits {
        data["awaits"] = json!(awaits);
    }
    tx.record(Fact::new(events::FOLLOW_UP_PLANNED, activity).of(id).account(account).data(data)).await
}
