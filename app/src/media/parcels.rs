//! Photos and files on their way from this page to a site visit: made smaller, announced and sent one after the other, with
//! what became of each. They outlive the page that shows them; their bytes are in the browser's page alone, which asks
//! whoever leaves it.

use std::rc::Rc;

use dioxus::core::spawn_forever;
use dioxus::prelude::*;
use shared::input::Nothing;
use shared::media::{DeclareVisitMedia, Media, MediaKind};
use shared::{Error, LeadId, MediaId, SiteVisitId};
use web_sys::{Blob, File, Url};

use super::{api, text};
use crate::api::Valid;
use crate::client::transfer::{self, Announced, Unsent};
use crate::client::{Query, device, http, picture};
use crate::ui::format::{bytes, number};
use crate::ui::{Photo, Saved, Toasts, Tone};

/// A type of files that are no pictures and are sent as they are.
const PAPER: &str = "application/pdf";

/// Where something is sent.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Place {
    pub lead: LeadId,
    pub visit: SiteVisitId,
}

/// Where a file stands.
#[derive(Clone, Debug, PartialEq)]
enum Standing {
    Waiting,
    /// In percent.
    Sending(u32),
    /// The server has all of it.
    Sent,
    Failed(Error),
}

/// A file on its way.
#[derive(Clone)]
struct Parcel {
    id: MediaId,
    place: Place,
    /// What the device calls it.
    name: String,
    standing: Standing,
    thumb: Option<Rc<Thumb>>,
    bytes: Blob,
    /// What is said about it, as JSON.
    declaration: String,
    _unsent: Rc<Unsent>,
}

/// The address of a small picture, for as long as somebody shows it.
struct Thumb(String);

impl Drop for Thumb {
    fn drop(&mut self) {
        // an address that is gone already
        let _ = Url::revoke_object_url(&self.0);
    }
}

static UNDER_WAY: GlobalSignal<Vec<Parcel>> = Signal::global(Vec::new);

/// Sends files to a visit; `from` is the place of the first one. `shown` is fetched again as they arrive.
pub(super) fn add(place: Place, files: Vec<File>, from: i32, toasts: Toasts, shown: Query<Vec<Media>>) {
    spawn_forever(async move {
        let mut packed = Vec::new();
        for (n, file) in files.into_iter().enumerate() {
            match pack(place, &file, from.saturating_add(i32::try_from(n).unwrap_or(0))).await {
                Ok(parcel) => {
                    packed.push(parcel.id);
                    UNDER_WAY.write().push(parcel);
                }
                Err(words) => toasts.tell(Tone::Danger, words),
            }
        }
        for id in packed {
            send(id, shown).await;
        }
    });
}

/// Sends one again that failed.
pub(super) fn retry(id: MediaId, shown: Query<Vec<Media>>) {
    stand(id, Standing::Waiting);
    spawn_forever(send(id, shown));
}

/// Sends again what failed for want of a network.
pub(super) fn resume(visit: SiteVisitId, shown: Query<Vec<Media>>) {
    let lost = |parcel: &&Parcel| parcel.place.visit == visit && parcel.standing == Standing::Failed(Error::Offline);
    let ids: Vec<MediaId> = UNDER_WAY.peek().iter().filter(lost).map(|parcel| parcel.id).collect();
    if ids.is_empty() {
        return;
    }
    for id in &ids {
        stand(*id, Standing::Waiting);
    }
    spawn_forever(async move {
        for id in ids {
            send(id, shown).await;
        }
    });
}

/// Gives one up, here and at the server.
pub(super) fn give_up(id: MediaId) {
    let parcel = UNDER_WAY.peek().iter().find(|parcel| parcel.id == id).cloned();
    if let Some(parcel) = parcel {
        UNDER_WAY.write().retain(|other| other.id != id);
        spawn_forever(take_back(parcel.place, id));
    }
}

/// Forgets those that arrived and are shown from there.
pub(super) fn settle(known: &[MediaId]) {
    let arrived = |parcel: &Parcel| parcel.standing == Standing::Sent && known.contains(&parcel.id);
    if UNDER_WAY.read().iter().any(arrived) {
        UNDER_WAY.write().retain(|parcel| !arrived(parcel));
    }
}

/// What is on its way to a visit, as tiles.
pub(super) fn tiles(visit: SiteVisitId) -> Vec<(MediaId, Photo)> {
    UNDER_WAY.read().iter().filter(|parcel| parcel.place.visit == visit).map(|parcel| (parcel.id, parcel.tile())).collect()
}

