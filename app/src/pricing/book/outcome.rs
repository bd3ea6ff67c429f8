//! The words of what a draft does: differences, shares, standings, reasons.

use shared::Money;
use shared::money::Currency;
use shared::pricing::{Bucket, Replay, SkipReason, Standing, text as prices};

use crate::pricing::text;
use crate::ui::format::{money_signed, number};
use crate::ui::{IconName, Tone};

/// A difference as an amount and as a share of what was before.
pub(super) fn difference(before: i64, after: i64, currency: Currency) -> String {
    let amount = money_signed(Money::new(after - before, currency));
    match share(before, after) {
        Some(share) => text::with_share(amount, share),
        None => amount,
    }
}

/// By how much something grew, with its sign; none where there was nothing.
fn share(before: i64, after: i64) -> Option<String> {
    let change = i128::from(after) - i128::from(before);
    // to a tenth of a percent
    let thousandths = (change * 1_000).checked_div(i128::from(before.abs()))?;
    Some(signed(i64::try_from(thousandths).ok()? * 10))
}

fn signed(bp: i64) -> String {
    format!("{}{}", if bp > 0 { "+" } else { "" }, prices::percent_bp(bp))
}

/// Whether more is good news.
pub(super) fn tone(before: i64, after: i64) -> Tone {
    match after.cmp(&before) {
        std::cmp::Ordering::Greater => Tone::Ok,
        std::cmp::Ordering::Less => Tone::Danger,
        std::cmp::Ordering::Equal => Tone::Neutral,
    }
}

/// What a draft does, in one sentence.
pub(super) fn effect_words(replay: &Replay, currency: Currency) -> String {
    let all = replay.all;
    let revenue = difference(all.before_cents, all.after_cents, currency);
    text::effect(number(all.more), number(all.quotes), number(all.less), revenue)
}

/// The changes a bucket counts.
pub(super) fn bucket_words(bucket: &Bucket) -> String {
    let words = |bp: i32| signed(bp.into());
    match (bucket.from_bp.unwrap_or(0), bucket.to_bp) {
        (0, Some(0)) => text::unchanged(),
        (0, Some(to)) => text::up_to(words(to)),
        (from, Some(to)) => text::between(words(from), words(to)),
        (from, None) => text::beyond(words(from)),
    }
}

pub(super) fn standing_words(standing: Standing) -> (String, Tone, IconName) {
    match standing {
        Standing::Booked => (text::booked(), Tone::Ok, IconName::BadgeCheck),
        Standing::Open => (text::open(), Tone::Info, IconName::Send),
        Standing::Draft => (text::not_sent(), Tone::Neutral, IconName::Pencil),
        Standing::Closed => (text::closed(), Tone::Neutral, IconName::Ban),
    }
}

pub(super) fn skip_words(reason: SkipReason, quotes: i64) -> String {
    let quotes = number(quotes);
    match reason {
        SkipReason::VehicleGone => text::vehicle_gone(quotes),
        SkipReason::ExtraGone => text::extra_gone(quotes),
        SkipReason::TradeGone => text::trade_gone(quotes),
        SkipReason::OutOfRange => text::out_of_range(quotes),
        SkipReason::Unpriced => text::unpriced(quotes),
    }
}
