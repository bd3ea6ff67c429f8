//! How a visit ends: held with a result, cancelled, or with nobody there.

use serde_json::json;
use shared::access::Action;
use shared::input::check;
use shared::leads::visits::{CancelVisit, CompleteVisit, SiteVisit, VisitEnd, VisitStatus};
use shared::leads::{Outcome, events};
use shared::{AccountId, ActivityId, Error, LeadId, Result, SiteVisitId};

use super::super::{Fact, sql};
use super::{answer, finish, held};
use crate::begin;
use crate::cx::Cx;

/// Ends a visit with its answers and what came of it: the journey of the lead moves on.
pub async fn complete_visit(cx: &Cx, lead: LeadId, id: SiteVisitId, input: CompleteVisit) -> Result<SiteVisit> {
    let scope = cx.may(Action::LeadsEdit)?;
    check(&input)?;
    let mut tx = begin!(cx);
    let before = held(cx, &mut tx, scope, lead, id, input.version).await?;
    input.form.check_line(before.service_line)?;
    let (activity, result) = (ActivityId(id.0), input.result.trim());
    let form = input.form.keeping(before.service_line, &before.form.0);
    sql::fill_visit(&mut tx, id, &form, result).await?;
    sql::end_visit(&mut tx, activity, VisitStatus::Done, None, "").await?;
    sql::complete_activity(&mut tx, lead, activity, Some(Outcome::Held), Some(result)).await?.ok_or(Error::NotFound)?;
    sql::touch(&mut tx, lead).await?;
    let account = before.account_id.map(AccountId);
    let data = json!({ "what": before.address, "starts_at": before.starts_at });
    tx.record(Fact::new(events::VISIT_DONE, id).of(lead).account(account).version(before.version + 2).data(data)).await?;
    finish(cx, &mut tx, lead, account, input.follow_up).await?;
    answer(cx, tx, lead, id).await
}

/// Ends a visit that was not held: it was cancelled, or nobody was there.
pub async fn cancel_visit(cx: &Cx, lead: LeadId, id: SiteVisitId, input: CancelVisit) -> Result<SiteVisit> {
    let scope = cx.may(Action::LeadsEdit)?;
    check(&input)?;
    let mut tx = begin!(cx);
    let before = held(cx, &mut tx, scope, lead, id, input.version).await?;
    let (activity, reason) = (ActivityId(id.0), input.reason.trim());
    sql::end_visit(&mut tx, activity, input.how.status(), None, reason).await?;
    sql::complete_activity(&mut tx, lead, activity, Some(Outcome::NotHeld), Some(reason)).await?.ok_or(Error::NotFound)?;
    let kind = match input.how {
        VisitEnd::Cancelled => events::VISIT_CANCELLED,
        VisitEnd::NoShow => {
            // somebody went there
            sql::touch(&mut tx, lead).await?;
            events::VISIT_MISSED
        }
    };
    let account = before.account_id.map(AccountId);
    let data = json!({ "what": before.address, "starts_at": before.starts_at, "reason": reason });
    tx.record(Fact::new(kind, id).of(lead).account(account).version(before.version + 1).data(data)).await?;
    finish(cx, &mut tx, lead, account, None).await?;
    answer(cx, tx, lead, id).await
}
