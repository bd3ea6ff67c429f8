//! Hours of service: how long a driver may drive and work before resting, by law, and what a plan does to it.
//!
//! A plan is a row of [`Segment`]s of one driver in wall-clock time. [`check`] says which limits it breaks, when each
//! was reached and by how much, and sums the days up for a picture. Invariants: a plan within the limits has no
//! violations, a shorter plan never has more over the limit, and time no segment covers is rest.
//!
//! Plans assume a driver who comes rested and with nothing worked that week, and no sleeper berth. Exceptions of the
//! law (adverse conditions, short haul, split sleeper periods, deferral) only ever allow more, so a plan that passes
//! here is legal; one that does not may still be. A planning aid, not legal advice.

mod check;
mod limits;
pub mod text;

pub use check::{Day, Report, Violation, check, days};
pub use limits::{Limits, limits};

use chrono::NaiveDateTime;

crate::choice! {
    /// Whose law counts: it is the vehicle's place and load that decide.
    RuleSet {
        /// 49 CFR 395.5.
        UsPassenger = "us_passenger",
        /// 49 CFR 395.3.
        UsProperty = "us_property",
        /// SOR/2005-313, south of 60° N, cycle 1.
        Canada = "canada",
        /// No rules apply: vehicles too small for them.
        None = "none",
    }
}

crate::choice! {
    /// What a driver does.
    Duty {
        Drive = "drive",
        /// Works without driving: inspects, loads, waits.
        Work = "work",
        /// Is free to leave.
        Off = "off",
    }
}

crate::choice! {
    /// A limit that can be broken.
    Rule {
        /// Driving in a shift.
        Driving = "driving",
        /// Time on duty in a shift, without the time off in between; driving after it.
        OnDuty = "on_duty",
        /// Time since the shift began, whatever was done in it; driving after it.
        Window = "window",
        /// Driving without a break.
        Break = "break",
        /// Driving in a calendar day.
        DayDriving = "day_driving",
        /// Rest in a calendar day.
        DayRest = "day_rest",
        /// Time on duty in a run of days; driving after it.
        Cycle = "cycle",
    }
}

/// A stretch of time in which a driver does one thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Segment {
    pub duty: Duty,
    pub from: NaiveDateTime,
    pub to: NaiveDateTime,
    /// The stop it happens at, or that a drive leads to; from 0.
    pub stop: Option<usize>,
}

impl Segment {
    /// How long it takes, in minutes.
    pub fn minutes(&self) -> u32 {
        (self.to - self.from).num_minutes().clamp(0, i64::from(u32::MAX)) as u32
    }
}

#[cfg(test)]
mod tests;
