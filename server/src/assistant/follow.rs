//! Carrying out what was suggested, by the use cases of the rooms it belongs to.

use shared::access::{Action, Scope};
use shared::assistant::{Act, AnswerSuggestion, SuggestionKind, Went};
use shared::input::check;
use shared::leads::{AssignLead, CompleteActivity, FollowUp, LeadStatus, MoveLead, NewActivity};
use shared::pricing::{AmenityChoice, VehicleCount};
use shared::quotes::{Because, Content, ExtendQuotes, NewQuote, RemindQuotes, SendQuote, UsePromo};
use shared::{Error, LeadId, QuoteId, Result};

use super::look::Seen;
use super::{Subject, outdated};
use crate::cx::Cx;
use crate::db::Tx;
use crate::quotes::Priceable;
use crate::{leads, quotes};

/// The hash of the number a mailed link is to ask for: made before a transaction begins, for it takes long.
pub(super) async fn pin(cx: &Cx, input: &AnswerSuggestion) -> Result<Option<String>> {
    match &input.act {
        Some(Act::Send { pin, email, message, total_cents }) => {
            let (email, message) = (email.clone(), message.clone());
            check(&SendQuote { version: 0, total_cents: *total_cents, email, pin: pin.clone(), message })?;
            quotes::hash_pin(cx, pin).await
        }
        _ => Ok(None),
    }
}

/// How far the actor may do this. The suggestion is on offer only to those who may.
fn reach(cx: &Cx, action: Action) -> Result<Scope> {
    cx.access.scope(action).ok_or_else(|| Error::Forbidden { missing: action.key().into() })
}

/// Does it; where that leads.
pub(super) async fn carry_out(
    cx: &Cx,
    tx: &mut Tx,
    subject: Subject,
    seen: &Seen,
    (of, act): (SuggestionKind, Act),
    pin: Option<String>,
) -> Result<Option<Went>> {
    match act {
        Act::Plan { kind, what, due_at } => {
            let step = NewActivity { kind, body: what, outcome: None, due_at: Some(due_at), follow_up: None };
            check(&step)?;
            let lead = seen.lead.ok_or_else(outdated)?;
            let step = FollowUp { kind, what: step.body.trim().into(), due_at };
            leads::plan_within(cx, tx, lead, reach(cx, Action::LeadsEdit)?, &step, of.awaits()).await?;
        }
        Act::Finish { activity, outcome } => {
            let done = CompleteActivity { outcome: Some(outcome), note: None, follow_up: None };
            leads::complete_within(cx, tx, lead_of(subject)?, reach(cx, Action::LeadsEdit)?, activity, done).await?;
        }
        Act::TakeUp => {
            let give = AssignLead { version: seen.version, owner: cx.member(), reason: None };
            leads::assign_within(cx, tx, lead_of(subject)?, reach(cx, Action::LeadsEdit)?, give).await?;
        }
        Act::Move { stage } => {
            let wish = MoveLead::to(seen.version, stage, None);
            leads::move_within(cx, tx, lead_of(subject)?, reach(cx, Action::LeadsEdit)?, &wish).await?;
        }
        Act::Lose { reason, note } => {
            let id = lead_of(subject)?;
            let stage = leads::stage_of(tx, id, LeadStatus::Lost).await?.ok_or_else(outdated)?;
            let wish = MoveLead { lost_reason: Some(reason), lost_note: Some(note), ..MoveLead::to(seen.version, stage, None) };
            check(&wish)?;
            leads::move_within(cx, tx, id, reach(cx, Action::LeadsEdit)?, &wish).await?;
        }
        Act::MakeQuote => {
            let id = quotes::quote_within(cx, tx, lead_of(subject)?, reach(cx, Action::QuotesEdit)?).await?;
            return Ok(Some(Went::Quote { id }));
        }
        Act::QuoteAgain => {
            let again = NewQuote {
                service_line: seen.service_line,
                title: seen.title.clone(),
                account: seen.account,
                contact: seen.contact,
                name: String::new(),
                company: String::new(),
                email: String::new(),
                phone: String::new(),
            };
            let id = quotes::create_within(cx, tx, again).await?;
            return Ok(Some(Went::Quote { id }));
        }
        Act::OpenJob { job } => return Ok(Some(Went::Job { id: job })),
        Act::Send { email, pin: _, message, total_cents } => {
            let input = SendQuote { version: seen.version, total_cents, email, pin: String::new(), message };
            let link = quotes::send_within(cx, tx, quote_of(subject)?, reach(cx, Action::QuotesSend)?, input, pin).await?;
            return Ok(Some(Went::Link { link }));
        }
        Act::Revise { valid_days, code } => {
            let id = quote_of(subject)?;
            let (days, code) = (checked_days(valid_days)?, UsePromo { code });
            check(&code)?;
            quotes::revise_within(cx, tx, id).await?;
            quotes::edit_within(cx, tx, id, |quote| Ok(Content { valid_days: days, ..quote.record.content.0.clone() })).await?;
            if !code.code.trim().is_empty() {
                quotes::use_promo_within(cx, tx, id, &code.code).await?;
            }
        }
        Act::Withdraw { reason } => {
            let because = Because { reason };
            check(&because)?;
            quotes::take_back(cx, tx, quote_of(subject)?, because.reason.trim()).await?;
        }
        Act::Promo { code } => {
            let code = UsePromo { code };
            check(&code)?;
            quotes::use_promo_within(cx, tx, quote_of(subject)?, &code.code).await?;
        }
        Act::Remind { to: _, message } => {
            let id = quote_of(subject)?;
            let input = RemindQuotes { quotes: vec![id], message };
            check(&input)?;
            quotes::remind_within(cx, tx, id, input.message.trim()).await?;
        }
        Act::Extend { until } => {
            let id = quote_of(subject)?;
            check(&ExtendQuotes { quotes: vec![id], until })?;
            quotes::extend_within(cx, tx, id, until).await?;
        }
        act @ (Act::Mend { .. } | Act::Seat { .. } | Act::Offer { .. } | Act::Hold { .. }) => {
            quotes::edit_within(cx, tx, quote_of(subject)?, |quote| changed(quote, act)).await?;
        }
    }
    Ok(None)
}

fn lead_of(subject: Subject) -> Result<LeadId> {
    match subject {
        Subject::Lead(id) => Ok(id),
        Subject::Quote(_) => Err(outdated()),
    }
}

fn quote_of(subject: Subject) -> Result<QuoteId> {
    match subject {
        Subject::Quote(id) => Ok(id),
        Subject::Lead(_) => Err(outdated()),
    }
}

fn checked_days(days: u32) -> Result<u32> {
    if (1..=180).contains(&days) { Ok(days) } else { Err(Error::field("valid_days", "invalid")) }
}

/// The content of a draft after an act that changes it.
fn changed(quote: &Priceable, act: Act) -> Result<Content> {
    let mut content = quote.record.content.0.clone();
    match act {
        Act::Mend { cure } => {
            let law = content.law(quote.record.service_line, quote.record.currency());
            let mended = content.cures(law).into_iter().find(|found| found.kind == cure).ok_or_else(outdated)?;
            content = mended.content;
        }
        Act::Seat { vehicle, count } => content.vehicles = vec![VehicleCount { key: vehicle, count }],
        Act::Offer { amenity, chosen } => content.amenities.push(AmenityChoice { amenity, optional: !chosen, chosen }),
        Act::Hold { valid_days } => content.valid_days = checked_days(valid_days)?,
        _ => return Err(outdated()),
    }
    Ok(content)
}
