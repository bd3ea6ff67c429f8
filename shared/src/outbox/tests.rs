//! A day without a network, many times over: cuts before and after the server commits, reloads at any moment.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, TimeDelta, Utc};
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::{CommandId, Error, MediaId};

fn at(seconds: i64) -> DateTime<Utc> {
    DateTime::<Utc>::UNIX_EPOCH + TimeDelta::seconds(seconds)
}

fn entry(n: u64, entity: u64, needs: Vec<MediaId>) -> Entry {
    Entry {
        id: CommandId(Uuid::from_u128(u128::from(n))),
        turn: n,
        entity: format!("job:{entity}"),
        method: "POST".into(),
        path: format!("/api/v1/jobs/{entity}/intents"),
        body: n.to_string(),
        sentence: format!("Step {n}"),
        needs,
        made_at: at(n as i64),
        attempts: 0,
        not_before: None,
        state: State::Waiting,
    }
}

fn file(n: u64, size: u64, required: bool) -> Upload {
    Upload {
        id: MediaId(Uuid::from_u128(1_000 + u128::from(n))),
        turn: n,
        entity: "job:1".into(),
        declaration: "{}".into(),
        sentence: format!("Photo {n}"),
        required,
        size,
        mime: "image/jpeg".into(),
        sha256: String::new(),
        made_at: at(0),
        sent: 0,
        declared: false,
        attempts: 0,
        not_before: None,
        state: UploadState::Waiting,
        stored_at: None,
    }
}

/// The device's storage: what survives a reload.
#[derive(Default)]
struct Disk(BTreeMap<CommandId, Entry>);

impl Disk {
    fn write(&mut self, change: Change) {
        match change {
            Change::Keep(entry) => {
                self.0.insert(entry.id, entry);
            }
            Change::Forget(id) => {
                self.0.remove(&id);
            }
        }
    }
}

/// A server that carries each command id out once.
#[derive(Default)]
struct Server {
    effects: Vec<(String, String)>,
    seen: BTreeSet<CommandId>,
}

impl Server {
    fn receive(&mut self, entry: &Entry) {
        if self.seen.insert(entry.id) {
            self.effects.push((entry.entity.clone(), entry.body.clone()));
        }
    }
}

proptest! {
    #[test]
    fn whatever_is_cut_or_reloaded_each_write_takes_effect_once_and_in_order(
        entities in proptest::collection::vec(0_u64..4, 1..40),
        faults in proptest::collection::vec(0_u8..5, 0..200),
    ) {
        let mut disk = Disk::default();
        let mut server = Server::default();
        let mut queue = Queue::default();
        for (n, entity) in entities.iter().enumerate() {
            let change = queue.add(entry(n as u64 + 1, *entity, vec![]));
            disk.write(change);
        }
        let mut faults = faults.into_iter();
        let mut now = at(0);
        let mut rounds = 0;
        while !queue.is_empty() {
            rounds += 1;
            prop_assert!(rounds < 5_000, "the queue is stuck");
            let ready = queue.ready(now, &BTreeSet::new());
            if ready.is_empty() {
                now = queue.next_at().unwrap_or(now);
                continue;
            }
            for id in ready {
                let Some(entry) = queue.start(id) else { continue };
                let outcome = match faults.next() {
                    // lost on the way there
                    Some(0) => Outcome::Unreachable(None),
                    // carried out, but the answer was lost
                    Some(1) => { server.receive(&entry); Outcome::Unreachable(Some(1)) }
                    // carried out, and the page died before it read the answer
                    Some(2) => { server.receive(&entry); queue = Queue::restore(disk.0.values().cloned()); break }
                    // the page died before sending
                    Some(3) => { queue = Queue::restore(disk.0.values().cloned()); break }
                    _ => { server.receive(&entry); Outcome::Accepted }
                };
                if let Some(change) = queue.settle(id, outcome, now, 0.5) {
                    disk.write(change);
                }
            }
        }
        prop_assert!(disk.0.is_empty());
        prop_assert_eq!(server.effects.len(), entities.len());
        for entity in 0..4 {
            let done: Vec<u64> = server.effects.iter().filter(|(e, _)| *e == format!("job:{entity}")).map(|(_, body)| body.parse().unwrap()).collect();
            prop_assert!(done.is_sorted(), "{:?}", done);
        }
    }

    #[test]
    fn a_file_cut_anywhere_is_sent_completely_without_a_gap(size in 0_u64..5_000, chunk in 1_u64..900, cuts in proptest::collection::vec(any::<bool>(), 0..60)) {
        let mut uploads = Uploads::default();
        uploads.put(file(1, size, true));
        let id = file(1, size, true).id;
        let mut cuts = cuts.into_iter();
        let mut at_server = 0_u64;
        let mut now = at(0);
        let mut rounds = 0;
        while !uploads.get(id).unwrap().is_stored() {
            rounds += 1;
            prop_assert!(rounds < 20_000);
            if uploads.ready(now, 3).is_empty() {
                now = uploads.next_at().unwrap();
            }
            let mut upload = uploads.start(id).unwrap();
            loop {
                let cut = cuts.next().unwrap_or(false);
                match upload.step(chunk) {
                    Step::Declare => {}
                    Step::Send { offset, length } => {
                        prop_assert!(offset <= at_server, "a gap would be left");
                        // an offset the server has already passed is answered with where it stands
                        if offset == at_server { at_server += length; }
                    }
                }
                if cut {
                    uploads.stopped(id, Outcome::Unreachable(None), now, 0.0);
                    break;
                }
                let stored = upload.declared && at_server == size;
                upload = uploads.advanced(id, at_server, stored, now).unwrap();
                if stored { uploads.finished(id); break; }
            }
        }
        prop_assert_eq!(at_server, size);
    }
}

