//! Server functions of customers.

#![allow(clippy::too_many_arguments, reason = "the list has a parameter of the public API for each thing it is narrowed by")]

use crate::api::prelude::*;
use shared::customers::{
    Account, AccountRow, Duplicate, EditAccount, EditContact, EditFleet, EditPreferences, EditUnit, EndPriceList, MergeAccounts,
    NewAccount, NewAddress, NewContact, NewPriceList, NewUnit, StarAccount,
};
use shared::events::Event;
use shared::{AccountId, AddressId, ContactId, MergeId, PriceListId, UnitId};

mod fields;
mod imports;

pub use fields::{create_custom_field, edit_custom_field, list_custom_fields, place_custom_field};
pub use imports::{
    add_import_rows, check_import, create_import, create_import_preset, delete_import_preset, edit_import_preset, list_import_presets,
    list_imports, revert_import, show_import, start_import,
};

/// Customers, the last touched first.
#[get("/api/v1/customers?search&status&mine&custom&after&limit&favourites&parent&archived", cx: Cx)]
pub async fn list_customers(
    search: Option<String>,
    status: Option<String>,
    mine: Option<bool>,
    custom: Option<String>,
    after: Option<String>,
    limit: Option<i64>,
    favourites: Option<bool>,
    parent: Option<AccountId>,
    archived: Option<bool>,
) -> Result<Page<AccountRow>> {
    let (mine, favourites, archived) = (mine.unwrap_or(false), favourites.unwrap_or(false), archived.unwrap_or(false));
    let filter = server::customers::Filter { search, status, mine, favourites, parent, archived, custom, after, limit };
    server::customers::list(&cx, filter).await
}

/// Puts a customer among one's favourites, or takes it away.
#[put("/api/v1/customers/{id}/favourite", cx: Cx)]
pub async fn star_customer(id: AccountId, input: Valid<StarAccount>) -> Result<()> {
    server::customers::star(&cx, id, input.0).await
}

/// Customers that may be the same as somebody entered.
#[get("/api/v1/customers/duplicates?name&company&email&phone", cx: Cx)]
pub async fn customer_duplicates(
    name: Option<String>,
    company: Option<String>,
    email: Option<String>,
    phone: Option<String>,
) -> Result<Vec<Duplicate>> {
    server::customers::duplicates(&cx, shared::customers::NewCustomer { name: name.unwrap_or_default(), company, email, phone }).await
}

/// Adds a customer.
#[post("/api/v1/customers", cx: Cx)]
pub async fn create_customer(input: Valid<NewAccount>) -> Result<Account> {
    server::customers::create(&cx, input.0).await
}

/// A customer with people, addresses and work.
#[get("/api/v1/customers/{id}", cx: Cx)]
pub async fn show_customer(id: AccountId) -> Result<Account> {
    server::customers::show(&cx, id).await
}

/// Changes a customer.
#[put("/api/v1/customers/{id}", cx: Cx)]
pub async fn edit_customer(id: AccountId, input: Valid<EditAccount>) -> Result<Account> {
    server::customers::edit(&cx, id, input.0).await
}

/// What happened with a customer, or one part of it, the latest first.
#[get("/api/v1/customers/{id}/timeline?after&part", cx: Cx)]
pub async fn customer_timeline(id: AccountId, after: Option<i64>, part: Option<String>) -> Result<Page<Event>> {
    server::customers::timeline(&cx, id, after, part).await
}

/// Puts a customer away.
#[post("/api/v1/customers/{id}/archival", cx: Cx)]
pub async fn archive_customer(id: AccountId, _body: Valid<Nothing>) -> Result<Account> {
    server::customers::archive(&cx, id).await
}

/// Brings an archived customer back.
#[delete("/api/v1/customers/{id}/archival", cx: Cx)]
pub async fn restore_customer(id: AccountId, _body: Valid<Nothing>) -> Result<Account> {
    server::customers::restore(&cx, id).await
}

/// Takes a person off a customer.
#[delete("/api/v1/customers/{id}/contacts/{contact}", cx: Cx)]
pub async fn remove_contact(id: AccountId, contact: ContactId, _body: Valid<Nothing>) -> Result<Account> {
    server::customers::remove_contact(&cx, id, contact).await
}

/// Puts a person back who was taken off a customer.
#[post("/api/v1/customers/{id}/removed-contacts/{removed_contact}/restoration", cx: Cx)]
pub async fn restore_contact(id: AccountId, removed_contact: ContactId, _body: Valid<Nothing>) -> Result<Account> {
    server::customers::restore_contact(&cx, id, removed_contact).await
}

