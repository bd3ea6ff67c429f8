//! What a price book holds.

use serde::{Deserialize, Serialize};
use validator::{Validate, ValidationError};

use super::adjust::{VolumeStep, check_steps};
use super::condition::{Condition, check_condition};
use super::order::{check_amenities, check_items, check_modifiers};
use super::schedule::DepositShare;
use super::trades::{TradeRate, check_trade_rates};
use super::vehicle::{check_capabilities, check_vehicles};
use crate::customers::RepairTiers;
use crate::packs::{Label, ServiceLine};
use crate::{AmenityId, ModifierId, PriceBookId};

/// A name that must be given in English; no French name means that the English one serves both.
pub(super) fn check_label(label: &Label) -> Result<(), ValidationError> {
    crate::input::check_name(&label.en)?;
    crate::input::check_optional_name(&label.fr)
}

crate::choice! {
    /// How the base price of a vehicle comes about.
    Basis {
        /// The largest of hours, distance, daily floor and minimum: one of them is primary (charter).
        Greatest = "greatest",
        /// Hours, distance and days add up; the minimum is a floor under the sum (moving).
        Sum = "sum",
    }
}

crate::choice! {
    /// What an amenity is for; lists are ordered by it.
    AmenityCategory {
        Comfort = "comfort",
        Food = "food",
        Equipment = "equipment",
        Accessibility = "accessibility",
        Protection = "protection",
        Service = "service",
        Other = "other",
    }
}

impl AmenityCategory {
    /// What amenities are that say nothing else.
    fn other() -> Self {
        Self::Other
    }

    #[allow(clippy::trivially_copy_pass_by_ref, reason = "serde passes references")]
    fn is_other(&self) -> bool {
        *self == Self::Other
    }
}

crate::choice! {
    /// What the price of an amenity is multiplied by.
    AmenityUnit {
        Flat = "flat",
        PerPassenger = "per_passenger",
        PerHour = "per_hour",
        PerDay = "per_day",
    }
}

/// What a type of vehicle costs the customer, and us.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct VehicleRate {
    /// Stable key, `coach_56`.
    #[validate(length(min = 1, max = 40))]
    pub key: String,
    #[validate(custom(function = "check_label"))]
    pub name: Label,
    /// Passengers it seats; 0 for trucks.
    #[validate(range(max = 200))]
    pub seats: u32,
    /// What it can do, as amenities ask for it: `wifi`, `restroom`, `lift_gate`.
    #[serde(default)]
    #[validate(length(max = 40), custom(function = "check_capabilities"))]
    pub capabilities: Vec<String>,
    /// Pieces of luggage it holds besides what is kept at the seat; not known if none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[validate(range(max = 10_000))]
    pub luggage: Option<u32>,
    /// What it takes of a load, in tenths of a cubic metre; not known if none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[validate(range(max = 10_000))]
    pub load: Option<u32>,
    #[validate(range(min = 0, max = 10_000_000))]
    pub hour_cents: i64,
    #[validate(range(min = 0, max = 10_000_000))]
    pub day_cents: i64,
    #[validate(range(min = 0, max = 10_000_000))]
    pub km_cents: i64,
    #[validate(range(min = 0, max = 10_000_000))]
    pub deadhead_km_cents: i64,
    #[validate(range(min = 0, max = 1_000_000_000))]
    pub minimum_cents: i64,
    /// Our cost of an hour and a kilometre; absent for those without the cost right.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[validate(nested)]
    pub cost: Option<VehicleCost>,
}

/// What a vehicle costs us.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct VehicleCost {
    #[validate(range(min = 0, max = 10_000_000))]
    pub hour_cents: i64,
    #[validate(range(min = 0, max = 10_000_000))]
    pub km_cents: i64,
}

/// What a crew member's hour costs the customer, and us.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CrewRate {
    #[validate(range(min = 0, max = 10_000_000))]
    pub hour_cents: i64,
    /// Shorter work is billed as this.
    #[validate(range(max = 1440))]
    pub minimum_minutes: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[validate(range(min = 0, max = 10_000_000))]
    pub cost_hour_cents: Option<i64>,
}

/// What a second or relief driver costs the customer, and us.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ReliefRates {
    /// An hour on duty.
    #[validate(range(min = 0, max = 10_000_000))]
    pub hour_cents: i64,
    /// Coming out to where the vehicle is, and home from where it ends; passed on as it is.
    #[validate(range(min = 0, max = 10_000_000))]
    pub call_out_cents: i64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[validate(range(min = 0, max = 10_000_000))]
    pub cost_hour_cents: Option<i64>,
}

/// Something sold by the piece: boxes, packing, a piano.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct BookItem {
    #[validate(length(min = 1, max = 40))]
    pub key: String,
    #[validate(custom(function = "check_label"))]
    pub name: Label,
    #[validate(range(min = 0, max = 1_000_000_000))]
    pub unit_cents: i64,
}

/// An extra that can be booked: a price, what it needs of a vehicle and what the crew must see to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Amenity {
    pub id: AmenityId,
    #[validate(custom(function = "check_label"))]
    pub name: Label,
    /// Books from before there were categories have none written down.
    #[serde(default = "AmenityCategory::other", skip_serializing_if = "AmenityCategory::is_other")]
    pub category: AmenityCategory,
    pub unit: AmenityUnit,
    #[validate(range(min = 0, max = 100_000_000))]
    pub cents: i64,
    /// A vehicle must have this capability.
    #[serde(default)]
    #[validate(length(max = 40))]
    pub needs: Option<String>,
    /// The checklist item the crew gets when it is booked.
    #[serde(default)]
    #[validate(length(max = 200))]
    pub checklist_item: Option<String>,
    /// A sprite icon.
    #[serde(default)]
    #[validate(length(max = 40))]
    pub icon: Option<String>,
}

