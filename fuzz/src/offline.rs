//! What a device keeps and sends: its queue of writes, its files, what its crew wants done.

use std::collections::BTreeSet;

use chrono::DateTime;
use shared::jobs::{Counting, Intent, Job, Stamp, rules};
use shared::outbox::{Entry, Outcome, Queue, Step, Upload, Uploads};
use shared::packs::CrewRole;
use shared::{CommandId, Error, MemberId};
use uuid::Uuid;

use crate::Given;
use crate::inputs::text;

/// The largest number that JavaScript keeps exactly: what a device stored is at most that.
const SAFE: u64 = 1 << 53;

fn outcome(given: &mut Given) -> Outcome {
    Outcome::of(match given.byte() % 7 {
        0 => Error::Offline,
        1 => Error::Unavailable { retry_after_seconds: given.number() },
        2 => Error::Unauthenticated,
        3 => Error::conflict_value("changed", "Somebody changed it"),
        4 => Error::Full,
        5 => Error::field("name", "required"),
        _ => return Outcome::Accepted,
    })
}

/// Stored entries come back, nothing is lost on the way, and of one record one write goes at a time, the oldest first.
pub fn outbox(bytes: &[u8]) {
    let (json, luck) = bytes.split_at(bytes.iter().position(|byte| *byte == 0).unwrap_or(bytes.len()));
    let Ok(entries) = serde_json::from_slice::<Vec<Entry>>(json) else { return };
    if entries.iter().any(|entry| entry.turn > SAFE) {
        return;
    }
    let written = text(&entries);
    assert_eq!(serde_json::from_str::<Vec<Entry>>(&written).ok(), Some(entries.clone()), "{written}");
    let ids: BTreeSet<CommandId> = entries.iter().map(|entry| entry.id).collect();
    // a device keeps them by id
    if ids.len() != entries.len() {
        return;
    }
    let mut queue = Queue::restore(entries);
    assert!(ids.iter().all(|id| queue.get(*id).is_some()), "an entry is lost");
    let mut given = Given(luck);
    let mut now = DateTime::UNIX_EPOCH;
    let mut left = ids.len();
    while !given.0.is_empty() {
        now += chrono::TimeDelta::seconds(i64::from(given.byte()));
        let ready = queue.ready(now, &BTreeSet::new());
        let records: BTreeSet<String> = ready.iter().filter_map(|id| Some(queue.get(*id)?.entity.clone())).collect();
        assert_eq!(records.len(), ready.len(), "two writes of one record at once");
        let Some(id) = ready.first().copied() else {
            queue.wake();
            continue;
        };
        assert!(queue.start(id).is_some() && queue.discard(id).is_none());
        let ends = outcome(&mut given);
        let gone = ends == Outcome::Accepted;
        assert!(queue.settle(id, ends, now, f64::from(given.byte()) / 255.0).is_some());
        left = left.min(queue.len());
        assert_eq!(gone, queue.get(id).is_none(), "only what took effect goes");
    }
    assert!(left <= ids.len());
}

pub fn uploads(bytes: &[u8]) {
    let (json, luck) = bytes.split_at(bytes.iter().position(|byte| *byte == 0).unwrap_or(bytes.len()));
    let Ok(files) = serde_json::from_slice::<Vec<Upload>>(json) else { return };
    if files.iter().any(|file| file.turn > SAFE || file.size > SAFE || file.sent > SAFE) || files.len() > 100 {
        return;
    }
    let written = text(&files);
    assert_eq!(serde_json::from_str::<Vec<Upload>>(&written).ok(), Some(files.clone()), "{written}");
    let mut uploads = Uploads::restore(files);
    let mut given = Given(luck);
    let now = DateTime::UNIX_EPOCH;
    while !given.0.is_empty() {
        uploads.wake();
        let ready = uploads.ready(now, 3);
        assert!(ready.len() <= 3);
        let Some(file) = ready.first().and_then(|id| uploads.start(*id)) else { return };
        if let Step::Send { offset, length } = file.step(1 << 20) {
            assert!(offset + length <= file.size);
        }
        match given.byte() % 3 {
            0 => {
                let stored = given.yes();
                let kept = uploads.advanced(file.id, given.size(), stored, now);
                assert!(kept.is_some_and(|kept| kept.sent <= kept.size));
                uploads.finished(file.id);
            }
            1 => {
                let ends = outcome(&mut given);
                uploads.stopped(file.id, ends, now, 0.5);
            }
            _ => {
                uploads.finished(file.id);
                uploads.retry(file.id);
            }
        }
        let progress = uploads.progress(|_| true);
        assert!(progress.percent() <= 100);
    }
}

/// A job as a server tells it; what is done to it in the targets is up to what comes.
const JOB: &str = include_str!("../job.json");

/// Whatever a device wants, in whatever order: the rules refuse or do it, and doing it twice is doing it once.
pub fn intents(bytes: &[u8]) {
    let mut job: Job = serde_json::from_str(JOB).unwrap_or_else(|error| panic!("{error}"));
    for line in bytes.split(|byte| *byte == b'\n') {
        let Some((who, json)) = line.split_first() else { continue };
        let Ok(intent) = serde_json::from_slice::<Intent>(json) else { continue };
        let stamp = Stamp {
            at: DateTime::UNIX_EPOCH,
            device_at: DateTime::UNIX_EPOCH,
            gps: None,
            member: Some(MemberId(Uuid::from_u128(u128::from(who & 1)))),
            name: "Theo".into(),
            role: (who & 2 != 0).then_some(CrewRole::Driver),
            office: who & 4 != 0,
            may_override: who & 8 != 0,
            counting: if who & 16 != 0 { Counting::Stored } else { Counting::Captured },
        };
        let before = job.clone();
        match rules::apply(&mut job, &intent, &stamp) {
            Ok(_) => {
                let once = job.clone();
                let _ = rules::apply(&mut job, &intent, &stamp);
                assert_eq!(text(&once.phases), text(&job.phases), "twice is once: {intent:?}");
                assert_eq!(once.notes.len(), job.notes.len(), "{intent:?}");
            }
            Err(_) => assert_eq!(before, job, "refused and done: {intent:?}"),
        }
        let _ = (rules::next_step(&job), shared::jobs::progress(&job, DateTime::UNIX_EPOCH, Counting::Captured));
    }
}
