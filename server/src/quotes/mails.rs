//! The mails about a quote.

use shared::access::{Action, FieldRight};
use shared::tracking::MailTrail;
use shared::{QuoteId, Result};

use super::{readable, sql};
use crate::cx::Cx;
use crate::tracking::About;

/// The mails to the customer about a quote and what became of them, the latest first.
pub async fn mails(cx: &Cx, id: QuoteId) -> Result<Vec<MailTrail>> {
    let scope = cx.may(Action::QuotesView)?;
    let mut tx = cx.read().await?;
    let (owner, _) = sql::evidence_head(&mut tx, id).await?;
    readable(cx, scope, owner)?;
    crate::tracking::trails(&mut tx, &[About::Quote(id)], cx.sees(FieldRight::PersonalData)).await
}
