use chrono::NaiveDate;
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::customers::repairs::STANDARD;
use crate::input::check;
use crate::money::Currency;
use crate::packs::{ServiceLine, prices};
use crate::pricing::{Change, VolumeStep};
use crate::quotes::Content;
use crate::text::{Locale, with_locale};

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn unit(n: u128, earlier: u32, count: u32) -> UnitRepairs {
    UnitRepairs { id: LineId(Uuid::from_u128(n)), unit: Some(UnitId(Uuid::from_u128(n))), name: format!("Bus {n}"), earlier, count }
}

fn agreed(first_cents: i64, discount_bp: i32) -> AgreedPrices {
    AgreedPrices {
        list: PriceListId(Uuid::from_u128(1)),
        from: day("2026-03-01"),
        by: "Olive Tremblay".into(),
        tiers: RepairTiers { first_cents, ..STANDARD },
        discount_bp,
        discount_from: 10,
    }
}

fn content(repairs: Vec<UnitRepairs>, agreed: Option<AgreedPrices>) -> Content {
    Content { repairs, agreed, ..Content::empty(ServiceLine::Glass, "Windshields") }
}

/// A book without tax, to see amounts as they are.
fn book() -> Rates {
    Rates { taxes: Vec::new(), ..prices::default_rates(ServiceLine::Glass, "CA") }
}

fn priced(content: &Content, rates: &Rates) -> Priced {
    content.price(rates, day("2026-11-20"), None)
}

fn of(priced: &Priced, kind: LineKind) -> i64 {
    priced.lines.iter().filter(|line| line.kind == kind).map(|line| line.cents).sum()
}

#[test]
fn the_first_to_the_fifth_repair_of_a_unit_step_down_and_later_ones_stay() {
    for (count, cents) in [(1, 5_000), (2, 9_000), (3, 12_500), (4, 15_500), (5, 18_000), (6, 20_500), (7, 23_000)] {
        assert_eq!(priced(&content(vec![unit(1, 0, count)], None), &book()).total_cents, cents, "{count}");
    }
    for (earlier, cents) in [(0, 9_000), (1, 7_500), (3, 5_500), (4, 5_000), (900, 5_000)] {
        assert_eq!(priced(&content(vec![unit(1, earlier, 2)], None), &book()).total_cents, cents, "after {earlier}");
    }
    assert_eq!(repair_steps(&STANDARD, u32::MAX, 3), [RepairStep { count: 3, cents: 2_500 }]);
    assert_eq!(repair_steps(&RepairTiers { second_cents: 5_000, ..STANDARD }, 0, 2), [RepairStep { count: 2, cents: 5_000 }]);
}

#[test]
fn each_line_says_how_its_amount_comes_about_and_whose_prices_hold() {
    let standard = priced(&content(vec![unit(7, 0, 2)], None), &book());
    let line = &standard.lines[0];
    assert_eq!((line.kind, line.label.text(), line.cents), (LineKind::Repair, "Bus 7", 9_000));
    assert_eq!(text::why(&line.why, Currency::CAD), "1 × $50.00 + 1 × $40.00; standard prices");
    let own = priced(&content(vec![unit(7, 1, 1)], Some(agreed(4_500, 0))), &book());
    assert_eq!(
        text::why(&own.lines[0].why, Currency::CAD),
        "1 × $40.00, after 1 earlier; agreed prices from 1 Mar 2026, set by Olive Tremblay"
    );
    let seen = own.for_customer();
    assert_eq!(text::why(&seen.lines[0].why, Currency::CAD), "1 × $40.00, after 1 earlier; agreed prices from 1 Mar 2026");
    with_locale(Locale::Fr, || assert!(text::why(&line.why, Currency::CAD).ends_with("; prix courants")));
}

#[test]
fn many_repairs_are_discounted_from_the_threshold_of_what_was_agreed_on() {
    let list = Some(agreed(4_500, 1_250));
    let nine = priced(&content((1..=9).map(|n| unit(n, 0, 1)).collect(), list.clone()), &book());
    assert_eq!((of(&nine, LineKind::Repair), of(&nine, LineKind::ManyRepairs)), (40_500, 0));
    let ten = priced(&content((1..=9).map(|n| unit(n, 0, if n == 1 { 2 } else { 1 })).collect(), list), &book());
    // 44,500 by 12.5 %
    assert_eq!((of(&ten, LineKind::Repair), of(&ten, LineKind::ManyRepairs)), (44_500, -5_563));
    assert_eq!(text::why(&ten.lines[9].why, Currency::CAD), "from 10 repairs: 12.5%");
    assert_eq!(ten.conceded_bp(), 0, "what was agreed on is nothing given by hand");
    let standard = priced(&content((1..=40).map(|n| unit(n, 0, 1)).collect(), None), &book());
    assert_eq!(of(&standard, LineKind::ManyRepairs), 0, "standard prices have none");
}

