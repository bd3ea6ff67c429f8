//! The queue of device writes.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};

use super::{Entry, LONGEST_WAIT_S, Outcome, State, backoff_ms, is_due, later};
use crate::{CommandId, MediaId};

/// What has to be written to the device's storage.
#[derive(Clone, Debug, PartialEq)]
#[allow(clippy::large_enum_variant, reason = "one is made, carried out and dropped; none is kept")]
pub enum Change {
    Keep(Entry),
    Forget(CommandId),
}

/// The device writes that the server has not answered yet, in the order they were made.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Queue {
    entries: BTreeMap<u64, Entry>,
    sending: BTreeSet<CommandId>,
    /// Shown and still on their way to the disk.
    unkept: BTreeSet<CommandId>,
}

impl Queue {
    /// The queue as it was stored; nothing counts as being sent, because what sent it is gone.
    pub fn restore(entries: impl IntoIterator<Item = Entry>) -> Self {
        let mut queue = Self::default();
        for entry in entries {
            queue.place(entry);
        }
        queue
    }

    /// Reads what storage holds now, because another tab wrote; what this tab is sending stays marked, and what it has
    /// not kept yet stays at all.
    pub fn refresh(&mut self, entries: impl IntoIterator<Item = Entry>) {
        let fresh = Self::restore(entries);
        let former = std::mem::replace(self, fresh);
        let young: Vec<Entry> = former.entries.into_values().filter(|entry| former.unkept.contains(&entry.id)).collect();
        for entry in young {
            if self.get(entry.id).is_none() {
                self.place(entry);
            }
        }
        self.sending = former.sending;
        self.unkept = former.unkept;
    }

    fn place(&mut self, mut entry: Entry) -> Entry {
        // two tabs may have taken the same turn; the command id (made in time order) decides, nothing is replaced
        while self.entries.get(&entry.turn).is_some_and(|other| other.id != entry.id) {
            entry.turn += 1;
        }
        self.entries.insert(entry.turn, entry.clone());
        entry
    }

    /// The turn a new entry takes.
    pub fn next_turn(&self) -> u64 {
        self.entries.last_key_value().map_or(1, |(turn, _)| turn + 1)
    }

    /// Shows an entry at its turn while the change is written to the disk. Until [`Queue::kept`] it is neither sent nor
    /// said to be saved.
    pub fn begin(&mut self, entry: Entry) -> Change {
        self.unkept.insert(entry.id);
        Change::Keep(self.place(entry))
    }

    /// An entry is written anew: until [`Queue::kept`] it counts as not being on the disk.
    pub fn hold(&mut self, id: CommandId) {
        self.unkept.insert(id);
    }

    /// The disk has the entry.
    pub fn kept(&mut self, id: CommandId) {
        self.unkept.remove(&id);
    }

    /// Whether the disk has the entry: it outlives the page.
    pub fn is_kept(&self, id: CommandId) -> bool {
        !self.unkept.contains(&id)
    }

    /// How many are on their way to the disk: they would be lost with the page.
    pub fn unkept(&self) -> usize {
        self.unkept.len()
    }

    /// Adds an entry at its turn of which the change is stored before anything else happens.
    pub fn add(&mut self, entry: Entry) -> Change {
        let id = entry.id;
        let change = self.begin(entry);
        self.kept(id);
        change
    }

    /// All entries, oldest first.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.entries.values()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether everything has been answered.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The entry of this id.
    pub fn get(&self, id: CommandId) -> Option<&Entry> {
        self.entries.values().find(|entry| entry.id == id)
    }

    fn get_mut(&mut self, id: CommandId) -> Option<&mut Entry> {
        self.entries.values_mut().find(|entry| entry.id == id)
    }

    /// Whether it is on its way right now.
    pub fn is_sending(&self, id: CommandId) -> bool {
        self.sending.contains(&id)
    }

