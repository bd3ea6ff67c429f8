//! When a modifier applies: by the day, the hour and the notice, by where the work is, by an event, by a holiday.

use chrono::{Datelike, NaiveDate, NaiveDateTime, Timelike};
use serde::{Deserialize, Serialize};
use validator::ValidationError;

use super::holidays::{HolidayCalendar, PublicHoliday};
use super::{gazetteer, haversine_km};
use crate::input::check_name;
use crate::packs::Label;

/// The largest circle around a hub, in kilometres.
pub const MAX_HUB_KM: u32 = 2_000;
/// The most days that are named one by one.
pub const MAX_OWN_DAYS: usize = 400;

/// A place that counts for a modifier.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "area", rename_all = "snake_case")]
pub enum Area {
    /// Within so many kilometres of a place, as the crow flies; degrees.
    Around { place: String, lat: f64, lng: f64, km: u32 },
    /// A province or state, two letters.
    Region { region: String },
}

crate::choice! {
    /// Which stops of the work must lie in the area.
    Touching {
        /// One of them, whichever.
        Any = "any",
        /// Where the work starts.
        First = "first",
        /// Where it ends.
        Last = "last",
    }
}

/// A day somebody named.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OwnDay {
    pub day: NaiveDate,
    pub name: String,
}

/// When a modifier applies.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "when", rename_all = "snake_case")]
pub enum Condition {
    /// The work starts on one of these days; 0 is Monday.
    Weekdays { days: Vec<u8> },
    /// The work starts between two days of the year, both included; may wrap around New Year.
    Season { from_month: u8, from_day: u8, to_month: u8, to_day: u8 },
    /// The work starts within so many days of the quote.
    ShortNotice { days: u16 },
    /// The work starts at or after the first hour and before the second; may wrap around midnight.
    Hours { from: u8, to: u8 },
    /// The work starts on one of these dates.
    Dates { dates: Vec<NaiveDate> },
    /// The work stops in an area; whoever has no date yet pays it as well.
    Hub { at: Area, touching: Touching },
    /// The work starts on one of these days, both included, which the modifier's name says what is on; where an area is
    /// given, one of its stops lies in it.
    Event {
        from: NaiveDate,
        to: NaiveDate,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        at: Option<Area>,
    },
    /// The work starts on a holiday.
    Holidays {
        /// Whose statutory holidays; none leaves only one's own.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        calendar: Option<HolidayCalendar>,
        /// Only these of the calendar; all of them if none is named.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        only: Vec<PublicHoliday>,
        /// Also the working day a holiday is observed on where it falls on a weekend.
        #[serde(default)]
        observed: bool,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        own: Vec<OwnDay>,
    },
}

/// What made a modifier apply, where it is more than its name says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "because", rename_all = "snake_case")]
pub enum Cause {
    /// A stop lies within so many kilometres of a place.
    Near { place: String, km: u32 },
    /// A stop lies in a province or state.
    In { region: String },
    /// The days of an event.
    During { from: NaiveDate, to: NaiveDate },
    /// A holiday, called as it is where it is kept.
    Holiday {
        name: Label,
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        observed: bool,
    },
}

/// Where the work stops.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Spot {
    /// Degrees; none where nobody knows.
    pub at: Option<(f64, f64)>,
    pub address: String,
}

/// What a condition is held against.
#[derive(Clone, Copy, Debug)]
pub(super) struct Work<'a> {
    pub starts: Option<NaiveDateTime>,
    pub quoted_on: NaiveDate,
    pub spots: &'a [Spot],
}

/// A condition that is met, with what there is to say about it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Met(pub Option<Cause>);

impl Area {
    fn holds(&self, spot: &Spot) -> bool {
        match self {
            Area::Around { lat, lng, km, .. } => spot.at.is_some_and(|at| haversine_km(at, (*lat, *lng)) <= f64::from(*km)),
            Area::Region { region } => gazetteer::region_of(&spot.address).is_some_and(|found| found.eq_ignore_ascii_case(region)),
        }
    }

    fn because(&self) -> Cause {
        match self {
            Area::Around { place, km, .. } => Cause::Near { place: place.clone(), km: *km },
            Area::Region { region } => Cause::In { region: region.clone() },
        }
    }

    fn is_valid(&self) -> bool {
        match self {
            Area::Around { place, lat, lng, km } => {
                check_name(place).is_ok() && (-90.0..=90.0).contains(lat) && (-180.0..=180.0).contains(lng) && (1..=MAX_HUB_KM).contains(km)
            }
            Area::Region { region } => gazetteer::is_region(region),
        }
    }
}

