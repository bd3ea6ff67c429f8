//! Customers: accounts, the people at them, their addresses, and how a stranger is recognised as one of them.
//!
//! Invariants: the first person of an account is its primary one, and an account never has two; e-mail and phone are
//! stored in a comparable form beside what was typed; `find_or_create` runs in the caller's transaction, so that a
//! conversion leaves either everything or nothing. Looking alike is a warning, never a refusal. A record merged into
//! another is a trace: no list, search or recognition brings it, nothing points at it, and nothing changes it until the
//! merge is undone; the ledger of a merge holds every row it moved. The same holds of a record that is archived until it
//! is restored, and nothing new is begun for it, see `away`. Families of customers have no circles, see `family`.
//! Leaves inquiries to `leads`, who may log in to the portal to `portal`.

use serde_json::json;
use shared::access::{Action, FieldRight, Scope};
use shared::customers::rules::Identity;
use shared::customers::{
    Account, AccountKind, AccountRow, AccountStatus, CustomValues, Duplicate, EditAccount, EditContact, FieldOf, NewAccount, NewAddress,
    NewContact, NewCustomer, Preferences, StreamPart, events, known_filters, parse_filters, read_values, rules,
};
use shared::events::Event;
use shared::input::{check, filled, normal_email, normal_phone};
use shared::page::limit;
use shared::{AccountId, AddressId, ContactId, Error, Page, Result};

use crate::begin;
use crate::cx::Cx;
use crate::db::Tx;
use crate::events::Record;

mod away;
#[cfg(test)]
mod away_tests;
mod blocked;
#[cfg(test)]
mod conflict_tests;
pub(crate) mod cursor;
mod family;
#[cfg(test)]
mod family_tests;
mod favourites;
mod fields;
#[cfg(test)]
mod fields_tests;
mod fleet;
#[cfg(test)]
mod fleet_tests;
pub mod http;
mod import;
mod import_add;
mod import_parents;
#[cfg(test)]
mod import_tests;
mod merge;
#[cfg(test)]
mod merge_tests;
mod preferences;
#[cfg(test)]
mod preferences_tests;
mod presets;
mod price_lists;
mod reach;
mod sql;
#[cfg(test)]
mod tests;

pub use away::{FORGET, archive, remove_contact, restore, restore_contact};
pub(crate) use blocked::{admit_current, admit_offer, admit_offer_to};
pub use favourites::star;
pub(crate) use fields::{adopt_values, lead_fields};
pub use fields::{create_field, edit_field, fields, place_field};
pub use fleet::{add_unit, edit_fleet, edit_unit};
pub use import::{RunImport, add_import_rows, check_import, create_import, import, import_problems, imports, revert_import, start_import};
pub use merge::{merge, unmerge};
pub use preferences::edit_preferences;
pub(crate) use preferences::{Withheld, quiet_until, withhold};
pub use presets::{create_preset, delete_preset, edit_preset, presets};
pub(crate) use price_lists::{ListAround, agreed_on, are_units_of};
pub use price_lists::{end_prices, set_prices, withdraw_prices};
pub(crate) use reach::Reach;

/// What a list of customers is narrowed by.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    pub search: Option<String>,
    pub status: Option<String>,
    /// Only those the asker owns.
    pub mine: bool,
    /// Only those the asker has starred.
    pub favourites: bool,
    /// Only those that belong to this one.
    pub parent: Option<AccountId>,
    /// Those that are put away, instead of those that are not.
    pub archived: bool,
    /// Filters on fields of the organization's own, one a line.
    pub custom: Option<String>,
    pub after: Option<String>,
    pub limit: Option<i64>,
}

