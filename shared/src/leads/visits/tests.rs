use chrono::TimeDelta;
use proptest::prelude::*;

use super::*;
use crate::input::check;

fn at(minutes: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(1_795_000_000 + minutes * 60, 0).expect("a moment")
}

#[test]
fn a_visit_ends_after_it_begins_and_within_a_day() {
    let code = |minutes: i64| check_times(at(0), at(minutes)).err().map(|e| e.fields().0["ends_at"][0].code.clone());
    assert_eq!(code(60), None);
    assert_eq!(code(24 * 60), None);
    assert_eq!(code(0).as_deref(), Some("same_time"));
    assert_eq!(code(-1).as_deref(), Some("before_start"));
    assert_eq!(code(24 * 60 + 1).as_deref(), Some("invalid"));
}

#[test]
fn a_form_holds_the_answers_of_its_service_only() {
    for line in ServiceLine::ALL {
        let form = VisitForm::of(*line);
        assert!(form.check_line(*line).is_ok() && check(&form).is_ok(), "{line:?}");
        for other in ServiceLine::ALL.iter().filter(|other| *other != line) {
            let error = form.check_line(*other).expect_err("of another service");
            assert_eq!(error.fields().0.values().next().expect("a field")[0].code, "not_applicable");
        }
        assert!(VisitForm::default().check_line(*line).is_ok());
    }
}

#[test]
fn a_lead_that_changed_its_service_keeps_what_was_found_for_the_former_one() {
    let found = VisitForm { moving: Some(MovingSite { rooms: Some(4), ..MovingSite::default() }), ..VisitForm::default() };
    let now = VisitForm::of(ServiceLine::Charter).keeping(ServiceLine::Charter, &found);
    assert_eq!((now.moving, now.charter.is_some()), (found.moving.clone(), true));
    let emptied = VisitForm::default().keeping(ServiceLine::Moving, &found);
    assert_eq!(emptied, VisitForm::default(), "answers of the service itself are as they are sent");
}

#[test]
fn answers_out_of_range_are_named_by_their_place() {
    let volume = Some(Volume { tenths: 0, unit: VolumeUnit::CubicMetre });
    let moving = MovingSite { rooms: Some(0), volume, floors: Some(-1), special: "a\0".into(), ..MovingSite::default() };
    let wrong = check(&VisitForm { moving: Some(moving), ..VisitForm::default() }).expect_err("wrong").fields();
    let fields: Vec<&str> = wrong.0.keys().map(String::as_str).collect();
    assert_eq!(fields, ["moving.floors", "moving.rooms", "moving.special", "moving.volume.tenths"]);
}

#[test]
fn a_form_written_before_a_question_was_added_still_reads() {
    let old: VisitForm = serde_json::from_str(r#"{"moving":{"rooms":4}}"#).expect("reads");
    assert_eq!(old.moving.expect("answers").rooms, Some(4));
    assert_eq!(serde_json::to_string(&VisitForm::default()).expect("writes"), "{}");
    let empty: VisitForm = serde_json::from_str("{}").expect("reads");
    assert_eq!(empty, VisitForm::default());
}

#[test]
fn a_cubic_metre_is_35_3_cubic_feet() {
    let metre = Volume { tenths: 10, unit: VolumeUnit::CubicMetre };
    assert_eq!(metre.tenths_in(VolumeUnit::CubicFoot), 353);
    assert_eq!(metre.tenths_in(VolumeUnit::CubicMetre), 10);
    assert_eq!(Volume { tenths: 12_000, unit: VolumeUnit::CubicFoot }.tenths_in(VolumeUnit::CubicMetre), 340);
}

#[test]
fn numbers_are_read_as_they_are_typed_in_both_languages() {
    for (text, number) in [
        ("12.5", Some(125)),
        ("12,5", Some(125)),
        ("12", Some(120)),
        (" 1 200 ", Some(12_000)),
        ("0.05", None),
        ("-1", None),
        ("", None),
        (".5", None),
        ("1.2.3", None),
        ("1e3", None),
    ] {
        assert_eq!(scaled(text, 1), number, "{text}");
    }
    assert_eq!(
        (unscaled(125, 1), unscaled(120, 1), unscaled(1205, 2), unscaled(1250, 2)),
        ("12.5".into(), "12".into(), "12.05".into(), "12.5".into())
    );
}

#[test]
fn who_is_elsewhere_is_said_with_name_and_time() {
    let time = |text: &str| chrono::NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").expect("a time");
    let there = Elsewhere {
        name: "Theo".into(),
        what: Some("L-00007 Kim Lee".into()),
        from: time("2026-11-24 08:00"),
        to: time("2026-11-24 09:30"),
    };
    assert_eq!(there.text(), "Theo is at L-00007 Kim Lee from 2026-11-24 08:00 to 09:30");
    let hidden = Elsewhere { what: None, to: time("2026-11-25 01:00"), ..there };
    assert_eq!(hidden.text(), "Theo is at another place from 2026-11-24 08:00 to 2026-11-25 01:00");
}

proptest! {
    #[test]
    fn a_volume_survives_the_way_to_feet_and_back(tenths in 1i32..=28_000) {
        let metres = Volume { tenths, unit: VolumeUnit::CubicMetre };
        let feet = i32::try_from(metres.tenths_in(VolumeUnit::CubicFoot)).expect("within a volume");
        let back = Volume { tenths: feet, unit: VolumeUnit::CubicFoot }.tenths_in(VolumeUnit::CubicMetre);
        prop_assert_eq!(back, i64::from(tenths));
    }

    #[test]
    fn a_number_reads_as_what_it_was_shown_as(number in 0i64..100_000_000, decimals in 0u32..4) {
        prop_assert_eq!(scaled(&unscaled(number, decimals), decimals), Some(number));
    }

    #[test]
    fn overlapping_is_mutual_and_back_to_back_is_not(a in 0i64..500, long in 1i64..200, b in 0i64..500, wide in 1i64..200) {
        let (one, other) = ((at(a), at(a + long)), (at(b), at(b + wide)));
        prop_assert_eq!(overlaps(one, other), overlaps(other, one));
        let shared_minute = (a..a + long).any(|minute| (b..b + wide).contains(&minute));
        prop_assert_eq!(overlaps(one, other), shared_minute);
        prop_assert!(!overlaps(one, (one.1, one.1 + TimeDelta::minutes(wide))));
    }
}
