//! Where one booking stands: what the crew does now, the stages, who comes.

use chrono::{DateTime, Utc};
use dioxus::prelude::*;
use shared::jobs::{JobStatus, PhaseStatus, TravelVerb};
use shared::portal::{PortalJob, PortalPhase};

use super::text;
use crate::client::device;
use crate::ui::format::{self, DateStyle};
use crate::ui::*;

/// The last thing the crew said, with the place it was about.
fn last_said(job: &PortalJob) -> Option<(TravelVerb, DateTime<Utc>, String)> {
    job.stops
        .iter()
        .filter_map(|stop| stop.travel.map(|(verb, at)| (verb, at, stop.address.clone())))
        .max_by_key(|(verb, at, _)| (*at, *verb as u8))
}

/// What goes on, in one line and one more.
fn headline(job: &PortalJob) -> (String, Option<String>) {
    let zone = &job.card.zone;
    let day = job.card.starts_at.map(|at| format::moment_in(at, zone, DateStyle::Day));
    match job.card.status {
        JobStatus::Completed | JobStatus::Closed => {
            (text::now_done(), job.card.ends_at.map(|at| format::date_in(at, zone, DateStyle::Full)))
        }
        JobStatus::Cancelled => (text::now_cancelled(), None),
        _ => match last_said(job) {
            Some((TravelVerb::OnMyWay, at, place)) => (text::now_on_the_way(), Some(text::since_to(format::time_in(at, zone), place))),
            Some((TravelVerb::Arrived, at, place)) => (text::now_arrived(), Some(text::at_place(format::time_in(at, zone), place))),
            Some((TravelVerb::Start, at, place)) => (text::now_working(), Some(text::since_at(format::time_in(at, zone), place))),
            Some((TravelVerb::Complete, at, place)) => (text::now_stop_done(), Some(text::at_place(format::time_in(at, zone), place))),
            None if job.card.status == JobStatus::InProgress => (text::next_running(), day),
            None => (text::now_planned(), day.or_else(|| Some(text::no_date()))),
        },
    }
}

/// The card that answers "where are they?".
#[component]
pub fn Track(
    job: PortalJob,
    /// What can be done about it, at the end of the card.
    #[props(default = VNode::empty())]
    actions: Element,
) -> Element {
    let (title, detail) = headline(&job);
    let live = job.card.status == JobStatus::InProgress;
    let window = job.stops.iter().find(|stop| stop.travel.is_none()).and_then(|stop| {
        let from = stop.window_from?;
        let to = stop.window_to.map(|to| format!(" – {}", format::time_in(to, &job.card.zone))).unwrap_or_default();
        let street = stop.address.split(',').next().unwrap_or(&stop.address);
        Some(text::window(street, format!("{}{to}", format::time_in(from, &job.card.zone))))
    });
    let crew = job.crew.clone();
    rsx! {
        Card { testid: "stages",
            div { class: "p-now",
                if live {
                    p { class: "p-live", span { class: "p-live-dot", "aria-hidden": "true" } {text::live()} }
                }
                h2 { {title} }
                if let Some(detail) = detail { p { class: "muted", {detail} } }
                if let Some(window) = window.filter(|_| live) { p { class: "muted", {window} } }
            }
            Stages { phases: job.phases.clone(), zone: job.card.zone.clone() }
            p { class: "muted sm", {text::progress(job.card.phases_done, job.card.phases)} }
            div { class: "p-crew",
                if crew.is_empty() {
                    span { class: "muted", {text::crew_empty()} }
                } else {
                    span { class: "p-faces", "aria-hidden": "true",
                        for name in crew.clone() { Avatar { key: "{name}", name: name.clone(), decorative: true, size: AvatarSize::Lg } }
                    }
                    span { class: "p-crew-words", span { class: "muted sm", {text::crew()} } strong { {crew.join(", ")} } }
                }
                {actions}
            }
        }
    }
}

#[component]
fn Stages(phases: Vec<PortalPhase>, zone: String) -> Element {
    rsx! {
        ol { class: "p-stages", aria_label: text::stages(),
            for (i, phase) in phases.into_iter().enumerate() {
                Stage { key: "{i}", phase, zone: zone.clone() }
            }
        }
    }
}

#[component]
fn Stage(phase: PortalPhase, zone: String) -> Element {
    let (state, icon, word) = match phase.status {
        PhaseStatus::Complete => ("done", Some(IconName::Check), text::stage_done()),
        PhaseStatus::Active => ("current", Some(IconName::Truck), text::stage_now()),
        PhaseStatus::Waiting => ("next", None, text::stage_next()),
    };
    // the hour of today, the date of any other day
    let day = |at| format::date_in(at, &zone, DateStyle::Medium);
    let time = phase.completed_at.or(phase.started_at).map(|at| match day(at) == day(device::now()) {
        true => format::time_in(at, &zone),
        false => format::date_in(at, &zone, DateStyle::Short),
    });
    rsx! {
        li { class: "p-stage", "data-state": state, aria_current: (state == "current").then_some("step"),
            span { class: "p-stage-mark", "aria-hidden": "true",
                if let Some(icon) = icon { Icon { name: icon, size: IconSize::Sm } }
            }
            span { class: "p-stage-name", {phase.name.text().to_string()} }
            span { class: "sr", "({word})" }
            if let Some(time) = time { span { class: "p-stage-time num", {time} } }
        }
    }
}
