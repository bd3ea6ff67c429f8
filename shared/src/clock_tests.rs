//! Due dates, visits and the days of reports where clocks change, in twenty zones and three years.

use chrono::NaiveDate;
use chrono_tz::Tz;

use super::*;

/// A change of the clocks of a zone.
struct Turn {
    zone: Tz,
    /// What the clock reached.
    wall: NaiveDateTime,
    /// By how much it was put on; back if negative.
    by: TimeDelta,
    at: DateTime<Utc>,
}

impl Turn {
    fn shown(&self, at: DateTime<Utc>) -> NaiveDateTime {
        at.with_timezone(&self.zone).naive_local()
    }

    fn moment_of(&self, wall: NaiveDateTime) -> DateTime<Utc> {
        moment_of(wall, |at| self.shown(at))
    }
}

fn turns() -> Vec<Turn> {
    let time = |text: &str| NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").expect("a time");
    let turn = |line: &str| {
        let parts: Vec<&str> = line.split(' ').collect();
        let [zone, wall, by, at] = parts[..] else { panic!("{line}") };
        let by = TimeDelta::minutes(by.parse().expect("minutes"));
        Turn { zone: zone.parse().expect("a zone"), wall: time(wall), by, at: time(at).and_utc() }
    };
    include_str!("clock_changes.txt").lines().filter(|line| !line.starts_with('#')).map(turn).collect()
}

fn minutes(from: i64, to: i64) -> impl Iterator<Item = TimeDelta> {
    (from..to).map(TimeDelta::minutes)
}

#[test]
fn the_table_holds_twenty_zones_with_gaps_and_overlaps() {
    let all = turns();
    let zones: std::collections::BTreeSet<&str> = all.iter().map(|turn| turn.zone.name()).collect();
    assert_eq!((zones.len(), all.len()), (20, 120));
    assert_eq!(all.iter().filter(|turn| turn.by > TimeDelta::zero()).count(), 60);
}

#[test]
fn a_time_that_is_skipped_moves_on_and_one_that_comes_twice_is_the_first() {
    for turn in turns() {
        let (name, by) = (turn.zone.name(), turn.by.num_minutes());
        if by > 0 {
            for k in minutes(0, by) {
                let at = turn.moment_of(turn.wall + k);
                assert_eq!(at, turn.at + k, "{name} {}", turn.wall + k);
                assert_eq!(turn.shown(at), turn.wall + turn.by + k, "{name}");
            }
            assert_eq!(turn.moment_of(turn.wall + turn.by), turn.at, "{name}: the first time after");
        } else {
            for k in minutes(by, 0) {
                let at = turn.moment_of(turn.wall + k);
                assert_eq!(at, turn.at + k, "{name} {}", turn.wall + k);
                assert_eq!(turn.shown(at), turn.wall + k, "{name}");
            }
            assert_eq!(turn.moment_of(turn.wall), turn.at - turn.by, "{name}: the first time that comes once");
        }
        let before = turn.wall + turn.by.min(TimeDelta::zero()) - TimeDelta::minutes(1);
        assert_eq!(turn.shown(turn.moment_of(before)), before, "{name}: the last time before");
    }
}

#[test]
fn what_is_shown_in_a_field_is_read_back_as_the_same_moment() {
    for turn in turns() {
        for k in minutes(-2 * 24 * 60, 2 * 24 * 60).step_by(15) {
            let at = turn.at + k;
            let read = turn.moment_of(turn.shown(at));
            // the second of two equal times cannot be told from the first
            let second = turn.by < TimeDelta::zero() && (turn.at..turn.at - turn.by).contains(&at);
            assert_eq!(read, if second { at + turn.by } else { at }, "{} at {at}", turn.zone.name());
        }
    }
}

#[test]
fn every_day_begins_when_the_date_changes_and_none_is_lost_or_counted_twice() {
    for turn in turns() {
        let name = turn.zone.name();
        let begins = |day: NaiveDate| turn.moment_of(day.and_time(chrono::NaiveTime::MIN));
        let mut length = TimeDelta::zero();
        for day in turn.wall.date().pred_opt().expect("a day").iter_days().take(4) {
            let (from, to) = (begins(day), begins(day.succ_opt().expect("a day")));
            assert_eq!(turn.shown(from).date(), day, "{name}");
            assert_eq!(turn.shown(from - TimeDelta::seconds(1)).date(), day.pred_opt().expect("a day"), "{name}");
            length += to - from;
        }
        assert_eq!(length, TimeDelta::days(4) - turn.by, "{name}");
    }
}

#[test]
fn beyond_the_years_people_write_nothing_breaks() {
    for wall in [NaiveDateTime::MIN, NaiveDateTime::MAX] {
        assert_eq!(moment_of(wall, |_| panic!("no clock is asked")), wall.and_utc());
    }
}
