//! Keeps writes on the disk and reads them from there, and does with a write what a person decides about it.

use dioxus::core::spawn_forever;
use dioxus::prelude::*;
use shared::outbox::{Change, Entry, State, Upload};
use shared::{CommandId, MediaId};

use super::{Kick, NewEntry, Outbox, Wires};
use crate::client::store::{self, Shelf, StoreError, Write};
use crate::client::{connection, device, js, media_queue};

/// Until storage is read again that was being written.
const AGAIN_MS: u32 = 50;

impl Outbox {
    pub(super) async fn reload(self) {
        let wires = self.wires.peek().clone();
        let before = wires.writes.get();
        // side by side: another tab waits for both before it shows what this one did
        let (entries, files) = futures_util::join!(store::read_all::<Entry>(Shelf::Outbox), store::read_all::<Upload>(Shelf::Uploads));
        match (entries, files) {
            // what was read is older than what this tab shows
            (Ok(_), Ok(_)) if wires.writes.get() != before || wires.under_way.get() > 0 => {
                spawn_forever(async move {
                    js::sleep(AGAIN_MS).await;
                    self.kick(Kick::Reload);
                });
            }
            (Ok((mut entries, odd)), Ok((files, odd_files))) => {
                entries.retain(|entry| !wires.taken.borrow().contains(&entry.id));
                let (mut work, mut uploads, mut loaded, mut unreadable) = (self.work, self.uploads, self.loaded, self.unreadable);
                work.write().refresh(entries);
                self.show();
                uploads.write().refresh(files);
                let odd = odd.len() + odd_files.len();
                if *unreadable.peek() != odd {
                    unreadable.set(odd);
                }
                loaded.set(true);
            }
            (Err(error), _) | (_, Err(error)) => self.complain(error),
        }
    }

    /// Keeps a write and sends it as soon as it may go. When this returns `Ok` it is on the disk.
    pub async fn add(self, new: NewEntry) -> Result<(), StoreError> {
        let entry = Entry {
            id: new.id,
            turn: self.work.read().next_turn(),
            entity: new.entity,
            method: new.method,
            path: new.path,
            body: new.body,
            sentence: new.sentence,
            needs: new.needs,
            made_at: device::now(),
            attempts: 0,
            not_before: None,
            state: State::Waiting,
        };
        let mut work = self.work;
        // shown at once; taken back if the disk refuses
        let change = work.write().begin(entry);
        self.show();
        let kept = self.keep(vec![change]).await;
        if kept.is_ok() {
            work.write().kept(new.id);
            self.show_soon();
        } else {
            work.write().discard(new.id);
            self.show();
        }
        self.look();
        kept
    }

    pub(super) async fn keep(&self, changes: Vec<Change>) -> Result<(), StoreError> {
        let writes = changes
            .into_iter()
            .map(|change| match change {
                Change::Keep(entry) => Write::json(Shelf::Outbox, entry.id.to_string(), &entry),
                Change::Forget(id) => Ok(Write::Remove(Shelf::Outbox, id.to_string())),
            })
            .collect::<Result<Vec<_>, _>>()?;
        let result = self.write(writes).await;
        if let Err(error) = &result {
            self.complain(error.clone());
        }
        result
    }

    /// Writes to the disk; storage that is read meanwhile is read again, so that it hides nothing of what was written.
    pub(crate) async fn write(&self, writes: Vec<Write>) -> Result<(), StoreError> {
        let _under_way = UnderWay::begin(self.wires.peek().clone());
        store::write(writes).await
    }

    /// Tries everything again now, refused files and writes included.
    pub async fn retry_all(self) {
        let parked: Vec<CommandId> =
            self.work.read().entries().filter(|entry| matches!(entry.state, State::Attention(_))).map(|entry| entry.id).collect();
        for id in parked {
            self.retry(id).await;
        }
        let refused: Vec<MediaId> =
            self.uploads.peek().files().into_iter().filter(|file| !file.is_waiting() && !file.is_stored()).map(|file| file.id).collect();
        for id in refused {
            media_queue::retry(self, id).await;
        }
        self.resume();
    }

    /// Sends a parked write again.
    pub async fn retry(self, id: CommandId) {
        let mut work = self.work;
        let change = work.write().retry(id);
        self.show();
        if let Some(change) = change {
            // a refusal of the disk has been said; the write itself is as it was
            let _ = self.keep(vec![change]).await;
        }
        self.resume();
    }

    /// Sends the decision of a person in a conflict as a new write in the place of the old one.
    pub async fn resend(self, id: CommandId, new_id: CommandId, body: String, sentence: String) -> Result<(), StoreError> {
        let mut work = self.work;
        let former = work.read().get(id).cloned();
        let changes = work.write().resend(id, new_id, body, sentence);
        work.write().hold(new_id);
        self.show();
        let kept = self.keep(changes).await;
        work.write().kept(new_id);
        if kept.is_err() {
            // nothing was decided
            work.write().discard(new_id);
            if let Some(former) = former {
                work.write().add(former);
            }
        }
        self.show();
        self.look();
        kept
    }

    /// Forgets a write for good. One that is on its way stays.
    pub async fn discard(self, id: CommandId) -> Result<(), StoreError> {
        let mut work = self.work;
        let change = work.write().discard(id);
        self.show();
        let kept = self.keep(change.into_iter().collect()).await;
        self.look();
        kept
    }

    /// Goes on after a login or on request.
    pub fn resume(self) {
        let mut logged_out = self.logged_out;
        logged_out.set(false);
        connection::lost();
        self.kick(Kick::Wake);
    }
}

/// A write on its way to the disk. Counted by a guard: whoever waits for it may be gone before its end, and a write that
/// counted as under way for ever would have storage read for ever.
struct UnderWay(Wires);

impl UnderWay {
    fn begin(wires: Wires) -> Self {
        wires.under_way.set(wires.under_way.get() + 1);
        Self(wires)
    }
}

impl Drop for UnderWay {
    fn drop(&mut self) {
        let Wires { under_way, writes, .. } = &self.0;
        under_way.set(under_way.get().saturating_sub(1));
        writes.set(writes.get() + 1);
    }
}
