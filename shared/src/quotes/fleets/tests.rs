use chrono::NaiveDate;
use proptest::prelude::*;

use super::*;
use crate::packs::ServiceLine;
use crate::packs::prices::default_rates;
use crate::pricing::{AmenityCategory, AmenityChoice, Payer};

fn charter() -> Rates {
    default_rates(ServiceLine::Charter, "CA")
}

fn with() -> PricedWith {
    PricedWith { quoted_on: NaiveDate::from_ymd_opt(2026, 11, 22).expect("a real date"), payer: Payer::default(), promo: None }
}

fn trip(passengers: u32, luggage: u32) -> Content {
    Content { passengers, luggage, minutes: Some(480), ..Content::empty(ServiceLine::Charter, "Trip") }
}

/// The same with the extras of a book that need this of a vehicle.
fn asking(content: Content, rates: &Rates, needs: &[&str]) -> Content {
    let needed = |need: &str| rates.amenities.iter().find(|a| a.needs.as_deref() == Some(need)).expect("an extra").id;
    let amenities = needs.iter().map(|need| AmenityChoice { amenity: needed(need), optional: false, chosen: true }).collect();
    Content { amenities, ..content }
}

/// A plan in short: `1 coach_56, 1 mini_24`.
fn short(fleet: &Fleet) -> String {
    fleet.vehicles.iter().map(|v| format!("{} {}", v.count, v.key)).collect::<Vec<_>>().join(", ")
}

fn plans(content: &Content, rates: &Rates) -> Vec<String> {
    content.fleets(rates, Some(&with())).iter().map(short).collect()
}

#[test]
fn a_large_and_a_small_one_go_where_two_large_ones_would_cost_more() {
    // eight hours: 1,450 for the 56 seats, 960 for the 24
    let all = trip(78, 70).fleets(&charter(), Some(&with()));
    assert_eq!(short(&all[0]), "1 coach_56, 1 mini_24");
    let FleetReason::Cheaper { cents } = all[0].reasons[2] else { panic!("{:?}", all[0].reasons) };
    assert_eq!(all[0].total_cents.map(|total| total + cents), all[1].total_cents);
    assert_eq!(all[0].reasons[..2], [FleetReason::Seats { seats: 80, passengers: 78 }, FleetReason::Luggage { room: 74, pieces: 70 }]);
    let alone = FleetReason::NotAlone { key: "coach_56".into(), because: NotAlone::Seats { seats: 56 } };
    assert_eq!(all[0].reasons[3], alone);
}

#[test]
fn one_lift_serves_all_and_power_is_at_every_seat() {
    let rates = charter();
    let lift = asking(trip(70, 0), &rates, &["lift"]).fleets(&rates, Some(&with()));
    assert!(lift.iter().all(|fleet| fleet.vehicles.iter().any(|v| v.key == "mini_24")), "{lift:?}");
    assert!(lift[0].vehicles.len() > 1, "the others need none: {lift:?}");
    let id = rates.amenities.iter().find(|a| a.needs.as_deref() == Some("lift")).expect("an extra").id;
    assert!(lift[0].reasons.contains(&FleetReason::Has { amenity: id, vehicles: vec!["mini_24".into()] }), "{lift:?}");
    let wifi = asking(trip(70, 0), &rates, &["wifi"]).fleets(&rates, Some(&with()));
    let has = |v: &VehicleCount| rates.vehicle(&v.key).is_some_and(|rate| rate.capabilities.iter().any(|can| can == "wifi"));
    assert!(!wifi.is_empty() && wifi.iter().all(|fleet| fleet.vehicles.iter().all(has)), "{wifi:?}");
    let both = asking(trip(20, 0), &rates, &["lift", "gear_bay"]);
    assert_eq!(both.recommend(&rates), None, "no type has both");
    assert_eq!(plans(&both, &rates)[0], "1 coach_47, 1 mini_24");
}

