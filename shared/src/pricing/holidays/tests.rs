use proptest::prelude::*;

use super::*;
use crate::text::{Locale, with_locale};

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a real date")
}

/// The days of a calendar that move, as they were and will be from 2024 to 2030.
fn moves(calendar: HolidayCalendar, holiday: PublicHoliday, days: [(u32, u32); 7]) {
    for (year, (month, date)) in (2024..).zip(days) {
        let found = calendar.of_year(year).into_iter().find(|h| h.holiday == holiday).map(|h| h.day);
        assert_eq!(found, Some(day(year, month, date)), "{holiday} of {calendar} in {year}");
    }
}

#[test]
fn holidays_of_the_united_states_fall_on_their_known_days() {
    let us = HolidayCalendar::UnitedStates;
    moves(us, PublicHoliday::MartinLutherKing, [(1, 15), (1, 20), (1, 19), (1, 18), (1, 17), (1, 15), (1, 21)]);
    moves(us, PublicHoliday::PresidentsDay, [(2, 19), (2, 17), (2, 16), (2, 15), (2, 21), (2, 19), (2, 18)]);
    moves(us, PublicHoliday::MemorialDay, [(5, 27), (5, 26), (5, 25), (5, 31), (5, 29), (5, 28), (5, 27)]);
    moves(us, PublicHoliday::LabourDay, [(9, 2), (9, 1), (9, 7), (9, 6), (9, 4), (9, 3), (9, 2)]);
    moves(us, PublicHoliday::ColumbusDay, [(10, 14), (10, 13), (10, 12), (10, 11), (10, 9), (10, 8), (10, 14)]);
    moves(us, PublicHoliday::UsThanksgiving, [(11, 28), (11, 27), (11, 26), (11, 25), (11, 23), (11, 22), (11, 28)]);
    moves(us, PublicHoliday::Juneteenth, [(6, 19); 7]);
    assert_eq!(us.of_year(2026).len(), 11);
}

#[test]
fn holidays_of_canada_fall_on_their_known_days() {
    let ca = HolidayCalendar::Canada;
    moves(ca, PublicHoliday::GoodFriday, [(3, 29), (4, 18), (4, 3), (3, 26), (4, 14), (3, 30), (4, 19)]);
    moves(ca, PublicHoliday::VictoriaDay, [(5, 20), (5, 19), (5, 18), (5, 24), (5, 22), (5, 21), (5, 20)]);
    moves(ca, PublicHoliday::LabourDay, [(9, 2), (9, 1), (9, 7), (9, 6), (9, 4), (9, 3), (9, 2)]);
    moves(ca, PublicHoliday::Thanksgiving, [(10, 14), (10, 13), (10, 12), (10, 11), (10, 9), (10, 8), (10, 14)]);
    moves(ca, PublicHoliday::TruthAndReconciliation, [(9, 30); 7]);
    moves(ca, PublicHoliday::BoxingDay, [(12, 26); 7]);
    moves(HolidayCalendar::Ontario, PublicHoliday::FamilyDay, [(2, 19), (2, 17), (2, 16), (2, 15), (2, 21), (2, 19), (2, 18)]);
    moves(HolidayCalendar::Quebec, PublicHoliday::EasterMonday, [(4, 1), (4, 21), (4, 6), (3, 29), (4, 17), (4, 2), (4, 22)]);
    moves(HolidayCalendar::Quebec, PublicHoliday::NationalDay, [(6, 24); 7]);
    moves(HolidayCalendar::BritishColumbia, PublicHoliday::CivicHoliday, [(8, 5), (8, 4), (8, 3), (8, 2), (8, 7), (8, 6), (8, 5)]);
    moves(HolidayCalendar::Yukon, PublicHoliday::DiscoveryDay, [(8, 19), (8, 18), (8, 17), (8, 16), (8, 21), (8, 20), (8, 19)]);
}

