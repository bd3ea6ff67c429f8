//! What differs between two revisions, in the terms a customer thinks in: when, where, how many, how much.

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use super::Content;
use crate::PackageId;
use crate::packs::Label;
use crate::pricing::{LineKind, Package, Planned, Priced};

/// One difference.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum Change {
    /// The work begins at another time.
    Start {
        from: Option<NaiveDateTime>,
        to: Option<NaiveDateTime>,
    },
    /// A place that was not there.
    StopAdded {
        place: String,
    },
    /// A place that is gone.
    StopRemoved {
        place: String,
    },
    /// The same places in another order.
    Order,
    Passengers {
        from: u32,
        to: u32,
    },
    Crew {
        from: u32,
        to: u32,
    },
    /// A line that was not there.
    LineAdded {
        label: Label,
        cents: i64,
    },
    /// A line that is gone.
    LineRemoved {
        label: Label,
        cents: i64,
    },
    /// A line with another amount.
    LineChanged {
        label: Label,
        from: i64,
        to: i64,
    },
    /// A package that was not offered.
    PackageAdded {
        name: String,
        cents: i64,
    },
    /// A package that is no longer offered.
    PackageRemoved {
        name: String,
        cents: i64,
    },
    /// The same package by another name.
    PackageRenamed {
        from: String,
        to: String,
    },
    /// A package that comes to another amount.
    PackagePriced {
        name: String,
        from: i64,
        to: i64,
    },
    /// A package with something else in it for the same amount.
    PackageChanged {
        name: String,
    },
    /// Another package is proposed; none where the offer has no packages.
    Proposed {
        from: Option<String>,
        to: Option<String>,
    },
    /// It is paid otherwise: other instalments were laid down, or the customer's terms are others.
    Payment,
    Total {
        from: i64,
        to: i64,
    },
}

/// One of two revisions that are compared.
#[derive(Clone, Debug)]
pub struct Compared<'a> {
    pub content: &'a Content,
    pub priced: &'a Priced,
    /// How it is paid: [`PricedWith::plan`](super::PricedWith::plan).
    pub plan: Vec<Planned>,
}

/// What changed from one revision to the next, the total last.
pub fn changes(before: &Compared, after: &Compared) -> Vec<Change> {
    let (old, was, new, is) = (before.content, before.priced, after.content, after.priced);
    let mut found = Vec::new();
    let (from, to) = (old.starts(), new.starts());
    if from != to {
        found.push(Change::Start { from, to });
    }
    stops(old, new, &mut found);
    if old.passengers != new.passengers {
        found.push(Change::Passengers { from: old.passengers, to: new.passengers });
    }
    if old.crew != new.crew {
        found.push(Change::Crew { from: old.crew, to: new.crew });
    }
    packages((old, was), (new, is), &mut found);
    lines(was, is, &mut found);
    if before.plan != after.plan {
        found.push(Change::Payment);
    }
    if was.total_cents != is.total_cents {
        found.push(Change::Total { from: was.total_cents, to: is.total_cents });
    }
    found
}

fn stops(old: &Content, new: &Content, found: &mut Vec<Change>) {
    let places = |content: &Content| content.stops.iter().map(|stop| stop.title().to_string()).collect::<Vec<_>>();
    let (was, is) = (places(old), places(new));
    // each place of one side is matched once with one of the other
    let missing_in = |from: &[String], other: &[String]| {
        let mut left = other.to_vec();
        from.iter()
            .filter(|place| match left.iter().position(|known| known == *place) {
                Some(at) => {
                    left.swap_remove(at);
                    false
                }
                None => true,
            })
            .cloned()
            .collect::<Vec<_>>()
    };
    let (added, removed) = (missing_in(&is, &was), missing_in(&was, &is));
    if added.is_empty() && removed.is_empty() && was != is {
        found.push(Change::Order);
    }
    found.extend(added.into_iter().map(|place| Change::StopAdded { place }));
    found.extend(removed.into_iter().map(|place| Change::StopRemoved { place }));
}

fn packages(before: (&Content, &Priced), after: (&Content, &Priced), found: &mut Vec<Change>) {
    let ((old, was), (new, is)) = (before, after);
    let total = |priced: &Priced, id: PackageId| priced.packages.iter().find(|one| one.package == id).map_or(0, |one| one.total_cents);
    for package in &new.packages {
        let (name, to) = (package.name.clone(), total(is, package.id));
        let Some(known) = old.packages.iter().find(|one| one.id == package.id) else {
            found.push(Change::PackageAdded { name, cents: to });
            continue;
        };
        let from = total(was, known.id);
        if known.name != name {
            found.push(Change::PackageRenamed { from: known.name.clone(), to: name.clone() });
        }
        if from != to {
            found.push(Change::PackagePriced { name, from, to });
        } else if inside(old, known) != inside(new, package) {
            found.push(Change::PackageChanged { name });
        }
    }
    for gone in old.packages.iter().filter(|known| !new.offers(known.id)) {
        found.push(Change::PackageRemoved { name: gone.name.clone(), cents: total(was, gone.id) });
    }
    let (from, to) = (old.counting_package(), new.counting_package());
    if from.map(|package| package.id) != to.map(|package| package.id) {
        let name = |package: &Package| package.name.clone();
        found.push(Change::Proposed { from: from.map(name), to: to.map(name) });
    }
}

/// Keys of what is in a package, in an order of their own.
fn inside(content: &Content, package: &Package) -> Vec<uuid::Uuid> {
    let all = &content.packages;
    let lines = content.lines.iter().map(|line| line.id).filter(|id| package.has_line(all, *id)).map(|id| id.0);
    let amenities = content.amenities.iter().map(|choice| choice.amenity).filter(|id| package.has_amenity(all, *id)).map(|id| id.0);
    let mut keys: Vec<_> = lines.chain(amenities).collect();
    keys.sort_unstable();
    keys
}

fn lines(was: &Priced, is: &Priced, found: &mut Vec<Change>) {
    // taxes follow from the rest; what is merely offered has not been bought
    let counted = |priced: &Priced| priced.lines.iter().filter(|line| line.kind != LineKind::Tax).cloned().collect::<Vec<_>>();
    let (was, is) = (counted(was), counted(is));
    for line in &is {
        match was.iter().find(|old| old.key == line.key) {
            None => found.push(Change::LineAdded { label: line.label.clone(), cents: line.cents }),
            Some(old) if old.cents != line.cents => {
                found.push(Change::LineChanged { label: line.label.clone(), from: old.cents, to: line.cents });
            }
            Some(_) => {}
        }
    }
    for line in was.iter().filter(|old| !is.iter().any(|line| line.key == old.key)) {
        found.push(Change::LineRemoved { label: line.label.clone(), cents: line.cents });
    }
}

#[cfg(test)]
mod tests {
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
        content.stops = vec![
            stop(1, "Vancouver, BC", StopKind::Pickup),
            stop(2, "Hope, BC", StopKind::Stop),
            stop(3, "Kelowna, BC", StopKind::DropOff),
        ];
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
}
