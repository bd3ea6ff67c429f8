//! Fleets on a real database.

use chrono::{Days, NaiveDate, NaiveTime};
use shared::Error;
use shared::access::BuiltinRole;
use shared::customers::repairs::{STANDARD, repairs};
use shared::customers::{EditFleet, EditUnit, EndPriceList, NewPriceList, NewUnit, RepairTiers, ServiceMode};

use super::*;
use crate::testing::TestApp;

async fn company(cx: &Cx, name: &str) -> Account {
    let input = serde_json::json!({ "kind": "company", "name": name, "contact": null });
    create(cx, serde_json::from_value(input).expect("a customer")).await.expect("created")
}

pub(super) fn unit(number: &str, plate: &str) -> NewUnit {
    NewUnit { number: number.into(), plate: plate.into(), ..NewUnit::default() }
}

fn wrong(error: &Error) -> Option<(&str, &str)> {
    let Error::Invalid(errors) = error else { return None };
    errors.0.iter().next().map(|(field, all)| (field.as_str(), all[0].code.as_str()))
}

pub(super) fn prices(from: NaiveDate, until: Option<NaiveDate>, first_cents: i64) -> NewPriceList {
    let tiers = RepairTiers { first_cents, ..STANDARD };
    NewPriceList { tiers, discount_bp: 1_000, discount_from: 10, from, until, why: "agreed by phone".into() }
}

pub(super) fn settings(version: i32) -> EditFleet {
    EditFleet {
        version,
        size: 40,
        mode: ServiceMode::Both,
        walk_days: vec![0, 3],
        walk_weeks: 2,
        walk_at: NaiveTime::from_hms_opt(6, 30, 0),
        auto_approve: true,
        auto_approve_cents: 15_000,
        photo_required: true,
        technicians: vec![],
    }
}

#[tokio::test]
async fn units_are_listed_found_by_number_and_plate_and_archived() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let account = company(&cx, "Harbour Couriers").await;
    for (number, plate) in [("10", "ab-12 3c"), ("9", ""), ("Trailer", "")] {
        add_unit(&cx, account.id, unit(number, plate)).await.expect("added");
    }
    let shown = show(&cx, account.id).await.expect("a customer");
    assert_eq!(shown.units.iter().map(|unit| unit.number.as_str()).collect::<Vec<_>>(), ["9", "10", "Trailer"], "as people count");
    let found = async |cx: &Cx, words: &str| {
        let filter = Filter { search: Some(words.into()), ..Filter::default() };
        list(cx, filter).await.expect("a list").items.iter().map(|row| row.id).collect::<Vec<_>>()
    };
    for words in ["AB-12", "ab123c", "trailer harbour"] {
        assert_eq!(found(&cx, words).await, [account.id], "{words}");
    }
    assert_eq!(found(&t.foreign(BuiltinRole::Owner), "ab123c").await, []);

    let taken = add_unit(&cx, account.id, unit(" TRAILER", "")).await.unwrap_err();
    assert_eq!(wrong(&taken), Some(("number", "taken")));
    let ten = shown.units[1].clone();
    let edit = |version, number: &str, active| EditUnit { version, unit: unit(number, ""), active };
    let clash = edit_unit(&cx, account.id, ten.id, edit(ten.version, "9", true)).await.unwrap_err();
    assert_eq!(wrong(&clash), Some(("unit.number", "taken")));
    let archived = edit_unit(&cx, account.id, ten.id, edit(ten.version, "10", false)).await.expect("archived");
    assert_eq!(archived.units.iter().map(|unit| (unit.number.as_str(), unit.active)).next_back(), Some(("10", false)));
    assert!(matches!(edit_unit(&cx, account.id, ten.id, edit(ten.version, "10", true)).await.unwrap_err(), Error::Conflict { .. }));
    add_unit(&cx, account.id, unit("10", "")).await.expect("its number is free for another");
    let elsewhere = company(&cx, "Elsewhere").await;
    add_unit(&cx, elsewhere.id, unit("10", "")).await.expect("numbers are an account's own");
    assert_eq!(edit_unit(&cx, elsewhere.id, ten.id, edit(2, "1", true)).await.unwrap_err(), Error::NotFound);
    assert!(matches!(add_unit(&t.cx(BuiltinRole::Dispatcher), account.id, unit("1", "")).await.unwrap_err(), Error::Forbidden { .. }));
    assert_eq!(add_unit(&t.foreign(BuiltinRole::Owner), account.id, unit("1", "")).await.unwrap_err(), Error::NotFound);
}

