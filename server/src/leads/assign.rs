//! Who takes a lead.

use serde_json::json;
use shared::access::Action;
use shared::input::{check, filled};
use shared::leads::assignment::{Decision, Turn, pick};
use shared::leads::{AssignLead, AssignedBy, EditTurn, Lead, events};
use shared::{AccountId, Error, LeadId, MemberId, Result};

use super::{Fact, answer, editable, outrun, rescore, sql};
use crate::begin;
use crate::cx::Cx;
use crate::db::Tx;

/// The next of the queue, whose turn is thereby taken.
pub(super) async fn take_turn(tx: &mut Tx) -> Result<Decision> {
    let last = sql::lock_queue(tx).await?;
    let clock = sql::clock(tx).await?;
    let turns = sql::turns(tx, clock.day_starts).await?;
    let decision = pick(&turns, last, clock.today);
    if let Some(member) = decision.member {
        sql::take_turn(tx, member).await?;
    }
    Ok(decision)
}

/// Gives a lead to a member, or back to the queue. Taking an unassigned one for oneself needs no right to assign.
pub async fn assign(cx: &Cx, id: LeadId, input: AssignLead) -> Result<Lead> {
    check(&input)?;
    let scope = cx.may(Action::LeadsEdit).or_else(|_| cx.may(Action::LeadsAssign))?;
    let mut tx = begin!(cx);
    let lead = if cx.may(Action::LeadsAssign).is_ok() { sql::lock(&mut tx, id).await? } else { editable(cx, &mut tx, id, scope).await? };
    let takes_it_up = lead.owner_id.is_none() && input.owner.is_some() && input.owner == cx.member();
    if !takes_it_up {
        cx.may(Action::LeadsAssign)?;
    }
    if lead.version != input.version {
        return Err(outrun(&lead, cx));
    }
    let reason = input.reason.as_deref().and_then(filled);
    let (owner, how, why) = match input.owner {
        Some(owner) => {
            let name = sql::member_name(&mut tx, owner).await?.ok_or_else(|| Error::field("owner", "unknown_choice"))?;
            let why = reason.unwrap_or_else(|| {
                if takes_it_up { format!("Taken up by {name}") } else { format!("Given to {name} by {}", cx.actor.name()) }
            });
            (Some(owner), AssignedBy::Hand, why)
        }
        None => {
            let decision = take_turn(&mut tx).await?;
            (decision.member, if decision.member.is_some() { AssignedBy::RoundRobin } else { AssignedBy::Nobody }, decision.why)
        }
    };
    let version = sql::assign(&mut tx, id, owner, how, &why).await?;
    sql::insert_assignment(&mut tx, id, owner, how, &why).await?;
    let data = json!({ "from": lead.owner_name, "to": owner, "how": how, "why": why });
    tx.record(Fact::new(events::ASSIGNED, id).account(lead.account_id.map(AccountId)).version(version).data(data)).await?;
    rescore(&mut tx, id).await?;
    answer(cx, tx, id).await
}

/// The queue in order, with today's turns.
pub async fn queue(cx: &Cx) -> Result<Vec<Turn>> {
    cx.may(Action::LeadsView)?;
    let mut tx = cx.read().await?;
    let clock = sql::clock(&mut tx).await?;
    sql::turns(&mut tx, clock.day_starts).await
}

/// Gives a new member a turn in the queue, or none, in the caller's transaction. Sales agents have one without a row.
pub async fn stand_in_queue(tx: &mut Tx, member: MemberId, stands: bool) -> Result<()> {
    if sql::set_active(tx, member, stands).await? {
        tx.record(Fact::new(events::QUEUE_EDITED, member).data(json!({ "active": stands }))).await?;
    }
    Ok(())
}

/// Moves, pauses or limits a member in the queue.
pub async fn edit_turn(cx: &Cx, member: MemberId, input: EditTurn) -> Result<Vec<Turn>> {
    cx.may(Action::LeadsAssign)?;
    check(&input)?;
    let mut tx = begin!(cx);
    sql::member_name(&mut tx, member).await?.ok_or(Error::NotFound)?;
    sql::upsert_turn(&mut tx, member, &input).await?;
    tx.record(Fact::new(events::QUEUE_EDITED, member).data(&input)).await?;
    let clock = sql::clock(&mut tx).await?;
    let turns = sql::turns(&mut tx, clock.day_starts).await?;
    tx.commit(turns).await
}
