//! Prices reckoned again with decimals of any length: no cent too many or too few. `MONEY_CASES` says how many
//! (20,000; `make fuzz` asks a million).

use chrono::NaiveDate;
use rust_decimal::Decimal;
use uuid::Uuid;

use super::*;
use crate::money::{allocate, percent_of, round_cents};
use crate::packs::{Label, ServiceLine, prices};
use crate::pricing::{DepositPolicy, LineItem, PromoScope, PromoTerms, Relief, Tax, VehicleCount, VolumeStep};
use crate::quotes::TripType;
use crate::{LineId, Money};

/// A small generator (splitmix64): a million cases in little time, the same every time.
struct Luck(u64);

impl Luck {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, end: i64) -> i64 {
        (self.next() % end as u64) as i64
    }

    /// Mostly everyday sizes, now and then the largest there are.
    fn cents(&mut self) -> i64 {
        let end = [100, 10_000, 1_000_000, 100_000_000][self.below(4) as usize];
        self.below(end)
    }
}

fn invoice(luck: &mut Luck) -> (PriceRequest, Rates) {
    let line = [ServiceLine::Moving, ServiceLine::Charter][luck.below(2) as usize];
    let mut rates = prices::default_rates(line, "CA");
    rates.taxes = (0..luck.below(4)).map(|_| Tax { name: Label::same("Tax"), ppm: luck.below(300_000) as u32 }).collect();
    rates.deposit = DepositPolicy { deposit_bp: luck.below(10_001) as u32, balance_days_before: 2, company: None };
    for vehicle in &mut rates.vehicles {
        (vehicle.hour_cents, vehicle.km_cents, vehicle.day_cents) =
            (luck.cents() % 100_000, luck.cents() % 1_000, luck.cents() % 1_000_000);
    }
    let from = 1 + luck.cents();
    rates.volume =
        (0..luck.below(4)).map(|n| VolumeStep { from_cents: from * (n + 1), off_bp: 1 + (n * 700 + luck.below(700)) as u32 }).collect();
    let vehicles = rates.vehicles.iter().take(2).map(|v| VehicleCount { key: v.key.clone(), count: luck.below(4) as u32 }).collect();
    let lines = (0..luck.below(12))
        .map(|n| LineItem {
            id: LineId(Uuid::from_u128(n as u128)),
            name: "Packing".into(),
            note: String::new(),
            quantity_milli: luck.below(50_000),
            // one in eight takes off
            unit_cents: if luck.below(8) == 0 { -luck.cents() / 10 } else { luck.cents() },
            unit_cost_cents: None,
            optional: luck.below(4) == 0,
            chosen: luck.below(2) == 0,
        })
        .collect();
    let promo = (luck.below(3) == 0).then(|| PromoTerms {
        code: "TEAM150".into(),
        discount: if luck.below(2) == 0 { Discount::PercentBp(luck.below(10_001) as u32) } else { Discount::Cents(luck.cents()) },
        minimum_cents: 0,
        ends_on: None,
        only: PromoScope::default(),
    });
    let by_hand = (luck.below(2) == 0).then(|| match luck.below(3) {
        0 => Change::Cents(luck.cents() - luck.cents()),
        _ => Change::PercentBp(luck.below(14_000) as i32 - 10_000),
    });
    let day = NaiveDate::from_ymd_opt(2026, 11, 1).expect("a day");
    let request = PriceRequest {
        quoted_on: day,
        starts: (day + chrono::Days::new(luck.below(400) as u64)).and_hms_opt(9, 30, 0),
        minutes: luck.below(3_000) as u32,
        days: luck.below(4) as u32,
        metres: luck.below(2_000_000) as u64,
        deadhead_metres: luck.below(300_000) as u64,
        passengers: luck.below(60) as u32,
        crew: luck.below(6) as u32,
        vehicles,
        amenities: Vec::new(),
        lines,
        packages: Vec::new(),
        package: None,
        adjustment: by_hand,
        promo,
        relief: Relief { minutes: luck.below(1_500) as u32, call_outs: luck.below(3) as u32, nights: luck.below(3) as u32 },
        repairs: Vec::new(),
        agreed: None,
        trip: TripType::OneWay,
        spots: Vec::new(),
        tax_exempt: luck.below(10) == 0,
    };
    (request, rates)
}

