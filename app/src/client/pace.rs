//! How soon a read follows a live message. The first after a quiet while is followed almost at once, so that another's
//! change shows when it happens; those behind it are gathered, so that a storm of messages costs few reads.

use std::cell::Cell;

/// The least time between two reads that messages cause, in milliseconds.
const BURST_MS: f64 = 120.0;
/// What one change tells in several messages comes within a frame: one read answers all of them.
const FRAME_MS: f64 = 16.0;

/// When messages caused a read.
#[derive(Debug, Default)]
pub struct Pace {
    /// When the last read began.
    last: Cell<Option<f64>>,
    /// A read is about to begin.
    waiting: Cell<bool>,
}

impl Pace {
    /// A message came at `now`, in milliseconds of the device's clock: how long to wait before reading again, or none if
    /// a read is about to begin anyway. Whoever is told to wait [reads](Self::read) afterwards.
    pub fn heard(&self, now: f64) -> Option<u32> {
        if self.waiting.replace(true) {
            return None;
        }
        // a clock that was put back does not make it longer
        let left = self.last.get().map_or(0.0, |last| last + BURST_MS - now);
        Some(left.clamp(FRAME_MS, BURST_MS) as u32)
    }

    /// The wait is over: a read begins at `now`.
    pub fn read(&self, now: f64) {
        self.waiting.set(false);
        self.last.set(Some(now));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_message_after_a_quiet_while_is_followed_within_a_frame() {
        let pace = Pace::default();
        assert_eq!(pace.heard(1_000.0), Some(16));
        pace.read(1_016.0);
        assert_eq!(pace.heard(1_500.0), Some(16));
    }

    #[test]
    fn what_comes_before_the_read_is_answered_by_it() {
        let pace = Pace::default();
        pace.heard(1_000.0);
        assert_eq!((pace.heard(1_001.0), pace.heard(1_010.0)), (None, None));
    }

    #[test]
    fn a_storm_of_messages_costs_a_read_every_120_milliseconds() {
        let pace = Pace::default();
        let (mut reads, mut due) = (Vec::new(), None);
        for now in (0..1_200).map(f64::from) {
            if due.is_some_and(|at| now >= at) {
                pace.read(now);
                reads.push(now);
                due = None;
            }
            if let Some(wait) = pace.heard(now) {
                due = Some(now + f64::from(wait));
            }
        }
        assert_eq!(reads.len(), 10, "{reads:?}");
        assert!(reads.windows(2).all(|two| two[1] - two[0] >= 120.0), "{reads:?}");
    }

    #[test]
    fn a_clock_that_was_put_back_holds_no_read_up() {
        let pace = Pace::default();
        pace.heard(900_000.0);
        pace.read(900_016.0);
        assert_eq!(pace.heard(5_000.0), Some(120));
    }
}