#[test]
fn they_stand_between_what_is_sold_and_what_changes_the_whole() {
    let rates = Rates { volume: vec![VolumeStep { from_cents: 1_000, off_bp: 1_000 }], ..book() };
    let mut draft = content((1..=10).map(|n| unit(n, 0, 1)).collect(), Some(agreed(4_000, 1_000)));
    draft.adjustment = Some(crate::pricing::Adjustment { change: Change::PercentBp(-1_000), reason: "a friend".into() });
    let found = priced(&draft, &rates);
    let kinds: Vec<LineKind> = found.lines.iter().skip(9).map(|line| line.kind).collect();
    assert_eq!(kinds, [LineKind::Repair, LineKind::ManyRepairs, LineKind::Volume, LineKind::Adjustment]);
    assert_eq!((found.base_cents, found.total_cents), (0, 29_160), "a tenth off three times");
    assert_eq!(found.cost_cents, None, "what a repair costs us is not known");
}

#[test]
fn books_and_quotes_without_repairs_are_written_as_before_there_were_any() {
    let rates = prices::default_rates(ServiceLine::Charter, "CA");
    let text = serde_json::to_string(&rates).expect("text");
    assert!(!text.contains("repairs"), "{text}");
    assert_eq!(serde_json::from_str::<Rates>(&text).expect("rates"), rates);
    let published = Rates { repairs: RepairTiers { first_cents: 5_500, ..STANDARD }, ..rates };
    let text = serde_json::to_string(&published).expect("text");
    assert_eq!(serde_json::from_str::<Rates>(&text).expect("rates"), published);
    let text = serde_json::to_string(&Content::empty(ServiceLine::Charter, "Trip")).expect("text");
    assert!(!text.contains("repairs") && !text.contains("agreed"), "{text}");
}

#[test]
fn the_book_says_what_the_standard_prices_are() {
    let rates = Rates { repairs: RepairTiers { first_cents: 6_000, ..STANDARD }, ..book() };
    assert_eq!(priced(&content(vec![unit(1, 0, 2)], None), &rates).total_cents, 10_000);
    assert_eq!(priced(&content(vec![unit(1, 0, 1)], Some(agreed(4_500, 0))), &rates).total_cents, 4_500, "what was agreed on goes first");
}

#[test]
fn a_quote_lists_a_unit_once_with_at_least_one_repair() {
    assert!(check(&content(vec![unit(1, 0, 1), unit(2, 3, 99)], None)).is_ok());
    let twice = UnitRepairs { id: LineId(Uuid::from_u128(9)), ..unit(1, 0, 1) };
    assert!(check(&content(vec![unit(1, 0, 1), twice], None)).is_err());
    assert!(check(&content(vec![unit(1, 0, 0)], None)).is_err());
    assert!(check(&content(vec![UnitRepairs { name: " ".into(), ..unit(1, 0, 1) }], None)).is_err());
    let unknown = |n| UnitRepairs { unit: None, ..unit(n, 0, 1) };
    assert!(check(&content(vec![unknown(1), unknown(2)], None)).is_ok(), "units that are not recorded have no id to be the same");
}

prop_compose! {
    fn any_unit()(n in any::<u128>(), earlier in 0_u32..12, count in 0_u32..99) -> UnitRepairs {
        unit(n, earlier, count)
    }
}

prop_compose! {
    fn any_agreed()(cents in any::<[i32; 5]>(), bp in 0..=10_000, from in 0..30) -> AgreedPrices {
        let [first_cents, second_cents, third_cents, fourth_cents, later_cents] = cents.map(i64::from).map(i64::abs);
        AgreedPrices {
            tiers: RepairTiers { first_cents, second_cents, third_cents, fourth_cents, later_cents },
            discount_bp: bp,
            discount_from: from,
            ..agreed(0, 0)
        }
    }
}

proptest! {
    #[test]
    fn lines_sum_to_the_total_and_neither_order_nor_the_way_to_the_browser_matters(
        units in proptest::collection::vec(any_unit(), 0..20), list in proptest::option::of(any_agreed()),
    ) {
        let asked = content(units, list);
        let found = priced(&asked, &book());
        prop_assert_eq!(found.lines.iter().map(|line| line.cents).sum::<i64>(), found.total_cents);
        prop_assert!((-of(&found, LineKind::Repair)..=0).contains(&of(&found, LineKind::ManyRepairs)));
        for repairs in &asked.repairs {
            let tiers = asked.agreed.as_ref().map_or(STANDARD, |list| list.tiers);
            let one_by_one: i64 = (1..=repairs.count).map(|n| tiers.nth(repairs.earlier + n)).sum();
            let line = found.lines.iter().find(|line| line.key == repairs.id.to_string()).map_or(0, |line| line.cents);
            prop_assert_eq!(line, one_by_one);
        }
        let turned = Content { repairs: asked.repairs.iter().rev().cloned().collect(), ..asked.clone() };
        prop_assert_eq!(priced(&turned, &book()).total_cents, found.total_cents);
        let text = serde_json::to_string(&asked).expect("text");
        let there: Content = serde_json::from_str(&text).expect("the same content");
        prop_assert_eq!(priced(&there, &book()), found.clone());
        prop_assert_eq!(priced(&asked.for_customer(), &book()).for_customer(), found.for_customer(), "the customer sees the same cents");
    }
}
