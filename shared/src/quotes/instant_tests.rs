use super::*;
use crate::input::check;
use crate::packs::prices::default_rates;
use crate::pricing::LineKind;
use proptest::prelude::*;
use uuid::Uuid;

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 22).expect("a real date")
}

fn ids() -> impl FnMut() -> StopId {
    let mut n = 0;
    move || {
        n += 1;
        StopId(Uuid::from_u128(n))
    }
}

fn trip(origin: &str, destination: &str) -> InstantAsk {
    InstantAsk {
        service_line: "charter".into(),
        origin: origin.into(),
        destination: destination.into(),
        wanted_on: "2026-12-09".into(),
        starts_at: "06:00".into(),
        passengers: "60".into(),
        ..InstantAsk::default()
    }
}

fn charter(ask: &InstantAsk) -> Result<Content, FieldErrors> {
    ask.content(ServiceLine::Charter, &default_rates(ServiceLine::Charter, "CA"), today(), ids())
}

fn codes(errors: &FieldErrors) -> Vec<(&str, &str)> {
    errors.0.iter().map(|(field, list)| (field.as_str(), list[0].code.as_str())).collect()
}

#[test]
fn what_is_typed_becomes_a_draft_the_office_could_have_written() {
    let content = charter(&trip("65 Front St W, Toronto, ON", "Ottawa")).expect("a draft");
    assert_eq!((content.title.as_str(), content.trip, content.passengers), ("Toronto → Ottawa", TripType::OneWay, 60));
    assert_eq!(content.stops.len(), 2);
    assert_eq!(content.starts(), today().checked_add_days(chrono::Days::new(17)).and_then(|day| day.and_hms_opt(6, 0, 0)));
    let seats = default_rates(ServiceLine::Charter, "CA").vehicle(&content.vehicles[0].key).map(|v| v.seats * content.vehicles[0].count);
    assert!(seats.is_some_and(|seats| seats >= 60));
    check(&content).expect("it may be saved as it is");
    let chosen = charter(&InstantAsk { vehicle: "mini_28".into(), ..trip("Toronto", "Ottawa") }).expect("a draft");
    assert_eq!(chosen.vehicles, [VehicleCount { key: "mini_28".into(), count: 3 }]);
}

#[test]
fn the_way_back_leaves_when_it_is_wanted() {
    let back = InstantAsk { back: "yes".into(), back_on: "2026-12-11".into(), back_at: "15:00".into(), ..trip("Toronto", "Ottawa") };
    let content = charter(&back).expect("a draft");
    let route = content.route();
    assert_eq!((content.trip, content.stops.len(), route.days), (TripType::MultiDay, 3, 3));
    assert_eq!(route.stops[1].leave.map(|at| at.format("%m-%d %H:%M").to_string()).as_deref(), Some("12-11 15:00"));
    check(&content).expect("it may be saved as it is");

    let early = InstantAsk { back_on: "2026-12-09".into(), back_at: "07:00".into(), ..back.clone() };
    assert_eq!(codes(&charter(&early).unwrap_err()), [("back_at", "before_arrival")]);
    let late = InstantAsk { back_on: "2027-01-31".into(), ..back };
    assert_eq!(codes(&charter(&late).unwrap_err()), [("back_on", "invalid")]);
}

#[test]
fn each_mistake_is_told_at_its_field_and_unknown_places_with_what_may_be_meant() {
    let wrong = InstantAsk {
        wanted_on: "2026-11-21".into(),
        starts_at: "six".into(),
        passengers: "many".into(),
        vehicle: "zeppelin".into(),
        ..trip("Torronto", "")
    };
    let errors = charter(&wrong).unwrap_err();
    assert_eq!(
        codes(&errors),
        [
            ("destination", "required"),
            ("origin", "unknown_place"),
            ("passengers", "range"),
            ("starts_at", "invalid"),
            ("vehicle", "unknown_choice")
        ]
    );
    assert_eq!(errors.text("origin").as_deref(), Some("We do not know this place. Did you mean Toronto (ON)?"));
    let past = charter(&InstantAsk { starts_at: "06:00".into(), wanted_on: "2026-11-21".into(), ..trip("Toronto", "Ottawa") });
    assert_eq!(codes(&past.unwrap_err()), [("wanted_on", "in_the_past")]);
    assert_eq!(codes(&InstantAsk::default().check_person()), [("consent", "consent"), ("email", "required"), ("name", "required")]);
}

