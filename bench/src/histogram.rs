//! Latencies in buckets of about one percent: small, mergeable, and exact enough for percentiles from microseconds to
//! minutes.

use std::time::Duration;

/// Buckets for each doubling.
const STEPS: u64 = 64;
/// 1 µs to some 70 minutes.
const DOUBLINGS: u64 = 32;

/// Counts of durations.
#[derive(Clone)]
pub struct Histogram {
    counts: Vec<u64>,
    total: u64,
    max: u64,
}

impl Default for Histogram {
    fn default() -> Self {
        Self { counts: vec![0; (STEPS * DOUBLINGS) as usize], total: 0, max: 0 }
    }
}

/// The bucket of a number of microseconds: exact below 64, then 64 for each doubling.
fn bucket(micros: u64) -> usize {
    if micros < STEPS {
        return micros as usize;
    }
    let doubling = u64::from(63 - micros.leading_zeros()) - 6;
    let step = (micros >> doubling) - STEPS;
    ((doubling + 1) * STEPS + step).min(STEPS * DOUBLINGS - 1) as usize
}

/// The largest number of microseconds in a bucket.
fn ceiling(bucket: usize) -> u64 {
    let (doubling, step) = (bucket as u64 / STEPS, bucket as u64 % STEPS);
    if doubling == 0 { step } else { ((STEPS + step + 1) << (doubling - 1)) - 1 }
}

impl Histogram {
    pub fn record(&mut self, latency: Duration) {
        let micros = u64::try_from(latency.as_micros()).unwrap_or(u64::MAX);
        self.counts[bucket(micros)] += 1;
        self.total += 1;
        self.max = self.max.max(micros);
    }

    pub fn merge(&mut self, other: &Self) {
        for (mine, theirs) in self.counts.iter_mut().zip(&other.counts) {
            *mine += theirs;
        }
        self.total += other.total;
        self.max = self.max.max(other.max);
    }

    pub fn count(&self) -> u64 {
        self.total
    }

    /// Milliseconds that `quantile` (0 to 1) of all stayed within; 0 when nothing was recorded.
    pub fn at(&self, quantile: f64) -> f64 {
        let wanted = ((self.total as f64 * quantile).ceil() as u64).clamp(1, self.total.max(1));
        let mut seen = 0;
        for (bucket, count) in self.counts.iter().enumerate() {
            seen += count;
            if seen >= wanted && self.total > 0 {
                return ceiling(bucket).min(self.max) as f64 / 1000.0;
            }
        }
        0.0
    }

    /// Milliseconds at the quantiles a plot shows.
    pub fn curve(&self) -> Vec<(f64, f64)> {
        [0.0, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.995, 0.999, 1.0].into_iter().map(|q| (q, self.at(q))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn buckets_are_about_a_percent_wide_and_in_order() {
        let mut last = 0;
        for micros in (0..5_000_000).step_by(37) {
            let at = bucket(micros);
            assert!(at >= last && ceiling(at) >= micros, "{micros}");
            assert!(ceiling(at) as f64 <= micros as f64 * 1.017 + 1.0, "{micros} {}", ceiling(at));
            last = at;
        }
    }

    #[test]
    fn quantiles_count_from_below() {
        let mut h = Histogram::default();
        for ms in 1..=1000 {
            h.record(Duration::from_millis(ms));
        }
        assert!((h.at(0.5) - 500.0).abs() < 8.0, "{}", h.at(0.5));
        assert!((h.at(0.99) - 990.0).abs() < 16.0, "{}", h.at(0.99));
        assert_eq!(h.at(1.0), 1000.0);
        assert_eq!(Histogram::default().at(0.5), 0.0);
        let mut both = h.clone();
        both.merge(&h);
        assert_eq!(both.count(), 2000);
        assert_eq!(both.at(0.5), h.at(0.5));
    }
}
