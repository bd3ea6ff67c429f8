//! One file to the server: announced, then sent in chunks from where the server stands, until it has confirmed the hash.
//! The device's queue sends by it ([`media_queue`](super::media_queue)).

use std::cell::Cell;

use shared::media::{Ask, MediaReceipt, MediaStatus};
use shared::{Error, MediaId};
use web_sys::Blob;

use super::{http, js, store};

/// Bytes per request.
pub(crate) const CHUNK: u64 = 512 * 1024;

/// A file as it is announced.
pub struct Announced<'a> {
    /// Made by the device.
    pub id: MediaId,
    /// Where it is announced.
    pub path: &'a str,
    /// What is said about it, as JSON.
    pub declaration: &'a str,
}

thread_local! {
    /// Files whose bytes are nowhere but in this page; none until the first one.
    static UNSENT: Cell<Option<usize>> = const { Cell::new(None) };
}

/// Bytes that are nowhere but in this page: while there are any, the browser asks whoever leaves.
pub struct Unsent(());

impl Unsent {
    /// One file more.
    pub fn new() -> Self {
        if UNSENT.get().is_none()
            && let Some(window) = web_sys::window()
        {
            let options = gloo_events::EventListenerOptions::enable_prevent_default();
            gloo_events::EventListener::new_with_options(&window, "beforeunload", options, |event| {
                if UNSENT.get().is_some_and(|files| files > 0) {
                    event.prevent_default();
                }
            })
            .forget();
        }
        UNSENT.set(Some(UNSENT.get().unwrap_or(0) + 1));
        Self(())
    }
}

impl Default for Unsent {
    fn default() -> Self {
        Self::new()
    }
}

impl Drop for Unsent {
    fn drop(&mut self) {
        UNSENT.set(UNSENT.get().map(|files| files.saturating_sub(1)));
    }
}

/// Puts one question to the server.
pub(crate) async fn put(file: &Announced<'_>, ask: Ask, bytes: Option<&Blob>) -> Result<Option<MediaReceipt>, Error> {
    let id = file.id;
    let owner = store::owner();
    let kept_for = [("X-Kept-For", owner.as_str())];
    match ask {
        Ask::Declare => {
            http::send("POST", file.path, &kept_for, http::Body::Json(file.declaration), 30_000).await?;
            Ok(None)
        }
        Ask::Standing { .. } => status(id).await.map(Some),
        Ask::Chunk { offset, length } => {
            let bytes = bytes.ok_or_else(bytes_gone)?;
            let chunk = bytes
                .slice_with_f64_and_f64(offset as f64, (offset + length) as f64)
                .map_err(|error| Error::Malformed { reason: js::message(&error) })?;
            let path = format!("/api/v1/media/{id}/content?offset={offset}");
            http::send("PUT", &path, &kept_for, http::Body::Blob(&chunk), 60_000).await?.json().map(Some)
        }
    }
}

/// The device no longer has the bytes.
pub(crate) fn bytes_gone() -> Error {
    Error::conflict("bytes_gone", shared::outbox::bytes_gone)
}

/// What the server knows of a file: its record carries the bytes received.
async fn status(id: MediaId) -> Result<MediaReceipt, Error> {
    #[derive(serde::Deserialize)]
    struct Known {
        id: MediaId,
        status: MediaStatus,
        received: i64,
        problem: Option<shared::media::MediaProblem>,
    }
    let known: Known = http::send("GET", &format!("/api/v1/media/{id}"), &[], http::Body::Empty, 30_000).await?.json()?;
    Ok(MediaReceipt { id: known.id, status: known.status, offset: known.received, problem: known.problem })
}
