//! A tablet: what its storage holds, what its memory holds, its clock. It runs the app's own rules of the queue, of
//! uploads and of what is shown; here is only what the browser does around them.

use std::collections::BTreeMap;

use app::field::overlay::{self, Shown, Worker};
use chrono::{DateTime, TimeDelta, Utc};
use shared::jobs::{Intent, IntentReceipt, Job, SentIntent, rules};
use shared::media::{Ask, DeclareMedia, MediaReceipt, Turn};
use shared::outbox::{Change, Entry, Outcome, Queue, State, Step, Upload, UploadState, Uploads};
use shared::{CommandId, Error, MediaId};

use super::dice::Dice;
use super::history::Fact;
use super::simulation::{Flaw, at};

/// Files sent at once.
const AT_ONCE: usize = 3;

/// What survives the end of the app.
#[derive(Default)]
struct Disk {
    entries: BTreeMap<CommandId, Entry>,
    files: BTreeMap<MediaId, Upload>,
    copy: Option<Job>,
}

/// A question on its way to the server.
#[derive(Clone, Debug)]
pub enum Request {
    Intent(Entry),
    File(MediaId, Ask, DeclareMedia),
    Copy(u64),
}

/// What came back.
#[derive(Clone, Debug)]
pub enum Answer {
    Intent(CommandId, Result<IntentReceipt, Error>),
    File(MediaId, Ask, Result<Option<MediaReceipt>, Error>),
    Copy(u64, Result<Box<Job>, Error>),
}

pub struct Device {
    pub who: usize,
    pub worker: Worker,
    disk: Disk,
    queue: Queue,
    uploads: Uploads,
    copy: Job,
    /// Of the app's lifetimes this is the nth: answers to an earlier one reach nobody.
    pub life: u64,
    pub online: bool,
    pub logged_out: bool,
    /// Device clock minus true time, milliseconds.
    pub skew: i64,
    offset_ms: Option<i64>,
    chunk: u64,
    refreshes: u64,
    pub flaw: Flaw,
}

impl Device {
    pub fn new(who: usize, worker: Worker, copy: Job, skew: i64, flaw: Flaw) -> Self {
        let disk = Disk { copy: Some(copy.clone()), ..Disk::default() };
        let (queue, uploads) = (Queue::default(), Uploads::default());
        let offset_ms = Some(-skew);
        Self {
            who,
            worker,
            disk,
            queue,
            uploads,
            copy,
            life: 1,
            online: true,
            logged_out: false,
            skew,
            offset_ms,
            chunk: 16,
            refreshes: 0,
            flaw,
        }
    }

    fn clock(&self, now: u64) -> DateTime<Utc> {
        at(now) + TimeDelta::milliseconds(self.skew)
    }

    pub fn shown(&self) -> Shown {
        overlay::shown(&self.copy, &self.queue, &self.uploads, &self.worker, self.online)
    }

    /// The system ended the app; it begins again with what is on the disk.
    pub fn die(&mut self) {
        self.life += 1;
        self.queue = Queue::restore(self.disk.entries.values().cloned());
        self.uploads = Uploads::restore(self.disk.files.values().cloned());
        if let Some(copy) = &self.disk.copy {
            self.copy = copy.clone();
        }
        self.offset_ms = None;
    }

    fn write(&mut self, change: Change) {
        match change {
            Change::Keep(entry) => drop(self.disk.entries.insert(entry.id, entry)),
            Change::Forget(id) => drop(self.disk.entries.remove(&id)),
        }
    }

    /// Does something to the job, if the rules allow it here; what is said to be safe then.
    pub fn intend(&mut self, intent: Intent, needs: Vec<MediaId>, now: u64, dice: &mut Dice) -> Option<Fact> {
        let command = CommandId(dice.id(now));
        let sent = SentIntent { command, intent, device_at: self.clock(now), offset_ms: self.offset_ms, gps: None };
        let mut job = self.shown().job;
        let stamp = self.worker.stamp(&job, &sent, None);
        rules::apply(&mut job, &sent.intent, &stamp).ok()?;
        let entry = Entry {
            id: command,
            turn: self.queue.next_turn(),
            entity: overlay::entity(self.copy.id),
            method: "POST".into(),
            path: String::new(),
            body: serde_json::to_string(&sent).ok()?,
            sentence: String::new(),
            needs,
            made_at: self.clock(now),
            attempts: 0,
            not_before: None,
            state: State::Waiting,
        };
        let change = self.queue.add(entry);
        if self.flaw != Flaw::DeviceForgetsAtReload {
            self.write(change);
        }
        Some(Fact::Kept { who: self.who, command, intent: sent.intent })
    }

