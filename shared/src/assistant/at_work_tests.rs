use chrono::{Duration, NaiveDate};
use chrono_tz::America::Vancouver;
use proptest::prelude::*;

use super::*;
use crate::access::Action;
use crate::assistant::{Difference, Why};
use crate::identity::BusinessHours;
use crate::leads::ActivityKind;

fn shown(at: DateTime<Utc>) -> NaiveDateTime {
    at.with_timezone(&Vancouver).naive_local()
}

fn at(wall: &str) -> DateTime<Utc> {
    moment_of(wall.parse().expect("a time"), shown)
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

/// What the clocks show when a step wanted then is planned.
fn planned(calendar: &Calendar<'_>, wanted: &str, before: Option<&str>) -> String {
    let wanted = at(wanted);
    shown(working_moment(calendar, wanted - Duration::hours(1), wanted, before.map(at), shown)).to_string()
}

#[test]
fn nights_weekends_and_holidays_are_left_out() {
    let (hours, closed) = (BusinessHours::default(), [day("2026-12-25")]);
    let calendar = Calendar { hours: &hours, closed: &closed };
    for (wanted, then) in [
        ("2026-11-20T10:15:00", "2026-11-20 10:15:00"),
        ("2026-11-20T07:45:00", "2026-11-20 08:00:00"),
        ("2026-11-20T17:00:00", "2026-11-23 08:00:00"),
        ("2026-11-21T12:00:00", "2026-11-23 08:00:00"),
        ("2026-12-24T18:30:00", "2026-12-28 08:00:00"),
        ("2026-12-25T10:00:00", "2026-12-28 08:00:00"),
    ] {
        assert_eq!(planned(&calendar, wanted, None), then, "{wanted}");
    }
    let never = BusinessHours { days: [None; 7] };
    let calendar = Calendar { hours: &never, closed: &[] };
    assert_eq!(planned(&calendar, "2026-11-21T12:00:00", None), "2026-11-21 12:00:00", "somebody will be there then");
    assert_eq!(planned(&calendar, "2026-11-21T12:00:00", Some("2026-11-22T12:00:00")), "2026-11-21 12:00:00");
}

#[test]
fn what_would_come_too_late_is_done_in_the_last_hours_of_work_before() {
    let hours = BusinessHours::default();
    let calendar = Calendar { hours: &hours, closed: &[] };
    // an offer that ends on Sunday is followed up on Friday
    assert_eq!(planned(&calendar, "2026-11-20T17:30:00", Some("2026-11-22T12:00:00")), "2026-11-20 16:45:00");
    assert_eq!(planned(&calendar, "2026-11-20T15:00:00", Some("2026-11-22T12:00:00")), "2026-11-20 15:00:00");
    assert_eq!(planned(&calendar, "2026-11-20T17:30:00", Some("2026-11-23T09:00:00")), "2026-11-23 08:00:00", "early enough");
    // nobody works before it ends, and after it nothing can be done
    assert_eq!(planned(&calendar, "2026-11-21T12:00:00", Some("2026-11-22T12:00:00")), "2026-11-21 12:00:00");
    // too late already
    assert_eq!(planned(&calendar, "2026-11-21T12:00:00", Some("2026-11-20T12:00:00")), "2026-11-23 08:00:00");
}

#[test]
fn on_days_clocks_change_a_step_is_where_the_wall_clock_says() {
    let hours = BusinessHours { days: [Some((480, 1020)); 7] };
    let calendar = Calendar { hours: &hours, closed: &[] };
    for (wanted, then) in [("2026-03-07T20:00:00", "2026-03-08T08:00:00"), ("2025-11-01T20:00:00", "2025-11-02T08:00:00")] {
        let (wanted, then) = (at(wanted), at(then));
        assert_eq!(working_moment(&calendar, wanted, wanted, None, shown), then);
        // the night has an hour less or more than twelve
        assert_ne!(then - wanted, Duration::hours(12));
    }
    // hours that are skipped are none, and what comes twice is open the second time as well
    let early = BusinessHours { days: [Some((120, 180)); 7] };
    let calendar = Calendar { hours: &early, closed: &[] };
    assert_eq!(planned(&calendar, "2026-03-07T12:00:00", None), "2026-03-09 02:00:00");
    let twice = BusinessHours { days: [Some((75, 120)); 7] };
    let calendar = Calendar { hours: &twice, closed: &[] };
    let second = at("2025-11-02T01:05:00") + Duration::hours(1);
    assert_eq!((shown(second), working_moment(&calendar, second, second, None, shown)), (shown(second - Duration::hours(1)), second));
}

#[test]
fn a_planned_step_and_its_preview_move_together_and_nothing_else_does() {
    let (wanted, opens) = (at("2026-11-21T12:00:00"), at("2026-11-23T08:00:00"));
    let suggestion = |kind, act, preview| Suggestion {
        kind,
        act,
        why: Why::NothingPlanned,
        confidence: 50,
        answers: 0,
        needs: Action::LeadsEdit,
        preview,
    };
    let step = |due_at| {
        let act = Act::Plan { kind: ActivityKind::Call, what: String::new(), due_at };
        let preview = vec![Difference::new(Facet::Planned, Shown::Step { kind: ActivityKind::Call, due_at })];
        suggestion(SuggestionKind::PlanStep, act, preview)
    };
    let late = Difference::of(Facet::Step, Shown::Step { kind: ActivityKind::Call, due_at: wanted }, Shown::Done);
    let other = suggestion(SuggestionKind::TakeUp, Act::TakeUp, vec![late]);
    let hours = BusinessHours::default();
    let calendar = Calendar { hours: &hours, closed: &[] };
    let moved = at_work(vec![step(wanted), other.clone()], wanted, (&calendar, &OwnHours::default()), shown, |_| None);
    assert_eq!(moved, [step(opens), other]);
}

proptest! {
    #[test]
    fn a_step_is_planned_while_somebody_works_and_never_before_it_was_wanted(
        start in 0i64..60 * 24 * 400, open in 0u16..1300, long in 1u16..139, closed in 0u64..400,
    ) {
        let hours = BusinessHours { days: [Some((open, open + long)), None, Some((0, 1440)), Some((open, open + long)), None, Some((600, 660)), None] };
        let closed = [day("2026-01-01") + chrono::Days::new(closed)];
        let calendar = Calendar { hours: &hours, closed: &closed };
        let wanted = DateTime::from_timestamp(1_767_225_600 + start * 60, 0).expect("a moment");
        let then = working_moment(&calendar, wanted, wanted, None, shown);
        prop_assert!(then >= wanted && then - wanted < Duration::days(8));
        prop_assert!(calendar.is_open(shown(then)), "{}", shown(then));
        if calendar.is_open(shown(wanted)) {
            prop_assert_eq!(then, wanted);
        }
        let before = wanted + Duration::hours(30);
        let hurried = working_moment(&calendar, wanted, wanted, Some(before), shown);
        prop_assert!(hurried >= wanted && hurried < before);
    }
}
