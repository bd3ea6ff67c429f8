//! Planned steps that end by themselves: the room in which it happens tells of it, in its own transaction.

use serde_json::json;
use shared::access::Action;
use shared::leads::{Happened, Lead, events};
use shared::{AccountId, ActivityId, Error, LeadId, Result};

use super::{Fact, answer, editable, rescore, sql};
use crate::begin;
use crate::cx::Cx;
use crate::db::Tx;

/// Ends the steps of a lead that wait for what happened, each with an event that says what it was; a lead without any
/// stays as it is.
pub(crate) async fn end_for(tx: &mut Tx, id: LeadId, account: Option<AccountId>, happened: Happened) -> Result<()> {
    let ended = sql::end_steps(tx, id, happened.settles(), happened).await?;
    if ended.is_empty() {
        return Ok(());
    }
    for (activity, what) in ended {
        let data = json!({ "what": what, "because": happened });
        tx.record(Fact::new(events::FOLLOW_UP_ENDED, activity).of(id).account(account).data(data)).await?;
    }
    sql::refresh_next_step(tx, id).await?;
    rescore(tx, id).await
}

/// Opens a step again that ended by itself, because there is something left to do after all; nothing but a person ends it
/// then.
///
/// # Errors
/// `NotFound` for a step that did not end by itself.
pub async fn reopen(cx: &Cx, id: LeadId, activity: ActivityId) -> Result<Lead> {
    let scope = cx.may(Action::LeadsEdit)?;
    let mut tx = begin!(cx);
    let account = editable(cx, &mut tx, id, scope).await?.account_id.map(AccountId);
    let ended = sql::reopen_step(&mut tx, id, activity).await?.ok_or(Error::NotFound)?;
    let data = json!({ "because": ended });
    tx.record(Fact::new(events::FOLLOW_UP_REOPENED, activity).of(id).account(account).data(data)).await?;
    sql::refresh_next_step(&mut tx, id).await?;
    rescore(&mut tx, id).await?;
    answer(cx, tx, id).await
}