#[test]
fn each_province_keeps_as_many_days_as_its_law_says() {
    let days = |calendar: HolidayCalendar| calendar.of_year(2026).len();
    let counted: Vec<(&str, usize)> = HolidayCalendar::ALL.iter().map(|of| (of.key(), days(*of))).collect();
    let expected = [
        ("us", 11),
        ("ca", 10),
        ("ca_ab", 9),
        ("ca_bc", 11),
        ("ca_mb", 9),
        ("ca_nb", 8),
        ("ca_nl", 6),
        ("ca_ns", 6),
        ("ca_nt", 11),
        ("ca_nu", 11),
        ("ca_on", 9),
        ("ca_pe", 8),
        ("ca_qc", 9),
        ("ca_sk", 10),
        ("ca_yt", 11),
    ];
    assert_eq!(counted, expected);
}

#[test]
fn what_falls_on_a_weekend_is_observed_on_a_working_day() {
    let observed = |calendar: HolidayCalendar, on: NaiveDate| calendar.on(on).map(|h| (h.holiday, h.observed));
    let us = HolidayCalendar::UnitedStates;
    assert_eq!(observed(us, day(2026, 7, 4)), Some((PublicHoliday::IndependenceDay, day(2026, 7, 3))), "a Saturday: the Friday before");
    assert_eq!(observed(us, day(2026, 7, 3)), Some((PublicHoliday::IndependenceDay, day(2026, 7, 3))));
    assert_eq!(observed(us, day(2028, 1, 1)), Some((PublicHoliday::NewYear, day(2027, 12, 31))));
    assert_eq!(observed(us, day(2027, 12, 31)), Some((PublicHoliday::NewYear, day(2027, 12, 31))), "in the year before");
    assert_eq!(observed(us, day(2027, 7, 5)), Some((PublicHoliday::IndependenceDay, day(2027, 7, 5))), "a Sunday: the Monday after");
    let ca = HolidayCalendar::Canada;
    assert_eq!(observed(ca, day(2027, 12, 25)), Some((PublicHoliday::Christmas, day(2027, 12, 27))), "a Saturday");
    assert_eq!(observed(ca, day(2027, 12, 28)), Some((PublicHoliday::BoxingDay, day(2027, 12, 28))), "the Sunday after it takes the next");
    assert_eq!(observed(ca, day(2028, 7, 3)), Some((PublicHoliday::CanadaDay, day(2028, 7, 3))));
    assert_eq!(observed(ca, day(2026, 7, 2)), None);
}

#[test]
fn a_holiday_is_called_as_it_is_called_there() {
    let name = |calendar: HolidayCalendar, holiday| calendar.label(holiday);
    assert_eq!(name(HolidayCalendar::Manitoba, PublicHoliday::FamilyDay).en, "Louis Riel Day");
    assert_eq!(name(HolidayCalendar::Ontario, PublicHoliday::FamilyDay).en, "Family Day");
    assert_eq!(name(HolidayCalendar::UnitedStates, PublicHoliday::LabourDay).en, "Labor Day");
    assert_eq!(name(HolidayCalendar::Canada, PublicHoliday::LabourDay), Label::new("Labour Day", "Fête du Travail"));
    assert_eq!(with_locale(Locale::Fr, || HolidayCalendar::Quebec.title()), "Québec");
}

proptest! {
    #[test]
    fn every_calendar_has_its_days_in_every_year(year in 1900i32..2200, which in 0usize..15) {
        let calendar = HolidayCalendar::ALL[which];
        let days = calendar.of_year(year);
        prop_assert_eq!(days.len(), calendar.holidays().len());
        let is_weekend = |day: NaiveDate| matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
        for of in &days {
            prop_assert!(!is_weekend(of.observed), "{} of {} is observed on a weekend", of.holiday, year);
            prop_assert!((of.observed - of.day).num_days().abs() <= 4);
            prop_assert_eq!(calendar.on(of.day).map(|found| found.day), Some(of.day));
        }
    }

    #[test]
    fn easter_is_a_sunday_of_spring(year in 1600i32..4000) {
        let easter = easter(year).expect("a day");
        prop_assert_eq!(easter.weekday(), Weekday::Sun);
        prop_assert!((day(year, 3, 22)..=day(year, 4, 25)).contains(&easter));
    }
}