impl Parcel {
    fn tile(&self) -> Photo {
        let (state, progress, problem) = match &self.standing {
            Standing::Waiting => (Saved::Waiting, None, None),
            Standing::Sending(percent) => (Saved::Uploading, Some(*percent), None),
            Standing::Sent => (Saved::Synced, None, None),
            Standing::Failed(error) => (Saved::Failed, None, Some(error.to_string())),
        };
        Photo {
            id: self.id.to_string(),
            src: self.thumb.as_ref().map(|thumb| thumb.0.clone()).unwrap_or_default(),
            caption: Some(self.name.clone()),
            state,
            progress,
            problem,
        }
    }
}

/// Makes a chosen file ready; in words why it cannot be sent.
async fn pack(place: Place, file: &File, position: i32) -> Result<Parcel, String> {
    let (id, name) = (MediaId(device::new_id()), file.name());
    let (kind, bytes, thumb): (MediaKind, Blob, Option<Rc<Thumb>>) = if file.type_() == PAPER {
        let (size, most) = (file.size() as u64, MediaKind::Document.max_bytes().unsigned_abs());
        if size > most {
            return Err(unfit(&name, picture::Unfit::TooHeavy { bytes: size, most }));
        }
        (MediaKind::Document, file.clone().into(), None)
    } else {
        let picture = picture::shrink(file).await.map_err(|why| unfit(&name, why))?;
        let thumb = Url::create_object_url_with_blob(&picture.thumb).ok().map(|address| Rc::new(Thumb(address)));
        (MediaKind::Photo, picture.full, thumb)
    };
    let sha256 = http::sha256(&bytes).await.map_err(|_| text::not_a_picture(&name))?;
    let now = device::now();
    let declared = DeclareVisitMedia {
        id,
        kind,
        size: bytes.size() as i64,
        sha256,
        // one that was chosen may be older
        taken_at: chrono::DateTime::from_timestamp_millis(file.last_modified() as i64).map_or(now, |at| at.min(now)),
        gps: None,
        caption: if kind == MediaKind::Document { name.chars().take(500).collect() } else { String::new() },
        position,
    };
    let declaration = serde_json::to_string(&declared).unwrap_or_default();
    Ok(Parcel { id, place, name, standing: Standing::Waiting, thumb, bytes, declaration, _unsent: Rc::new(Unsent::new()) })
}

/// Why a chosen file is not sent, for people.
fn unfit(name: &str, why: picture::Unfit) -> String {
    match why {
        picture::Unfit::TooHeavy { bytes: size, most } => text::too_heavy(name, bytes(size), bytes(most)),
        picture::Unfit::TooManyPixels(pixels) => text::too_many_pixels(name, number(pixels.width.into()), number(pixels.height.into())),
        picture::Unfit::Unreadable => text::not_a_picture(name),
    }
}

/// Sends one as far as it goes.
async fn send(id: MediaId, shown: Query<Vec<Media>>) {
    let waiting = UNDER_WAY.peek().iter().find(|parcel| parcel.id == id && parcel.standing == Standing::Waiting).cloned();
    // given up meanwhile, or sent by another hand
    let Some(parcel) = waiting else { return };
    stand(id, Standing::Sending(0));
    let size = (parcel.bytes.size() as u64).max(1);
    let path = format!("/api/v1/leads/{}/visits/{}/media", parcel.place.lead, parcel.place.visit);
    let file = Announced { id, path: &path, declaration: &parcel.declaration };
    let told = move |sent: u64| stand(id, Standing::Sending(u32::try_from(sent * 100 / size).unwrap_or(100)));
    let outcome = transfer::send(&file, &parcel.bytes, told).await;
    if !UNDER_WAY.peek().iter().any(|parcel| parcel.id == id) {
        // given up while it was on its way
        return take_back(parcel.place, id).await;
    }
    match outcome {
        Ok(()) if shown.alive() => {
            stand(id, Standing::Sent);
            shown.refetch();
        }
        Ok(()) => UNDER_WAY.write().retain(|parcel| parcel.id != id),
        Err(error) => stand(id, Standing::Failed(error)),
    }
}

fn stand(id: MediaId, standing: Standing) {
    if let Some(parcel) = UNDER_WAY.write().iter_mut().find(|parcel| parcel.id == id) {
        parcel.standing = standing;
    }
}

/// Hides what the server may have of it.
async fn take_back(place: Place, id: MediaId) {
    // it may never have heard of it; what stays can be removed by hand
    let _ = api::delete_visit_media(place.lead, place.visit, id, Valid(Nothing {})).await;
}
