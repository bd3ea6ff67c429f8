//! Taking photos for a phase: camera without pause, or many chosen at once.

use dioxus::core::spawn_forever;
use dioxus::prelude::*;
use shared::jobs::{Counting, Requirement, media_for};
use shared::media::{Media, MediaKind};
use shared::{JobId, MediaId, PhaseId, RequirementId};
use web_sys::{File, HtmlVideoElement};

use super::act::{self, Slot};
use super::camera::Camera;
use super::frame::Frame;
use super::job::gone;
use super::overlay::Shown;
use super::photos::{Grid, Sum, Tools, pictures, remove};
use super::slots::LocalPicture;
use super::state::use_field;
use super::text;
use crate::client::picture;
pub use crate::client::picture::chosen;
use crate::client::store::StoreError;
use crate::ui::{
    Button, ButtonVariant, Choice, EmptyState, Icon, IconName, IconSize, LinkButton, Segmented, Size, Tone, announce, use_toasts,
};

/// One of the pictures that are being saved is done, if the page that counts them is still there.
fn one_less(mut saving: Signal<usize>) {
    if let Ok(mut left) = saving.try_write() {
        *left = left.saturating_sub(1);
    }
}

/// That so many photos are safe on the device.
pub fn kept(count: usize) -> String {
    if count == 1 { text::kept_photo() } else { text::kept_photos(count) }
}

