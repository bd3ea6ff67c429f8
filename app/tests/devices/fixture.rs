//! The job of the model: three phases with required and other items, photos, and a crew.

use serde_json::{Value, json};
use shared::jobs::Job;
use uuid::Uuid;

use super::model::member;

fn id(n: u128) -> Uuid {
    Uuid::from_u128(n)
}

fn label(text: &str) -> Value {
    json!({ "en": text, "fr": text })
}

/// The job, with a crew of so many.
pub fn job(crew: usize) -> Job {
    let phases: Vec<Value> = (1..=3).map(phase).collect();
    let crew: Vec<Value> = (0..crew)
        .map(|who| json!({ "member": member(who), "name": format!("Worker {who}"), "role": "driver", "reply": "confirmed", "replied_at": null }))
        .collect();
    serde_json::from_value(json!({
        "id": id(1), "number": "J-00001", "version": 1, "status": "assigned", "priority": "normal", "billing": "pending", "line": "moving",
        "title": "Okafor", "account": id(2), "account_name": "Okafor", "contact": null, "contact_name": "", "contact_phone": null, "quote": null,
        "quote_number": null, "lead": null, "starts_at": null, "ends_at": null, "zone": "America/Toronto", "total": null, "stops": [],
        "phases": phases, "crew": crew, "travel": [], "notes": [], "media": [], "created_at": "2025-01-01T00:00:00Z", "started_at": null,
        "completed_at": null, "cancelled": null
    }))
    .expect("it is a job")
}

fn phase(n: u128) -> Value {
    let items: Vec<Value> = (1..=3)
        .map(|item| {
            json!({
                "id": id(n * 100 + item), "position": item as i32, "key": format!("item_{n}_{item}"), "title": label(&format!("Item {n}.{item}")),
                "required": item < 3, "requirement": null, "roles": [], "fact": null, "answer": "open", "note": "", "answered_at": null,
                "answered_by": null, "answered_member": null, "gps": null
            })
        })
        .collect();
    json!({
        "id": id(n * 10), "position": n as i32, "key": format!("phase_{n}"), "title": label(&format!("Phase {n}")), "short": label(&format!("Phase {n}")),
        "roles": [], "minutes": 60, "status": "waiting", "started_at": null, "completed_at": null, "completed_by": null, "override_reason": null,
        "seal": null, "items": items,
        "requirements": [{
            "id": id(n * 1000), "position": 1, "key": format!("photo_{n}"), "title": label("Photo"), "kind": "photo",
            "min_count": 1 + (n as i32 % 2), "required": true, "min_edge": 0
        }]
    })
}