/// Adds a person to a customer.
#[post("/api/v1/customers/{id}/contacts", cx: Cx)]
pub async fn add_contact(id: AccountId, input: Valid<NewContact>) -> Result<Account> {
    server::customers::add_contact(&cx, id, input.0).await
}

/// Changes a person at a customer.
#[put("/api/v1/customers/{id}/contacts/{contact}", cx: Cx)]
pub async fn edit_contact(id: AccountId, contact: ContactId, input: Valid<EditContact>) -> Result<Account> {
    server::customers::edit_contact(&cx, id, contact, input.0).await
}

/// Changes what a person at a customer lets us write to them.
#[put("/api/v1/customers/{id}/contacts/{contact}/preferences", cx: Cx)]
pub async fn edit_preferences(id: AccountId, contact: ContactId, input: Valid<EditPreferences>) -> Result<Account> {
    server::customers::edit_preferences(&cx, id, contact, input.0).await
}

/// Adds a place to a customer.
#[post("/api/v1/customers/{id}/addresses", cx: Cx)]
pub async fn add_address(id: AccountId, input: Valid<NewAddress>) -> Result<Account> {
    server::customers::add_address(&cx, id, input.0).await
}

/// Removes a place of a customer.
#[delete("/api/v1/customers/{id}/addresses/{address}", cx: Cx)]
pub async fn remove_address(id: AccountId, address: AddressId, _body: Valid<Nothing>) -> Result<Account> {
    server::customers::remove_address(&cx, id, address).await
}

/// Merges another record of the same customer into this one.
#[post("/api/v1/customers/{id}/merges", cx: Cx)]
pub async fn merge_customers(id: AccountId, input: Valid<MergeAccounts>) -> Result<Account> {
    server::customers::merge(&cx, id, input.0).await
}

/// Undoes a merge.
#[delete("/api/v1/customers/{id}/merges/{merge}", cx: Cx)]
pub async fn unmerge_customers(id: AccountId, merge: MergeId, _body: Valid<Nothing>) -> Result<Account> {
    server::customers::unmerge(&cx, id, merge).await
}

/// Adds a unit to a customer.
#[post("/api/v1/customers/{id}/units", cx: Cx)]
pub async fn add_unit(id: AccountId, input: Valid<NewUnit>) -> Result<Account> {
    server::customers::add_unit(&cx, id, input.0).await
}

/// Changes a unit of a customer, archives it, or takes it back into service.
#[put("/api/v1/customers/{id}/units/{unit}", cx: Cx)]
pub async fn edit_unit(id: AccountId, unit: UnitId, input: Valid<EditUnit>) -> Result<Account> {
    server::customers::edit_unit(&cx, id, unit, input.0).await
}

/// Says how a customer's fleet is looked after.
#[put("/api/v1/customers/{id}/fleet", cx: Cx)]
pub async fn edit_fleet(id: AccountId, input: Valid<EditFleet>) -> Result<Account> {
    server::customers::edit_fleet(&cx, id, input.0).await
}

/// Sets repair prices of a customer's own from a day on.
#[post("/api/v1/customers/{id}/price-lists", cx: Cx)]
pub async fn set_prices(id: AccountId, input: Valid<NewPriceList>) -> Result<Account> {
    server::customers::set_prices(&cx, id, input.0).await
}

/// Gives a customer's repair prices their last day.
#[put("/api/v1/customers/{id}/price-lists/{price_list}", cx: Cx)]
pub async fn end_prices(id: AccountId, price_list: PriceListId, input: Valid<EndPriceList>) -> Result<Account> {
    server::customers::end_prices(&cx, id, price_list, input.0).await
}

/// Takes repair prices back that have not begun.
#[delete("/api/v1/customers/{id}/price-lists/{price_list}", cx: Cx)]
pub async fn withdraw_prices(id: AccountId, price_list: PriceListId, _body: Valid<Nothing>) -> Result<Account> {
    server::customers::withdraw_prices(&cx, id, price_list).await
}

