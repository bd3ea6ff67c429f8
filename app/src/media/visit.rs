//! Photos and files of site visits: sending and describing them at the visit, seeing them on the lead.

use dioxus::core::spawn_forever;
use dioxus::prelude::*;
use shared::input::Nothing;
use shared::media::{EditVisitMedia, Media};
use shared::{LeadId, MediaId, SiteVisitId};

use super::album::{Album, Group};
use super::parcels::{self, Place};
use super::{api, text};
use crate::api::Valid;
use crate::client::connection::use_truth;
use crate::client::picture::chosen;
use crate::client::use_query;
use crate::ui::*;

/// What a visit brought; whoever may change it sends, describes and removes.
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
    let truth = use_truth();
    let media = use_query(&["media"], move || async move { api::media_of_visit(lead, visit).await });
    use_effect(move || {
        let known: Vec<MediaId> = media.with(|list| list.iter().map(|one| one.id).collect()).unwrap_or_default();
        parcels::settle(&known);
    });
    use_effect(move || {
        if (truth.online)() {
            parcels::resume(visit, media);
        }
    });
    let place = Place { lead, visit };
    let under_way = parcels::tiles(visit);
    let shown: Vec<Media> =
        media.value().unwrap_or_default().into_iter().filter(|one| !under_way.iter().any(|(id, _)| *id == one.id)).collect();
    let next = shown.iter().map(|one| one.position + 1).max().unwrap_or(0) + i32::try_from(under_way.len()).unwrap_or(0);
    let send = move |event: FormEvent| parcels::add(place, chosen(&event), next, toasts, media);
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
    let none = shown.is_empty() && under_way.is_empty();
    let all = vec![Group { key: visit.to_string(), title: None, source: None, media: shown, removable: editable }];
    rsx! {
        Card { title: text::photos(), testid: "visit-photos",
            if editable {
                div { class: "row wrap",
                    label { class: "w-btn w-file", "data-size": "lg",
                        Icon { name: IconName::Camera, size: IconSize::Lg }
                        {text::take_photo()}
                        input { class: "sr", r#type: "file", accept: "image/*", "capture": "environment", "data-testid": "take-photo", onchange: send }
                    }
                    label { class: "w-btn w-file", "data-size": "lg",
                        Icon { name: IconName::ImageUp, size: IconSize::Lg }
                        {text::add_photos()}
                        input { class: "sr", r#type: "file", accept: "image/*,application/pdf", multiple: true, "data-testid": "add-photos", onchange: send }
                    }
                }
            }
            if !under_way.is_empty() {
                OnTheirWay {
                    photos: under_way.into_iter().map(|(_, photo)| photo).collect::<Vec<_>>(),
                    onretry: move |id: MediaId| parcels::retry(id, media),
                }
            }
            Async { state: media.load(), shape: SkeletonShape::Cards, count: 2, onretry: move |()| media.refetch(),
                if none { p { class: "sm muted", {text::no_photos()} } }
                Album { groups: all, zone, plain: true, onremove: editable.then(|| EventHandler::new(remove)), oncaption: editable.then(|| EventHandler::new(describe)) }
            }
        }
    }
}

/// What goes up, each with how far it is, why it failed and a way to try again.
#[component]
fn OnTheirWay(photos: Vec<Photo>, onretry: EventHandler<MediaId>) -> Element {
    let sent = photos.iter().filter(|photo| photo.state == Saved::Synced).count();
    rsx! {
        div { class: "stack gap-1", "data-testid": "on-their-way",
            p { class: "sm muted", {text::stay()} }
            p { class: "sr", role: "status", {text::sent(sent)} }
            PhotoGrid {
                label: text::on_their_way(),
                photos,
                onretry: move |id: String| if let Ok(id) = id.parse() { onretry.call(id) },
                onremove: move |id: String| if let Ok(id) = id.parse() { parcels::give_up(id) },
            }
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
