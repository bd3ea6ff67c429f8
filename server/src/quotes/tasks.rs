//! What the office has to do when an offer was accepted: steps of the lead it came from.

use chrono::{DateTime, Days, NaiveTime, TimeDelta, Utc};
use shared::leads::{ActivityKind, Awaits, FollowUp};
use shared::pricing::{Due, Instalment, text as prices};
use shared::quotes::text;
use shared::text::{Locale, with_locale};

use super::{instant, sql};
use crate::db::day_in;

/// The crew is to be confirmed a week before the work.
const CREW_AHEAD: TimeDelta = TimeDelta::days(7);

/// The crew is to be confirmed, a week before the work if there is as much time, and what is due at once to be collected if
/// something is: by the next morning where the organization is, but before the work begins. Each with what ends it.
pub(super) fn of(quote: &sql::Record, owed: &[Instalment], now: DateTime<Utc>) -> Vec<(FollowUp, Awaits)> {
    let today = day_in(&quote.zone, now);
    let morning =
        today.checked_add_days(Days::new(1)).unwrap_or(today).and_time(NaiveTime::from_hms_opt(9, 0, 0).unwrap_or(NaiveTime::MIN));
    let soon = quote.begins().into_iter().fold(instant(&quote.zone, morning), std::cmp::min).max(now);
    let crew_by = quote.begins().and_then(|begins| begins.checked_sub_signed(CREW_AHEAD)).map_or(soon, |ahead| ahead.max(soon));
    let step = |what: String, due_at| FollowUp { kind: ActivityKind::Call, what, due_at };
    let at_once: i64 = owed.iter().filter(|one| one.due == Due::On { date: today }).map(|one| one.cents).sum();
    // the office reads them, whatever the customer speaks
    let office = Locale::from_tag(&quote.org_locale);
    let mut steps = vec![(step(with_locale(office, || text::confirm_crew(&quote.number)), crew_by), Awaits::Crew)];
    if at_once > 0 {
        let what = with_locale(office, || text::collect_deposit(prices::money(at_once, quote.currency()), &quote.number));
        steps.push((step(what, soon), Awaits::Deposit));
    }
    steps
}