#[test]
fn it_is_said_why_a_larger_one_was_not_taken() {
    let rates = charter();
    let why = |content: Content| {
        let best = content.fleets(&rates, Some(&with())).into_iter().next().expect("a plan");
        let found = best.reasons.iter().find_map(|reason| match reason {
            FleetReason::NotAlone { key, because } => Some((key.clone(), because.clone())),
            _ => None,
        });
        (short(&best), found)
    };
    // a school bus costs less by the day than a shuttle and takes twice as many
    assert_eq!(why(trip(40, 0)).0, "1 school_48");
    let (best, found) = why(trip(40, 30));
    assert_eq!(best, "1 coach_47");
    assert_eq!(found, Some(("school_48".into(), NotAlone::Luggage { room: 0 })));
    let (best, found) = why(trip(47, 40));
    assert!(matches!(&found, Some((key, NotAlone::Luggage { .. })) if key == "school_48"), "{best}: {found:?}");
    let (best, found) = why(asking(trip(47, 0), &rates, &["wifi"]));
    let wifi = rates.amenities.iter().find(|a| a.needs.as_deref() == Some("wifi")).expect("an extra").id;
    assert_eq!((best.as_str(), found), ("1 coach_47", Some(("school_48".into(), NotAlone::Lacks { amenity: wifi }))));
    assert_eq!(why(trip(56, 0)).1, None, "nothing is larger, and nothing alone is cheaper");
}

#[test]
fn a_load_goes_by_trucks_as_people_go_by_coaches() {
    let rates = default_rates(ServiceLine::Moving, "CA");
    let load = |load: u32| Content { load, minutes: Some(480), ..Content::empty(ServiceLine::Moving, "Move") };
    assert_eq!(plans(&load(55), &rates)[0], "1 van");
    let all = load(480).fleets(&rates, Some(&with()));
    assert_eq!(short(&all[0]), "1 truck_26, 1 van");
    assert_eq!(all[0].reasons[0], FleetReason::Load { room: 480, load: 480 });
    let gate = asking(load(55), &rates, &["lift_gate"]).fleets(&rates, Some(&with()));
    assert_eq!(short(&gate[0]), "1 truck_20", "{gate:?}");
    let mut old = rates.clone();
    old.vehicles.iter_mut().for_each(|rate| rate.load = None);
    assert!(load(55).fleets(&old, Some(&with())).is_empty(), "how much they take is not known");
}

#[test]
fn without_prices_the_fewest_vehicles_come_first_and_without_anybody_none() {
    let rates = charter();
    let all: Vec<String> = trip(100, 0).fleets(&rates, None).iter().map(short).collect();
    assert_eq!(all, ["1 coach_56, 1 coach_47", "1 coach_56, 1 school_48", "2 coach_56"]);
    assert!(trip(100, 0).fleets(&rates, None).iter().all(|fleet| fleet.total_cents.is_none()));
    assert!(trip(0, 12).fleets(&rates, Some(&with())).is_empty());
    assert!(trip(40, 0).fleets(&default_rates(ServiceLine::Glass, "CA"), Some(&with())).is_empty());
}

#[test]
fn a_plan_knows_when_it_goes() {
    let fleet = Fleet {
        vehicles: vec![VehicleCount { key: "a".into(), count: 1 }, VehicleCount { key: "b".into(), count: 2 }],
        total_cents: None,
        reasons: Vec::new(),
    };
    let of = |list: &[(&str, u32)]| list.iter().map(|(key, count)| VehicleCount { key: (*key).into(), count: *count }).collect::<Vec<_>>();
    assert!(fleet.goes(&of(&[("b", 2), ("a", 1)])));
    assert!(fleet.goes(&of(&[("b", 2), ("c", 0), ("a", 1)])), "what does not go does not count");
    assert!(!fleet.goes(&of(&[("b", 1), ("a", 1)])) && !fleet.goes(&of(&[("b", 2)])));
}

/// Whether these vehicles take everybody and everything, with what extras need.
fn carries(content: &Content, rates: &Rates, vehicles: &[VehicleCount]) -> bool {
    let going: Vec<(&VehicleRate, u64)> =
        vehicles.iter().filter(|v| v.count > 0).map(|v| (rates.vehicle(&v.key).expect("of the book"), u64::from(v.count))).collect();
    let sum = |of: fn(&VehicleRate) -> u32| going.iter().map(|(rate, count)| u64::from(of(rate)) * count).sum::<u64>();
    let room = sum(|rate| rate.seats) >= u64::from(content.passengers)
        && sum(|rate| rate.luggage.unwrap_or(0)) >= u64::from(content.luggage)
        && sum(|rate| rate.load.unwrap_or(0)) >= u64::from(content.load);
    room && content.amenities.iter().all(|choice| {
        let amenity = rates.amenity(choice.amenity).expect("of the book");
        let Some(need) = &amenity.needs else { return true };
        let has = |rate: &VehicleRate| rate.capabilities.contains(need);
        let aboard = !matches!(amenity.category, AmenityCategory::Accessibility | AmenityCategory::Equipment);
        going.iter().any(|(rate, _)| has(rate)) && (!aboard || going.iter().all(|(rate, _)| rate.seats == 0 || has(rate)))
    })
}

