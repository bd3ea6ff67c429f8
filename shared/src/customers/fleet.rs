//! What an account has to be serviced: its vehicles, and how and when they are looked at.
//!
//! A unit's number is its own among the account's active ones. A VIN that looks wrong is pointed out, never refused:
//! old vehicles, trailers and equipment have others.

mod vin;

use chrono::NaiveTime;
use serde::{Deserialize, Serialize};
use validator::{Validate, ValidationError};

pub use vin::{VinDoubt, vin_doubt};

use super::types::Owner;
use crate::input::{check_line, check_name, check_text};
use crate::{Error, FieldErrors, MemberId, Result, UnitId};

/// The most a job may cost to be approved without asking, unless the account says otherwise.
pub const AUTO_APPROVE_CENTS: i64 = 10_000;

crate::choice! {
    /// How units are found that need work.
    ServiceMode {
        /// The customer calls.
        OnCall = "on_call",
        /// Somebody walks the lot on set days.
        LotWalk = "lot_walk",
        Both = "both",
    }
}

/// A vehicle or trailer of an account.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Unit {
    pub id: UnitId,
    pub version: i32,
    /// What the customer calls it.
    pub number: String,
    pub plate: String,
    pub vin: String,
    pub make: String,
    pub model: String,
    pub year: Option<i32>,
    pub notes: String,
    /// Still in service.
    pub active: bool,
}

/// What is written of a unit.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NewUnit {
    #[validate(length(max = 40), custom(function = check_name))]
    pub number: String,
    #[validate(length(max = 20), custom(function = check_line))]
    #[serde(default)]
    pub plate: String,
    #[validate(length(max = 30), custom(function = check_line))]
    #[serde(default)]
    pub vin: String,
    #[validate(length(max = 60), custom(function = check_line))]
    #[serde(default)]
    pub make: String,
    #[validate(length(max = 60), custom(function = check_line))]
    #[serde(default)]
    pub model: String,
    #[validate(range(min = 1900, max = 2100))]
    #[serde(default)]
    pub year: Option<i32>,
    #[validate(length(max = 2000), custom(function = check_text))]
    #[serde(default)]
    pub notes: String,
}

/// Changes to a unit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EditUnit {
    /// The version the change was made on.
    pub version: i32,
    #[validate(nested)]
    pub unit: NewUnit,
    /// False archives it.
    pub active: bool,
}

impl NewUnit {
    /// As it is kept: without space around, plate and VIN in capitals, no spaces in the VIN.
    pub fn normal(&self) -> Self {
        Self {
            number: self.number.trim().to_owned(),
            plate: self.plate.split_whitespace().collect::<Vec<_>>().join(" ").to_uppercase(),
            vin: self.vin.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_uppercase(),
            make: self.make.trim().to_owned(),
            model: self.model.trim().to_owned(),
            year: self.year,
            notes: self.notes.trim().to_owned(),
        }
    }
}

/// How an account's fleet is looked after.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FleetSettings {
    /// How many vehicles there are, whether or not they are listed.
    pub size: i32,
    pub mode: ServiceMode,
    /// Days the lot is walked, 0 for Monday.
    pub walk_days: Vec<u8>,
    /// Every so many weeks.
    pub walk_weeks: i32,
    pub walk_at: Option<NaiveTime>,
    /// Work up to the amount is done without asking.
    pub auto_approve: bool,
    pub auto_approve_cents: i64,
    /// A photo must be there before work is approved.
    pub photo_required: bool,
    /// Who is sent first, in this order.
    pub technicians: Vec<Owner>,
}

impl Default for FleetSettings {
    fn default() -> Self {
        Self {
            size: 0,
            mode: ServiceMode::OnCall,
            walk_days: Vec::new(),
            walk_weeks: 1,
            walk_at: None,
            auto_approve: false,
            auto_approve_cents: AUTO_APPROVE_CENTS,
            photo_required: true,
            technicians: Vec::new(),
        }
    }
}