/// By how much a modifier changes the base price.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// Basis points of the base: 400 is +4 %, -500 is -5 %.
    PercentBp(i32),
    /// An amount in minor units.
    Cents(i64),
}

/// A rule that raises or lowers the base price.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Modifier {
    pub id: ModifierId,
    #[validate(custom(function = "check_label"))]
    pub name: Label,
    /// Lower ones are shown first.
    pub priority: i32,
    #[validate(custom(function = "check_condition"))]
    pub condition: Condition,
    #[validate(custom(function = "check_change"))]
    pub change: Change,
}

pub(super) fn check_change(change: &Change) -> Result<(), ValidationError> {
    let fine = match change {
        Change::PercentBp(bp) => (-10_000..=100_000).contains(bp),
        Change::Cents(cents) => (-crate::money::MAX_CENTS..=crate::money::MAX_CENTS).contains(cents),
    };
    if fine { Ok(()) } else { Err(ValidationError::new("too_large")) }
}

/// A tax on everything sold.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Tax {
    #[validate(custom(function = "check_label"))]
    pub name: Label,
    /// Parts per million: 50 000 is 5 %, 99 750 is 9.975 %.
    #[validate(range(max = 500_000))]
    pub ppm: u32,
}

/// What is due when, for customers whose account says nothing else.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DepositPolicy {
    /// Basis points of the total due at acceptance: 2500 is 25 %.
    #[validate(range(max = 10_000))]
    pub deposit_bp: u32,
    /// The rest is due so many days before the work starts.
    #[validate(range(max = 365))]
    pub balance_days_before: u16,
    /// What holds for companies, where it is something else than for persons.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[validate(nested)]
    pub company: Option<DepositShare>,
}

/// Everything a price is made from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Rates {
    pub basis: Basis,
    #[validate(length(max = 60), custom(function = "check_vehicles"), nested)]
    pub vehicles: Vec<VehicleRate>,
    #[validate(nested)]
    pub crew: Option<CrewRate>,
    /// Who is paid by the hour of a trade. Books from before there were trades have none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[validate(length(max = 20), custom(function = "check_trade_rates"), nested)]
    pub trades: Vec<TradeRate>,
    /// A second driver, or one who comes to take over.
    #[serde(default)]
    #[validate(nested)]
    pub relief: ReliefRates,
    /// A driver's night away, per vehicle.
    #[validate(range(min = 0, max = 10_000_000))]
    pub night_cents: i64,
    #[validate(length(max = 200), custom(function = "check_items"), nested)]
    pub items: Vec<BookItem>,
    #[validate(length(max = 60), custom(function = "check_amenities"), nested)]
    pub amenities: Vec<Amenity>,
    #[validate(length(max = 60), custom(function = "check_modifiers"), nested)]
    pub modifiers: Vec<Modifier>,
    /// What large orders get off, the smallest first.
    #[serde(default)]
    #[validate(length(max = 10), custom(function = "check_steps"), nested)]
    pub volume: Vec<VolumeStep>,
    #[validate(length(max = 5), nested)]
    pub taxes: Vec<Tax>,
    #[validate(nested)]
    pub deposit: DepositPolicy,
    /// What customers agree to, one term per line.
    #[validate(length(max = 10_000))]
    pub terms: String,
    /// What repairs of a unit cost customers who have agreed on nothing else. Books from before there were such prices
    /// have the standard ones, which are not written down.
    #[serde(default, skip_serializing_if = "RepairTiers::is_standard")]
    #[validate(nested)]
    pub repairs: RepairTiers,
}

/// A published version of a service line's prices.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PriceBook {
    pub id: PriceBookId,
    pub service_line: ServiceLine,
    /// 1, 2, 3 … within the service line.
    pub version: i32,
    pub name: String,
    pub rates: Rates,
}

/// The next version of a price book.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NewPriceBook {
    /// The version this one was made from; another one in between is a conflict.
    pub base_version: i32,
    #[validate(length(min = 1, max = 120))]
    pub name: String,
    #[validate(nested)]
    pub rates: Rates,
}

impl Rates {
    /// The rate of a vehicle type.
    pub fn vehicle(&self, key: &str) -> Option<&VehicleRate> {
        self.vehicles.iter().find(|v| v.key == key)
    }

    /// An amenity by id.
    pub fn amenity(&self, id: AmenityId) -> Option<&Amenity> {
        self.amenities.iter().find(|a| a.id == id)
    }

    /// What its vehicles can do, each once, by name.
    pub fn capabilities(&self) -> Vec<&str> {
        let all: std::collections::BTreeSet<&str> = self.vehicles.iter().flat_map(|v| &v.capabilities).map(String::as_str).collect();
        all.into_iter().collect()
    }

    /// The same without what only holders of the cost right may see.
    pub fn without_costs(mut self) -> Self {
        for vehicle in &mut self.vehicles {
            vehicle.cost = None;
        }
        if let Some(crew) = &mut self.crew {
            crew.cost_hour_cents = None;
        }
        for trade in &mut self.trades {
            trade.cost_hour_cents = None;
        }
        self.relief.cost_hour_cents = None;
        self
    }
}
