//! One phase: photos and signature it asks for, its checklist, and the gated completion that says what is left.

use dioxus::prelude::*;
use shared::jobs::{Counting, Intent, Missing, Phase, PhaseStatus, phase_missing, rules};
use shared::media::MediaKind;
use shared::{JobId, PhaseId};

use super::act;
use super::checklist::Checklist;
use super::frame::Frame;
use super::job::gone;
use super::overlay::Shown;
use super::slots::Slots;
use super::state::{Field, use_field};
use super::text;
use crate::ui::format::time_in;
use crate::ui::{ActButton, Banner, IconName, LinkButton, Size, Toasts, Tone, go, use_toasts};

/// `/field/jobs/:id/phases/:phase`.
#[component]
pub fn PhasePage(id: ReadSignal<JobId>, phase: ReadSignal<PhaseId>) -> Element {
    let field = use_field();
    let toasts = use_toasts();
    let Some(shown) = field.job(id()) else { return gone() };
    let Some(found) = shown.job.phase(phase()).cloned() else { return gone() };
    let dock = dock(field, toasts, &shown, &found);
    let subtitle = format!("{} · {}", shown.job.account_name, text::phase_of(found.position, shown.job.phases.len()));
    let editable = found.status == PhaseStatus::Active && !shown.job.is_over();
    let asks = !found.requirements.is_empty();
    rsx! {
        Frame {
            title: found.short.text().to_owned(),
            subtitle,
            back: format!("/field/jobs/{}", shown.job.id),
            dock,
            {notice(field, &shown, &found)}
            div { class: "w-phase-cols", "data-layout": if asks { "two" } else { "one" },
                if asks {
                    Slots { shown: shown.clone(), phase: found.clone() }
                }
                Checklist { shown, phase: found, editable }
            }
        }
    }
}

/// Why the phase is not open, or what its completion waits for.
fn notice(field: Field, shown: &Shown, phase: &Phase) -> Element {
    let job = &shown.job;
    match phase.status {
        PhaseStatus::Complete => {
            let waiting = shown.phases.contains_key(&phase.id);
            let files = shown.unconfirmed(phase.id).len();
            let words = match (waiting, files, phase.completed_at) {
                (true, 1, _) => text::waits_for_file(),
                (true, n, _) if n > 0 => text::waits_for_files(n),
                (_, _, Some(at)) => text::phase_done_at(time_in(at, &job.zone), phase.completed_by.clone().unwrap_or_default()),
                _ => text::phase_done(),
            };
            let sealed = field.server_job(job.id).and_then(|job| job.phase(phase.id).and_then(|phase| phase.seal.clone()));
            rsx! {
                Banner { tone: if waiting { Tone::Warn } else { Tone::Ok },
                    span { "data-testid": if waiting { "phase-waiting" } else { "phase-complete" }, {words} }
                    if sealed.is_some() {
                        span { class: "w-field-sub", {text::phase_sealed()} }
                    }
                }
            }
        }
        PhaseStatus::Waiting => {
            let before = job
                .phases
                .iter()
                .filter(|other| other.position < phase.position && other.status != PhaseStatus::Complete)
                .max_by_key(|other| other.position);
            match before {
                Some(before) => rsx! { Banner { tone: Tone::Neutral, icon: IconName::Lock, {text::phase_locked(before.title.text())} } },
                None => VNode::empty(),
            }
        }
        PhaseStatus::Active => VNode::empty(),
    }
}

fn dock(field: Field, toasts: Toasts, shown: &Shown, phase: &Phase) -> Element {
    let job = shown.job.clone();
    let title = in_sentence(phase.short.text());
    let id = phase.id;
    match phase.status {
        PhaseStatus::Waiting if rules::can_start(&job, phase) => rsx! {
            ActButton {
                label: text::start_phase(&title),
                testid: "start-phase",
                onclick: move |_| act::intend(field, toasts, &job, Intent::StartPhase { phase: id }, text::said_start(&title), Vec::new()),
            }
        },
        PhaseStatus::Waiting => VNode::empty(),
        PhaseStatus::Active => {
            let missing = phase_missing(&job, phase, Counting::Captured);
            let gated = !missing.is_empty();
            let needs = shown.unconfirmed(id);
            let detail = if gated { left(&missing) } else { text::everything_there() };
            let jump = missing.first().map(|first| match first {
                Missing::Item { item, .. } => format!("item-{item}"),
                Missing::Media { requirement, .. } => format!("slot-{requirement}"),
            });
            rsx! {
                ActButton {
                    label: text::complete_phase(&title),
                    detail,
                    gated,
                    testid: "complete-phase",
                    onclick: move |_| match &jump {
                        Some(target) => show(target),
                        None => act::intend(field, toasts, &job, Intent::CompletePhase { phase: id }, text::said_complete(&title), needs.clone()),
                    },
                }
            }
        }
        PhaseStatus::Complete => {
            let next =
                job.phases.iter().find(|other| other.position == phase.position + 1 && other.status != PhaseStatus::Complete).cloned();
            match next {
                Some(next) => {
                    let path = format!("/field/jobs/{}/phases/{}", job.id, next.id);
                    let name = in_sentence(next.short.text());
                    rsx! { ActButton { label: text::next_phase(name), testid: "next-phase", onclick: move |_| go(&path) } }
                }
                None => rsx! { LinkButton { href: "/field", size: Size::Xl, full: true, {text::back_to_today()} } },
            }
        }
    }
}

/// What is missing in one line, summed by kind: photos, signatures, steps.
fn left(missing: &[Missing]) -> String {
    let (mut photos, mut signatures, mut documents, mut steps) = (0, 0, 0, 0);
    for one in missing {
        match one {
            Missing::Item { .. } => steps += 1,
            Missing::Media { kind: MediaKind::Signature, have, need, .. } => signatures += need - have,
            Missing::Media { kind: MediaKind::Document, have, need, .. } => documents += need - have,
            Missing::Media { have, need, .. } => photos += need - have,
        }
    }
    let of = |n: i32, one: fn() -> String, many: fn(i32) -> String| match n {
        0 => None,
        1 => Some(one()),
        n => Some(many(n)),
    };
    let parts = [
        of(photos, text::photo_count_one, text::photo_count),
        of(signatures, text::signature_count_one, text::signature_count),
        of(documents, text::document_count_one, text::document_count),
        of(steps, text::step_count_one, text::step_count),
    ];
    text::are_left(parts.into_iter().flatten().collect::<Vec<_>>().join(", "))
}

/// A name as it stands within a sentence: without its capital, unless it is an abbreviation.
fn in_sentence(name: &str) -> String {
    let mut letters = name.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), second) if !second.is_some_and(char::is_uppercase) => first.to_lowercase().chain(letters).collect(),
        _ => name.to_owned(),
    }
}

/// Brings what is missing into view and the focus to it.
fn show(id: &str) {
    let found = web_sys::window().and_then(|window| window.document()).and_then(|document| document.get_element_by_id(id));
    if let Some(element) = found {
        let options = web_sys::ScrollIntoViewOptions::new();
        options.set_block(web_sys::ScrollLogicalPosition::Center);
        element.scroll_into_view_with_scroll_into_view_options(&options);
        use wasm_bindgen::JsCast;
        let focusable = element.query_selector("button, a, input").ok().flatten().unwrap_or(element);
        if let Ok(element) = focusable.dyn_into::<web_sys::HtmlElement>() {
            // an element that cannot take the focus is at least in view
            let _ = element.focus();
        }
    }
}
