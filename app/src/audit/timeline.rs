//! What happened on a job, latest first, by day. Live.

use dioxus::prelude::*;
use shared::JobId;
use shared::events::Event;

use super::{api, text};
use crate::client::query::use_query_of;
use crate::ui::format::{self, DateStyle};
use crate::ui::*;

/// The timeline of a job and its parts.
#[component]
pub fn EventTimeline(job: JobId, zone: String) -> Element {
    let mut pages = use_signal(Vec::<Event>::new);
    let mut after = use_signal(|| None::<Option<String>>);
    let latest = use_query_of(&["job", "phase", "item", "media"], move || job, |id| async move { api::job_timeline(id, None).await });
    let toasts = use_toasts();
    let state = latest.load_as(|page| Load::of_list(&page.items, false));
    let first = latest.value();
    let next = after().unwrap_or_else(|| first.as_ref().and_then(|p| p.next.clone()));
    let mut events: Vec<Event> = first.map(|p| p.items).unwrap_or_default();
    let oldest = events.last().map(|e| e.seq).unwrap_or(i64::MAX);
    events.extend(pages.read().iter().filter(|e| e.seq < oldest).cloned());
    let more = {
        let next = next.clone();
        move |_| {
            let Some(cursor) = next.as_ref().and_then(|n| n.parse::<i64>().ok()) else { return };
            spawn(async move {
                match api::job_timeline(job, Some(cursor)).await {
                    Ok(page) => {
                        pages.write().extend(page.items);
                        after.set(Some(page.next));
                    }
                    Err(error) => toasts.tell(Tone::Danger, error.to_string()),
                }
            });
        }
    };
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
            if next.is_some() { Button { onclick: more, {text::more()} } }
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
        "phases.completed" | "jobs.completed" => (IconName::CircleCheck, Tone::Ok),
        "phases.overridden" | "jobs.intent_refused" => (IconName::TriangleAlert, Tone::Warn),
        "jobs.cancelled" | "media.rejected" | "media.deleted" => (IconName::CircleX, Tone::Danger),
        "items.answered" => (IconName::ListChecks, Tone::Neutral),
        "jobs.travelled" => (IconName::Navigation, Tone::Info),
        "jobs.crew_assigned" | "jobs.crew_replied" => (IconName::Users, Tone::Info),
        _ if kind.starts_with("media.") => (IconName::Camera, Tone::Neutral),
        _ if kind.starts_with("jobs.") || kind.starts_with("phases.") => (IconName::Truck, Tone::Brand),
        _ if kind.starts_with("quotes.") => (IconName::FileText, Tone::Neutral),
        _ if kind.starts_with("leads.") => (IconName::UserPlus, Tone::Neutral),
        _ => (IconName::History, Tone::Neutral),
    }
}
