//! What is next: one stop, what must not be forgotten, one big button.

use dioxus::prelude::*;
use shared::jobs::{Counting, Job, JobStatus, Note, NoteKind, PhaseStatus, Weight, phase_progress};

use super::frame::Frame;
use super::list::JobList;
use super::overlay::Shown;
use super::state::use_field;
use super::stop::{stop_card, travel_dock};
use super::text;
use crate::ui::{A, CriticalNote, EmptyState, Icon, IconName, IconSize, PhaseStrip, Tone, WorkState, use_toasts};

/// The job that matters now: one being worked on, else the next that is not over.
fn current(jobs: Vec<Shown>) -> Option<Shown> {
    let mut open: Vec<Shown> = jobs.into_iter().filter(|shown| !shown.job.is_over()).collect();
    open.sort_by_key(|shown| (shown.job.status != JobStatus::InProgress, shown.job.starts_at.is_none(), shown.job.starts_at, shown.job.id));
    open.into_iter().next()
}

/// The first page of the field app.
#[component]
pub fn NowPage() -> Element {
    let field = use_field();
    let toasts = use_toasts();
    let Some(shown) = current(field.jobs()) else {
        return rsx! {
            Frame { title: text::now(), quiet: true, list: true,
                EmptyState { icon: IconName::CalendarCheck, title: text::no_jobs_title(), body: text::no_jobs_body() }
                div { class: "w-field-narrow", JobList {} }
            }
        };
    };
    let dock = travel_dock(field, toasts, &shown);
    rsx! {
        Frame { title: text::now(), quiet: true, list: true, job: shown.job.clone(), dock,
            div { class: "w-now-cols", "data-layout": if has_instructions(&shown.job) { "two" } else { "one" },
                {stop_card(&shown)}
                Instructions { job: shown.job.clone() }
                {phase_card(&shown)}
            }
            div { class: "w-field-narrow", JobList { current: shown.job.id } }
        }
    }
}

fn has_instructions(job: &Job) -> bool {
    job.notes.iter().any(|note| note.kind == NoteKind::Instruction)
}

/// Instructions, the weightiest first; on a phone the lighter ones open with a tap, unless `all` are wanted.
#[component]
pub fn Instructions(job: Job, #[props(default)] all: bool) -> Element {
    let mut opened = use_signal(|| all);
    let weights = [
        (Weight::Critical, Tone::Danger, text::critical()),
        (Weight::Important, Tone::Warn, text::important()),
        (Weight::Normal, Tone::Neutral, text::note()),
    ];
    let mut groups = weights.into_iter().filter_map(|(weight, tone, title)| {
        let notes: Vec<Note> =
            job.notes.iter().filter(|note| note.kind == NoteKind::Instruction && note.weight == weight).cloned().collect();
        (!notes.is_empty()).then_some((tone, title, notes))
    });
    let Some((tone, title, notes)) = groups.next() else { return VNode::empty() };
    let rest: Vec<(Tone, String, Vec<Note>)> = groups.collect();
    let more: usize = rest.iter().map(|(_, _, notes)| notes.len()).sum();
    let words = if more == 1 { text::more_instructions_one() } else { text::more_instructions(more) };
    rsx! {
        section { class: "w-instructions", aria_label: text::instructions(),
            CriticalNote { title, tone,
                for note in notes {
                    p { key: "{note.id}", {note.text} }
                }
                if more > 0 && !all {
                    button { class: "w-more-instructions", r#type: "button", aria_expanded: if opened() { "true" } else { "false" }, onclick: move |_| opened.toggle(),
                        {words}
                        Icon { name: if opened() { IconName::ChevronUp } else { IconName::ChevronDown }, size: IconSize::Lg }
                    }
                }
            }
            for (tone, title, notes) in rest {
                CriticalNote { key: "{title}", title: title.clone(), tone, class: if opened() { "" } else { "w-critical-shut" },
                    for note in notes {
                        p { key: "{note.id}", {note.text} }
                    }
                }
            }
        }
    }
}

/// The state of each phase for the strip.
fn phase_states(job: &Job) -> Vec<(String, WorkState)> {
    let current = job.current_phase().map(|phase| phase.id);
    job.phases
        .iter()
        .map(|phase| {
            let state = match phase.status {
                PhaseStatus::Complete => WorkState::Done,
                _ if current == Some(phase.id) => WorkState::Current,
                _ => WorkState::Open,
            };
            (phase.short.text().to_owned(), state)
        })
        .collect()
}

fn phase_card(shown: &Shown) -> Element {
    let job = &shown.job;
    let Some(phase) = job.current_phase() else { return VNode::empty() };
    let progress = phase_progress(job, phase, Counting::Captured);
    rsx! {
        section { class: "w-phase-card", aria_labelledby: "phase-title",
            A { class: "w-phase-link", href: "/field/jobs/{job.id}/phases/{phase.id}", testid: "current-phase",
                span { class: "w-phase-words",
                    span { class: "w-phase-k", {text::phase_of(phase.position, job.phases.len())} }
                    b { id: "phase-title", role: "heading", aria_level: "2", {phase.title.text().to_owned()} }
                }
                span { class: "w-phase-left", {text::steps_of(progress.items.done, progress.items.total)} }
                Icon { name: IconName::ChevronRight, size: IconSize::Xl, directed: true }
            }
            PhaseStrip { phases: phase_states(job), label: text::phases() }
        }
    }
}
