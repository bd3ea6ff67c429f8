//! The assistant: suggestions about leads and quotes, what people make of them, and how each kind fares.
//!
//! Suggestions are not kept: rules make them anew from the facts whenever they are asked for. Kept is that one was
//! shown, and its answer. Invariants: following a suggestion runs the use case of the room it belongs to, in the
//! transaction that records the answer; what no longer holds or was answered is refused; a dismissal holds as long as
//! the lead or quote stands where it does, and can be taken back wherever it stands by then; a followed one rests for some
//! days. A kind that was shown often and hardly followed is retired by the transaction that finds it so, until somebody
//! brings it back.
//!
//! Left to others: the acts themselves (leads, quotes).

#[cfg(test)]
mod act_tests;
mod follow;
mod look;
mod office;
mod rates;
mod sql;
#[cfg(test)]
mod tests;

use serde_json::json;
use shared::access::{Action, Scope};
use shared::assistant::{AnswerSuggestion, Answered, RestoreSuggestion, Suggestions, Verdict, events};
use shared::input::check;
use shared::{Error, LeadId, QuoteId, Result, SuggestionId};
use uuid::Uuid;

use crate::begin;
use crate::cx::Cx;
use crate::db::Tx;
use crate::events::Record;

pub use rates::{rates, retire};

mod said {
    shared::catalog_bilingual! {
        outdated {
            "This suggestion no longer holds. Look at what is suggested now." /
            "Cette suggestion n'est plus valable. Voyez ce qui est suggéré maintenant."
        }
    }
}

/// What suggestions are about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    Lead(LeadId),
    Quote(QuoteId),
}

impl Subject {
    fn id(self) -> Uuid {
        match self {
            Subject::Lead(id) => id.0,
            Subject::Quote(id) => id.0,
        }
    }

    fn view(self) -> Action {
        match self {
            Subject::Lead(_) => Action::LeadsView,
            Subject::Quote(_) => Action::QuotesView,
        }
    }

    fn edit(self) -> Action {
        match self {
            Subject::Lead(_) => Action::LeadsEdit,
            Subject::Quote(_) => Action::QuotesEdit,
        }
    }
}

/// Holds the lead or quote for somebody who may change it.
async fn hold(cx: &Cx, tx: &mut Tx, subject: Subject, scope: Scope) -> Result<()> {
    match subject {
        Subject::Lead(id) => crate::leads::hold(cx, tx, id, scope).await,
        Subject::Quote(id) => crate::quotes::hold(cx, tx, id, scope).await,
    }
}

/// What is worth doing next about a lead or a quote, as far as whoever asks may do it.
pub async fn suggestions(cx: &Cx, subject: Subject) -> Result<Suggestions> {
    let scope = cx.may(subject.view())?;
    let mut tx = cx.read().await?;
    Ok(look::look(cx, &mut tx, subject, Some(scope)).await?.shown())
}

/// Keeps that the present suggestions were shown to somebody who may follow them. It is counted and told nobody: looking
/// changes nothing about a lead or a quote.
pub async fn note_shown(cx: &Cx, subject: Subject) -> Result<()> {
    let scope = cx.may(subject.edit())?;
    let mut tx = begin!(cx);
    hold(cx, &mut tx, subject, scope).await?;
    let seen = look::look(cx, &mut tx, subject, None).await?;
    let kinds: Vec<_> = seen.shown().open.iter().map(|s| s.kind).collect();
    let fresh = sql::note_shown(&mut tx, subject, &seen.step, &kinds).await?;
    rates::retire_weak(cx, &mut tx, &fresh).await?;
    tx.commit(()).await
}

/// Follows a suggestion, as it is or edited, or dismisses it.
pub async fn answer(cx: &Cx, subject: Subject, input: AnswerSuggestion) -> Result<Answered> {
    let scope = cx.may(subject.edit())?;
    check(&input)?;
    let pin = follow::pin(cx, &input).await?;
    let mut tx = begin!(cx);
    hold(cx, &mut tx, subject, scope).await?;
    let seen = look::look(cx, &mut tx, subject, None).await?;
    let offered = seen.all.iter().find(|s| s.kind == input.kind).ok_or_else(outdated)?;
    let act = match (input.verdict, input.act) {
        (Verdict::Dismissed, _) => None,
        (_, None) => return Err(Error::field("act", "required")),
        (_, Some(act)) if !offered.act.fits(&act) => return Err(Error::field("act", "not_applicable")),
        (_, Some(act)) => Some(act),
    };
    let done = act.as_ref().map(|act| act.key());
    let reason = input.reason.trim();
    let because = input.because.filter(|_| input.verdict == Verdict::Dismissed);
    let went = match act {
        Some(act) => follow::carry_out(cx, &mut tx, subject, &seen, (input.kind, act), pin).await?,
        None => None,
    };
    let said = sql::Answer { kind: input.kind, verdict: input.verdict, because, reason, member: cx.member() };
    let id = sql::settle(&mut tx, subject, &seen.step, said).await?;
    let kind = match input.verdict {
        Verdict::Accepted => events::ACCEPTED,
        Verdict::Edited => events::EDITED,
        Verdict::Dismissed => events::DISMISSED,
    };
    let data = json!({ "kind": input.kind, "act": done, "because": because, "reason": reason });
    tx.record(Record::new(kind, id).of(subject.id()).account(seen.account).data(data)).await?;
    if input.verdict == Verdict::Dismissed {
        rates::retire_weak(cx, &mut tx, &[input.kind]).await?;
    }
    let suggestions = look::look(cx, &mut tx, subject, None).await?.shown();
    tx.commit(Answered { suggestions, went }).await
}

/// Takes the dismissal of a suggestion back. Between the two the lead or quote may have come to stand elsewhere (the
/// customer opened the offer), where the dismissal holds no more and the kind may have been shown again, or somebody else
/// took it back: what was asked for is that it is on offer, so that is no refusal.
pub async fn restore(cx: &Cx, subject: Subject, input: RestoreSuggestion) -> Result<Suggestions> {
    let scope = cx.may(subject.edit())?;
    let mut tx = begin!(cx);
    hold(cx, &mut tx, subject, scope).await?;
    let seen = look::look(cx, &mut tx, subject, None).await?;
    let back: Option<SuggestionId> = sql::restore(&mut tx, subject, &seen.step, input.kind).await?;
    match back {
        Some(id) => {
            let data = json!({ "kind": input.kind });
            tx.record(Record::new(events::RESTORED, id).of(subject.id()).account(seen.account).data(data)).await?;
        }
        None if seen.all.iter().any(|s| s.kind == input.kind) => {}
        None => return Err(outdated()),
    }
    let suggestions = look::look(cx, &mut tx, subject, None).await?.shown();
    tx.commit(suggestions).await
}

/// What was shown does not hold any more.
fn outdated() -> Error {
    Error::conflict("outdated", said::outdated)
}
