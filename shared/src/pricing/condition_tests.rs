use chrono::NaiveDate;
use proptest::prelude::*;
use validator::Validate;

use super::*;
use crate::ModifierId;
use crate::money::Currency;
use crate::packs::{ServiceLine, prices};
use crate::pricing::{Change, LineKind, Modifier, PriceRequest, Priced, Rates, Relief, VehicleCount, Why, price, text};
use crate::quotes::TripType;
use crate::text::{Locale, with_locale};

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a real date")
}

/// A coach from Montréal to Ottawa on Labour Day 2026.
fn request() -> PriceRequest {
    let spot = |address: &str| Spot { at: crate::pricing::locate(address).map(|p| (p.lat, p.lng)), address: address.into() };
    PriceRequest {
        quoted_on: day(2026, 7, 1),
        starts: day(2026, 9, 7).and_hms_opt(9, 0, 0),
        trip: TripType::OneWay,
        spots: vec![spot("975 Boul. Roméo-Vachon, Montréal, QC"), spot("1 Elgin St, Ottawa, ON")],
        minutes: 480,
        days: 1,
        metres: 200_000,
        deadhead_metres: 0,
        passengers: 40,
        crew: 0,
        vehicles: vec![VehicleCount { key: "coach_56".into(), count: 1 }],
        amenities: Vec::new(),
        lines: Vec::new(),
        packages: Vec::new(),
        package: None,
        repairs: Vec::new(),
        agreed: None,
        trades: Vec::new(),
        adjustment: None,
        promo: None,
        relief: Relief::default(),
        tax_exempt: false,
    }
}

fn modifier(n: u128, condition: Condition, change: Change) -> Modifier {
    Modifier { id: ModifierId(uuid::Uuid::from_u128(n)), name: Label::same(format!("Rule {n}")), priority: 10, condition, change }
}

fn book(modifiers: Vec<Modifier>) -> Rates {
    Rates { modifiers, ..prices::default_rates(ServiceLine::Charter, "CA") }
}

fn around(place: &str, km: u32) -> Area {
    let of = crate::pricing::locate(place).expect("a known city");
    Area::Around { place: place.into(), lat: of.lat, lng: of.lng, km }
}

/// What a modifier of 10 % on this condition says of its reason; nothing if it does not apply.
fn says(condition: Condition, request: &PriceRequest) -> Option<String> {
    let priced = price(request, &book(vec![modifier(1, condition, Change::PercentBp(1_000))]));
    reason(&priced)
}

fn reason(priced: &Priced) -> Option<String> {
    priced.lines.iter().find(|l| l.kind == LineKind::Modifier).map(|l| text::why(&l.why, Currency::CAD))
}

#[test]
fn a_hub_counts_for_stops_within_its_circle_or_region() {
    let hub = |at, touching| Condition::Hub { at, touching };
    let near = around("Montréal", 40);
    assert_eq!(says(hub(near.clone(), Touching::Any), &request()).as_deref(), Some("within 40 km of Montréal, +10%"));
    assert!(says(hub(near.clone(), Touching::First), &request()).is_some());
    assert_eq!(says(hub(near.clone(), Touching::Last), &request()), None);
    assert_eq!(says(hub(around("Toronto", 40), Touching::Any), &request()), None);
    let region = Area::Region { region: "ON".into() };
    assert_eq!(says(hub(region.clone(), Touching::Last), &request()).as_deref(), Some("in ON, +10%"));
    let undated = PriceRequest { starts: None, ..request() };
    assert!(says(hub(near, Touching::Any), &undated).is_some(), "a place needs no date");
    let nowhere = PriceRequest { spots: vec![Spot { at: None, address: "A farm behind the mill".into() }], ..request() };
    assert_eq!(says(hub(region, Touching::Any), &nowhere), None);
}

#[test]
fn an_event_counts_on_its_days_where_it_is() {
    let event = |at| Condition::Event { from: day(2026, 9, 5), to: day(2026, 9, 7), at };
    assert_eq!(says(event(None), &request()).as_deref(), Some("5 Sep – 7 Sep, +10%"));
    assert!(says(event(Some(around("Ottawa", 20))), &request()).is_some());
    assert_eq!(says(event(Some(around("Toronto", 20))), &request()), None);
    let after = PriceRequest { starts: day(2026, 9, 8).and_hms_opt(0, 0, 0), ..request() };
    assert_eq!(says(event(None), &after), None);
    assert_eq!(says(event(None), &PriceRequest { starts: None, ..request() }), None);
}