/// What is written of it. It counts as a change of the account.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EditFleet {
    /// The version of the account the change was made on.
    pub version: i32,
    #[validate(range(min = 0, max = 1_000_000))]
    pub size: i32,
    pub mode: ServiceMode,
    #[validate(length(max = 7), custom(function = check_days))]
    #[serde(default)]
    pub walk_days: Vec<u8>,
    #[validate(range(min = 1, max = 52))]
    pub walk_weeks: i32,
    #[serde(default)]
    pub walk_at: Option<NaiveTime>,
    pub auto_approve: bool,
    #[validate(range(min = 0, max = 10_000_000))]
    pub auto_approve_cents: i64,
    pub photo_required: bool,
    #[validate(length(max = 20))]
    #[serde(default)]
    pub technicians: Vec<MemberId>,
}

impl EditFleet {
    /// What a single field cannot know: lots are walked on days, at a time.
    pub fn check_walk(&self) -> Result<()> {
        let mut wrong = FieldErrors::default();
        if self.mode != ServiceMode::OnCall {
            if self.walk_days.is_empty() {
                wrong.add("walk_days", "required");
            }
            if self.walk_at.is_none() {
                wrong.add("walk_at", "required");
            }
        }
        let mut seen = std::collections::BTreeSet::new();
        if !self.technicians.iter().all(|id| seen.insert(*id)) {
            return Err(Error::field("technicians", "invalid"));
        }
        wrong.into_result()
    }
}

fn check_days(days: &[u8]) -> Result<(), ValidationError> {
    let mut seen = [false; 7];
    for day in days {
        match seen.get_mut(usize::from(*day)) {
            Some(day) if !*day => *day = true,
            _ => return Err(ValidationError::new("invalid")),
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::check;

    fn edit(mode: ServiceMode, days: &[u8], at: Option<NaiveTime>) -> EditFleet {
        EditFleet {
            version: 1,
            size: 3,
            mode,
            walk_days: days.to_vec(),
            walk_weeks: 1,
            walk_at: at,
            auto_approve: true,
            auto_approve_cents: AUTO_APPROVE_CENTS,
            photo_required: true,
            technicians: vec![],
        }
    }

    #[test]
    fn walking_a_lot_needs_days_and_a_time() {
        let six = NaiveTime::from_hms_opt(6, 0, 0);
        assert!(edit(ServiceMode::OnCall, &[], None).check_walk().is_ok());
        assert!(edit(ServiceMode::Both, &[0, 3], six).check_walk().is_ok());
        let Err(Error::Invalid(errors)) = edit(ServiceMode::LotWalk, &[], None).check_walk() else { panic!("refused") };
        assert!(errors.text("walk_days").is_some() && errors.text("walk_at").is_some());
        for days in [&[7][..], &[1, 1]] {
            assert!(check(&edit(ServiceMode::LotWalk, days, six)).is_err(), "{days:?}");
        }
        let twice = MemberId(uuid::Uuid::nil());
        assert!(EditFleet { technicians: vec![twice, twice], ..edit(ServiceMode::OnCall, &[], None) }.check_walk().is_err());
    }

    #[test]
    fn a_unit_is_kept_in_one_form() {
        let unit = NewUnit { number: " 12 ".into(), plate: "ab  12c".into(), vin: "1m8 gdm9a xkp042788".into(), ..NewUnit::default() };
        assert!(check(&unit).is_ok());
        let kept = unit.normal();
        assert_eq!((kept.number.as_str(), kept.plate.as_str(), kept.vin.as_str()), ("12", "AB 12C", "1M8GDM9AXKP042788"));
        assert_eq!(kept.normal(), kept);
        assert!(check(&NewUnit { number: " ".into(), ..NewUnit::default() }).is_err());
        assert!(check(&NewUnit { number: "1".into(), year: Some(1800), ..NewUnit::default() }).is_err());
    }
}
