//! Customers that are put away, and people who are taken off them; both can be undone.
//!
//! Nothing new is begun for an archived customer: offers hold its row while they are written, archiving waits for them
//! and then looks. What stands against either is said by `shared::customers::{OpenWork, NamedIn}`.

use std::time::Duration;

use serde_json::json;
use shared::access::Action;
use shared::customers::{Account, AccountKind, NamedIn, events};
use shared::{AccountId, ContactId, Error, Result};

use super::{editable, load, reachable, sql};
use crate::app::App;
use crate::background::Sweep;
use crate::begin;
use crate::cx::Cx;
use crate::events::Record;

/// Forgets people thirty days after they were taken off.
pub const FORGET: Sweep = Sweep { name: "customers.forget_removed", every: Duration::from_secs(3600), run: |app| Box::pin(forget(app)) };

async fn forget(app: &App) -> Result<()> {
    let mut tx = app.system("people taken off customers of all organizations are forgotten").await?;
    sql::forget_removed(&mut tx).await?;
    tx.commit().await
}

/// Puts a customer away. Refused while a quote or a job of theirs is open.
pub async fn archive(cx: &Cx, id: AccountId) -> Result<Account> {
    let scope = cx.may(Action::CustomersEdit)?;
    let mut tx = begin!(cx);
    sql::lock(&mut tx, &[id]).await?;
    let account = editable(cx, &mut tx, id, scope).await?;
    let open = sql::open_work(&mut tx, id).await?;
    if open.against(&account.name).is_some() {
        return Err(Error::conflict("open_work", || open.against(&account.name).unwrap_or_default()));
    }
    let version = sql::put_away(&mut tx, id, Some(cx.actor.name())).await?;
    tx.record(Record::new(events::ARCHIVED, id).account(id).version(version).data(json!({ "name": account.name }))).await?;
    let account = load(cx, &mut tx, id).await?;
    tx.commit(account).await
}

/// Brings an archived customer back; of one that is not archived nothing changes.
pub async fn restore(cx: &Cx, id: AccountId) -> Result<Account> {
    let scope = cx.may(Action::CustomersEdit)?;
    let mut tx = begin!(cx);
    sql::lock(&mut tx, &[id]).await?;
    let account = reachable(cx, &mut tx, id, scope).await?;
    if account.archived.is_some() {
        let version = sql::put_away(&mut tx, id, None).await?;
        tx.record(Record::new(events::RESTORED, id).account(id).version(version).data(json!({ "name": account.name }))).await?;
    }
    let account = load(cx, &mut tx, id).await?;
    tx.commit(account).await
}

/// Takes a person off a customer. Refused while leads, quotes or jobs name them, while they may enter the portal, or when
/// the customer is one person and nobody else is named. That access was taken from them is kept with them.
pub async fn remove_contact(cx: &Cx, id: AccountId, contact: ContactId) -> Result<Account> {
    let scope = cx.may(Action::CustomersEdit)?;
    let mut tx = begin!(cx);
    // two who take off the last two people do so one after the other
    sql::lock(&mut tx, &[id]).await?;
    let account = editable(cx, &mut tx, id, scope).await?;
    let people = sql::contacts(&mut tx, id).await?;
    let name = people.iter().find(|known| known.id == contact).map(|known| known.name.clone()).ok_or(Error::NotFound)?;
    let last = account.kind == AccountKind::Person && people.len() == 1;
    let named = NamedIn { last, ..sql::named_in(&mut tx, contact).await? };
    if let Some((code, _)) = named.against(&name) {
        return Err(Error::conflict(code, || named.against(&name).map(|(_, why)| why).unwrap_or_default()));
    }
    if !sql::remove_contact(&mut tx, id, contact, cx.actor.name()).await? {
        return Err(Error::NotFound);
    }
    sql::touch(&mut tx, id).await?;
    tx.record(Record::new(events::CONTACT_REMOVED, contact).of(id).account(id).data(json!({ "name": name }))).await?;
    let account = load(cx, &mut tx, id).await?;
    tx.commit(account).await
}

/// Puts a person back who was taken off within the last thirty days.
pub async fn restore_contact(cx: &Cx, id: AccountId, contact: ContactId) -> Result<Account> {
    let scope = cx.may(Action::CustomersEdit)?;
    let mut tx = begin!(cx);
    sql::lock(&mut tx, &[id]).await?;
    editable(cx, &mut tx, id, scope).await?;
    let name = sql::restore_contact(&mut tx, id, contact).await?.ok_or(Error::NotFound)?;
    sql::touch(&mut tx, id).await?;
    tx.record(Record::new(events::CONTACT_RESTORED, contact).of(id).account(id).data(json!({ "name": name }))).await?;
    let account = load(cx, &mut tx, id).await?;
    tx.commit(account).await
}
