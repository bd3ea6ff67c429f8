//! Bytes in and out.

use bytes::Bytes;
use serde_json::json;
use shared::media::rules::{Chunk, MAX_CHUNK, place};
use shared::media::{Media, MediaProblem, MediaReceipt, MediaStatus, events};
use shared::{Error, MediaId, Result};

use super::inspect::{self, Looked};
use super::owner::{Home, sendable, visible};
use super::scan::{Verdict, scan};
use super::sql;
use crate::begin;
use crate::cx::Cx;
use crate::events::Record;
use crate::files::{FileStream, StagingProblem, key};

/// Takes a chunk that begins at `offset`. Sending the same chunk again is harmless; one that leaves a gap answers
/// `wrong_offset`, and the receipt of any request says where to go on.
pub async fn receive(cx: &Cx, id: MediaId, offset: i64, chunk: Bytes) -> Result<MediaReceipt> {
    if chunk.len() > MAX_CHUNK {
        return Err(Error::TooLarge { limit_bytes: MAX_CHUNK as u64 });
    }
    let (media, home) = {
        let mut tx = cx.read().await?;
        sendable(cx, &mut tx, id).await?
    };
    let staging = cx.app.staging();
    let received = match media.status {
        MediaStatus::Stored => media.size,
        _ => to_i64(staging.offset(id.0).await.map_err(staged)?),
    };
    let fresh = match place(media.status, media.size, received, offset, chunk.len()) {
        Chunk::Known => chunk.slice(chunk.len()..),
        Chunk::Append => chunk,
        Chunk::Skip(n) => chunk.slice(n..),
        Chunk::Gap => return Err(Error::conflict_value("wrong_offset", received)),
        Chunk::Beyond => return Err(Error::field("offset", "out_of_range")),
        Chunk::Closed => return Err(Error::conflict("media_rejected", || media.problem.map(MediaProblem::text).unwrap_or_default())),
    };
    let received = if fresh.is_empty() {
        received
    } else {
        let at = u64::try_from(received).unwrap_or_default();
        to_i64(staging.append(id.0, at, fresh, media.size.unsigned_abs()).await.map_err(staged)?)
    };
    if media.status == MediaStatus::Stored {
        return Ok(MediaReceipt { id, status: MediaStatus::Stored, offset: media.size, problem: None });
    }
    if received < media.size {
        let mut tx = cx.read().await?;
        sql::set_received(&mut tx, id, received).await?;
        tx.commit(()).await?;
        return Ok(MediaReceipt { id, status: MediaStatus::Receiving, offset: received, problem: None });
    }
    complete(cx, media, &home).await
}

/// All bytes are there: checks them, makes the copies, stores. Repeating it after a crash completes it.
async fn complete(cx: &Cx, media: Media, home: &Home) -> Result<MediaReceipt> {
    let (org, id) = (cx.org.0, media.id);
    let (staging, files) = (cx.app.staging(), cx.app.files());
    let original = key(org, id.0, "original");
    let outcome = if inspect::fits_memory(media.kind) {
        let bytes = staging.read(id.0).await.map_err(staged)?;
        inspect::look(media.kind, bytes).await?
    } else {
        Ok(Looked::default())
    };
    let mut looked = match outcome {
        Ok(looked) => looked,
        Err(problem) => return reject(cx, &media, home, problem).await,
    };
    match staging.finish(id.0, &media.sha256, files, &original).await {
        Ok(_) => {}
        Err(StagingProblem::WrongHash) => return reject(cx, &media, home, MediaProblem::WrongHash).await,
        Err(problem) => return Err(staged(problem)),
    }
    if !inspect::fits_memory(media.kind) {
        // too large to hold: its beginning says what it is
        let head = collect(files.get(&original, Some(0..4096.min(media.size.unsigned_abs()))).await.map_err(Error::from)?).await?;
        match inspect::sniff(media.kind, &head) {
            Ok(mime) => looked.mime = mime,
            Err(problem) => {
                files.delete(&original).await.map_err(Error::from)?;
                return reject(cx, &media, home, problem).await;
            }
        }
    }
    if let Some(scanner) = &cx.app.config().clamd {
        let file = files.get(&original, None).await.map_err(Error::from)?;
        if let Verdict::Found(name) = scan(scanner, file.bytes).await? {
            tracing::warn!(media = %id, found = %name, "an upload carries known malware");
            files.delete(&original).await.map_err(Error::from)?;
            return reject(cx, &media, home, MediaProblem::Malware).await;
        }
    }
    for (variant, bytes) in [("copy", looked.copy.take()), ("thumb", looked.thumb.take())] {
        if let Some(bytes) = bytes {
            let key = key(org, id.0, variant);
            files.put(&key, bytes).await.map_err(Error::from)?;
            if variant == "copy" { looked.copy_key = Some(key) } else { looked.thumb_key = Some(key) }
        }
    }
    let mut tx = begin!(cx);
    // of two requests that carried the last byte, one stores
    if sql::set_stored(&mut tx, id, &original, &looked).await? == 1 {
        if let Some(look) = looked.look {
            sql::mark_copies(&mut tx, media.job, media.visit, id, look).await?;
        }
        let data = json!({ "kind": media.kind, "size": media.size, "sha256": media.sha256, "mime": looked.mime, "phase": media.phase, "requirement": media.requirement });
        tx.record(home.file(Record::new(events::STORED, id).on_behalf_of(media.signer.clone()), &media, data)).await?;
    }
    let receipt = tx.commit(MediaReceipt { id, status: MediaStatus::Stored, offset: media.size, problem: None }).await?;
    staging.discard(id.0).await.map_err(staged)?;
    Ok(receipt)
}

