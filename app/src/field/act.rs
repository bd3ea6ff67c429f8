//! What the crew does: kept on this device first, sent when it can be. These run on even when the page that began them
//! is left.

use dioxus::core::spawn_forever;
use dioxus::prelude::*;
use shared::jobs::{Intent, Job, SentIntent, rules};
use shared::media::{DeclareMedia, EditMedia, MediaKind, OrderMedia, Position};
use shared::{CommandId, ItemId, JobId, MediaId, PhaseId, RequirementId};
use web_sys::Blob;

use super::edits;
use super::overlay::entity;
use super::state::Field;
use super::text;
use crate::client::media_queue::{self, NewFile};
use crate::client::outbox::NewEntry;
use crate::client::store::StoreError;
use crate::client::{device, picture};
use crate::ui::format::{bytes, number};
use crate::ui::{Toasts, Tone, announce};

/// Where something captured belongs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Slot {
    pub job: JobId,
    pub phase: Option<PhaseId>,
    pub requirement: Option<RequirementId>,
    pub item: Option<ItemId>,
    /// Something cannot be completed without it.
    pub required: bool,
}

/// Looks where the device is, for the next stamps; forgets it when the person does not want that.
pub async fn locate(field: Field) {
    if !device::may_locate() {
        let mut signal = field.place;
        signal.set(None);
        return;
    }
    if let Some(place) = device::place(15_000).await {
        let mut signal = field.place;
        signal.set(Some(Position { latitude: place.latitude, longitude: place.longitude, accuracy: place.accuracy }));
    }
}

/// Says loudly that the device could not keep something.
pub fn complain(toasts: Toasts, error: &StoreError) {
    let words = match error {
        StoreError::Full => format!("{}. {}", text::storage_full_title(), text::storage_full()),
        StoreError::Refused(_) => format!("{}. {}", text::storage_refused_title(), text::storage_refused()),
    };
    toasts.tell(Tone::Danger, words);
}

/// Why a chosen file was not taken, for people.
pub fn unfit(name: &str, why: picture::Unfit) -> String {
    match why {
        picture::Unfit::TooHeavy { bytes: size, most } => text::photo_too_heavy(name, bytes(size), bytes(most)),
        picture::Unfit::TooManyPixels(pixels) => {
            text::photo_too_many_pixels(name, number(pixels.width.into()), number(pixels.height.into()))
        }
        picture::Unfit::Unreadable => text::not_a_picture(name),
    }
}

/// Does something to a job: painted and kept at once. What the rules refuse is said and not kept.
pub fn intend(field: Field, toasts: Toasts, job: &Job, intent: Intent, sentence: String, needs: Vec<MediaId>) {
    let command = CommandId(device::new_id());
    let sent = SentIntent { command, intent, device_at: device::now(), offset_ms: *field.offset_ms.peek(), gps: *field.place.peek() };
    let stamp = field.worker.peek().stamp(job, &sent, None);
    if let Err(refusal) = rules::apply(&mut job.clone(), &sent.intent, &stamp) {
        toasts.tell(Tone::Warn, refusal.text());
        return;
    }
    let Ok(body) = serde_json::to_string(&sent) else { return };
    announce(sentence.clone());
    let new = NewEntry {
        id: command,
        entity: entity(job.id),
        method: "POST".into(),
        path: format!("/api/v1/jobs/{}/intents", job.id),
        body,
        sentence,
        needs,
    };
    spawn_forever(async move {
        if let Err(error) = field.outbox.add(new).await {
            complain(toasts, &error);
        }
        locate(field).await;
    });
}

/// Keeps a picture in a slot. When this returns `Ok` it is on the disk.
pub async fn keep_picture(field: Field, slot: Slot, name: &str, position: i32, picture: picture::Picture) -> Result<MediaId, StoreError> {
    let id = MediaId(device::new_id());
    let new = NewFile {
        id,
        entity: entity(slot.job),
        sentence: text::photo_sentence(name),
        required: slot.required,
        full: picture.full,
        thumb: Some(picture.thumb),
    };
    keep(field, slot, new, MediaKind::Photo, String::new(), position).await
}

