//! The phases of a job: stations on one line, and the chosen phase with its items and slots.

use chrono::Utc;
use dioxus::prelude::*;
use shared::access::Action;
use shared::jobs::{
    Counting, Intent, Item, ItemAnswer, Job, Missing, Phase, PhaseStatus, Requirement, SentIntent, media_for, phase_missing, phase_progress,
};
use shared::media::MediaKind;
use shared::packs::CrewRole;
use shared::{CommandId, PhaseId};

use super::{api, text};
use crate::client::session::use_session;
use crate::ui::format::{self, DateStyle};
use crate::ui::*;

/// All phases of a job; the current one is open until another is chosen.
#[component]
pub fn PhaseBoard(job: Job, onchange: EventHandler<()>) -> Element {
    let mut chosen = use_signal(|| None::<PhaseId>);
    let open = chosen().and_then(|id| job.phase(id)).or_else(|| job.current_phase()).or_else(|| job.phases.last()).cloned();
    rsx! {
        section { class: "w-card jb-phases", aria_labelledby: "phases-heading",
            h2 { id: "phases-heading", class: "sr", {text::phases()} }
            ol { class: "jb-line",
                for phase in job.phases.clone() {
                    Station { key: "{phase.id}", job: job.clone(), open: open.as_ref().is_some_and(|p| p.id == phase.id), phase: phase.clone(), onchoose: move |()| chosen.set(Some(phase.id)) }
                }
            }
            if let Some(phase) = open { OpenPhase { key: "{phase.id}", job: job.clone(), phase, onchange } }
        }
    }
}

#[component]
fn Station(job: Job, phase: Phase, open: bool, onchoose: EventHandler<()>) -> Element {
    let far = phase_progress(&job, &phase, Counting::Stored);
    let line = match (phase.status, phase.completed_at, phase.started_at) {
        (PhaseStatus::Complete, Some(at), _) => text::sealed_at(format::moment_in(at, &job.zone, DateStyle::Short)),
        (PhaseStatus::Active, _, Some(at)) => text::so_far(format::duration((Utc::now() - at).num_minutes().max(0))),
        _ => text::usually(format::duration(phase.minutes.into())),
    };
    let disputes = phase.items.iter().filter(|item| item.contradiction().is_some()).count();
    let contradicted = if disputes == 1 { text::dispute_one() } else { text::disputes(disputes) };
    let count = |c: shared::jobs::Count| if c.total == 0 { "–".to_string() } else { format!("{}/{}", c.done, c.total) };
    rsx! {
        li { class: "jb-station", "data-state": phase.status.key(), aria_current: (phase.status == PhaseStatus::Active).then_some("step"), style: "--p:{far.percent}%",
            button { r#type: "button", class: "jb-station-button", aria_pressed: open, onclick: move |_| onchoose.call(()),
                span { class: "jb-dot", aria_hidden: true,
                    match phase.status {
                        PhaseStatus::Complete => rsx! { Icon { name: IconName::Check } },
                        PhaseStatus::Active => rsx! { span { {phase.position.to_string()} } },
                        PhaseStatus::Waiting => rsx! { Icon { name: IconName::Lock } },
                    }
                }
                span { class: "jb-name", {format!("{} {}", phase.position, phase.short.text())} span { class: "sr", {format!(", {}", phase.status.text())} } }
                span { class: "jb-counts num",
                    if disputes > 0 {
                        span { class: "tone", "data-tone": "warn", title: contradicted.clone(), "data-testid": "disputes",
                            Icon { name: IconName::GitCompareArrows, size: IconSize::Xs }
                            span { aria_hidden: true, {disputes.to_string()} }
                            span { class: "sr", {contradicted.clone()} }
                        }
                    }
                    span { title: text::items_count(), Icon { name: IconName::ListChecks, size: IconSize::Xs } {count(far.items)} }
                    span { title: text::media_count(), Icon { name: IconName::Camera, size: IconSize::Xs } {count(far.media)} }
                }
                span { class: "muted xs", {line} }
            }
        }
    }
}

fn roles(roles: &[CrewRole]) -> String {
    roles.iter().map(|r| r.text()).collect::<Vec<_>>().join(", ")
}

#[component]
fn OpenPhase(job: Job, phase: Phase, onchange: EventHandler<()>) -> Element {
    let session = use_session();
    let lacking = phase_missing(&job, &phase, Counting::Stored);
    let summary = lacking.iter().map(Missing::text).collect::<Vec<_>>().join(", ");
    let left = text::left(lacking.len());
    let next = job.phases.iter().find(|p| p.position == phase.position + 1).map(|p| p.short.text().to_string());
    let blocked = shared::jobs::rules::blocker(&job, phase.id).is_some();
    let may_override =
        session.may(Action::PhasesOverride) && phase.status != PhaseStatus::Complete && !blocked && job.is_on() && !lacking.is_empty();
    let mut asking = use_signal(|| false);
    rsx! {
        div { class: "jb-open",
            div {
                h3 { {format!("{} {}", phase.position, phase.title.text())} span { class: "muted", {format!(" {}", roles(&phase.roles))} } }
                ol { class: "jb-items",
                    for item in phase.items.clone() { ItemRow { key: "{item.id}", item, zone: job.zone.clone() } }
                }
            }
            div {
                h3 { {text::needed()}
                    if phase.status == PhaseStatus::Complete || lacking.is_empty() { span { class: "tone", "data-tone": "ok", {format!(" {}", text::nothing_needed())} } }
                    else { span { class: "tone", "data-tone": "warn", title: summary.clone(), {format!(" {left}")} } }
                }
                if phase.requirements.is_empty() { p { class: "muted sm", {text::no_media()} } }
                ul { class: "jb-slots",
                    for slot in phase.requirements.clone() { Slot { key: "{slot.id}", job: job.clone(), slot } }
                }
                if let Some(reason) = phase.override_reason.clone() {
                    InlineAlert { tone: Tone::Warn, {text::overridden(phase.completed_by.clone().unwrap_or_default(), reason)} }
                }
                p { class: "jb-gate",
                    if let (Some(next), true) = (next, phase.status != PhaseStatus::Complete) {
                        Icon { name: IconName::Lock, size: IconSize::Sm }
                        span { {text::opens_when(next)} }
                    }
                    if may_override { Button { variant: ButtonVariant::Ghost, size: Size::Sm, onclick: move |_| asking.set(true), testid: "override", {text::override_phase()} } }
                }
            }
            if asking() { Override { job: job.id, phase: phase.clone(), summary, onclose: move |done: bool| { asking.set(false); if done { onchange.call(()) } } } }
        }
    }
}

