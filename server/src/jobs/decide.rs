//! What the office decides about a job as a whole: booking what was requested, closing, opening again, calling off.

use serde_json::json;
use shared::access::Action;
use shared::events::EventKind;
use shared::jobs::{CancelJob, Job, JobStatus, Refusal, SeenJob, decisions, events};
use shared::leads::Happened;
use shared::{Error, JobId, Result};

use super::office::{learn, seen};
use super::{said, save, seals, sql};
use crate::begin;
use crate::cx::Cx;
use crate::db::Tx;

/// Books what a customer asked for; they are a customer from now on.
///
/// # Errors
/// `Conflict` for a customer who was blocked meanwhile.
pub async fn book(cx: &Cx, id: JobId, input: SeenJob) -> Result<Job> {
    cx.may(Action::JobsEdit)?;
    let mut tx = begin!(cx);
    let mut job = seen(cx, &mut tx, Action::JobsEdit, id, input.version).await?;
    let before = job.status;
    decisions::book(&mut job)?;
    crate::customers::admit_offer(cx, &mut tx, job.account).await?;
    write(&mut tx, &mut job, events::BOOKED, before).await?;
    crate::customers::activate(&mut tx, job.account).await?;
    learn(cx, &mut tx, &mut job).await?;
    tx.commit(job).await
}

/// Closes a completed job: all files are in and every seal holds, and from now on nothing is written on it.
pub async fn close(cx: &Cx, id: JobId, input: SeenJob) -> Result<Job> {
    cx.may(Action::JobsEdit)?;
    let mut tx = begin!(cx);
    let mut job = seen(cx, &mut tx, Action::JobsEdit, id, input.version).await?;
    let before = job.status;
    decisions::close(&mut job)?;
    if !seals::check(&mut tx, &job).await?.valid {
        return Err(Error::conflict("seal_broken", said::seal_broken));
    }
    write(&mut tx, &mut job, events::CLOSED, before).await?;
    tx.commit(job).await
}

/// Opens a closed job again.
pub async fn reopen(cx: &Cx, id: JobId, input: SeenJob) -> Result<Job> {
    cx.may(Action::JobsEdit)?;
    let mut tx = begin!(cx);
    let mut job = seen(cx, &mut tx, Action::JobsEdit, id, input.version).await?;
    let before = job.status;
    decisions::reopen(&mut job)?;
    write(&mut tx, &mut job, events::REOPENED, before).await?;
    tx.commit(job).await
}

/// Calls a job off; its crew is free again and its devices learn of it.
pub async fn cancel(cx: &Cx, id: JobId, input: CancelJob) -> Result<Job> {
    cx.may(Action::JobsEdit)?;
    shared::input::check(&input)?;
    let reason = shared::input::filled(&input.reason).ok_or_else(|| Error::field("reason", "required"))?;
    let mut tx = begin!(cx);
    let mut job = seen(cx, &mut tx, Action::JobsEdit, id, input.version).await?;
    if job.is_over() {
        return Err(Refusal::Over.into());
    }
    let before = job.status;
    job.status = JobStatus::Cancelled;
    job.cancelled = Some(reason.clone());
    job.version += 1;
    sql::update_state(&mut tx, &job).await?;
    tx.record(
        save::of_job(events::CANCELLED, &job)
            .version(job.version)
            .data(json!({ "status": { "before": before, "after": job.status }, "reason": reason })),
    )
    .await?;
    if let Some(lead) = job.lead {
        crate::leads::end_for(&mut tx, lead, Some(job.account), Happened::JobCancelled).await?;
    }
    tx.commit(job).await
}

/// Writes the new status of a job and records it.
async fn write(tx: &mut Tx, job: &mut Job, kind: EventKind, before: JobStatus) -> Result<()> {
    job.version += 1;
    sql::update_state(tx, job).await?;
    tx.record(save::of_job(kind, job).version(job.version).data(json!({ "status": { "before": before, "after": job.status } }))).await
}

#[cfg(test)]
#[path = "decide_tests.rs"]
mod tests;
