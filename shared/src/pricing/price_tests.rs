use chrono::NaiveDate;
use proptest::prelude::*;

use super::*;
use crate::LineId;
use crate::packs::{ServiceLine, prices};
use crate::pricing::{AmenityChoice, LineItem, PromoScope, PromoTerms, Relief, TradeHours, VehicleCount, VolumeStep, WHOLE_BP};
use crate::quotes::TripType;

fn day(d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 12, d).expect("a real date")
}

fn request() -> PriceRequest {
    PriceRequest {
        quoted_on: NaiveDate::from_ymd_opt(2026, 11, 1).expect("a real date"),
        starts: day(11).and_hms_opt(9, 0, 0),
        minutes: 480,
        days: 1,
        metres: 131_000,
        deadhead_metres: 0,
        passengers: 40,
        crew: 0,
        vehicles: vec![VehicleCount { key: "coach_56".into(), count: 1 }],
        amenities: Vec::new(),
        lines: Vec::new(),
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
        tax_exempt: false,
    }
}

fn charter() -> Rates {
    prices::default_rates(ServiceLine::Charter, "CA")
}

#[test]
fn a_coach_costs_the_greatest_of_hours_distance_and_day() {
    let rates = charter();
    let coach = rates.vehicle("coach_56").expect("the pack has it");
    let by_hours = price(&PriceRequest { minutes: 600, ..request() }, &rates);
    assert_eq!(by_hours.lines[0].cents, coach.hour_cents * 10);
    assert!(matches!(by_hours.lines[0].why, Why::Hours { .. }));
    let far = price(&PriceRequest { metres: 900_000, ..request() }, &rates);
    assert_eq!(far.lines[0].cents, coach.km_cents * 900);
    assert!(matches!(far.lines[0].why, Why::Distance { .. }));
    let short = price(&PriceRequest { minutes: 30, metres: 4_000, ..request() }, &rates);
    assert!(matches!(short.lines[0].why, Why::Least { .. } | Why::Days { .. }));
}

#[test]
fn a_second_driver_is_paid_by_the_hour_for_each_vehicle_and_who_comes_out_by_the_trip() {
    let rates = charter();
    let two = vec![VehicleCount { key: "coach_56".into(), count: 2 }];
    let alone = price(&PriceRequest { vehicles: two.clone(), ..request() }, &rates);
    let relief = Relief { minutes: 390, call_outs: 1, nights: 0 };
    let helped = price(&PriceRequest { vehicles: two, relief, ..request() }, &rates);
    let of = |priced: &Priced| priced.lines.iter().filter(|l| l.kind == LineKind::Relief).map(|l| l.cents).sum::<i64>();
    assert_eq!((of(&alone), of(&helped)), (0, 2 * (rates.relief.hour_cents * 13 / 2 + rates.relief.call_out_cents)));
    assert_eq!(helped.base_cents - alone.base_cents, of(&helped), "modifiers work on it as on other driving");
    assert!(helped.cost_cents > alone.cost_cents);
    let blind = price(&PriceRequest { relief, ..request() }, &rates.clone().without_costs());
    assert_eq!(blind.cost_cents, None);
}

#[test]
fn a_move_adds_crew_hours_truck_and_distance() {
    let rates = prices::default_rates(ServiceLine::Moving, "CA");
    let crew = rates.crew.as_ref().expect("movers have a crew rate");
    let truck = rates.vehicles.first().expect("movers have trucks");
    let move_ = PriceRequest { crew: 3, passengers: 0, vehicles: vec![VehicleCount { key: truck.key.clone(), count: 1 }], ..request() };
    let priced = price(&move_, &rates);
    let of = |kind: LineKind| priced.lines.iter().filter(|l| l.kind == kind).map(|l| l.cents).sum::<i64>();
    assert_eq!(of(LineKind::Crew), crew.hour_cents * 3 * 8);
    assert_eq!(of(LineKind::Vehicle), truck.day_cents + truck.km_cents * 131);
}

#[test]
fn a_promo_below_its_minimum_takes_nothing_off_and_says_so() {
    let terms = PromoTerms {
        code: "TEAM150".into(),
        discount: Discount::Cents(15_000),
        minimum_cents: 100_000_000,
        ends_on: None,
        only: PromoScope::default(),
    };
    let priced = price(&PriceRequest { promo: Some(terms.clone()), ..request() }, &charter());
    assert_eq!(priced.discount_cents, 0);
    assert_eq!(priced.problems, [PriceProblem::PromoMinimum]);
    let priced = price(&PriceRequest { promo: Some(PromoTerms { minimum_cents: 0, ..terms }), ..request() }, &charter());
    assert_eq!(priced.discount_cents, -15_000);
}

