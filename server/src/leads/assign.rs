//! Who takes a lead.

use chrono::{DateTime, Utc};
use serde_json::json;
use shared::access::{Action, Scope};
use shared::input::{check, filled};
use shared::leads::assignment::{Passed, Queue, is_away, pick};
use shared::leads::{AssignLead, AssignedBy, EditQueue, EditTurn, Lead, events};
use shared::packs::ServiceLine;
use shared::text::Locale;
use shared::{AccountId, Error, LeadId, MemberId, Result, Said};

use super::{Fact, answer, editable, outrun, rescore, said, sql};
use crate::begin;
use crate::cx::Cx;
use crate::db::Tx;

/// A decision on who takes a lead.
pub(super) struct Given {
    pub owner: Option<MemberId>,
    pub how: AssignedBy,
    /// In words a person understands.
    pub why: Said,
    /// When the queue looks at it again.
    pub queue_at: Option<DateTime<Utc>>,
}

impl Given {
    /// Decided by a person: the queue leaves it alone.
    pub fn by_hand(owner: MemberId, how: AssignedBy, why: Said) -> Self {
        Self { owner: Some(owner), how, why, queue_at: None }
    }
}

/// Stands for "when the queue changes": nobody's turn comes by itself.
pub(super) fn far() -> DateTime<Utc> {
    DateTime::from_timestamp(253_370_764_800, 0).unwrap_or(DateTime::<Utc>::MAX_UTC)
}

/// The next of the queue who can take a lead of this service and had it not before; the turn is thereby taken.
pub(super) async fn take_turn(tx: &mut Tx, line: ServiceLine, had: &[MemberId]) -> Result<Given> {
    sql::lock_queue(tx).await?;
    let schedule = sql::schedule(tx).await?;
    let turns = sql::turns(tx, schedule.day_starts).await?;
    let decision = pick(&turns, schedule.last, &schedule.asked(Some(line), had));
    let Some(member) = decision.member else {
        let queue_at = decision.again.map_or_else(far, |wall| schedule.moment(wall));
        return Ok(Given { owner: None, how: AssignedBy::Nobody, why: decision.why, queue_at: Some(queue_at) });
    };
    sql::take_turn(tx, member).await?;
    let own = turns.iter().find(|turn| turn.member == member).and_then(|turn| turn.hours.as_ref());
    Ok(Given { owner: Some(member), how: AssignedBy::RoundRobin, why: decision.why, queue_at: schedule.returns(own) })
}

/// The lead of an existing customer goes to the customer's owner, to the deputy while the owner is away, and round
/// when nobody of them is there.
pub(super) async fn follow_customer(tx: &mut Tx, owner: MemberId, customer: &str, line: ServiceLine) -> Result<Given> {
    let schedule = sql::schedule(tx).await?;
    let (mut who, mut seen, mut absent) = (owner, Vec::new(), Vec::<(String, Passed)>::new());
    let told = |absent: &[(String, Passed)]| {
        let each: Vec<String> = absent.iter().map(|(name, passed)| format!("{name} ({passed})")).collect();
        each.join(&format!(", {} ", said::deputy()))
    };
    while let Some(there) = sql::presence(tx, who).await? {
        if !is_away(there.away_from, there.away_until, schedule.wall.date()) {
            let why = match absent.is_empty() {
                true => Said::of(|| said::owner_of_customer(customer)),
                false => Said::of(|| said::to_deputy(customer, told(&absent), &there.name)),
            };
            return Ok(Given { owner: Some(who), how: AssignedBy::Customer, why, queue_at: schedule.returns(there.hours.as_ref()) });
        }
        absent.push((there.name, Passed::Away { until: there.away_until }));
        seen.push(who);
        match there.deputy.filter(|deputy| !seen.contains(deputy)) {
            Some(deputy) => who = deputy,
            None => break,
        }
    }
    let given = take_turn(tx, line, &[]).await?;
    let why = Said::of(|| {
        let absent = if absent.is_empty() { said::is_gone() } else { told(&absent) };
        said::owner_absent(customer, absent, &given.why)
    });
    Ok(Given { why, ..given })
}

/// Gives a lead to a member, or back to the queue. Taking an unassigned one for oneself needs no right to assign.
pub async fn assign(cx: &Cx, id: LeadId, input: AssignLead) -> Result<Lead> {
    check(&input)?;
    let scope = cx.may(Action::LeadsEdit).or_else(|_| cx.may(Action::LeadsAssign))?;
    let mut tx = begin!(cx);
    assign_within(cx, &mut tx, id, scope, input).await?;
    answer(cx, tx, id).await
}

