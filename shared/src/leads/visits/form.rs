//! What is asked on site, by service. All of it may be left open: a form is filled in while one walks through.

use serde::{Deserialize, Serialize};
use validator::Validate;

use super::building::ContractingSite;
use super::volume::Volume;
use crate::input::check_text;
use crate::leads::MAX_PASSENGERS;
use crate::packs::ServiceLine;

crate::choice! {
    /// A lift at the place.
    Lift {
        None = "none",
        /// For people only.
        Passenger = "passenger",
        /// Takes furniture.
        Freight = "freight",
    }
}

crate::choice! {
    /// What happened to a glass.
    GlassDamage { Chip = "chip", Crack = "crack", Shattered = "shattered", Scratched = "scratched", Leaking = "leaking" }
}

crate::choice! {
    /// Which glass.
    Pane {
        Windshield = "windshield",
        FrontDoor = "front_door",
        RearDoor = "rear_door",
        Quarter = "quarter",
        Rear = "rear",
        Roof = "roof",
        /// Of a building.
        Building = "building",
    }
}

crate::choice! {
    /// Whether cameras behind the glass have to be calibrated.
    Calibration { Needed = "needed", NotNeeded = "not_needed" }
}

/// The answers of a visit: those of the lead's service.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct VisitForm {
    #[validate(nested)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub moving: Option<MovingSite>,
    #[validate(nested)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub charter: Option<CharterSite>,
    #[validate(nested)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub glass: Option<GlassSite>,
    #[validate(nested)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contracting: Option<ContractingSite>,
}

impl VisitForm {
    /// An empty form of a service.
    pub fn of(line: ServiceLine) -> Self {
        let empty = Self::default();
        match line {
            ServiceLine::Moving => Self { moving: Some(MovingSite::default()), ..empty },
            ServiceLine::Charter => Self { charter: Some(CharterSite::default()), ..empty },
            ServiceLine::Glass => Self { glass: Some(GlassSite::default()), ..empty },
            ServiceLine::Contracting => Self { contracting: Some(ContractingSite::default()), ..empty },
        }
    }

    /// The same with what was said before of other services than this one: a lead that changed over keeps what was found.
    pub fn keeping(mut self, line: ServiceLine, before: &Self) -> Self {
        if line != ServiceLine::Moving {
            self.moving.clone_from(&before.moving);
        }
        if line != ServiceLine::Charter {
            self.charter.clone_from(&before.charter);
        }
        if line != ServiceLine::Glass {
            self.glass.clone_from(&before.glass);
        }
        if line != ServiceLine::Contracting {
            self.contracting.clone_from(&before.contracting);
        }
        self
    }

    /// The rule that concerns the service: answers of others do not belong here.
    pub fn check_line(&self, line: ServiceLine) -> crate::Result<()> {
        let given = [
            (ServiceLine::Moving, "form.moving", self.moving.is_some()),
            (ServiceLine::Charter, "form.charter", self.charter.is_some()),
            (ServiceLine::Glass, "form.glass", self.glass.is_some()),
            (ServiceLine::Contracting, "form.contracting", self.contracting.is_some()),
        ];
        match given.into_iter().find(|(other, _, is_there)| *is_there && *other != line) {
            Some((_, field, _)) => Err(crate::Error::field(field, "not_applicable")),
            None => Ok(()),
        }
    }
}

/// A home or an office that moves.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct MovingSite {
    #[validate(range(min = 1, max = 500))]
    pub rooms: Option<i32>,
    #[validate(nested)]
    pub volume: Option<Volume>,
    /// Flights of stairs to be carried over; 0 is the ground floor.
    #[validate(range(min = 0, max = 100))]
    pub floors: Option<i32>,
    pub lift: Option<Lift>,
    /// From the door to where the truck can stand, in metres.
    #[validate(range(min = 0, max = 5000))]
    pub parking_metres: Option<i32>,
    /// Pianos, safes, antiques.
    #[validate(length(max = 2000), custom(function = check_text))]
    pub special: String,
}

/// Where a group is picked up.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct CharterSite {
    #[validate(range(min = 1, max = MAX_PASSENGERS))]
    pub passengers: Option<i32>,
    /// Pieces that go into the hold.
    #[validate(range(min = 0, max = 20_000))]
    pub luggage: Option<i32>,
    /// People who travel in a wheelchair.
    #[validate(range(min = 0, max = 500))]
    pub wheelchairs: Option<i32>,
    /// A ramp or lift is needed to board.
    pub step_free: bool,
    /// What else has to be seen to for people to travel well.
    #[validate(length(max = 2000), custom(function = check_text))]
    pub accessibility: String,
}

/// A broken glass.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct GlassSite {
    pub damage: Option<GlassDamage>,
    pub pane: Option<Pane>,
    /// The largest extent of the damage, in millimetres.
    #[validate(range(min = 1, max = 10_000))]
    pub size_mm: Option<i32>,
    pub calibration: Option<Calibration>,
    #[validate(length(max = 2000), custom(function = check_text))]
    pub notes: String,
}

/// A number with at most so many decimals, as people type it (`12.5`, in French `12,5`), in units of its last decimal;
/// none if it is no such number or below zero.
pub fn scaled(text: &str, decimals: u32) -> Option<i64> {
    let text = text.trim().replace(['\u{a0}', '\u{202f}', ' '], "").replace(',', ".");
    let (whole, fraction) = text.split_once('.').unwrap_or((text.as_str(), ""));
    let digits = |part: &str| part.chars().all(|c| c.is_ascii_digit());
    let places = usize::try_from(decimals).ok()?;
    if whole.is_empty() || whole.len() > 9 || fraction.len() > places || !digits(whole) || !digits(fraction) {
        return None;
    }
    format!("{whole}{fraction:0<places$}").parse().ok()
}

/// The digits of such a number as a field shows them.
pub fn unscaled(number: i64, decimals: u32) -> String {
    let unit = 10_i64.pow(decimals);
    let (whole, rest) = (number / unit, number % unit);
    if rest == 0 {
        whole.to_string()
    } else {
        format!("{whole}.{rest:0>width$}", width = decimals as usize).trim_end_matches('0').to_string()
    }
}
