use std::cmp::Reverse;

use proptest::prelude::*;

use super::*;
use crate::packs::prices;
use crate::pricing::{
    AmenityChoice, Change, Discount, LineItem, PriceRequest, PromoScope, PromoTerms, Relief, Tax, TradeHours, VehicleCount, VolumeStep,
};
use crate::quotes::TripType;
use crate::{LineId, QuoteId};

fn day(d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, d).expect("a real date")
}

fn charter() -> Rates {
    prices::default_rates(ServiceLine::Charter, "CA")
}

/// The same book with all that is charged for vehicles and extras times so many hundredths.
fn times(mut rates: Rates, percent: i64) -> Rates {
    for v in &mut rates.vehicles {
        for cents in [&mut v.hour_cents, &mut v.day_cents, &mut v.km_cents, &mut v.deadhead_km_cents, &mut v.minimum_cents] {
            *cents = *cents * percent / 100;
        }
    }
    for amenity in &mut rates.amenities {
        amenity.cents = amenity.cents * percent / 100;
    }
    rates
}

fn request() -> PriceRequest {
    PriceRequest {
        quoted_on: day(1),
        starts: day(20).and_hms_opt(9, 0, 0),
        minutes: 480,
        days: 1,
        metres: 131_000,
        deadhead_metres: 0,
        passengers: 40,
        crew: 0,
        relief: Relief::default(),
        vehicles: vec![VehicleCount { key: "coach_56".into(), count: 1 }],
        amenities: Vec::new(),
        lines: Vec::new(),
        packages: Vec::new(),
        package: None,
        adjustment: None,
        promo: None,
        repairs: Vec::new(),
        agreed: None,
        trades: Vec::new(),
        trip: TripType::OneWay,
        spots: Vec::new(),
        tax_exempt: false,
    }
}

fn tried(n: u128, standing: Standing, request: PriceRequest) -> Tried {
    Tried {
        quote: QuoteId(uuid::Uuid::from_u128(n)),
        number: format!("Q-{n:05}"),
        customer: format!("Customer {n}"),
        standing,
        kept_cents: price(&request, &charter()).total_cents,
        request,
    }
}

fn replay(all: impl IntoIterator<Item = Tried>, own: &Rates, draft: &Rates) -> Replay {
    let mut replay = Replay::new(ServiceLine::Charter, 1, day(1), day(22));
    for one in all {
        replay.try_on(one, own, draft);
    }
    replay
}

#[test]
fn changes_are_counted_where_their_bounds_say() {
    let buckets = empty_buckets();
    assert_eq!(buckets.len(), 11);
    for (before, after, from, to) in [
        (10_000, 10_000, Some(0), Some(0)),
        (10_000, 10_001, Some(0), Some(200)),
        (10_000, 10_200, Some(0), Some(200)),
        (10_000, 10_201, Some(200), Some(500)),
        (10_000, 12_000, Some(1_000), Some(2_000)),
        (10_000, 12_001, Some(2_000), None),
        (10_000, 9_999, Some(0), Some(-200)),
        (10_000, 9_500, Some(-200), Some(-500)),
        (10_000, 0, Some(-2_000), None),
        (0, 1, Some(2_000), None),
        (0, 0, Some(0), Some(0)),
    ] {
        let found = buckets[bucket(before, after)];
        assert_eq!((found.from_bp, found.to_bp), (from, to), "{before} to {after}");
    }
}

#[test]
fn a_rise_of_a_tenth_is_seen_in_every_figure() {
    let (own, draft) = (charter(), times(charter(), 110));
    let all = [tried(1, Standing::Booked, request()), tried(2, Standing::Open, PriceRequest { minutes: 600, ..request() })];
    let replay = replay(all, &own, &draft);
    assert_eq!((replay.all.quotes, replay.all.more, replay.all.less), (2, 2, 0));
    assert_eq!(replay.adrift, 0);
    let rise = replay.all.difference_cents() * 1000 / replay.all.before_cents;
    assert!((99..=101).contains(&rise), "{rise} of a thousand");
    assert_eq!(replay.of(Standing::Booked).quotes, 1);
    assert_eq!(replay.of(Standing::Closed), PriceEffect::default());
    assert_eq!(replay.dearer.len(), 2);
    assert!(replay.dearer[0].difference_cents() >= replay.dearer[1].difference_cents());
    let margin = replay.margin.expect("the pack has costs");
    // costs are the same, so that what comes in more is left more
    assert_eq!(margin.after_cents - margin.before_cents, replay.all.difference_cents());
    assert_eq!(replay.without_costs().margin, None);
}

