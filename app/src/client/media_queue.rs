//! Files on their way up: kept in the device's storage before anybody is told that they are saved, then declared and
//! sent in chunks, from where the server stands, until it has confirmed the hash. The bytes stay outside WASM memory.

use chrono::TimeDelta;
use dioxus::prelude::*;
use shared::media::{Ask, MediaReceipt, MediaStatus, Turn};
use shared::outbox::{Outcome, Step, Upload, UploadState};
use shared::{CommandId, Error, MediaId};
use wasm_bindgen::JsCast;
use web_sys::{Blob, Url};

use super::outbox::Outbox;
use super::store::{self, Shelf, StoreError, Write};
use super::transfer::{self, Announced, CHUNK, bytes_gone};
use super::{device, http, js};

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
    if let Err(error) = store::write(writes).await {
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
    store::write(vec![
        Write::Remove(Shelf::Uploads, key.clone()),
        Write::Remove(Shelf::Blobs, key.clone()),
        Write::Remove(Shelf::Thumbs, key),
    ])
    .await?;
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

/// Sends one file as far as it goes.
pub(crate) async fn upload(outbox: Outbox, file: Upload) {
    let id = file.id;
    let outcome = match send(outbox, file).await {
        Ok(()) => Outcome::Accepted,
        Err(error) => Outcome::of(error),
    };
    outbox.saw(&outcome);
    let mut uploads = outbox.uploads;
    if outcome == Outcome::Accepted {
        uploads.write().finished(id);
    } else {
        let file = uploads.write().stopped(id, outcome, device::now(), js::jitter());
        if let Some(file) = file {
            remember(outbox, &file).await;
        }
    }
    outbox.look();
}

async fn send(outbox: Outbox, mut file: Upload) -> Result<(), Error> {
    let bytes = store::blob(Shelf::Blobs, &file.id.to_string()).await;
    // declaring again is harmless and tells where the server stands
    let mut ask = Ask::Declare;
    loop {
        let announced = Announced { id: file.id, path: "/api/v1/media", declaration: &file.declaration };
        let answer = transfer::put(&announced, ask, bytes.as_ref()).await;
        ask = match ask.answered(answer) {
            Turn::Ask(next) => next,
            Turn::Failed(error) => return Err(error),
            Turn::Heard(receipt) => {
                file = taken(outbox, &file, &receipt).await?;
                if file.is_stored() {
                    return Ok(());
                }
                if bytes.is_none() {
                    return Err(bytes_gone());
                }
                match file.step(CHUNK) {
                    Step::Declare => Ask::Declare,
                    Step::Send { offset, length } => Ask::Chunk { offset, length },
                }
            }
        };
    }
}

/// Notes what the server said.
async fn taken(outbox: Outbox, file: &Upload, receipt: &MediaReceipt) -> Result<Upload, Error> {
    let stored = receipt.status == MediaStatus::Stored;
    let mut uploads = outbox.uploads;
    let first = !file.declared;
    let sent = u64::try_from(receipt.offset).unwrap_or(0);
    let fresh = uploads.write().advanced(file.id, sent, stored, device::now()).ok_or(Error::NotFound)?;
    let key = file.id.to_string();
    if stored {
        // confirmed by hash: only now the bytes may leave the device
        let writes = vec![Write::json(Shelf::Uploads, &key, &fresh).map_err(full)?, Write::Remove(Shelf::Blobs, key)];
        if let Err(error) = store::write(writes).await {
            outbox.complain(error);
        }
    } else if first {
        remember(outbox, &fresh).await;
    }
    Ok(fresh)
}

fn full(_: StoreError) -> Error {
    Error::Unavailable { retry_after_seconds: 30 }
}

/// An address for the small picture of a file on this device, for as long as the component lives.
pub fn use_thumb(id: ReadSignal<MediaId>) -> Option<String> {
    let mut address = use_signal(|| None::<String>);
    use_resource(move || {
        let key = id().to_string();
        async move {
            let blob = match store::blob(Shelf::Thumbs, &key).await {
                Some(blob) => Some(blob),
                None => store::blob(Shelf::Blobs, &key).await,
            };
            let fresh = blob.and_then(|blob| Url::create_object_url_with_blob(&blob).ok());
            let old = std::mem::replace(&mut *address.write(), fresh);
            release(old);
        }
    });
    use_drop(move || release(address.peek().clone()));
    address()
}

fn release(address: Option<String>) {
    if let Some(address) = address {
        let _ = Url::revoke_object_url(&address);
    }
}

/// Everything unsent in one file: writes and declarations as JSON, bytes as data addresses. For the day a device dies.
pub async fn export(outbox: Outbox) -> Option<Blob> {
    let parts = js_sys::Array::new();
    let queue = serde_json::to_string(&outbox.standing()).ok()?;
    parts.push(&format!("{{\"writes\":{queue},\"files\":[").into());
    let files: Vec<Upload> = outbox.uploads.peek().files().into_iter().filter(|file| !file.is_stored()).cloned().collect();
    for (n, file) in files.iter().enumerate() {
        let about = serde_json::to_string(file).ok()?;
        let comma = if n == 0 { "" } else { "," };
        parts.push(&format!("{comma}{{\"file\":{about},\"content\":\"").into());
        if let Some(bytes) = store::blob(Shelf::Blobs, &file.id.to_string()).await
            && let Some(address) = data_address(&bytes).await
        {
            parts.push(&address);
        }
        parts.push(&"\"}".into());
    }
    parts.push(&"]}".into());
    let options = web_sys::BlobPropertyBag::new();
    options.set_type("application/json");
    Blob::new_with_str_sequence_and_options(&parts, &options).ok()
}

async fn data_address(blob: &Blob) -> Option<wasm_bindgen::JsValue> {
    let reader = web_sys::FileReader::new().ok()?;
    let (tell, told) = futures_channel::oneshot::channel();
    let done = js::once(move |_| {
        // nobody waits any more
        let _ = tell.send(());
    });
    reader.set_onloadend(Some(done.unchecked_ref()));
    reader.read_as_data_url(blob).ok()?;
    told.await.ok()?;
    reader.result().ok()
}
