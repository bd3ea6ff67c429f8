use super::*;
use crate::packs::prices::default_rates;
use crate::pricing::VehicleCount;
use chrono::{Duration, NaiveDate};

fn stop(n: u128, address: &str) -> Stop {
    Stop { address: address.into(), ..Stop::new(StopId(Uuid::from_u128(n)), StopKind::Pickup) }
}

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 12, 11).expect("a real date")
}

fn draft() -> Content {
    let mut content = Content::empty(ServiceLine::Charter, "Team trip");
    content.passengers = 46;
    content.stops = vec![
        Stop { arrive: day().and_hms_opt(8, 0, 0), dwell: 30, ..stop(1, "750 Burrard St, Vancouver, BC") },
        Stop { kind: StopKind::DropOff, ..stop(2, "303 S Jackson St, Seattle, WA") },
    ];
    content.vehicles = vec![VehicleCount { key: "coach_56".into(), count: 1 }];
    content
}

#[test]
fn the_way_home_is_the_way_out_turned_round() {
    let mut content = draft();
    content.stops[1].leg_metres = Some(230_000);
    let mut n = 10;
    content.mirror(|| {
        n += 1;
        StopId(Uuid::from_u128(n))
    });
    assert_eq!(content.stops.len(), 3);
    assert_eq!(content.stops[2].address, content.stops[0].address);
    assert_eq!(content.stops[2].leg_metres, Some(230_000));
    assert_eq!(content.route().metres, 460_000);
}

#[test]
fn a_stop_in_the_past_keeps_a_draft_from_going_out() {
    let content = draft();
    let rates = default_rates(ServiceLine::Charter, "CA");
    let priced = content.price(&rates, day(), None);
    assert!(content.missing(&priced, day(), RuleSet::Canada, 0).is_empty());
    let errors = content.missing(&priced, day() + Duration::days(1), RuleSet::Canada, 0);
    assert_eq!(errors.0["stops[0].arrive"][0].code, "in_the_past");
    let empty = Content::empty(ServiceLine::Charter, "x");
    assert!(!empty.missing(&empty.price(&rates, day(), None), day(), RuleSet::Canada, 0).is_empty());
}

#[test]
fn what_is_taken_off_beyond_the_limit_keeps_a_draft_from_going_out() {
    let rates = default_rates(ServiceLine::Charter, "CA");
    let mut content = draft();
    content.adjustment = Some(Adjustment { change: pricing::Change::PercentBp(-800), reason: "They come every week".into() });
    let priced = content.price(&rates, day(), None);
    let missing = |limit_bp| content.missing(&priced, day(), RuleSet::Canada, limit_bp);
    assert_eq!(missing(799).0["adjustment"][0].code, "needs_approval");
    assert!(missing(800).is_empty());
    let seen = content.clone().for_customer().adjustment.expect("the line is seen");
    assert_eq!((seen.change, seen.reason.as_str()), (pricing::Change::PercentBp(-800), ""));
}

#[test]
fn vehicles_are_recommended_by_seats() {
    let rates = default_rates(ServiceLine::Charter, "CA");
    let pick = |passengers| Content { passengers, ..draft() }.recommend(&rates).map(|v| (v.key, v.count));
    assert_eq!(pick(46), Some(("coach_47".into(), 1)));
    assert_eq!(pick(20), Some(("mini_24".into(), 1)));
    assert_eq!(pick(100), Some(("coach_56".into(), 2)));
    assert_eq!(pick(0), None);
}

#[test]
fn who_is_exempt_pays_what_is_left_without_taxes() {
    let (rates, content) = (default_rates(ServiceLine::Charter, "CA"), draft());
    let plain = content.price(&rates, day(), None);
    let exempt = content.price_for(&rates, day(), None, Payer { tax_exempt: true, ..Payer::default() });
    assert!(plain.tax_cents > 0);
    assert_eq!((exempt.tax_cents, exempt.total_cents), (0, plain.total_cents - plain.tax_cents));
    assert_eq!(exempt.deposit_cents + exempt.balance_cents, exempt.total_cents);
    let line = exempt.lines.last().expect("a line");
    assert_eq!((line.label.en.as_str(), line.label.fr.as_str(), line.cents), ("Tax exempt", "Exonéré de taxes", 0));
    let untaxed = default_rates(ServiceLine::Charter, "US");
    let nothing_to_say = content.price_for(&untaxed, day(), None, Payer { tax_exempt: true, ..Payer::default() });
    assert_eq!(nothing_to_say, content.price(&untaxed, day(), None), "where there are no taxes nobody is exempt from them");
}

#[test]
fn a_payer_who_pays_taxes_is_written_as_ever() {
    let kept = r#"{"kind":"person","terms":"due_on_receipt"}"#;
    assert_eq!(serde_json::from_str::<Payer>(kept).expect("it reads"), Payer::default());
    assert_eq!(serde_json::to_string(&Payer::default()).expect("it is written"), kept);
}