#[test]
fn what_the_draft_no_longer_has_is_skipped_and_said() {
    let own = charter();
    let amenity = own.amenities.first().expect("the pack has extras").id;
    let mut draft = own.clone();
    draft.vehicles.retain(|v| v.key != "coach_56");
    draft.amenities.clear();
    let with_extra = PriceRequest {
        vehicles: vec![VehicleCount { key: "mini_24".into(), count: 2 }],
        amenities: vec![AmenityChoice { amenity, optional: false, chosen: true }],
        ..request()
    };
    let off = LineItem {
        id: LineId(uuid::Uuid::from_u128(7)),
        name: "Good will".into(),
        note: String::new(),
        quantity_milli: 1000,
        unit_cents: -1_000_000_000,
        unit_cost_cents: None,
        optional: false,
        chosen: true,
    };
    let all = [
        tried(1, Standing::Open, request()),
        tried(2, Standing::Open, with_extra),
        tried(3, Standing::Draft, PriceRequest { vehicles: Vec::new(), ..request() }),
        tried(4, Standing::Draft, PriceRequest { lines: vec![off], ..request() }),
    ];
    let replay = replay(all, &own, &draft);
    assert_eq!(replay.all.quotes, 0);
    let reasons: Vec<_> = replay.skipped.iter().map(|s| (s.reason, s.quotes)).collect();
    assert_eq!(reasons, [(SkipReason::VehicleGone, 1), (SkipReason::ExtraGone, 1), (SkipReason::Unpriced, 2)]);
}

#[test]
fn a_new_tax_makes_people_pay_more_and_earns_nothing() {
    let own = charter();
    let mut draft = own.clone();
    draft.taxes.push(Tax { name: crate::packs::Label::same("Levy"), ppm: 10_000 });
    let replay = replay([tried(1, Standing::Booked, request())], &own, &draft);
    assert_eq!((replay.all.more, replay.all.difference_cents()), (1, 0));
    let exempt = tried(2, Standing::Booked, PriceRequest { tax_exempt: true, ..request() });
    assert_eq!(self::replay([exempt], &own, &draft).all.same, 1);
}

#[test]
fn a_volume_discount_is_tried_with_the_rest_and_what_was_given_by_hand_stays() {
    let own = charter();
    let draft = Rates { volume: vec![VolumeStep { from_cents: 1, off_bp: 500 }], ..own.clone() };
    let by_hand = PriceRequest { adjustment: Some(Change::Cents(-10_000)), ..request() };
    let expected = price(&by_hand, &own).subtotal_cents - price(&by_hand, &draft).subtotal_cents;
    let replay = replay([tried(1, Standing::Open, by_hand)], &own, &draft);
    assert_eq!((replay.all.less, -replay.all.difference_cents(), replay.adrift), (1, expected, 0));
    assert!(expected > 0);
}

#[test]
fn an_offer_whose_kept_total_is_another_is_told() {
    let own = charter();
    let other = Tried { kept_cents: 1, ..tried(1, Standing::Open, request()) };
    let draft = Tried { kept_cents: 1, ..tried(2, Standing::Draft, request()) };
    assert_eq!(replay([other, draft], &own, &own).adrift, 1);
}

#[test]
fn hours_of_a_trade_the_draft_lacks_are_told_apart() {
    let own = prices::default_rates(ServiceLine::Contracting, "CA");
    let without = Rates { trades: Vec::new(), ..own.clone() };
    let trades = vec![TradeHours { key: "plumber".into(), people: 1, minutes: 120 }];
    let hours = PriceRequest { vehicles: Vec::new(), passengers: 0, trades, ..request() };
    let found = replay([tried(1, Standing::Open, hours)], &own, &without);
    let reasons: Vec<_> = found.skipped.iter().map(|s| (s.reason, s.quotes)).collect();
    assert_eq!(reasons, [(SkipReason::TradeGone, 1)]);
}

