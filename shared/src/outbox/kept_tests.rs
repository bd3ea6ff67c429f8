//! Queues as builds wrote them that are out there on devices: none of them may become unreadable.

use std::collections::BTreeSet;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::*;
use crate::MediaId;

/// What builds wrote, the newest last. A change of the format adds one; none is changed or taken away. A journey puts
/// the same into a browser and lets the app send it.
const KEPT: &[&str] = &[include_str!("../../../e2e/fixtures/queue-1.json")];

/// What every build has written of a write and of a file: without it there is nothing to be sent.
const ALWAYS_OF_A_WRITE: [&str; 8] = ["body", "entity", "id", "made_at", "method", "path", "sentence", "turn"];
const ALWAYS_OF_A_FILE: [&str; 10] = ["declaration", "entity", "id", "made_at", "mime", "required", "sentence", "sha256", "size", "turn"];

fn records(queue: &str, shelf: &str) -> Vec<Value> {
    let queue: Value = serde_json::from_str(queue).expect("a fixture is JSON");
    let records = queue["records"].as_array().expect("a fixture has records").clone();
    let found: Vec<Value> = records.into_iter().filter(|record| record["shelf"] == shelf).map(|record| record["value"].clone()).collect();
    assert!(!found.is_empty(), "a fixture has something on {shelf}");
    found
}

fn read<T: DeserializeOwned>(record: &Value) -> T {
    serde_json::from_value(record.clone()).unwrap_or_else(|error| panic!("{error}: {record}"))
}

/// A record as it is written today after it was read.
fn again<T: DeserializeOwned + Serialize>(record: &Value) -> Value {
    serde_json::to_value(read::<T>(record)).expect("it is written")
}

/// The fields a record cannot be read without.
fn needed<T: DeserializeOwned>(record: &Value) -> BTreeSet<String> {
    let fields = record.as_object().expect("a record has fields");
    let without = |name: &str| {
        let mut rest = fields.clone();
        rest.remove(name);
        Value::Object(rest)
    };
    fields.keys().filter(|name| serde_json::from_value::<T>(without(name)).is_err()).cloned().collect()
}

fn names(list: &[&str]) -> BTreeSet<String> {
    list.iter().map(|name| (*name).to_owned()).collect()
}

#[test]
fn every_queue_that_was_ever_kept_is_read_and_the_newest_is_how_it_is_written_today() {
    for queue in KEPT {
        records(queue, "outbox").iter().for_each(|record| drop(read::<Entry>(record)));
        records(queue, "uploads").iter().for_each(|record| drop(read::<Upload>(record)));
    }
    let newest = KEPT.last().expect("there is one");
    for record in records(newest, "outbox") {
        assert_eq!(again::<Entry>(&record), record, "the format changed: keep this fixture and add one of the new format");
    }
    for record in records(newest, "uploads") {
        assert_eq!(again::<Upload>(&record), record, "the format changed: keep this fixture and add one of the new format");
    }
}

#[test]
fn a_record_is_read_without_any_field_that_came_later_and_with_fields_not_known_yet() {
    for queue in KEPT {
        for record in records(queue, "outbox") {
            assert_eq!(needed::<Entry>(&record), names(&ALWAYS_OF_A_WRITE));
            let mut newer = record.clone();
            newer["found_out_in_2031"] = json!({ "by": ["nobody", null] });
            assert_eq!(read::<Entry>(&newer), read::<Entry>(&record));
        }
        for record in records(queue, "uploads") {
            assert_eq!(needed::<Upload>(&record), names(&ALWAYS_OF_A_FILE));
            let mut newer = record.clone();
            newer["found_out_in_2031"] = json!(1);
            assert_eq!(read::<Upload>(&newer), read::<Upload>(&record));
        }
    }
}

#[test]
fn a_state_or_a_reason_of_another_build_is_no_reason_to_lose_the_work() {
    for state in [json!("Dreaming"), json!({ "Attention": { "Eclipsed": { "by": "the moon" } } }), json!(null), json!(7)] {
        for mut record in records(KEPT[0], "outbox") {
            record["state"] = state.clone();
            let entry: Entry = read(&record);
            assert!(entry.is_waiting(), "{state}");
            assert_eq!(Value::from(entry.body), record["body"]);
        }
        for mut record in records(KEPT[0], "uploads") {
            record["state"] = state.clone();
            assert_eq!(read::<Upload>(&record).state, UploadState::Waiting, "{state}");
        }
    }
}

#[test]
fn a_kept_queue_goes_up_in_its_order_and_what_was_refused_waits_for_a_person() {
    let newest = KEPT.last().expect("there is one");
    let files = Uploads::restore(records(newest, "uploads").iter().map(read::<Upload>));
    let mut queue = Queue::restore(records(newest, "outbox").iter().map(read::<Entry>));
    let now = DateTime::<Utc>::MAX_UTC;
    let photo: MediaId = read(&serde_json::from_str::<Value>(newest).expect("a fixture is JSON")["photo"]);
    assert_eq!(files.missing(), BTreeSet::from([photo]), "the one that was stored is not sent again");
    let mut sent = Vec::new();
    for missing in [files.missing(), BTreeSet::new()] {
        while let Some(id) = queue.ready(now, &missing).first().copied() {
            sent.push(queue.start(id).expect("it is there").turn);
            queue.settle(id, Outcome::Accepted, now, 0.0);
        }
    }
    assert_eq!(sent, [7, 8, 9]);
    let left: Vec<u64> = queue.entries().map(|entry| entry.turn).collect();
    assert_eq!(left, [10], "what was refused is still there");
}
