use chrono::NaiveDate;

use super::*;
use crate::hours::RuleSet;
use crate::input::check;
use crate::packs::ServiceLine;
use crate::packs::prices::default_rates;
use crate::pricing::{AmenityChoice, LineItem, VehicleCount};

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 12, 11).expect("a real date")
}

fn id(n: u128) -> PackageId {
    PackageId(Uuid::from_u128(n))
}

fn line(n: u128) -> LineItem {
    LineItem {
        id: LineId(Uuid::from_u128(n)),
        name: "Packing".into(),
        note: String::new(),
        quantity_milli: 1_000,
        unit_cents: 10_000,
        unit_cost_cents: None,
        optional: false,
        chosen: true,
    }
}

/// Good, Better and Best over three lines and an amenity, all in all.
fn offer() -> Content {
    let rates = default_rates(ServiceLine::Charter, "CA");
    let mut content = Content::empty(ServiceLine::Charter, "Team trip");
    content.vehicles = vec![VehicleCount { key: "coach_56".into(), count: 1 }];
    content.lines = vec![line(11), line(12), line(13)];
    content.amenities = vec![AmenityChoice { amenity: rates.amenities[0].id, optional: false, chosen: true }];
    for (n, name) in [(1, "Good"), (2, "Better"), (3, "Best")] {
        content.add_package(id(n), name);
    }
    content
}

fn has(content: &Content, n: u128) -> Vec<bool> {
    content.packages.iter().map(|package| package.has_line(&content.packages, LineId(Uuid::from_u128(n)))).collect()
}

fn wrong(content: &Content) -> Option<String> {
    let rates = default_rates(ServiceLine::Charter, "CA");
    let errors = content.missing(&content.price(&rates, day(), None), day(), RuleSet::Canada, 0);
    errors.0.get("packages").map(|errors| errors[0].code.clone())
}

#[test]
fn a_line_is_in_all_packages_until_it_is_taken_out_of_one_and_never_in_none() {
    let mut content = offer();
    let line = LineId(Uuid::from_u128(12));
    assert_eq!(has(&content, 12), [true, true, true]);
    content.put_line(line, id(1), false);
    content.put_line(line, id(2), false);
    assert_eq!(has(&content, 12), [false, false, true]);
    content.put_line(line, id(3), false);
    assert_eq!(has(&content, 12), [false, false, true], "somebody would have to pay for nothing");
    content.put_line(line, id(1), true);
    content.put_line(line, id(2), true);
    assert_eq!(has(&content, 12), [true, true, true]);
    assert!(content.packages.iter().all(|package| package.lines.is_empty()), "what all have none names");
    assert!(check(&content).is_ok());
}

#[test]
fn a_package_that_goes_takes_along_what_only_it_had_and_gives_it_back() {
    let mut content = offer();
    let (best, amenity) = (LineId(Uuid::from_u128(13)), content.amenities[0].amenity);
    for package in [1, 2] {
        content.put_line(best, id(package), false);
        content.put_amenity(amenity, id(package), false);
    }
    content.put_line(LineId(Uuid::from_u128(12)), id(1), false);
    let before = content.clone();
    content.remove_package(id(3));
    assert_eq!(content.lines.iter().map(|line| line.id.0.as_u128()).collect::<Vec<_>>(), [11, 12]);
    assert!(content.amenities.is_empty());
    let mut undone = content.clone();
    undone.restore_packages(&before);
    assert_eq!(undone, before);
    content.remove_package(id(1));
    content.remove_package(id(2));
    assert_eq!(content.lines.len(), 2, "the last leaves its things to the offer");
}

#[test]
fn packages_are_ordered_and_one_is_recommended() {
    let mut content = offer();
    assert_eq!(content.counting_package().map(|package| package.id), Some(id(1)));
    content.recommend_package(id(2));
    content.recommend_package(id(3));
    assert_eq!(content.counting_package().map(|package| package.id), Some(id(3)));
    content.move_package(2, 0);
    content.move_package(0, 7);
    assert_eq!(content.packages.iter().map(|package| package.id).collect::<Vec<_>>(), [id(3), id(1), id(2)]);
    content.add_package(id(4), "More");
    content.add_package(id(5), "Still more");
    assert_eq!(content.packages.len(), MOST_PACKAGES);
    content.packages[0].recommended = true;
    content.packages[1].recommended = true;
    assert!(check(&content).is_err(), "two are recommended");
}

