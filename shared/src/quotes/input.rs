//! What may be written of quotes.

use chrono::{Datelike, NaiveDateTime};
use serde::{Deserialize, Serialize};
use validator::{Validate, ValidationError};

use super::{Drivers, TripType};
use crate::geo::Located;
use crate::hours::RuleSet;
use crate::input::{check_line, check_name, check_optional_email, check_optional_name, check_optional_phone, check_text};
use crate::jobs::StopKind;
use crate::packs::ServiceLine;
use crate::pricing::{
    Adjustment, AgreedPrices, AmenityChoice, LineItem, Package, Planned, TradeHours, UnitRepairs, VehicleCount, Window, check_packages,
    check_schedule, check_trade_hours,
};
use crate::{AccountId, ContactId, MemberId, PackageId, StopId};

/// A quote begun by hand.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NewQuote {
    pub service_line: ServiceLine,
    #[validate(custom(function = check_optional_name))]
    pub title: String,
    /// An existing customer; else the name and how to reach them make or find one.
    pub account: Option<AccountId>,
    pub contact: Option<ContactId>,
    #[serde(default)]
    #[validate(custom(function = check_optional_name))]
    pub name: String,
    #[serde(default)]
    #[validate(custom(function = check_optional_name))]
    pub company: String,
    #[serde(default)]
    #[validate(custom(function = check_optional_email))]
    pub email: String,
    #[serde(default)]
    #[validate(length(max = 40), custom(function = check_optional_phone))]
    pub phone: String,
}

/// A stop of an itinerary. Times are the wall clock of the quote's zone.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Stop {
    pub id: StopId,
    pub kind: StopKind,
    /// What people call the place; the address if empty.
    #[serde(default)]
    #[validate(length(max = 120), custom(function = check_line))]
    pub name: String,
    #[validate(length(max = 300), custom(function = check_line))]
    pub address: String,
    #[validate(range(min = -90.0, max = 90.0))]
    pub lat: Option<f64>,
    #[validate(range(min = -180.0, max = 180.0))]
    pub lng: Option<f64>,
    /// A fixed arrival; without one the time flows from the stop before.
    #[validate(custom(function = check_time))]
    pub arrive: Option<NaiveDateTime>,
    /// Minutes spent there.
    #[serde(default)]
    #[validate(range(max = 20160))]
    pub dwell: u32,
    /// Entered metres from the stop before; worked out from coordinates otherwise.
    #[validate(range(max = 20_000_000))]
    pub leg_metres: Option<u32>,
    /// Entered minutes from the stop before.
    #[validate(range(max = 20160))]
    pub leg_minutes: Option<u32>,
    #[serde(default)]
    #[validate(length(max = 1000), custom(function = check_text))]
    pub notes: String,
    #[serde(default)]
    #[validate(length(max = 120), custom(function = check_line))]
    pub contact_name: String,
    #[serde(default)]
    #[validate(length(max = 40), custom(function = check_line))]
    pub contact_phone: String,
    /// Whether the driver is free to leave meanwhile; the length of the stay says it if nobody does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub released: Option<bool>,
    /// When it can be served; whoever comes earlier waits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub window: Option<Window>,
    /// Where the coordinates come from; none when somebody entered them, or nobody did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub located: Option<Located>,
}

/// What a revision offers: everything a person edits.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[validate(schema(function = "check_content"))]
pub struct Content {
    #[validate(custom(function = check_name))]
    pub title: String,
    pub trip: TripType,
    #[validate(range(max = 5000))]
    pub passengers: u32,
    /// Pieces of luggage the vehicles must hold, besides what is kept at the seat.
    #[serde(default, skip_serializing_if = "is_none_of")]
    #[validate(range(max = 20_000))]
    pub luggage: u32,
    /// How much is to be loaded, in tenths of a cubic metre; none where nobody said.
    #[serde(default, skip_serializing_if = "is_none_of")]
    #[validate(range(max = 100_000))]
    pub load: u32,
    #[validate(length(max = 40), nested)]
    pub stops: Vec<Stop>,
    #[validate(length(max = 12))]
    pub vehicles: Vec<VehicleCount>,
    /// People on the crew, where the work is priced by crew hours.
    #[validate(range(max = 99))]
    pub crew: u32,
    /// Minutes of work that are charged; from the itinerary if none.
    #[validate(range(max = 100_000))]
    pub minutes: Option<u32>,
    #[validate(range(max = 20_000_000))]
    pub deadhead_metres: u32,
    #[validate(length(max = 40))]
    pub amenities: Vec<AmenityChoice>,
    #[validate(length(max = 100))]
    pub lines: Vec<LineItem>,
    /// Levels the work is offered at, of which the customer takes one; none if it is offered as one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[validate(length(max = 4), custom(function = "check_packages"), nested)]
    pub packages: Vec<Package>,
    /// The package the customer took; none until then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub package: Option<PackageId>,
    /// Repairs of the customer's units, each unit once.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[validate(length(max = 200), nested)]
    pub repairs: Vec<UnitRepairs>,
    /// What the customer agreed on for the day of the quote; whatever is sent, the server puts here what holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[validate(nested)]
    pub agreed: Option<AgreedPrices>,
    /// People of trades and their hours, each trade once.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[validate(length(max = 20), custom(function = "check_trade_hours"), nested)]
    pub trades: Vec<TradeHours>,
    /// A discount or surcharge on all of it; beyond the limit of who sends it somebody else approves the price.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[validate(nested)]
    pub adjustment: Option<Adjustment>,
    /// The instalments of this quote; the policy of the book and the terms of the account say them if there are none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[validate(custom(function = "check_schedule"), nested)]
    pub schedule: Vec<Planned>,
    /// A note for the customer.
    #[serde(default)]
    #[validate(length(max = 2000), custom(function = check_text))]
    pub message: String,
    /// What the crew must know; the customer does not see it.
    #[serde(default)]
    #[validate(length(max = 2000), custom(function = check_text))]
    pub instructions: String,
    /// Whose hours-of-service law counts; the places and the kind of work say it if none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rules: Option<RuleSet>,
    #[serde(default, skip_serializing_if = "Drivers::is_one")]
    #[validate(custom(function = "check_drivers"))]
    pub drivers: Drivers,
    /// Why the offer goes out although a plan breaks the law's limits; the customer does not see it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    #[validate(length(max = 500), custom(function = check_text))]
    pub hours_waiver: String,
    /// Days the offer holds once it is sent.
    #[validate(range(min = 1, max = 180))]
    pub valid_days: u32,
}

