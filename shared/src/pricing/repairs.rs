//! Repairs of units: each unit's by how many it had before, then what is taken off for many at once.
//!
//! What a customer agreed on holds, else the book's standard prices. They stand after everything the book changes the
//! base by: an agreed price is not raised by the day of the week.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::price::{Sheet, scaled};
use super::{LineKind, PriceRequest, Priced, Rates, Why, text};
use crate::customers::{PriceList, RepairTiers};
use crate::input::check_name;
use crate::packs::Label;
use crate::{LineId, PriceListId, UnitId};

/// Repairs of one unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct UnitRepairs {
    pub id: LineId,
    /// One of the customer's units; none if it is not recorded yet.
    #[serde(default)]
    pub unit: Option<UnitId>,
    /// What people call it.
    #[validate(custom(function = "check_name"))]
    pub name: String,
    /// How many repairs it had before: they decide what the next ones cost.
    #[serde(default)]
    #[validate(range(max = 10_000))]
    pub earlier: u32,
    /// How many it gets.
    #[validate(range(min = 1, max = 99))]
    pub count: u32,
}

/// What a customer agreed on for the day of a quote. It is kept with a revision when that goes out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AgreedPrices {
    pub list: PriceListId,
    /// The day it holds from.
    pub from: NaiveDate,
    /// Who set it; customers are not told.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub by: String,
    #[validate(nested)]
    pub tiers: RepairTiers,
    /// Off all repairs together when there are many, in hundredths of a percent.
    #[validate(range(min = 0, max = 10_000))]
    pub discount_bp: i32,
    /// How many repairs are many.
    pub discount_from: i32,
}

impl AgreedPrices {
    /// As the customer sees it.
    pub fn for_customer(self) -> Self {
        Self { by: String::new(), ..self }
    }
}

impl From<&PriceList> for AgreedPrices {
    fn from(list: &PriceList) -> Self {
        Self {
            list: list.id,
            from: list.from,
            by: list.by.clone(),
            tiers: list.tiers,
            discount_bp: list.discount_bp,
            discount_from: list.discount_from,
        }
    }
}

/// So many repairs of a unit at one price.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RepairStep {
    pub count: u32,
    pub cents: i64,
}

/// Since when agreed prices hold, and who set them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AgreedSince {
    pub from: NaiveDate,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub by: String,
}

/// What so many repairs of a unit cost one after the other; neighbours at the same price are one step.
pub fn repair_steps(tiers: &RepairTiers, earlier: u32, count: u32) -> Vec<RepairStep> {
    let mut steps: Vec<RepairStep> = Vec::new();
    let (mut nth, mut left) = (earlier.saturating_add(1), count);
    while left > 0 {
        // from the fifth on they all cost the same
        let here = if nth < 5 { 1 } else { left };
        let cents = tiers.nth(nth);
        match steps.last_mut() {
            Some(step) if step.cents == cents => step.count += here,
            _ => steps.push(RepairStep { count: here, cents }),
        }
        nth = nth.saturating_add(here);
        left -= here;
    }
    steps
}

/// Puts the repairs of each unit on the sheet, and what is taken off for many.
pub(super) fn repairs(sheet: &mut Sheet, request: &PriceRequest, rates: &Rates) {
    let agreed = request.agreed.as_ref();
    let tiers = agreed.map_or(rates.repairs, |agreed| agreed.tiers);
    let since = agreed.map(|agreed| AgreedSince { from: agreed.from, by: agreed.by.clone() });
    let (mut sum, mut number) = (0, 0_u64);
    for of in request.repairs.iter().filter(|of| of.count > 0) {
        let steps = repair_steps(&tiers, of.earlier, of.count);
        let cents: i64 = steps.iter().map(|step| scaled(step.cents, &[step.count.into()], 1)).sum();
        let why = Why::Repairs { steps, earlier: of.earlier, agreed: since.clone() };
        sheet.line(LineKind::Repair, of.id.to_string(), Label::same(&of.name), why, cents);
        sum += cents;
        number += u64::from(of.count);
    }
    let many = agreed.filter(|agreed| u64::try_from(agreed.discount_from).is_ok_and(|from| number > 0 && number >= from));
    let Some(agreed) = many else { return };
    let off = scaled(sum, &[agreed.discount_bp.into()], 10_000).clamp(0, sum.max(0));
    if off > 0 {
        let why = Why::ManyRepairs { from: agreed.discount_from, bp: agreed.discount_bp };
        sheet.line(LineKind::ManyRepairs, "many-repairs", text::label(text::many_repairs), why, -off);
    }
}

impl Priced {
    /// As the customer sees it: without our cost, and without who set what was agreed.
    pub fn for_customer(mut self) -> Self {
        self.cost_cents = None;
        for line in &mut self.lines {
            if let Why::Repairs { agreed: Some(since), .. } = &mut line.why {
                since.by.clear();
            }
        }
        self
    }
}

#[cfg(test)]
#[path = "repairs_tests.rs"]
mod tests;
