//! What the public form of another room sent: kept as it came, and read into a lead in that room's own transaction.

use serde_json::Value;
use shared::input::check;
use shared::leads::{IntakeStatus, Lead, LeadSource, NewLead};
use shared::{Error, IntakeId, LeadId, OrgId, Result};

use super::{capture, create, said, sql};
use crate::app::App;
use crate::cx::Cx;
use crate::db::Tx;

/// Whether something was kept under this id.
pub(crate) async fn is_kept(cx: &Cx, id: IntakeId) -> Result<bool> {
    let mut tx = cx.read().await?;
    sql::is_kept(&mut tx, id).await
}

/// Keeps what was sent; false if it was kept before. What only a program fills in is kept as spam.
pub(crate) async fn keep(cx: &Cx, id: IntakeId, payload: &Value, is_spam: bool) -> Result<bool> {
    let status = if is_spam { IntakeStatus::Spam } else { IntakeStatus::Received };
    let locale = cx.request.locale;
    capture::keep(cx, &sql::Sent { id, status, problem: None, payload, locale, source: LeadSource::Online, via: None }).await
}

/// What was kept, as it came.
pub(crate) async fn payload(tx: &mut Tx, id: IntakeId) -> Result<Value> {
    sql::payload(tx, id).await
}

/// Makes the lead of what was kept, in the caller's transaction.
pub(crate) async fn lead_within(cx: &Cx, tx: &mut Tx, id: IntakeId, lead: NewLead) -> Result<LeadId> {
    check(&lead)?;
    let kept = sql::lock_intake(tx, id).await?;
    if kept.status == IntakeStatus::Accepted {
        return Err(Error::conflict("already_read", said::already_read));
    }
    let lead = create::insert(cx, tx, lead, kept.locale, Some(id)).await?;
    sql::settle_intake(tx, id, IntakeStatus::Accepted, None).await?;
    Ok(lead)
}

/// What was worked out on a public page some minutes ago and never read: whoever kept it was stopped in between.
pub(crate) async fn left_lying(app: &App) -> Result<Vec<(OrgId, IntakeId)>> {
    let mut tx = app.system("forms of all organizations are looked through for those left unread").await?;
    let found = sql::left_lying(&mut tx).await?;
    tx.commit().await?;
    Ok(found)
}

/// The lead as it now is, as the answer of a write.
pub(crate) async fn answer(cx: &Cx, tx: Tx, lead: LeadId) -> Result<Lead> {
    super::answer(cx, tx, lead).await
}

/// Notes why what was kept became no lead: staff see it and can read it again.
pub(crate) async fn note_problem(cx: &Cx, id: IntakeId, problem: &Error) -> Result<()> {
    capture::note_problem(cx, id, problem).await
}