    /// Keeps a file.
    pub fn capture(&mut self, declared: DeclareMedia, chunk: u64, now: u64) -> Option<Fact> {
        self.chunk = chunk;
        let file = Upload {
            id: declared.id,
            turn: self.uploads.next_turn(),
            entity: overlay::entity(self.copy.id),
            declaration: serde_json::to_string(&declared).ok()?,
            sentence: String::new(),
            required: declared.requirement.is_some(),
            size: declared.size.unsigned_abs(),
            mime: "image/jpeg".into(),
            sha256: declared.sha256,
            made_at: self.clock(now),
            sent: 0,
            declared: false,
            attempts: 0,
            not_before: None,
            state: UploadState::Waiting,
            stored_at: None,
        };
        let fact = Fact::FileKept { who: self.who, media: file.id, size: declared.size };
        self.disk.files.insert(file.id, file.clone());
        self.uploads.put(file);
        Some(fact)
    }

    /// What goes out now.
    pub fn send_ready(&mut self, now: u64) -> Vec<Request> {
        if !self.online || self.logged_out {
            return Vec::new();
        }
        let mut requests = Vec::new();
        let clock = self.clock(now);
        let mut ready = self.queue.ready(clock, &self.uploads.missing());
        if self.flaw == Flaw::DeviceSendsLatestFirst {
            ready =
                self.queue.entries().filter(|entry| entry.is_waiting() && !self.queue.is_sending(entry.id)).map(|entry| entry.id).collect();
            ready.reverse();
            ready.truncate(1);
        }
        for id in ready {
            requests.extend(self.queue.start(id).map(Request::Intent));
        }
        for id in self.uploads.ready(clock, AT_ONCE) {
            let Some(file) = self.uploads.start(id) else { continue };
            requests.extend(ask(&file, Ask::Declare));
        }
        requests
    }

    /// Asks for the server's copy.
    pub fn refresh(&mut self) -> Request {
        self.refreshes += 1;
        Request::Copy(self.refreshes)
    }

    /// When it wants to look again by itself, on the true clock.
    pub fn looks_at(&self, now: u64) -> u64 {
        let clock = self.clock(now);
        let next = [self.queue.next_at(), self.uploads.next_at()].into_iter().flatten().filter(|at| *at > clock).min();
        let wait = next.map_or(30_000, |at| (at - clock).num_milliseconds()).clamp(100, 30_000);
        now + wait.unsigned_abs()
    }

    /// The network is back, or somebody looks at the screen again.
    pub fn wake(&mut self) {
        self.queue.wake();
        self.uploads.wake();
    }

    /// Takes an answer in: what is said to have happened, and what is asked next.
    pub fn hear(&mut self, answer: Answer, now: u64, dice: &mut Dice) -> (Vec<Fact>, Vec<Request>) {
        match answer {
            Answer::Intent(command, answer) => self.hear_intent(command, answer, now, dice),
            Answer::File(id, asked, answer) => (Vec::new(), self.hear_file(id, asked, answer, now, dice)),
            Answer::Copy(turn, Ok(job)) if turn == self.refreshes => {
                self.offset_ms = Some(-self.skew);
                self.disk.copy = Some((*job).clone());
                self.copy = *job;
                (Vec::new(), Vec::new())
            }
            Answer::Copy(_, Err(Error::Unauthenticated)) => {
                self.logged_out = true;
                (Vec::new(), Vec::new())
            }
            Answer::Copy(..) => (Vec::new(), Vec::new()),
        }
    }

    fn hear_intent(
        &mut self,
        command: CommandId,
        answer: Result<IntentReceipt, Error>,
        now: u64,
        dice: &mut Dice,
    ) -> (Vec<Fact>, Vec<Request>) {
        let mut requests = Vec::new();
        let outcome = match answer {
            Ok(receipt) => {
                if let Some(sent) = self.queue.get(command).and_then(|entry| serde_json::from_str::<SentIntent>(&entry.body).ok()) {
                    overlay::carry_over(&mut self.copy, &sent, &receipt, &self.worker);
                    self.disk.copy = Some(self.copy.clone());
                }
                self.disk.entries.remove(&command);
                if self.flaw != Flaw::DeviceNeverLooksAgain {
                    requests.push(self.refresh());
                }
                Outcome::Accepted
            }
            Err(error) => Outcome::of(error),
        };
        let outcome = match outcome {
            Outcome::Unreachable(_) if self.flaw == Flaw::DeviceDropsOnFailure => {
                self.disk.entries.remove(&command);
                Outcome::Accepted
            }
            Outcome::Unreachable(_) if self.flaw == Flaw::DeviceGivesUp => Outcome::Unreachable(Some(3_600)),
            other => other,
        };
        self.logged_out |= outcome == Outcome::LoggedOut;
        let mut facts = match outcome {
            Outcome::Accepted => vec![Fact::Accepted { command }],
            _ => Vec::new(),
        };
        if let Some(change @ Change::Keep(_)) = self.queue.settle(command, outcome, self.clock(now), dice.part()) {
            if let Change::Keep(entry) = &change
                && !entry.is_waiting()
            {
                facts.push(Fact::Parked { command });
            }
            self.write(change);
        }
        (facts, requests)
    }

