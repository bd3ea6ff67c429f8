//! Discount codes.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::{PriceProblem, PromoScope, VehicleCount};
use crate::PromoId;
use crate::packs::ServiceLine;
use crate::quotes::TripType;

/// What a code takes off.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Discount {
    /// Basis points of the subtotal: 1000 is 10 %.
    PercentBp(u32),
    /// An amount in minor units, never more than the subtotal.
    Cents(i64),
}

/// What a price needs to know of a code that may be used.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PromoTerms {
    pub code: String,
    pub discount: Discount,
    /// The subtotal must reach this.
    pub minimum_cents: i64,
    pub ends_on: Option<NaiveDate>,
    /// What it is for. Offers from before there was such a thing have none written down.
    #[serde(default, skip_serializing_if = "PromoScope::is_open")]
    pub only: PromoScope,
}

/// A discount code as the office sees it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Promo {
    pub id: PromoId,
    pub version: i32,
    pub terms: PromoTerms,
    pub service_line: Option<ServiceLine>,
    pub starts_on: Option<NaiveDate>,
    pub max_uses: Option<i32>,
    /// Held by open quotes.
    pub reserved: i64,
    /// Used by accepted quotes.
    pub consumed: i64,
    pub active: bool,
}

/// A new discount code, or all of an existing one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NewPromo {
    /// 3 to 24 letters and digits; written in capitals.
    #[validate(custom(function = "check_code"))]
    pub code: String,
    #[validate(custom(function = "check_discount"))]
    pub discount: Discount,
    #[serde(default)]
    #[validate(range(min = 0, max = 10_000_000_000_i64))]
    pub minimum_cents: i64,
    pub service_line: Option<ServiceLine>,
    pub starts_on: Option<NaiveDate>,
    pub ends_on: Option<NaiveDate>,
    #[validate(range(min = 1, max = 1_000_000))]
    pub max_uses: Option<i32>,
    /// Vehicles and trips it is for.
    #[serde(default, skip_serializing_if = "PromoScope::is_open")]
    #[validate(nested)]
    pub only: PromoScope,
}

/// How codes are compared and stored.
pub fn normal_code(code: &str) -> String {
    code.trim().to_ascii_uppercase()
}

fn check_code(code: &str) -> Result<(), validator::ValidationError> {
    let code = normal_code(code);
    if (3..=24).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_alphanumeric()) {
        Ok(())
    } else {
        Err(validator::ValidationError::new("invalid"))
    }
}

fn check_discount(discount: &Discount) -> Result<(), validator::ValidationError> {
    match discount {
        Discount::PercentBp(bp) if (1..=10_000).contains(bp) => Ok(()),
        Discount::Cents(cents) if (1..=crate::money::MAX_CENTS).contains(cents) => Ok(()),
        Discount::PercentBp(0) | Discount::Cents(..=0) => Err(validator::ValidationError::new("not_positive")),
        _ => Err(validator::ValidationError::new("too_large")),
    }
}

/// Why a code cannot be used at all, as an error code of its field; none if it can.
pub fn refuse(promo: &Promo, line: ServiceLine, today: NaiveDate) -> Option<&'static str> {
    if !promo.active {
        return Some("promo_off");
    }
    if promo.service_line.is_some_and(|only| only != line) {
        return Some("promo_service");
    }
    if promo.starts_on.is_some_and(|from| today < from) {
        return Some("promo_early");
    }
    if promo.terms.ends_on.is_some_and(|to| today > to) {
        return Some("expired");
    }
    if promo.max_uses.is_some_and(|max| promo.reserved + promo.consumed >= i64::from(max)) {
        return Some("used_up");
    }
    None
}

/// Why a code cannot be used on this work, as an error code of its field; none if it can.
pub fn refuse_for(promo: &Promo, line: ServiceLine, today: NaiveDate, vehicles: &[VehicleCount], trip: TripType) -> Option<&'static str> {
    let only = || promo.terms.only.clone().for_line(line);
    refuse(promo, line, today).or_else(|| only().refuses(vehicles, trip).map(PriceProblem::key))
}

#[cfg(test)]
#[path = "promo_tests.rs"]
mod tests;
