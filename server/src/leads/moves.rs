//! Moving cards, within their pipeline and into another one.

use serde_json::json;
use shared::access::{Action, Scope};
use shared::customers::{CustomField, CustomValues, FieldOf, read_values};
use shared::input::{check, filled};
use shared::leads::rules::{Gap, MoveFacts, gap_errors, gaps, rank_between};
use shared::leads::{Lead, LeadRow, LeadStatus, MoveLead, Stage, events};
use shared::{AccountId, Error, LeadId, Result};

use super::{Fact, Record, answer, editable, outrun, rescore, said, score_of, sql};
use crate::begin;
use crate::customers;
use crate::cx::Cx;
use crate::db::Tx;

/// Puts a card into a stage, below another card or on top. The second of two people who move the same card is told
/// who was faster.
pub async fn move_card(cx: &Cx, id: LeadId, wish: MoveLead) -> Result<LeadRow> {
    let scope = cx.may(Action::LeadsEdit)?;
    check(&wish)?;
    let mut tx = begin!(cx);
    let row = moved(cx, &mut tx, id, scope, &wish).await?.row();
    tx.commit(row).await
}

/// The same in the caller's transaction.
pub(crate) async fn move_within(cx: &Cx, tx: &mut Tx, id: LeadId, scope: Scope, wish: &MoveLead) -> Result<()> {
    moved(cx, tx, id, scope, wish).await.map(drop)
}

/// The same; the lead as it is then.
async fn moved(cx: &Cx, tx: &mut Tx, id: LeadId, scope: Scope, wish: &MoveLead) -> Result<Record> {
    let lead = editable(cx, tx, id, scope).await?;
    if lead.version != wish.version {
        return Err(outrun(&lead, cx));
    }
    let stages = sql::some_stages_held(tx, lead.pipeline_id.into(), &[lead.stage_id.into(), wish.stage]).await?;
    let from = stages.iter().find(|s| s.id.0 == lead.stage_id).ok_or(Error::NotFound)?;
    let to = stages.iter().find(|s| s.id == wish.stage).ok_or_else(|| Error::field("stage", "unknown_choice"))?;
    permit(tx, &lead, from, to, wish).await?;
    put(tx, &lead, from, to, wish).await
}

/// Puts a lead into a stage of another pipeline. Its service becomes that of the pipeline, unless it has a quote, which
/// is for the service it has.
pub async fn relocate(cx: &Cx, id: LeadId, wish: MoveLead) -> Result<Lead> {
    let scope = cx.may(Action::LeadsEdit)?;
    check(&wish)?;
    let mut tx = begin!(cx);
    let lead = editable(cx, &mut tx, id, scope).await?;
    if lead.version != wish.version {
        return Err(outrun(&lead, cx));
    }
    if lead.status == LeadStatus::Converted {
        return Err(Error::conflict("converted", said::converted));
    }
    let home = sql::home_of(&mut tx, wish.stage).await?.ok_or_else(|| Error::field("stage", "unknown_choice"))?;
    if home.archived || home.pipeline.0 == lead.pipeline_id {
        return Err(Error::field("stage", "not_applicable"));
    }
    if home.line != lead.service_line && lead.quote_id.is_some() {
        return Err(Error::conflict("has_quote", said::other_service));
    }
    let theirs = sql::stages(&mut tx, lead.pipeline_id.into()).await?;
    let from = theirs.iter().find(|s| s.id.0 == lead.stage_id).ok_or(Error::NotFound)?;
    let stages = sql::stages_held(&mut tx, home.pipeline).await?;
    let to = stages.iter().find(|s| s.id == wish.stage).ok_or_else(|| Error::field("stage", "unknown_choice"))?;
    if !to.status.is_open() {
        return Err(Error::field("stage", "not_applicable"));
    }
    permit(&mut tx, &lead, from, to, &wish).await?;
    put_into(&mut tx, &lead, from, to, &wish, Some(&home)).await?;
    answer(cx, tx, id).await
}

/// Refuses a move that lacks something, and says what.
async fn permit(tx: &mut Tx, lead: &Record, from: &Stage, to: &Stage, wish: &MoveLead) -> Result<()> {
    let id = LeadId(lead.id);
    let others = match to.wip_limit {
        Some(limit) if to.id != from.id => sql::others_in_stage(tx, to.id, id, limit).await?,
        _ => 0,
    };
    let open = gaps(from, to, others, &facts(lead), wish);
    if let Some(Gap::Full { limit }) = open.iter().find(|g| matches!(g, Gap::Full { .. })) {
        return Err(Error::conflict("stage_full", || said::stage_full(&to.name, limit)));
    }
    if open.contains(&Gap::NeedsAcceptance) {
        return Err(Error::conflict("needs_acceptance", said::needs_acceptance));
    }
    if !open.is_empty() {
        return Err(Error::Invalid(gap_errors(&open)));
    }
    Ok(())
}