#[test]
fn a_move_is_priced_by_its_crew_and_its_hours_of_work() {
    let rates = default_rates(ServiceLine::Moving, "CA");
    let ask = InstantAsk { passengers: String::new(), hours: "6".into(), crew: "3".into(), ..trip("Toronto", "Ottawa") };
    let content = ask.content(ServiceLine::Moving, &rates, today(), ids()).expect("a draft");
    let route = content.route();
    assert_eq!((content.crew, route.total_minutes), (3, route.drive_minutes + 360));
    assert_eq!(content.vehicles, [VehicleCount { key: rates.vehicles[0].key.clone(), count: 1 }]);
    let usual = InstantAsk { hours: String::new(), crew: String::new(), ..ask };
    let content = usual.content(ServiceLine::Moving, &rates, today(), ids()).expect("a draft");
    assert_eq!((content.crew, content.route().total_minutes), (2, content.route().drive_minutes + 240));
}

#[test]
fn a_second_driver_the_law_asks_for_is_in_the_price_and_what_needs_rest_says_so() {
    let rates = default_rates(ServiceLine::Charter, "CA");
    let near = charter(&trip("Toronto", "Ottawa")).expect("a draft");
    assert_eq!(driven(near.clone(), ServiceLine::Charter, Currency::CAD), (near, None));

    let far = charter(&trip("Vancouver, BC", "Ashland, OR")).expect("a draft");
    let (content, duty) = driven(far.clone(), ServiceLine::Charter, Currency::CAD);
    assert_eq!(duty, Some(InstantDuty::SecondDriver));
    let law = content.law(ServiceLine::Charter, Currency::CAD);
    assert!(content.hours(law).violations.is_empty());
    let (with, without) = (content.price(&rates, today(), None), far.price(&rates, today(), None));
    assert!(with.lines.iter().any(|l| l.kind == LineKind::Relief) && with.total_cents > without.total_cents);

    let across = charter(&trip("Toronto, ON", "Halifax, NS")).expect("a draft");
    assert_eq!(driven(across, ServiceLine::Charter, Currency::CAD).1, Some(InstantDuty::NeedsRest));
}

proptest! {
    #[test]
    fn whatever_is_typed_gives_a_draft_that_may_be_saved_or_says_what_is_wrong(
        texts in prop::collection::vec("\\PC{0,20}", 6),
        from in 0usize..4, to in 0usize..4, day in 0i64..900, back in 0i64..30, n in 0u32..600, moving in any::<bool>(), returns in any::<bool>(),
    ) {
        let places = ["Toronto", "1 Main St, Vancouver, BC", "Ottawa, ON", texts[0].as_str()];
        let ask = InstantAsk {
            origin: places[from].into(),
            destination: places[to].into(),
            wanted_on: (today() + Duration::days(day)).to_string(),
            starts_at: "08:30".into(),
            back: if returns { "yes".into() } else { String::new() },
            back_on: (today() + Duration::days(day + back)).to_string(),
            back_at: "17:00".into(),
            passengers: n.to_string(),
            name: texts[1].clone(),
            notes: texts[2].clone(),
            vehicle: if n % 5 == 0 { texts[3].clone() } else { String::new() },
            hours: if n % 3 == 0 { texts[4].clone() } else { String::new() },
            ..InstantAsk::default()
        };
        let line = if moving { ServiceLine::Moving } else { ServiceLine::Charter };
        let rates = default_rates(line, "CA");
        if check(&ask).is_ok() && let Ok(content) = ask.content(line, &rates, today(), ids()) {
            let (content, _) = driven(content, line, Currency::CAD);
            prop_assert!(check(&content).is_ok(), "{content:?}");
            let priced = content.price(&rates, today(), None);
            prop_assert_eq!(priced.lines.iter().map(|l| l.cents).sum::<i64>(), priced.total_cents);
            prop_assert!(priced.total_cents > 0);
        }
    }
}
