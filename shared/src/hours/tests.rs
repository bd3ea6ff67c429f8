use chrono::{Duration, NaiveDate, NaiveDateTime};
use proptest::prelude::*;

use super::*;

fn at(minutes: i64) -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2026, 12, 11).and_then(|d| d.and_hms_opt(4, 0, 0)).expect("a real time") + Duration::minutes(minutes)
}

/// Stretches one after the other: what is done, and for how many minutes.
fn plan(parts: &[(Duty, i64)]) -> Vec<Segment> {
    let mut now = 0;
    parts
        .iter()
        .map(|(duty, minutes)| {
            let from = now;
            now += minutes;
            Segment { duty: *duty, from: at(from), to: at(now), stop: None }
        })
        .collect()
}

fn law(set: RuleSet) -> &'static Limits {
    limits(set, at(0).date()).expect("a law")
}

/// Rules broken, each with how far past the limit and after how many minutes it was reached.
fn broken(set: RuleSet, parts: &[(Duty, i64)]) -> Vec<(Rule, u32, i64)> {
    check(&plan(parts), law(set), 1).violations.iter().map(|v| (v.rule, v.over, (v.at - at(0)).num_minutes())).collect()
}

use Duty::{Drive, Off, Work};

#[test]
fn a_coach_driver_drives_ten_hours_after_eight_off() {
    // the limit itself is allowed
    assert_eq!(broken(RuleSet::UsPassenger, &[(Drive, 300), (Work, 30), (Drive, 300)]), []);
    // 11 h 05: an hour and five minutes too many, reached within the last drive
    assert_eq!(broken(RuleSet::UsPassenger, &[(Drive, 300), (Work, 60), (Drive, 365)]), [(Rule::Driving, 65, 660)]);
    // seven hours off are no rest, eight are
    let long = |rest| [(Drive, 500), (Off, rest), (Drive, 500)];
    assert_eq!(broken(RuleSet::UsPassenger, &long(7 * 60)), [(Rule::Driving, 400, 500 + 420 + 100), (Rule::OnDuty, 100, 500 + 420 + 400)]);
    assert_eq!(broken(RuleSet::UsPassenger, &long(8 * 60)), []);
    // a gap is rest as well
    let mut gap = plan(&long(8 * 60));
    gap.remove(1);
    assert!(check(&gap, law(RuleSet::UsPassenger), 1).violations.is_empty());
}

#[test]
fn a_coach_driver_does_not_drive_after_fifteen_hours_on_duty_and_time_off_in_between_does_not_count() {
    let day = |free| [(Drive, 240), (Work, 500), free, (Drive, 240)];
    assert_eq!(broken(RuleSet::UsPassenger, &day((Work, 60))), [(Rule::OnDuty, 140, 900)]);
    assert_eq!(broken(RuleSet::UsPassenger, &day((Off, 60))), [(Rule::OnDuty, 80, 960)]);
    // working on is allowed, driving is not
    assert_eq!(broken(RuleSet::UsPassenger, &[(Drive, 240), (Work, 900)]), []);
}

#[test]
fn a_truck_driver_has_a_window_that_breaks_do_not_stop_and_pauses_after_eight_hours() {
    assert_eq!(broken(RuleSet::UsProperty, &[(Drive, 240), (Off, 540), (Drive, 240)]), [(Rule::Window, 180, 840)]);
    assert_eq!(broken(RuleSet::UsProperty, &[(Drive, 240), (Off, 600), (Drive, 240)]), []);
    assert_eq!(broken(RuleSet::UsProperty, &[(Drive, 480), (Work, 29), (Drive, 60)]), [(Rule::Break, 60, 509)]);
    assert_eq!(broken(RuleSet::UsProperty, &[(Drive, 480), (Work, 30), (Drive, 60)]), []);
    assert_eq!(broken(RuleSet::UsProperty, &[(Drive, 400), (Work, 30), (Drive, 300)]), [(Rule::Driving, 40, 690)]);
}

#[test]
fn in_canada_a_shift_and_a_day_have_limits() {
    assert_eq!(broken(RuleSet::Canada, &[(Drive, 400), (Work, 30), (Drive, 380)]), []);
    let late = broken(RuleSet::Canada, &[(Drive, 300), (Off, 420), (Drive, 300)]);
    assert_eq!(late, [(Rule::Window, 60, 960)], "sixteen hours after the shift began");
    // two shifts in one day with eight hours between: each is short enough, the day is not
    let day = [(Drive, 420), (Off, 480), (Drive, 300)];
    let mut early = plan(&day);
    early.iter_mut().for_each(|s| (s.from, s.to) = (s.from - Duration::minutes(240), s.to - Duration::minutes(240)));
    assert!(check(&early, law(RuleSet::Canada), 1).violations.is_empty());
    let busy = [(Drive, 480), (Off, 480), (Drive, 240), (Work, 60)];
    let mut early = plan(&busy);
    early.iter_mut().for_each(|s| (s.from, s.to) = (s.from - Duration::minutes(240), s.to - Duration::minutes(240)));
    let found: Vec<_> = check(&early, law(RuleSet::Canada), 1).violations.iter().map(|v| (v.rule, v.over)).collect();
    assert_eq!(found, [], "thirteen hours on duty leave eleven off");
    let more = [(Drive, 480), (Off, 480), (Drive, 320), (Work, 100)];
    let mut early = plan(&more);
    early.iter_mut().for_each(|s| (s.from, s.to) = (s.from - Duration::minutes(240), s.to - Duration::minutes(240)));
    let found: Vec<_> = check(&early, law(RuleSet::Canada), 1).violations.iter().map(|v| (v.rule, v.over)).collect();
    assert_eq!(found, [(Rule::DayDriving, 20), (Rule::DayRest, 60)]);
}

