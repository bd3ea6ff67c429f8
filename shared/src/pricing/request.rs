//! What is to be priced.

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

use super::{AgreedPrices, Change, Package, PromoTerms, Spot, TradeHours, UnitRepairs};
use crate::quotes::TripType;
use crate::{AmenityId, LineId, PackageId};

/// So many of a vehicle type.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct VehicleCount {
    pub key: String,
    pub count: u32,
}

/// An amenity asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AmenityChoice {
    pub amenity: AmenityId,
    /// The customer decides.
    pub optional: bool,
    /// Counted in; always so when not optional.
    pub chosen: bool,
}

/// A line somebody wrote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LineItem {
    pub id: LineId,
    pub name: String,
    pub note: String,
    /// Thousandths: 1500 is one and a half.
    pub quantity_milli: i64,
    /// Negative ones are discounts.
    pub unit_cents: i64,
    /// Our cost; absent for those without the cost right.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit_cost_cents: Option<i64>,
    pub optional: bool,
    pub chosen: bool,
}

/// Drivers beside the first, for each vehicle.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Relief {
    /// Minutes they are on duty.
    pub minutes: u32,
    /// How many come out to meet the vehicle.
    pub call_outs: u32,
    /// Nights they spend away.
    pub nights: u32,
}

/// What is to be priced.
#[derive(Clone, Debug, PartialEq)]
pub struct PriceRequest {
    pub quoted_on: NaiveDate,
    pub starts: Option<NaiveDateTime>,
    /// The shape of the trip: some codes hold for some of them only.
    pub trip: TripType,
    /// Where the work stops, in its order.
    pub spots: Vec<Spot>,
    pub minutes: u32,
    pub days: u32,
    pub metres: u64,
    pub deadhead_metres: u64,
    pub passengers: u32,
    pub crew: u32,
    pub vehicles: Vec<VehicleCount>,
    pub amenities: Vec<AmenityChoice>,
    pub lines: Vec<LineItem>,
    /// Levels the work is offered at; none if it is offered as one.
    pub packages: Vec<Package>,
    /// The package that was taken; the proposed one counts before that.
    pub package: Option<PackageId>,
    /// Repairs of units, and what the customer agreed on for them.
    pub repairs: Vec<UnitRepairs>,
    pub agreed: Option<AgreedPrices>,
    /// People of trades, each trade once.
    pub trades: Vec<TradeHours>,
    /// A discount or surcharge by hand.
    pub adjustment: Option<Change>,
    pub promo: Option<PromoTerms>,
    /// A second or relief driver for each vehicle.
    pub relief: Relief,
    pub tax_exempt: bool,
}