async fn reject(cx: &Cx, media: &Media, home: &Home, problem: MediaProblem) -> Result<MediaReceipt> {
    let mut tx = begin!(cx);
    if sql::set_rejected(&mut tx, media.id, problem).await? == 1 {
        let data = json!({ "kind": media.kind, "problem": problem, "size": media.size });
        tx.record(home.file(Record::new(events::REJECTED, media.id), media, data)).await?;
    }
    let receipt = tx.commit(MediaReceipt { id: media.id, status: MediaStatus::Rejected, offset: 0, problem: Some(problem) }).await?;
    cx.app.staging().discard(media.id.0).await.map_err(staged)?;
    Ok(receipt)
}

/// Which file of a medium.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Variant {
    /// 256 px, without metadata.
    Thumb,
    /// What people look at: upright, at most 2048 px, without metadata; the file itself for what is no photo.
    Full,
    /// What the device sent. Staff only.
    Original,
}

/// A file ready to be sent.
pub struct Opened {
    pub file: FileStream,
    pub mime: String,
    /// Bytes of the whole file.
    pub size: u64,
    pub etag: String,
    /// Whether browsers may show it rather than save it.
    pub inline: bool,
    /// What it is called when it is saved: ours, whatever it was called on the device.
    pub name: String,
}

/// Opens a file of a medium, all of it or a range.
pub async fn open(cx: &Cx, id: MediaId, variant: Variant, range: Option<std::ops::Range<u64>>) -> Result<Opened> {
    let mut tx = cx.read().await?;
    let media = visible(cx, &mut tx, id).await?;
    if media.status != MediaStatus::Stored || (variant == Variant::Original && cx.customer().is_some()) {
        return Err(Error::NotFound);
    }
    let keys = sql::keys(&mut tx, id).await?;
    drop(tx);
    let jpeg = || "image/jpeg".to_string();
    let (key, mime) = match variant {
        Variant::Thumb => match keys.thumb {
            Some(key) => (key, jpeg()),
            // a signature is small: it is its own thumbnail
            None if media.kind == shared::media::MediaKind::Signature => (keys.original.ok_or(Error::NotFound)?, media.mime.clone()),
            None => return Err(Error::NotFound),
        },
        Variant::Full => match keys.copy {
            Some(key) => (key, jpeg()),
            None => (keys.original.ok_or(Error::NotFound)?, media.mime.clone()),
        },
        Variant::Original => (keys.original.ok_or(Error::NotFound)?, media.mime.clone()),
    };
    let file = cx.app.files().get(&key, range).await.map_err(Error::from)?;
    let tag = match variant {
        Variant::Thumb => 't',
        Variant::Full => 'f',
        Variant::Original => 'o',
    };
    let inline = !mime.starts_with("application/");
    let name = format!("{}-{}.{}", media.kind.key(), id, extension(&mime));
    Ok(Opened { name, size: file.info.size, etag: format!("\"{}{tag}\"", &media.sha256[..32.min(media.sha256.len())]), mime, inline, file })
}

/// How the name of a file of a kind we keep ends.
fn extension(mime: &str) -> &'static str {
    match mime {
        "image/jpeg" => "jpg",
        "image/png" => "png",
        "image/webp" => "webp",
        "image/svg+xml" => "svg",
        "application/pdf" => "pdf",
        "video/mp4" => "mp4",
        "video/webm" => "webm",
        "video/quicktime" => "mov",
        "audio/m4a" => "m4a",
        "audio/mpeg" => "mp3",
        "audio/ogg" => "ogg",
        "audio/x-wav" => "wav",
        _ => "bin",
    }
}

async fn collect(file: FileStream) -> Result<Vec<u8>> {
    use futures_util::TryStreamExt;
    file.bytes
        .try_fold(Vec::new(), |mut all, part| async move {
            all.extend_from_slice(&part);
            Ok(all)
        })
        .await
        .map_err(Error::from)
}

fn to_i64(n: u64) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

/// A problem of the staging folder as an error for people.
fn staged(problem: StagingProblem) -> Error {
    match problem {
        StagingProblem::WrongOffset { expected } => Error::conflict_value("wrong_offset", expected),
        StagingProblem::TooLarge { limit } => Error::TooLarge { limit_bytes: limit },
        StagingProblem::Busy => Error::Unavailable { retry_after_seconds: 1 },
        StagingProblem::Unknown => Error::conflict_value("wrong_offset", 0),
        StagingProblem::Store(problem) => problem.into(),
        StagingProblem::Disk(error) if crate::files::is_full(&error) => crate::files::no_room(&error),
        other => Error::internal(&other),
    }
}
