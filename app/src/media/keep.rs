//! Photos and files chosen for a site visit: made smaller and kept on the device before anybody is told that they are taken.
//! The device's queue sends them. What the disk refuses stays in the page, which says so and asks whoever leaves it.

use dioxus::core::spawn_forever;
use dioxus::prelude::*;
use shared::media::{DeclareVisitMedia, MediaKind};
use shared::{LeadId, MediaId, SiteVisitId};
use web_sys::{Blob, File};

use super::text;
use crate::client::media_queue::{self, NewFile};
use crate::client::outbox::Outbox;
use crate::client::store::StoreError;
use crate::client::transfer::Unsent;
use crate::client::{device, picture};
use crate::ui::format::{bytes, number};
use crate::ui::{Toasts, Tone};

/// A type of files that are no pictures and are sent as they are.
const PAPER: &str = "application/pdf";

/// The address of a visit, which its files on the device are told apart by and announced below.
pub(super) fn address(lead: LeadId, visit: SiteVisitId) -> String {
    format!("/api/v1/leads/{lead}/visits/{visit}")
}

/// A file the disk refused: it is nowhere but in this page.
pub(super) struct Loose {
    pub id: MediaId,
    /// The address of its visit.
    pub of: String,
    pub name: String,
    /// Why it is not kept, for people.
    pub problem: String,
    file: File,
    position: i32,
    _unsent: Unsent,
}

/// What the disk refused.
pub(super) static LOOSE: GlobalSignal<Vec<Loose>> = Signal::global(Vec::new);

/// How many files are on their way to the disk.
pub(super) static KEEPING: GlobalSignal<usize> = Signal::global(|| 0);

/// Why a file was not kept.
enum Trouble {
    /// It cannot be sent, in words.
    Unfit(String),
    Disk(StoreError),
}

/// Keeps files for the visit at an address; `from` is the place of the first one.
pub(super) fn add(outbox: Outbox, toasts: Toasts, of: &str, files: Vec<File>, from: i32) {
    let of = of.to_owned();
    *KEEPING.write() += files.len();
    // some browsers ask, and nobody waits for that
    spawn_forever(async {
        device::keep_storage().await;
    });
    let unsent = Unsent::new();
    spawn_forever(async move {
        let _unsent = unsent;
        for (n, file) in files.into_iter().enumerate() {
            let position = from.saturating_add(i32::try_from(n).unwrap_or(0));
            let kept = keep(outbox, &of, &file, position).await;
            *KEEPING.write() -= 1;
            match kept {
                Ok(()) => {}
                Err(Trouble::Unfit(words)) => toasts.tell(Tone::Danger, words),
                Err(Trouble::Disk(error)) => {
                    let name = file.name();
                    let problem = if error == StoreError::Full { text::no_room(&name) } else { text::refused(&name) };
                    toasts.tell(Tone::Danger, problem.clone());
                    let (id, of) = (MediaId(device::new_id()), of.clone());
                    LOOSE.write().push(Loose { id, of, name, problem, file, position, _unsent: Unsent::new() });
                }
            }
        }
    });
}

/// Tries to keep a file again that the disk refused; false if there is none of this id.
pub(super) fn keep_again(outbox: Outbox, toasts: Toasts, id: MediaId) -> bool {
    let at = LOOSE.peek().iter().position(|loose| loose.id == id);
    let Some(at) = at else { return false };
    let loose = LOOSE.write().remove(at);
    add(outbox, toasts, &loose.of, vec![loose.file], loose.position);
    true
}

/// Makes a chosen file ready and keeps it. When this returns `Ok` it is on the disk.
async fn keep(outbox: Outbox, of: &str, file: &File, position: i32) -> Result<(), Trouble> {
    let (id, name) = (MediaId(device::new_id()), file.name());
    let (kind, full, thumb): (MediaKind, Blob, Option<Blob>) = if file.type_() == PAPER {
        let (size, most) = (file.size() as u64, MediaKind::Document.max_bytes().unsigned_abs());
        if size > most {
            return Err(Trouble::Unfit(unfit(&name, picture::Unfit::TooHeavy { bytes: size, most })));
        }
        (MediaKind::Document, file.clone().into(), None)
    } else {
        let picture = picture::shrink(file).await.map_err(|why| Trouble::Unfit(unfit(&name, why)))?;
        (MediaKind::Photo, picture.full, Some(picture.thumb))
    };
    let now = device::now();
    // one that was chosen may be older
    let taken_at = chrono::DateTime::from_timestamp_millis(file.last_modified() as i64).map_or(now, |at| at.min(now));
    let caption = if kind == MediaKind::Document { name.chars().take(500).collect() } else { String::new() };
    let declare = move |size: u64, sha256: String| {
        let size = i64::try_from(size).unwrap_or(i64::MAX);
        let declared = DeclareVisitMedia { id, kind, size, sha256, taken_at, gps: None, caption, position };
        serde_json::to_string(&declared).unwrap_or_default()
    };
    let new = NewFile { id, entity: of.to_owned(), sentence: name, required: false, full, thumb };
    media_queue::keep(outbox, new, declare).await.map_err(Trouble::Disk)?;
    let mut trouble = outbox.trouble;
    if trouble.peek().is_some() {
        // there is room again
        trouble.set(None);
    }
    Ok(())
}

/// Why a chosen file is not sent, for people.
fn unfit(name: &str, why: picture::Unfit) -> String {
    match why {
        picture::Unfit::TooHeavy { bytes: size, most } => text::too_heavy(name, bytes(size), bytes(most)),
        picture::Unfit::TooManyPixels(pixels) => text::too_many_pixels(name, number(pixels.width.into()), number(pixels.height.into())),
        picture::Unfit::Unreadable => text::not_a_picture(name),
    }
}
