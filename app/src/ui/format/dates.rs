//! Dates, times of day, moments and how far they are.

use chrono::{DateTime, NaiveDateTime, NaiveTime, Timelike, Utc};

use super::zones::local;
use super::{NBSP, french, number};
use crate::ui::text;

pub use shared::days::{DateStyle, date, month, weekday};

/// A time of day: `08:30`, in French `8 h 30`.
pub fn clock(at: NaiveTime) -> String {
    if french() { format!("{}{NBSP}h{NBSP}{:02}", at.hour(), at.minute()) } else { format!("{:02}:{:02}", at.hour(), at.minute()) }
}

/// The moment a wall clock in a zone means. Where clocks change, the hour that is skipped moves on and the one that
/// comes twice is the first.
pub fn instant(wall: NaiveDateTime, zone: &str) -> DateTime<Utc> {
    shared::clock::moment_of(wall, |at| local(at, zone).wall)
}

/// The time of day in a zone.
pub fn time_in(at: DateTime<Utc>, zone: &str) -> String {
    clock(local(at, zone).wall.time())
}

/// The date in a zone.
pub fn date_in(at: DateTime<Utc>, zone: &str, style: DateStyle) -> String {
    date(local(at, zone).wall.date(), style)
}

/// Date and time in a zone: `Thu 12 Nov, 08:30`.
pub fn moment_in(at: DateTime<Utc>, zone: &str, style: DateStyle) -> String {
    let there = local(at, zone);
    format!("{}, {}", date(there.wall.date(), style), clock(there.wall.time()))
}

/// Date, time and the zone's abbreviation, for where the reader's zone may differ: `Thu 12 Nov 2026, 08:30 PST`.
pub fn moment_with_zone(at: DateTime<Utc>, zone: &str, style: DateStyle) -> String {
    format!("{} {}", moment_in(at, zone, style), local(at, zone).abbreviation)
}

/// How long ago or ahead a moment is, in one unit: `2 h ago`, `in 3 d`.
pub fn relative(at: DateTime<Utc>, now: DateTime<Utc>) -> String {
    let seconds = (now - at).num_seconds();
    let past = seconds >= 0;
    let size = seconds.unsigned_abs();
    match (past, size) {
        (_, 0..=59) => text::just_now(),
        (true, 60..=3_599) => text::minutes_ago(size / 60),
        (true, 3_600..=86_399) => text::hours_ago(size / 3_600),
        (true, _) => text::days_ago(number((size / 86_400) as i64)),
        (false, 60..=3_599) => text::in_minutes(size / 60),
        (false, 3_600..=86_399) => text::in_hours(size / 3_600),
        (false, _) => text::in_days(number((size / 86_400) as i64)),
    }
}

/// The present moment, where the platform has a clock.
pub fn now() -> Option<DateTime<Utc>> {
    #[cfg(any(feature = "web", feature = "server"))]
    return Some(Utc::now());
    #[cfg(not(any(feature = "web", feature = "server")))]
    None
}