    /// What may be sent now: the oldest waiting entry of each record, unless the disk does not have it yet, its time has
    /// not come, a file it needs is not on the server (`missing`: files not confirmed yet), or that record's former entry
    /// is still on its way.
    /// Entries that wait for a person are passed over: they must not hold the rest of the day back.
    pub fn ready(&self, now: DateTime<Utc>, missing: &BTreeSet<MediaId>) -> Vec<CommandId> {
        let mut seen = BTreeSet::new();
        self.entries
            .values()
            .filter(|entry| entry.is_waiting())
            .filter(|entry| seen.insert(entry.entity.as_str()))
            .filter(|entry| !self.sending.contains(&entry.id) && self.is_kept(entry.id))
            .filter(|entry| is_due(entry.not_before, now))
            .filter(|entry| !entry.needs.iter().any(|media| missing.contains(media)))
            .map(|entry| entry.id)
            .collect()
    }

    /// Takes an entry for sending.
    pub fn start(&mut self, id: CommandId) -> Option<Entry> {
        let entry = self.get(id)?.clone();
        self.sending.insert(id).then_some(entry)
    }

    /// What the answer makes of the entry; none when it is not there any more.
    pub fn settle(&mut self, id: CommandId, outcome: Outcome, now: DateTime<Utc>, jitter: f64) -> Option<Change> {
        self.sending.remove(&id);
        if outcome == Outcome::Accepted {
            let turn = self.get(id)?.turn;
            self.entries.remove(&turn);
            return Some(Change::Forget(id));
        }
        let entry = self.get_mut(id)?;
        entry.attempts = entry.attempts.saturating_add(1);
        match outcome {
            Outcome::Accepted => {}
            Outcome::Unreachable(asked) => {
                let wait = backoff_ms(entry.attempts - 1, jitter).max(asked.map_or(0, |seconds| seconds.min(LONGEST_WAIT_S) as i64 * 1000));
                entry.not_before = Some(later(now, wait));
            }
            // whoever logs in again wakes the queue
            Outcome::LoggedOut => entry.not_before = None,
            Outcome::Conflict(error) => entry.state = State::Conflict(error),
            Outcome::Refused(error) => entry.state = State::Attention(error),
        }
        Some(Change::Keep(entry.clone()))
    }

    /// Lets what waits for its time go at once: the network is back, or somebody pressed "Retry".
    pub fn wake(&mut self) {
        for entry in self.entries.values_mut() {
            entry.not_before = None;
        }
    }

    /// Sends a parked entry again.
    pub fn retry(&mut self, id: CommandId) -> Option<Change> {
        let entry = self.get_mut(id)?;
        entry.state = State::Waiting;
        entry.not_before = None;
        Some(Change::Keep(entry.clone()))
    }

    /// Replaces the body and the words of a parked entry and sends it under a new command id: what a person decided in
    /// a conflict is a new write. The old one is forgotten in the same change list.
    pub fn resend(&mut self, id: CommandId, new_id: CommandId, body: String, sentence: String) -> Vec<Change> {
        let Some(turn) = self.get(id).map(|entry| entry.turn) else { return Vec::new() };
        let Some(mut entry) = self.entries.remove(&turn) else { return Vec::new() };
        entry.id = new_id;
        entry.body = body;
        entry.sentence = sentence;
        entry.state = State::Waiting;
        entry.attempts = 0;
        entry.not_before = None;
        vec![Change::Forget(id), Change::Keep(self.place(entry))]
    }

    /// Removes an entry for good because a person said so. One that is on its way cannot be taken back.
    pub fn discard(&mut self, id: CommandId) -> Option<Change> {
        if self.sending.contains(&id) {
            return None;
        }
        let turn = self.get(id)?.turn;
        self.entries.remove(&turn);
        self.unkept.remove(&id);
        Some(Change::Forget(id))
    }

    /// The earliest time something wants to be tried again.
    pub fn next_at(&self) -> Option<DateTime<Utc>> {
        self.entries.values().filter(|entry| entry.is_waiting()).filter_map(|entry| entry.not_before).min()
    }
}
