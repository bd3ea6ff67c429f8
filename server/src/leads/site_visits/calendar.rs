//! Visits by the days of the organization, and what one member does on a day.

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, Utc};
use shared::access::Action;
use shared::leads::visits::{Busy, BusyKind, MAX_DAYS, MOST_VISITS, VisitCalendar, YEARS};
use shared::{Error, MemberId, Result, SiteVisitId};

use super::busy::Sight;
use super::{Eyes, sql};
use crate::customers::Reach;
use crate::cx::Cx;

/// Visits on days from one to another, of one member or all: those of leads within reach, and one's own. By default the
/// present week from Monday on; at most [`MAX_DAYS`] days and [`MOST_VISITS`] visits, and whether there are more.
pub async fn calendar(cx: &Cx, from: Option<NaiveDate>, to: Option<NaiveDate>, member: Option<MemberId>) -> Result<VisitCalendar> {
    let scope = cx.may(Action::LeadsView)?;
    let mut tx = cx.read().await?;
    let zone = tx.zone().await?;
    let clock = Wall::of(&zone);
    let from = known("from", from.unwrap_or_else(|| monday(clock.day(cx.now()))))?;
    let to = known("to", to.unwrap_or(from + Days::new(6)))?;
    if to < from {
        return Err(Error::field("to", "before_start"));
    }
    if (to - from).num_days() >= MAX_DAYS {
        return Err(Error::field("to", "invalid"));
    }
    let (starts, ends) = (clock.midnight(from), clock.midnight(to + Days::new(1)));
    let visits = sql::visits_between(&mut tx, &Reach::of(cx, scope), cx.member(), member, starts, ends).await?;
    let people = sql::people(&mut tx).await?;
    let eyes = Eyes::of(cx);
    let more = visits.len() > MOST_VISITS;
    let visits = visits.into_iter().take(MOST_VISITS).map(|visit| eyes.see(visit)).collect();
    Ok(VisitCalendar { zone, from: Some(from), to: Some(to), people, visits, more })
}

/// What a member does on a day, in the order of times: visits, and jobs they are on. By default oneself, today.
pub async fn member_day(cx: &Cx, member: Option<MemberId>, day: Option<NaiveDate>) -> Result<Vec<Busy>> {
    cx.may(Action::LeadsView)?;
    let Some(member) = member.or(cx.member()) else { return Ok(Vec::new()) };
    let mut tx = cx.read().await?;
    let clock = Wall::of(&tx.zone().await?);
    let day = known("day", day.unwrap_or_else(|| clock.day(cx.now())))?;
    let (starts, ends) = (clock.midnight(day), clock.midnight(day + Days::new(1)));
    let sight = Sight::of(cx);
    let visits = sql::visits_of_member(&mut tx, member, None, starts, ends).await?;
    let jobs = crate::jobs::crewed(&mut tx, member, starts, ends).await?;
    let visits = visits.into_iter().map(|visit| Busy {
        kind: BusyKind::Visit,
        starts_at: visit.starts_at,
        ends_at: visit.ends_at,
        what: sight.visit(&visit),
        visit: sight.sees(&visit).then_some(SiteVisitId(visit.id)),
    });
    let jobs = jobs.into_iter().map(|job| Busy {
        kind: BusyKind::Job,
        starts_at: job.starts_at,
        ends_at: job.ends_at,
        what: sight.job(&job.number),
        visit: None,
    });
    let mut all: Vec<Busy> = visits.chain(jobs).collect();
    all.sort_by_key(|busy| (busy.starts_at, busy.ends_at));
    Ok(all)
}

/// A day within the years visits are looked for in.
fn known(field: &str, day: NaiveDate) -> Result<NaiveDate> {
    if YEARS.contains(&day.year()) { Ok(day) } else { Err(Error::field(field, "invalid")) }
}

/// The Monday of a day's week.
fn monday(day: NaiveDate) -> NaiveDate {
    day - Days::new(day.weekday().num_days_from_monday().into())
}

/// The clocks of the organization.
struct Wall(chrono_tz::Tz);

impl Wall {
    fn of(zone: &str) -> Self {
        Self(zone.parse().unwrap_or(chrono_tz::UTC))
    }

    /// The day it is.
    fn day(&self, at: DateTime<Utc>) -> NaiveDate {
        at.with_timezone(&self.0).date_naive()
    }

    /// When a day begins.
    fn midnight(&self, day: NaiveDate) -> DateTime<Utc> {
        shared::clock::moment_of(day.and_time(NaiveTime::MIN), |at| at.with_timezone(&self.0).naive_local())
    }
}