#[test]
fn a_week_has_a_limit_that_a_long_rest_starts_anew_where_the_law_says_so() {
    // fourteen hours on duty a day, ten off: the seventieth hour is over on the fifth evening
    let week: Vec<(Duty, i64)> = (0..6).flat_map(|_| [(Drive, 300), (Work, 240), (Drive, 300), (Off, 600)]).collect();
    let bus = broken(RuleSet::UsPassenger, &week);
    assert_eq!(bus.iter().map(|v| v.0).collect::<Vec<_>>(), [Rule::Cycle]);
    assert_eq!(bus[0].2, 5 * 1440);
    let rest = |between: i64| -> Vec<(Duty, i64)> {
        let days = |n: usize| (0..n).flat_map(|_| [(Drive, 300), (Work, 240), (Drive, 300), (Off, 600)]).collect::<Vec<_>>();
        let mut all = days(4);
        all.push((Off, between - 600));
        all.extend(days(2));
        all
    };
    assert!(broken(RuleSet::UsProperty, &rest(34 * 60)).is_empty(), "34 hours restart the count for property");
    assert!(!broken(RuleSet::UsPassenger, &rest(34 * 60)).is_empty(), "there is no restart for passengers");
}

#[test]
fn two_drivers_drive_twice_as_long_and_are_both_on_duty() {
    let long = plan(&[(Drive, 420), (Work, 30), (Drive, 420)]);
    assert!(!check(&long, law(RuleSet::UsPassenger), 1).violations.is_empty());
    assert!(check(&long, law(RuleSet::UsPassenger), 2).violations.is_empty());
    let longer = plan(&[(Drive, 480), (Work, 30), (Drive, 480)]);
    let rules: Vec<_> = check(&longer, law(RuleSet::UsPassenger), 2).violations.iter().map(|v| v.rule).collect();
    assert_eq!(rules, [Rule::OnDuty]);
}

#[test]
fn days_are_summed_up_for_a_picture() {
    // from 04:00: work, 11 h of driving, a night, a drive home
    let report = check(&plan(&[(Work, 30), (Drive, 660), (Off, 720), (Drive, 120)]), law(RuleSet::UsPassenger), 1);
    let [first, second] = &report.days[..] else { panic!("two days") };
    assert_eq!((first.driving, first.on_duty, first.rest_after), (660, 690, Some(720)));
    assert_eq!(first.over, [(240 + 630, 240 + 690)]);
    assert_eq!((second.driving, second.on_duty, second.rest_after), (120, 120, None));
    // a drive over midnight is part of both days
    let night = check(&plan(&[(Off, 1140), (Drive, 120)]), law(RuleSet::UsPassenger), 1);
    assert_eq!(night.days.iter().map(|d| d.driving).collect::<Vec<_>>(), [60, 60]);
}

#[test]
fn every_rule_that_can_be_broken_is_cited() {
    for set in RuleSet::ALL.iter().filter(|set| **set != RuleSet::None) {
        for rule in Rule::ALL {
            let (cites, address) = set.cites(*rule);
            assert!(!cites.is_empty() && address.starts_with("https://"));
            assert!(!text::rule(*rule, 600, law(*set)).is_empty());
        }
    }
    assert!(limits(RuleSet::None, at(0).date()).is_none());
    assert!(limits(RuleSet::UsProperty, NaiveDate::from_ymd_opt(2020, 9, 28).expect("a day")).is_none(), "no limits of ours before");
}

fn any_plan() -> impl Strategy<Value = Vec<(Duty, i64)>> {
    prop::collection::vec((prop_oneof![Just(Drive), Just(Work), Just(Off)], 0..900i64), 0..24)
}

proptest! {
    /// Cutting the end off a plan never breaks more, and what is past a limit lies within the driving.
    #[test]
    fn a_shorter_plan_is_never_worse(parts in any_plan(), keep in 0..24usize, set in 0..3usize, drivers in 1..3u32) {
        let law = law(RuleSet::ALL[set]);
        let whole = check(&plan(&parts), law, drivers);
        let part = check(&plan(&parts[..keep.min(parts.len())]), law, drivers);
        let over = |r: &Report| r.violations.iter().map(|v| u64::from(v.over)).sum::<u64>();
        prop_assert!(over(&part) <= over(&whole));
        for day in &whole.days {
            prop_assert!(day.driving <= day.on_duty && day.on_duty <= 1440);
            let past: u32 = day.over.iter().map(|(a, b)| b - a).sum();
            prop_assert!(past <= day.driving);
        }
        prop_assert_eq!(whole.violations.iter().any(|v| !matches!(v.rule, Rule::DayDriving | Rule::DayRest)), whole.days.iter().any(|d| !d.over.is_empty()));
        // more drivers never make it worse
        prop_assert!(over(&check(&plan(&parts), law, drivers + 1)) <= over(&whole));
    }
}
