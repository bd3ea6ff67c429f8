//! One act on several quotes. Each quote is a transaction of its own, by the use case that acts on one: with its own
//! check of rights, its own event, and its own refusal. People choose from a list that others work on at the same time,
//! so that some of it is refused for good reasons (somebody else's, answered meanwhile, gone); undoing the rest for
//! that would have them find out by trying which rows are to blame, and one long transaction would hold two hundred
//! quotes against their customers until the last of them is done.
//!
//! Sending a call again under its key does what is missing: each quote keeps its answer under a key made of the call's,
//! so that what was done stays done and is not done twice; what was refused has changed nothing and is judged anew. A
//! fault of ours is no refusal: it ends the call, which is then to be sent again.

use std::collections::HashSet;

use chrono::NaiveDate;
use shared::access::Action;
use shared::input::check;
use shared::quotes::{ExtendQuotes, GiveQuotes, QuoteOutcome, QuoteOutcomes, RemindQuotes, WithdrawQuotes};
use shared::{MemberId, QuoteId, Result};

use super::{edit, hand_over, remind};
use crate::begin;
use crate::cx::Cx;
use crate::many::{is_refusal, part_of};

/// What is done to each.
enum Deed {
    Give(MemberId),
    Remind(String),
    Extend(NaiveDate),
    Withdraw(String),
}

/// Gives quotes to another agent.
pub async fn give_many(cx: &Cx, input: GiveQuotes) -> Result<QuoteOutcomes> {
    cx.may(Action::QuotesReassign)?;
    check(&input)?;
    // wrong for all of them, so said once
    let mut tx = cx.read().await?;
    hand_over::recipient(&mut tx, input.member).await?;
    drop(tx);
    each(cx, &input.quotes, &Deed::Give(input.member)).await
}

/// Mails the links of open offers once more.
pub async fn remind_many(cx: &Cx, input: RemindQuotes) -> Result<QuoteOutcomes> {
    cx.may(Action::QuotesSend)?;
    check(&input)?;
    each(cx, &input.quotes, &Deed::Remind(input.message.trim().into())).await
}

/// Lets open offers hold longer.
pub async fn extend_many(cx: &Cx, input: ExtendQuotes) -> Result<QuoteOutcomes> {
    cx.may(Action::QuotesSend)?;
    check(&input)?;
    each(cx, &input.quotes, &Deed::Extend(input.until)).await
}

/// Takes drafts and open offers back that came to nothing.
pub async fn withdraw_many(cx: &Cx, input: WithdrawQuotes) -> Result<QuoteOutcomes> {
    cx.may(Action::QuotesSend)?;
    check(&input)?;
    each(cx, &input.quotes, &Deed::Withdraw(input.reason.trim().into())).await
}

async fn each(cx: &Cx, quotes: &[QuoteId], deed: &Deed) -> Result<QuoteOutcomes> {
    let command = cx.take_command();
    let mut seen = HashSet::new();
    let mut outcomes = QuoteOutcomes::default();
    for quote in quotes.iter().copied().filter(|quote| seen.insert(*quote)) {
        let cx = part_of(cx, command.as_ref(), quote.0);
        let refused = match one(&cx, quote, deed).await {
            Ok(()) => None,
            Err(error) if is_refusal(&error) => Some(error),
            Err(error) => return Err(error),
        };
        outcomes.quotes.push(QuoteOutcome { quote, refused });
    }
    Ok(outcomes)
}

async fn one(cx: &Cx, quote: QuoteId, deed: &Deed) -> Result<()> {
    let mut tx = begin!(cx);
    match deed {
        Deed::Give(member) => hand_over::hand_over(cx, &mut tx, quote, *member).await?,
        Deed::Remind(message) => remind::remind(cx, &mut tx, quote, message).await?,
        Deed::Extend(day) => remind::extend(cx, &mut tx, quote, *day).await?,
        Deed::Withdraw(reason) => edit::take_back(cx, &mut tx, quote, reason).await?,
    }
    tx.commit(()).await
}