#[test]
fn a_completion_waits_for_its_photos_and_what_follows_waits_for_the_completion() {
    let photo = file(1, 10, true);
    let mut queue = Queue::default();
    queue.add(entry(1, 1, vec![photo.id]));
    queue.add(entry(2, 1, vec![]));
    queue.add(entry(3, 2, vec![]));
    let missing: BTreeSet<_> = [photo.id].into();
    let ids = |list: Vec<CommandId>| list.into_iter().map(|id| id.0.as_u128()).collect::<Vec<_>>();
    assert_eq!(ids(queue.ready(at(9), &missing)), vec![3]);
    assert_eq!(ids(queue.ready(at(9), &BTreeSet::new())), vec![1, 3]);
}

#[test]
fn what_the_disk_does_not_have_yet_is_shown_holds_its_record_and_is_not_sent() {
    let (first, later) = (CommandId(Uuid::from_u128(1)), CommandId(Uuid::from_u128(2)));
    let mut queue = Queue::default();
    queue.begin(entry(1, 1, vec![]));
    queue.add(entry(2, 1, vec![]));
    assert_eq!((queue.len(), queue.unkept(), queue.is_kept(first), queue.is_kept(later)), (2, 1, false, true));
    assert_eq!(queue.ready(at(9), &BTreeSet::new()), vec![], "the later one of the record must not overtake");
    // another tab wrote: storage knows the later one only
    queue.refresh([entry(2, 1, vec![])]);
    assert_eq!(queue.entries().map(|entry| entry.id).collect::<Vec<_>>(), vec![first, later]);
    queue.kept(first);
    assert_eq!(queue.ready(at(9), &BTreeSet::new()), vec![first]);
    queue.refresh([entry(2, 1, vec![])]);
    assert_eq!(queue.entries().map(|entry| entry.id).collect::<Vec<_>>(), vec![later], "what was kept is believed to storage");
}

#[test]
fn what_the_disk_refused_is_gone_without_a_trace() {
    let id = CommandId(Uuid::from_u128(1));
    let mut queue = Queue::default();
    queue.begin(entry(1, 1, vec![]));
    queue.discard(id);
    assert_eq!(queue, Queue::default());
}

#[test]
fn a_refused_write_is_parked_with_its_reason_and_holds_nothing_back() {
    let mut queue = Queue::default();
    queue.add(entry(1, 1, vec![]));
    queue.add(entry(2, 1, vec![]));
    let id = CommandId(Uuid::from_u128(1));
    queue.start(id);
    queue.settle(id, Outcome::of(Error::Forbidden { missing: "jobs.work".into() }), at(0), 0.0);
    assert!(matches!(queue.get(id).unwrap().state, State::Attention(Error::Forbidden { .. })));
    assert_eq!(queue.ready(at(0), &BTreeSet::new()), vec![CommandId(Uuid::from_u128(2))]);
    queue.retry(id);
    assert_eq!(queue.ready(at(0), &BTreeSet::new()), vec![id]);
}

#[test]
fn a_logged_out_device_keeps_everything_and_goes_on_at_once_after_logging_in() {
    let mut queue = Queue::default();
    queue.add(entry(1, 1, vec![]));
    let id = CommandId(Uuid::from_u128(1));
    queue.start(id);
    queue.settle(id, Outcome::of(Error::Unauthenticated), at(0), 0.0);
    assert_eq!(queue.ready(at(0), &BTreeSet::new()), vec![id]);
}

