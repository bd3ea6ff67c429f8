//! Shows the queue: what somebody does at once, what the sending changes a little later.

use dioxus::core::spawn_forever;
use dioxus::prelude::*;

use super::Outbox;
use crate::client::js;

/// How often what the sending changes is painted: a day's queue goes up faster than anybody reads, and painting each of
/// its steps takes longer than taking them.
const SHOWN_EVERY_MS: u32 = 100;
/// The same while so much goes up that painting it would hold the sending up: every act that waits is laid over its job.
const SHOWN_EVERY_MS_OF_MANY: u32 = 400;
const MANY: usize = 50;

impl Outbox {
    /// Shows the queue as it stands.
    pub(super) fn show(self) {
        let now = self.work.read().clone();
        let mut queue = self.queue;
        if *queue.peek() != now {
            queue.set(now);
        }
        let shown = self.wires.peek().shown.borrow().clone();
        if let Some(shown) = shown {
            shown();
        }
    }

    /// Shows it soon, together with what changes until then.
    pub(super) fn show_soon(self) {
        let soon = self.wires.peek().soon.clone();
        if !soon.replace(true) {
            let wait = if self.work.read().len() > MANY { SHOWN_EVERY_MS_OF_MANY } else { SHOWN_EVERY_MS };
            spawn_forever(async move {
                js::sleep(wait).await;
                soon.set(false);
                self.show();
            });
        }
    }
}
