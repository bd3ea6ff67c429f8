//! One booking, live: stages, places, crew, photos.

use dioxus::prelude::*;
use shared::JobId;
use shared::jobs::{PhaseStatus, StopKind, TravelVerb};
use shared::portal::{PortalJob, PortalPhase, PortalStop};

use super::home::{JobChip, detail};
use super::{api, text};
use crate::client::query::use_query_of;
use crate::ui::format::{self, DateStyle};
use crate::ui::*;

/// `/portal/jobs/:id`
#[component]
pub fn PortalJobPage(id: ReadSignal<JobId>) -> Element {
    let job = use_query_of(&["job", "phase", "item", "media", "crew"], move || id(), |id| api::portal_job(id));
    use_title(job.value().map(|job| job.card.title).unwrap_or_else(text::jobs));
    let state = match (job.value(), job.error()) {
        (Some(_), _) => Load::Ready,
        (None, Some(error)) => Load::failed(&error),
        (None, None) => Load::Loading,
    };
    rsx! {
        Async { page: true, state, onretry: move |()| job.refetch(),
            if let Some(job) = job.value() { Booking { job } }
        }
    }
}

#[component]
fn Booking(job: PortalJob) -> Element {
    let zone = job.card.zone.clone();
    let photos = job
        .photos
        .iter()
        .map(|photo| Photo {
            id: photo.id.to_string(),
            src: format!("/api/v1/media/{}/thumb", photo.id),
            caption: Some(if photo.caption.is_empty() { text::photo() } else { photo.caption.clone() }),
            state: Saved::Synced,
            progress: None,
            problem: None,
        })
        .collect::<Vec<_>>();
    rsx! {
        div { class: "portal-page",
            A { href: "/portal", class: "w-back", Icon { name: IconName::ArrowLeft } {text::home()} }
            h1 { tabindex: "-1", "{job.card.title}" }
            p { class: "row wrap", JobChip { status: job.card.status } span { class: "muted", {detail(&job.card)} } }
            Card { title: text::stages(), testid: "stages",
                Progress { label: text::progress(job.card.phases_done, job.card.phases), value: job.card.phases_done as u64, max: job.card.phases.max(1) as u64 }
                StepTracker { label: text::stages(), steps: steps(&job.phases, &zone) }
            }
            Card { title: text::places(),
                ol { class: "portal-places",
                    for stop in job.stops.clone() { Place { key: "{stop.id}", stop, zone: zone.clone() } }
                }
            }
            Card { title: text::photos(), testid: "photos",
                if photos.is_empty() { p { class: "muted", {text::photos_empty()} } } else { PhotoGrid { label: text::photos(), photos } }
            }
            Card { title: text::crew(),
                if job.crew.is_empty() { p { class: "muted", {text::crew_empty()} } } else { p { {job.crew.join(", ")} } }
            }
            Card { title: text::price(), p { class: "num strong", {format::money_coded(job.total)} } }
        }
    }
}

fn steps(phases: &[PortalPhase], zone: &str) -> Vec<Step> {
    phases
        .iter()
        .map(|phase| {
            let state = match phase.status {
                PhaseStatus::Complete => StepState::Done,
                PhaseStatus::Active => StepState::Current,
                PhaseStatus::Waiting => StepState::Next,
            };
            let step = Step::new(phase.title.text().to_string(), state);
            match (phase.completed_at, phase.started_at) {
                (Some(at), _) => step.detail(text::finished(format::time_in(at, zone))),
                (None, Some(at)) => step.detail(text::started(format::time_in(at, zone))),
                _ => step,
            }
        })
        .collect()
}

#[component]
fn Place(stop: PortalStop, zone: String) -> Element {
    let kind = match stop.kind {
        StopKind::Pickup => text::pickup(),
        StopKind::Waypoint => text::waypoint(),
        StopKind::Stop => text::stop(),
        StopKind::DropOff => text::drop_off(),
    };
    let said = stop.travel.map(|(verb, at)| {
        let time = format::time_in(at, &zone);
        match verb {
            TravelVerb::OnMyWay => text::on_my_way(time),
            TravelVerb::Arrived => text::arrived(time),
            TravelVerb::Start => text::began(time),
            TravelVerb::Complete => text::completed(time),
        }
    });
    rsx! {
        li { class: "stack",
            span { class: "muted sm", "{kind}" }
            strong { "{stop.address}" }
            if let Some(from) = stop.window_from { span { {format::moment_in(from, &zone, DateStyle::Medium)} } }
            if let Some(said) = said { Chip { tone: Tone::Brand, "{said}" } }
        }
    }
}
