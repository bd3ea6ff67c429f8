//! The photos of a slot: large tiles in their order, one of them chosen, and what can be done with it.

use std::cell::Cell;
use std::rc::Rc;

use dioxus::core::spawn_forever;
use dioxus::prelude::*;
use shared::jobs::{Phase, Requirement};
use shared::media::{Media, MediaKind, MediaStatus};
use shared::{JobId, MediaId};

use super::act;
use super::overlay::{FileState, Shown};
use super::slots::LocalPicture;
use super::state::{Field, use_field};
use super::text;
use crate::client::media_queue;
use crate::ui::format::{bytes, percent};
use crate::ui::{Button, ButtonVariant, Dialog, Icon, IconName, IconSize, Progress, Saved, Size, TextInput, Toasts, use_toasts};

/// The photos of the slot (or of the phase, when it has no slots), refused ones included, in their order.
pub fn pictures(shown: &Shown, phase: &Phase, slot: Option<&Requirement>, hidden: &[MediaId]) -> Vec<Media> {
    let mut media: Vec<Media> = shown
        .job
        .media
        .iter()
        .filter(|media| media.kind == MediaKind::Photo && media.phase == Some(phase.id) && !media.deleted && !hidden.contains(&media.id))
        .filter(|media| slot.is_none_or(|slot| media.requirement == Some(slot.id)))
        .cloned()
        .collect();
    media.sort_by_key(|media| (media.position, media.id));
    media
}

/// How much of what was taken is with the server.
#[component]
pub fn Sum(shown: Shown, media: Vec<Media>) -> Element {
    let count = media.len();
    if count == 0 {
        return VNode::empty();
    }
    let stored = media.iter().filter(|media| media.status == MediaStatus::Stored).count();
    let size = |bytes: i64| u64::try_from(bytes).unwrap_or(0);
    let through = |media: &Media| match (media.status, shown.files.get(&media.id)) {
        (MediaStatus::Stored, _) => size(media.size),
        (_, Some(file)) => size(media.size) * u64::from(file.percent) / 100,
        (_, None) => size(media.received),
    };
    let total: u64 = media.iter().map(|media| size(media.size)).sum();
    let sent: u64 = media.iter().map(through).sum();
    let reached = if stored == count { 100 } else { (sent * 100).checked_div(total).unwrap_or(0) };
    let words = text::share_of(percent(i64::try_from(reached).unwrap_or(0)), bytes(sent), bytes(total));
    rsx! {
        div { class: "w-shots-sum", "data-testid": "upload-sum",
            p {
                b { {text::uploaded_of(stored, count)} }
                span { class: "num", {words.clone()} }
            }
            Progress { label: text::upload(), value: reached, max: 100, text: words, bare: true }
        }
    }
}

/// The tiles; a tap chooses one.
#[component]
pub fn Grid(shown: Shown, media: Vec<Media>, name: String, chosen: Signal<Option<MediaId>>) -> Element {
    rsx! {
        ol { class: "w-shots", aria_label: name,
            for (at, one) in media.into_iter().enumerate() {
                Tile { key: "{one.id}", at, file: shown.files.get(&one.id).cloned(), media: one, chosen }
            }
        }
    }
}

/// Where a photo stands that this device does not hold.
fn elsewhere(media: &Media) -> Saved {
    match media.status {
        MediaStatus::Stored => Saved::Synced,
        MediaStatus::Rejected => Saved::Failed,
        _ => Saved::Waiting,
    }
}

#[component]
fn Tile(at: usize, media: Media, file: Option<FileState>, chosen: Signal<Option<MediaId>>) -> Element {
    let field = use_field();
    let id = media.id;
    let saved = file.as_ref().map_or(elsewhere(&media), |file| file.saved);
    let problem = file.as_ref().and_then(|file| file.problem.clone());
    let is_chosen = chosen() == Some(id);
    let (state, icon, words) = match saved {
        Saved::Failed | Saved::Conflict => ("failed", IconName::CircleAlert, text::failed()),
        Saved::Synced => ("synced", IconName::CloudCheck, text::synced()),
        Saved::Uploading => ("up", IconName::CloudUpload, percent(file.as_ref().map_or(0, |file| i64::from(file.percent)))),
        Saved::Waiting => ("pending", IconName::Clock, text::waiting_here()),
        Saved::Here | Saved::Keeping => ("pending", IconName::Smartphone, text::saved_here()),
    };
    let sent = file.as_ref().map_or(100, |file| file.percent);
    rsx! {
        li { class: "w-shot", "data-state": state, "data-testid": "photo",
            button {
                class: "w-shot-pick",
                r#type: "button",
                aria_pressed: if is_chosen { "true" } else { "false" },
                onclick: move |_| chosen.set((!is_chosen).then_some(id)),
                span { class: "w-shot-art",
                    LocalPicture { id, url: media.thumb_url() }
                    b { class: "w-shot-number", "{at + 1}" }
                    span { class: "w-shot-state", style: (saved == Saved::Uploading).then(|| format!("--v:{sent}")),
                        Icon { name: icon }
                        {words}
                    }
                }
                match (&problem, media.caption.is_empty()) {
                    (Some(problem), _) => rsx! { span { class: "w-shot-caption", "data-state": "failed", {problem.clone()} } },
                    (None, true) => rsx! { span { class: "w-shot-caption", "data-state": "none", {text::no_caption()} } },
                    (None, false) => rsx! { span { class: "w-shot-caption", {media.caption.clone()} } },
                }
            }
            if problem.is_some() {
                button {
                    class: "w-shot-retry",
                    r#type: "button",
                    onclick: move |_| { spawn_forever(async move { media_queue::retry(field.outbox, id).await }); },
                    Icon { name: IconName::RefreshCw, size: IconSize::Lg }
                    {crate::ui::text::retry()}
                }
            }
        }
    }
}

