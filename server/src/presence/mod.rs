//! Who else has a lead, a quote or a customer open, and who is editing it. What holds, for how long, and why it is no
//! event of the log: `shared::presence`.
//!
//! Invariants: whoever may see the record by the rule its own page is read by is shown there and is told of the others,
//! and nobody else; only people at a screen are, so that a key of the API, a customer in the portal and a member who views
//! as one are refused; who logs out, is deactivated, views as a customer or goes over to another organization is gone in
//! the same transaction, which the schema sees to. That somebody came, went or began or ended editing is told through
//! every process to the live streams of the office, without a position in the log: what was missed is asked for by the
//! page's next beat, and a stream taken up again has it ask at once.
//!
//! A beat is a write of one row that is not logged, and one read. Said again it says the same, so the app sends it without
//! an `Idempotency-Key` and nothing is kept for a repeat; whoever sends a key is answered alike under it.
//!
//! Left to others: who may see a record (leads, quotes, customers), the streams (`live`).

mod sql;
#[cfg(test)]
mod tests;

use shared::access::{Action, Scope};
use shared::input::check;
use shared::presence::{Beat, Present, Record, Stance};
use shared::{Error, MemberId, Result, SessionId};

use crate::begin;
use crate::cx::Cx;
use crate::db::Tx;
use crate::{customers, leads, quotes};

/// What the log and the live streams call it.
fn entity(record: Record) -> &'static str {
    match record {
        Record::Lead(_) => "lead",
        Record::Quote(_) => "quote",
        Record::Customer(_) => "account",
    }
}

/// What whoever looks at it needs.
fn view(record: Record) -> Action {
    match record {
        Record::Lead(_) => Action::LeadsView,
        Record::Quote(_) => Action::QuotesView,
        Record::Customer(_) => Action::CustomersView,
    }
}

/// Somebody at a screen.
#[derive(Clone, Copy)]
struct Asker {
    member: MemberId,
    session: SessionId,
}

/// Whoever asks, as somebody logged in; programs look at nothing.
fn asker(cx: &Cx) -> Result<Asker> {
    match (cx.member(), cx.session) {
        (Some(member), Some(session)) => Ok(Asker { member, session }),
        _ => Err(Error::Forbidden { missing: "person".into() }),
    }
}

/// `NotFound` to those who may not see the record.
async fn look_at(cx: &Cx, tx: &mut Tx, of: Record, scope: Scope) -> Result<()> {
    match of {
        Record::Lead(id) => leads::look_at(cx, tx, scope, id).await,
        Record::Quote(id) => quotes::look_at(cx, tx, scope, id).await,
        Record::Customer(id) => customers::look_at(cx, tx, scope, id).await,
    }
}

/// Notes what somebody does with a record they may see, and tells who else is there. Nobody is told to those who go.
pub async fn beat(cx: &Cx, of: Record, input: Beat) -> Result<Vec<Present>> {
    let scope = cx.may(view(of))?;
    let asker = asker(cx)?;
    check(&input)?;
    let mut tx = begin!(cx);
    look_at(cx, &mut tx, of, scope).await?;
    if input.stance == Stance::Gone {
        sql::leave(&mut tx, of, asker, input.tab).await?;
        return tx.commit(Vec::new()).await;
    }
    sql::stay(&mut tx, of, asker, input.tab, input.stance == Stance::Editing).await?;
    let others = sql::others(&mut tx, of, asker.member).await?;
    tx.commit(others).await
}