/// The same in the caller's transaction.
pub(crate) async fn assign_within(cx: &Cx, tx: &mut Tx, id: LeadId, scope: Scope, input: AssignLead) -> Result<()> {
    let lead = if cx.may(Action::LeadsAssign).is_ok() { sql::lock(tx, id).await? } else { editable(cx, tx, id, scope).await? };
    let takes_it_up = lead.owner_id.is_none() && input.owner.is_some() && input.owner == cx.member();
    if !takes_it_up {
        cx.may(Action::LeadsAssign)?;
    }
    if lead.version != input.version {
        return Err(outrun(&lead, cx));
    }
    let reason = input.reason.as_deref().and_then(filled);
    let given = match input.owner {
        Some(owner) => {
            let name = sql::member_name(tx, owner).await?.ok_or_else(|| Error::field("owner", "unknown_choice"))?;
            let why = match reason {
                Some(reason) => Said::value(reason),
                None if takes_it_up => Said::of(|| said::taken_up(&name)),
                None => Said::of(|| said::given_by(&name, cx.actor.name())),
            };
            Given::by_hand(owner, AssignedBy::Hand, why)
        }
        None => take_turn(tx, lead.service_line, &[]).await?,
    };
    let version = hand_over(tx, id, &given).await?;
    let data = json!({ "from": lead.owner_name, "to": given.owner, "how": given.how, "why": given.why.told_in(Locale::En) });
    tx.record(Fact::new(events::ASSIGNED, id).account(lead.account_id.map(AccountId)).version(version).data(data)).await?;
    rescore(tx, id).await
}

/// Writes a decision and keeps it with its reason; the new version of the lead.
pub(super) async fn hand_over(tx: &mut Tx, id: LeadId, given: &Given) -> Result<i32> {
    let why = given.why.kept();
    let version = sql::assign(tx, id, given.owner, given.how, &why, given.queue_at).await?;
    sql::insert_assignment(tx, id, given.owner, given.how, &why).await?;
    Ok(version)
}

/// The queue in order, with today's turns, who is next, and why others are not.
pub async fn queue(cx: &Cx) -> Result<Queue> {
    cx.may(Action::LeadsView)?;
    let mut tx = cx.read().await?;
    standing(&mut tx).await
}

async fn standing(tx: &mut Tx) -> Result<Queue> {
    let schedule = sql::schedule(tx).await?;
    let turns = sql::turns(tx, schedule.day_starts).await?;
    let waiting = sql::waiting(tx).await?;
    let queue = Queue::of(turns, schedule.last, &schedule.lines, &schedule.asked(None, &[]));
    Ok(Queue { return_minutes: schedule.return_minutes, waiting, ..queue })
}

/// Gives a new member a turn in the queue, or none, in the caller's transaction. Sales agents have one without a row.
pub async fn stand_in_queue(tx: &mut Tx, member: MemberId, stands: bool) -> Result<()> {
    if sql::set_active(tx, member, stands).await? {
        tx.record(Fact::new(events::QUEUE_EDITED, member).data(json!({ "active": stands }))).await?;
    }
    Ok(())
}

/// Changes a member's turn: place, pause, limit, hours, services, absence and deputy. Leads that wait are looked at
/// again.
pub async fn edit_turn(cx: &Cx, member: MemberId, input: EditTurn) -> Result<Queue> {
    cx.may(Action::LeadsAssign)?;
    check(&input)?;
    input.check_absence()?;
    let mut tx = begin!(cx);
    sql::member_name(&mut tx, member).await?.ok_or(Error::NotFound)?;
    if let Some(deputy) = input.deputy
        && (deputy == member || sql::member_name(&mut tx, deputy).await?.is_none())
    {
        return Err(Error::field("deputy", "unknown_choice"));
    }
    sql::upsert_turn(&mut tx, member, &input).await?;
    sql::wake_waiting(&mut tx).await?;
    tx.record(Fact::new(events::QUEUE_EDITED, member).data(&input)).await?;
    let queue = standing(&mut tx).await?;
    tx.commit(queue).await
}

/// Changes what holds for the queue as a whole.
pub async fn edit_queue(cx: &Cx, input: EditQueue) -> Result<Queue> {
    cx.may(Action::LeadsAssign)?;
    check(&input)?;
    let mut tx = begin!(cx);
    sql::set_return_minutes(&mut tx, input.return_minutes).await?;
    tx.record(Fact::new(events::QUEUE_EDITED, cx.org).data(&input)).await?;
    let queue = standing(&mut tx).await?;
    tx.commit(queue).await
}