#[test]
fn an_option_counts_only_when_chosen() {
    let rates = charter();
    let amenity = rates.amenities.iter().find(|a| a.unit == AmenityUnit::PerPassenger).expect("the pack has one");
    let with = |chosen| {
        price(&PriceRequest { amenities: vec![AmenityChoice { amenity: amenity.id, optional: true, chosen }], ..request() }, &rates)
    };
    assert_eq!(with(false).options.len(), 1);
    assert_eq!(with(true).subtotal_cents - with(false).subtotal_cents, amenity.cents * 40);
}

#[test]
fn a_quarter_is_due_at_acceptance_and_the_rest_two_days_before() {
    let priced = price(&request(), &charter());
    let quarter = rust_decimal::Decimal::new(25, 2) * rust_decimal::Decimal::from(priced.total_cents);
    assert_eq!(priced.deposit_cents, crate::money::round_cents(quarter));
    assert_eq!(priced.balance_due, Some(day(9)));
}

prop_compose! {
    fn hostile_line()(id in any::<u128>(), quantity_milli in any::<i64>(), unit_cents in any::<i64>(), cost in any::<Option<i64>>(), optional in any::<bool>(), chosen in any::<bool>()) -> LineItem {
        LineItem { id: LineId(uuid::Uuid::from_u128(id)), name: "x".into(), note: String::new(), quantity_milli, unit_cents, unit_cost_cents: cost, optional, chosen }
    }
}

prop_compose! {
    fn hostile()(
        minutes in any::<u32>(), days in any::<u32>(), metres in any::<u64>(), deadhead_metres in any::<u64>(),
        passengers in any::<u32>(), crew in any::<u32>(), count in any::<u32>(), other in any::<u32>(),
        lines in prop::collection::vec(hostile_line(), 0..30),
        promo in prop::option::of((any::<u32>(), any::<i64>(), any::<bool>())),
        by_hand in prop::option::of((any::<i32>(), any::<i64>(), any::<bool>())),
        (chosen, tax_exempt, people, worked) in (any::<u8>(), any::<bool>(), any::<u32>(), any::<u32>()),
    ) -> PriceRequest {
        let rates = charter();
        PriceRequest {
            minutes, days, metres, deadhead_metres, passengers, crew, lines, tax_exempt,
            vehicles: vec![VehicleCount { key: "coach_56".into(), count }, VehicleCount { key: "mini_24".into(), count: other }],
            amenities: rates.amenities.iter().enumerate().map(|(i, a)| AmenityChoice { amenity: a.id, optional: true, chosen: chosen & (1 << (i % 8)) != 0 }).collect(),
            promo: promo.map(|(bp, cents, percent)| PromoTerms {
                code: "X".into(), minimum_cents: cents.saturating_neg(), ends_on: None, only: PromoScope::default(),
                discount: if percent { Discount::PercentBp(bp) } else { Discount::Cents(cents) },
            }),
            adjustment: by_hand.map(|(bp, cents, percent)| if percent { Change::PercentBp(bp) } else { Change::Cents(cents) }),
            trades: [("carpenter", people, worked), ("painter", worked, people)].map(|(key, people, minutes)| TradeHours { key: key.into(), people, minutes }).into(),
            ..request()
        }
    }
}

/// A book that takes off for volume.
fn with_volume(rates: Rates) -> Rates {
    let step = |from_cents, off_bp| VolumeStep { from_cents, off_bp };
    Rates { volume: vec![step(100_000, 200), step(400_000, 700)], ..rates }
}

proptest! {
    #[test]
    fn lines_sum_to_the_total_whatever_is_asked(request in hostile()) {
        for line in ServiceLine::ALL.iter().copied() {
            let priced = price(&request, &with_volume(prices::default_rates(line, "CA")));
            prop_assert_eq!(priced.lines.iter().map(|l| l.cents).sum::<i64>(), priced.total_cents);
            prop_assert_eq!(priced.subtotal_cents + priced.discount_cents + priced.tax_cents, priced.total_cents);
            prop_assert_eq!(priced.deposit_cents + priced.balance_cents, priced.total_cents);
            prop_assert!(priced.deposit_cents >= 0);
            prop_assert!(priced.discount_cents <= 0);
            prop_assert!(priced.conceded_bp() <= WHOLE_BP);
        }
    }

    #[test]
    fn the_order_of_what_is_asked_does_not_matter(request in hostile()) {
        let trades = prices::default_rates(ServiceLine::Contracting, "CA").trades;
        let rates = Rates { trades, ..with_volume(charter()) };
        let mut turned = request.clone();
        turned.lines.reverse();
        turned.vehicles.reverse();
        turned.amenities.reverse();
        turned.trades.reverse();
        let mut turned_rates = rates.clone();
        turned_rates.modifiers.reverse();
        turned_rates.volume.reverse();
        prop_assert_eq!(price(&request, &rates).total_cents, price(&turned, &turned_rates).total_cents);
    }
}