/// Customers, the last touched first.
pub async fn list(cx: &Cx, filter: Filter) -> Result<Page<AccountRow>> {
    let scope = cx.may(Action::CustomersView)?;
    let status = filter
        .status
        .as_deref()
        .filter(|s| !s.is_empty())
        .map(str::parse::<AccountStatus>)
        .transpose()
        .map_err(|_| Error::field("status", "unknown_choice"))?;
    let after = filter.after.as_deref().map(cursor::read).transpose()?;
    let mut tx = cx.read().await?;
    let ids = match filter.search.as_deref().and_then(filled) {
        Some(words) => Some(sql::search(&mut tx, &words.chars().take(100).collect::<String>()).await?),
        None => None,
    };
    let asked = parse_filters(filter.custom.as_deref().unwrap_or_default())?;
    let custom = if asked.is_empty() { Vec::new() } else { known_filters(&sql::fields(&mut tx).await?, &asked)? };
    // whom a filter brings tells what it asked for
    if custom.iter().any(|filter| filter.of == FieldOf::Contact) && !cx.sees(FieldRight::PersonalData) {
        return Err(Error::Forbidden { missing: FieldRight::PersonalData.key().into() });
    }
    let limit = limit(filter.limit);
    let reach = Reach::of(cx, scope);
    let asked = sql::Asked {
        reach: &reach,
        me: cx.member(),
        status,
        mine: filter.mine,
        favourites: filter.favourites,
        parent: filter.parent,
        archived: filter.archived,
        ids,
        fields: &custom,
    };
    let mut rows = sql::list(&mut tx, asked, after, limit + 1).await?;
    if !cx.sees(FieldRight::PersonalData) {
        for row in &mut rows {
            (row.email, row.phone) = (None, None);
            row.contact_custom.clear();
        }
    }
    Ok(Page::from_rows(rows, limit as usize, |row| cursor::write(row.updated_at, row.id.0)))
}

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

async fn load(cx: &Cx, tx: &mut Tx, id: AccountId) -> Result<Account> {
    let mut account = sql::account(tx, id, cx.member(), &seen(cx)).await?;
    account.contacts = sql::contacts(tx, id).await?;
    account.addresses = sql::addresses(tx, id).await?;
    account.work = sql::work(tx, id).await?;
    account.units = sql::units(tx, id).await?;
    account.fleet = sql::fleet(tx, id).await?;
    if cx.access.may(Action::PricingView) {
        account.price_lists = sql::price_lists(tx, id).await?;
    }
    account.merges = sql::merges(tx, id).await?;
    if !cx.sees(FieldRight::PersonalData) {
        for contact in &mut account.contacts {
            (contact.email, contact.phone) = (None, None);
            contact.custom.clear();
            contact.preferences = Preferences::default();
        }
        account.addresses.clear();
    }
    Ok(account)
}