#[test]
fn exactly_one_package_that_is_offered_is_taken() {
    let content = offer();
    let code = |content: &Content, package| content.may_take(package).map_err(|error| error.fields().0["package"][0].code.clone());
    assert_eq!(code(&content, Some(id(2))), Ok(()));
    assert_eq!(code(&content, None), Err("required".into()));
    assert_eq!(code(&content, Some(id(9))), Err("unknown_choice".into()));
    let plain = Content { packages: Vec::new(), ..content.clone() };
    assert_eq!(code(&plain, None), Ok(()));
    assert_eq!(code(&plain, Some(id(2))), Err("unknown_choice".into()));
    let picked = |n| content.clone().pick(&Picked { package: Some(id(n)), ..Picked::default() }).package;
    assert_eq!((picked(2), picked(9)), (Some(id(2)), None));
    assert!(check(&content.clone().take(Some(id(9)))).is_err());
}

#[test]
fn options_proposed_in_another_package_keep_their_tick_when_it_is_taken() {
    let mut content = offer();
    let (of_two, of_all) = (LineId(Uuid::from_u128(71)), LineId(Uuid::from_u128(72)));
    for id in [of_two, of_all] {
        content.lines.push(LineItem { id, optional: true, ..line(0) });
    }
    for other in content.packages.iter().map(|package| package.id).filter(|other| *other != id(2)).collect::<Vec<_>>() {
        content.put_line(of_two, other, false);
    }
    let chosen = |picked: &Picked| {
        let content = content.clone().pick(picked);
        [of_two, of_all].map(|id| content.lines.iter().any(|line| line.id == id && line.chosen))
    };
    // the first was on the screen, where the option of all was unticked
    assert_eq!(chosen(&Picked { package: Some(id(2)), was: Some(id(1)), options: Vec::new() }), [true, false]);
    assert_eq!(chosen(&Picked { package: Some(id(2)), was: Some(id(2)), options: vec![of_all.0] }), [false, true]);
    assert_eq!(chosen(&Picked { package: Some(id(2)), ..Picked::default() }), [false, false]);
}

#[test]
fn packages_that_cannot_be_told_apart_or_chosen_among_keep_a_draft_from_going_out() {
    let mut content = offer();
    assert_eq!(wrong(&content), None);
    content.packages[1].name = " good".into();
    assert_eq!(wrong(&content).as_deref(), Some("same_package"));
    content.packages.truncate(1);
    assert_eq!(wrong(&content).as_deref(), Some("one_package"));
    let mut content = Content { vehicles: Vec::new(), amenities: Vec::new(), ..offer() };
    for line in [11, 12, 13] {
        content.put_line(LineId(Uuid::from_u128(line)), id(1), false);
    }
    content.recommend_package(id(2));
    assert_eq!(wrong(&content).as_deref(), Some("empty_package"));
}

#[test]
fn a_content_without_packages_is_written_as_it_always_was() {
    let plain = Content { packages: Vec::new(), ..offer() };
    let text = serde_json::to_string(&plain).expect("text");
    assert!(!text.contains("package"), "{text}");
    let read: Content = serde_json::from_str(&text).expect("a content");
    assert_eq!(read, plain);
    let taken = offer().take(Some(id(3)));
    let again: Content = serde_json::from_str(&serde_json::to_string(&taken).expect("text")).expect("a content");
    assert_eq!((again.package, again.packages.len()), (Some(id(3)), 3));
}

#[test]
fn names_of_what_is_gone_are_forgotten() {
    let mut content = offer();
    content.put_line(LineId(Uuid::from_u128(12)), id(1), false);
    content.lines.retain(|line| line.id.0.as_u128() != 12);
    content.packages[0].note = "  For most ".into();
    content.tidy_packages();
    assert!(content.packages.iter().all(|package| package.lines.is_empty()));
    assert_eq!(content.packages[0].note, "For most");
}
