//! Server functions of timelines and the audit view.

use crate::api::prelude::*;
use chrono::{DateTime, Utc};
use shared::JobId;
use shared::audit::ChainCheck;
use shared::events::Event;
use uuid::Uuid;

/// The log, latest first.
#[get("/api/v1/audit?actor&record&kind&from&to&ip&search&after&limit", cx: Cx)]
#[allow(clippy::too_many_arguments, reason = "each is a query parameter of the public API")]
pub async fn list_events(
    actor: Option<Uuid>,
    record: Option<Uuid>,
    kind: Option<String>,
    from: Option<DateTime<Utc>>,
    to: Option<DateTime<Utc>>,
    ip: Option<String>,
    search: Option<String>,
    after: Option<i64>,
    limit: Option<i64>,
) -> Result<Page<Event>> {
    server::audit::list(&cx, shared::audit::AuditQuery { actor, record, kind, from, to, ip, search, after, limit }).await
}

/// Recomputes the hash chain of the log.
#[get("/api/v1/audit/chain", cx: Cx)]
pub async fn check_chain() -> Result<ChainCheck> {
    server::audit::check(&cx).await
}

/// What happened on a job, latest first.
#[get("/api/v1/jobs/{id}/timeline?after", cx: Cx)]
pub async fn job_timeline(id: JobId, after: Option<i64>) -> Result<Page<Event>> {
    server::audit::job_timeline(&cx, id, after).await
}

/// The endpoints of this room.
#[cfg(feature = "server")]
pub fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::get("/api/v1/audit", "Lists what happened, with filters")
            .query(&["actor", "record", "kind", "from", "to", "ip", "search", "after", "limit"])
            .needs(Action::AuditView)
            .replies::<Page<Event>>(),
        Endpoint::get("/api/v1/audit/chain", "Checks that the log is whole").needs(Action::AuditView).replies::<ChainCheck>(),
        Endpoint::get("/api/v1/audit.csv", "Sends the log as CSV")
            .query(&["actor", "record", "kind", "from", "to", "ip", "search"])
            .needs(Action::AuditView)
            .sends("text/csv"),
        Endpoint::get("/api/v1/jobs/{id}/timeline", "Lists what happened on a job")
            .query(&["after"])
            .needs(Action::JobsView)
            .replies::<Page<Event>>(),
    ]
}
