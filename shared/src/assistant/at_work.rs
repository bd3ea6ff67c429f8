//! Steps are planned for when somebody works: rules say how soon, the office's hours and closed days say when.

use chrono::{DateTime, NaiveDateTime, NaiveTime, Utc};

use super::{Act, Facet, LeadFacts, OfferFacts, OwnHours, Shown, Suggestion, SuggestionKind, own_moment};
use crate::clock::moment_of;
use crate::leads::hours::Calendar;

/// When a step wanted `at` a moment is best planned: then if somebody works then, else when work begins next. Where that
/// is not `before` it would come too late, the last quarter of an hour of work before that and from `now` on. Where nobody
/// works at all it stays as it is. `shown` is what the clocks of the office show.
pub fn working_moment(
    calendar: &Calendar<'_>,
    now: DateTime<Utc>,
    at: DateTime<Utc>,
    before: Option<DateTime<Utc>>,
    shown: impl Fn(DateTime<Utc>) -> NaiveDateTime,
) -> DateTime<Utc> {
    let next = calendar.opens_at(at, &shown);
    // what is late already is not hurried
    match before.filter(|before| at < *before) {
        Some(before) if next.is_none_or(|next| next >= before) => calendar.last_open(now, before, &shown).unwrap_or(at),
        _ => next.unwrap_or(at),
    }
}

/// The suggestions with their steps planned for when whoever they are suggested to works. `before` tells of a kind when its
/// step would come too late.
pub fn at_work(
    mut suggestions: Vec<Suggestion>,
    now: DateTime<Utc>,
    (calendar, own): (&Calendar<'_>, &OwnHours),
    shown: impl Fn(DateTime<Utc>) -> NaiveDateTime,
    before: impl Fn(SuggestionKind) -> Option<DateTime<Utc>>,
) -> Vec<Suggestion> {
    for suggestion in &mut suggestions {
        let Act::Plan { due_at, .. } = &mut suggestion.act else { continue };
        *due_at = own_moment(calendar, own, now, *due_at, before(suggestion.kind), &shown);
        for line in suggestion.preview.iter_mut().filter(|line| line.of == Facet::Planned) {
            if let Some(Shown::Step { due_at: told, .. }) = &mut line.after {
                *told = *due_at;
            }
        }
    }
    suggestions
}

impl LeadFacts {
    /// When a step of a kind would come too late: when the offer ends, or on the day of the work.
    pub fn too_late(&self, kind: SuggestionKind, shown: impl Fn(DateTime<Utc>) -> NaiveDateTime) -> Option<DateTime<Utc>> {
        match kind {
            SuggestionKind::BeforeItEnds | SuggestionKind::FollowUpQuote => self.quote.as_ref()?.valid_until,
            SuggestionKind::Confirm => {
                let starts = self.job.as_ref()?.starts_at?;
                Some(moment_of(shown(starts).date().and_time(NaiveTime::MIN), shown))
            }
            _ => None,
        }
    }
}

impl OfferFacts {
    /// When a step of a kind would come too late: when the offer ends.
    pub fn too_late(&self, kind: SuggestionKind) -> Option<DateTime<Utc>> {
        self.valid_until.filter(|_| kind == SuggestionKind::Remind && self.status.is_open())
    }
}

#[cfg(test)]
#[path = "at_work_tests.rs"]
mod tests;
