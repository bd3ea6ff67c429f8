//! What a replay counts: sums by what became of quotes, steps of change, reasons, names.

use std::cmp::Reverse;

use serde::{Deserialize, Serialize};

use super::PriceRequest;
use crate::QuoteId;

crate::choice! {
    /// What became of an offer, as far as money goes.
    Standing {
        /// Accepted: what it says is really earned.
        Booked = "booked",
        /// The customer can still accept.
        Open = "open",
        /// Not sent yet.
        Draft = "draft",
        /// Declined, expired or withdrawn.
        Closed = "closed",
    }
}

crate::choice! {
    /// Why a quote could not be tried.
    SkipReason {
        /// It has a vehicle the draft does not have.
        VehicleGone = "vehicle_gone",
        /// It has an extra the draft does not have.
        ExtraGone = "extra_gone",
        /// It has hours of a trade the draft does not have.
        TradeGone = "trade_gone",
        /// The draft makes it negative, or larger than the system accepts.
        OutOfRange = "out_of_range",
        /// Its own book gives no price for it: nothing is on it yet, or it cannot be read any more.
        Unpriced = "unpriced",
    }
}

/// A quote to be tried.
#[derive(Clone, Debug, PartialEq)]
pub struct Tried {
    pub quote: QuoteId,
    pub number: String,
    pub customer: String,
    pub standing: Standing,
    /// The total that is kept of it, tax included.
    pub kept_cents: i64,
    pub request: PriceRequest,
}

/// Sums over quotes. Amounts are without tax, after discounts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PriceEffect {
    pub quotes: i64,
    pub before_cents: i64,
    pub after_cents: i64,
    /// Customers who would pay more, tax included.
    pub more: i64,
    pub less: i64,
    pub same: i64,
}

/// The sums of quotes of one standing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StandingEffect {
    pub standing: Standing,
    pub effect: PriceEffect,
}

/// What would be left after our cost, over the quotes whose cost both books know.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MarginEffect {
    pub quotes: i64,
    pub before_cents: i64,
    pub after_cents: i64,
}

/// How many totals change by so much. A fall is counted in negative steps; no bound means that there is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Bucket {
    /// Basis points, not included; both bounds of the unchanged are 0.
    pub from_bp: Option<i32>,
    /// Basis points, included; of a fall it is the other way round.
    pub to_bp: Option<i32>,
    pub quotes: i64,
}

/// Quotes that could not be tried for the same reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Skipped {
    pub reason: SkipReason,
    pub quotes: i64,
}

/// A quote whose customer would pay more. Totals include tax.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Dearer {
    pub quote: QuoteId,
    pub number: String,
    pub customer: String,
    pub standing: Standing,
    pub before_cents: i64,
    pub after_cents: i64,
}

impl Dearer {
    /// How much more.
    pub fn difference_cents(&self) -> i64 {
        self.after_cents - self.before_cents
    }

    /// The largest rise first; of equal ones by number, so that the same quotes are named in whatever order they came.
    pub(super) fn place(&self) -> (Reverse<i64>, &str, QuoteId) {
        (Reverse(self.difference_cents()), &self.number, self.quote)
    }
}
