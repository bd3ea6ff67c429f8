//! What is next: one stop, what must not be forgotten, one big button.

use dioxus::prelude::*;
use shared::jobs::Counting;
use shared::jobs::{Intent, Job, JobStatus, NoteKind, PhaseStatus, Stop, StopKind, TravelVerb, Weight, phase_progress, rules};

use super::act;
use super::frame::{Frame, JobList};
use super::overlay::Shown;
use super::state::{Field, use_field};
use super::text;
use crate::ui::format::time_in;
use crate::ui::{
    A, ActButton, CriticalNote, EmptyState, Icon, IconName, IconSize, LinkButton, PhaseStrip, Size, StatusChip, SyncBadge, Toasts, Tone,
    VerbTrail, WorkState, use_toasts,
};

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
    let Some(shown) = current(field.jobs()) else {
        return rsx! {
            Frame { title: text::now(), quiet: true,
                EmptyState { icon: IconName::CalendarCheck, title: text::no_jobs_title(), body: text::no_jobs_body() }
                div { class: "w-field-narrow", JobList {} }
            }
        };
    };
    let toasts = use_toasts();
    let dock = travel_dock(field, toasts, &shown);
    rsx! {
        Frame { title: text::now(), quiet: true, dock,
            {stop_card(&shown)}
            {critical(&shown.job)}
            {phase_card(&shown)}
            div { class: "w-field-narrow", JobList {} }
        }
    }
}

/// The words of a kind of stop.
pub fn stop_kind(kind: StopKind) -> String {
    match kind {
        StopKind::Pickup => text::pickup(),
        StopKind::Waypoint => text::waypoint(),
        StopKind::Stop => text::stop(),
        StopKind::DropOff => text::drop_off(),
    }
}

fn verb_name(verb: TravelVerb) -> String {
    match verb {
        TravelVerb::OnMyWay => text::on_my_way(),
        TravelVerb::Arrived => text::arrived(),
        TravelVerb::Start => text::start(),
        TravelVerb::Complete => text::complete(),
    }
}

/// Status as icon and word.
pub fn status_chip(job: &Job) -> Element {
    let (label, icon, tone) = match job.status {
        JobStatus::InProgress => (text::start(), IconName::Play, Tone::Brand),
        JobStatus::Completed | JobStatus::Closed => (text::phase_done(), IconName::CircleCheck, Tone::Ok),
        JobStatus::Cancelled => (text::cancel(), IconName::Ban, Tone::Danger),
        _ => (text::today(), IconName::CalendarDays, Tone::Info),
    };
    let (label, icon, tone) = match rules::next_step(job).zip(job.travel.last()) {
        Some(((stop, _), last)) if last.stop == stop && job.status != JobStatus::Completed => {
            (verb_name(last.verb), IconName::Navigation, Tone::Violet)
        }
        _ if matches!(job.status, JobStatus::Requested | JobStatus::Booked | JobStatus::Assigned) => {
            return rsx! { StatusChip { label: job.number.clone(), icon: IconName::CalendarDays, tone: Tone::Info } };
        }
        _ => (label, icon, tone),
    };
    rsx! { StatusChip { label, icon, tone } }
}

/// Where maps programs are asked for the way.
pub fn maps_address(stop: &Stop) -> String {
    let place = match (stop.latitude, stop.longitude) {
        (Some(latitude), Some(longitude)) => format!("{latitude},{longitude}"),
        _ => stop.address.clone(),
    };
    let place = String::from(js_sys::encode_uri_component(&place));
    format!("https://www.google.com/maps/dir/?api=1&destination={place}")
}