/// Keeps a signature in a slot.
pub async fn keep_signature(field: Field, slot: Slot, signer: String, drawing: Blob) -> Result<MediaId, StoreError> {
    let id = MediaId(device::new_id());
    let new = NewFile {
        id,
        entity: entity(slot.job),
        sentence: text::signature_sentence(&signer),
        required: slot.required,
        thumb: Some(drawing.clone()),
        full: drawing,
    };
    keep(field, slot, new, MediaKind::Signature, signer, 0).await
}

async fn keep(field: Field, slot: Slot, new: NewFile, kind: MediaKind, signer: String, position: i32) -> Result<MediaId, StoreError> {
    let id = new.id;
    let (taken_at, gps) = (field.now(), *field.place.peek());
    let declare = move |size: u64, sha256: String| {
        let size = i64::try_from(size).unwrap_or(i64::MAX);
        let declared = DeclareMedia {
            id,
            job: slot.job,
            phase: slot.phase,
            requirement: slot.requirement,
            item: slot.item,
            kind,
            size,
            sha256,
            taken_at,
            gps,
            caption: String::new(),
            signer,
            position,
        };
        serde_json::to_string(&declared).unwrap_or_default()
    };
    media_queue::keep(field.outbox, new, declare).await?;
    Ok(id)
}

fn write(field: Field, toasts: Toasts, entity: String, method: &str, path: String, body: String, sentence: String, needs: Vec<MediaId>) {
    let new = NewEntry { id: CommandId(device::new_id()), entity, method: method.into(), path, body, sentence, needs };
    spawn_forever(async move {
        if let Err(error) = field.outbox.add(new).await {
            complain(toasts, &error);
        }
    });
}

/// Removes a captured thing: from this device, and from the server if it knows of it.
pub fn delete(field: Field, toasts: Toasts, job: JobId, id: MediaId, slot_name: String) {
    spawn_forever(async move {
        let local = field.outbox.uploads.peek().get(id).is_some();
        let at_server = if local {
            match media_queue::discard(field.outbox, id).await {
                Ok(declared) => declared,
                Err(error) => return complain(toasts, &error),
            }
        } else {
            true
        };
        if at_server {
            let (path, sentence) = (format!("/api/v1/media/{id}"), text::delete_sentence(slot_name));
            write(field, toasts, entity(job), "DELETE", path, "{}".into(), sentence, Vec::new());
        }
    });
}

/// Changes a caption: in the declaration if the server does not know the file yet, else by a write of its own.
pub fn caption(field: Field, toasts: Toasts, id: MediaId, words: String, requirement: Option<RequirementId>, slot_name: String) {
    spawn_forever(async move {
        let changed = words.clone();
        let local = media_queue::redeclare(field.outbox, id, move |text| {
            let mut declared: DeclareMedia = serde_json::from_str(text).ok()?;
            declared.caption.clone_from(&changed);
            serde_json::to_string(&declared).ok()
        })
        .await;
        // without a version: the server counts a new one for every step of the way up, which is nobody's change
        let body = serde_json::to_string(&EditMedia { caption: words, requirement, version: None });
        if let (false, Ok(body)) = (local, body) {
            let (path, sentence) = (format!("/api/v1/media/{id}"), text::caption_sentence(slot_name));
            write(field, toasts, edits::entity(id.0), "PATCH", path, body, sentence, vec![id]);
        }
    });
}

/// Changes the order of the files of a slot.
pub fn reorder(field: Field, toasts: Toasts, job: JobId, order: Vec<MediaId>, slot_name: String) {
    spawn_forever(async move {
        let mut at_server = false;
        for (position, id) in order.iter().enumerate() {
            let local = media_queue::redeclare(field.outbox, *id, move |text| {
                let mut declared: DeclareMedia = serde_json::from_str(text).ok()?;
                declared.position = i32::try_from(position).unwrap_or(i32::MAX);
                serde_json::to_string(&declared).ok()
            })
            .await;
            at_server |= !local;
        }
        let needs = order.clone();
        // all of them, so that the places of those the server knows agree with the places of those it does not
        if let (true, Ok(body)) = (at_server, serde_json::to_string(&OrderMedia { media: order })) {
            let (path, sentence) = (format!("/api/v1/jobs/{job}/media/order"), text::order_sentence(slot_name));
            write(field, toasts, edits::entity(job.0), "PUT", path, body, sentence, needs);
        }
    });
}
