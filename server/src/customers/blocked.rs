//! Blocked customers: nothing new is offered to them, unless by somebody who may work on everybody's quotes. To archived
//! ones nobody offers anything.

use shared::access::Action;
use shared::customers::{AccountStatus, Terms, away, blocked};
use shared::{AccountId, Error, Result};

use super::sql;
use crate::cx::Cx;
use crate::db::Tx;

/// How a customer pays what is offered to them.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Paying {
    /// Exempt from taxes.
    pub(crate) tax_exempt: bool,
    pub(crate) terms: Terms,
}

/// Admits that something new is offered to a customer, as they stand now; how they pay.
pub(crate) async fn admit_offer(cx: &Cx, tx: &mut Tx, account: AccountId) -> Result<Paying> {
    let standing = current(tx, account).await?;
    admit_offer_to(cx, &standing.name, standing.status)?;
    Ok(Paying { tax_exempt: standing.tax_exempt, terms: standing.terms })
}

/// Admits that something is begun anew for a customer whose block somebody else looks at: not for an archived one.
pub(crate) async fn admit_current(tx: &mut Tx, account: AccountId) -> Result<()> {
    current(tx, account).await.map(|_| ())
}

/// A customer that is not put away, and is not put away before this transaction ends.
async fn current(tx: &mut Tx, account: AccountId) -> Result<sql::OfferedTo> {
    let standing = sql::offered_to(tx, account).await?;
    match standing.is_archived {
        true => Err(Error::conflict("archived", || away::is_archived(&standing.name))),
        false => Ok(standing),
    }
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
        return Err(Error::conflict("blocked_customer", || blocked::refused(name)));
    }
    Ok(())
}
