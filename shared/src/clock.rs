//! Wall clocks and moments. What the clocks of a zone show at a moment is known by the platform (chrono-tz on the
//! server, `Intl` in a browser); which moment a wall clock means is decided here, once for both.

use chrono::{DateTime, Datelike, NaiveDateTime, TimeDelta, Utc};

/// The moment a wall clock means where clocks show `shown`. A time that is skipped when clocks change moves on by what
/// is skipped; one that comes twice is the first.
pub fn moment_of(wall: NaiveDateTime, shown: impl Fn(DateTime<Utc>) -> NaiveDateTime) -> DateTime<Utc> {
    let flat = wall.and_utc();
    // beyond the years that are written with four digits nobody keeps clocks, and sums would leave the calendar
    if !(1..9999).contains(&wall.year()) {
        return flat;
    }
    // a day before and a day after: between them clocks change at most once
    let by_the_clocks_of = |day: DateTime<Utc>| flat - (shown(day) - day.naive_utc());
    let fits = |at: &DateTime<Utc>| (shown(*at) - wall).num_seconds() == 0;
    let before = by_the_clocks_of(flat - TimeDelta::days(1));
    if fits(&before) {
        return before;
    }
    Some(by_the_clocks_of(flat + TimeDelta::days(1))).filter(fits).unwrap_or(before)
}

#[cfg(test)]
#[path = "clock_tests.rs"]
mod tests;
