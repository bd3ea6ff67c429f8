//! Files on their way up: kept in the device's storage before anybody is told that they are saved, then declared and
//! sent in chunks, from where the server stands, until it has confirmed the hash. The bytes stay outside WASM memory.

use chrono::TimeDelta;
use dioxus::prelude::*;
use shared::outbox::{Upload, UploadState};
use shared::{CommandId, MediaId};
use web_sys::Blob;

use super::outbox::Outbox;
use super::store::{self, Shelf, StoreError, Write};
use super::{device, http, js};

mod copies;
mod send;

pub use copies::{export, use_thumb, use_thumbs};
pub(crate) use send::upload;

/// Confirmed files are remembered so long, for their small pictures and for "all safe".
const REMEMBER_HOURS: i64 = 48;

/// A file to be kept and sent.
pub struct NewFile {
    pub id: MediaId,
    pub entity: String,
    /// What it is, for people.
    pub sentence: String,
    /// Something cannot be completed without it.
    pub required: bool,
    pub full: Blob,
    pub thumb: Option<Blob>,
}

/// Keeps a file; `declare` gets its size in bytes and its SHA-256 and gives the JSON that announces it. When this returns
/// `Ok` the bytes are on the disk.
pub async fn keep(outbox: Outbox, new: NewFile, declare: impl FnOnce(u64, String) -> String) -> Result<(), StoreError> {
    let size = new.full.size() as u64;
    let sha256 = http::sha256(&new.full).await.map_err(|error| StoreError::Refused(js::message(&error)))?;
    let file = Upload {
        id: new.id,
        turn: outbox.uploads.peek().next_turn(),
        entity: new.entity,
        declaration: declare(size, sha256.clone()),
        sentence: new.sentence,
        required: new.required,
        size,
        mime: new.full.type_(),
        sha256,
        made_at: device::now(),
        sent: 0,
        declared: false,
        attempts: 0,
        not_before: None,
        state: UploadState::Waiting,
        stored_at: None,
    };
    let key = new.id.to_string();
    let mut writes = vec![Write::json(Shelf::Uploads, &key, &file)?, Write::Put(Shelf::Blobs, key.clone(), new.full.into())];
    if let Some(thumb) = new.thumb {
        writes.push(Write::Put(Shelf::Thumbs, key, thumb.into()));
    }
    if let Err(error) = outbox.write(writes).await {
        outbox.complain(error.clone());
        return Err(error);
    }
    let mut uploads = outbox.uploads;
    uploads.write().put(file);
    outbox.look();
    Ok(())
}

/// Changes what will be declared, for a file the server cannot know yet. False when it may: then it has to be told.
pub async fn redeclare(outbox: Outbox, id: MediaId, change: impl Fn(&str) -> Option<String>) -> bool {
    let mut uploads = outbox.uploads;
    if !uploads.peek().is_unsent(id) {
        return false;
    }
    let Some(mut file) = uploads.peek().get(id).cloned() else { return false };
    let Some(declaration) = change(&file.declaration) else { return false };
    file.declaration = declaration;
    // here first: should it set out while the disk writes, it says this already
    uploads.write().put(file.clone());
    if store::put(Shelf::Uploads, &id.to_string(), &file).await.is_err() {
        return false;
    }
    outbox.look();
    // storage read again meanwhile may have brought the former declaration back, and that one may be on its way
    uploads.peek().get(id).is_some_and(|file| change(&file.declaration).as_ref() == Some(&file.declaration))
}

/// Sends a refused file again.
pub async fn retry(outbox: Outbox, id: MediaId) {
    let mut uploads = outbox.uploads;
    let file = uploads.write().retry(id);
    if let Some(file) = file {
        remember(outbox, &file).await;
    }
    outbox.resume();
}

/// Removes a file from the device for good. True when the server knows of it and has to be told.
pub async fn discard(outbox: Outbox, id: MediaId) -> Result<bool, StoreError> {
    let key = id.to_string();
    let shelves = [Shelf::Uploads, Shelf::Blobs, Shelf::Thumbs];
    outbox.write(shelves.into_iter().map(|shelf| Write::Remove(shelf, key.clone())).collect()).await?;
    let mut uploads = outbox.uploads;
    let declared = uploads.write().remove(id).is_some_and(|file| file.declared);
    if !declared {
        // what was to be said of it would be refused: the server has never heard of it
        let path = format!("/api/v1/media/{id}");
        let about: Vec<CommandId> = outbox.standing().into_iter().filter(|entry| entry.path == path).map(|entry| entry.id).collect();
        for write in about {
            outbox.discard(write).await?;
        }
    }
    outbox.look();
    Ok(declared)
}

/// Drops what has been confirmed for a while.
pub(crate) async fn tidy(outbox: Outbox) {
    let before = device::now() - TimeDelta::hours(REMEMBER_HOURS);
    let old: Vec<MediaId> =
        outbox.uploads.peek().files().into_iter().filter(|file| file.stored_at.is_some_and(|at| at < before)).map(|file| file.id).collect();
    for id in old {
        // tried again at the next start
        let _ = discard(outbox, id).await;
    }
}

async fn remember(outbox: Outbox, file: &Upload) {
    if let Err(error) = store::put(Shelf::Uploads, &file.id.to_string(), file).await {
        outbox.complain(error);
    }
}
