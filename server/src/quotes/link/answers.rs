//! Every answer but acceptance: no, otherwise, a question, once more.

use serde_json::json;
use shared::events::EventKind;
use shared::input::check;
use shared::leads::Happened;
use shared::quotes::{CustomerSays, EvidenceKind, LinkState, QuoteStatus, events, link_state};
use shared::{Error, Result};

use super::Opened;
use crate::begin;
use crate::events::Record;
use crate::quotes::{accept, evidence, sql};

struct Answer {
    kind: EvidenceKind,
    event: EventKind,
    /// The state the quote takes, if it takes another.
    closes: Option<QuoteStatus>,
    /// Whether it is asked of an offer that is over.
    when_over: bool,
}

async fn answer(opened: &Opened, says: CustomerSays, answer: Answer) -> Result<()> {
    check(&says)?;
    let (cx, id) = (&opened.cx, opened.quote);
    let mut tx = begin!(cx);
    sql::lock(&mut tx, id).await?;
    let record = sql::load(&mut tx, id).await?;
    let state = link_state(record.status, true, record.valid_until, cx.now());
    let fits = match answer.when_over {
        true => matches!(state, LinkState::Expired | LinkState::Withdrawn | LinkState::Declined | LinkState::Superseded),
        false => state == LinkState::Open,
    };
    if !fits {
        return Err(accept::refusal(state));
    }
    let message = says.message.trim();
    evidence::note(cx, &mut tx, id, record.revision, answer.kind, message).await?;
    if let Some(status) = answer.closes {
        sql::close(&mut tx, id, status, message).await?;
        crate::pricing::release(&mut tx, id).await?;
        if let (Some(lead), QuoteStatus::Declined) = (record.lead, status) {
            crate::leads::end_for(&mut tx, lead, Some(record.account), Happened::Declined).await?;
        }
    }
    tx.record(Record::new(answer.event, id).account(record.account).version(record.version + 1).data(json!({ "message": message })))
        .await?;
    tx.commit(()).await
}

/// The customer says no; a reason is welcome.
pub async fn decline(opened: &Opened, says: CustomerSays) -> Result<()> {
    answer(
        opened,
        says,
        Answer { kind: EvidenceKind::Declined, event: events::DECLINED, closes: Some(QuoteStatus::Declined), when_over: false },
    )
    .await
}

/// The customer wants it otherwise; the offer stays open.
pub async fn request_changes(opened: &Opened, says: CustomerSays) -> Result<()> {
    said(&says)?;
    answer(opened, says, Answer { kind: EvidenceKind::ChangesRequested, event: events::CHANGES_REQUESTED, closes: None, when_over: false })
        .await
}

/// The customer has a question.
pub async fn ask(opened: &Opened, says: CustomerSays) -> Result<()> {
    said(&says)?;
    answer(opened, says, Answer { kind: EvidenceKind::Asked, event: events::ASKED, closes: None, when_over: false }).await
}

/// The customer wants an offer that is over once more.
pub async fn ask_renewal(opened: &Opened, says: CustomerSays) -> Result<()> {
    answer(opened, says, Answer { kind: EvidenceKind::RenewalAsked, event: events::RENEWAL_ASKED, closes: None, when_over: true }).await
}

fn said(says: &CustomerSays) -> Result<()> {
    if says.message.trim().is_empty() { Err(Error::field("message", "required")) } else { Ok(()) }
}
