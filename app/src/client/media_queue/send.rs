//! Sending one file: declared and then in chunks, from where the server stands, until it has confirmed the hash.

use dioxus::prelude::*;
use shared::Error;
use shared::media::{Ask, MediaReceipt, MediaStatus, Turn};
use shared::outbox::{Outcome, Step, Upload};

use super::remember;
use crate::client::outbox::Outbox;
use crate::client::store::{self, Shelf, StoreError, Write};
use crate::client::transfer::{self, Announced, CHUNK, bytes_gone};
use crate::client::{device, js};

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
    let path = file.announced_at();
    // declaring again is harmless and tells where the server stands
    let mut ask = Ask::Declare;
    loop {
        let announced = Announced { id: file.id, path: &path, declaration: &file.declaration };
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
        if let Err(error) = outbox.write(writes).await {
            outbox.complain(error);
        }
    } else if first {
        remember(outbox, &fresh).await;
        // whoever gives it up in another tab has to tell the server from now on
        outbox.look();
    }
    Ok(fresh)
}

fn full(_: StoreError) -> Error {
    Error::Unavailable { retry_after_seconds: 30 }
}
