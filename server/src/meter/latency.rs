//! Durations counted in steps of a tenth, so that counting is one addition and a share is known within ten per cent.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// Steps: from a tenth of a millisecond to about two minutes.
const STEPS: usize = 150;
const SHORTEST: f64 = 1e-4;
const GROWTH: f64 = 1.1;

/// How many answers took how long.
#[derive(Debug)]
pub(super) struct Latency([AtomicU64; STEPS]);

impl Default for Latency {
    fn default() -> Self {
        Self([const { AtomicU64::new(0) }; STEPS])
    }
}

impl Latency {
    /// Counts one.
    pub(super) fn count(&self, took: Duration) {
        let step = (took.as_secs_f64() / SHORTEST).ln() / GROWTH.ln();
        // below the first step and beyond the last one count as those
        let step = (step.ceil().max(0.0) as usize).min(STEPS - 1);
        self.0[step].fetch_add(1, Ordering::Relaxed);
    }

    /// What was counted, and begins anew.
    pub(super) fn take(&self) -> Counted {
        Counted(self.0.iter().map(|step| step.swap(0, Ordering::Relaxed)).collect())
    }
}

/// What was counted in an interval.
pub(super) struct Counted(Vec<u64>);

impl Counted {
    pub(super) fn total(&self) -> u64 {
        self.0.iter().sum()
    }

    /// What this share of them took at most; none of none.
    pub(super) fn within(&self, share: f64) -> Option<Duration> {
        let wanted = (self.total() as f64 * share).ceil() as u64;
        let mut seen = 0;
        let step = self.0.iter().position(|count| {
            seen += count;
            seen >= wanted
        })?;
        (wanted > 0).then(|| Duration::from_secs_f64(SHORTEST * GROWTH.powi(step as i32)))
    }
}