/// By the one rule: halves away from zero.
fn decimal(cents: i64, times: i64, over: i64) -> i64 {
    round_cents(Decimal::from(cents) * Decimal::from(times) / Decimal::from(over))
}

fn agrees(request: &PriceRequest, rates: &Rates) {
    let priced = price(request, rates);
    let sum = |kind: LineKind| priced.lines.iter().filter(|l| l.kind == kind).map(|l| l.cents).sum::<i64>();
    assert_eq!(priced.lines.iter().map(|l| l.cents).sum::<i64>(), priced.total_cents, "lines sum to the total");
    assert_eq!(priced.subtotal_cents + priced.discount_cents + priced.tax_cents, priced.total_cents);
    assert_eq!(priced.deposit_cents + priced.balance_cents, priced.total_cents, "deposit and balance");
    assert_eq!(priced.deposit_cents, decimal(priced.total_cents.max(0), rates.deposit.deposit_bp.into(), 10_000));
    for item in &request.lines {
        let of = |lines: &[PricedLine]| lines.iter().find(|l| l.key == item.id.to_string()).map(|l| l.cents);
        let expected = decimal(item.unit_cents, item.quantity_milli, 1_000);
        let counted = item.chosen || !item.optional;
        assert_eq!(of(if counted { &priced.lines } else { &priced.options }), Some(expected), "{item:?}");
    }
    // what each step of the waterfall works on is what stands above it
    let before = priced.subtotal_cents - sum(LineKind::Adjustment);
    let whole = before - sum(LineKind::Volume);
    let step = rates.volume.iter().rev().find(|step| whole >= step.from_cents);
    assert_eq!(-sum(LineKind::Volume), step.map_or(0, |step| decimal(whole, step.off_bp.into(), 10_000)));
    let by_hand = match request.adjustment {
        None => 0,
        Some(Change::PercentBp(bp)) => decimal(before.max(0), bp.into(), 10_000),
        Some(Change::Cents(cents)) => cents.max(-before.max(0)),
    };
    assert_eq!(sum(LineKind::Adjustment), by_hand, "{:?} of {before}", request.adjustment);
    let taxable = priced.subtotal_cents + priced.discount_cents;
    let taxes: i64 = rates.taxes.iter().map(|tax| decimal(taxable, tax.ppm.into(), 1_000_000)).sum();
    let taxed = taxable > 0 && !request.tax_exempt;
    assert_eq!(sum(LineKind::Tax), if taxed { taxes } else { 0 }, "each tax is rounded by itself, on the same amount");
    assert_eq!(priced.tax_cents, sum(LineKind::Tax));
    assert!(priced.discount_cents <= 0 && priced.discount_cents >= -priced.subtotal_cents.max(0), "a code never takes more than there is");
    if let Some(Discount::PercentBp(bp)) = request.promo.as_ref().map(|p| p.discount) {
        assert_eq!(-priced.discount_cents, decimal(priced.subtotal_cents.max(0), bp.into(), 10_000).min(priced.subtotal_cents.max(0)));
    }
}

fn shares(luck: &mut Luck, total: Money) {
    let weights: Vec<u64> = (0..1 + luck.below(12)).map(|_| luck.cents() as u64).collect();
    let parts = allocate(total.cents, &weights);
    assert_eq!(parts.iter().sum::<i64>(), total.cents, "{total:?} over {weights:?}");
    let all: u64 = weights.iter().sum();
    for (part, weight) in parts.iter().zip(&weights).filter(|_| all > 0) {
        let fair = Decimal::from(total.cents) * Decimal::from(*weight) / Decimal::from(all);
        assert!((Decimal::from(*part) - fair).abs() < Decimal::ONE, "{part} for {weight} of {all}");
    }
    let percent = Decimal::new(luck.below(10_001), 2);
    let part = percent_of(total.cents, percent);
    assert_eq!(part, -percent_of(-total.cents, percent), "what is given back is what was taken");
}

#[test]
fn no_invoice_loses_a_cent() {
    let cases: u64 = std::env::var("MONEY_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(20_000);
    let mut luck = Luck(1);
    for _ in 0..cases {
        let (request, rates) = invoice(&mut luck);
        agrees(&request, &rates);
        let total = Money::new(luck.cents() - luck.cents(), crate::Currency::CAD);
        shares(&mut luck, total);
    }
    println!("{cases} invoices, no difference");
}
