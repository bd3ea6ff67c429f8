use chrono::Duration;
use chrono_tz::America::Vancouver;
use proptest::prelude::*;

use super::*;
use crate::clock::moment_of;

fn shown(at: DateTime<Utc>) -> NaiveDateTime {
    at.with_timezone(&Vancouver).naive_local()
}

fn at(wall: &str) -> DateTime<Utc> {
    moment_of(wall.parse().expect("a time"), shown)
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

/// What the clocks show when a step of somebody is planned in an office with the usual hours.
fn planned(own: &OwnHours, wanted: &str, before: Option<&str>) -> String {
    let hours = BusinessHours::default();
    let office = Calendar { hours: &hours, closed: &[day("2026-12-25")] };
    let wanted = at(wanted);
    shown(own_moment(&office, own, wanted - Duration::hours(1), wanted, before.map(at), shown)).to_string()
}

/// Tuesdays to Thursdays in the afternoon.
fn afternoons() -> OwnHours {
    let open = Some((13 * 60, 18 * 60));
    OwnHours { hours: Some(BusinessHours { days: [None, open, open, open, None, None, None] }), ..OwnHours::default() }
}

#[test]
fn who_has_hours_of_their_own_works_in_them_and_not_in_those_of_the_office() {
    let own = afternoons();
    assert_eq!(planned(&own, "2026-11-24T10:00:00", None), "2026-11-24 13:00:00");
    assert_eq!(planned(&own, "2026-11-24T17:30:00", None), "2026-11-24 17:30:00", "the office is closed, they are there");
    assert_eq!(planned(&own, "2026-11-26T18:00:00", None), "2026-12-01 13:00:00");
    assert_eq!(planned(&OwnHours::default(), "2026-11-24T10:00:00", None), "2026-11-24 10:00:00");
    let daily = OwnHours { hours: Some(BusinessHours { days: [Some((480, 1020)); 7] }), ..OwnHours::default() };
    assert_eq!(planned(&daily, "2026-12-25T10:00:00", None), "2026-12-26 08:00:00", "the office is closed for everybody");
}

#[test]
fn who_is_away_does_it_when_they_are_back_unless_that_is_too_late() {
    let away = OwnHours { away_from: Some(day("2026-11-24")), away_until: Some(day("2026-11-27")), ..OwnHours::default() };
    assert_eq!(planned(&away, "2026-11-23T10:00:00", None), "2026-11-23 10:00:00");
    assert_eq!(planned(&away, "2026-11-24T10:00:00", None), "2026-11-30 08:00:00", "a weekend follows");
    // somebody stands in
    assert_eq!(planned(&away, "2026-11-24T10:00:00", Some("2026-11-26T12:00:00")), "2026-11-24 10:00:00");
    assert_eq!(planned(&away, "2026-11-23T17:30:00", Some("2026-11-26T12:00:00")), "2026-11-23 16:45:00", "before they go");
    // late already, and not hurried for that
    assert_eq!(planned(&away, "2026-11-24T10:00:00", Some("2026-11-23T12:00:00")), "2026-11-30 08:00:00");
    let gone = OwnHours { away_from: Some(day("2026-11-24")), ..OwnHours::default() };
    assert_eq!(planned(&gone, "2026-11-24T10:00:00", None), "2026-11-24 10:00:00", "nobody knows when they come back");
}

prop_compose! {
    fn owns()(
        open in 0u16..1300, long in 16u16..139, weekdays in 0u8..128, has_hours in any::<bool>(),
        from in 0u64..60, days in 0u64..40, kind in 0u8..4,
    ) -> OwnHours {
        let span = |n: u8| (weekdays & (1 << n) != 0).then_some((open, open + long));
        let hours = has_hours.then(|| BusinessHours { days: std::array::from_fn(|n| span(n as u8)) });
        let (first, last) = (day("2026-01-01") + Days::new(from), day("2026-01-01") + Days::new(from + days));
        OwnHours { hours, away_from: (kind & 1 != 0).then_some(first), away_until: (kind & 2 != 0).then_some(last) }
    }
}

proptest! {
    #[test]
    fn a_step_lies_in_their_hours_or_else_in_those_of_the_office_and_never_before_it_was_wanted(
        own in owns(), start in 0i64..60 * 24 * 90,
    ) {
        let hours = BusinessHours::default();
        let office = Calendar { hours: &hours, closed: &[] };
        let wanted = DateTime::from_timestamp(1_767_300_000 + start * 60, 0).expect("a moment");
        let then = own_moment(&office, &own, wanted, wanted, None, shown);
        prop_assert!(then >= wanted);
        let theirs = Calendar { hours: own.hours.as_ref().unwrap_or(&hours), closed: &[] };
        let is_theirs = theirs.is_open(shown(then)) && !own.is_away(shown(then).date());
        let never = own.hours.as_ref().is_some_and(|hours| hours.days.iter().all(Option::is_none));
        let gone = own.away_from.is_some() && own.away_until.is_none();
        prop_assert!(is_theirs || never || gone, "{}", shown(then));
        if !is_theirs {
            prop_assert_eq!(then, working_moment(&office, wanted, wanted, None, shown));
        }
        // nothing of theirs lies between
        if is_theirs && theirs.is_open(shown(wanted)) && !own.is_away(shown(wanted).date()) {
            prop_assert_eq!(then, wanted);
        }
    }

    #[test]
    fn what_would_come_too_late_is_done_in_time_by_somebody(own in owns(), start in 0i64..60 * 24 * 90, hours_left in 1i64..200) {
        let hours = BusinessHours::default();
        let office = Calendar { hours: &hours, closed: &[] };
        let wanted = DateTime::from_timestamp(1_767_300_000 + start * 60, 0).expect("a moment");
        let before = wanted + Duration::hours(hours_left);
        let then = own_moment(&office, &own, wanted, wanted, Some(before), shown);
        prop_assert!(then >= wanted && then < before);
    }

    #[test]
    fn who_is_known_for_nothing_works_as_the_office_does(start in 0i64..60 * 24 * 90, hours_left in proptest::option::of(1i64..200)) {
        let hours = BusinessHours::default();
        let office = Calendar { hours: &hours, closed: &[] };
        let wanted = DateTime::from_timestamp(1_767_300_000 + start * 60, 0).expect("a moment");
        let before = hours_left.map(|hours| wanted + Duration::hours(hours));
        let then = own_moment(&office, &OwnHours::default(), wanted, wanted, before, shown);
        prop_assert_eq!(then, working_moment(&office, wanted, wanted, before, shown));
    }
}
