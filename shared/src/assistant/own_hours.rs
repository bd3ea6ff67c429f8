//! When the member works who a step is planned for: in hours of their own, and not while they are away.

use chrono::{DateTime, Days, NaiveDate, NaiveDateTime, Utc};

use super::at_work::working_moment;
use crate::identity::BusinessHours;
use crate::leads::assignment::is_away;
use crate::leads::hours::Calendar;

/// An absence is looked at for so many days after a step is wanted, as long as a calendar looks for an opening; who stays
/// away longer does not come back for a step.
const HORIZON: u64 = 400;

/// When a member works, as the queue of leads knows it; nothing is known of most.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OwnHours {
    /// Those of the office if none.
    pub hours: Option<BusinessHours>,
    /// Away from this day on; without one, from now on if there is an end.
    pub away_from: Option<NaiveDate>,
    /// Away until this day, inclusive; without one, until further notice if there is a beginning.
    pub away_until: Option<NaiveDate>,
}

impl OwnHours {
    /// Whether they are away on a day.
    pub fn is_away(&self, day: NaiveDate) -> bool {
        is_away(self.away_from, self.away_until, day)
    }

    /// The days between two on which they do not work: those the office is closed, and those they are away.
    fn closed(&self, office: &Calendar<'_>, from: NaiveDate, until: NaiveDate) -> Vec<NaiveDate> {
        let days = from.iter_days().take_while(|day| *day <= until);
        office.closed.iter().copied().chain(days.filter(|day| self.is_away(*day))).collect()
    }
}

/// When a step of a member wanted `at` a moment is best planned: as [`working_moment`] has it by their own hours and
/// absences. Who does not come back, or not `before` it is too late, has somebody who stands in for them: then the hours of
/// the office count.
pub fn own_moment(
    office: &Calendar<'_>,
    own: &OwnHours,
    now: DateTime<Utc>,
    at: DateTime<Utc>,
    before: Option<DateTime<Utc>>,
    shown: impl Fn(DateTime<Utc>) -> NaiveDateTime,
) -> DateTime<Utc> {
    let last = shown(at).date();
    let closed = own.closed(office, shown(now.min(at)).date(), last.checked_add_days(Days::new(HORIZON)).unwrap_or(last));
    let theirs = Calendar { hours: own.hours.as_ref().unwrap_or(office.hours), closed: &closed };
    let then = working_moment(&theirs, now, at, before, &shown);
    // what is late already is not hurried, neither for them
    let in_time = before.is_none_or(|before| then < before || at >= before);
    if in_time && theirs.is_open(shown(then)) { then } else { working_moment(office, now, at, before, &shown) }
}

#[cfg(test)]
#[path = "own_hours_tests.rs"]
mod tests;
