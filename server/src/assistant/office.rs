//! When the office works, and who asks of it, for steps that are suggested.

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use shared::assistant::{OwnHours, Suggestion, SuggestionKind, at_work};
use shared::identity::{BusinessHours, Holiday};
use shared::leads::hours::Calendar;
use sqlx::types::Json;

/// The organization's clock, hours and closed days.
pub(crate) struct Office {
    zone: chrono_tz::Tz,
    hours: BusinessHours,
    closed: Vec<NaiveDate>,
    /// When whoever asks works: a step is theirs if they follow.
    own: OwnHours,
}

impl Office {
    /// As it is stored: without hours of its own an organization has the usual ones.
    pub fn of(zone: &str, hours: Option<Json<BusinessHours>>, holidays: Json<Vec<Holiday>>, own: OwnHours) -> Self {
        Self {
            zone: zone.parse().unwrap_or(chrono_tz::UTC),
            hours: hours.map(|hours| hours.0).unwrap_or_default(),
            closed: holidays.0.into_iter().map(|holiday| holiday.date).collect(),
            own,
        }
    }

    /// What its clocks show.
    pub fn shown(&self, at: DateTime<Utc>) -> NaiveDateTime {
        at.with_timezone(&self.zone).naive_local()
    }

    /// The suggestions with their steps planned for when whoever asks works; `before` tells when one would come too late.
    pub fn plan(
        &self,
        suggestions: Vec<Suggestion>,
        now: DateTime<Utc>,
        before: impl Fn(SuggestionKind) -> Option<DateTime<Utc>>,
    ) -> Vec<Suggestion> {
        let calendar = Calendar { hours: &self.hours, closed: &self.closed };
        at_work(suggestions, now, (&calendar, &self.own), |at| self.shown(at), before)
    }
}