/// What can be done with the photo that is chosen.
#[component]
pub fn Tools(job: JobId, media: Vec<Media>, name: String, chosen: Signal<Option<MediaId>>, onremove: EventHandler<MediaId>) -> Element {
    let field = use_field();
    let toasts = use_toasts();
    let mut editing = use_signal(|| None::<Media>);
    let Some(at) = media.iter().position(|media| Some(media.id) == chosen()) else { return VNode::empty() };
    let one = media[at].clone();
    let id = one.id;
    let order: Vec<MediaId> = media.iter().map(|media| media.id).collect();
    let moved = {
        let name = name.clone();
        move |to: usize| {
            let mut order = order.clone();
            if to < order.len() {
                order.swap(at, to);
                act::reorder(field, toasts, job, order, name.clone());
            }
        }
    };
    let later = moved.clone();
    rsx! {
        div { class: "w-shot-tools", role: "toolbar", aria_label: text::photo_chosen(at + 1),
            Tool { icon: IconName::ArrowLeft, label: text::earlier_in_order(), disabled: at == 0, onclick: move |()| moved(at.saturating_sub(1)) }
            Tool { icon: IconName::ArrowRight, label: text::later_in_order(), disabled: at + 1 >= media.len(), onclick: move |()| later(at + 1) }
            Tool { icon: IconName::Pencil, label: text::caption(), onclick: move |()| editing.set(Some(one.clone())) }
            Tool {
                icon: IconName::Trash2,
                label: text::delete(),
                danger: true,
                onclick: move |()| {
                    chosen.set(None);
                    onremove.call(id);
                },
            }
        }
        if let Some(media) = editing() {
            CaptionDialog { media, slot_name: name, onclose: move |()| editing.set(None) }
        }
    }
}

#[component]
fn Tool(
    icon: IconName,
    label: String,
    #[props(default)] disabled: bool,
    #[props(default)] danger: bool,
    onclick: EventHandler<()>,
) -> Element {
    rsx! {
        button { class: "w-shot-tool", r#type: "button", disabled, "data-tone": danger.then_some("danger"), onclick: move |_| onclick.call(()),
            Icon { name: icon, size: IconSize::Xl, directed: !danger }
            {label}
        }
    }
}

/// How long a deletion can be undone before it is carried out, in milliseconds: as long as the message stands.
const UNDO_MS: u32 = 8_500;

/// Hides the photo at once and deletes it when nobody took that back. A page closed meanwhile deletes nothing. To be called
/// by the page, which the way back belongs to.
pub fn remove(field: Field, toasts: Toasts, job: JobId, id: MediaId, slot_name: String, mut hidden: Signal<Vec<MediaId>>) {
    hidden.write().push(id);
    let kept = Rc::new(Cell::new(false));
    let undone = kept.clone();
    toasts.undo(
        text::photo_deleted(),
        Callback::new(move |()| {
            undone.set(true);
            if let Ok(mut hidden) = hidden.try_write() {
                hidden.retain(|other| *other != id);
            }
        }),
    );
    spawn_forever(async move {
        gloo_timers::future::TimeoutFuture::new(UNDO_MS).await;
        if !kept.get() {
            act::delete(field, toasts, job, id, slot_name);
        }
    });
}

#[component]
fn CaptionDialog(media: Media, slot_name: String, onclose: EventHandler<()>) -> Element {
    let field = use_field();
    let toasts = use_toasts();
    let mut words = use_signal(|| media.caption.clone());
    rsx! {
        Dialog {
            open: true,
            title: text::edit_caption(),
            onclose: move |()| onclose.call(()),
            footer: rsx! {
                Button { size: Size::Xl, onclick: move |_| onclose.call(()), {text::cancel()} }
                Button {
                    size: Size::Xl,
                    variant: ButtonVariant::Primary,
                    onclick: move |_| {
                        act::caption(field, toasts, media.id, words.peek().trim().to_owned(), media.requirement, slot_name.clone());
                        onclose.call(());
                    },
                    {text::save()}
                }
            },
            TextInput { label: text::caption(), name: "caption", value: words(), maxlength: 500, size: Size::Xl, oninput: move |text| words.set(text) }
        }
    }
}