#[test]
fn a_decision_in_a_conflict_is_sent_as_a_new_write_in_the_old_place() {
    let mut queue = Queue::default();
    queue.add(entry(1, 1, vec![]));
    queue.add(entry(2, 1, vec![]));
    let (old, new) = (CommandId(Uuid::from_u128(1)), CommandId(Uuid::from_u128(77)));
    queue.start(old);
    queue.settle(old, Outcome::of(Error::conflict_value("answered", "Dana said done")), at(0), 0.0);
    let changes = queue.resend(old, new, "mine".into(), "Mine".into());
    assert_eq!(changes[0], Change::Forget(old));
    assert_eq!(queue.ready(at(0), &BTreeSet::new()), vec![new]);
}

#[test]
fn a_file_the_server_may_have_heard_of_is_not_unsent() {
    let mut uploads = Uploads::restore([file(1, 10, false)]);
    let id = MediaId(Uuid::from_u128(1_001));
    assert!(uploads.is_unsent(id));
    uploads.start(id);
    assert!(!uploads.is_unsent(id), "on its way");
    uploads.stopped(id, Outcome::LoggedOut, at(0), 0.0);
    assert!(uploads.is_unsent(id), "turned away at the door");
    uploads.start(id);
    uploads.stopped(id, Outcome::Unreachable(None), at(0), 0.0);
    assert!(!uploads.is_unsent(id), "its answer may have been lost");
    assert!(!Uploads::default().is_unsent(id));
}

#[test]
fn a_clock_that_is_put_back_makes_nothing_wait_for_hours() {
    let mut queue = Queue::default();
    queue.add(entry(1, 1, vec![]));
    let id = CommandId(Uuid::from_u128(1));
    queue.start(id);
    queue.settle(id, Outcome::Unreachable(None), at(8 * 3600), 0.0);
    assert_eq!(queue.ready(at(8 * 3600), &BTreeSet::new()), vec![]);
    assert_eq!(queue.ready(at(0), &BTreeSet::new()), vec![id]);
}

#[test]
fn what_is_on_its_way_cannot_be_discarded() {
    let mut queue = Queue::default();
    queue.add(entry(1, 1, vec![]));
    let id = CommandId(Uuid::from_u128(1));
    queue.start(id);
    assert_eq!(queue.discard(id), None);
    queue.settle(id, Outcome::Unreachable(None), at(0), 0.0);
    assert_eq!(queue.discard(id), Some(Change::Forget(id)));
}

#[test]
fn two_tabs_that_took_the_same_turn_lose_nothing() {
    let mut second = entry(2, 1, vec![]);
    second.turn = 1;
    let queue = Queue::restore([entry(1, 1, vec![]), second]);
    assert_eq!(queue.len(), 2);
}

#[test]
fn required_files_go_first_and_three_at_a_time() {
    let mut uploads = Uploads::default();
    for n in 1..=6 {
        uploads.put(file(n, 10, n > 4));
    }
    let first = uploads.ready(at(0), 3);
    assert_eq!(first, vec![file(5, 0, true).id, file(6, 0, true).id, file(1, 0, false).id]);
    for id in first {
        uploads.start(id);
    }
    assert!(uploads.ready(at(0), 3).is_empty());
}

#[test]
fn the_wait_doubles_to_five_minutes_and_never_less_than_half() {
    assert_eq!(backoff_ms(0, 0.0), 1_000);
    assert_eq!(backoff_ms(3, 0.0), 8_000);
    assert_eq!(backoff_ms(40, 0.0), 300_000);
    assert_eq!(backoff_ms(3, 1.0), 4_000);
}

#[test]
fn a_file_is_announced_below_its_record_or_among_those_of_jobs() {
    let of_a_job = file(1, 10, true);
    assert_eq!(of_a_job.announced_at(), "/api/v1/media");
    let of_a_visit = Upload { entity: "/api/v1/leads/1/visits/2".into(), ..of_a_job };
    assert_eq!(of_a_visit.announced_at(), "/api/v1/leads/1/visits/2/media");
}

#[test]
fn what_another_tab_gave_up_is_sent_no_further() {
    let (kept, given_up) = (file(1, 10, false), file(2, 10, false));
    let mut uploads = Uploads::restore([kept.clone(), given_up.clone()]);
    for id in [kept.id, given_up.id] {
        assert!(uploads.start(id).is_some());
        assert!(uploads.advanced(id, 4, false, at(1)).is_some());
    }
    uploads.refresh([kept.clone()]);
    assert_eq!(uploads.get(kept.id).map(|file| file.sent), Some(4), "of what it sends this tab knows better");
    assert!(uploads.is_running(kept.id));
    assert_eq!(uploads.get(given_up.id), None);
    assert_eq!(uploads.advanced(given_up.id, 10, true, at(2)), None, "nor does it come back");
}
