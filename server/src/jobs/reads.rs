use chrono::Duration;
use shared::access::{Action, FieldRight, Scope};
use shared::jobs::{CrewReply, ItemAnswer, Job, JobList, JobQuery, WorkingSet};
use shared::{AccountId, Error, JobId, Page, Result};

use super::sql;
use crate::cx::Cx;
use crate::db::Tx;

/// A job with all its parts.
pub async fn show(cx: &Cx, id: JobId) -> Result<Job> {
    let scope = cx.may(Action::JobsView)?;
    let mut tx = cx.read().await?;
    let mut job = one(&mut tx, id).await?;
    within(cx, scope, &job)?;
    hide(cx, &mut job);
    Ok(job)
}

/// A job within the caller's transaction, if the right reaches it: what other rooms check a job by.
pub async fn require(cx: &Cx, tx: &mut Tx, action: Action, id: JobId) -> Result<Job> {
    let scope = cx.may(action)?;
    let job = one(tx, id).await?;
    within(cx, scope, &job)?;
    Ok(job)
}

/// The jobs of a customer, latest first, without what is not theirs to see.
pub async fn for_account(tx: &mut Tx, account: AccountId) -> Result<Vec<Job>> {
    let ids = sql::ids_of_account(tx, account).await?;
    Ok(sql::load(tx, &ids).await?.into_iter().map(for_customer).collect())
}

/// One job of a customer; not found if it is another's.
pub async fn show_for_account(tx: &mut Tx, account: AccountId, id: JobId) -> Result<Job> {
    let job = one(tx, id).await?;
    if job.account != account { Err(Error::NotFound) } else { Ok(for_customer(job)) }
}

/// The figures and one page of jobs.
pub async fn list(cx: &Cx, query: JobQuery) -> Result<JobList> {
    let scope = cx.may(Action::JobsView)?;
    let mut filter = query.filter()?;
    if scope == Scope::Own {
        filter.member = Some(cx.member().ok_or(Error::NotFound)?);
    }
    let limit = shared::page::limit(query.limit);
    let after = query.after.as_deref().map(shared::cursor::read).transpose()?.map(|(at, id)| (at, JobId(id)));
    let mut tx = cx.read().await?;
    let mut stats = sql::stats(&mut tx, filter.member, cx.now()).await?;
    let rows = sql::page(&mut tx, &filter, after, limit + 1).await?;
    let page = Page::from_rows(rows, usize::try_from(limit).unwrap_or(50), |(id, at)| shared::cursor::write(*at, *id));
    let ids: Vec<JobId> = page.items.iter().map(|(id, _)| *id).collect();
    let prices = sees_prices(cx);
    if !prices {
        stats.active_cents = None;
        stats.to_invoice_cents = None;
    }
    let mut items = sql::cards(&mut tx, &ids).await?;
    if !prices {
        items.iter_mut().for_each(|card| card.total = None);
    }
    Ok(JobList { stats, page: Page { items, next: page.next } })
}

/// Everything the asking crew member needs for yesterday's, today's and the coming week's work.
pub async fn working_set(cx: &Cx) -> Result<WorkingSet> {
    cx.may(Action::JobsWork)?;
    let member = cx.member().ok_or(Error::NotFound)?;
    let now = cx.now();
    let mut tx = cx.read().await?;
    let ids = sql::ids_of_crew(&mut tx, member, now - Duration::days(3), now + Duration::days(8)).await?;
    let mut jobs = sql::load(&mut tx, &ids).await?;
    for job in &mut jobs {
        hide(cx, job);
    }
    jobs.sort_by_key(|job| (job.starts_at.is_none(), job.starts_at, job.id));
    Ok(WorkingSet { at: now, member, jobs })
}

/// One job, or not found.
pub(super) async fn one(tx: &mut Tx, id: JobId) -> Result<Job> {
    sql::load(tx, &[id]).await?.pop().ok_or(Error::NotFound)
}

/// Whether a right of this scope reaches a job: with own scope one has to be on its crew.
pub(super) fn within(cx: &Cx, scope: Scope, job: &Job) -> Result<()> {
    let on_crew = || cx.member().is_some_and(|member| job.crew.iter().any(|c| c.member == member && c.reply != CrewReply::Declined));
    if scope != Scope::Own || on_crew() { Ok(()) } else { Err(Error::NotFound) }
}

/// Whether the actor may know what the customer pays.
fn sees_prices(cx: &Cx) -> bool {
    cx.may(Action::QuotesView).is_ok() || cx.sees(FieldRight::Cost)
}

fn hide(cx: &Cx, job: &mut Job) {
    if !sees_prices(cx) {
        job.total = None;
        job.instalments.clear();
    }
}

/// What a customer sees of a job: no notes among staff, no copies of deleted or rejected media nor of what
/// the office saw at a site visit, no places of the crew.
fn for_customer(mut job: Job) -> Job {
    job.notes.clear();
    job.media.retain(|m| !m.deleted && m.visit.is_none() && m.status == shared::media::MediaStatus::Stored);
    for media in &mut job.media {
        media.gps = None;
    }
    for item in job.phases.iter_mut().flat_map(|p| p.items.iter_mut()) {
        item.gps = None;
        item.dispute = None;
        if item.answer != ItemAnswer::Problem {
            item.note.clear();
        }
    }
    for stamp in &mut job.travel {
        stamp.gps = None;
    }
    job
}
