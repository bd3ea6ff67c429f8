//! The sync centre: whether one may leave, what needs a decision, what waits, and what room there is.

use dioxus::prelude::*;
use shared::outbox::UploadState;

use super::conflict::Conflicts;
use super::frame::Frame;
use super::state::use_field;
use super::text;
use super::waiting::Waiting;
use crate::client::sw::{apply_update, use_update};
use crate::client::{device, use_session};
use crate::ui::format::{bytes, time_in};
use crate::ui::{Button, Icon, IconName, IconSize, Progress, Size};

/// `/field/sync`.
#[component]
pub fn SyncPage() -> Element {
    let field = use_field();
    let zone = use_session().zone;
    let last = (field.outbox.last_sync)().or(field.set.read().as_ref().map(|set| set.at));
    let subtitle = last.map_or_else(text::never_synced, |at| text::last_sync(time_in(at, &zone)));
    rsx! {
        Frame { title: text::sync_title(), subtitle, back: "/field",
            Light {}
            div { class: "w-sync-cols",
                div { class: "w-sync-conflicts", Conflicts {} }
                Waiting {}
                Room {}
            }
        }
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Lamp {
    Keep,
    Attention,
    /// Another version of the app kept something that this one cannot read.
    Unread,
    Open,
    Safe,
}

/// Whether one may leave: green only when the server has confirmed everything.
#[component]
fn Light() -> Element {
    let field = use_field();
    let pending = field.outbox.pending();
    let parked = field.outbox.queue.read().entries().filter(|entry| !entry.is_waiting()).count()
        + field.outbox.uploads.read().files().iter().filter(|file| matches!(file.state, UploadState::Attention(_))).count();
    let unread = (field.outbox.unreadable)();
    let lamp = match (pending, parked, (field.truth.online)()) {
        (0, _, _) if unread > 0 => Lamp::Unread,
        (0, _, _) => Lamp::Safe,
        (_, 1.., _) => Lamp::Attention,
        (_, _, true) => Lamp::Open,
        (_, _, false) => Lamp::Keep,
    };
    let (state, icon, title, body) = match lamp {
        Lamp::Safe => ("safe", IconName::CircleCheck, text::light_safe(), text::light_safe_body()),
        Lamp::Attention => (
            "attention",
            IconName::CircleAlert,
            text::light_attention(),
            if parked == 1 { text::light_attention_body_one() } else { text::light_attention_body(parked) },
        ),
        Lamp::Unread => (
            "attention",
            IconName::CircleAlert,
            text::light_attention(),
            if unread == 1 { text::light_unread_body_one() } else { text::light_unread_body(unread) },
        ),
        Lamp::Open => (
            "open",
            IconName::CloudUpload,
            text::light_open(),
            if pending == 1 { text::light_open_body_one() } else { text::light_open_body(pending) },
        ),
        Lamp::Keep => (
            "keep",
            IconName::Smartphone,
            text::light_keep(),
            if pending == 1 { text::light_keep_body_one() } else { text::light_keep_body(pending) },
        ),
    };
    let step = match lamp {
        Lamp::Keep | Lamp::Attention | Lamp::Unread => 0,
        Lamp::Open => 1,
        Lamp::Safe => 2,
    };
    rsx! {
        section { class: "w-light", "data-state": state, aria_labelledby: "light-title", "data-testid": "light",
            span { class: "w-light-lamp", Icon { name: icon, size: IconSize::Xl } }
            div { role: "status",
                h2 { id: "light-title", {title} }
                p { {body} }
            }
            ol { class: "w-light-scale", aria_label: text::light(),
                for (at, words) in [text::light_step_keep(), text::light_step_open(), text::light_step_safe()].into_iter().enumerate() {
                    li { key: "{at}", "data-on": (at == step).then_some("true"), aria_current: (at == step).then_some("step"), {words} }
                }
            }
        }
    }
}

/// What the device's storage holds, and the version that waits.
#[component]
fn Room() -> Element {
    let field = use_field();
    let update = use_update();
    let mut room = use_signal(device::Room::default);
    let pending = field.outbox.pending();
    use_effect(use_reactive!(|pending| {
        let _ = pending;
        spawn(async move { room.set(device::room().await) });
    }));
    let size: u64 = field.outbox.uploads.read().files().iter().filter(|file| !file.is_stored()).map(|file| file.size).sum();
    let (used, quota) = (room.read().used as u64, room.read().quota as u64);
    rsx! {
        section { class: "w-field-card w-room", aria_labelledby: "storage-title",
            div { class: "w-need-head",
                h2 { id: "storage-title", {text::storage()} }
                span { class: "w-field-sub", {text::storage_of(bytes(used), bytes(quota))} }
            }
            Progress { label: text::storage(), value: used, max: quota.max(1), text: text::storage_of(bytes(used), bytes(quota)), bare: true }
            if size > 0 {
                p { class: "w-field-sub", {text::storage_waiting(bytes(size))} }
            }
            p { class: "w-field-sub", {if room.read().persistent { text::storage_persistent() } else { text::storage_best_effort() }} }
            if update.is_ready() {
                p { class: "w-field-sub", {text::update_waits()} }
                Button { size: Size::Xl, disabled: pending > 0, onclick: move |_| apply_update(), {text::update_now()} }
            }
        }
    }
}