#[test]
fn a_holiday_is_named_on_the_line() {
    let holidays = |only: Vec<PublicHoliday>, observed| Condition::Holidays {
        calendar: Some(HolidayCalendar::Quebec),
        only,
        observed,
        own: Vec::new(),
    };
    assert_eq!(says(holidays(Vec::new(), false), &request()).as_deref(), Some("Labour Day, +10%"));
    let french = with_locale(Locale::Fr, || says(holidays(Vec::new(), false), &request()));
    assert_eq!(french.as_deref(), Some("Fête du Travail, +10\u{a0}%"));
    assert_eq!(says(holidays(vec![PublicHoliday::Christmas], false), &request()), None);
    let monday = PriceRequest { starts: day(2027, 12, 27).and_hms_opt(9, 0, 0), ..request() };
    assert_eq!(says(holidays(Vec::new(), false), &monday), None);
    assert_eq!(says(holidays(Vec::new(), true), &monday).as_deref(), Some("Christmas Day, observed, +10%"));
    let own = vec![OwnDay { day: day(2026, 9, 7), name: "Depot picnic".into() }];
    let mine = Condition::Holidays { calendar: None, only: Vec::new(), observed: false, own };
    assert_eq!(says(mine, &request()).as_deref(), Some("Depot picnic, +10%"));
}

#[test]
fn an_amount_says_its_reason_without_a_percentage() {
    let rates = book(vec![modifier(1, Condition::Hub { at: around("Montréal", 40), touching: Touching::Any }, Change::Cents(7_500))]);
    let priced = price(&request(), &rates);
    assert_eq!(reason(&priced).as_deref(), Some("within 40 km of Montréal"));
    assert_eq!(priced.lines.iter().filter(|l| l.kind == LineKind::Modifier).map(|l| l.cents).sum::<i64>(), 7_500);
}