prop_compose! {
    /// A book of made up types, some of which have a lift, Wi-Fi or a gear bay.
    fn books()(
        kinds in prop::collection::vec(
            (0_u32..=80, prop::option::of(0_u32..=80), prop::option::of(0_u32..=400), 0_i64..30_000, 0_i64..200_000, 0_u8..8),
            0..7,
        ),
    ) -> Rates {
        let mut rates = charter();
        let sample = rates.vehicles[0].clone();
        rates.vehicles = kinds.into_iter().enumerate().map(|(n, (seats, luggage, load, hour_cents, day_cents, can))| VehicleRate {
            key: format!("v{n}"), seats, luggage, load, hour_cents, day_cents,
            capabilities: ["lift", "wifi", "gear_bay"].iter().enumerate().filter(|(bit, _)| can & (1_u8 << *bit) != 0)
                .map(|(_, can)| (*can).to_string()).collect(),
            ..sample.clone()
        }).collect();
        rates
    }
}

prop_compose! {
    fn contents()(passengers in 0_u32..400, luggage in 0_u32..300, load in prop_oneof![Just(0_u32), 1_u32..2_000], asked in 0_u8..8) -> Content {
        let needs: Vec<&str> =
            ["lift", "wifi", "gear_bay"].into_iter().enumerate().filter(|(bit, _)| asked & (1_u8 << *bit) != 0).map(|(_, need)| need).collect();
        asking(Content { load, ..trip(passengers, luggage) }, &charter(), &needs)
    }
}

proptest! {
    #[test]
    fn every_plan_carries_it_all_and_nothing_of_it_can_be_left_out(rates in books(), content in contents(), priced in any::<bool>()) {
        let with = with();
        let all = content.fleets(&rates, priced.then_some(&with));
        prop_assert!(all.len() <= MOST_FLEETS);
        for fleet in &all {
            prop_assert!(carries(&content, &rates, &fleet.vehicles), "{fleet:?}");
            for at in 0..fleet.vehicles.len() {
                let mut less = fleet.vehicles.clone();
                prop_assert!((1..=99).contains(&less[at].count));
                less[at].count -= 1;
                prop_assert!(!carries(&content, &rates, &less), "{fleet:?} without one {}", less[at].key);
            }
            let taken = Content { vehicles: fleet.vehicles.clone(), ..content.clone() };
            prop_assert_eq!(fleet.total_cents, priced.then(|| with.price(&taken, &rates).total_cents), "as the quote will be priced");
            prop_assert!(fleet.goes(&taken.vehicles));
        }
        let order: Vec<(Option<i64>, u32)> = all.iter()
            .map(|fleet| (fleet.total_cents, if priced { 0 } else { fleet.vehicles.iter().map(|v| v.count).sum() })).collect();
        prop_assert!(order.is_sorted(), "{order:?}");
        for pair in all.windows(2) {
            prop_assert!(!pair[0].goes(&pair[1].vehicles), "none is proposed twice");
        }
    }

    #[test]
    fn what_one_type_can_do_is_done(rates in books(), content in contents()) {
        let one = content.recommend(&rates).filter(|best| best.count <= 99 && content.load == 0);
        if let Some(best) = one {
            prop_assert!(!content.fleets(&rates, Some(&with())).is_empty(), "{best:?} would do");
        }
    }

    #[test]
    fn the_order_of_the_book_does_not_matter(rates in books(), content in contents(), by in 0_usize..7) {
        let mut other = rates.clone();
        if !other.vehicles.is_empty() {
            let by = by % other.vehicles.len();
            other.vehicles.rotate_left(by);
        }
        other.vehicles.reverse();
        other.amenities.reverse();
        let with = with();
        prop_assert_eq!(content.fleets(&rates, Some(&with)), content.fleets(&other, Some(&with)));
        prop_assert_eq!(content.fleets(&rates, None), content.fleets(&rates, None));
    }
}
