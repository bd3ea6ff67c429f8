use chrono::{NaiveDate, NaiveDateTime};
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::hours::Rule;
use crate::jobs::StopKind;
use crate::pricing::VehicleCount;
use crate::quotes::Stop;

fn at(day: u32, hour: u32, minute: u32) -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2026, 12, day).and_then(|d| d.and_hms_opt(hour, minute, 0)).expect("a real time")
}

/// A stop with its address, the minutes to it and the minutes there.
fn stop(n: u128, address: &str, leg: u32, dwell: u32) -> Stop {
    Stop {
        address: address.into(),
        leg_minutes: Some(leg),
        leg_metres: Some(leg * 1_300),
        dwell,
        ..Stop::new(StopId(Uuid::from_u128(n)), StopKind::Stop)
    }
}

/// A coach from Vancouver to Ashland: eleven hours and some at the wheel on its first day.
fn ashland() -> Content {
    let mut content = Content::empty(ServiceLine::Charter, "Ashland");
    content.deadhead_metres = 44_000;
    content.vehicles = vec![VehicleCount { key: "coach_56".into(), count: 1 }];
    content.stops = vec![
        Stop { arrive: Some(at(11, 5, 25)), ..stop(1, "750 Burrard St, Vancouver, BC", 0, 35) },
        stop(2, "Peace Arch, Blaine, WA", 45, 45),
        stop(3, "303 S Jackson St, Seattle, WA", 115, 30),
        Stop { released: Some(true), ..stop(4, "Lloyd Center, Portland, OR", 175, 60) },
        stop(5, "Rest stop, Roseburg, OR", 170, 20),
        stop(6, "212 E Main St, Ashland, OR", 125, 15),
    ];
    content
}

#[test]
fn the_law_follows_the_places_and_the_work() {
    let mut content = ashland();
    assert_eq!(content.law(ServiceLine::Charter, Currency::CAD), RuleSet::UsPassenger);
    assert_eq!(content.law(ServiceLine::Moving, Currency::CAD), RuleSet::UsProperty);
    assert_eq!(content.law(ServiceLine::Contracting, Currency::CAD), RuleSet::None, "nobody is under way");
    content.stops.truncate(1);
    assert_eq!(content.law(ServiceLine::Charter, Currency::USD), RuleSet::Canada);
    content.stops.clear();
    assert_eq!(content.law(ServiceLine::Charter, Currency::USD), RuleSet::UsPassenger);
    content.rules = Some(RuleSet::None);
    assert_eq!(content.law(ServiceLine::Charter, Currency::USD), RuleSet::None);
}

#[test]
fn a_long_day_breaks_the_limit_at_a_time_and_a_stop() {
    let content = ashland();
    let hours = content.hours(RuleSet::UsPassenger);
    let [day] = &hours.days[..] else { panic!("one day") };
    // 30 minutes to the first stop, 630 between stops, 30 home
    assert_eq!(day.driving, content.route().drive_minutes + 2 * drive_minutes(22.0));
    let [broken] = &hours.violations[..] else { panic!("{:?}", hours.violations) };
    assert_eq!((broken.rule, broken.limit, broken.stop), (Rule::Driving, 600, Some(5)));
    assert_eq!(broken.over, day.driving - 600);
    assert!(content.hours(RuleSet::None).violations.is_empty() && !content.hours(RuleSet::None).days.is_empty());
    let canadian: Vec<_> = content.hours(RuleSet::Canada).violations.iter().map(|v| v.rule).collect();
    assert_eq!(
        canadian,
        [Rule::OnDuty, Rule::DayRest],
        "thirteen hours at the wheel are allowed there, more than fourteen on duty are not"
    );
}

