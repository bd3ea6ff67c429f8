//! What is read of customers.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::away::{Archived, RemovedContact};
use super::custom::CustomValues;
use super::fleet::{FleetSettings, Unit};
use super::merge::{AccountCounts, AccountLink, Merge};
use super::preferences::Preferences;
use super::repairs::PriceList;
use super::tax::TaxStanding;
use crate::portal::PortalStanding;
use crate::{AccountId, AddressId, ContactId, MemberId};

crate::choice! {
    /// Whether the customer is one person or an organization with people.
    AccountKind { Person = "person", Company = "company" }
}

crate::choice! {
    /// Where the relation stands.
    AccountStatus {
        /// Asked, but never booked.
        Prospect = "prospect",
        Active = "active",
        Dormant = "dormant",
        /// No new work without a manager.
        Blocked = "blocked",
    }
}

crate::choice! {
    /// When invoices are due.
    Terms { DueOnReceipt = "due_on_receipt", Prepaid = "prepaid", Net30 = "net_30", Net60 = "net_60" }
}

crate::choice! {
    /// What a person is to the account.
    ContactRole { Booker = "booker", Payer = "payer", OnSite = "on_site" }
}

crate::choice! {
    /// Why two records look like the same customer.
    MatchReason { SameEmail = "same_email", SamePhone = "same_phone", SimilarName = "similar_name" }
}

/// A member by id and name, as lists show owners.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Owner {
    pub id: MemberId,
    pub name: String,
}

/// An account in a list, with its first contact.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AccountRow {
    pub id: AccountId,
    pub name: String,
    pub kind: AccountKind,
    pub status: AccountStatus,
    pub tags: Vec<String>,
    pub owner: Option<Owner>,
    /// The account it belongs to.
    #[serde(default)]
    pub parent: Option<AccountLink>,
    /// Whoever asks has starred it.
    #[serde(default)]
    pub favourite: bool,
    pub contact: Option<String>,
    /// None as well for those without the right to personal data.
    pub email: Option<String>,
    pub phone: Option<String>,
    /// Leads that are neither converted nor lost.
    pub open_leads: i64,
    /// What stands in the fields of the organization's own.
    pub custom: CustomValues,
    /// The same of the contact.
    pub contact_custom: CustomValues,
    pub updated_at: DateTime<Utc>,
}

/// An account with its people and addresses.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Account {
    pub id: AccountId,
    pub version: i32,
    pub kind: AccountKind,
    pub name: String,
    pub status: AccountStatus,
    pub terms: Terms,
    /// Whether it pays taxes.
    #[serde(default)]
    pub tax: TaxStanding,
    pub tags: Vec<String>,
    pub notes: String,
    /// What stands in the fields of the organization's own.
    pub custom: CustomValues,
    pub owner: Option<Owner>,
    /// The account it belongs to.
    #[serde(default)]
    pub parent: Option<AccountLink>,
    /// The first of those that belong to it, by name, as far as whoever asks may see them.
    #[serde(default)]
    pub children: Vec<AccountLink>,
    /// Whoever asks has starred it.
    #[serde(default)]
    pub favourite: bool,
    pub contacts: Vec<Contact>,
    /// People taken off it within the last thirty days, the latest first.
    #[serde(default)]
    pub removed: Vec<RemovedContact>,
    pub addresses: Vec<Address>,
    /// Its vehicles, those in service first.
    pub units: Vec<Unit>,
    /// How they are looked after, if anybody said so.
    pub fleet: Option<FleetSettings>,
    /// What was agreed on repairs, the latest first; none for those who may not see prices.
    pub price_lists: Vec<PriceList>,
    pub work: Vec<AccountWork>,
    pub counts: AccountCounts,
    /// When it was put away, if it was.
    #[serde(default)]
    pub archived: Option<Archived>,
    /// The record this one was merged into; it is only a trace then.
    pub merged_into: Option<AccountLink>,
    /// Records merged into this one, the latest first.
    pub merges: Vec<Merge>,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

/// A person at an account.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Contact {
    pub id: ContactId,
    pub version: i32,
    pub name: String,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub roles: Vec<ContactRole>,
    /// The first person to turn to.
    pub primary: bool,
    /// What stands in the fields of the organization's own.
    pub custom: CustomValues,
    /// What they let us write to them; as if nobody had said anything for those without the right to personal data.
    #[serde(default)]
    pub preferences: Preferences,
    /// Whether they may enter the portal; none if nobody ever let them in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub portal: Option<PortalStanding>,
}

/// A place of an account.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Address {
    pub id: AddressId,
    pub version: i32,
    /// What the customer calls it: home, head office, warehouse.
    pub label: String,
    pub street: String,
    pub city: String,
    pub region: String,
    pub postal: String,
    /// ISO 3166 two letters.
    pub country: String,
}

/// Something done or offered for an account.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AccountWork {
    /// `lead`, `quote` or `job`.
    pub entity: String,
    pub id: uuid::Uuid,
    /// The number people use for it.
    pub number: String,
    pub title: String,
    /// The key of its status in its room.
    pub status: String,
    pub at: DateTime<Utc>,
}

/// A record that may be the same customer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Duplicate {
    pub account_id: AccountId,
    pub contact_id: Option<ContactId>,
    pub name: String,
    pub contact: Option<String>,
    pub owner: Option<Owner>,
    /// 0 to 100.
    pub score: u8,
    pub reasons: Vec<MatchReason>,
    pub since: DateTime<Utc>,
}
