//! A priced request: its lines, why each has its amount, and what keeps it from being offered.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{AgreedSince, AmenityUnit, Cause, Instalment, PackagePrice, RepairStep};
use crate::PackageId;
use crate::packs::Label;

crate::choice! {
    /// What a priced line is; they are shown in this order.
    LineKind {
        Vehicle = "vehicle",
        Deadhead = "deadhead",
        Nights = "nights",
        /// A second or relief driver.
        Relief = "relief",
        Crew = "crew",
        Minimum = "minimum",
        Modifier = "modifier",
        Amenity = "amenity",
        Item = "item",
        /// Repairs of one unit.
        Repair = "repair",
        /// Off all repairs because they are many.
        ManyRepairs = "many_repairs",
        /// Off the whole because it is large.
        Volume = "volume",
        /// Off or on the whole by hand.
        Adjustment = "adjustment",
        Promo = "promo",
        Tax = "tax",
    }
}

/// Why a line has the amount it has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "why", rename_all = "snake_case")]
pub enum Why {
    Hours {
        count: u32,
        minutes: u32,
        cents: i64,
    },
    Distance {
        count: u32,
        metres: u64,
        cents: i64,
    },
    Days {
        count: u32,
        days: u32,
        cents: i64,
    },
    /// The least that is charged.
    Least {
        count: u32,
        cents: i64,
    },
    Crew {
        people: u32,
        minutes: u32,
        cents: i64,
    },
    Nights {
        count: u32,
        nights: u32,
        cents: i64,
    },
    Percent {
        bp: i64,
    },
    Fixed,
    /// A modifier that more than its name made apply; an amount where there are no basis points.
    Rule {
        because: Cause,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        bp: Option<i64>,
    },
    Each {
        count: u32,
        cents: i64,
        unit: AmenityUnit,
        of: u32,
    },
    Quantity {
        milli: i64,
        cents: i64,
    },
    /// Repairs of a unit, by how many it had before.
    Repairs {
        steps: Vec<RepairStep>,
        earlier: u32,
        /// The customer's own prices; none where the standard ones hold.
        agreed: Option<AgreedSince>,
    },
    /// The number of repairs from which something is taken off.
    ManyRepairs {
        from: i32,
        bp: i32,
    },
    /// The step of the volume discount that was reached.
    Volume {
        from_cents: i64,
        bp: u32,
    },
    PromoCode {
        until: Option<NaiveDate>,
    },
    TaxRate {
        ppm: u32,
    },
}

/// One line of a price.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PricedLine {
    pub kind: LineKind,
    /// Unique within the price and stable while editing.
    pub key: String,
    pub label: Label,
    pub why: Why,
    pub cents: i64,
    pub optional: bool,
}

crate::choice! {
    /// What keeps a price from being offered.
    PriceProblem {
        UnknownVehicle = "unknown_vehicle",
        UnknownAmenity = "unknown_amenity",
        UnknownTrade = "unknown_trade",
        /// No chosen vehicle has what an amenity needs.
        MissingCapability = "missing_capability",
        /// The vehicles seat fewer people than travel.
        TooFewSeats = "too_few_seats",
        PromoMinimum = "promo_minimum",
        /// The code is for other vehicles.
        PromoVehicles = "promo_vehicles",
        /// The code is for other trips.
        PromoTrip = "promo_trip",
        /// The package that was taken is none of those offered.
        UnknownPackage = "unknown_package",
        /// A package consists of nothing.
        EmptyPackage = "empty_package",
        BelowZero = "below_zero",
        TooLarge = "too_large",
    }
}

impl PriceProblem {
    /// Whether the offer may still go out: these are warnings.
    pub fn is_warning(self) -> bool {
        matches!(self, PriceProblem::TooFewSeats | PriceProblem::MissingCapability) || self.is_of_promo()
    }

    /// Whether it keeps a promo code from taking anything off.
    pub fn is_of_promo(self) -> bool {
        matches!(self, PriceProblem::PromoMinimum | PriceProblem::PromoVehicles | PriceProblem::PromoTrip)
    }
}

/// The key of the line that says that there are no taxes.
pub(super) const TAX_EXEMPT: &str = "tax_exempt";

/// A priced request. `lines` sum to `total_cents` exactly.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Priced {
    pub lines: Vec<PricedLine>,
    /// Offered and not chosen: what each would add before tax.
    pub options: Vec<PricedLine>,
    /// Vehicles, crew, nights and deadhead, before modifiers.
    pub base_cents: i64,
    /// Before promo and tax.
    pub subtotal_cents: i64,
    /// Zero or less.
    pub discount_cents: i64,
    pub tax_cents: i64,
    pub total_cents: i64,
    /// What is due at acceptance.
    pub deposit_cents: i64,
    /// What is due later, whatever the number of instalments.
    pub balance_cents: i64,
    /// The day all of it is due; none while nobody knows when the work starts, or when nothing is due later.
    pub balance_due: Option<NaiveDate>,
    /// The instalments in the order they are due, where they are others than a deposit at acceptance and a balance
    /// before the work; [`Priced::payments`] tells them in any case.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub instalments: Vec<Instalment>,
    /// Our cost, for those who may see it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cost_cents: Option<i64>,
    /// The package these lines are of; none of an offer without packages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub package: Option<PackageId>,
    /// What each package comes to, in the order they are offered.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub packages: Vec<PackagePrice>,
    pub problems: Vec<PriceProblem>,
}

impl Priced {
    /// Whether there are no taxes because the customer is exempt from them.
    pub fn is_tax_exempt(&self) -> bool {
        self.lines.iter().any(|line| line.kind == LineKind::Tax && line.key == TAX_EXEMPT)
    }
}
