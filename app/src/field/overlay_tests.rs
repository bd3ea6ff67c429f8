use serde_json::json;
use shared::Error;
use shared::access::BuiltinRole;
use shared::jobs::{ItemAnswer, JobStatus, PhaseStatus, phase_missing};
use shared::outbox::Outcome;
use uuid::Uuid;

use super::*;

fn id(n: u128) -> Uuid {
    Uuid::from_u128(n)
}

/// A job with one phase at work: one item, one slot for one photo.
fn job() -> Job {
    let label = |text: &str| json!({ "en": text, "fr": text });
    serde_json::from_value(json!({
        "id": id(1), "number": "J-00001", "version": 1, "status": "in_progress", "priority": "normal", "billing": "pending", "line": "moving",
        "title": "Okafor", "account": id(2), "account_name": "Okafor", "contact": null, "contact_name": "", "contact_phone": null, "quote": null,
        "quote_number": null, "lead": null, "starts_at": null, "ends_at": null, "zone": "America/Toronto", "total": null, "stops": [],
        "phases": [{
            "id": id(10), "position": 1, "key": "pickup", "title": label("Pickup"), "short": label("Pickup"), "roles": ["driver"], "minutes": 60,
            "status": "active", "started_at": null, "completed_at": null, "completed_by": null, "override_reason": null, "seal": null,
            "items": [{
                "id": id(20), "position": 1, "key": "arrive", "title": label("Arrive"), "required": true, "requirement": null, "roles": [], "fact": null,
                "answer": "open", "note": "", "answered_at": null, "answered_by": null, "answered_member": null, "gps": null
            }],
            "requirements": [{ "id": id(30), "position": 1, "key": "arrival", "title": label("Arrival"), "kind": "photo", "min_count": 1, "required": true, "min_edge": 0 }]
        }],
        "crew": [{ "member": id(5), "name": "Theo", "role": "driver", "reply": "confirmed", "replied_at": null }],
        "travel": [], "notes": [], "media": [], "created_at": "2026-01-01T00:00:00Z", "started_at": null, "completed_at": null, "cancelled": null
    }))
    .unwrap()
}

fn worker() -> Worker {
    Worker { member: Some(MemberId(id(5))), name: "Theo".into(), access: BuiltinRole::Driver.access() }
}

fn entry(turn: u64, intent: Intent) -> Entry {
    let command = CommandId(id(100 + u128::from(turn)));
    let body =
        json!({ "command": command, "intent": intent, "device_at": "2026-01-01T08:00:00Z", "offset_ms": null, "gps": null, "media": [] });
    serde_json::from_value(json!({
        "id": command, "turn": turn, "entity": entity(JobId(id(1))), "method": "POST", "path": "/", "body": body.to_string(), "sentence": "", "made_at": "2026-01-01T08:00:00Z"
    }))
    .unwrap()
}

fn answer(answer: ItemAnswer) -> Intent {
    Intent::AnswerItem { item: ItemId(id(20)), answer, note: String::new(), seen: ItemAnswer::Open }
}

fn photo() -> Upload {
    let declared = json!({ "id": id(40), "job": id(1), "phase": id(10), "requirement": id(30), "item": null, "kind": "photo", "size": 10, "sha256": "", "taken_at": "2026-01-01T08:00:00Z", "gps": null });
    serde_json::from_value(json!({
        "id": id(40), "turn": 1, "entity": entity(JobId(id(1))), "declaration": declared.to_string(), "sentence": "", "required": true, "size": 10, "mime": "image/jpeg",
        "sha256": "", "made_at": "2026-01-01T08:00:00Z"
    }))
    .unwrap()
}

#[test]
fn a_tick_paints_before_the_server_knows_of_it() {
    let mut queue = Queue::default();
    queue.add(entry(1, answer(ItemAnswer::Done)));
    let shown = shown(&job(), &queue, &Uploads::default(), &worker(), false);
    assert_eq!(shown.job.phases[0].items[0].answer, ItemAnswer::Done);
    assert_eq!(shown.items[&ItemId(id(20))], Saved::Here);
}

#[test]
fn a_photo_on_the_device_counts_here_and_its_phase_waits_for_it_there() {
    let mut queue = Queue::default();
    queue.add(entry(1, answer(ItemAnswer::Done)));
    let uploads = Uploads::restore([photo()]);
    let before = shown(&job(), &queue, &uploads, &worker(), false);
    assert_eq!(phase_missing(&before.job, &before.job.phases[0], Counting::Captured), vec![]);
    assert_eq!(before.unconfirmed(PhaseId(id(10))), vec![MediaId(id(40))]);
    queue.add(entry(2, Intent::CompletePhase { phase: PhaseId(id(10)) }));
    let after = shown(&job(), &queue, &uploads, &worker(), false);
    assert_eq!(after.job.phases[0].status, PhaseStatus::Complete);
    assert_eq!(after.job.status, JobStatus::Completed);
    assert_eq!(after.phases[&PhaseId(id(10))], Saved::Here);
}

#[test]
fn what_the_server_refused_is_not_shown_as_done() {
    let mut queue = Queue::default();
    let sent = entry(1, answer(ItemAnswer::Done));
    queue.add(sent.clone());
    queue.start(sent.id);
    queue.settle(sent.id, Outcome::of(Error::conflict_value("answer_changed", "Dana said not applicable")), DateTime::UNIX_EPOCH, 0.0);
    let shown = shown(&job(), &queue, &Uploads::default(), &worker(), true);
    assert_eq!(shown.job.phases[0].items[0].answer, ItemAnswer::Open);
    assert_eq!(shown.items[&ItemId(id(20))], Saved::Conflict);
}

#[test]
fn a_refused_photo_does_not_count_and_tells_why() {
    let mut uploads = Uploads::restore([photo()]);
    uploads.start(MediaId(id(40)));
    uploads.stopped(MediaId(id(40)), Outcome::of(Error::conflict_value("damaged", "The file is damaged")), DateTime::UNIX_EPOCH, 0.0);
    let shown = shown(&job(), &Queue::default(), &uploads, &worker(), true);
    assert_eq!(shown.files[&MediaId(id(40))].problem.as_deref(), Some("The file is damaged"));
    assert_eq!(phase_missing(&shown.job, &shown.job.phases[0], Counting::Captured).len(), 2);
}