/// `/field/jobs/:id/phases/:phase/capture`.
#[component]
pub fn CapturePage(id: ReadSignal<JobId>, phase: ReadSignal<PhaseId>, slot: ReadSignal<String>) -> Element {
    let field = use_field();
    let toasts = use_toasts();
    let mut picked = use_signal(|| slot.peek().parse::<RequirementId>().ok());
    let mut camera = use_signal(|| false);
    // no camera pages may use: the device's own camera program takes its place
    let mut refused = use_signal(|| false);
    let mut saving = use_signal(|| 0_usize);
    let hidden = use_signal(Vec::<MediaId>::new);
    let mut selected = use_signal(|| None::<MediaId>);
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
                let mut count = 0_usize;
                for (n, file) in files.into_iter().enumerate() {
                    match picture::shrink(&file).await {
                        Ok(small) => match act::keep_picture(field, place, &name, next + i32::try_from(n).unwrap_or(0), small).await {
                            Ok(_) => count += 1,
                            Err(error) => act::complain(toasts, &error),
                        },
                        Err(why) => toasts.tell(Tone::Danger, act::unfit(&file.name(), why)),
                    }
                    one_less(saving);
                }
                if count > 0 {
                    announce(kept(count));
                }
                act::locate(field).await;
            });
        }
    };
    let snap = {
        let name = name.clone();
        // outlives the camera and the page, either of which the next tap may close
        move |video: HtmlVideoElement| {
            let name = name.clone();
            let drawn = picture::grab(&video);
            saving += 1;
            spawn_forever(async move {
                let picture = match drawn {
                    Some(drawn) => drawn.picture().await,
                    None => None,
                };
                let saved = match picture {
                    Some(picture) => act::keep_picture(field, place, &name, next, picture).await,
                    None => Err(StoreError::Refused("canvas".into())),
                };
                match saved {
                    Ok(_) => announce(kept(1)),
                    Err(error) => act::complain(toasts, &error),
                }
                one_less(saving);
            });
        }
    };
    let count = media.len();
    let status = if saving() > 0 { text::saving_photos(saving()) } else { text::saved_on_device(count) };
    let switch = slot_switch(&shown, &slots, slot.as_ref(), move |value| {
        selected.set(None);
        picked.set(Some(value));
    });
    let keep_from_gallery = keep.clone();
    if camera() {
        return rsx! {
            Camera {
                title: name.clone(),
                shutter: text::take_photo(&name, count + 1, need.max(i32::try_from(count + 1).unwrap_or(i32::MAX))),
                status,
                onshutter: snap,
                onrefused: move |()| {
                    toasts.tell(Tone::Warn, text::camera_refused());
                    refused.set(true);
                    camera.set(false);
                },
                onclose: move |()| camera.set(false),
                gallery: rsx! {
                    label { class: "w-cam-button w-file",
                        Icon { name: IconName::Image, size: IconSize::Xl }
                        span { class: "sr", {text::choose_from_gallery()} }
                        input { class: "sr", r#type: "file", accept: "image/*", multiple: true, onchange: move |event| keep_from_gallery.clone()(chosen(&event)) }
                    }
                },
                done: rsx! {
                    button { class: "w-cam-done", r#type: "button", "data-testid": "camera-done", onclick: move |_| camera.set(false), {text::done_count(count)} }
                },
                Film { media }
                {switch}
            }
        };
    }
    let busy = selected().is_some_and(|id| media.iter().any(|media| media.id == id));
    let keep_taken = keep.clone();
    let dock = if busy {
        let (job, removed) = (shown.job.id, name.clone());
        rsx! {
            Tools {
                job,
                media: media.clone(),
                name: name.clone(),
                chosen: selected,
                onremove: move |id| remove(field, toasts, job, id, removed.clone(), hidden),
            }
        }
    } else {
        rsx! {
            div { class: "w-field-acts",
                label { class: "w-btn w-file", "data-size": "xl",
                    Icon { name: IconName::ImageUp, size: IconSize::Xl }
                    {text::choose_photos()}
                    input { class: "sr", r#type: "file", accept: "image/*", multiple: true, "data-testid": "choose-photos", onchange: move |event| keep.clone()(chosen(&event)) }
                }
                if refused() {
                    label { class: "w-btn w-file", "data-size": "xl", "data-variant": "primary",
                        Icon { name: IconName::Camera, size: IconSize::Xl }
                        {text::use_camera_app()}
                        input { class: "sr", r#type: "file", accept: "image/*", "capture": "environment", "data-testid": "camera-app", onchange: move |event| keep_taken.clone()(chosen(&event)) }
                    }
                } else {
                    Button { size: Size::Xl, variant: ButtonVariant::Primary, testid: "open-camera", onclick: move |_| camera.set(true),
                        Icon { name: IconName::Camera, size: IconSize::Xl }
                        {text::open_camera()}
                    }
                }
            }
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
                EmptyState { icon: IconName::Camera, title: text::no_photos(&name), body: text::no_photos_body() }
            }
            Grid { shown, media, name, chosen: selected }
        }
    }
}

/// Which slot the photos are for; the count below each name.
fn slot_switch(
    shown: &Shown,
    slots: &[Requirement],
    slot: Option<&Requirement>,
    mut onpick: impl FnMut(RequirementId) + 'static,
) -> Element {
    if slots.len() < 2 {
        return VNode::empty();
    }
    let have = |slot: &Requirement| media_for(&shown.job, slot, Counting::Captured).len();
    let choices: Vec<Choice> = slots
        .iter()
        .map(|slot| Choice::new(slot.id.to_string(), format!("{}\n{}/{}", slot.title.text(), have(slot), slot.min_count)))
        .collect();
    rsx! {
        Segmented {
            label: text::this_photo_is_for(),
            name: "slot",
            options: choices,
            value: slot.map(|slot| slot.id.to_string()).unwrap_or_default(),
            size: Size::Xl,
            full: true,
            class: "w-slot-switch",
            onchange: move |value: String| {
                if let Ok(value) = value.parse() {
                    onpick(value);
                }
            },
        }
    }
}

/// How many photos the film of the camera shows.
const FILM: usize = 6;

/// What was taken last, at the foot of the camera.
#[component]
fn Film(media: Vec<Media>) -> Element {
    let from = media.len().saturating_sub(FILM);
    rsx! {
        ol { class: "w-film", aria_label: text::taken(),
            for (at, one) in media.into_iter().enumerate().skip(from) {
                li { key: "{one.id}",
                    LocalPicture { id: one.id, url: one.thumb_url() }
                    span { class: "sr", "{at + 1}" }
                }
            }
        }
    }
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