/// Whose customers whoever asks may see.
fn seen(cx: &Cx) -> Reach {
    Reach::of(cx, cx.access.scope(Action::CustomersView).unwrap_or(Scope::Own))
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

/// Adds a customer by hand; who enters it owns it.
pub async fn create(cx: &Cx, input: NewAccount) -> Result<Account> {
    cx.may(Action::CustomersEdit)?;
    check(&input)?;
    let mut tx = begin!(cx);
    let id = cx.id::<AccountId>();
    let name = input.name.trim();
    let fields = sql::fields(&mut tx).await?;
    let nothing = CustomValues::new();
    let custom = read_values(&fields, FieldOf::Account, &nothing, &input.custom)?;
    let record = sql::AccountRecord {
        kind: input.kind,
        name,
        tags: &tags(&input.tags),
        notes: input.notes.trim(),
        custom: &custom,
        owner: cx.member(),
    };
    sql::insert_account(&mut tx, id, record).await?;
    let contact = match input.contact {
        Some(contact) => Some(contact),
        None if input.kind == AccountKind::Person => Some(NewContact { name: name.into(), ..NewContact::default() }),
        None => None,
    };
    if let Some(contact) = contact {
        let custom = read_values(&fields, FieldOf::Contact, &nothing, &contact.custom).map_err(of_contact)?;
        insert_contact(cx, &mut tx, id, &contact, &custom, true).await?;
    }
    tx.record(Record::new(events::CREATED, id).account(id).version(1).data(json!({ "name": name }))).await?;
    let account = load(cx, &mut tx, id).await?;
    tx.commit(account).await
}

/// Changes a customer, on the version it was seen in.
pub async fn edit(cx: &Cx, id: AccountId, input: EditAccount) -> Result<Account> {
    let scope = cx.may(Action::CustomersEdit)?;
    check(&input)?;
    let mut tx = begin!(cx);
    let before = editable(cx, &mut tx, id, scope).await?;
    blocked::admit_state(cx, before.status, input.status)?;
    let name = input.name.trim();
    let custom = read_values(&sql::fields(&mut tx).await?, FieldOf::Account, &before.custom, &input.custom)?;
    // what stays is not looked at again
    let parent = input.parent.filter(|wanted| *wanted != before.parent.as_ref().map(|parent| parent.id));
    if let Some(wanted) = parent {
        family::admit(cx, &mut tx, id, wanted).await?;
    }
    let version = sql::update_account(&mut tx, id, &input, name, &tags(&input.tags), &custom, parent).await?.ok_or_else(changed)?;
    let account = load(cx, &mut tx, id).await?;
    let data = json!({
        "name": { "before": before.name, "after": name },
        "status": { "before": before.status, "after": input.status },
        "terms": { "before": before.terms, "after": input.terms },
        "tax": { "before": before.tax, "after": account.tax },
        "owner": { "before": before.owner.as_ref().map(|o| &o.name), "after": input.owner },
        "parent": { "before": before.parent.as_ref().map(|p| &p.name), "after": account.parent.as_ref().map(|p| &p.name) },
        "custom": { "before": before.custom, "after": custom },
    });
    tx.record(Record::new(events::EDITED, id).account(id).version(version).data(data)).await?;
    tx.commit(account).await
}

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

/// A customer the asker may change, unless it is put away.
async fn editable(cx: &Cx, tx: &mut Tx, id: AccountId, scope: Scope) -> Result<Account> {
    let account = reachable(cx, tx, id, scope).await?;
    if account.archived.is_some() {
        return Err(Error::conflict("archived", shared::customers::away::is_archived(&account.name)));
    }
    Ok(account)
}

/// A customer the asker may change, put away or not.
async fn reachable(cx: &Cx, tx: &mut Tx, id: AccountId, scope: Scope) -> Result<Account> {
    let account = sql::account(tx, id, cx.member(), &seen(cx)).await?;
    let owner = account.owner.as_ref().map(|o| o.id);
    // what nobody owns may be taken up by anybody who edits customers
    if owner.is_some() && !Reach::of(cx, scope).covers(owner) {
        return Err(Error::Forbidden { missing: Action::CustomersEdit.key().into() });
    }
    if let Some(kept) = &account.merged_into {
        return Err(Error::conflict("merged", format!("This record was merged into {}. Change that one, or undo the merge.", kept.name)));
    }
    Ok(account)
}

async fn insert_contact(
    cx: &Cx,
    tx: &mut Tx,
    account: AccountId,
    contact: &NewContact,
    custom: &CustomValues,
    primary: bool,
) -> Result<ContactId> {
    let id = cx.id::<ContactId>();
    sql::insert_contact(tx, account, id, contact, &forms(&contact.email, &contact.phone), custom, primary).await?;
    Ok(id)
}

/// E-mail and phone in the form they are compared in.
pub(crate) fn forms(email: &Option<String>, phone: &Option<String>) -> (Option<String>, Option<String>) {
    (email.as_deref().map(normal_email).filter(|e| !e.is_empty()), phone.as_deref().and_then(normal_phone))
}

/// What is wrong with the first person, where the form has them.
fn of_contact(error: Error) -> Error {
    match error {
        Error::Invalid(errors) => {
            Error::Invalid(shared::FieldErrors(errors.0.into_iter().map(|(field, all)| (format!("contact.{field}"), all)).collect()))
        }
        other => other,
    }
}

fn tags(tags: &[String]) -> Vec<String> {
    let mut tags: Vec<String> = tags.iter().filter_map(|t| filled(t)).collect();
    tags.sort();
    tags.dedup();
    tags
}

fn changed() -> Error {
    Error::conflict("changed", "Somebody changed this since you opened it. Reload to see their changes.")
}
