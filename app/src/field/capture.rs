//! Taking photos for a phase: camera without pause, or many chosen at once; then captions, order, deletion with undo.

use std::rc::Rc;

use dioxus::core::spawn_forever;
use dioxus::prelude::*;
use dioxus::web::WebEventExt;
use shared::jobs::{Counting, Phase, Requirement, media_for};
use shared::media::{Media, MediaKind};
use shared::{JobId, MediaId, PhaseId, RequirementId};
use wasm_bindgen::JsCast;
use web_sys::{File, HtmlInputElement};

use super::act::{self, Slot};
use super::camera::Camera;
use super::frame::Frame;
use super::job::gone;
use super::overlay::Shown;
use super::slots::LocalPicture;
use super::state::use_field;
use super::text;
use crate::client::media_queue;
use crate::client::picture::{self, Picture};
use crate::ui::{
    Button, ButtonVariant, Choice, Dialog, EmptyState, Icon, IconButton, IconName, IconSize, LinkButton, Progress, Saved, Segmented, Size,
    SyncBadge, TextInput, Tone, announce, use_toasts,
};

/// The files somebody chose; the input forgets them, so that the same ones can be chosen again.
pub fn chosen(event: &FormEvent) -> Vec<File> {
    let input =
        event.data().try_as_web_event().and_then(|event| event.target()).and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
    let Some(input) = input else { return Vec::new() };
    let files = input.files().map(|list| (0..list.length()).filter_map(|at| list.get(at)).collect()).unwrap_or_default();
    input.set_value("");
    files
}

/// `/field/jobs/:id/phases/:phase/capture`.
#[component]
pub fn CapturePage(id: ReadSignal<JobId>, phase: ReadSignal<PhaseId>, slot: ReadSignal<String>) -> Element {
    let field = use_field();
    let toasts = use_toasts();
    let mut picked = use_signal(|| slot.peek().parse::<RequirementId>().ok());
    let mut camera = use_signal(|| false);
    let mut saving = use_signal(|| 0_usize);
    let hidden = use_signal(Vec::<MediaId>::new);
    let Some(shown) = field.job(id()) else { return gone() };
    let Some(found) = shown.job.phase(phase()).cloned() else { return gone() };
    let slots: Vec<Requirement> = found.requirements.iter().filter(|slot| slot.kind == MediaKind::Photo).cloned().collect();
    let slot = slots.iter().find(|slot| Some(slot.id) == picked()).or(slots.first()).cloned();
    let name = slot.as_ref().map_or_else(|| found.title.text().to_owned(), |slot| slot.title.text().to_owned());
    let media = pictures(&shown, &found, slot.as_ref(), &hidden.read());
    let place = Slot {
        job: shown.job.id,
        phase: Some(found.id),
        requirement: slot.as_ref().map(|slot| slot.id),
        item: None,
        required: slot.as_ref().is_some_and(|slot| slot.required),
    };
    let next = media.iter().map(|media| media.position + 1).max().unwrap_or(0);
    let need = slot.as_ref().map_or(1, |slot| slot.min_count);

    let keep = {
        let name = name.clone();
        // outlives the page: what was chosen is saved even when somebody leaves meanwhile
        move |files: Vec<File>| {
            let name = name.clone();
            saving += files.len();
            spawn_forever(async move {
                let mut kept = 0_usize;
                for (n, file) in files.into_iter().enumerate() {
                    match picture::shrink(&file).await {
                        Some(small) => match act::keep_picture(field, place, &name, next + i32::try_from(n).unwrap_or(0), small).await {
                            Ok(_) => kept += 1,
                            Err(error) => act::complain(toasts, &error),
                        },
                        None => toasts.tell(Tone::Danger, text::not_a_picture(file.name())),
                    }
                    if let Ok(mut left) = saving.try_write() {
                        *left = left.saturating_sub(1);
                    }
                }
                if kept > 0 {
                    announce(text::kept_photos(kept));
                }
                act::locate(field).await;
            });
        }
    };
    let snap = {
        let name = name.clone();
        move |picture: Rc<Picture>| {
            let name = name.clone();
            saving += 1;
            spawn_forever(async move {
                let own = Picture { full: picture.full.clone(), thumb: picture.thumb.clone() };
                match act::keep_picture(field, place, &name, next, own).await {
                    Ok(_) => announce(text::kept_photos(1)),
                    Err(error) => act::complain(toasts, &error),
                }
                if let Ok(mut left) = saving.try_write() {
                    *left = left.saturating_sub(1);
                }
            });
        }
    };
    let count = media.len();
    let status = if saving() > 0 { text::saving_photos(saving()) } else { text::saved_on_device(count) };
    let choices: Vec<Choice> = slots
        .iter()
        .map(|slot| Choice {
            detail: None,
            ..Choice::new(slot.id.to_string(), format!("{} {}/{}", slot.title.text(), have(&shown, slot), slot.min_count))
        })
        .collect();
    let chosen_slot = slot.as_ref().map(|slot| slot.id.to_string()).unwrap_or_default();
    let switch = rsx! {
        if choices.len() > 1 {
            Segmented {
                label: text::this_photo_is_for(),
                name: "slot",
                options: choices,
                value: chosen_slot,
                size: Size::Xl,
                full: true,
                onchange: move |value: String| picked.set(value.parse().ok()),
            }
        }
    };
    if camera() {
        return rsx! {
            Camera {
                shutter: text::take_photo(&name, count + 1, need),
                status,
                onpicture: snap,
                onrefused: move |()| {
                    toasts.tell(Tone::Warn, text::camera_refused());
                    camera.set(false);
                },
                onclose: move |()| camera.set(false),
                {switch}
                Button { size: Size::Xl, testid: "camera-done", onclick: move |_| camera.set(false), {text::done_count(count)} }
            }
        };
    }
    let dock = rsx! {
        div { class: "w-field-acts",
            label { class: "w-btn w-file", "data-size": "xl",
                Icon { name: IconName::ImageUp }
                {text::choose_photos()}
                input {
                    class: "sr",
                    r#type: "file",
                    accept: "image/*",
                    multiple: true,
                    "data-testid": "choose-photos",
                    onchange: move |event| keep.clone()(chosen(&event)),
                }
            }
            Button { size: Size::Xl, variant: ButtonVariant::Primary, icon: IconName::Camera, testid: "open-camera", onclick: move |_| camera.set(true), {text::open_camera()} }
        }
    };
    rsx! {
        Frame {
            title: name.clone(),
            subtitle: format!("{} · {}", shown.job.account_name, found.short.text()),
            back: format!("/field/jobs/{}/phases/{}", shown.job.id, found.id),
            dock,
            {switch}
            Sum { shown: shown.clone(), media: media.clone() }
            p { class: "sr", role: "status", "data-testid": "capture-status", {status} }
            if media.is_empty() {
                EmptyState { icon: IconName::Camera, title: text::no_photos(), body: text::no_photos_body() }
            }
            Grid { shown, media, name, hidden }
        }
    }
}

