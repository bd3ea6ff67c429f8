//! Customers: accounts, the people at them, their addresses, and how a stranger is recognised as one of them.
//!
//! Invariants: the first person of an account is its primary one, and an account never has two; e-mail and phone are
//! stored in a comparable form beside what was typed; `find_or_create` runs in the caller's transaction, so that a
//! conversion leaves either everything or nothing. Looking alike is a warning, never a refusal. A record merged into
//! another is a trace: no list, search or recognition brings it, nothing points at it, and nothing changes it until the
//! merge is undone; the ledger of a merge holds every row it moved. The same holds of a record that is archived until it
//! is restored, and nothing new is begun for it, see `away`. Families of customers have no circles, see `family`.
//! Leaves inquiries to `leads`, who may log in to the portal to `portal`.

use shared::access::{Action, FieldRight, Scope};
use shared::customers::{Account, CustomValues, NewContact, Preferences};
use shared::input::{filled, normal_email, normal_phone};
use shared::{AccountId, ContactId, Error, Result};

use crate::cx::Cx;
use crate::db::Tx;

mod away;
#[cfg(test)]
mod away_tests;
mod blocked;
#[cfg(test)]
mod conflict_tests;
mod contacts;
pub(crate) mod cursor;
mod edit;
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
mod list;
mod merge;
#[cfg(test)]
mod merge_tests;
mod preferences;
#[cfg(test)]
mod preferences_tests;
mod presets;
mod price_lists;
mod reach;
mod recognise;
mod said;
mod show;
mod sql;
#[cfg(test)]
mod tests;

pub use away::{FORGET, archive, remove_contact, restore, restore_contact};
pub(crate) use blocked::{admit_current, admit_offer, admit_offer_to};
pub(crate) use contacts::{account_as_it_is, person_held, person_known};
pub use contacts::{add_address, add_contact, edit_contact, remove_address};
pub use edit::{create, edit};
pub use favourites::star;
pub(crate) use fields::{adopt_values, lead_fields};
pub use fields::{create_field, edit_field, fields, place_field};
pub use fleet::{add_unit, edit_fleet, edit_unit};
pub use import::{RunImport, add_import_rows, check_import, create_import, import, import_problems, imports, revert_import, start_import};
pub use list::{Filter, list};
pub use merge::{merge, unmerge};
pub use preferences::edit_preferences;
pub(crate) use preferences::{Withheld, quiet_until, withhold};
pub use presets::{create_preset, delete_preset, edit_preset, presets};
pub(crate) use price_lists::{ListAround, agreed_on, are_units_of};
pub use price_lists::{end_prices, set_prices, withdraw_prices};
pub(crate) use reach::Reach;
pub use recognise::{Known, activate, duplicates, find, find_or_create, look_alikes};
pub(crate) use show::look_at;
pub use show::{show, timeline};

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
            if let Some(portal) = &mut contact.portal {
                portal.entered_at = None;
            }
        }
        account.addresses.clear();
    }
    Ok(account)
}

/// Whose customers whoever asks may see.
fn seen(cx: &Cx) -> Reach {
    Reach::of(cx, cx.access.scope(Action::CustomersView).unwrap_or(Scope::Own))
}

/// A customer the asker may change, unless it is put away.
async fn editable(cx: &Cx, tx: &mut Tx, id: AccountId, scope: Scope) -> Result<Account> {
    let account = reachable(cx, tx, id, scope).await?;
    if account.archived.is_some() {
        return Err(Error::conflict("archived", || shared::customers::away::is_archived(&account.name)));
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
        return Err(Error::conflict("merged", || said::merged(&kept.name)));
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

fn tags(tags: &[String]) -> Vec<String> {
    let mut tags: Vec<String> = tags.iter().filter_map(|t| filled(t)).collect();
    tags.sort();
    tags.dedup();
    tags
}

fn changed() -> Error {
    Error::conflict("changed", said::changed)
}
