//! A place that trades work on: what is measured, how one gets there, what is dangerous, what is allowed.

use serde::{Deserialize, Serialize};
use validator::Validate;

use crate::input::{check_optional_name, check_text};

crate::choice! {
    /// What lengths are measured in.
    LengthUnit { Foot = "ft", Metre = "m" }
}

crate::choice! {
    /// Whether an authority has to allow the work.
    PermitNeed { Needed = "needed", NotNeeded = "not_needed" }
}

/// What of the measured areas some work is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// Floors or ceilings.
    Floor,
    /// Walls all round, doors and windows among them.
    Walls,
    /// Where floor and walls meet.
    Edge,
}

/// The most areas of a place.
pub const MOST_AREAS: usize = 40;
/// The longest side, in hundredths of its unit.
const LONGEST: i32 = 1_000_000;
/// The most units of anything.
const MOST_UNITS: i128 = 999_999;

/// A room, or a part of one or of the ground, as a rectangle.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct SiteArea {
    /// What people call it.
    #[validate(custom(function = check_optional_name))]
    pub name: String,
    /// Hundredths of the unit of the place, as are the others.
    #[validate(range(min = 1, max = LONGEST))]
    pub length: i32,
    #[validate(range(min = 1, max = LONGEST))]
    pub width: i32,
    #[validate(range(min = 1, max = LONGEST))]
    pub height: Option<i32>,
}

/// A building, or a part of one, that is worked on.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct ContractingSite {
    /// Feet if nobody says.
    pub unit: Option<LengthUnit>,
    #[validate(length(max = 40), nested)]
    pub areas: Vec<SiteArea>,
    /// Keys, hours, where to park and unload.
    #[validate(length(max = 2000), custom(function = check_text))]
    pub access: String,
    /// Water, power and gas: where they are, and how they are shut.
    #[validate(length(max = 2000), custom(function = check_text))]
    pub utilities: String,
    /// The year it was built.
    #[validate(range(min = 1600, max = 2200))]
    pub built: Option<i32>,
    pub asbestos: bool,
    pub lead_paint: bool,
    pub mould: bool,
    pub permit: Option<PermitNeed>,
    #[validate(length(max = 2000), custom(function = check_text))]
    pub notes: String,
}

impl LengthUnit {
    /// Its length in tenths of a millimetre; the foot is 0.3048 m exactly.
    fn size(self) -> i128 {
        match self {
            Self::Foot => 3_048,
            Self::Metre => 10_000,
        }
    }
}

impl SiteArea {
    /// How much of it there is, in hundredths of the unit (of edges), or hundredths of hundredths of the square one.
    fn extent(&self, extent: Extent) -> i128 {
        let (length, width) = (i128::from(self.length.max(0)), i128::from(self.width.max(0)));
        match extent {
            Extent::Floor => length * width,
            Extent::Walls => 2 * (length + width) * i128::from(self.height.unwrap_or(0).max(0)),
            Extent::Edge => 2 * (length + width),
        }
    }
}

impl ContractingSite {
    /// What lengths are measured in.
    pub fn measured_in(&self) -> LengthUnit {
        self.unit.unwrap_or(LengthUnit::Foot)
    }

    /// How much there is in all areas, in whole units: square ones of floors and walls, plain ones of edges. What is begun
    /// counts as whole; zero if nothing was measured.
    pub fn whole(&self, extent: Extent, unit: LengthUnit) -> u32 {
        let sum: i128 = self.areas.iter().map(|area| area.extent(extent)).sum();
        let power = if extent == Extent::Edge { 1 } else { 2 };
        let over = (unit.size() * 100).pow(power);
        let whole = (sum * self.measured_in().size().pow(power) + over - 1) / over;
        u32::try_from(whole.min(MOST_UNITS)).unwrap_or_default()
    }
}

#[cfg(test)]
#[path = "building_tests.rs"]
mod tests;
