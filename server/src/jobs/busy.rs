//! Nobody is on two jobs at once, or on a job during a site visit they go to.
//!
//! Two jobs overlap when each begins before the other ends; one without an end takes
//! eight hours, one without a beginning overlaps with nothing. Who declined is not on the job. Whoever sets crews and
//! times may put somebody on both all the same, with a reason that the history keeps.
//!
//! Held by the rows of the members, taken in the order of their ids after the row of the job: of two who want the same
//! person at once the second sees what the first did, whether they set crews or times or plan a site visit: `leads` holds the
//! same rows and asks here what somebody is on. What is planned there is read, not asked for, since leads come before jobs.

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};
use shared::access::Action;
use shared::input::filled;
use shared::jobs::{Elsewhere, Job, Other, Refusal, USUAL_HOURS, site_visit};
use shared::text::{Locale, with_locale};
use shared::{JobId, MemberId, Result};

use super::sql;
use crate::customers::Reach;
use crate::cx::Cx;
use crate::db::Tx;

/// How long a job takes whose end nobody knows.
const USUAL: TimeDelta = TimeDelta::hours(USUAL_HOURS as i64);

/// Refuses members who are on another job or at a site visit at the time of this one, unless there is a reason. The members
/// stay held until the transaction ends. Answers what the history is to keep of it, if somebody is on both.
pub(super) async fn check(cx: &Cx, tx: &mut Tx, job: &Job, members: &[MemberId], reason: &str) -> Result<Option<Value>> {
    let Some(from) = job.starts_at.filter(|_| !members.is_empty()) else { return Ok(None) };
    sql::hold_members(tx, members).await?;
    let until = job.ends_at.unwrap_or(from + USUAL);
    let jobs = sql::elsewhere(tx, job.id, members, from, until).await?;
    let visits = sql::visits_elsewhere(tx, members, from, until).await?;
    if jobs.is_empty() && visits.is_empty() {
        return Ok(None);
    }
    if let Some(reason) = filled(reason) {
        let jobs = jobs.iter().map(|other| format!("{} {}", other.name, other.number));
        // the history of a job is read by people who see no leads, in their own language: `audit` says this one in it
        let what = with_locale(Locale::En, site_visit);
        let both: Vec<String> = jobs.chain(visits.iter().map(|other| format!("{} ({what})", other.name))).collect();
        return Ok(Some(json!({ "reason": reason, "with": both })));
    }
    let zone: chrono_tz::Tz = job.zone.parse().unwrap_or(chrono_tz::UTC);
    let wall = |at: DateTime<Utc>| at.with_timezone(&zone).naive_local();
    let jobs = jobs.into_iter().map(|other| Elsewhere {
        from: wall(other.starts_at),
        to: wall(other.ends_at),
        name: other.name,
        other: Other::Job(other.number),
    });
    let visits = visits.into_iter().map(|other| Elsewhere {
        from: wall(other.starts_at),
        to: wall(other.ends_at),
        name: other.name,
        other: Other::Visit(Some(other.number).filter(|_| sees_visit(cx, other.member, other.owner))),
    });
    Err(Refusal::Busy(jobs.chain(visits).take(6).collect()).into())
}

/// Whether somebody may be told of which lead a site visit is: they see the lead, or go there.
pub(super) fn sees_visit(cx: &Cx, goes: MemberId, owner: Option<MemberId>) -> bool {
    let reach = cx.access.scope(Action::LeadsView).map(|scope| Reach::of(cx, scope));
    cx.member() == Some(goes) || reach.is_some_and(|reach| reach.covers(owner))
}

/// A job somebody is on.
pub(crate) struct Crewed {
    /// Number of the job.
    pub number: String,
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
}

/// The first jobs a member is on between two moments, for rooms that plan something else for them; whoever plans holds
/// the row of the member first.
pub(crate) async fn crewed(tx: &mut Tx, member: MemberId, from: DateTime<Utc>, until: DateTime<Utc>) -> Result<Vec<Crewed>> {
    // no job has this id: none is left out
    let found = sql::elsewhere(tx, JobId(uuid::Uuid::nil()), &[member], from, until).await?;
    Ok(found.into_iter().map(|job| Crewed { number: job.number, starts_at: job.starts_at, ends_at: job.ends_at }).collect())
}

/// What the history keeps of a change, with who is on two jobs by it and why.
pub(super) fn told(mut data: Value, both: Option<Value>) -> Value {
    if let Some(both) = both {
        data["double_booked"] = both;
    }
    data
}
