//! Photos and files in groups, with a closer look at each.

use dioxus::prelude::*;
use shared::MediaId;
use shared::media::{Media, MediaKind, MediaStatus, Verification};

use super::text;
use crate::ui::format::{self, DateStyle};
use crate::ui::*;

/// Photos and files under one title.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Group {
    /// A stable key.
    pub key: String,
    /// None where what stands around says it.
    pub title: Option<String>,
    /// Where they come from: address and words of a link.
    pub source: Option<(String, String)>,
    pub media: Vec<Media>,
    /// Whether they may be removed here.
    pub removable: bool,
}

/// Groups of photos and files. The handlers that are given decide what can be done.
#[component]
pub(super) fn Album(
    groups: Vec<Group>,
    /// IANA zone of the times.
    zone: String,
    /// The groups stand in a card of somebody else's.
    #[props(default)]
    plain: bool,
    onremove: Option<EventHandler<MediaId>>,
    /// Gets the medium as it was seen and its new caption.
    oncaption: Option<EventHandler<(Media, String)>>,
) -> Element {
    let mut open = use_signal(|| None::<MediaId>);
    // the closer look goes on in the order of the tiles
    let shown: Vec<Media> = groups.iter().flat_map(|group| group.media.iter().cloned()).collect();
    let looked_at = open().and_then(|id| shown.iter().position(|m| m.id == id));
    rsx! {
        for group in groups {
            Tiles { key: "{group.key}", group, plain, open, onremove }
        }
        if let Some(at) = looked_at {
            Lightbox {
                media: shown[at].clone(),
                zone,
                at,
                total: shown.len(),
                onclose: move |()| open.set(None),
                ongo: {
                    let ids: Vec<MediaId> = shown.iter().map(|m| m.id).collect();
                    move |to: usize| open.set(ids.get(to).copied())
                },
                oncaption,
            }
        }
    }
}

#[component]
fn Tiles(group: Group, plain: bool, open: Signal<Option<MediaId>>, onremove: Option<EventHandler<MediaId>>) -> Element {
    let mut open = open;
    let removing = onremove.filter(|_| group.removable);
    let grid = rsx! {
        PhotoGrid {
            label: group.title.clone().unwrap_or_else(text::media),
            photos: group.media.iter().map(tile).collect::<Vec<_>>(),
            onopen: move |id: String| open.set(id.parse().ok()),
            onremove: removing.map(|remove| EventHandler::new(move |id: String| if let Ok(id) = id.parse() { remove.call(id) })),
        }
    };
    if plain {
        return rsx! {
            section { class: "stack gap-1",
                if let Some(title) = group.title { h3 { class: "sm muted", {title} } }
                {grid}
            }
        };
    }
    let source = match group.source {
        Some((href, words)) => rsx! { LinkButton { href, size: Size::Sm, icon: IconName::MapPin, {words} } },
        None => VNode::empty(),
    };
    rsx! { Card { title: group.title, actions: source, {grid} } }
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
fn Lightbox(
    media: Media,
    zone: String,
    at: usize,
    total: usize,
    onclose: EventHandler<()>,
    ongo: EventHandler<usize>,
    oncaption: Option<EventHandler<(Media, String)>>,
) -> Element {
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
            // another photo's, or what somebody else wrote meanwhile, is another text
            if let Some(oncaption) = oncaption {
                for seen in [media.clone()] {
                    CaptionField { key: "{seen.id} {seen.version}", media: seen, oncaption }
                }
            }
        }
    }
}

#[component]
fn CaptionField(media: Media, oncaption: EventHandler<(Media, String)>) -> Element {
    let before = media.caption.clone();
    let mut typed = use_signal(move || before);
    let caption = typed();
    let changed = caption.trim() != media.caption;
    rsx! {
        form { class: "row wrap end",
            onsubmit: move |event: FormEvent| {
                event.prevent_default();
                oncaption.call((media.clone(), typed.peek().trim().to_string()));
            },
            TextInput { label: text::caption(), name: "photo_caption", value: caption, maxlength: 500, oninput: move |words| typed.set(words) }
            Button { kind: ButtonKind::Submit, disabled: !changed, testid: "save-caption", {text::save_caption()} }
        }
    }
}
