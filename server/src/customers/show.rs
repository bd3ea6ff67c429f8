//! One customer, and what happened with and for them.

use shared::access::{Action, Scope};
use shared::customers::{Account, StreamPart};
use shared::events::Event;
use shared::{AccountId, Error, Page, Result};

use super::{Reach, load, sql};
use crate::cx::Cx;
use crate::db::Tx;

/// A customer with people, addresses and work.
pub async fn show(cx: &Cx, id: AccountId) -> Result<Account> {
    let scope = cx.may(Action::CustomersView)?;
    let mut tx = cx.read().await?;
    let account = load(cx, &mut tx, id).await?;
    if !Reach::of(cx, scope).covers(account.owner.as_ref().map(|o| o.id)) {
        return Err(Error::NotFound);
    }
    Ok(account)
}

/// Whether a customer is seen within a scope; `NotFound` if it is not.
pub(crate) async fn look_at(cx: &Cx, tx: &mut Tx, scope: Scope, id: AccountId) -> Result<()> {
    let owner = sql::owner_of(tx, id).await?;
    if Reach::of(cx, scope).covers(owner) { Ok(()) } else { Err(Error::NotFound) }
}

/// What happened with and for a customer, or one part of it, the latest first.
pub async fn timeline(cx: &Cx, id: AccountId, after: Option<i64>, part: Option<String>) -> Result<Page<Event>> {
    let scope = cx.may(Action::CustomersView)?;
    let part = part.as_deref().filter(|part| !part.is_empty()).map(str::parse::<StreamPart>);
    let part = part.transpose().map_err(|_| Error::field("part", "unknown_choice"))?;
    let kinds = part.map(|part| part.kinds(&shared::events::registry()));
    let mut tx = cx.read().await?;
    let reach = Reach::of(cx, scope);
    let account = sql::account(&mut tx, id, cx.member(), &reach).await?;
    if !reach.covers(account.owner.map(|o| o.id)) {
        return Err(Error::NotFound);
    }
    let events = sql::timeline(&mut tx, id, kinds.as_deref(), after.unwrap_or(i64::MAX), shared::page::PAGE_SIZE + 1).await?;
    Ok(Page::from_rows(events, shared::page::PAGE_SIZE as usize, |event| event.seq.to_string()))
}
