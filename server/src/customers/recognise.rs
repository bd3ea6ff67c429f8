//! How a stranger is recognised as a customer, and made one.

use serde_json::json;
use shared::access::{Action, FieldRight};
use shared::customers::rules::Identity;
use shared::customers::{AccountKind, CustomValues, Duplicate, NewContact, NewCustomer, events, rules};
use shared::input::{filled, normal_email, normal_phone};
use shared::{AccountId, ContactId, Error, Result};

use super::{forms, insert_contact, sql};
use crate::cx::Cx;
use crate::db::Tx;
use crate::events::Record;

/// Customers that may be the same as somebody entered, the surest first.
pub async fn duplicates(cx: &Cx, entered: NewCustomer) -> Result<Vec<Duplicate>> {
    cx.may(Action::CustomersView)?;
    let mut tx = cx.read().await?;
    let mut found = look_alikes(&mut tx, &entered).await?;
    if !cx.sees(FieldRight::PersonalData) {
        // that the address is known must not leak to those who may not see it
        found.retain(|d| d.reasons.contains(&shared::customers::MatchReason::SimilarName));
    }
    Ok(found)
}

/// The same within a transaction that has other things to do.
pub async fn look_alikes(tx: &mut Tx, entered: &NewCustomer) -> Result<Vec<Duplicate>> {
    let names: Vec<String> = [Some(entered.name.as_str()), entered.company.as_deref()].into_iter().flatten().filter_map(filled).collect();
    let (email, phone) = forms(&entered.email, &entered.phone);
    let mut found: Vec<Duplicate> = Vec::new();
    let identity = Identity { names: names.clone(), email: email.clone(), phone: phone.clone() };
    for candidate in sql::candidates(tx, email.as_deref(), phone.as_deref(), &names).await? {
        let Some((score, reasons)) = rules::match_score(&candidate.identity, &identity) else { continue };
        let duplicate = Duplicate { score, reasons, ..candidate.duplicate };
        match found.iter_mut().find(|d| d.account_id == duplicate.account_id) {
            Some(known) if known.score < duplicate.score => *known = duplicate,
            Some(_) => {}
            None => found.push(duplicate),
        }
    }
    found.sort_by_key(|d| std::cmp::Reverse(d.score));
    found.truncate(5);
    Ok(found)
}

/// The contact with this e-mail address or, failing that, this phone number, with the owner of the account.
pub async fn find(tx: &mut Tx, email: Option<&str>, phone: Option<&str>) -> Result<Option<Known>> {
    let email = email.map(normal_email).filter(|e| !e.is_empty());
    let phone = phone.and_then(normal_phone);
    if email.is_none() && phone.is_none() {
        return Ok(None);
    }
    sql::find(tx, email.as_deref(), phone.as_deref()).await
}

/// A recognised customer.
#[derive(Clone, Debug, PartialEq)]
pub struct Known {
    pub account: AccountId,
    pub contact: ContactId,
    pub name: String,
    /// The owner, if that member is active.
    pub owner: Option<shared::MemberId>,
}

/// The account and contact of somebody who is about to get a quote: recognised by e-mail, then by phone, or made.
pub async fn find_or_create(cx: &Cx, tx: &mut Tx, customer: NewCustomer) -> Result<(AccountId, ContactId)> {
    if let Some(known) = find(tx, customer.email.as_deref(), customer.phone.as_deref()).await? {
        return Ok((known.account, known.contact));
    }
    let company = customer.company.as_deref().and_then(filled);
    let person = filled(&customer.name).or_else(|| company.clone()).ok_or_else(|| Error::field("name", "required"))?;
    let (kind, name) = match &company {
        Some(company) => (AccountKind::Company, company.clone()),
        None => (AccountKind::Person, person.clone()),
    };
    let id = cx.id::<AccountId>();
    let nothing = CustomValues::new();
    let record = sql::AccountRecord { kind, name: &name, tags: &[], notes: "", custom: &nothing, owner: cx.member() };
    sql::insert_account(tx, id, record).await?;
    let roles = vec![shared::customers::ContactRole::Booker];
    let contact = NewContact { name: person, email: customer.email, phone: customer.phone, roles, ..NewContact::default() };
    let contact = insert_contact(cx, tx, id, &contact, &nothing, true).await?;
    tx.record(Record::new(events::CREATED, id).account(id).version(1).data(json!({ "name": name }))).await?;
    Ok((id, contact))
}

/// A prospect that booked is an active customer.
pub async fn activate(tx: &mut Tx, id: AccountId) -> Result<()> {
    if let Some(version) = sql::activate(tx, id).await? {
        tx.record(Record::new(events::ACTIVATED, id).account(id).version(version)).await?;
    }
    Ok(())
}
