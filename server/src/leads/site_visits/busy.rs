//! Nobody is planned for two visits at once, or for a visit during a job they are on. Whoever plans may do it all the
//! same, with a reason that the visit and the history keep.
//!
//! Held by the row of the member, after the row of the lead: of two who want the same person at once the second sees
//! what the first did. Crews of jobs hold the same rows and look at visits: each sees what was set before it.

use chrono::{DateTime, Utc};
use serde::Serialize;
use shared::access::Action;
use shared::input::filled;
use shared::leads::visits::Elsewhere;
use shared::{Error, MemberId, Result, SiteVisitId};

use super::sql::{self, VisitRecord};
use crate::customers::Reach;
use crate::cx::Cx;
use crate::db::Tx;

/// Who is wanted when.
pub(super) struct Wish<'a> {
    pub member: MemberId,
    /// Beginning and end.
    pub times: (DateTime<Utc>, DateTime<Utc>),
    /// The visit that is moved: it is in nobody's way.
    pub except: Option<SiteVisitId>,
    /// Why the member is at two places at once.
    pub reason: &'a str,
}

/// What the history keeps of somebody at two places at once.
#[derive(Serialize)]
pub(super) struct Overlap {
    pub reason: String,
    /// Numbers of the other leads and jobs.
    pub with: Vec<String>,
}

/// Refuses a member who is elsewhere at that time, unless there is a reason. The member stays held until the
/// transaction ends. Answers what is to be kept, if they are at two places.
pub(super) async fn check(cx: &Cx, tx: &mut Tx, wish: Wish<'_>) -> Result<Option<Overlap>> {
    let (from, until) = wish.times;
    let name = sql::hold_member(tx, wish.member).await?.ok_or_else(|| Error::field("member", "unknown_choice"))?;
    let visits = sql::visits_of_member(tx, wish.member, wish.except, from, until).await?;
    let jobs = crate::jobs::crewed(tx, wish.member, from, until).await?;
    if visits.is_empty() && jobs.is_empty() {
        return Ok(None);
    }
    if let Some(reason) = filled(wish.reason) {
        let with = visits.into_iter().map(|visit| visit.number).chain(jobs.into_iter().map(|job| job.number)).collect();
        return Ok(Some(Overlap { reason, with }));
    }
    let zone: chrono_tz::Tz = tx.zone().await?.parse().unwrap_or(chrono_tz::UTC);
    let wall = |at: DateTime<Utc>| at.with_timezone(&zone).naive_local();
    let sight = Sight::of(cx);
    let there = |what, starts_at, ends_at| Elsewhere { name: name.clone(), what, from: wall(starts_at), to: wall(ends_at) };
    let all: Vec<Elsewhere> = visits
        .iter()
        .map(|visit| there(sight.visit(visit), visit.starts_at, visit.ends_at))
        .chain(jobs.iter().map(|job| there(sight.job(&job.number), job.starts_at, job.ends_at)))
        .take(6)
        .collect();
    Err(Elsewhere::refusal(&all))
}

/// What somebody may be told of what others do.
pub(super) struct Sight {
    leads: Option<Reach>,
    me: Option<MemberId>,
    jobs: bool,
}

impl Sight {
    /// Of whoever asks.
    pub fn of(cx: &Cx) -> Self {
        let leads = cx.access.scope(Action::LeadsView).map(|scope| Reach::of(cx, scope));
        Self { leads, me: cx.member(), jobs: cx.access.may(Action::JobsView) }
    }

    /// Whether a visit may be seen.
    pub fn sees(&self, visit: &VisitRecord) -> bool {
        let reached = self.leads.as_ref().is_some_and(|reach| reach.covers(visit.owner_id.map(Into::into)));
        reached || self.me == Some(MemberId(visit.member_id))
    }

    /// Number and name of the lead of a visit, if they may be told.
    pub fn visit(&self, visit: &VisitRecord) -> Option<String> {
        self.sees(visit).then(|| format!("{} {}", visit.number, visit.title))
    }

    /// The number of a job, if it may be told.
    pub fn job(&self, number: &str) -> Option<String> {
        self.jobs.then(|| number.to_owned())
    }
}
