//! One booking, live: stages, places, crew, photos.

use dioxus::prelude::*;
use shared::JobId;
use shared::jobs::{StopKind, TravelVerb};
use shared::portal::{PortalJob, PortalPhoto, PortalStop};

use super::home::{JobChip, detail};
use super::track::Track;
use super::{api, text};
use crate::client::query::use_query_of;
use crate::ui::format::{self, DateStyle};
use crate::ui::*;

/// `/portal/jobs/:id`
#[component]
pub fn PortalJobPage(id: ReadSignal<JobId>) -> Element {
    let job = use_query_of(&["job", "phase", "item", "media", "crew"], move || id(), |id| api::portal_job(id));
    use_title(job.value().map(|job| job.card.title).unwrap_or_else(text::jobs));
    rsx! {
        Async { page: true, state: job.load(), onretry: move |()| job.refetch(),
            if let Some(job) = job.value() { Booking { job } }
        }
    }
}

#[component]
fn Booking(job: PortalJob) -> Element {
    let zone = job.card.zone.clone();
    rsx! {
        div { class: "p-head",
            A { href: "/portal", class: "w-back", Icon { name: IconName::ArrowLeft, directed: true } {text::home()} }
            h1 { tabindex: "-1", "{job.card.title}" }
            p { class: "row wrap", JobChip { status: job.card.status } span { class: "muted", {detail(&job.card)} } }
        }
        div { class: "w-portal-columns",
            div { class: "portal-page",
                Track { job: job.clone() }
                Photos { photos: job.photos.clone(), zone: zone.clone() }
            }
            div { class: "portal-page",
                Card { title: text::places(),
                    ol { class: "p-places",
                        for stop in job.stops.clone() { Place { key: "{stop.id}", stop, zone: zone.clone() } }
                    }
                }
                Card { title: text::price(), p { class: "p-price num", {format::money(job.total)} } p { class: "muted sm", {text::price_total()} } }
            }
        }
    }
}

/// The photos of the work, each opened large.
#[component]
fn Photos(photos: Vec<PortalPhoto>, zone: String) -> Element {
    let mut open = use_signal(|| None::<String>);
    let name = |photo: &PortalPhoto| if photo.caption.is_empty() { text::photo() } else { photo.caption.clone() };
    let tiles: Vec<Photo> = photos
        .iter()
        .map(|photo| Photo {
            id: photo.id.to_string(),
            src: format!("/api/v1/media/{}/thumb", photo.id),
            caption: Some(name(photo)),
            state: Saved::Synced,
            progress: None,
            problem: None,
        })
        .collect();
    let shown = open().and_then(|id| photos.iter().find(|photo| photo.id.to_string() == id).cloned());
    rsx! {
        Card { title: text::photos(), testid: "photos",
            if tiles.is_empty() {
                p { class: "muted", {text::photos_empty()} }
            } else {
                PhotoGrid { label: text::photos(), photos: tiles, onopen: move |id| open.set(Some(id)) }
            }
        }
        if let Some(photo) = shown {
            Dialog { open: true, title: name(&photo), description: format::moment_in(photo.taken_at, &zone, DateStyle::Full), size: DialogSize::Wide, onclose: move |()| open.set(None),
                img { class: "p-photo", src: "/api/v1/media/{photo.id}/full", alt: name(&photo) }
            }
        }
    }
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
        li {
            span { class: "muted sm", "{kind}" }
            strong { "{stop.address}" }
            if let Some(from) = stop.window_from { span { {format::moment_in(from, &zone, DateStyle::Day)} } }
            if let Some(said) = said { span { Chip { tone: Tone::Brand, "{said}" } } }
        }
    }
}