    fn hear_file(
        &mut self,
        id: MediaId,
        asked: Ask,
        answer: Result<Option<MediaReceipt>, Error>,
        now: u64,
        dice: &mut Dice,
    ) -> Vec<Request> {
        let clock = self.clock(now);
        match asked.answered(answer) {
            Turn::Ask(next) => self.uploads.get(id).and_then(|file| ask(file, next)).into_iter().collect(),
            Turn::Heard(receipt) => {
                let stored = receipt.status == shared::media::MediaStatus::Stored;
                let sent = u64::try_from(receipt.offset).unwrap_or(0);
                let Some(file) = self.uploads.advanced(id, sent, stored, clock) else { return Vec::new() };
                self.disk.files.insert(id, file.clone());
                if stored {
                    self.uploads.finished(id);
                    return Vec::new();
                }
                let next = match file.step(self.chunk) {
                    Step::Declare => Ask::Declare,
                    Step::Send { offset, length } => Ask::Chunk { offset, length },
                };
                ask(&file, next).into_iter().collect()
            }
            Turn::Failed(error) => {
                let outcome = Outcome::of(error);
                self.logged_out |= outcome == Outcome::LoggedOut;
                if let Some(file) = self.uploads.stopped(id, outcome, clock, dice.part()) {
                    self.disk.files.insert(id, file);
                }
                Vec::new()
            }
        }
    }

    /// A person looks at what was refused: gives it up, sends it again, or insists in sight of the other's answer.
    pub fn decide(&mut self, now: u64, dice: &mut Dice) -> Vec<Fact> {
        let refused: Vec<MediaId> =
            self.uploads.files().iter().filter(|file| !file.is_waiting() && !file.is_stored()).map(|file| file.id).collect();
        for id in refused {
            if let Some(file) = self.uploads.retry(id) {
                self.disk.files.insert(id, file);
            }
        }
        let parked: Vec<Entry> = self.queue.entries().filter(|entry| !entry.is_waiting()).cloned().collect();
        let mut facts = Vec::new();
        for entry in parked {
            match dice.roll(4) {
                0 => {
                    if let Some(change) = self.queue.retry(entry.id) {
                        self.write(change);
                    }
                }
                1 => facts.extend(self.insist(&entry, now, dice)),
                _ => {
                    if let Some(change) = self.queue.discard(entry.id) {
                        self.write(change);
                        facts.push(Fact::Discarded { command: entry.id });
                    }
                }
            }
        }
        facts
    }

    fn insist(&mut self, entry: &Entry, now: u64, dice: &mut Dice) -> Vec<Fact> {
        let Ok(mut sent) = serde_json::from_str::<SentIntent>(&entry.body) else { return Vec::new() };
        let Intent::AnswerItem { item, seen, .. } = &mut sent.intent else { return Vec::new() };
        let Some(theirs) = self.copy.item(*item).map(|(_, item)| item.answer) else { return Vec::new() };
        *seen = theirs;
        sent.command = CommandId(dice.id(now));
        let Ok(body) = serde_json::to_string(&sent) else { return Vec::new() };
        for change in self.queue.resend(entry.id, sent.command, body, entry.sentence.clone()) {
            self.write(change);
        }
        let kept = Fact::Kept { who: self.who, command: sent.command, intent: sent.intent };
        // in the old place, under a new name: it may come before what was made since
        vec![Fact::Replaced { command: entry.id, by: sent.command }, kept]
    }

    /// What is not sent yet, in words.
    pub fn unsent(&self) -> Vec<String> {
        let entries = self
            .queue
            .entries()
            .map(|entry| format!("device {} still has {} ({:?}, {} attempts)", self.who, entry.id, entry.state, entry.attempts));
        let files = self.uploads.files().into_iter().filter(|file| !file.is_stored());
        let files = files.map(|file| format!("device {} still has file {} ({:?})", self.who, file.id, file.state));
        entries.chain(files).collect()
    }

    pub fn has_unsent(&self) -> bool {
        !self.queue.is_empty() || !self.uploads.missing().is_empty()
    }
}

fn ask(file: &Upload, next: Ask) -> Option<Request> {
    Some(Request::File(file.id, next, serde_json::from_str(&file.declaration).ok()?))
}
