//! Prices reckoned again with decimals of any length: no cent too many or too few. `MONEY_CASES` says how many
//! (20,000; `make fuzz` asks a million).

use rust_decimal::Decimal;

use super::*;
use crate::Money;
use crate::money::{allocate, round_cents};
use crate::pricing::sample::{Luck, request};

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
    for wanted in &request.trades {
        let Some(rate) = rates.trade(&wanted.key).filter(|_| wanted.people > 0 && wanted.minutes > 0) else { continue };
        let (people, minutes) = (i64::from(wanted.people), i64::from(wanted.minutes.max(rate.minimum_minutes)));
        let line = priced.lines.iter().find(|l| l.key == format!("trade-{}", rate.key)).map(|l| l.cents);
        assert_eq!(line, Some(decimal(rate.hour_cents, people * minutes, 60)), "{wanted:?}");
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
    let share = Decimal::new(luck.below(10_001), 4);
    let part = |cents: i64| round_cents(Decimal::from(cents) * share);
    assert_eq!(part(total.cents), -part(-total.cents), "what is given back is what was taken");
}

#[test]
fn no_invoice_loses_a_cent() {
    let cases: u64 = std::env::var("MONEY_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(20_000);
    let mut luck = Luck::new(1);
    for _ in 0..cases {
        let (request, rates) = request(&mut luck);
        agrees(&request, &rates);
        let total = Money::new(luck.cents() - luck.cents(), crate::Currency::CAD);
        shares(&mut luck, total);
    }
    println!("{cases} invoices, no difference");
}
