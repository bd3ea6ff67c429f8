//! A schedule as it is laid down: who pays, how much of a total and when; and what is refused of it.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};
use validator::{Validate, ValidationError};

use super::WHOLE_BP;
use super::price::scaled;
use crate::FieldErrors;
use crate::customers::{AccountKind, Terms};
use crate::money::MAX_CENTS;

/// As many instalments as a schedule takes.
pub const MOST_INSTALMENTS: usize = 6;
/// As far from the start of the work as an instalment may be due, in days.
pub const MOST_DAYS: u16 = 365;

/// What is due when, for one kind of customer.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DepositShare {
    /// Basis points of the total due at acceptance.
    #[validate(range(max = 10_000))]
    pub deposit_bp: u32,
    /// The rest is due so many days before the work starts.
    #[validate(range(max = 365))]
    pub balance_days_before: u16,
}

/// What is known of who pays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Payer {
    pub kind: AccountKind,
    pub terms: Terms,
    /// Pays no taxes.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub tax_exempt: bool,
}

impl Default for Payer {
    /// A person who has agreed on nothing of their own and pays taxes.
    fn default() -> Self {
        Self { kind: AccountKind::Person, terms: Terms::DueOnReceipt, tax_exempt: false }
    }
}

/// How much an instalment is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// Basis points of the total: 5000 is 50 %.
    PercentBp(u32),
    /// An amount in minor units.
    Cents(i64),
    /// What the others leave.
    Rest,
}

/// When an instalment is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "when", rename_all = "snake_case")]
pub enum Due {
    /// When the offer is accepted.
    Acceptance,
    /// So many days before the work starts.
    BeforeStart { days: u16 },
    /// So many days after the work starts.
    AfterStart { days: u16 },
    /// On a date.
    On { date: NaiveDate },
}

/// An instalment as the office lays it down.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Planned {
    /// What it is called; it is named after its place if empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    #[validate(custom(function = "crate::input::check_optional_name"))]
    pub label: String,
    #[validate(custom(function = "check_part"))]
    pub part: Part,
    #[validate(custom(function = "check_due"))]
    pub due: Due,
}

fn part_problem(part: Part) -> Option<&'static str> {
    match part {
        Part::PercentBp(0) => Some("not_positive"),
        Part::PercentBp(bp) if bp > WHOLE_BP => Some("over_whole"),
        Part::Cents(cents) if cents <= 0 => Some("not_positive"),
        Part::Cents(cents) if cents > MAX_CENTS => Some("too_large"),
        _ => None,
    }
}

fn check_part(part: &Part) -> Result<(), ValidationError> {
    part_problem(*part).map_or(Ok(()), |code| Err(ValidationError::new(code)))
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "the validator passes references")]
fn check_due(due: &Due) -> Result<(), ValidationError> {
    let fine = match due {
        Due::Acceptance => true,
        Due::BeforeStart { days } | Due::AfterStart { days } => *days <= MOST_DAYS,
        Due::On { date } => (2000..2200).contains(&date.year()),
    };
    if fine { Ok(()) } else { Err(ValidationError::new("invalid")) }
}

/// What is wrong with how the instalments go together; no instalments are fine.
fn discord(own: &[Planned]) -> Option<&'static str> {
    let percent: u64 = own.iter().map(|planned| u64::from(planned.part.bp())).sum();
    let rests = own.iter().filter(|planned| planned.part == Part::Rest).count();
    let whole = u64::from(WHOLE_BP);
    if own.len() > MOST_INSTALMENTS {
        Some("six_instalments")
    } else if rests > 1 {
        Some("one_rest")
    } else if percent > whole {
        Some("over_whole")
    } else if !own.is_empty() && rests == 0 && (percent != whole || own.iter().any(|planned| matches!(planned.part, Part::Cents(_)))) {
        // amounts alone would not follow a total that changes
        Some("needs_rest")
    } else {
        None
    }
}

/// Refuses instalments that do not go together.
pub fn check_schedule(own: &[Planned]) -> Result<(), ValidationError> {
    discord(own).map_or(Ok(()), |code| Err(ValidationError::new(code)))
}

/// All that keeps a schedule from being offered at this total on this day, by field: `schedule` for the whole,
/// `schedule[2].part` and `schedule[2].due` for the third instalment.
pub fn problems(own: &[Planned], total_cents: i64, quoted_on: NaiveDate) -> FieldErrors {
    let mut errors = FieldErrors::default();
    for (i, planned) in own.iter().enumerate() {
        if let Some(code) = part_problem(planned.part) {
            errors.add(format!("schedule[{i}].part"), code);
        }
        match planned.due {
            Due::On { date } if date < quoted_on => errors.add(format!("schedule[{i}].due"), "in_the_past"),
            due if check_due(&due).is_err() => errors.add(format!("schedule[{i}].due"), "invalid"),
            _ => {}
        }
    }
    match discord(own) {
        Some(code) => errors.add("schedule", code),
        None if laid_down(own, total_cents) > i128::from(total_cents.max(0)) => errors.add("schedule", "over_total"),
        None => {}
    }
    errors
}

/// What shares and amounts come to, without the rest.
fn laid_down(own: &[Planned], total_cents: i64) -> i128 {
    let percent: u64 = own.iter().map(|planned| u64::from(planned.part.bp())).sum();
    let shares = i128::from(scaled(total_cents.max(0), &[percent.into()], WHOLE_BP.into()));
    shares + own.iter().map(|planned| i128::from(planned.part.fixed())).sum::<i128>()
}

impl Part {
    /// Basis points of the total; zero of what is no share.
    pub(super) fn bp(self) -> u32 {
        if let Part::PercentBp(bp) = self { bp } else { 0 }
    }

    /// The amount, in minor units; zero of what is none.
    pub(super) fn fixed(self) -> i64 {
        if let Part::Cents(cents) = self { cents.max(0) } else { 0 }
    }
}

impl Planned {
    /// An instalment named after its place.
    pub fn new(part: Part, due: Due) -> Self {
        Self { label: String::new(), part, due }
    }
}
