//! Server functions of jobs and of the crew's working set.

use crate::api::prelude::*;
use chrono::{DateTime, Utc};
use shared::jobs::{
    AssignCrew, CancelJob, Candidate, IntentReceipt, Job, JobFromLead, JobList, NewJob, NewNote, Prioritize, ReplyToJob, Reschedule,
    SealCheck, SeenJob, SentIntent, WorkingSet,
};
use shared::{JobId, LeadId};

/// Figures and one page of jobs.
#[get("/api/v1/jobs?status&line&from&to&search&unassigned&descending&after&limit", cx: Cx)]
#[allow(clippy::too_many_arguments, reason = "each is a query parameter of the public API")]
pub async fn list_jobs(
    status: Option<String>,
    line: Option<String>,
    from: Option<DateTime<Utc>>,
    to: Option<DateTime<Utc>>,
    search: Option<String>,
    unassigned: Option<bool>,
    descending: Option<bool>,
    after: Option<String>,
    limit: Option<i64>,
) -> Result<JobList> {
    server::jobs::list(&cx, shared::jobs::JobQuery { status, line, from, to, search, unassigned, descending, after, limit }).await
}

/// Makes a job that was agreed, or is asked for, without a quote.
#[post("/api/v1/jobs", cx: Cx)]
pub async fn create_job(input: Valid<NewJob>) -> Result<Job> {
    server::jobs::create(&cx, input.0).await
}

/// Turns a lead into a job without a quote.
#[post("/api/v1/leads/{id}/job", cx: Cx)]
pub async fn job_of_lead(id: LeadId, input: Valid<JobFromLead>) -> Result<Job> {
    server::jobs::create_from_lead(&cx, id, input.0).await
}

/// A job with all its parts.
#[get("/api/v1/jobs/{id}", cx: Cx)]
pub async fn show_job(id: JobId) -> Result<Job> {
    server::jobs::show(&cx, id).await
}

/// Carries out what a device wants done; the same command is carried out once.
#[post("/api/v1/jobs/{id}/intents", cx: Cx)]
pub async fn send_intent(id: JobId, input: Valid<SentIntent>) -> Result<IntentReceipt> {
    server::jobs::carry_out(&cx, id, input.0).await
}

/// Sets the crew.
#[put("/api/v1/jobs/{id}/crew", cx: Cx)]
pub async fn assign_crew(id: JobId, input: Valid<AssignCrew>) -> Result<Job> {
    server::jobs::assign(&cx, id, input.0).await
}

/// Who can be put on the crew.
#[get("/api/v1/jobs/{id}/candidates", cx: Cx)]
pub async fn list_candidates(id: JobId) -> Result<Vec<Candidate>> {
    server::jobs::candidates(&cx, id).await
}

/// Confirms or declines being on the crew.
#[put("/api/v1/jobs/{id}/reply", cx: Cx)]
pub async fn reply_to_job(id: JobId, input: Valid<ReplyToJob>) -> Result<Job> {
    server::jobs::reply(&cx, id, input.0).await
}

/// Sets when the job begins and ends.
#[put("/api/v1/jobs/{id}/times", cx: Cx)]
pub async fn reschedule_job(id: JobId, input: Valid<Reschedule>) -> Result<Job> {
    server::jobs::reschedule(&cx, id, input.0).await
}

/// Sets the priority.
#[put("/api/v1/jobs/{id}/priority", cx: Cx)]
pub async fn prioritize_job(id: JobId, input: Valid<Prioritize>) -> Result<Job> {
    server::jobs::prioritize(&cx, id, input.0).await
}

/// Books what was requested.
#[post("/api/v1/jobs/{id}/booking", cx: Cx)]
pub async fn book_job(id: JobId, input: Valid<SeenJob>) -> Result<Job> {
    server::jobs::book(&cx, id, input.0).await
}

/// Closes the completed job.
#[post("/api/v1/jobs/{id}/closing", cx: Cx)]
pub async fn close_job(id: JobId, input: Valid<SeenJob>) -> Result<Job> {
    server::jobs::close(&cx, id, input.0).await
}

/// Opens the closed job again.
#[post("/api/v1/jobs/{id}/reopening", cx: Cx)]
pub async fn reopen_job(id: JobId, input: Valid<SeenJob>) -> Result<Job> {
    server::jobs::reopen(&cx, id, input.0).await
}

