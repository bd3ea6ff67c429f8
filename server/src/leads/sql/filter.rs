//! What a list of leads is narrowed by besides its view.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use shared::customers::FieldFilter;
use shared::leads::{HeldBy, LeadFilter};
use sqlx::types::Json;
use sqlx::{Postgres, QueryBuilder};
use uuid::Uuid;

/// The most leads a filter on fields of one's own brings.
const FILTERED: i32 = 20_000;

/// A filter with the moments its days begin and end at.
#[derive(Clone, Debug, Default)]
pub(crate) struct More {
    filter: LeadFilter,
    /// When the first day they came in on begins, and the day after the last.
    since: Option<DateTime<Utc>>,
    before: Option<DateTime<Utc>>,
    /// Filters on the organization's own fields.
    pub own: Vec<FieldFilter>,
}

impl More {
    /// The filter where the organization is.
    pub fn of(filter: LeadFilter, zone: &str) -> Self {
        let zone: chrono_tz::Tz = zone.parse().unwrap_or(chrono_tz::UTC);
        let midnight = |day: NaiveDate| shared::clock::moment_of(day.and_time(NaiveTime::MIN), |at| at.with_timezone(&zone).naive_local());
        let since = filter.created_from.map(midnight);
        let before = filter.created_to.and_then(|day| day.succ_opt()).map(midnight);
        Self { filter, since, before, own: Vec::new() }
    }

    /// Whether it leaves out nothing.
    pub fn is_empty(&self) -> bool {
        self.own.is_empty() && self.filter == LeadFilter::default()
    }

    /// Whether leads are named one by one: then the view says nothing.
    pub fn is_choice(&self) -> bool {
        self.filter.ids.is_some()
    }

    /// Whether closed leads are listed where they are named, in views of open ones too.
    pub fn names_closed(&self) -> bool {
        self.filter.names_closed()
    }

    /// Adds the conditions on `leads l`.
    pub fn narrow(&self, query: &mut QueryBuilder<Postgres>) {
        let by = &self.filter;
        if let Some(source) = by.source {
            query.push(" and l.source = ").push_bind(source.key());
        }
        if let Some(line) = by.line {
            query.push(" and l.service_line = ").push_bind(line.key());
        }
        match by.owner {
            Some(HeldBy::Nobody) => {
                query.push(" and l.owner_id is null");
            }
            Some(HeldBy::Member(member)) => {
                query.push(" and l.owner_id = ").push_bind(member.0);
            }
            None => {}
        }
        if !by.statuses.is_empty() {
            // written out, so that the indexes made for states serve whatever plan is kept
            let keys: Vec<String> = by.statuses.iter().map(|status| format!("'{status}'")).collect();
            query.push(format!(" and l.status in ({})", keys.join(", ")));
        }
        if let Some(stage) = by.stage {
            query.push(" and l.stage_id = ").push_bind(stage.0);
        }
        if let Some(day) = by.wanted_from {
            query.push(" and l.wanted_on >= ").push_bind(day);
        }
        if let Some(day) = by.wanted_to {
            query.push(" and l.wanted_on <= ").push_bind(day);
        }
        if let Some(at) = self.since {
            query.push(" and l.created_at >= ").push_bind(at);
        }
        if let Some(at) = self.before {
            query.push(" and l.created_at < ").push_bind(at);
        }
        if !self.own.is_empty() {
            query.push(" and l.id in (select f.lead_id from filter_leads(").push_bind(Json(self.own.clone())).push(", ");
            query.push_bind(FILTERED).push(") f)");
        }
        if let Some(ids) = &by.ids {
            query.push(" and l.id = any(").push_bind(ids.iter().map(|id| id.0).collect::<Vec<Uuid>>()).push(")");
        }
    }
}
