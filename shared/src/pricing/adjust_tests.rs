use chrono::NaiveDate;
use proptest::prelude::*;

use super::*;
use crate::LineId;
use crate::input::check;
use crate::money::Currency;
use crate::packs::{ServiceLine, prices};
use crate::pricing::{Discount, LineItem, PriceRequest, PromoScope, PromoTerms, Relief, price};
use crate::quotes::TripType;
use crate::text::{Locale, with_locale};

fn item(n: u128, unit_cents: i64) -> LineItem {
    LineItem {
        id: LineId(uuid::Uuid::from_u128(n)),
        name: "Packing".into(),
        note: String::new(),
        quantity_milli: 1_000,
        unit_cents,
        unit_cost_cents: None,
        optional: false,
        chosen: true,
    }
}

/// A request of nothing but these lines.
fn request(lines: Vec<LineItem>) -> PriceRequest {
    PriceRequest {
        quoted_on: NaiveDate::from_ymd_opt(2026, 11, 1).expect("a real date"),
        starts: None,
        minutes: 0,
        days: 1,
        metres: 0,
        deadhead_metres: 0,
        passengers: 0,
        crew: 0,
        vehicles: Vec::new(),
        amenities: Vec::new(),
        lines,
        packages: Vec::new(),
        package: None,
        adjustment: None,
        promo: None,
        relief: Relief::default(),
        repairs: Vec::new(),
        agreed: None,
        trades: Vec::new(),
        trip: TripType::OneWay,
        spots: Vec::new(),
        tax_exempt: true,
    }
}

fn steps(all: &[(i64, u32)]) -> Vec<VolumeStep> {
    all.iter().map(|(from_cents, off_bp)| VolumeStep { from_cents: *from_cents, off_bp: *off_bp }).collect()
}

fn book(all: &[(i64, u32)]) -> Rates {
    Rates { volume: steps(all), ..prices::default_rates(ServiceLine::Moving, "CA") }
}

fn off(priced: &Priced, kind: LineKind) -> i64 {
    priced.lines.iter().filter(|line| line.kind == kind).map(|line| line.cents).sum()
}

#[test]
fn the_highest_step_that_is_reached_counts_for_all_of_it() {
    let rates = book(&[(500_000, 300), (1_000_000, 500)]);
    for (sum, expected) in [(499_999, 0), (500_000, -15_000), (999_999, -30_000), (1_000_000, -50_000), (4_000_000, -200_000)] {
        let priced = price(&request(vec![item(1, sum)]), &rates);
        assert_eq!(off(&priced, LineKind::Volume), expected, "{sum}");
        assert_eq!(priced.subtotal_cents, sum + expected);
    }
    let line = price(&request(vec![item(1, 500_000)]), &rates).lines.remove(1);
    assert_eq!(line.why, Why::Volume { from_cents: 500_000, bp: 300 });
    assert_eq!(text::why(&line.why, Currency::CAD), "from $5,000.00: 3%");
    with_locale(Locale::Fr, || {
        assert_eq!(line.label.text(), "Rabais de volume");
        assert_eq!(text::why(&line.why, Currency::CAD), "à partir de 5\u{a0}000,00\u{a0}$\u{a0}: 3\u{a0}%");
    });
}

#[test]
fn steps_rise_and_take_no_more_than_all() {
    let broken = |all: &[(i64, u32)]| check(&book(all)).expect_err("steps are wrong").fields();
    for fine in [&[][..], &[(1, 1)], &[(100, 300), (200, 10_000)]] {
        assert!(check(&book(fine)).is_ok(), "{fine:?}");
    }
    for all in [&[(200, 300), (100, 500)][..], &[(100, 300), (100, 500)], &[(100, 500), (200, 500)], &[(100, 500), (200, 300)]] {
        assert_eq!(broken(all).0["volume"][0].code, "not_rising", "{all:?}");
    }
    assert!(broken(&[(100, 10_001)]).0.contains_key("volume[0].off_bp"));
    assert!(broken(&[(0, 100)]).0.contains_key("volume[0].from_cents"));
}

#[test]
fn a_hand_changes_what_the_volume_left_and_a_code_what_the_hand_left() {
    let promo = PromoTerms {
        code: "TEN".into(),
        discount: Discount::PercentBp(1_000),
        minimum_cents: 0,
        ends_on: None,
        only: PromoScope::default(),
    };
    let asked = PriceRequest { adjustment: Some(Change::PercentBp(-1_000)), promo: Some(promo), ..request(vec![item(1, 1_000_000)]) };
    let priced = price(&asked, &book(&[(500_000, 500)]));
    let cents: Vec<_> = priced.lines.iter().filter(|line| line.kind != LineKind::Tax).map(|line| (line.kind, line.cents)).collect();
    let expected = [(LineKind::Item, 1_000_000), (LineKind::Volume, -50_000), (LineKind::Adjustment, -95_000), (LineKind::Promo, -85_500)];
    assert_eq!(cents, expected);
    assert_eq!((priced.subtotal_cents, priced.discount_cents, priced.total_cents), (855_000, -85_500, 769_500));
}