impl Condition {
    /// Whether work meets the condition, and why; none if it does not.
    pub(super) fn met(&self, work: Work) -> Option<Met> {
        match self {
            Condition::Hub { at, touching } => {
                let touched = match touching {
                    Touching::Any => work.spots.iter().any(|spot| at.holds(spot)),
                    Touching::First => work.spots.first().is_some_and(|spot| at.holds(spot)),
                    Touching::Last => work.spots.last().is_some_and(|spot| at.holds(spot)),
                };
                touched.then(|| Met(Some(at.because())))
            }
            Condition::Event { from, to, at } => {
                let day = work.starts?.date();
                let there = at.as_ref().is_none_or(|area| work.spots.iter().any(|spot| area.holds(spot)));
                (*from <= day && day <= *to && there).then(|| Met(Some(Cause::During { from: *from, to: *to })))
            }
            Condition::Holidays { calendar, only, observed, own } => {
                let day = work.starts?.date();
                let name = |of: &OwnDay| Cause::Holiday { name: Label::same(&of.name), observed: false };
                let named = own.iter().find(|of| of.day == day).map(name);
                named.or_else(|| statutory((*calendar)?, only, *observed, day)).map(|because| Met(Some(because)))
            }
            other => other.holds(work.starts?, work.quoted_on).then_some(Met(None)),
        }
    }

    /// Whether work that starts then, quoted on that day, meets a condition of time alone.
    fn holds(&self, starts: NaiveDateTime, quoted_on: NaiveDate) -> bool {
        let day = starts.date();
        match self {
            Condition::Weekdays { days } => days.contains(&(day.weekday().num_days_from_monday() as u8)),
            Condition::Season { from_month, from_day, to_month, to_day } => {
                let at = (day.month() as u8, day.day() as u8);
                let (from, to) = ((*from_month, *from_day), (*to_month, *to_day));
                if from <= to { from <= at && at <= to } else { at >= from || at <= to }
            }
            Condition::ShortNotice { days } => {
                let ahead = (day - quoted_on).num_days();
                (0..=i64::from(*days)).contains(&ahead)
            }
            Condition::Hours { from, to } => {
                let hour = starts.hour() as u8;
                if from <= to { *from <= hour && hour < *to } else { hour >= *from || hour < *to }
            }
            Condition::Dates { dates } => dates.contains(&day),
            Condition::Hub { .. } | Condition::Event { .. } | Condition::Holidays { .. } => false,
        }
    }

    /// Whether it says something a calendar or a map knows.
    fn is_valid(&self) -> bool {
        let in_year = |month: u8, day: u8| NaiveDate::from_ymd_opt(2024, month.into(), day.into()).is_some();
        match self {
            Condition::Weekdays { days } => days.len() <= 7 && days.iter().all(|day| *day < 7),
            Condition::Season { from_month, from_day, to_month, to_day } => in_year(*from_month, *from_day) && in_year(*to_month, *to_day),
            Condition::ShortNotice { days } => *days <= 365,
            Condition::Hours { from, to } => *from <= 24 && *to <= 24,
            Condition::Dates { dates } => dates.len() <= MAX_OWN_DAYS,
            Condition::Hub { at, .. } => at.is_valid(),
            Condition::Event { from, to, at } => from <= to && at.as_ref().is_none_or(Area::is_valid),
            Condition::Holidays { calendar, only, own, .. } => {
                let known = |holiday: &PublicHoliday| calendar.is_some_and(|of| of.holidays().contains(holiday));
                let named = own.len() <= MAX_OWN_DAYS && own.iter().all(|of| check_name(&of.name).is_ok());
                only.iter().all(known) && named && (calendar.is_some() || !own.is_empty())
            }
        }
    }
}

/// The holiday of a calendar that a day is, if it is one that counts.
fn statutory(calendar: HolidayCalendar, only: &[PublicHoliday], observed: bool, day: NaiveDate) -> Option<Cause> {
    let found = calendar.on(day).filter(|found| only.is_empty() || only.contains(&found.holiday))?;
    let itself = found.day == day;
    (itself || observed).then(|| Cause::Holiday { name: calendar.label(found.holiday), observed: !itself })
}

pub(super) fn check_condition(condition: &Condition) -> Result<(), ValidationError> {
    if condition.is_valid() { Ok(()) } else { Err(ValidationError::new("invalid")) }
}

#[cfg(test)]
#[path = "condition_tests.rs"]
mod tests;
