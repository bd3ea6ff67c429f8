//! How the installation does: requests of this process, and the database all processes share, once every few seconds
//! for the last hour. The operator's page shows it; `/metrics` gives the same to collectors that keep more.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use chrono::{DateTime, Utc};

mod latency;
mod sample;

use latency::Latency;
pub use sample::run;

/// Between two samples.
pub const EVERY: Duration = Duration::from_secs(5);
/// Samples kept: an hour.
const KEPT: usize = 720;

/// What was measured in one interval, and how things stood at its end.
#[derive(Clone, Debug, Default)]
pub struct Sample {
    pub at: DateTime<Utc>,
    /// Seconds it covers.
    pub seconds: f64,
    pub requests: u64,
    /// Answers with a status from 500 on.
    pub faults: u64,
    /// Milliseconds half, nineteen of twenty, and ninety-nine of a hundred requests took at most; none without requests.
    pub p50: Option<f64>,
    pub p95: Option<f64>,
    pub p99: Option<f64>,
    /// Open live streams of this process.
    pub streams: u64,
    /// Connections of the pool in use, and open.
    pub pool_busy: u64,
    pub pool_open: u64,
    /// What the database says; none while it is away.
    pub shared: Option<Shared>,
}

/// What all processes share.
#[derive(Clone, Copy, Debug, Default)]
pub struct Shared {
    /// Units of background work that wait or run.
    pub queue: u64,
    /// Seconds the oldest ready one has been waiting.
    pub queue_age: f64,
    /// Units that failed for good.
    pub dead: u64,
    /// Facts that are not in the log yet.
    pub outbox: u64,
    /// Seconds the oldest of them has been waiting.
    pub outbox_age: f64,
    /// Bytes of the database.
    pub bytes: u64,
}

/// Counts what this process answers, and keeps the last hour.
#[derive(Debug, Default)]
pub struct Meter {
    latency: Latency,
    faults: AtomicU64,
    past: Mutex<VecDeque<Sample>>,
}

impl Meter {
    /// Counts an answer.
    pub fn count(&self, status: u16, took: Duration) {
        self.latency.count(took);
        if status >= 500 {
            self.faults.fetch_add(1, Ordering::Relaxed);
        }
    }

    /// The samples of the last hour, oldest first.
    pub fn past(&self) -> Vec<Sample> {
        self.past.lock().unwrap_or_else(PoisonError::into_inner).iter().cloned().collect()
    }

    /// What was counted since the last time, which begins anew.
    fn take(&self) -> Sample {
        let counted = self.latency.take();
        let within = |share| counted.within(share).map(|took| took.as_secs_f64() * 1e3);
        Sample {
            requests: counted.total(),
            faults: self.faults.swap(0, Ordering::Relaxed),
            p50: within(0.5),
            p95: within(0.95),
            p99: within(0.99),
            ..Sample::default()
        }
    }

    fn keep(&self, sample: Sample) {
        let mut past = self.past.lock().unwrap_or_else(PoisonError::into_inner);
        if past.len() == KEPT {
            past.pop_front();
        }
        past.push_back(sample);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::TestApp;

    #[test]
    fn what_is_counted_is_taken_once_and_kept_for_an_hour() {
        let meter = Meter::default();
        for n in 0..100 {
            meter.count(if n == 0 { 500 } else { 200 }, Duration::from_millis(n + 1));
        }
        let sample = meter.take();
        assert_eq!((sample.requests, sample.faults), (100, 1));
        for (found, true_value) in [(sample.p50, 50.0), (sample.p95, 95.0), (sample.p99, 99.0)] {
            let found = found.expect("there were requests");
            assert!((true_value..true_value * 1.11).contains(&found), "{found} for {true_value}");
        }
        let empty = meter.take();
        assert_eq!((empty.requests, empty.p50), (0, None));
        for _ in 0..KEPT + 5 {
            meter.keep(empty.clone());
        }
        assert_eq!(meter.past().len(), KEPT);
    }

    #[tokio::test]
    async fn the_database_tells_what_waits_and_how_long() {
        let t = TestApp::new().await;
        let before = sample::shared(&t.app, 0).await.expect("the database answers");
        assert!(before.bytes > 1_000_000, "a database has some size: {before:?}");
        let mut conn = t.owner_connection().await;
        sqlx::query(
            "insert into work (org_id, id, kind, payload, run_at) values ($1, $2, 'mail.send', '{}', now() - interval '90 seconds')",
        )
        .bind(t.org().id.0)
        .bind(uuid::Uuid::now_v7())
        .execute(&mut conn)
        .await
        .expect("some work");
        let after = sample::shared(&t.app, 0).await.expect("the database answers");
        assert_eq!(after.queue, before.queue + 1);
        assert!(after.queue_age >= 90.0, "{after:?}");
        sqlx::query("update work set status = 'dead'").execute(&mut conn).await.expect("it died");
        let dead = sample::shared(&t.app, 0).await.expect("the database answers");
        assert_eq!((dead.queue, dead.dead >= 1), (0, true), "{dead:?}");
    }
}
