//! Blocked customers: nothing new is offered to them, unless by somebody who may work on everybody's quotes.

use shared::access::Action;
use shared::customers::{AccountStatus, blocked};
use shared::{AccountId, Error, Result};

use super::sql;
use crate::cx::Cx;
use crate::db::Tx;

/// Admits that something new is offered to a customer, whose state is looked up.
pub(crate) async fn admit_offer(cx: &Cx, tx: &mut Tx, account: AccountId) -> Result<()> {
    if stands_above(cx) {
        return Ok(());
    }
    let (name, status) = sql::name_and_status(tx, account).await?;
    admit_offer_to(cx, &name, status)
}

/// The same of a customer whose state is known.
pub(crate) fn admit_offer_to(cx: &Cx, name: &str, status: AccountStatus) -> Result<()> {
    if status == AccountStatus::Blocked && !stands_above(cx) {
        return Err(Error::conflict("blocked_customer", blocked::refused(name)));
    }
    Ok(())
}

fn stands_above(cx: &Cx) -> bool {
    cx.access.may(Action::QuotesReassign)
}
