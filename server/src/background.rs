//! Background work: rows written on the caller's transaction, claimed with a lease, retried with growing pauses,
//! dead after the last attempt and shown on the operations screen. Sweeps are periodic, input-free and idempotent.
//!
//! Work runs at least once: a worker that dies after its effect and before its tick runs again when the lease ends,
//! so `run` must be idempotent.

use std::time::Duration;

use chrono::{DateTime, Utc};
use serde::Serialize;
use serde::de::DeserializeOwned;
use shared::{Error, Result, WorkId};

use crate::cx::Cx;
use crate::db::Tx;

#[cfg(test)]
mod atomic_tests;
mod registry;
mod sweeps;
#[cfg(test)]
mod sweeps_tests;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod tidying_tests;
mod worker;

pub use sweeps::{Sweep, run as run_sweeps};
pub use worker::{drain, run};

/// A kind of background work.
pub trait Work: Serialize + DeserializeOwned + Send + 'static {
    /// Stable name, `mail.send`.
    const KIND: &'static str;
    /// Attempts before it is dead.
    const ATTEMPTS: i32 = 8;
    /// Does it. Must be idempotent.
    fn run(self, cx: &Cx) -> impl Future<Output = Result<()>> + Send;
}

/// How long a worker may take before another takes over.
pub(crate) const LEASE: Duration = Duration::from_secs(120);

impl Tx {
    /// Enqueues work: it runs if and only if this transaction commits.
    pub async fn later<W: Work>(&mut self, work: &W) -> Result<WorkId> {
        self.not_before(work, None).await
    }

    /// The same, but not before a moment, if there is one.
    pub async fn not_before<W: Work>(&mut self, work: &W, moment: Option<DateTime<Utc>>) -> Result<WorkId> {
        let payload = serde_json::to_value(work).map_err(|error| Error::internal(&error))?;
        let id: WorkId = self.cx.id();
        let org = self.org().0;
        sqlx::query!(
            "insert into work (org_id, id, kind, payload, run_at) values ($1, $2, $3, $4, coalesce($5, now()))",
            org,
            id.0,
            W::KIND,
            payload,
            moment
        )
        .execute(self.db()?)
        .await?;
        self.wake_workers();
        Ok(id)
    }
}
