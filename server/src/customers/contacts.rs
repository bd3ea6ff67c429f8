//! The people at a customer, and the customer's places.

use serde_json::json;
use shared::access::{Action, Scope};
use shared::customers::{Account, Contact, CustomValues, EditContact, FieldOf, NewAddress, NewContact, events, read_values};
use shared::input::check;
use shared::{AccountId, AddressId, ContactId, Error, Result};

use super::{changed, editable, forms, insert_contact, load, reachable, sql};
use crate::begin;
use crate::cx::Cx;
use crate::db::Tx;
use crate::events::Record;

/// Adds a person to a customer; the first one is the primary one.
pub async fn add_contact(cx: &Cx, id: AccountId, input: NewContact) -> Result<Account> {
    let scope = cx.may(Action::CustomersEdit)?;
    check(&input)?;
    let mut tx = begin!(cx);
    editable(cx, &mut tx, id, scope).await?;
    let primary = sql::contacts(&mut tx, id).await?.is_empty();
    let custom = read_values(&sql::fields(&mut tx).await?, FieldOf::Contact, &CustomValues::new(), &input.custom)?;
    let contact = insert_contact(cx, &mut tx, id, &input, &custom, primary).await?;
    tx.record(Record::new(events::CONTACT_ADDED, contact).of(id).account(id).version(1).data(json!({ "name": input.name.trim() }))).await?;
    let account = load(cx, &mut tx, id).await?;
    tx.commit(account).await
}

/// Changes a person at a customer.
pub async fn edit_contact(cx: &Cx, id: AccountId, contact: ContactId, input: EditContact) -> Result<Account> {
    let scope = cx.may(Action::CustomersEdit)?;
    check(&input)?;
    let mut tx = begin!(cx);
    editable(cx, &mut tx, id, scope).await?;
    let before = sql::contacts(&mut tx, id).await?.into_iter().find(|known| known.id == contact).ok_or(Error::NotFound)?.custom;
    let custom = read_values(&sql::fields(&mut tx).await?, FieldOf::Contact, &before, &input.custom)?;
    if input.primary {
        sql::clear_primary(&mut tx, id, contact).await?;
    }
    let version =
        sql::update_contact(&mut tx, id, contact, &input, &forms(&input.email, &input.phone), &custom).await?.ok_or_else(changed)?;
    tx.record(Record::new(events::CONTACT_EDITED, contact).of(id).account(id).version(version).data(json!({ "name": input.name.trim() })))
        .await?;
    let account = load(cx, &mut tx, id).await?;
    tx.commit(account).await
}

/// Adds a place to a customer.
pub async fn add_address(cx: &Cx, id: AccountId, input: NewAddress) -> Result<Account> {
    let scope = cx.may(Action::CustomersEdit)?;
    check(&input)?;
    let mut tx = begin!(cx);
    editable(cx, &mut tx, id, scope).await?;
    let address = cx.id::<AddressId>();
    sql::insert_address(&mut tx, id, address, &input).await?;
    tx.record(Record::new(events::ADDRESS_ADDED, address).of(id).account(id).data(json!({ "street": input.street.trim() }))).await?;
    let account = load(cx, &mut tx, id).await?;
    tx.commit(account).await
}

/// Removes a place of a customer. Quotes and jobs keep their own copy of it.
pub async fn remove_address(cx: &Cx, id: AccountId, address: AddressId) -> Result<Account> {
    let scope = cx.may(Action::CustomersEdit)?;
    let mut tx = begin!(cx);
    editable(cx, &mut tx, id, scope).await?;
    if !sql::delete_address(&mut tx, id, address).await? {
        return Err(Error::NotFound);
    }
    tx.record(Record::new(events::ADDRESS_REMOVED, address).of(id).account(id)).await?;
    let account = load(cx, &mut tx, id).await?;
    tx.commit(account).await
}

/// A person at a customer to whom another room gives something, by its right to change customers: the customer stays as it
/// is until the transaction ends, and is not put away. `NotFound` for who is no person of theirs.
pub(crate) async fn person_held(cx: &Cx, tx: &mut Tx, scope: Scope, id: AccountId, contact: ContactId) -> Result<Contact> {
    sql::lock(tx, &[id]).await?;
    editable(cx, tx, id, scope).await?;
    person(tx, id, contact).await
}

/// A person at a customer, put away or not, from whom another room takes something, by its right to change customers.
/// `NotFound` for who is no person of theirs.
pub(crate) async fn person_known(cx: &Cx, tx: &mut Tx, scope: Scope, id: AccountId, contact: ContactId) -> Result<Contact> {
    reachable(cx, tx, id, scope).await?;
    person(tx, id, contact).await
}

async fn person(tx: &mut Tx, id: AccountId, contact: ContactId) -> Result<Contact> {
    sql::contacts(tx, id).await?.into_iter().find(|known| known.id == contact).ok_or(Error::NotFound)
}

/// The customer as the asker sees it after what another room changed in this transaction.
pub(crate) async fn account_as_it_is(cx: &Cx, tx: &mut Tx, id: AccountId) -> Result<Account> {
    load(cx, tx, id).await
}
