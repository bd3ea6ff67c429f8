//! Files on their way up.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{LONGEST_WAIT_S, Outcome, backoff_ms, is_due, later};
use crate::{Error, MediaId};

/// A file kept on the device until the server has confirmed its hash.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Upload {
    pub id: MediaId,
    /// Order of making, across reloads.
    pub turn: u64,
    /// The record it belongs to (`job:<id>`), or the address of that record, below which the file is announced then.
    pub entity: String,
    /// The body that declares it to the server, as JSON.
    pub declaration: String,
    /// What it is, for people: "Photo: Inventory".
    pub sentence: String,
    /// Something cannot be completed without it: it goes first.
    pub required: bool,
    /// Bytes.
    pub size: u64,
    pub mime: String,
    /// SHA-256 of the bytes, hexadecimal.
    pub sha256: String,
    pub made_at: DateTime<Utc>,
    /// Bytes the server has.
    #[serde(default)]
    pub sent: u64,
    #[serde(default)]
    pub declared: bool,
    #[serde(default)]
    pub attempts: u32,
    #[serde(default)]
    pub not_before: Option<DateTime<Utc>>,
    #[serde(default, deserialize_with = "super::known_or_default")]
    pub state: UploadState,
    /// When the server confirmed it; the bytes are dropped from the device some time after.
    #[serde(default)]
    pub stored_at: Option<DateTime<Utc>>,
}

/// Where a file stands.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub enum UploadState {
    #[default]
    Waiting,
    /// The server holds it and its hash is right.
    Stored,
    /// The server refused it; a person has to look.
    Attention(Error),
}

/// What comes next for a file.
#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    Declare,
    /// Send the bytes from here, as many.
    Send {
        offset: u64,
        length: u64,
    },
}

/// How far a set of files is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Progress {
    pub files: usize,
    pub stored: usize,
    pub bytes: u64,
    pub sent: u64,
}

impl Progress {
    /// Hundredths, rounded down, so that 100 means everything.
    pub fn percent(&self) -> u8 {
        if self.bytes == 0 {
            return if self.stored == self.files { 100 } else { 0 };
        }
        (self.sent.min(self.bytes) * 100 / self.bytes) as u8
    }
}

impl Upload {
    /// Whether it goes up without anybody's help.
    pub fn is_waiting(&self) -> bool {
        self.state == UploadState::Waiting
    }

    /// Whether the server has confirmed it.
    pub fn is_stored(&self) -> bool {
        self.state == UploadState::Stored
    }

    /// Where it is announced: below the record it belongs to, if that has an address of its own for files, else among the
    /// files of jobs.
    pub fn announced_at(&self) -> String {
        if self.entity.starts_with('/') { format!("{}/media", self.entity) } else { "/api/v1/media".into() }
    }

    /// The next step with chunks of at most `chunk` bytes. An empty file still sends its (empty) last chunk.
    pub fn step(&self, chunk: u64) -> Step {
        if !self.declared {
            return Step::Declare;
        }
        let offset = self.sent.min(self.size);
        Step::Send { offset, length: (self.size - offset).min(chunk) }
    }
}

/// All files of the device that the server may not hold yet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Uploads {
    files: BTreeMap<MediaId, Upload>,
    running: BTreeSet<MediaId>,
}

impl Uploads {
    /// The files as they were stored; nothing runs.
    pub fn restore(files: impl IntoIterator<Item = Upload>) -> Self {
        Self { files: files.into_iter().map(|file| (file.id, file)).collect(), running: BTreeSet::new() }
    }

    /// Reads what storage holds now, because another tab wrote. Of what this tab is sending, it knows better, unless storage
    /// has it no more: then somebody gave it up, and sending it ends.
    pub fn refresh(&mut self, files: impl IntoIterator<Item = Upload>) {
        let before = std::mem::replace(self, Self::restore(files));
        for id in before.running {
            if let (Some(file), Some(stored)) = (before.files.get(&id), self.files.get_mut(&id)) {
                stored.clone_from(file);
                self.running.insert(id);
            }
        }
    }

    /// Adds or replaces a file.
    pub fn put(&mut self, file: Upload) {
        self.files.insert(file.id, file);
    }

    /// Takes a file out.
    pub fn remove(&mut self, id: MediaId) -> Option<Upload> {
        self.running.remove(&id);
        self.files.remove(&id)
    }

    /// The file of this id.
    pub fn get(&self, id: MediaId) -> Option<&Upload> {
        self.files.get(&id)
    }