#[test]
fn conditions_of_former_books_are_read_and_written_as_they_were() {
    let kept = [
        r#"{"when":"weekdays","days":[5,6]}"#,
        r#"{"when":"season","from_month":12,"from_day":1,"to_month":12,"to_day":20}"#,
        r#"{"when":"short_notice","days":3}"#,
        r#"{"when":"hours","from":22,"to":5}"#,
        r#"{"when":"dates","dates":["2026-12-31"]}"#,
    ];
    for text in kept {
        let read: Condition = serde_json::from_str(text).expect("a condition");
        assert_eq!(serde_json::to_string(&read).expect("JSON"), text);
    }
    let saturday = PriceRequest { starts: day(2026, 9, 5).and_hms_opt(9, 0, 0), ..request() };
    let priced = price(&saturday, &book(vec![modifier(1, Condition::Weekdays { days: vec![5] }, Change::PercentBp(800))]));
    let line = priced.lines.iter().find(|l| l.kind == LineKind::Modifier).expect("it applies");
    assert_eq!(line.why, Why::Percent { bp: 800 });
    assert_eq!(serde_json::to_string(&line.why).expect("JSON"), r#"{"why":"percent","bp":800}"#);
}

#[test]
fn what_no_map_or_calendar_knows_is_refused() {
    let fine = |condition: Condition| modifier(1, condition, Change::PercentBp(100)).validate().is_ok();
    let hub = |at| Condition::Hub { at, touching: Touching::Any };
    assert!(fine(hub(around("Montréal", 40))));
    assert!(!fine(hub(around("Montréal", 0))));
    assert!(!fine(hub(Area::Around { place: "Nowhere".into(), lat: f64::NAN, lng: 0.0, km: 40 })));
    assert!(!fine(hub(Area::Region { region: "ZZ".into() })));
    assert!(!fine(Condition::Event { from: day(2026, 7, 6), to: day(2026, 6, 27), at: None }));
    assert!(!fine(Condition::Weekdays { days: vec![7] }));
    assert!(!fine(Condition::Season { from_month: 2, from_day: 30, to_month: 3, to_day: 1 }));
    let holidays = |calendar, only| Condition::Holidays { calendar, only, observed: false, own: Vec::new() };
    assert!(fine(holidays(Some(HolidayCalendar::Ontario), vec![PublicHoliday::BoxingDay])));
    assert!(!fine(holidays(Some(HolidayCalendar::Quebec), vec![PublicHoliday::BoxingDay])), "Québec has no Boxing Day");
    assert!(!fine(holidays(None, Vec::new())), "no holiday at all");
}

#[test]
fn a_modifier_moves_up_and_down_and_stops_at_the_ends() {
    let of = |n| modifier(n, Condition::ShortNotice { days: 1 }, Change::Cents(1));
    let mut rates = book(vec![of(1), of(2), of(3)]);
    let order = |rates: &Rates| rates.ordered_modifiers().iter().map(|m| m.id.0.as_u128()).collect::<Vec<_>>();
    let id = |n| ModifierId(uuid::Uuid::from_u128(n));
    rates.move_modifier(id(3), -1);
    assert_eq!(order(&rates), [1, 3, 2]);
    rates.move_modifier(id(1), -1);
    rates.move_modifier(id(9), 1);
    assert_eq!(order(&rates), [1, 3, 2]);
    rates.move_modifier(id(1), 9);
    assert_eq!(order(&rates), [3, 2, 1]);
    assert_eq!(rates.ordered_modifiers().iter().map(|m| m.priority).collect::<Vec<_>>(), [10, 20, 30]);
}

fn areas() -> impl Strategy<Value = Area> {
    prop_oneof![
        (prop::sample::select(vec!["Montréal", "Ottawa", "Toronto", "Vancouver"]), 1u32..900).prop_map(|(place, km)| around(place, km)),
        prop::sample::select(crate::pricing::regions().collect::<Vec<_>>()).prop_map(|region| Area::Region { region: region.into() }),
    ]
}

fn conditions() -> impl Strategy<Value = Condition> {
    let from = day(2026, 9, 1);
    prop_oneof![
        prop::collection::vec(0u8..7, 0..7).prop_map(|days| Condition::Weekdays { days }),
        (0u16..100).prop_map(|days| Condition::ShortNotice { days }),
        (0u8..25, 0u8..25).prop_map(|(from, to)| Condition::Hours { from, to }),
        (areas(), 0usize..3).prop_map(|(at, n)| Condition::Hub { at, touching: Touching::ALL[n] }),
        (0u64..14, 0u64..14, prop::option::of(areas())).prop_map(move |(a, b, at)| {
            Condition::Event { from: from + chrono::Days::new(a.min(b)), to: from + chrono::Days::new(a.max(b)), at }
        }),
        (0usize..15, any::<bool>()).prop_map(|(n, observed)| Condition::Holidays {
            calendar: Some(HolidayCalendar::ALL[n]),
            only: Vec::new(),
            observed,
            own: Vec::new(),
        }),
    ]
}

fn modifiers() -> impl Strategy<Value = Vec<Modifier>> {
    prop::collection::vec((conditions(), -500i32..2_000, -1i32..3), 0..12).prop_map(|all| {
        let of = |(n, (condition, bp, priority)): (usize, (Condition, i32, i32))| {
            let change = if n % 2 == 0 { Change::PercentBp(bp) } else { Change::Cents(bp.into()) };
            Modifier { priority, ..modifier(n as u128, condition, change) }
        };
        all.into_iter().enumerate().map(of).collect()
    })
}

prop_compose! {
    fn requests()(ahead in 0u64..500, hour in 0u32..24, dated in any::<bool>(), turned in any::<bool>()) -> PriceRequest {
        let mut request = request();
        if turned {
            request.spots.reverse();
        }
        let starts = (request.quoted_on + chrono::Days::new(ahead)).and_hms_opt(hour, 30, 0);
        PriceRequest { starts: starts.filter(|_| dated), ..request }
    }
}

proptest! {
    #[test]
    fn the_order_of_the_book_does_not_matter(all in modifiers(), request in requests()) {
        let mut turned = all.clone();
        turned.reverse();
        prop_assert_eq!(price(&request, &book(all)), price(&request, &book(turned)));
    }

    #[test]
    fn a_modifier_that_is_not_met_changes_nothing(all in modifiers(), request in requests()) {
        let work = Work { starts: request.starts, quoted_on: request.quoted_on, spots: &request.spots };
        let met: Vec<Modifier> = all.iter().filter(|m| m.condition.met(work).is_some()).cloned().collect();
        prop_assert_eq!(price(&request, &book(all)), price(&request, &book(met)));
    }

    #[test]
    fn a_condition_is_read_as_it_was_written(condition in conditions()) {
        let text = serde_json::to_string(&condition).expect("JSON");
        prop_assert_eq!(serde_json::from_str::<Condition>(&text).expect("a condition"), condition.clone());
        let valid = modifier(1, condition, Change::Cents(1)).validate();
        prop_assert!(valid.is_ok());
    }
}