/// What the rules look at.
fn facts(lead: &Record) -> MoveFacts {
    MoveFacts {
        has_wanted_on: lead.wanted_on.is_some(),
        has_origin: lead.origin.is_some(),
        has_destination: lead.destination.is_some(),
        has_passengers: lead.passengers.is_some(),
        has_value: lead.value_cents.is_some(),
        has_contact: lead.email.is_some() || lead.phone.is_some(),
        has_owner: lead.owner_id.is_some(),
        has_quote: lead.quote_id.is_some(),
        accepted: lead.job_id.is_some(),
        own: lead.custom.0.clone(),
    }
}

/// What the lead says in fields of the organization's own with what the move fills in; none if it fills in nothing.
/// What is asked of those who enter leads is not asked of who moves one.
async fn own_values(tx: &mut Tx, lead: &Record, wish: &MoveLead) -> Result<Option<CustomValues>> {
    let given = wish.filled_custom();
    if given.is_empty() {
        return Ok(None);
    }
    let fields = customers::lead_fields(tx).await?.into_iter().map(|field| CustomField { required: false, ..field });
    let after = read_values(&fields.collect::<Vec<_>>(), FieldOf::Lead, &lead.custom.0, &given)?;
    Ok((after != lead.custom.0).then_some(after))
}

/// Writes a move that was found good; the lead as it is then.
pub(super) async fn put(tx: &mut Tx, lead: &Record, from: &Stage, to: &Stage, wish: &MoveLead) -> Result<Record> {
    if !from.status.is_open() && to.status.is_open() && sql::is_archived(tx, lead.pipeline_id.into()).await? {
        return Err(Error::conflict("pipeline_archived", said::lead_in_archived));
    }
    put_into(tx, lead, from, to, wish, None).await
}

/// The same, into another pipeline if one is named.
async fn put_into(tx: &mut Tx, lead: &Record, from: &Stage, to: &Stage, wish: &MoveLead, home: Option<&sql::Home>) -> Result<Record> {
    let id = LeadId(lead.id);
    let moved = from.id != to.id;
    let own = own_values(tx, lead, wish).await?;
    let place = wish.below.filter(|card| *card != id);
    // a move to or from a closed stage changes how leads ended, which is counted when it is made
    let open = from.status.is_open() && to.status.is_open();
    let (measure, (above, below)) = if moved && open {
        let (measure, around) = sql::measure_and_neighbours(tx, lead.source, to.id, place, id).await?;
        (Some(measure), around)
    } else {
        (None, sql::neighbours(tx, to.id, place, id).await?)
    };
    let rank = rank_between(above.as_deref(), below.as_deref());
    let note = wish.lost_note.as_deref().and_then(filled);
    let lost = match (to.status, moved) {
        (LeadStatus::Lost, true) => wish.lost_reason.map(|reason| (reason, note.clone())),
        (LeadStatus::Lost, false) => lead.lost_reason.map(|reason| (reason, lead.lost_note.clone())),
        _ => None,
    };
    let forms = customers::forms(&wish.email, &wish.phone);
    let score = measure.map(|measure| score_of(&filled_in(lead, to, wish, &forms), &measure));
    let reason = wish
        .wip_reason
        .as_deref()
        .and_then(filled)
        .or_else(|| wish.lost_reason.filter(|_| to.status == LeadStatus::Lost).map(|r| r.key().to_string()));
    let (score, why) = (score.as_ref(), reason.as_deref());
    let place = sql::Place { stage: to.id, status: to.status, rank: &rank, moved, lost, home, score, why, own: own.as_ref() };
    let mut record = sql::place(tx, lead, place, wish, &forms).await?;
    let kind = match (moved, from.status, to.status) {
        _ if home.is_some() => events::RELOCATED,
        (false, _, _) => events::ARRANGED,
        (_, _, LeadStatus::Lost) => events::LOST,
        (_, LeadStatus::Lost, _) => events::REOPENED,
        _ => events::MOVED,
    };
    let mut data = json!({ "from": from.name, "to": to.name, "reason": reason, "note": note });
    if let Some(home) = home {
        data["pipeline"] = json!(home.name);
    }
    if let Some(own) = &own {
        data["custom"] = json!({ "before": lead.custom.0, "after": own });
    }
    tx.record(Fact::new(kind, id).account(lead.account_id.map(AccountId)).version(record.version).data(data)).await?;
    if moved && !open {
        rescore(tx, id).await?;
        record = sql::record(tx, id).await?;
    }
    Ok(record)
}

/// The lead as a move makes it, as far as its score goes by that.
fn filled_in(lead: &Record, to: &Stage, wish: &MoveLead, forms: &(Option<String>, Option<String>)) -> Record {
    let text = |new: &Option<String>, old: &Option<String>| new.as_deref().and_then(filled).or_else(|| old.clone());
    Record {
        status: to.status,
        wanted_on: wish.wanted_on.or(lead.wanted_on),
        origin: text(&wish.origin, &lead.origin),
        destination: text(&wish.destination, &lead.destination),
        value_cents: wish.value_cents.or(lead.value_cents),
        email_norm: forms.0.clone().or_else(|| lead.email_norm.clone()),
        phone_e164: forms.1.clone().or_else(|| lead.phone_e164.clone()),
        ..lead.clone()
    }
}
