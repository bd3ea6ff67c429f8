//! Contents of quotes: what passes the rules can be priced, to the cent.

use chrono::NaiveDate;
use shared::hours::RuleSet;
use shared::packs::{ServiceLine, prices::default_rates};
use shared::pricing::{LineKind, Rates, VolumeStep, WHOLE_BP};
use shared::quotes::Content;

use crate::inputs::text;

pub fn contents(bytes: &[u8]) {
    let Ok(content) = serde_json::from_slice::<Content>(bytes) else { return };
    let fine = shared::input::check(&content).is_ok();
    // a revision is kept as text with its hash: it must come back as the same text
    let kept = text(&content);
    let again: Content = serde_json::from_str(&kept).unwrap_or_else(|error| panic!("{error}: {kept}"));
    assert_eq!(text(&again), kept);
    if !fine {
        return;
    }
    let today = NaiveDate::from_ymd_opt(2026, 11, 1).unwrap_or_default();
    for line in ServiceLine::ALL.iter().copied() {
        let volume = vec![VolumeStep { from_cents: 100_000, off_bp: 300 }, VolumeStep { from_cents: 1_000_000, off_bp: 1_000 }];
        let rates = Rates { volume, ..default_rates(line, "CA") };
        let priced = content.price(&rates, today, None);
        assert_eq!(priced.lines.iter().map(|line| line.cents).sum::<i64>(), priced.total_cents);
        assert_eq!(priced.subtotal_cents + priced.discount_cents + priced.tax_cents, priced.total_cents);
        assert_eq!(priced.deposit_cents + priced.balance_cents, priced.total_cents);
        assert_eq!(priced.payments().iter().map(|one| one.cents).sum::<i64>(), priced.total_cents.max(0));
        let by_hand: i64 = priced.lines.iter().filter(|line| line.kind == LineKind::Adjustment).map(|line| line.cents).sum();
        assert!(by_hand >= 0 || priced.subtotal_cents >= 0, "a discount ends at zero");
        assert!(priced.conceded_bp() <= WHOLE_BP);
        let seen = content.clone().for_customer();
        assert!(seen.agreed.as_ref().is_none_or(|agreed| agreed.by.is_empty()));
        assert!(seen.adjustment.as_ref().is_none_or(|adjustment| adjustment.reason.is_empty()));
        assert_eq!(seen.price(&rates, today, None).total_cents, priced.total_cents);
        let _ = content.recommend(&rates);
        for law in RuleSet::ALL {
            let missing = content.missing(&priced, today, *law, 500);
            assert_eq!(missing.0.contains_key("adjustment"), priced.conceded_bp() > 500);
        }
    }
    let mut next = 0_u128;
    let mut mirrored = content.clone();
    mirrored.mirror(|| {
        next += 1;
        shared::StopId(uuid::Uuid::from_u128(next << 64 | 7))
    });
    let _ = mirrored.route();
    let mut moved = content.clone();
    moved.move_stop(0, content.stops.len());
    assert_eq!(moved.stops.len(), content.stops.len());
}
