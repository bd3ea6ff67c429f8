//! Whom members want at hand.

use shared::access::Action;
use shared::customers::{StarAccount, events};
use shared::input::check;
use shared::{AccountId, Error, Result};

use super::reach::Reach;
use super::{said, sql};
use crate::begin;
use crate::cx::Cx;
use crate::events::Record;

/// Puts a customer among those the asker wants at hand, or takes it away; saying so again changes nothing.
pub async fn star(cx: &Cx, id: AccountId, input: StarAccount) -> Result<()> {
    let scope = cx.may(Action::CustomersView)?;
    let member = cx.member().ok_or_else(|| Error::Forbidden { missing: "member".into() })?;
    check(&input)?;
    let mut tx = begin!(cx);
    let standing = sql::standing(&mut tx, id).await?.ok_or(Error::NotFound)?;
    if !Reach::of(cx, scope).covers(standing.owner) {
        return Err(Error::NotFound);
    }
    if standing.is_trace && input.favourite {
        return Err(Error::conflict("merged", said::merged_star_that));
    }
    let (changed, kind) = match input.favourite {
        true => (sql::star(&mut tx, member, id).await?, events::STARRED),
        false => (sql::unstar(&mut tx, member, id).await?, events::UNSTARRED),
    };
    if changed {
        // of the member, not of the customer: it does not belong into the customer's stream
        tx.record(Record::new(kind, id)).await?;
    }
    tx.commit(()).await
}