prop_compose! {
    fn asked()(
        minutes in 0u32..3_000, days in 0u32..9, metres in 0u64..2_000_000, passengers in 0u32..120, crew in 0u32..6,
        count in 0u32..4, key in 0usize..8, chosen in any::<u8>(), exempt in any::<bool>(),
        by_hand in prop::option::of(-10_000i32..10_000),
        item in prop::option::of((0i64..5_000, -50_000i64..200_000, prop::option::of(0i64..100_000))),
        promo in prop::option::of((0u32..10_000, 0i64..400_000, any::<bool>())),
    ) -> PriceRequest {
        let rates = charter();
        // one of the keys is of no vehicle
        let key = rates.vehicles.get(key).map_or_else(|| "gone".to_string(), |v| v.key.clone());
        PriceRequest {
            minutes, days, metres, passengers, crew, tax_exempt: exempt,
            vehicles: vec![VehicleCount { key, count }],
            amenities: rates.amenities.iter().enumerate().map(|(i, a)| AmenityChoice { amenity: a.id, optional: true, chosen: chosen & (1 << (i % 8)) != 0 }).collect(),
            lines: item.into_iter().map(|(quantity_milli, unit_cents, unit_cost_cents)| LineItem {
                id: LineId(uuid::Uuid::from_u128(9)), name: "x".into(), note: String::new(), quantity_milli, unit_cents, unit_cost_cents, optional: false, chosen: true,
            }).collect(),
            promo: promo.map(|(bp, cents, percent)| PromoTerms {
                code: "X".into(), minimum_cents: cents, ends_on: None, only: PromoScope::default(),
                discount: if percent { Discount::PercentBp(bp) } else { Discount::Cents(cents) },
            }),
            adjustment: by_hand.map(Change::PercentBp),
            ..request()
        }
    }
}

fn quotes() -> impl Strategy<Value = Vec<Tried>> {
    prop::collection::vec((asked(), 0usize..4), 0..80).prop_map(|all| {
        all.into_iter().enumerate().map(|(n, (request, standing))| tried(n as u128 + 1, Standing::ALL[standing], request)).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn replaying_the_book_in_force_changes_nothing(all in quotes()) {
        let offered = all.len() as i64;
        let replay = replay(all, &charter(), &charter());
        prop_assert_eq!(replay.all.quotes + replay.skipped_quotes(), offered);
        prop_assert_eq!(replay.all.same, replay.all.quotes);
        prop_assert_eq!(replay.all.difference_cents(), 0);
        prop_assert_eq!(replay.adrift, 0);
        prop_assert!(replay.dearer.is_empty());
        prop_assert!(replay.buckets.iter().enumerate().all(|(i, b)| i == UNCHANGED || b.quotes == 0));
        let margin = replay.margin.unwrap_or_default();
        prop_assert_eq!(margin.before_cents, margin.after_cents);
        prop_assert!(replay.standings.iter().all(|of| of.effect.difference_cents() == 0));
    }

    #[test]
    fn sums_tie_out_whatever_the_draft_says(all in quotes(), percent in 0i64..300) {
        let (own, draft) = (charter(), times(charter(), percent));
        let mut differences: Vec<i64> = all.iter()
            .map(|t| (price(&t.request, &own), price(&t.request, &draft)))
            .filter(|(before, after)| refusal(before, after).is_none())
            .map(|(before, after)| after.total_cents - before.total_cents)
            .collect();
        let offered = all.len() as i64;
        let replay = replay(all, &own, &draft);
        prop_assert_eq!(replay.all.quotes + replay.skipped_quotes(), offered);
        let sum = replay.standings.iter().fold(PriceEffect::default(), |sum, of| PriceEffect {
            quotes: sum.quotes + of.effect.quotes,
            before_cents: sum.before_cents + of.effect.before_cents,
            after_cents: sum.after_cents + of.effect.after_cents,
            more: sum.more + of.effect.more,
            less: sum.less + of.effect.less,
            same: sum.same + of.effect.same,
        });
        prop_assert_eq!(sum, replay.all);
        prop_assert_eq!(replay.all.more + replay.all.less + replay.all.same, replay.all.quotes);
        let counted = |range: std::ops::Range<usize>| replay.buckets[range].iter().map(|b| b.quotes).sum::<i64>();
        prop_assert_eq!(counted(0..UNCHANGED), replay.all.less);
        prop_assert_eq!(counted(UNCHANGED..UNCHANGED + 1), replay.all.same);
        prop_assert_eq!(counted(UNCHANGED + 1..replay.buckets.len()), replay.all.more);
        differences.retain(|difference| *difference > 0);
        differences.sort_by_key(|difference| Reverse(*difference));
        differences.truncate(NAMED);
        prop_assert_eq!(replay.dearer.iter().map(Dearer::difference_cents).collect::<Vec<_>>(), differences);
    }

    #[test]
    fn the_order_of_quotes_does_not_matter(all in quotes(), percent in 50i64..200) {
        let (own, draft) = (charter(), times(charter(), percent));
        let turned: Vec<Tried> = all.iter().rev().cloned().collect();
        prop_assert_eq!(replay(all, &own, &draft), replay(turned, &own, &draft));
    }
}
