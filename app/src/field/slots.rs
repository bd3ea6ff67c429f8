//! The photos and signatures a phase asks for, as tiles.

use dioxus::prelude::*;
use shared::jobs::{Counting, Phase, Requirement, media_for};
use shared::media::MediaKind;

use super::overlay::Shown;
use super::sign::SignDialog;
use super::text;
use crate::client::media_queue::use_thumb;
use crate::ui::{A, Icon, IconName, IconSize};

/// All slots of a phase.
#[component]
pub fn Slots(shown: Shown, phase: Phase) -> Element {
    let mut signing = use_signal(|| None::<Requirement>);
    let left: i32 = phase.requirements.iter().filter(|slot| slot.required).map(|slot| (slot.min_count - have(&shown, slot)).max(0)).sum();
    let job = shown.job.clone();
    let of_phase = phase.id;
    rsx! {
        section { class: "w-need", aria_labelledby: "need-title",
            div { class: "w-need-head",
                h2 { id: "need-title", {text::slots_title()} }
                if left > 0 {
                    span { class: "w-field-sub", {how_many(left)} }
                }
            }
            ul { class: "w-slots",
                for slot in phase.requirements.clone() {
                    li { key: "{slot.id}", id: "slot-{slot.id}",
                        SlotTile { shown: shown.clone(), phase: phase.clone(), slot: slot.clone(), onsign: move |slot| signing.set(Some(slot)) }
                    }
                }
            }
        }
        if let Some(slot) = signing() {
            SignDialog { job, phase: of_phase, slot, onclose: move |()| signing.set(None) }
        }
    }
}

fn how_many(left: i32) -> String {
    if left == 1 { text::left_one() } else { text::left(left) }
}

fn have(shown: &Shown, slot: &Requirement) -> i32 {
    i32::try_from(media_for(&shown.job, slot, Counting::Captured).len()).unwrap_or(i32::MAX)
}

#[component]
fn SlotTile(shown: Shown, phase: Phase, slot: Requirement, onsign: EventHandler<Requirement>) -> Element {
    let count = have(&shown, &slot);
    let need = slot.min_count;
    let state = if count >= need {
        "done"
    } else if count > 0 {
        "part"
    } else {
        "todo"
    };
    let name = slot.title.text().to_owned();
    let last = media_for(&shown.job, &slot, Counting::Captured).last().map(|media| (media.id, media.thumb_url()));
    let below = if count >= need { text::slot_done() } else { how_many(need - count) };
    let spoken = format!("{name}, {count}/{need}, {below}");
    let is_signature = slot.kind == MediaKind::Signature;
    let face = rsx! {
        span { class: "w-slot-art",
            match last {
                Some((id, url)) => rsx! { LocalPicture { id, url } },
                None => rsx! { Icon { name: if is_signature { IconName::Signature } else { IconName::Camera }, size: IconSize::Xl } },
            }
            b { class: "w-slot-count",
                if count >= need {
                    Icon { name: IconName::Check, size: IconSize::Sm }
                }
                "{count}/{need}"
            }
        }
        span { class: "w-slot-words",
            span { class: "w-slot-title", {name} }
            span { class: "w-slot-state", {below} }
            if !slot.required {
                span { class: "w-field-sub", {crate::ui::text::optional()} }
            }
        }
    };
    if is_signature {
        rsx! {
            button { class: "w-slot", r#type: "button", "data-state": state, aria_label: spoken, "data-testid": "slot-{slot.key}", onclick: move |_| onsign.call(slot.clone()), {face} }
        }
    } else {
        rsx! {
            A { class: "w-slot", "data-state": "{state}", href: "/field/jobs/{shown.job.id}/phases/{phase.id}/capture?slot={slot.id}", aria_label: spoken, testid: "slot-{slot.key}", {face} }
        }
    }
}

/// The small picture of a file: this device's own, else the server's.
#[component]
pub fn LocalPicture(id: ReadSignal<shared::MediaId>, url: Option<String>) -> Element {
    let local = use_thumb(id);
    match local.or(url) {
        Some(src) => rsx! { img { src, alt: "", decoding: "async" } },
        None => rsx! { Icon { name: IconName::Image, size: IconSize::Xl } },
    }
}
