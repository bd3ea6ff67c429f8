//! Sends what is ready and settles what became of it.

use chrono::TimeDelta;
use dioxus::core::spawn_forever;
use dioxus::prelude::*;
use shared::CommandId;
use shared::outbox::{Change, Entry, Outcome};

use super::{Kick, Outbox};
use crate::client::store::{self, Shelf, Write};
use crate::client::{device, http, js, media_queue};

const AT_ONCE: usize = 3;
/// How long writes that were taken are gathered before storage forgets them: the records are written with them, all of
/// them each time, which a day's queue going up must not do twenty times a second.
const FORGOTTEN_AFTER_MS: u32 = 200;

impl Outbox {
    pub(super) fn send_ready(self) {
        let now = device::now();
        let missing = self.uploads.peek().missing();
        let ready = self.work.read().ready(now, &missing);
        for id in ready {
            let mut work = self.work;
            let entry = work.write().start(id);
            if let Some(entry) = entry {
                self.show_soon();
                spawn(self.send(entry));
            }
        }
        let ready = self.uploads.peek().ready(now, AT_ONCE);
        for id in ready {
            let mut uploads = self.uploads;
            let file = uploads.write().start(id);
            if let Some(file) = file {
                spawn(media_queue::upload(self, file));
            }
        }
    }

    async fn send(self, entry: Entry) {
        let key = entry.id.to_string();
        let headers = [("Idempotency-Key", key.as_str()), ("X-Kept-For", &store::owner())];
        let answer = http::send(&entry.method, &entry.path, &headers, http::Body::Json(&entry.body), 30_000).await;
        let outcome = match answer {
            Ok(answer) => {
                let accepted = self.wires.peek().accepted.borrow().clone();
                let changed = accepted.is_some_and(|accepted| accepted(&entry, &answer.text));
                self.forget_soon(entry.id, changed);
                Outcome::Accepted
            }
            Err(error) => Outcome::of(error),
        };
        self.saw(&outcome);
        let mut work = self.work;
        let accepted = outcome == Outcome::Accepted;
        let change = work.write().settle(entry.id, outcome, device::now(), js::jitter());
        self.show_soon();
        if accepted {
            // the other tabs are told when storage has forgotten it
            self.kick(Kick::Look);
            return;
        }
        if let Some(change @ Change::Keep(_)) = change {
            // the attempt count is all that would be lost
            let _ = self.keep(vec![change]).await;
        }
        self.look();
    }

    /// Has storage forget a write the server has taken, together with all that are taken within a moment and with what
    /// they changed in the device's records. The next write of the same record does not wait for the disk: should the page
    /// end before the disk has it, the write is sent again and the server says the same.
    fn forget_soon(self, id: CommandId, changed: bool) {
        let (wires, owner) = (self.wires.peek().clone(), store::owner());
        wires.taken.borrow_mut().insert(id);
        wires.changed.set(wires.changed.get() || changed);
        if wires.forgetting.replace(true) {
            return;
        }
        spawn_forever(async move {
            js::sleep(FORGOTTEN_AFTER_MS).await;
            wires.forgetting.set(false);
            if store::owner() != owner {
                // another person's storage by now: theirs is sent again when they come back
                return;
            }
            let ids: Vec<CommandId> = wires.taken.borrow().iter().copied().collect();
            let records = wires.records.borrow().clone().filter(|_| wires.changed.replace(false));
            let mut writes = records.map(|records| records()).unwrap_or_default();
            writes.extend(ids.iter().map(|id| Write::Remove(Shelf::Outbox, id.to_string())));
            match self.write(writes).await {
                Ok(()) => wires.taken.borrow_mut().retain(|id| !ids.contains(id)),
                Err(error) => {
                    // the next ones that are taken try it again
                    wires.changed.set(true);
                    self.complain(error);
                }
            }
            self.look();
        });
    }

    pub(crate) fn saw(&self, outcome: &Outcome) {
        let (mut logged_out, mut last_sync) = (self.logged_out, self.last_sync);
        match outcome {
            Outcome::LoggedOut => logged_out.set(true),
            // to the second: it is shown to the minute
            Outcome::Accepted if last_sync.peek().is_none_or(|at| device::now() - at > TimeDelta::seconds(1)) => {
                last_sync.set(Some(device::now()));
            }
            _ => {}
        }
    }
}
