//! Hours of work: whether it is open, when it opens next, and when so many minutes of work have passed.
//!
//! Opening and closing are times of the wall clock, which moments they are is asked of the zone: on the day clocks
//! change, a day of work is as many minutes as really pass.

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc};

use crate::clock::moment_of;
use crate::identity::BusinessHours;

/// After so many days without an opening nothing is expected any more.
const HORIZON: u64 = 400;

/// The first moment at which clocks show a time or a later one: where it is skipped when clocks change, that is when they do.
fn reached(wall: NaiveDateTime, shown: impl Fn(DateTime<Utc>) -> NaiveDateTime) -> DateTime<Utc> {
    let at = moment_of(wall, &shown);
    let skipped = shown(at) - wall;
    // hours of work and changes of clocks are told in whole minutes
    let mut minutes = (0..skipped.num_minutes()).map(|minute| at - skipped + TimeDelta::minutes(minute));
    minutes.find(|moment| shown(*moment) >= wall).unwrap_or(at)
}

/// Hours of a week, and the days nobody works.
#[derive(Clone, Copy, Debug)]
pub struct Calendar<'a> {
    pub hours: &'a BusinessHours,
    /// Days it is closed whatever the hours say.
    pub closed: &'a [NaiveDate],
}

impl Calendar<'_> {
    /// Opening and closing on a day by the wall clock.
    fn span(&self, day: NaiveDate) -> Option<(NaiveDateTime, NaiveDateTime)> {
        if self.closed.contains(&day) {
            return None;
        }
        let (open, close) = (*self.hours.days.get(day.weekday().num_days_from_monday() as usize)?)?;
        let midnight = day.and_time(NaiveTime::MIN);
        Some((midnight + TimeDelta::minutes(open.into()), midnight + TimeDelta::minutes(close.into())))
    }

    /// The days from this one on.
    fn days(from: NaiveDate) -> impl Iterator<Item = NaiveDate> {
        (0..HORIZON).map_while(move |n| from.checked_add_days(Days::new(n)))
    }

    /// Whether somebody works then.
    pub fn is_open(&self, wall: NaiveDateTime) -> bool {
        self.span(wall.date()).is_some_and(|(open, close)| open <= wall && wall < close)
    }

    /// When somebody works next: then, if somebody does. None if that never comes.
    pub fn next_open(&self, wall: NaiveDateTime) -> Option<NaiveDateTime> {
        Self::days(wall.date()).filter_map(|day| self.span(day)).find(|(_, close)| wall < *close).map(|(open, _)| open.max(wall))
    }

    /// The first moment of work from a moment on: that moment, if somebody works then. None if that never comes. `shown`
    /// is what the clocks of the zone show; a day whose hours are skipped when clocks change has none.
    pub fn opens_at(&self, at: DateTime<Utc>, shown: impl Fn(DateTime<Utc>) -> NaiveDateTime) -> Option<DateTime<Utc>> {
        self.after(at, 0, shown)
    }

    /// The last quarter of an hour of work between two moments, or what there is of one; none if nobody works between them.
    pub fn last_open(
        &self,
        from: DateTime<Utc>,
        before: DateTime<Utc>,
        shown: impl Fn(DateTime<Utc>) -> NaiveDateTime,
    ) -> Option<DateTime<Utc>> {
        let (first, last) = (shown(from).date(), shown(before).date());
        let days = (0..HORIZON).map_while(|n| last.checked_sub_days(Days::new(n))).take_while(|day| *day >= first);
        days.filter_map(|day| self.span(day)).find_map(|(open, close)| {
            let (begin, end) = (reached(open, &shown).max(from), reached(close, &shown).min(before));
            (begin < end).then(|| begin.max(end - TimeDelta::minutes(15)))
        })
    }

    /// When so many minutes of work have passed since `start`. `shown` is what the clocks of the zone show.
    pub fn after(&self, start: DateTime<Utc>, minutes: i64, shown: impl Fn(DateTime<Utc>) -> NaiveDateTime) -> Option<DateTime<Utc>> {
        let mut left = TimeDelta::try_minutes(minutes)?;
        for (open, close) in Self::days(shown(start).date()).filter_map(|day| self.span(day)) {
            let (begin, end) = (reached(open, &shown).max(start), reached(close, &shown));
            let there = end - begin;
            if there >= left && there > TimeDelta::zero() {
                return Some(begin + left);
            }
            left -= there.max(TimeDelta::zero());
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono_tz::America::Vancouver;
    use proptest::prelude::*;

    fn shown(at: DateTime<Utc>) -> NaiveDateTime {
        at.with_timezone(&Vancouver).naive_local()
    }

    fn wall(text: &str) -> NaiveDateTime {
        text.parse().expect("a time")
    }

    /// The minutes of work between two moments, counted one by one.
    fn counted(calendar: &Calendar<'_>, from: DateTime<Utc>, to: DateTime<Utc>) -> i64 {
        let minutes = (to - from).num_minutes();
        (0..minutes).filter(|n| calendar.is_open(shown(from + TimeDelta::minutes(*n)))).count() as i64
    }

    #[test]
    fn an_hour_of_work_leaves_out_nights_weekends_and_holidays() {
        let (hours, closed) = (BusinessHours::default(), ["2026-12-25".parse().expect("a day")]);
        let calendar = Calendar { hours: &hours, closed: &closed };
        let after = |start: &str, minutes| calendar.after(moment_of(wall(start), shown), minutes, shown).map(shown);
        assert_eq!(after("2026-11-20T10:00:00", 60), Some(wall("2026-11-20T11:00:00")));
        assert_eq!(after("2026-11-20T16:30:00", 60), Some(wall("2026-11-23T08:30:00")), "Friday evening is Monday morning");
        assert_eq!(after("2026-11-21T12:00:00", 60), Some(wall("2026-11-23T09:00:00")));
        assert_eq!(after("2026-12-24T16:30:00", 60), Some(wall("2026-12-28T08:30:00")), "a holiday and a weekend");
        assert_eq!(after("2026-11-20T16:00:00", 60), Some(wall("2026-11-20T17:00:00")), "the last minute of a day is of that day");
        let never = BusinessHours { days: [None; 7] };
        assert_eq!(Calendar { hours: &never, closed: &[] }.after(DateTime::UNIX_EPOCH, 1, shown), None);
    }

    #[test]
    fn on_days_clocks_change_the_minutes_that_pass_are_counted() {
        let always = BusinessHours { days: [Some((0, 1440)); 7] };
        let calendar = Calendar { hours: &always, closed: &[] };
        for (start, then) in [("2026-03-08T01:30:00", "2026-03-08T03:30:00"), ("2025-11-02T00:30:00", "2025-11-02T01:30:00")] {
            let start = moment_of(wall(start), shown);
            let end = calendar.after(start, 60, shown).expect("open");
            assert_eq!((end - start, shown(end)), (TimeDelta::minutes(60), wall(then)));
        }
        // the day has 23 hours
        let start = moment_of(wall("2026-03-07T23:00:00"), shown);
        assert_eq!(calendar.after(start, 25 * 60, shown).map(shown), Some(wall("2026-03-09T01:00:00")));
    }

    #[test]
    fn hours_that_are_skipped_when_clocks_change_are_none_and_what_is_left_of_others_counts() {
        // at two in the morning of the 8th of March clocks go on to three
        let opens = |open: u16, close: u16, at: &str| {
            let hours = BusinessHours { days: [None, None, None, None, None, None, Some((open, close))] };
            let calendar = Calendar { hours: &hours, closed: &[] };
            let opens = calendar.opens_at(moment_of(wall(at), shown), shown).map(shown).expect("it opens every week");
            assert!(calendar.is_open(opens), "{opens}");
            opens
        };
        assert_eq!(opens(130, 160, "2026-03-07T12:00:00"), wall("2026-03-15T02:10:00"), "nobody sees these on that day");
        assert_eq!(opens(130, 200, "2026-03-07T12:00:00"), wall("2026-03-08T03:00:00"), "the first they see of these");
        assert_eq!(opens(90, 150, "2026-03-08T01:59:00"), wall("2026-03-08T01:59:00"));
        assert_eq!(opens(90, 150, "2026-03-08T03:00:00"), wall("2026-03-15T01:30:00"), "they ended as clocks changed");
    }

    #[test]
    fn it_opens_in_the_morning_and_at_once_where_it_is_open() {
        let hours = BusinessHours::default();
        let calendar = Calendar { hours: &hours, closed: &[] };
        for (at, opens) in [
            ("2026-11-20T07:59:00", "2026-11-20T08:00:00"),
            ("2026-11-20T09:15:00", "2026-11-20T09:15:00"),
            ("2026-11-20T17:00:00", "2026-11-23T08:00:00"),
        ] {
            assert_eq!(calendar.next_open(wall(at)), Some(wall(opens)));
            assert_eq!(calendar.is_open(wall(at)), at == opens);
        }
    }

    proptest! {
        #[test]
        fn as_many_minutes_of_work_pass_as_were_asked_for(start in 0i64..60 * 24 * 400, minutes in 1i64..3000, open in 0u16..1200, long in 1u16..240) {
            let hours = BusinessHours { days: [Some((open, open + long)), None, Some((0, 1440)), Some((open, open + long)), None, Some((600, 601)), None] };
            let calendar = Calendar { hours: &hours, closed: &[] };
            let start = DateTime::from_timestamp(1_767_225_600 + start * 60, 0).expect("a moment");
            let end = calendar.after(start, minutes, shown).expect("it opens every week");
            prop_assert_eq!(counted(&calendar, start, end), minutes);
        }
    }
}