#[component]
fn ItemRow(item: Item, zone: String) -> Element {
    let (icon, state) = match item.answer {
        ItemAnswer::Open => (IconName::CircleDashed, "open"),
        ItemAnswer::Done => (IconName::CircleCheck, "done"),
        ItemAnswer::Problem => (IconName::TriangleAlert, "problem"),
        ItemAnswer::NotApplicable => (IconName::Minus, "na"),
    };
    let by = item.answered_by.clone().unwrap_or_default();
    let disputed = item.contradiction().map(|other| {
        let answer = if other.note.is_empty() { other.answer.text() } else { format!("{} ({})", other.answer.text(), other.note) };
        text::disputed(&other.by, answer, format::time_in(other.at, &zone))
    });
    rsx! {
        li { "data-state": state,
            Icon { name: icon, label: item.answer.text() }
            span { class: "grow", {item.title.text().to_string()}
                if !item.note.is_empty() { span { class: "jb-note", {item.note.clone()} } }
                if let Some(words) = disputed {
                    span { class: "jb-dispute tone", "data-tone": "warn", "data-testid": "dispute", Icon { name: IconName::GitCompareArrows, size: IconSize::Xs } span { {words} } }
                }
            }
            if let Some(at) = item.answered_at.filter(|_| item.answer != ItemAnswer::Open) {
                span { class: "muted xs num nowrap", title: by, {format::time_in(at, &zone)} }
            }
        }
    }
}

#[component]
fn Slot(job: Job, slot: Requirement) -> Element {
    let media = media_for(&job, &slot, Counting::Stored);
    let have = media.len();
    let enough = i32::try_from(have).unwrap_or(i32::MAX) >= slot.min_count;
    let icon = match slot.kind {
        MediaKind::Signature => IconName::Signature,
        MediaKind::Document => IconName::FileText,
        MediaKind::Video => IconName::Video,
        MediaKind::Voice => IconName::Mic,
        MediaKind::Photo => IconName::Camera,
    };
    let shown: Vec<(String, String)> = media.iter().take(4).filter_map(|m| Some((m.id.to_string(), m.thumb_url()?))).collect();
    rsx! {
        li { class: "jb-slot", "data-state": if enough || !slot.required { "ok" } else { "need" },
            span { class: "jb-slot-head",
                Icon { name: icon, size: IconSize::Sm }
                span { class: "truncate grow", title: slot.title.text(), {slot.title.text().to_string()} }
                span { class: "num xs nowrap tone jb-slot-count", "data-tone": if enough { "ok" } else { "warn" },
                    if enough { Icon { name: IconName::Check, size: IconSize::Xs } }
                    {text::slot_of(have, slot.min_count)}
                }
            }
            span { class: "row jb-thumbs",
                if shown.is_empty() { span { class: "jb-slot-empty", aria_hidden: true, {text::nothing_yet()} } }
                for (id, src) in shown { img { key: "{id}", src, alt: "", loading: "lazy", width: "40", height: "32" } }
                if have > 4 { span { class: "xs muted", {format!("+{}", have - 4)} } }
            }
        }
    }
}

#[component]
fn Override(job: shared::JobId, phase: Phase, summary: String, onclose: EventHandler<bool>) -> Element {
    let toasts = use_toasts();
    let mut reason = use_signal(String::new);
    let mut problem = use_signal(|| None::<String>);
    let mut sending = use_signal(|| false);
    let confirm = move |()| {
        spawn(async move {
            sending.set(true);
            let intent = Intent::OverridePhase { phase: phase.id, reason: reason() };
            let sent = SentIntent { command: CommandId(uuid::Uuid::now_v7()), intent, device_at: Utc::now(), offset_ms: None, gps: None };
            match api::send_intent(job, crate::api::Valid(sent)).await {
                Ok(_) => {
                    toasts.say(text::saved());
                    onclose.call(true);
                }
                Err(error) => problem.set(Some(error.fields().text("reason").unwrap_or_else(|| error.to_string()))),
            }
            sending.set(false);
        });
    };
    rsx! {
        AlertDialog {
            open: true,
            title: text::override_title(phase.title.text()),
            description: format!("{summary}. {}", text::override_body()),
            confirm: text::override_confirm(),
            danger: true,
            loading: sending(),
            onconfirm: confirm,
            oncancel: move |()| onclose.call(false),
            TextArea { label: text::reason(), name: "reason", value: reason(), required: true, limit: 2000, error: problem(), oninput: move |words| reason.set(words) }
        }
    }
}
