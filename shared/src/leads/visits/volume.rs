//! How much is to be moved, in the unit it was said in.

use serde::{Deserialize, Serialize};
use validator::Validate;

crate::choice! {
    /// What a volume is counted in.
    VolumeUnit { CubicMetre = "m3", CubicFoot = "ft3" }
}

/// The largest volume, in tenths of its unit: 100,000 cubic feet, some eighty semi-trailers.
pub const MAX_TENTHS: i32 = 1_000_000;

/// A cubic foot in units of 10⁻¹² m³: 0.028316846592 m³ exactly (the foot is 0.3048 m).
const FOOT: i64 = 28_316_846_592;
/// A cubic metre in the same.
const METRE: i64 = 1_000_000_000_000;

/// A volume as it was said, to a tenth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Volume {
    /// Tenths of the unit.
    #[validate(range(min = 1, max = MAX_TENTHS))]
    pub tenths: i32,
    pub unit: VolumeUnit,
}

impl Volume {
    /// The tenths of another unit it comes to, rounded to the nearest.
    pub fn tenths_in(self, unit: VolumeUnit) -> i64 {
        let size = |unit| match unit {
            VolumeUnit::CubicMetre => METRE,
            VolumeUnit::CubicFoot => FOOT,
        };
        // wide enough: a million tenths of 10¹² is 10¹⁸
        let whole = i64::from(self.tenths) * size(self.unit);
        (whole + size(unit) / 2) / size(unit)
    }
}