/// The endpoints of this room.
#[cfg(feature = "server")]
pub fn endpoints() -> Vec<Endpoint> {
    use Action::{CustomersEdit, CustomersView, PricingEdit};
    let mut all = vec![
        Endpoint::get("/api/v1/customers", "Lists customers")
            .query(&["search", "status", "mine", "custom", "after", "limit", "favourites", "parent", "archived"])
            .needs(CustomersView)
            .replies::<Page<AccountRow>>(),
        Endpoint::get("/api/v1/customers.csv", "Sends the list of customers as CSV")
            .query(&["search", "status", "mine", "favourites", "parent", "custom", "archived"])
            .needs(CustomersView)
            .sends("text/csv"),
        Endpoint::get("/api/v1/customers/duplicates", "Lists customers that may be the same as somebody entered")
            .query(&["name", "company", "email", "phone"])
            .needs(CustomersView)
            .replies::<Vec<Duplicate>>(),
        Endpoint::post("/api/v1/customers", "Adds a customer").needs(CustomersEdit).body::<NewAccount>().replies::<Account>(),
        Endpoint::get("/api/v1/customers/{id}", "Shows a customer").needs(CustomersView).replies::<Account>(),
        Endpoint::put("/api/v1/customers/{id}", "Changes a customer").needs(CustomersEdit).body::<EditAccount>().replies::<Account>(),
        Endpoint::put("/api/v1/customers/{id}/favourite", "Puts a customer among one's favourites, or takes it away")
            .needs(CustomersView)
            .body::<StarAccount>(),
        Endpoint::get("/api/v1/customers/{id}/timeline", "Lists what happened with a customer")
            .query(&["after", "part"])
            .needs(CustomersView)
            .replies::<Page<Event>>(),
        Endpoint::post("/api/v1/customers/{id}/archival", "Archives a customer")
            .needs(CustomersEdit)
            .body::<Nothing>()
            .replies::<Account>(),
        Endpoint::delete("/api/v1/customers/{id}/archival", "Restores an archived customer")
            .needs(CustomersEdit)
            .body::<Nothing>()
            .replies::<Account>(),
        Endpoint::delete("/api/v1/customers/{id}/contacts/{contact}", "Takes a person off a customer")
            .needs(CustomersEdit)
            .body::<Nothing>()
            .replies::<Account>(),
        Endpoint::post(
            "/api/v1/customers/{id}/removed-contacts/{removed_contact}/restoration",
            "Puts a person back who was taken off a customer",
        )
        .needs(CustomersEdit)
        .body::<Nothing>()
        .replies::<Account>(),
        Endpoint::post("/api/v1/customers/{id}/contacts", "Adds a person to a customer")
            .needs(CustomersEdit)
            .body::<NewContact>()
            .replies::<Account>(),
        Endpoint::put("/api/v1/customers/{id}/contacts/{contact}", "Changes a person at a customer")
            .needs(CustomersEdit)
            .body::<EditContact>()
            .replies::<Account>(),
        Endpoint::put("/api/v1/customers/{id}/contacts/{contact}/preferences", "Changes what a person at a customer lets us write to them")
            .needs(CustomersEdit)
            .body::<EditPreferences>()
            .replies::<Account>(),
        Endpoint::post("/api/v1/customers/{id}/addresses", "Adds a place to a customer")
            .needs(CustomersEdit)
            .body::<NewAddress>()
            .replies::<Account>(),
        Endpoint::delete("/api/v1/customers/{id}/addresses/{address}", "Removes a place of a customer")
            .needs(CustomersEdit)
            .body::<Nothing>()
            .replies::<Account>(),
        Endpoint::post("/api/v1/customers/{id}/units", "Adds a unit to a customer")
            .needs(CustomersEdit)
            .body::<NewUnit>()
            .replies::<Account>(),
        Endpoint::put("/api/v1/customers/{id}/units/{unit}", "Changes a unit of a customer, archives it, or takes it back into service")
            .needs(CustomersEdit)
            .body::<EditUnit>()
            .replies::<Account>(),
        Endpoint::put("/api/v1/customers/{id}/fleet", "Says how a customer's fleet is looked after")
            .needs(CustomersEdit)
            .body::<EditFleet>()
            .replies::<Account>(),
        Endpoint::post("/api/v1/customers/{id}/price-lists", "Sets repair prices of a customer's own from a day on")
            .needs(PricingEdit)
            .body::<NewPriceList>()
            .replies::<Account>(),
        Endpoint::put("/api/v1/customers/{id}/price-lists/{price_list}", "Gives a customer's repair prices their last day")
            .needs(PricingEdit)
            .body::<EndPriceList>()
            .replies::<Account>(),
        Endpoint::delete("/api/v1/customers/{id}/price-lists/{price_list}", "Takes repair prices back that have not begun")
            .needs(PricingEdit)
            .body::<Nothing>()
            .replies::<Account>(),
    ];
    all.extend(fields::endpoints());
    all.extend(imports::endpoints());
    all.extend([
        Endpoint::post("/api/v1/customers/{id}/merges", "Merges another record of the same customer into this one")
            .needs(CustomersEdit)
            .body::<MergeAccounts>()
            .replies::<Account>(),
        Endpoint::delete("/api/v1/customers/{id}/merges/{merge}", "Undoes a merge")
            .needs(CustomersEdit)
            .body::<Nothing>()
            .replies::<Account>(),
    ]);
    all
}