#[test]
fn each_cure_mends_it_and_what_it_costs_follows_from_the_price() {
    let content = ashland();
    let cures = content.cures(RuleSet::UsPassenger);
    assert_eq!(cures.iter().map(|c| c.kind).collect::<Vec<_>>(), CureKind::ALL);
    let rates = crate::packs::prices::default_rates(ServiceLine::Charter, "CA");
    let price = |c: &Content| c.price(&rates, at(1, 0, 0).date(), None).total_cents;
    for cure in &cures {
        assert_eq!(cure.left, 0, "{cure:?}");
        assert!(cure.content.hours(RuleSet::UsPassenger).violations.is_empty());
        assert!(price(&cure.content) > price(&content));
        assert!(cure.content.stops.iter().zip(&content.stops).all(|(new, old)| (new.lat, new.lng) == (old.lat, old.lng)));
    }
    let [_, relief, overnight] = &cures[..] else { panic!("three ways") };
    assert_eq!((relief.stop, overnight.stop), (Some(4), Some(4)), "as late as it still helps");
    assert_eq!(overnight.arrives.map(|at| at.date()), NaiveDate::from_ymd_opt(2026, 12, 12));
    assert!(content.cures(RuleSet::None).is_empty());
}

#[test]
fn a_night_on_the_way_loosens_the_arrivals_it_makes_impossible() {
    let mut content = ashland();
    content.stops[5].arrive = Some(at(11, 19, 30));
    let overnight = content.cures(RuleSet::UsPassenger).into_iter().find(|c| c.kind == CureKind::Overnight).expect("a way");
    assert_eq!((overnight.loosened, overnight.content.stops[5].arrive), (1, None));
}

#[test]
fn a_stay_is_rest_when_it_is_long_or_somebody_says_so() {
    let mut content = ashland();
    content.stops.truncate(3);
    content.stops[2].dwell = 240;
    let worked = |c: &Content| c.hours(RuleSet::UsPassenger).days.iter().map(|d| d.on_duty).sum::<u32>();
    let free = worked(&content);
    content.stops[2].released = Some(false);
    assert_eq!(worked(&content), free + 240);
    // who is expected the next morning sleeps where they are
    content.stops.push(Stop { arrive: Some(at(12, 9, 0)), ..stop(9, "Portland, OR", 60, 0) });
    content.stops[2].released = None;
    let hours = content.hours(RuleSet::UsPassenger);
    assert_eq!(hours.days.len(), 2);
    assert!(hours.days[0].rest_after.is_some_and(|rest| rest > 10 * 60));
}

#[test]
fn who_takes_over_is_paid_from_there_to_the_next_rest() {
    let mut content = ashland();
    content.drivers = Drivers::Relief { at: vec![content.stops[3].id] };
    let relief = content.relief(&content.route());
    // from half an hour before leaving Portland to signing off at home
    assert_eq!((relief.call_outs, relief.minutes), (1, 30 + 170 + 20 + 125 + 15 + drive_minutes(22.0) + 15));
    content.drivers = Drivers::Relief { at: vec![StopId(Uuid::from_u128(99))] };
    assert_eq!(content.relief(&content.route()), Relief::default(), "a stop that is gone");
}

proptest! {
    /// No itinerary panics, and a cure never leaves more broken than there was.
    #[test]
    fn cures_never_make_it_worse(legs in prop::collection::vec((0..900u32, 0..900u32, prop::option::of(0..4000i64)), 0..9), set in 0..4usize, team in any::<bool>()) {
        let mut content = Content::empty(ServiceLine::Charter, "Any");
        content.drivers = if team { Drivers::Team } else { Drivers::One };
        content.stops = legs.iter().enumerate().map(|(n, (leg, dwell, fixed))| Stop {
            arrive: fixed.map(|minutes| at(11, 5, 0) + Duration::minutes(minutes)),
            ..stop(n as u128, "Somewhere", *leg, *dwell)
        }).collect();
        let law = RuleSet::ALL[set];
        let before = content.hours(law).violations.len();
        for cure in content.cures(law) {
            prop_assert!(cure.left < before);
            prop_assert_eq!(cure.content.hours(law).violations.len(), cure.left);
        }
        let plan = content.duties(&content.route());
        prop_assert!(plan.windows(2).all(|pair| pair[0].to == pair[1].from));
    }
}