fn have(shown: &Shown, slot: &Requirement) -> usize {
    media_for(&shown.job, slot, Counting::Captured).len()
}

/// The photos of the slot (or of the phase, when it has no slots), refused ones included, in their order.
fn pictures(shown: &Shown, phase: &Phase, slot: Option<&Requirement>, hidden: &[MediaId]) -> Vec<Media> {
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

/// `/field/capture`: no phase is at work, so nothing can be taken for one.
#[component]
pub fn NothingToCapturePage() -> Element {
    rsx! {
        Frame { title: text::capture_title(),
            EmptyState { icon: IconName::Camera, title: text::no_phase_at_work(), body: text::no_phase_at_work_body(),
                LinkButton { href: "/field", size: Size::Xl, {text::back_to_today()} }
            }
        }
    }
}

#[component]
fn Sum(shown: Shown, media: Vec<Media>) -> Element {
    let total = media.len();
    if total == 0 {
        return VNode::empty();
    }
    let stored = media.iter().filter(|media| media.status == shared::media::MediaStatus::Stored).count();
    let percent: u64 =
        media.iter().map(|media| shown.files.get(&media.id).map_or(100, |file| u64::from(file.percent))).sum::<u64>() / total as u64;
    rsx! {
        div { "data-testid": "upload-sum", Progress { label: text::upload(), value: percent, max: 100, text: text::uploaded_of(stored, total) } }
    }
}

#[component]
fn Grid(shown: Shown, media: Vec<Media>, name: String, hidden: Signal<Vec<MediaId>>) -> Element {
    let field = use_field();
    let mut editing = use_signal(|| None::<Media>);
    let job = shown.job.id;
    let total = media.len();
    let order: Vec<MediaId> = media.iter().map(|media| media.id).collect();
    rsx! {
        ol { class: "w-photos", aria_label: name.clone(),
            for (at, one) in media.into_iter().enumerate() {
                Tile {
                    key: "{one.id}",
                    at,
                    total,
                    file: shown.files.get(&one.id).cloned(),
                    media: one,
                    order: order.clone(),
                    job,
                    slot_name: name.clone(),
                    hidden,
                    onedit: move |media| editing.set(Some(media)),
                }
            }
        }
        if let Some(media) = editing() {
            CaptionDialog { job, media, slot_name: name.clone(), onclose: move |()| editing.set(None) }
        }
        span { class: "sr", "{field.outbox.pending()}" }
    }
}

#[component]
fn Tile(
    at: usize,
    total: usize,
    media: Media,
    file: Option<super::overlay::FileState>,
    order: Vec<MediaId>,
    job: JobId,
    slot_name: String,
    hidden: Signal<Vec<MediaId>>,
    onedit: EventHandler<Media>,
) -> Element {
    let field = use_field();
    let toasts = use_toasts();
    let id = media.id;
    let saved = file.as_ref().map_or(Saved::Synced, |file| file.saved);
    let label = if media.caption.is_empty() { format!("{slot_name} {}", at + 1) } else { media.caption.clone() };
    let percent = file.as_ref().filter(|file| file.saved == Saved::Uploading).map(|file| u64::from(file.percent));
    let problem = file.as_ref().and_then(|file| file.problem.clone());
    let state = match saved {
        Saved::Failed | Saved::Conflict => "failed",
        Saved::Synced => "synced",
        _ => "pending",
    };
    let move_name = slot_name.clone();
    let shift = move |to: usize| {
        let mut order = order.clone();
        if at < order.len() && to < order.len() {
            order.swap(at, to);
            act::reorder(field, toasts, job, order, move_name.clone());
        }
    };
    let later = shift.clone();
    let edit = media.clone();
    let removed_name = slot_name.clone();
    rsx! {
        li { class: "w-photo", "data-state": state, "data-testid": "photo",
            LocalPicture { id, url: media.thumb_url() }
            span { class: "w-photo-badge", SyncBadge { state: saved, icon_only: true } }
            if let Some(percent) = percent {
                Progress { label: label.clone(), value: percent, bare: true, class: "w-photo-progress" }
            }
            span { class: "w-photo-caption", {label.clone()} }
            if let Some(problem) = problem {
                p { class: "w-photo-problem",
                    Icon { name: IconName::CircleAlert, size: IconSize::Sm }
                    {problem}
                }
                Button { size: Size::Lg, onclick: move |_| { spawn_forever(async move { media_queue::retry(field.outbox, id).await }); }, {text::retry()} }
            }
            div { class: "w-photo-tools",
                IconButton { label: "{crate::ui::text::move_earlier()}: {label}", icon: IconName::ArrowLeft, size: Size::Lg, disabled: at == 0, onclick: move |_| shift(at.saturating_sub(1)) }
                IconButton { label: "{crate::ui::text::move_later()}: {label}", icon: IconName::ArrowRight, size: Size::Lg, disabled: at + 1 >= total, onclick: move |_| later(at + 1) }
                IconButton { label: "{text::edit_caption()}: {label}", icon: IconName::Pencil, size: Size::Lg, onclick: move |_| onedit.call(edit.clone()) }
                IconButton {
                    label: "{crate::ui::text::remove()}: {label}",
                    icon: IconName::Trash2,
                    size: Size::Lg,
                    onclick: move |_| remove(field, toasts, job, id, removed_name.clone(), hidden),
                }
            }
        }
    }
}

/// How long a deletion can be undone before it is carried out, in milliseconds: as long as the message stands.
const UNDO_MS: u32 = 8_500;

/// Hides the photo at once and deletes it when nobody took that back. A page closed meanwhile deletes nothing.
fn remove(
    field: super::state::Field,
    toasts: crate::ui::Toasts,
    job: JobId,
    id: MediaId,
    slot_name: String,
    mut hidden: Signal<Vec<MediaId>>,
) {
    hidden.write().push(id);
    let kept = Rc::new(std::cell::Cell::new(false));
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
fn CaptionDialog(job: JobId, media: Media, slot_name: String, onclose: EventHandler<()>) -> Element {
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
                        act::caption(field, toasts, job, media.id, words.peek().trim().to_owned(), media.requirement, media.version, slot_name.clone());
                        onclose.call(());
                    },
                    {text::save()}
                }
            },
            TextInput { label: text::caption(), name: "caption", value: words(), maxlength: 500, size: Size::Xl, oninput: move |text| words.set(text) }
        }
    }
}
