//! One job: its phases, stops, crew and notes.

use dioxus::prelude::*;
use shared::jobs::{Counting, Intent, NoteKind, PhaseStatus, phase_progress};
use shared::{JobId, NoteId};

use super::frame::Frame;
use super::now::Instructions;
use super::overlay::Shown;
use super::state::use_field;
use super::stop::{maps_address, status_chip, stop_kind, travel_dock};
use super::{act, text};
use crate::client::device;
use crate::ui::format::time_in;
use crate::ui::{
    A, Avatar, Button, ButtonVariant, EmptyState, Icon, IconName, IconSize, LinkButton, Progress, Size, SyncBadge, TextArea, Tone,
    use_toasts,
};

/// What is shown for a job that is not on this device.
pub fn gone() -> Element {
    rsx! {
        Frame { title: text::job_gone(), back: "/field",
            EmptyState { icon: IconName::CircleQuestionMark, title: text::job_gone(), body: text::job_gone_body(),
                LinkButton { href: "/field", size: Size::Xl, {text::back_to_today()} }
            }
        }
    }
}

/// `/field/jobs/:id`.
#[component]
pub fn FieldJobPage(id: ReadSignal<JobId>) -> Element {
    let field = use_field();
    let toasts = use_toasts();
    let Some(shown) = field.job(id()) else { return gone() };
    let job = shown.job.clone();
    let dock = travel_dock(field, toasts, &shown);
    rsx! {
        Frame { title: job.title.clone(), subtitle: job.number.clone(), back: "/field", list: true, job: job.clone(), dock,
            p { class: "w-job-head",
                span { {job.account_name.clone()} }
                {status_chip(&job)}
            }
            Instructions { job: job.clone(), all: true }
            Phases { shown: shown.clone() }
            section { class: "w-field-card", aria_labelledby: "stops-title",
                h2 { id: "stops-title", {text::stops_title()} }
                ol { class: "w-field-stops",
                    for stop in job.stops.clone() {
                        li { key: "{stop.id}",
                            span { class: "w-field-stop",
                                span { class: "w-field-sub", {stop_kind(stop.kind)} }
                                b { {stop.address.clone()} }
                                if let Some(saved) = shown.stops.get(&stop.id) {
                                    SyncBadge { state: *saved }
                                }
                            }
                            A { class: "w-field-tap", href: maps_address(&stop), target: "_blank", rel: "noopener", aria_label: "{text::navigate()}: {stop.address}",
                                Icon { name: IconName::Navigation, size: IconSize::Xl }
                            }
                        }
                    }
                }
            }
            section { class: "w-field-card", aria_labelledby: "crew-title",
                h2 { id: "crew-title", {text::crew_title()} }
                ul { class: "w-field-crew",
                    for person in job.crew.clone() {
                        li { key: "{person.member}",
                            Avatar { name: person.name.clone(), decorative: true }
                            span { {person.name.clone()} }
                            if field.worker.read().member == Some(person.member) {
                                span { class: "w-field-sub", {text::you()} }
                            }
                        }
                    }
                }
            }
            Notes { shown }
        }
    }
}

#[component]
fn Phases(shown: Shown) -> Element {
    let job = shown.job;
    rsx! {
        section { class: "w-field-card", aria_labelledby: "phases-title",
            h2 { id: "phases-title", {text::phases_title()} }
            ol { class: "w-field-phases",
                for phase in job.phases.clone() {
                    li { key: "{phase.id}", "data-state": phase.status.key(),
                        A { class: "w-phase-link", href: "/field/jobs/{job.id}/phases/{phase.id}",
                            span { class: "w-phase-words",
                                b { {phase.title.text().to_owned()} }
                                span { class: "w-phase-k",
                                    match (phase.status, phase.completed_at) {
                                        (PhaseStatus::Complete, Some(at)) => text::phase_done_at(time_in(at, &job.zone), phase.completed_by.clone().unwrap_or_default()),
                                        _ => {
                                            let progress = phase_progress(&job, &phase, Counting::Captured);
                                            text::steps_of(progress.items.done, progress.items.total)
                                        }
                                    }
                                }
                                if let Some(saved) = shown.phases.get(&phase.id) {
                                    SyncBadge { state: *saved }
                                }
                                if phase.status == PhaseStatus::Active {
                                    Progress { label: phase.title.text().to_owned(), value: u64::from(phase_progress(&job, &phase, Counting::Captured).percent), bare: true }
                                }
                            }
                            Icon { name: if phase.status == PhaseStatus::Complete { IconName::CircleCheck } else { IconName::ChevronRight }, size: IconSize::Xl }
                        }
                    }
                }
            }
        }
    }
}

#[component]
fn Notes(shown: Shown) -> Element {
    let field = use_field();
    let toasts = use_toasts();
    let mut open = use_signal(|| false);
    let mut words = use_signal(String::new);
    let job = shown.job;
    let for_save = job.clone();
    rsx! {
        section { class: "w-field-card", aria_labelledby: "notes-title",
            h2 { id: "notes-title", {text::notes_title()} }
            ul { class: "w-field-notes",
                for note in job.notes.iter().filter(|note| note.kind == NoteKind::Note).cloned() {
                    li { key: "{note.id}",
                        p { {note.text.clone()} }
                        p { class: "w-field-sub", "{note.by} · {time_in(note.at, &job.zone)}" }
                    }
                }
            }
            if open() {
                TextArea { label: text::note_label(), name: "note", value: words(), limit: 2000, oninput: move |text| words.set(text) }
                div { class: "w-field-acts",
                    Button { size: Size::Xl, onclick: move |_| open.set(false), {text::cancel()} }
                    Button {
                        size: Size::Xl,
                        variant: ButtonVariant::Primary,
                        onclick: move |_| {
                            let written = words.peek().trim().to_owned();
                            if written.is_empty() {
                                toasts.tell(Tone::Warn, text::note_needed());
                                return;
                            }
                            act::intend(field, toasts, &for_save, Intent::Note { note: NoteId(device::new_id()), text: written }, text::said_note(), Vec::new());
                            words.set(String::new());
                            open.set(false);
                        },
                        {text::save_note()}
                    }
                }
            } else {
                Button { size: Size::Xl, icon: IconName::Pencil, onclick: move |_| open.set(true), {text::add_note()} }
            }
        }
    }
}