/// What is not there is not written: content from before it was asked for stays as it was signed.
fn is_none_of(count: &u32) -> bool {
    *count == 0
}

fn check_drivers(drivers: &Drivers) -> Result<(), ValidationError> {
    match drivers {
        Drivers::Relief { at } if at.len() > 40 => Err(ValidationError::new("too_long")),
        _ => Ok(()),
    }
}

fn check_time(time: &NaiveDateTime) -> Result<(), ValidationError> {
    if (2000..2200).contains(&time.year()) { Ok(()) } else { Err(ValidationError::new("invalid")) }
}

fn check_content(content: &Content) -> Result<(), ValidationError> {
    if content.package.is_some_and(|id| !content.offers(id)) {
        return Err(ValidationError::new("unknown_choice"));
    }
    let vehicles_fine = content.vehicles.iter().all(|v| v.count <= 99 && v.key.len() <= 40);
    let lines_fine = content.lines.iter().all(|l| {
        (0..=1_000_000_000).contains(&l.quantity_milli)
            && (-crate::money::MAX_CENTS..=crate::money::MAX_CENTS).contains(&l.unit_cents)
            && l.unit_cost_cents.is_none_or(|c| (0..=crate::money::MAX_CENTS).contains(&c))
            && check_name(&l.name).is_ok()
            && check_line(&l.note).is_ok()
    });
    let unique = |mut ids: Vec<uuid::Uuid>| {
        let before = ids.len();
        ids.sort();
        ids.dedup();
        ids.len() == before
    };
    // lines and repairs stand in one price
    let priced = content.lines.iter().map(|l| l.id.0).chain(content.repairs.iter().map(|of| of.id.0));
    let ids_fine = unique(priced.collect())
        && unique(content.stops.iter().map(|s| s.id.0).collect())
        && unique(content.repairs.iter().filter_map(|of| of.unit).map(|unit| unit.0).collect());
    if vehicles_fine && lines_fine && ids_fine { Ok(()) } else { Err(ValidationError::new("too_large")) }
}

/// The whole of a draft, as the builder saves it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EditQuote {
    /// The version the edit was made on.
    pub version: i32,
    #[validate(nested)]
    pub content: Content,
}

/// A code put on a quote; an empty one takes it off.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct UsePromo {
    #[validate(length(max = 24), custom(function = check_line))]
    pub code: String,
}

/// Sending a draft.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SendQuote {
    pub version: i32,
    /// The total that was on the screen, in cents: another one is not sent.
    pub total_cents: i64,
    #[validate(custom(function = crate::input::check_email))]
    pub email: String,
    /// Asked for before the page opens; four to eight digits, or empty for none.
    #[serde(default)]
    #[validate(custom(function = "check_pin"))]
    pub pin: String,
    /// A note in the mail.
    #[serde(default)]
    #[validate(length(max = 2000), custom(function = check_text))]
    pub message: String,
}

pub(super) fn check_pin(pin: &str) -> Result<(), ValidationError> {
    if pin.is_empty() || ((4..=8).contains(&pin.len()) && pin.bytes().all(|b| b.is_ascii_digit())) {
        Ok(())
    } else {
        Err(ValidationError::new("invalid"))
    }
}

/// Approving the price of a draft.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ApproveQuote {
    /// The version that was on the screen: another one is another price.
    pub version: i32,
    /// The total that was on the screen, in cents: what it comes from may change without another version.
    pub total_cents: i64,
    /// For whoever sends it.
    #[serde(default)]
    #[validate(length(max = 500), custom(function = check_text))]
    pub note: String,
}

/// Why something is done, for the record.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Because {
    #[serde(default)]
    #[validate(length(max = 500), custom(function = check_text))]
    pub reason: String,
}

/// Whom a quote is given to.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct GiveQuote {
    pub member: MemberId,
}
