//! What the office has to do when an offer was accepted: steps of the lead it came from.

use chrono::{DateTime, Days, NaiveTime, Utc};
use shared::leads::{ActivityKind, FollowUp};
use shared::pricing::{Due, Instalment, text as prices};
use shared::quotes::text;

use super::{instant, sql};
use crate::db::day_in;

/// The crew is to be confirmed, and what is due at once to be collected if something is: by the next morning where the
/// organization is, but before the work begins.
pub(super) fn of(quote: &sql::Record, owed: &[Instalment], now: DateTime<Utc>) -> Vec<FollowUp> {
    let today = day_in(&quote.zone, now);
    let morning =
        today.checked_add_days(Days::new(1)).unwrap_or(today).and_time(NaiveTime::from_hms_opt(9, 0, 0).unwrap_or(NaiveTime::MIN));
    let due_at = quote.begins().into_iter().fold(instant(&quote.zone, morning), std::cmp::min).max(now);
    let step = |what: String| FollowUp { kind: ActivityKind::Call, what, due_at };
    let at_once: i64 = owed.iter().filter(|one| one.due == Due::On { date: today }).map(|one| one.cents).sum();
    let mut steps = vec![step(text::confirm_crew(&quote.number))];
    if at_once > 0 {
        steps.push(step(text::collect_deposit(prices::money(at_once, quote.currency()), &quote.number)));
    }
    steps
}
