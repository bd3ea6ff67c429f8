//! The media of a job by phase and slot, with a closer look at each.

use dioxus::core::spawn_forever;
use dioxus::prelude::*;
use shared::MediaId;
use shared::access::Action;
use shared::input::Nothing;
use shared::jobs::Job;
use shared::media::{Media, MediaKind, MediaStatus, Verification};

use super::{api, text};
use crate::api::Valid;
use crate::client::session::use_session;
use crate::ui::format::{self, DateStyle};
use crate::ui::*;

/// Everything captured on a job.
#[component]
pub fn MediaGallery(job: Job, onchange: EventHandler<()>) -> Element {
    let session = use_session();
    let toasts = use_toasts();
    let mut open = use_signal(|| None::<MediaId>);
    let shown: Vec<Media> = job.media.iter().filter(|m| !m.deleted).cloned().collect();
    if shown.is_empty() {
        return rsx! { EmptyState { icon: IconName::Camera, title: text::none_title(), body: text::none_body() } };
    }
    let mut groups: Vec<(String, String, Vec<Media>)> = Vec::new();
    for slot in job.phases.iter().flat_map(|p| p.requirements.iter().map(move |r| (p, r))) {
        let of_slot: Vec<Media> = shown.iter().filter(|m| m.requirement == Some(slot.1.id)).cloned().collect();
        if !of_slot.is_empty() {
            groups.push((slot.1.id.to_string(), format!("{} · {}", slot.0.short.text(), slot.1.title.text()), of_slot));
        }
    }
    let rest: Vec<Media> = shown.iter().filter(|m| m.requirement.is_none()).cloned().collect();
    if !rest.is_empty() {
        groups.push(("rest".into(), text::elsewhere(), rest));
    }
    // the closer look goes on in the order of the tiles
    let shown: Vec<Media> = groups.iter().flat_map(|(_, _, media)| media.iter().cloned()).collect();
    let may_delete = session.may(Action::JobsWork);
    let changed = move || {
        // on another tab of the page there is no gallery to be told; the page itself follows the live stream
        if open.try_peek().is_ok() {
            onchange.call(());
        }
    };
    // the way back outlives this gallery, so it must not belong to it
    let remove = move |id: MediaId| {
        spawn_forever(async move {
            if let Err(error) = api::delete_media(id, Valid(Nothing {})).await {
                return toasts.tell(Tone::Danger, error.to_string());
            }
            changed();
            let undo = Callback::new(move |()| toasts.attempt(api::restore_media(id, Valid(Nothing {})), move |_| changed()));
            toasts.undo(text::deleted(), undo);
        });
    };
    let looked_at = open().and_then(|id| shown.iter().position(|m| m.id == id));
    rsx! {
        for (key, title, media) in groups {
            Card { key: "{key}", title,
                PhotoGrid {
                    label: text::media(),
                    photos: media.iter().map(tile).collect::<Vec<_>>(),
                    onopen: move |id: String| open.set(id.parse().ok()),
                    onremove: may_delete.then(|| EventHandler::new(move |id: String| if let Ok(id) = id.parse() { remove(id) })),
                }
            }
        }
        if let Some(at) = looked_at {
            Lightbox {
                media: shown[at].clone(),
                zone: job.zone.clone(),
                at,
                total: shown.len(),
                onclose: move |()| open.set(None),
                ongo: {
                    let ids: Vec<MediaId> = shown.iter().map(|m| m.id).collect();
                    move |to: usize| open.set(ids.get(to).copied())
                },
            }
        }
    }
}

fn tile(media: &Media) -> Photo {
    let caption = match (&media.signer, media.caption.is_empty()) {
        (Some(name), _) => text::signed_by(name),
        (None, false) => media.caption.clone(),
        (None, true) => text::photo(),
    };
    Photo {
        id: media.id.to_string(),
        src: media.thumb_url().unwrap_or_default(),
        caption: Some(caption),
        state: match media.status {
            MediaStatus::Saved => Saved::Here,
            MediaStatus::Declared => Saved::Waiting,
            MediaStatus::Receiving => Saved::Uploading,
            MediaStatus::Stored => Saved::Synced,
            MediaStatus::Rejected => Saved::Failed,
        },
        progress: (media.status == MediaStatus::Receiving).then(|| u32::try_from(media.received * 100 / media.size.max(1)).unwrap_or(0)),
        problem: media.problem.map(|p| p.text()),
    }
}

#[component]
fn Lightbox(media: Media, zone: String, at: usize, total: usize, onclose: EventHandler<()>, ongo: EventHandler<usize>) -> Element {
    let caption = if media.caption.is_empty() { text::counter(at + 1, total) } else { media.caption.clone() };
    let drawn = matches!(media.kind, MediaKind::Photo | MediaKind::Signature) && media.status == MediaStatus::Stored;
    rsx! {
        Dialog {
            open: true,
            title: caption.clone(),
            size: DialogSize::Wide,
            onclose: move |()| onclose.call(()),
            testid: "lightbox",
            footer: rsx! {
                Button { icon: IconName::ChevronLeft, disabled: at == 0, onclick: move |_| ongo.call(at.saturating_sub(1)), {text::previous()} }
                span { class: "muted sm num", {text::counter(at + 1, total)} }
                Button { icon_end: IconName::ChevronRight, disabled: at + 1 >= total, onclick: move |_| ongo.call(at + 1), {text::next()} }
            },
            figure { class: "jb-figure",
                if drawn { img { src: media.full_url(), alt: caption } }
                if media.kind == MediaKind::Video && media.status == MediaStatus::Stored { video { src: media.full_url(), controls: true } }
                if media.kind == MediaKind::Voice && media.status == MediaStatus::Stored { audio { src: media.full_url(), controls: true } }
                figcaption { class: "stack gap-1 sm",
                    if let Some(name) = media.signer.clone() { span { class: "strong", {text::signed_by(name)} } }
                    span { {text::taken(format::moment_in(media.taken_at, &zone, DateStyle::Full), media.taken_by.clone())} }
                    if let Some(gps) = media.gps { span { class: "muted num", {text::place(format::decimal(gps.latitude, 5), format::decimal(gps.longitude, 5), format::decimal(gps.accuracy, 0))} } }
                    if media.verification == Verification::Doubtful { span { class: "tone", "data-tone": "warn", {text::doubtful()} } }
                    span { class: "muted mono xs", {text::hash(media.sha256.clone())} }
                    if media.status == MediaStatus::Stored { a { href: "/api/v1/media/{media.id}/original", target: "_blank", rel: "noreferrer", {text::original()} } }
                }
            }
        }
    }
}
