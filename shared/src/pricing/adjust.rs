//! What changes a price as a whole: its size, and somebody's hand.

use serde::{Deserialize, Serialize};
use validator::{Validate, ValidationError};

use super::book::check_change;
use super::price::{Sheet, scaled};
use super::{Change, LineKind, Priced, PricedLine, Rates, Why, text};
use crate::input::{check_required, check_text};

/// The whole of a price, in basis points: who may take off this much has no limit.
pub const WHOLE_BP: u32 = 10_000;

/// Off the whole of a price that is large enough.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct VolumeStep {
    /// The sum of all before it must reach this, in minor units.
    #[validate(range(min = 1, max = 10_000_000_000_i64))]
    pub from_cents: i64,
    /// Basis points taken off that sum: 300 is 3 %.
    #[validate(range(min = 1, max = 10_000))]
    pub off_bp: u32,
}

/// Each step begins later than the one before it, and takes off more.
pub(super) fn check_steps(steps: &[VolumeStep]) -> Result<(), ValidationError> {
    let rises = steps.windows(2).all(|pair| pair[0].from_cents < pair[1].from_cents && pair[0].off_bp < pair[1].off_bp);
    if rises { Ok(()) } else { Err(ValidationError::new("not_rising")) }
}

/// A discount or surcharge by hand on all before it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Adjustment {
    /// Below zero it is a discount, which never takes more than there is.
    #[validate(custom(function = "check_change"))]
    pub change: Change,
    /// Kept for the record; the customer does not see it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    #[validate(length(max = 500), custom(function = "check_reason"))]
    pub reason: String,
}

fn check_reason(reason: &str) -> Result<(), ValidationError> {
    check_required(reason)?;
    check_text(reason)
}

impl Adjustment {
    /// As the customer sees it.
    pub fn without_reason(self) -> Self {
        Self { reason: String::new(), ..self }
    }
}

/// Takes off for the size of what is on the sheet: the highest step that is reached counts for all of it.
pub(super) fn volume(sheet: &mut Sheet, rates: &Rates) {
    let sum = sheet.sum();
    let Some(step) = rates.volume.iter().filter(|step| sum >= step.from_cents).max_by_key(|step| step.from_cents) else { return };
    let off = scaled(sum, &[step.off_bp.into()], WHOLE_BP.into()).clamp(0, sum.max(0));
    if off > 0 {
        let why = Why::Volume { from_cents: step.from_cents, bp: step.off_bp };
        sheet.line(LineKind::Volume, "volume", text::label(text::volume), why, -off);
    }
}

/// Changes what is on the sheet by hand; a discount ends at zero.
pub(super) fn adjust(sheet: &mut Sheet, change: Option<Change>) {
    let Some(change) = change else { return };
    let sum = sheet.sum();
    let (why, cents) = match change {
        Change::PercentBp(bp) => (Why::Percent { bp: bp.into() }, scaled(sum, &[bp.into()], WHOLE_BP.into())),
        Change::Cents(cents) => (Why::Fixed, scaled(cents, &[], 1)),
    };
    // a percentage of what is below zero already would turn round what it is called
    let cents = if is_discount(change) { cents.clamp(-sum.max(0), 0) } else { cents.max(0) };
    if cents != 0 {
        let label = text::label(if cents < 0 { text::discount } else { text::surcharge });
        sheet.line(LineKind::Adjustment, "adjustment", label, why, cents);
    }
}

fn is_discount(change: Change) -> bool {
    match change {
        Change::PercentBp(bp) => bp < 0,
        Change::Cents(cents) => cents < 0,
    }
}

impl Priced {
    /// How much of it somebody took off by hand, in basis points of what it would come to otherwise, rounded up. Lines
    /// below zero count like a discount, those the customer may choose as if they were chosen; of packages the one
    /// counts of which most was taken off.
    pub fn conceded_bp(&self) -> u32 {
        self.packages.iter().map(|package| package.conceded_bp).fold(self.conceded_here_bp(), u32::max)
    }

    /// The same of the lines that are priced, whatever other packages come to.
    fn conceded_here_bp(&self) -> u32 {
        let by_hand = |line: &&PricedLine| line.cents < 0 && matches!(line.kind, LineKind::Item | LineKind::Adjustment);
        let sum = |lines: &[PricedLine]| lines.iter().filter(by_hand).map(|line| -i128::from(line.cents)).sum::<i128>();
        let taken = sum(&self.lines);
        let given = taken + sum(&self.options);
        let whole = i128::from(self.subtotal_cents) + taken;
        if given == 0 {
            return 0;
        }
        if whole <= 0 {
            return WHOLE_BP;
        }
        let whole_bp = i128::from(WHOLE_BP);
        u32::try_from((given * whole_bp + whole - 1) / whole).unwrap_or(WHOLE_BP).min(WHOLE_BP)
    }
}

#[cfg(test)]
#[path = "adjust_tests.rs"]
mod tests;
