//! What happened on a job, latest first, by day. Live.

use dioxus::prelude::*;
use shared::events::Event;
use shared::{JobId, Page};
use uuid::Uuid;

use super::{api, text};
use crate::client::pages::{Paged, use_pages};
use crate::ui::format::{self, DateStyle};
use crate::ui::*;

impl Paged for Page<Event> {
    type Item = Event;

    fn page(&mut self) -> &mut Self {
        self
    }

    fn id(event: &Event) -> Uuid {
        event.id.0
    }
}

/// The timeline of a job and its parts.
#[component]
pub fn EventTimeline(job: JobId, zone: String) -> Element {
    let (latest, pages) = use_pages(
        &["job", "phase", "item", "media"],
        move || job,
        |id, after| async move { api::job_timeline(id, after.and_then(|seq| seq.parse().ok())).await },
    );
    let state = pages.standing(latest.load_as(|page| Load::of_list(&page.items, false)));
    let Page { items: events, next } = latest.value().unwrap_or(Page { items: Vec::new(), next: None });
    rsx! {
        Async { state, onretry: move |()| latest.refetch(), empty: rsx! { EmptyState { icon: IconName::History, title: text::none_title() } },
            Timeline { label: text::timeline(),
                for (day, of_day) in by_day(&events, &zone) {
                    TimelineDay { key: "{day}", label: day.clone() }
                    for event in of_day {
                        Entry { key: "{event.id}", event, zone: zone.clone() }
                    }
                }
            }
            if next.is_some() { Button { loading: pages.loading(), onclick: move |_| pages.load_more(), {text::more()} } }
        }
    }
}

fn by_day(events: &[Event], zone: &str) -> Vec<(String, Vec<Event>)> {
    let mut days: Vec<(String, Vec<Event>)> = Vec::new();
    for event in events {
        let day = format::date_in(event.at, zone, DateStyle::Day);
        match days.last_mut() {
            Some((last, of_day)) if *last == day => of_day.push(event.clone()),
            _ => days.push((day, vec![event.clone()])),
        }
    }
    days
}

#[component]
fn Entry(event: Event, zone: String) -> Element {
    let (icon, tone) = look(&event.kind);
    let who = match &event.on_behalf_of {
        Some(other) => format!("{} {} {other}", event.actor, text::on_behalf()),
        None => event.actor.clone(),
    };
    let origin = [event.device.clone(), event.ip.clone()].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let note = (!origin.is_empty()).then_some(origin);
    rsx! {
        TimelineEntry {
            icon,
            tone,
            time: format::time_in(event.at, &zone),
            note,
            title: rsx! { b { {who} } " " {text::sentence(&event)} },
        }
    }
}

/// Icon and tone of a kind.
pub fn look(kind: &str) -> (IconName, Tone) {
    match kind {
        "phases.completed" | "jobs.completed" | "jobs.closed" => (IconName::CircleCheck, Tone::Ok),
        "phases.overridden" | "jobs.intent_refused" => (IconName::TriangleAlert, Tone::Warn),
        "jobs.cancelled" | "media.rejected" | "media.deleted" => (IconName::CircleX, Tone::Danger),
        "items.answered" | "items.settled" | "items.outdated" => (IconName::ListChecks, Tone::Neutral),
        "jobs.travelled" => (IconName::Navigation, Tone::Info),
        "jobs.crew_assigned" | "jobs.crew_replied" => (IconName::Users, Tone::Info),
        _ if kind.starts_with("media.") => (IconName::Camera, Tone::Neutral),
        _ if kind.starts_with("jobs.") || kind.starts_with("phases.") => (IconName::Truck, Tone::Brand),
        _ if kind.starts_with("quotes.") => (IconName::FileText, Tone::Neutral),
        _ if kind.starts_with("leads.") => (IconName::UserPlus, Tone::Neutral),
        _ => (IconName::History, Tone::Neutral),
    }
}
