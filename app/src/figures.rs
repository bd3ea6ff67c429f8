//! The figures of `/metrics`: where they gather, and the tidying without which they would fill memory.
//!
//! How long each request took is kept one by one until somebody drains it into the steps below: a read of `/metrics` does,
//! and where nobody reads, [`tidy`] does. What is drained takes the same room however much there was.

use std::time::Duration;

use metrics_exporter_prometheus::{BuildError, PrometheusBuilder, PrometheusHandle};
use tokio_util::sync::CancellationToken;

/// Between two drains.
pub const EVERY: Duration = Duration::from_secs(5);

/// Seconds within which requests are counted, as histograms do; those of several processes can be added up.
const STEPS: [f64; 15] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0];

/// Has this process count, and gives what its figures are read by.
///
/// # Errors
/// When the process counts already.
pub fn install() -> Result<PrometheusHandle, BuildError> {
    PrometheusBuilder::new().set_buckets(&STEPS)?.install_recorder()
}

/// Drains every so often until stopped.
pub async fn tidy(every: Duration, drain: impl Fn(), stop: CancellationToken) {
    let mut beat = tokio::time::interval(every);
    beat.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    while stop.run_until_cancelled(beat.tick()).await.is_some() {
        drain();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicU32, Ordering};

    use super::*;

    #[tokio::test]
    async fn what_gathers_is_drained_without_anybody_reading_it() {
        let (drained, stop) = (Arc::new(AtomicU32::new(0)), CancellationToken::new());
        let (count, end) = (drained.clone(), stop.clone());
        let drain = move || {
            if count.fetch_add(1, Ordering::Relaxed) == 2 {
                end.cancel();
            }
        };
        tokio::time::timeout(Duration::from_secs(30), tidy(Duration::from_millis(1), drain, stop))
            .await
            .expect("it ends when it is told to");
        assert!(drained.load(Ordering::Relaxed) >= 3);
    }
}
