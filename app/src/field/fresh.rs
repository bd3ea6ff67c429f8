//! When the device asks for its jobs again: at once, one question at a time, and seldom while its own work goes up, each
//! act of which changes what would be told.

use dioxus::prelude::*;

use super::state::Field;
use crate::client::js;

/// Between two questions while the queue is being sent.
const WHILE_SENDING_MS: u32 = 2_000;

/// What is known of the questions.
#[derive(Clone, Copy, Debug, Default)]
pub struct Freshness {
    /// Somebody asks.
    running: bool,
    /// What is there may be old.
    wanted: bool,
    /// Acts of this device the server has taken: what was asked before the last of them does not know it.
    taken: u64,
    /// What it said of them is not shown yet.
    unshown: bool,
}

impl Field {
    /// Asks for the jobs; while somebody asks already, once more afterwards.
    pub(super) fn freshen(self) {
        let mut freshness = self.freshness;
        freshness.write().wanted = true;
        if freshness.peek().running || !*self.truth.online.peek() {
            return;
        }
        freshness.write().running = true;
        spawn(async move {
            while freshness.peek().wanted && *self.truth.online.peek() {
                freshness.write().wanted = false;
                self.refresh().await;
                if self.outbox.has_waiting() {
                    js::sleep(WHILE_SENDING_MS).await;
                }
            }
            freshness.write().running = false;
        });
    }

    /// The server has taken an act of this device: shown together with what the queue is then.
    pub(super) fn taken(self) {
        let mut freshness = self.freshness;
        let mut freshness = freshness.write();
        freshness.taken += 1;
        freshness.unshown = true;
    }

    /// Shows what the server said of acts it has taken.
    pub(super) fn show_taken(self) {
        let mut freshness = self.freshness;
        if std::mem::take(&mut freshness.write().unshown) {
            let mut set = self.set;
            set.set(self.told.read().clone());
        }
    }

    /// How many it has taken so far.
    pub(super) fn count_taken(self) -> u64 {
        self.freshness.peek().taken
    }
}