    /// All files, oldest first.
    pub fn files(&self) -> Vec<&Upload> {
        let mut files: Vec<_> = self.files.values().collect();
        files.sort_by_key(|file| (file.turn, file.id));
        files
    }

    /// The turn a new file takes.
    pub fn next_turn(&self) -> u64 {
        self.files.values().map(|file| file.turn + 1).max().unwrap_or(1)
    }

    /// Whether it is being sent right now.
    pub fn is_running(&self, id: MediaId) -> bool {
        self.running.contains(&id)
    }

    /// Whether the server cannot know of it: never on its way, not even with an answer that was lost.
    pub fn is_unsent(&self, id: MediaId) -> bool {
        !self.is_running(id) && self.get(id).is_some_and(|file| !file.declared && file.attempts == 0)
    }

    /// Files the server has not confirmed: what device writes may have to wait for.
    pub fn missing(&self) -> BTreeSet<MediaId> {
        self.files.values().filter(|file| !file.is_stored()).map(|file| file.id).collect()
    }

    /// What to start so that at most `most` run: required ones first, then the oldest.
    pub fn ready(&self, now: DateTime<Utc>, most: usize) -> Vec<MediaId> {
        let mut waiting: Vec<_> = self
            .files
            .values()
            .filter(|file| file.is_waiting() && !self.running.contains(&file.id))
            .filter(|file| is_due(file.not_before, now))
            .collect();
        waiting.sort_by_key(|file| (!file.required, file.turn, file.id));
        waiting.into_iter().take(most.saturating_sub(self.running.len())).map(|file| file.id).collect()
    }

    /// Marks a file as being sent.
    pub fn start(&mut self, id: MediaId) -> Option<Upload> {
        let file = self.files.get(&id)?.clone();
        self.running.insert(id).then_some(file)
    }

    /// The server answered a chunk or a question: it has this much now, and maybe all of it.
    pub fn advanced(&mut self, id: MediaId, sent: u64, stored: bool, now: DateTime<Utc>) -> Option<Upload> {
        let file = self.files.get_mut(&id)?;
        file.declared = true;
        file.sent = sent.min(file.size);
        file.attempts = 0;
        file.not_before = None;
        if stored {
            file.sent = file.size;
            file.state = UploadState::Stored;
            file.stored_at = Some(now);
        }
        Some(file.clone())
    }

    /// The sending ended without success.
    pub fn stopped(&mut self, id: MediaId, outcome: Outcome, now: DateTime<Utc>, jitter: f64) -> Option<Upload> {
        self.running.remove(&id);
        let file = self.files.get_mut(&id)?;
        match outcome {
            Outcome::Accepted => {}
            Outcome::Unreachable(asked) => {
                file.attempts = file.attempts.saturating_add(1);
                let wait = backoff_ms(file.attempts - 1, jitter).max(asked.map_or(0, |seconds| seconds.min(LONGEST_WAIT_S) as i64 * 1000));
                file.not_before = Some(later(now, wait));
            }
            Outcome::LoggedOut => file.not_before = None,
            Outcome::Conflict(error) | Outcome::Refused(error) => {
                file.attempts = file.attempts.saturating_add(1);
                file.state = UploadState::Attention(error);
            }
        }
        Some(file.clone())
    }

    /// Frees the place of a file that ended well.
    pub fn finished(&mut self, id: MediaId) {
        self.running.remove(&id);
    }

    /// Sends a refused file again, from what the server says it has.
    pub fn retry(&mut self, id: MediaId) -> Option<Upload> {
        let file = self.files.get_mut(&id)?;
        if !file.is_stored() {
            file.state = UploadState::Waiting;
        }
        file.not_before = None;
        Some(file.clone())
    }

    /// Lets everything go at once.
    pub fn wake(&mut self) {
        for file in self.files.values_mut() {
            file.not_before = None;
        }
    }

    /// How far the files are that `of` picks.
    pub fn progress(&self, of: impl Fn(&Upload) -> bool) -> Progress {
        self.files.values().filter(|file| of(file)).fold(Progress::default(), |sum, file| Progress {
            files: sum.files + 1,
            stored: sum.stored + usize::from(file.is_stored()),
            bytes: sum.bytes + file.size,
            sent: sum.sent + file.sent.min(file.size),
        })
    }

    /// The earliest time something wants to be tried again.
    pub fn next_at(&self) -> Option<DateTime<Utc>> {
        self.files.values().filter(|file| file.is_waiting()).filter_map(|file| file.not_before).min()
    }
}
