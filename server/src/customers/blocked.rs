//! Blocked customers: nothing new is offered to them, unless by somebody who may work on everybody's quotes.

use shared::access::Action;
use shared::customers::{AccountStatus, blocked};
use shared::{AccountId, Error, Result};

use super::sql;
use crate::cx::Cx;
use crate::db::Tx;

/// Admits that something new is offered to a customer, as they stand now; whether they are exempt from taxes.
pub(crate) async fn admit_offer(cx: &Cx, tx: &mut Tx, account: AccountId) -> Result<bool> {
    let standing = sql::offered_to(tx, account).await?;
    admit_offer_to(cx, &standing.name, standing.status)?;
    Ok(standing.tax_exempt)
}

/// Admits that a customer's state changes: a block is lifted by those it does not hold back.
pub(crate) fn admit_state(cx: &Cx, before: AccountStatus, after: AccountStatus) -> Result<()> {
    let is_lifted = before == AccountStatus::Blocked && after != AccountStatus::Blocked;
    if is_lifted && !cx.access.may(Action::QuotesReassign) {
        return Err(Error::Forbidden { missing: Action::QuotesReassign.key().into() });
    }
    Ok(())
}

/// Admits it of a customer whose state is known.
pub(crate) fn admit_offer_to(cx: &Cx, name: &str, status: AccountStatus) -> Result<()> {
    if status == AccountStatus::Blocked && !cx.access.may(Action::QuotesReassign) {
        return Err(Error::conflict("blocked_customer", blocked::refused(name)));
    }
    Ok(())
}