/// Calls the job off.
#[post("/api/v1/jobs/{id}/cancellation", cx: Cx)]
pub async fn cancel_job(id: JobId, input: Valid<CancelJob>) -> Result<Job> {
    server::jobs::cancel(&cx, id, input.0).await
}

/// Writes a note or an instruction.
#[post("/api/v1/jobs/{id}/notes", cx: Cx)]
pub async fn note_on_job(id: JobId, input: Valid<NewNote>) -> Result<Job> {
    server::jobs::note(&cx, id, input.0).await
}

/// Checks the seals of completed phases.
#[get("/api/v1/jobs/{id}/seals", cx: Cx)]
pub async fn check_seals(id: JobId) -> Result<SealCheck> {
    server::jobs::check_seals(&cx, id).await
}

/// The crew member's jobs in full, to work without a network.
#[get("/api/v1/field/working-set", cx: Cx)]
pub async fn working_set() -> Result<WorkingSet> {
    server::jobs::working_set(&cx).await
}

/// The endpoints of this room.
#[cfg(feature = "server")]
pub fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::get("/api/v1/jobs", "Lists jobs with figures")
            .query(&["status", "line", "from", "to", "search", "unassigned", "descending", "after", "limit"])
            .needs(Action::JobsView)
            .replies::<JobList>(),
        Endpoint::get("/api/v1/jobs.csv", "Sends the list of jobs as CSV; ?ids= narrows it to these")
            .query(&["ids"])
            .needs(Action::JobsView)
            .sends("text/csv"),
        Endpoint::post("/api/v1/jobs", "Makes a job that was agreed, or is asked for, without a quote")
            .needs(Action::JobsEdit)
            .body::<NewJob>()
            .replies::<Job>(),
        Endpoint::post("/api/v1/leads/{id}/job", "Turns a lead into a job without a quote, for a reason")
            .needs(Action::JobsEdit)
            .body::<JobFromLead>()
            .replies::<Job>(),
        Endpoint::get("/api/v1/jobs/{id}", "Shows a job with all its parts").needs(Action::JobsView).replies::<Job>(),
        Endpoint::post("/api/v1/jobs/{id}/intents", "Carries out a step of the work")
            .needs(Action::JobsWork)
            .body::<SentIntent>()
            .replies::<IntentReceipt>(),
        Endpoint::put("/api/v1/jobs/{id}/crew", "Sets the crew of a job").needs(Action::JobsAssign).body::<AssignCrew>().replies::<Job>(),
        Endpoint::get("/api/v1/jobs/{id}/candidates", "Lists who can be put on a job")
            .needs(Action::JobsAssign)
            .replies::<Vec<Candidate>>(),
        Endpoint::put("/api/v1/jobs/{id}/reply", "Confirms or declines being on a crew")
            .needs(Action::JobsWork)
            .body::<ReplyToJob>()
            .replies::<Job>(),
        Endpoint::put("/api/v1/jobs/{id}/times", "Sets when a job begins and ends")
            .needs(Action::JobsEdit)
            .body::<Reschedule>()
            .replies::<Job>(),
        Endpoint::put("/api/v1/jobs/{id}/priority", "Sets the priority of a job")
            .needs(Action::JobsEdit)
            .body::<Prioritize>()
            .replies::<Job>(),
        Endpoint::post("/api/v1/jobs/{id}/booking", "Books a requested job").needs(Action::JobsEdit).body::<SeenJob>().replies::<Job>(),
        Endpoint::post("/api/v1/jobs/{id}/closing", "Closes a completed job").needs(Action::JobsEdit).body::<SeenJob>().replies::<Job>(),
        Endpoint::post("/api/v1/jobs/{id}/reopening", "Opens a closed job again")
            .needs(Action::JobsEdit)
            .body::<SeenJob>()
            .replies::<Job>(),
        Endpoint::post("/api/v1/jobs/{id}/cancellation", "Calls a job off").needs(Action::JobsEdit).body::<CancelJob>().replies::<Job>(),
        Endpoint::post("/api/v1/jobs/{id}/notes", "Writes a note or an instruction on a job")
            .needs(Action::JobsEdit)
            .body::<NewNote>()
            .replies::<Job>(),
        Endpoint::get("/api/v1/jobs/{id}/seals", "Checks the seals of completed phases").needs(Action::JobsView).replies::<SealCheck>(),
        Endpoint::get("/api/v1/field/working-set", "Lists the asking crew member's jobs in full")
            .needs(Action::JobsWork)
            .replies::<WorkingSet>(),
    ]
}