#[tokio::test]
async fn how_a_fleet_is_looked_after_is_part_of_its_customer() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let account = company(&cx, "Harbour Couriers").await;
    assert_eq!(account.fleet, None);
    let members = vec![t.cx(BuiltinRole::Technician).member().expect("a member"), t.cx(BuiltinRole::Driver).member().expect("a member")];
    let input = EditFleet { technicians: members.clone(), ..settings(account.version) };
    let changed = edit_fleet(&cx, account.id, input.clone()).await.expect("set");
    let fleet = changed.fleet.clone().expect("settings");
    assert_eq!((fleet.size, fleet.walk_days.as_slice(), fleet.walk_at, fleet.auto_approve_cents), (40, &[0, 3][..], input.walk_at, 15_000));
    assert_eq!(fleet.technicians.iter().map(|who| who.id).collect::<Vec<_>>(), members, "in their order");
    assert_eq!(changed.version, account.version + 1);
    assert!(
        matches!(edit_fleet(&cx, account.id, input.clone()).await.unwrap_err(), Error::Conflict { .. }),
        "on the version it was seen in"
    );
    let stranger = t.foreign(BuiltinRole::Technician).member().expect("a member");
    let foreign = EditFleet { version: changed.version, technicians: vec![stranger], ..input.clone() };
    assert_eq!(wrong(&edit_fleet(&cx, account.id, foreign).await.unwrap_err()), Some(("technicians", "unknown_choice")));
    let walk = EditFleet { version: changed.version, walk_days: vec![], ..input };
    assert_eq!(wrong(&edit_fleet(&cx, account.id, walk).await.unwrap_err()), Some(("walk_days", "required")));
}

#[tokio::test]
async fn agreed_prices_never_overlap_and_are_never_lost() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let account = company(&cx, "Harbour Couriers").await;
    let id = account.id;
    let today = cx.now().date_naive();
    let (past, soon, later) = (today - Days::new(60), today + Days::new(30), today + Days::new(90));
    set_prices(&cx, id, prices(past, None, 4_500)).await.expect("set");
    let shown = set_prices(&cx, id, prices(soon, None, 4_200)).await.expect("set");
    assert_eq!(
        shown.price_lists.iter().map(|list| (list.from, list.until)).collect::<Vec<_>>(),
        [(soon, None), (past, Some(soon - Days::new(1)))]
    );
    for (day, cents) in [(past - Days::new(1), 5_000), (past, 4_500), (soon - Days::new(1), 4_500), (soon, 4_200), (later, 4_200)] {
        assert_eq!(repairs(&shown.price_lists, day, &[1]).total_cents, cents, "{day}");
    }
    let inside = set_prices(&cx, id, prices(past + Days::new(5), Some(past + Days::new(6)), 1)).await.unwrap_err();
    assert_eq!(wrong(&inside), Some(("from", "overlaps")));
    assert_eq!(show(&cx, id).await.expect("a customer").price_lists, shown.price_lists, "a refusal changes nothing");
    let backwards = set_prices(&cx, id, prices(later, Some(soon), 1)).await.unwrap_err();
    assert_eq!(wrong(&backwards), Some(("until", "before_previous")));

    let (next, held) = (shown.price_lists[0].clone(), shown.price_lists[1].clone());
    let end = |version, until| EndPriceList { version, until, why: "sold the fleet".into() };
    let clash = end_prices(&cx, id, held.id, end(held.version, soon)).await.unwrap_err();
    assert_eq!(wrong(&clash), Some(("until", "overlaps")));
    assert!(matches!(withdraw_prices(&cx, id, held.id).await.unwrap_err(), Error::Conflict { ref code, .. } if code == "already_begun"));
    let ended = end_prices(&cx, id, held.id, end(held.version, today)).await.expect("ended");
    assert_eq!((ended.price_lists[1].until, ended.price_lists[1].why.as_str()), (Some(today), "agreed by phone · sold the fleet"));
    assert!(matches!(end_prices(&cx, id, held.id, end(held.version, past)).await.unwrap_err(), Error::Conflict { .. }));
    let withdrawn = withdraw_prices(&cx, id, next.id).await.expect("withdrawn");
    assert!(withdrawn.price_lists[0].withdrawn, "it is still there to be read");
    assert!(matches!(end_prices(&cx, id, next.id, end(next.version + 1, later)).await.unwrap_err(), Error::Conflict { .. }));
    set_prices(&cx, id, prices(soon, None, 4_000)).await.expect("its days are free again");

    let agent = t.cx(BuiltinRole::SalesAgent);
    assert!(matches!(set_prices(&agent, id, prices(later, None, 1)).await.unwrap_err(), Error::Forbidden { .. }));
    assert_eq!(show(&agent, id).await.expect("a customer").price_lists.len(), 3);
    assert_eq!(withdraw_prices(&t.foreign(BuiltinRole::Owner), id, next.id).await.unwrap_err(), Error::NotFound);
}

