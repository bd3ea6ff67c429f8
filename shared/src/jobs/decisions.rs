//! What the office decides about a job as a whole: booking what was requested, closing what is completed, opening that
//! again. A refusal leaves the job as it was.

use super::{Job, JobStatus, Refusal};
use crate::media::MediaStatus;

/// Books what was requested.
pub fn book(job: &mut Job) -> Result<(), Refusal> {
    match job.status {
        JobStatus::Requested => job.status = JobStatus::Booked,
        _ if job.is_over() => return Err(Refusal::Over),
        _ => return Err(Refusal::Booked),
    }
    Ok(())
}

/// Closes what is completed, unless a device still has files of it to send.
pub fn close(job: &mut Job) -> Result<(), Refusal> {
    match job.status {
        JobStatus::Completed => {}
        JobStatus::Closed | JobStatus::Cancelled => return Err(Refusal::Over),
        JobStatus::Requested | JobStatus::Booked | JobStatus::Assigned | JobStatus::InProgress => return Err(Refusal::NotCompleted),
    }
    match files_waiting(job) {
        0 => job.status = JobStatus::Closed,
        waiting => return Err(Refusal::FilesWaiting(waiting)),
    }
    Ok(())
}

/// How many files of a job a device has announced and not wholly sent.
pub fn files_waiting(job: &Job) -> usize {
    job.media
        .iter()
        .filter(|m| !m.deleted && m.visit.is_none() && matches!(m.status, MediaStatus::Declared | MediaStatus::Receiving))
        .count()
}

/// Opens again what was closed.
pub fn reopen(job: &mut Job) -> Result<(), Refusal> {
    if job.status != JobStatus::Closed {
        return Err(Refusal::NotClosed);
    }
    job.status = JobStatus::Completed;
    Ok(())
}