fn stop_card(shown: &Shown) -> Element {
    let job = &shown.job;
    let next = rules::next_step(job).and_then(|(id, _)| job.stops.iter().find(|stop| stop.id == id));
    let Some(stop) = next.or(job.stops.last()) else { return VNode::empty() };
    let number = job.stops.iter().position(|other| other.id == stop.id).map_or(1, |at| at + 1);
    let window = stop.window_from.map(|from| match stop.window_to {
        Some(to) => text::from_to(time_in(from, &job.zone), time_in(to, &job.zone)),
        None => time_in(from, &job.zone),
    });
    let (name, phone) = if stop.contact_phone.is_empty() {
        (job.contact_name.clone(), job.contact_phone.clone().unwrap_or_default())
    } else {
        (stop.contact_name.clone(), stop.contact_phone.clone())
    };
    let first_name = name.split_whitespace().next().unwrap_or_default().to_owned();
    let first_name = if first_name.is_empty() { text::customer() } else { first_name };
    rsx! {
        section { class: "w-now", aria_labelledby: "stop-address", "data-testid": "next-stop",
            p { class: "w-now-line",
                span { class: "w-now-number", "aria-hidden": "true", "{number}" }
                span { {if next.is_some() { text::next_stop(stop_kind(stop.kind)) } else { text::all_stops_done() }} }
                {status_chip(job)}
                if let Some(saved) = shown.stops.get(&stop.id) {
                    SyncBadge { state: *saved }
                }
            }
            h2 { class: "w-now-address", id: "stop-address", {stop.address.clone()} }
            p { class: "w-now-job",
                A { href: "/field/jobs/{job.id}", {job.title.clone()} }
            }
            dl { class: "w-now-facts",
                if let Some(window) = window {
                    div {
                        dt { {text::window()} }
                        dd { {window} }
                    }
                }
                if !name.is_empty() {
                    div {
                        dt { {text::ask_for()} }
                        dd { {name} }
                    }
                }
            }
            if !stop.notes.is_empty() {
                p { class: "w-now-notes", {stop.notes.clone()} }
            }
            div { class: "w-now-acts",
                LinkButton { href: maps_address(stop), size: Size::Xl, icon: IconName::Navigation, target: "_blank", rel: "noopener", {text::navigate()} }
                if !phone.is_empty() {
                    LinkButton { href: "tel:{phone}", size: Size::Xl, icon: IconName::Phone, {text::call(first_name)} }
                }
            }
        }
    }
}

/// Instructions that must not scroll away, then the others.
pub fn critical(job: &Job) -> Element {
    let of = |weight: Weight| {
        job.notes.iter().filter(move |note| note.kind == NoteKind::Instruction && note.weight == weight).collect::<Vec<_>>()
    };
    let (critical, important, normal) = (of(Weight::Critical), of(Weight::Important), of(Weight::Normal));
    rsx! {
        if !critical.is_empty() {
            CriticalNote { title: text::critical(),
                for note in critical {
                    p { key: "{note.id}", {note.text.clone()} }
                }
            }
        }
        if !important.is_empty() || !normal.is_empty() {
            section { class: "w-instructions", aria_label: text::instructions(),
                h2 { {text::instructions()} }
                ul {
                    for note in important {
                        li { key: "{note.id}", b { {text::important()} } " " {note.text.clone()} }
                    }
                    for note in normal {
                        li { key: "{note.id}", {note.text.clone()} }
                    }
                }
            }
        }
    }
}

/// The state of each phase for the strip.
pub fn phase_states(job: &Job) -> Vec<(String, WorkState)> {
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

/// The verbs of the road with the one that comes next as a button.
pub fn travel_dock(field: Field, toasts: Toasts, shown: &Shown) -> Element {
    let Some((stop, verb)) = rules::next_step(&shown.job) else { return VNode::empty() };
    let job = shown.job.clone();
    let address = job.stops.iter().find(|other| other.id == stop).map(|stop| stop.address.clone()).unwrap_or_default();
    let order = [TravelVerb::OnMyWay, TravelVerb::Arrived, TravelVerb::Start, TravelVerb::Complete];
    let verbs = order
        .into_iter()
        .map(|each| {
            let stamp = job.travel.iter().find(|travel| travel.stop == stop && travel.verb == each);
            let state = if stamp.is_some() {
                WorkState::Done
            } else if each == verb {
                WorkState::Current
            } else {
                WorkState::Open
            };
            let words = stamp.map_or_else(|| verb_name(each), |stamp| format!("{} {}", verb_name(each), time_in(stamp.at, &job.zone)));
            (words, state)
        })
        .collect::<Vec<_>>();
    let label = match verb {
        TravelVerb::OnMyWay => text::act_on_my_way(),
        TravelVerb::Arrived => text::act_arrived(),
        TravelVerb::Start => text::act_start(),
        TravelVerb::Complete => text::act_complete(),
    };
    let online = (field.truth.online)();
    rsx! {
        VerbTrail { label: text::stop_progress(), verbs }
        ActButton {
            label,
            detail: if online { text::tells_office() } else { text::tells_later() },
            icon: IconName::Send,
            testid: "travel",
            onclick: move |_| {
                let sentence = text::said_travel(verb_name(verb), &address);
                act::intend(field, toasts, &job, Intent::Travel { stop, step: verb }, sentence, Vec::new());
            },
        }
    }
}
