//! Photos and files of site visits: taking and describing them at the visit, seeing them on the lead.

use std::collections::BTreeSet;

use dioxus::core::spawn_forever;
use dioxus::prelude::*;
use shared::input::Nothing;
use shared::media::{EditVisitMedia, Media, MediaStatus};
use shared::{LeadId, MediaId, SiteVisitId};

use super::album::{Album, Group};
use super::keep::{KEEPING, LOOSE, add, address};
use super::waiting::{Waiting, files_of, is_hidden};
use super::{api, text};
use crate::api::Valid;
use crate::client::outbox::Outbox;
use crate::client::picture::chosen;
use crate::client::store::StoreError;
use crate::client::{Query, device, media_queue, use_query};
use crate::ui::*;

/// Less room than this on the device is said before somebody takes photos, in bytes: some hundred of them.
const LITTLE_ROOM: f64 = 100e6;

/// What a visit brought; whoever may change it takes, describes and removes. In the office only, whose
/// gate gives the device's queue.
#[component]
pub fn VisitPhotos(
    lead: LeadId,
    /// Whose; give the component a key of it.
    visit: SiteVisitId,
    /// IANA zone of the times.
    zone: String,
    /// Whether they may be changed.
    editable: bool,
) -> Element {
    let toasts = use_toasts();
    let outbox = use_context::<Outbox>();
    let media = use_query(&["media"], move || async move { api::media_of_visit(lead, visit).await });
    use_arrivals(outbox, address(lead, visit), media);
    let of = address(lead, visit);
    let under_way = files_of(outbox, &of);
    let there = |one: &Media| !is_hidden(one.id) && !under_way.iter().any(|file| file.id == one.id);
    let shown: Vec<Media> = media.value().unwrap_or_default().into_iter().filter(there).collect();
    let keeping = *KEEPING.read();
    // those on their way to the disk have their places already
    let taken = i32::try_from(under_way.len() + keeping).unwrap_or(0);
    let next = shown.iter().map(|one| one.position + 1).max().unwrap_or(0) + taken;
    let take = {
        let of = of.clone();
        use_callback(move |event: FormEvent| add(outbox, toasts, &of, chosen(&event), next))
    };
    let changed = move || {
        if media.alive() {
            media.refetch();
        }
    };
    // the way back outlives this page, so it must not belong to it
    let remove = move |id: MediaId| {
        spawn_forever(async move {
            if let Err(error) = api::delete_visit_media(lead, visit, id, Valid(Nothing {})).await {
                return toasts.tell(Tone::Danger, error.to_string());
            }
            changed();
            let back = move |()| toasts.attempt(api::restore_visit_media(lead, visit, id, Valid(Nothing {})), move |_| changed());
            toasts.undo(text::deleted(), Callback::new(back));
        });
    };
    let describe = move |(seen, caption): (Media, String)| {
        let words = EditVisitMedia { caption, version: seen.version };
        toasts.attempt(api::edit_visit_media(lead, visit, seen.id, Valid(words)), move |_| {
            changed();
            toasts.say(text::caption_saved());
        });
    };
    let waits = !under_way.is_empty() || LOOSE.read().iter().any(|loose| loose.of == of);
    let said = match keeping {
        0 if waits => text::kept_here(),
        0 => String::new(),
        many => text::saving(many),
    };
    let none = shown.is_empty() && !waits;
    let all = vec![Group { key: visit.to_string(), title: None, source: None, media: shown, removable: editable }];
    rsx! {
        Card { title: text::photos(), testid: "visit-photos",
            if editable {
                Room {}
                div { class: "row wrap",
                    label { class: "w-btn w-file", "data-size": "lg",
                        Icon { name: IconName::Camera, size: IconSize::Lg }
                        {text::take_photo()}
                        input { class: "sr", r#type: "file", accept: "image/*", "capture": "environment", "data-testid": "take-photo", onchange: move |event| take.call(event) }
                    }
                    label { class: "w-btn w-file", "data-size": "lg",
                        Icon { name: IconName::ImageUp, size: IconSize::Lg }
                        {text::add_photos()}
                        input { class: "sr", r#type: "file", accept: "image/*,application/pdf", multiple: true, "data-testid": "add-photos", onchange: move |event| take.call(event) }
                    }
                }
            }
            // there before it says something, so that it is heard
            p { class: if said.is_empty() { "sr" } else { "sm muted" }, role: "status", "data-testid": "keeping", {said.clone()} }
            if waits {
                div { class: "stack gap-1", "data-testid": "on-their-way",
                    Waiting { key: "{of}", of: of.clone() }
                }
            }
            Async { state: media.load(), shape: SkeletonShape::Cards, count: 2, onretry: move |()| media.refetch(),
                if none { p { class: "sm muted", {text::no_photos()} } }
                Album { groups: all, zone, plain: true, onremove: editable.then(|| EventHandler::new(remove)), oncaption: editable.then(|| EventHandler::new(describe)) }
            }
        }
    }
}

/// Shows what arrived as the server has it, and has the device forget it then.
fn use_arrivals(outbox: Outbox, of: String, media: Query<Vec<Media>>) {
    let arrived = use_memo(move || {
        let uploads = outbox.uploads.read();
        uploads.files().into_iter().filter(|file| file.entity == of && file.is_stored()).map(|file| file.id).collect::<Vec<MediaId>>()
    });
    // each is asked for once, and forgotten once: both change what arrived
    let none = || CopyValue::new(BTreeSet::<MediaId>::new());
    let (mut asked, mut forgotten) = use_hook(|| (none(), none()));
    use_effect(move || {
        let mut fresh = false;
        for id in arrived() {
            fresh |= asked.write().insert(id);
        }
        // the list that is on its way when the page opens has them
        if fresh && media.peek_with(|_| ()).is_some() {
            media.refetch();
        }
    });
    use_effect(move || {
        let stored = |one: &&Media| one.status == MediaStatus::Stored;
        let known: Vec<MediaId> = media.with(|list| list.iter().filter(stored).map(|one| one.id).collect()).unwrap_or_default();
        for id in arrived().into_iter().filter(|id| known.contains(id)) {
            if forgotten.write().insert(id) {
                spawn_forever(async move {
                    // what stays is forgotten at a later start
                    let _ = media_queue::discard(outbox, id).await;
                });
            }
        }
    });
}

/// Says that the device has little room for photos, or none.
#[component]
fn Room() -> Element {
    let outbox = use_context::<Outbox>();
    let mut left = use_signal(|| None::<f64>);
    // what is kept takes room; a piece that goes up changes nothing about that
    let kept = use_memo(move || outbox.uploads.read().missing().len());
    use_effect(move || {
        kept.read();
        spawn(async move {
            let room = device::room().await;
            left.set((room.quota > 0.0).then_some(room.quota - room.used));
        });
    });
    let refuses = matches!(*outbox.trouble.read(), Some(StoreError::Refused(_)));
    let little = left().filter(|left| *left < LITTLE_ROOM);
    rsx! {
        if refuses {
            Banner { tone: Tone::Warn, {text::no_storage()} }
        }
        if let Some(left) = little {
            Banner { tone: Tone::Warn, {text::little_room(format::bytes(left.max(0.0) as u64))} }
        }
    }
}

/// What all visits of a lead brought, to be looked at.
#[component]
pub fn LeadPhotos(
    /// Whose; give the component a key of it.
    lead: LeadId,
    /// What each visit is called, in their order.
    visits: Vec<(SiteVisitId, String)>,
    /// IANA zone of the times.
    zone: String,
) -> Element {
    let media = use_query(&["media"], move || async move { api::media_of_lead(lead).await });
    let all = media.value().unwrap_or_default();
    let of = |visit: SiteVisitId| all.iter().filter(|one| one.visit == Some(visit)).cloned().collect::<Vec<_>>();
    let mut groups: Vec<Group> = visits
        .into_iter()
        .map(|(visit, title)| Group { key: visit.to_string(), title: Some(title), source: None, media: of(visit), removable: false })
        .collect();
    groups.retain(|group| !group.media.is_empty());
    rsx! {
        div { class: "stack", "data-testid": "lead-photos",
            Async { state: media.load(), shape: SkeletonShape::Cards, count: 2, onretry: move |()| media.refetch(),
                Album { groups, zone, plain: true }
            }
        }
    }
}
