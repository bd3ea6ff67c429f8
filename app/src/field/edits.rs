//! What the crew changed about photos the server knows already, shown before the server has heard of it.

use shared::MediaId;
use shared::jobs::Job;
use shared::media::{EditMedia, OrderMedia};
use shared::outbox::Entry;
use uuid::Uuid;

const ENTITY: &str = "media:";

/// The key under which the outbox orders what is said about files: it waits for them without holding up the job.
pub fn entity(about: Uuid) -> String {
    format!("{ENTITY}{about}")
}

/// Whether a write says something about files.
pub fn is_remark(entry: &Entry) -> bool {
    entry.entity.starts_with(ENTITY)
}

fn medium(entry: &Entry) -> Option<MediaId> {
    entry.path.strip_prefix("/api/v1/media/").and_then(|id| id.parse().ok())
}

/// Of which file a write changes the caption, and to what.
pub fn edit(entry: &Entry) -> Option<(MediaId, EditMedia)> {
    let edit = (entry.method == "PATCH").then(|| serde_json::from_str(&entry.body).ok())?;
    medium(entry).zip(edit)
}

/// The body that makes a caption stand whatever was there; none for another write.
pub fn kept(entry: &Entry) -> Option<String> {
    let (_, edit) = edit(entry)?;
    serde_json::to_string(&EditMedia { version: None, ..edit }).ok()
}

/// Applies an unsent deletion, caption or order of photos to the job; anything else changes nothing.
pub fn apply(job: &mut Job, entry: &Entry) {
    match (entry.method.as_str(), medium(entry)) {
        ("DELETE", Some(id)) => {
            if let Some(media) = job.media.iter_mut().find(|media| media.id == id) {
                media.deleted = true;
            }
        }
        ("PATCH", Some(id)) => {
            if let (Some((_, edit)), Some(media)) = (edit(entry), job.media.iter_mut().find(|media| media.id == id)) {
                media.caption = edit.caption;
                media.requirement = edit.requirement;
            }
        }
        ("PUT", None) if entry.path.ends_with("/media/order") => {
            let Ok(order) = serde_json::from_str::<OrderMedia>(&entry.body) else { return };
            for (at, id) in order.media.iter().enumerate() {
                if let Some(media) = job.media.iter_mut().find(|media| media.id == *id) {
                    media.position = i32::try_from(at).unwrap_or(i32::MAX);
                }
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn id(n: u128) -> Uuid {
        Uuid::from_u128(n)
    }

    fn job() -> Job {
        let photo = |n: u128, position: i32| {
            json!({
                "id": id(n), "job": id(1), "phase": null, "requirement": null, "item": null, "kind": "photo", "status": "stored", "position": position, "caption": "",
                "signer": null, "size": 10, "received": 10, "sha256": "", "mime": "image/jpeg", "width": null, "height": null, "taken_at": "2026-01-01T08:00:00Z",
                "taken_by": "Theo", "gps": null, "problem": null, "verification": "unchecked", "deleted": false, "version": 3
            })
        };
        serde_json::from_value(json!({
            "id": id(1), "number": "J-00001", "version": 1, "status": "in_progress", "priority": "normal", "billing": "pending", "line": "moving",
            "title": "Okafor", "account": id(2), "account_name": "Okafor", "contact": null, "contact_name": "", "contact_phone": null, "quote": null,
            "quote_number": null, "lead": null, "starts_at": null, "ends_at": null, "zone": "America/Toronto", "total": null, "stops": [], "phases": [],
            "crew": [], "travel": [], "notes": [], "media": [photo(40, 0), photo(41, 1)], "created_at": "2026-01-01T00:00:00Z", "started_at": null,
            "completed_at": null, "cancelled": null
        }))
        .unwrap()
    }

    fn unsent(method: &str, path: &str, body: &Value) -> Entry {
        serde_json::from_value(json!({
            "id": id(100), "turn": 1, "entity": "job", "method": method, "path": path, "body": body.to_string(), "sentence": "", "made_at": "2026-01-01T08:00:00Z"
        }))
        .unwrap()
    }

    #[test]
    fn deletion_caption_and_order_show_before_the_server_knows() {
        let mut job = job();
        apply(&mut job, &unsent("DELETE", &format!("/api/v1/media/{}", id(40)), &json!({})));
        assert!(job.media[0].deleted && !job.media[1].deleted);
        apply(
            &mut job,
            &unsent(
                "PATCH",
                &format!("/api/v1/media/{}", id(41)),
                &json!({ "caption": "Side stairs", "requirement": id(30), "version": 3 }),
            ),
        );
        assert_eq!((job.media[1].caption.as_str(), job.media[1].requirement.map(|id| id.0)), ("Side stairs", Some(id(30))));
        apply(&mut job, &unsent("PUT", "/api/v1/jobs/x/media/order", &json!({ "media": [id(41), id(40)] })));
        assert_eq!((job.media[0].position, job.media[1].position), (1, 0));
    }

    #[test]
    fn a_caption_kept_in_a_conflict_asks_for_no_version() {
        let path = format!("/api/v1/media/{}", id(41));
        let kept = |method: &str, body: &Value| super::kept(&unsent(method, &path, body)).and_then(|body| serde_json::from_str(&body).ok());
        let former = json!({ "caption": "Side stairs", "requirement": id(30), "version": 3 });
        assert_eq!(kept("PATCH", &former), Some(json!({ "caption": "Side stairs", "requirement": id(30), "version": null })));
        assert_eq!(kept("DELETE", &json!({})), None::<Value>);
    }

    #[test]
    fn other_writes_change_nothing() {
        let mut changed = job();
        apply(&mut changed, &unsent("DELETE", "/api/v1/media/none", &json!({})));
        apply(&mut changed, &unsent("PATCH", &format!("/api/v1/media/{}", id(41)), &json!("no edit")));
        assert_eq!(changed, job());
    }
}