#[tokio::test]
async fn two_lists_set_at_once_never_hold_on_one_day() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let id = company(&cx, "Harbour Couriers").await.id;
    let from = cx.now().date_naive();
    let all = futures_util::future::join_all((0..8_i64).map(|n| set_prices(&cx, id, prices(from, None, 4_000 + n)))).await;
    assert_eq!(all.iter().filter(|answer| answer.is_ok()).count(), 1, "{all:?}");
    assert_eq!(show(&cx, id).await.expect("a customer").price_lists.len(), 1);
}

#[tokio::test]
async fn a_unit_both_records_have_is_in_service_once_while_they_are_merged() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let (kept, other) = (company(&cx, "Harbour Couriers").await, company(&cx, "Harbor Courier").await);
    for (id, numbers) in [(kept.id, ["1", "A2"]), (other.id, ["a2", "3"])] {
        for number in numbers {
            add_unit(&cx, id, unit(number, "")).await.expect("added");
        }
    }
    edit_fleet(&cx, other.id, settings(other.version)).await.expect("set");
    set_prices(&cx, kept.id, prices(cx.now().date_naive(), None, 4_500)).await.expect("set");
    set_prices(&cx, other.id, prices(cx.now().date_naive(), None, 4_000)).await.expect("set");
    let input = shared::customers::MergeAccounts { version: kept.version, merged: other.id, take: vec![], take_custom: vec![] };
    let whole = merge(&cx, kept.id, input).await.expect("merged");
    let numbers = |account: &Account| account.units.iter().map(|unit| (unit.number.clone(), unit.active)).collect::<Vec<_>>();
    assert_eq!(numbers(&whole), [("1".into(), true), ("3".into(), true), ("A2".into(), true), ("a2".into(), false)]);
    assert_eq!(whole.fleet.as_ref().map(|fleet| fleet.size), Some(40), "the kept record had none");
    assert_eq!(whole.price_lists.len(), 1, "its own prices hold");
    unmerge(&cx, kept.id, whole.merges[0].id).await.expect("undone");
    let back = show(&cx, other.id).await.expect("the other");
    assert_eq!(numbers(&back), [("3".into(), true), ("a2".into(), true)]);
    assert_eq!((back.price_lists.len(), back.fleet.is_some()), (1, true));
    assert_eq!(show(&cx, kept.id).await.expect("the kept").fleet, None);
}
