//! Hours of trades: so many people of a trade, so long each, at the rate of the trade. They are part of the base, as
//! vehicles and crews are: what rises at weekends rises with them.

use serde::{Deserialize, Serialize};
use validator::{Validate, ValidationError};

use super::book::check_label;
use super::order::all_differ;
use super::price::{Sheet, scaled};
use super::{LineKind, PriceProblem, PriceRequest, Rates, Why};
use crate::packs::Label;

/// What an hour of somebody of a trade costs the customer, and us.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TradeRate {
    /// Stable key, `electrician`.
    #[validate(length(min = 1, max = 40))]
    pub key: String,
    #[validate(custom(function = "check_label"))]
    pub name: Label,
    #[validate(range(min = 0, max = 10_000_000))]
    pub hour_cents: i64,
    /// Shorter work is billed as this.
    #[validate(range(max = 1440))]
    pub minimum_minutes: u32,
    /// Absent for those without the cost right.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[validate(range(min = 0, max = 10_000_000))]
    pub cost_hour_cents: Option<i64>,
}

/// People of a trade on a quote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TradeHours {
    /// The key of a trade of the book.
    #[validate(length(min = 1, max = 40))]
    pub key: String,
    #[validate(range(max = 99))]
    pub people: u32,
    /// Minutes each of them works.
    #[validate(range(max = 100_000))]
    pub minutes: u32,
}

impl TradeHours {
    /// Whether there is anything to be paid for.
    pub fn works(&self) -> bool {
        self.people > 0 && self.minutes > 0
    }
}

impl Rates {
    /// The rate of a trade.
    pub fn trade(&self, key: &str) -> Option<&TradeRate> {
        self.trades.iter().find(|trade| trade.key == key)
    }
}

/// Refuses a price book in which a trade stands twice.
pub(super) fn check_trade_rates(trades: &[TradeRate]) -> Result<(), ValidationError> {
    all_differ(trades.iter().map(|trade| &trade.key))
}

/// Refuses hours of one trade in two lines.
pub fn check_trade_hours(trades: &[TradeHours]) -> Result<(), ValidationError> {
    all_differ(trades.iter().map(|trade| &trade.key))
}

/// Puts the hours of each trade on the sheet.
pub(super) fn trades(sheet: &mut Sheet, request: &PriceRequest, rates: &Rates) {
    for wanted in request.trades.iter().filter(|wanted| wanted.works()) {
        let Some(rate) = rates.trade(&wanted.key) else {
            sheet.problem(PriceProblem::UnknownTrade);
            continue;
        };
        let minutes = wanted.minutes.max(rate.minimum_minutes);
        let cents = scaled(rate.hour_cents, &[wanted.people.into(), minutes.into()], 60);
        let why = Why::Crew { people: wanted.people, minutes, cents: rate.hour_cents };
        sheet.line(LineKind::Crew, format!("trade-{}", rate.key), rate.name.clone(), why, cents);
    }
}

/// What those hours cost us; none if that of any trade is not known.
pub(super) fn trades_cost(request: &PriceRequest, rates: &Rates) -> Option<i64> {
    let each = request.trades.iter().filter(|wanted| wanted.works()).map(|wanted| {
        let rate = rates.trade(&wanted.key)?;
        Some(scaled(rate.cost_hour_cents?, &[wanted.people.into(), wanted.minutes.max(rate.minimum_minutes).into()], 60))
    });
    each.sum()
}

#[cfg(test)]
#[path = "trades_tests.rs"]
mod tests;
