use chrono::NaiveDate;
use uuid::Uuid;

use super::*;
use crate::customers::Terms;
use crate::jobs::StopKind;
use crate::packs::ServiceLine;
use crate::packs::prices::default_rates;
use crate::pricing::{Due, LineItem, Part, Payer, VehicleCount};
use crate::quotes::{PricedWith, Stop};
use crate::{LineId, StopId};

fn trip() -> Content {
    let mut content = Content::empty(ServiceLine::Charter, "Trip");
    let day = NaiveDate::from_ymd_opt(2026, 12, 12).unwrap();
    let stop = |n, place: &str, kind| Stop { address: place.into(), ..Stop::new(StopId(Uuid::from_u128(n)), kind) };
    content.stops =
        vec![stop(1, "Vancouver, BC", StopKind::Pickup), stop(2, "Hope, BC", StopKind::Stop), stop(3, "Kelowna, BC", StopKind::DropOff)];
    content.stops[0].arrive = day.and_hms_opt(9, 0, 0);
    content.passengers = 40;
    content.vehicles = vec![VehicleCount { key: "coach_56".into(), count: 1 }];
    content
}

fn between(old: &Content, new: &Content) -> Vec<Change> {
    of_payers((old, Payer::default()), (new, Payer::default()))
}

fn of_payers((old, paid): (&Content, Payer), (new, pays): (&Content, Payer)) -> Vec<Change> {
    let rates = default_rates(ServiceLine::Charter, "CA");
    let with = |payer| PricedWith { quoted_on: NaiveDate::from_ymd_opt(2026, 11, 20).unwrap(), payer, promo: None };
    let (was, is) = (with(paid).price(old, &rates), with(pays).price(new, &rates));
    changes(
        &Compared { content: old, priced: &was, plan: with(paid).plan(old, &rates.deposit) },
        &Compared { content: new, priced: &is, plan: with(pays).plan(new, &rates.deposit) },
    )
}

#[test]
fn the_same_offer_has_no_changes() {
    assert_eq!(between(&trip(), &trip()), vec![]);
}

#[test]
fn people_places_and_times_are_named() {
    let (old, mut new) = (trip(), trip());
    new.passengers = 44;
    new.stops[1].address = "Merritt, BC".into();
    new.stops[0].arrive = new.stops[0].arrive.map(|at| at + chrono::Duration::hours(1));
    let found = between(&old, &new);
    assert!(found.contains(&Change::Passengers { from: 40, to: 44 }));
    assert!(found.contains(&Change::StopAdded { place: "Merritt, BC".into() }));
    assert!(found.contains(&Change::StopRemoved { place: "Hope, BC".into() }));
    assert!(matches!(found[0], Change::Start { .. }));
}

#[test]
fn other_instalments_are_told_although_the_total_stays() {
    let (old, mut new) = (trip(), trip());
    new.schedule = vec![Planned::new(Part::Rest, Due::Acceptance)];
    assert_eq!(between(&old, &new), vec![Change::Payment]);
}

#[test]
fn other_terms_of_the_account_are_told_unless_the_offer_has_instalments_of_its_own() {
    let agreed = Payer { terms: Terms::Net30, ..Payer::default() };
    let mut trip = trip();
    assert_eq!(of_payers((&trip, Payer::default()), (&trip, agreed)), vec![Change::Payment]);
    trip.schedule = vec![Planned::new(Part::Rest, Due::Acceptance)];
    assert_eq!(of_payers((&trip, Payer::default()), (&trip, agreed)), vec![]);
}

#[test]
fn another_order_is_no_new_place() {
    let (old, mut new) = (trip(), trip());
    new.stops.swap(1, 2);
    assert!(between(&old, &new).contains(&Change::Order));
    assert!(!between(&old, &new).iter().any(|change| matches!(change, Change::StopAdded { .. } | Change::StopRemoved { .. })));
}

#[test]
fn a_second_vehicle_shows_in_line_and_total() {
    let (old, mut new) = (trip(), trip());
    new.vehicles[0].count = 2;
    let found = between(&old, &new);
    assert!(found.iter().any(|change| matches!(change, Change::LineChanged { from, to, .. } if to > from)));
    assert!(matches!(found.last(), Some(Change::Total { .. })));
}

#[test]
fn packages_are_named_with_what_they_come_to() {
    let id = |n| PackageId(Uuid::from_u128(n));
    let line = LineId(Uuid::from_u128(7));
    let mut old = trip();
    old.lines = vec![LineItem {
        id: line,
        name: "Guide".into(),
        note: String::new(),
        quantity_milli: 1_000,
        unit_cents: 30_000,
        unit_cost_cents: None,
        optional: false,
        chosen: true,
    }];
    old.add_package(id(1), "Good");
    old.add_package(id(2), "Best");
    old.put_line(line, id(1), false);
    assert_eq!(between(&old, &old), vec![]);
    let mut new = old.clone();
    new.put_line(line, id(1), true);
    new.packages[0].name = "Basic".into();
    new.recommend_package(id(2));
    let found = between(&old, &new);
    assert!(found.contains(&Change::PackageRenamed { from: "Good".into(), to: "Basic".into() }));
    assert!(found.iter().any(|change| matches!(change, Change::PackagePriced { name, from, to } if name == "Basic" && to > from)));
    assert!(found.contains(&Change::Proposed { from: Some("Good".into()), to: Some("Best".into()) }));
    assert!(!found.iter().any(|change| matches!(change, Change::PackagePriced { name, .. } if name == "Best")));
    let found = between(&trip(), &old);
    assert_eq!(found.iter().filter(|change| matches!(change, Change::PackageAdded { .. })).count(), 2);
    assert!(found.contains(&Change::Proposed { from: None, to: Some("Good".into()) }));
    let found = between(&old, &Content { packages: Vec::new(), ..old.clone() });
    assert_eq!(found.iter().filter(|change| matches!(change, Change::PackageRemoved { .. })).count(), 2);
}
