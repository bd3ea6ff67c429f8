//! Sending one file: declared and then in chunks, from where the server stands, until it has confirmed the hash.

use dioxus::prelude::*;
use shared::media::{Ask, MediaReceipt, MediaStatus, Turn};
use shared::outbox::{Outcome, Step, Upload};
use shared::{Error, MediaId};
use web_sys::Blob;

use super::remember;
use crate::client::outbox::Outbox;
use crate::client::store::{self, Shelf, StoreError, Write};
use crate::client::{device, http, js};

/// Bytes per request.
const CHUNK: u64 = 512 * 1024;

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
        ask = match ask.answered(put(&file, ask, bytes.as_ref()).await) {
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

fn bytes_gone() -> Error {
    Error::conflict("bytes_gone", shared::outbox::bytes_gone())
}

/// Puts one question to the server.
async fn put(file: &Upload, ask: Ask, bytes: Option<&Blob>) -> Result<Option<MediaReceipt>, Error> {
    let key = file.id.to_string();
    let owner = store::owner();
    let kept_for = [("X-Kept-For", owner.as_str())];
    match ask {
        Ask::Declare => {
            http::send("POST", "/api/v1/media", &kept_for, http::Body::Json(&file.declaration), 30_000).await?;
            Ok(None)
        }
        Ask::Standing { .. } => status(&key).await.map(Some),
        Ask::Chunk { offset, length } => {
            let bytes = bytes.ok_or_else(bytes_gone)?;
            let chunk = bytes
                .slice_with_f64_and_f64(offset as f64, (offset + length) as f64)
                .map_err(|error| Error::Malformed { reason: js::message(&error) })?;
            let path = format!("/api/v1/media/{key}/content?offset={offset}");
            http::send("PUT", &path, &kept_for, http::Body::Blob(&chunk), 60_000).await?.json().map(Some)
        }
    }
}

/// What the server knows of a file: its record carries the bytes received.
async fn status(key: &str) -> Result<MediaReceipt, Error> {
    #[derive(serde::Deserialize)]
    struct Known {
        id: MediaId,
        status: MediaStatus,
        received: i64,
        problem: Option<shared::media::MediaProblem>,
    }
    let known: Known = http::send("GET", &format!("/api/v1/media/{key}"), &[], http::Body::Empty, 30_000).await?.json()?;
    Ok(MediaReceipt { id: known.id, status: known.status, offset: known.received, problem: known.problem })
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