#[test]
fn a_discount_ends_at_zero_and_a_surcharge_has_no_end() {
    let rates = book(&[]);
    let by = |change| price(&PriceRequest { adjustment: Some(change), ..request(vec![item(1, 20_000)]) }, &rates);
    for (change, expected, words) in [
        (Change::Cents(-5_000), -5_000, "Discount"),
        (Change::Cents(-50_000), -20_000, "Discount"),
        (Change::PercentBp(-10_000), -20_000, "Discount"),
        (Change::PercentBp(2_500), 5_000, "Surcharge"),
        (Change::Cents(90_000), 90_000, "Surcharge"),
    ] {
        let priced = by(change);
        assert_eq!(off(&priced, LineKind::Adjustment), expected, "{change:?}");
        assert_eq!(priced.lines[1].label.en, words);
    }
    assert!(by(Change::PercentBp(0)).lines.iter().all(|line| line.kind != LineKind::Adjustment), "nothing is no line");
    let below = PriceRequest { adjustment: Some(Change::PercentBp(-1_000)), ..request(vec![item(1, -20_000)]) };
    assert_eq!(off(&price(&below, &rates), LineKind::Adjustment), 0, "less than nothing is not discounted");
}

#[test]
fn what_is_taken_off_by_hand_is_measured_against_the_price_without_it() {
    let rates = book(&[]);
    let given = |lines: Vec<LineItem>, change| price(&PriceRequest { adjustment: change, ..request(lines) }, &rates).conceded_bp();
    assert_eq!(given(vec![item(1, 100_000)], None), 0);
    assert_eq!(given(vec![item(1, 100_000)], Some(Change::Cents(90_000))), 0, "a surcharge takes nothing off");
    assert_eq!(given(vec![item(1, 100_000)], Some(Change::PercentBp(-500))), 500);
    assert_eq!(given(vec![item(1, 100_000)], Some(Change::Cents(-5_001))), 501, "a little over the limit is over it");
    assert_eq!(given(vec![item(1, 100_000), item(2, -5_000)], None), 500, "a line below zero is a discount");
    assert_eq!(given(vec![item(1, 100_000), item(2, -5_000)], Some(Change::PercentBp(-1_000))), 1_450);
    assert_eq!(given(vec![item(1, -5_000)], None), WHOLE_BP);
    let choice = LineItem { optional: true, chosen: false, ..item(2, -20_000) };
    assert_eq!(given(vec![item(1, 100_000), choice], None), 2_000, "what the customer may take off counts");
    let volume = price(&request(vec![item(1, 100_000)]), &book(&[(1, 5_000)]));
    assert_eq!((volume.total_cents, volume.conceded_bp()), (50_000, 0), "what the book takes off is nobody's hand");
}

#[test]
fn a_reason_is_needed() {
    let adjustment = |reason: &str| Adjustment { change: Change::PercentBp(-500), reason: reason.into() };
    assert!(check(&adjustment("They come every week")).is_ok());
    for reason in ["", "  ", "a\u{7}b"] {
        assert!(check(&adjustment(reason)).is_err(), "{reason:?}");
    }
    assert!(check(&Adjustment { change: Change::PercentBp(-10_001), ..adjustment("x") }).is_err());
    assert_eq!(adjustment("They come every week").without_reason().reason, "");
}

prop_compose! {
    fn change()(percent in any::<bool>(), bp in -10_000_i32..100_000, cents in any::<i64>()) -> Change {
        if percent { Change::PercentBp(bp) } else { Change::Cents(cents) }
    }
}

proptest! {
    #[test]
    fn a_price_stays_whole_under_any_hand(
        cents in prop::collection::vec(-2_000_000_i64..9_000_000, 0..12), change in prop::option::of(change()),
        from in 1_i64..9_000_000, bp in 1_u32..5_000,
    ) {
        let rates = book(&[(from, bp), (from * 2, bp * 2)]);
        let lines: Vec<_> = cents.iter().enumerate().map(|(n, cents)| item(n as u128, *cents)).collect();
        let asked = PriceRequest { adjustment: change, tax_exempt: false, ..request(lines) };
        let priced = price(&asked, &rates);
        prop_assert_eq!(priced.lines.iter().map(|line| line.cents).sum::<i64>(), priced.total_cents);
        prop_assert_eq!(priced.subtotal_cents + priced.discount_cents + priced.tax_cents, priced.total_cents);
        prop_assert_eq!(priced.deposit_cents + priced.balance_cents, priced.total_cents);
        let before: i64 = cents.iter().sum();
        prop_assert!(before < 0 || priced.subtotal_cents >= 0, "{} became {}", before, priced.subtotal_cents);
        prop_assert!(priced.conceded_bp() <= WHOLE_BP);
        let turned = PriceRequest { lines: asked.lines.iter().rev().cloned().collect(), ..asked };
        prop_assert_eq!(price(&turned, &rates).total_cents, priced.total_cents);
        prop_assert_eq!(price(&turned, &rates).conceded_bp(), priced.conceded_bp());
    }

    #[test]
    fn volume_takes_off_from_its_step_on_and_nothing_before(sum in 1_i64..9_000_000) {
        let (with, without) = (price(&request(vec![item(1, sum)]), &book(&[(500_000, 300)])), price(&request(vec![item(1, sum)]), &book(&[])));
        prop_assert!(with.total_cents <= without.total_cents);
        prop_assert_eq!(with.total_cents == without.total_cents, sum < 500_000);
    }
}
