//! The stop that comes next: where, when, whom to ask for, and the one big button that says how far one is.

use dioxus::prelude::*;
use shared::jobs::{Intent, Job, JobStatus, Stop, StopKind, TravelVerb, rules};

use super::overlay::Shown;
use super::state::Field;
use super::{act, text};
use crate::ui::format::{phone, time_in};
use crate::ui::{
    ActButton, ButtonVariant, IconName, IconSize, LinkButton, Size, StatusChip, SyncBadge, Toasts, Tone, VerbTrail, WorkState,
};

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

/// Where a job stands, as icon and word.
pub fn status_chip(job: &Job) -> Element {
    let last = job.travel.last().map(|travel| travel.verb);
    let (label, icon, tone) = match (job.status, last) {
        (JobStatus::Completed | JobStatus::Closed, _) => (text::phase_done(), IconName::CircleCheck, Tone::Ok),
        (JobStatus::Cancelled, _) => (text::cancelled(), IconName::Ban, Tone::Danger),
        (_, Some(TravelVerb::OnMyWay)) => (text::on_the_way(), IconName::Navigation, Tone::Violet),
        (_, Some(TravelVerb::Arrived)) => (text::on_site(), IconName::MapPin, Tone::Info),
        (JobStatus::InProgress, _) | (_, Some(_)) => (text::working(), IconName::Play, Tone::Brand),
        _ => (text::scheduled(), IconName::CalendarDays, Tone::Info),
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

/// The street, to be read from afar, and the rest of the address.
fn parts(address: &str) -> (&str, &str) {
    match address.split_once(',') {
        Some((street, rest)) if street.contains(' ') && !rest.trim().is_empty() => (street.trim(), rest.trim()),
        _ => (address, ""),
    }
}

/// The card of the stop that comes next, or of the last one when all are done.
pub fn stop_card(shown: &Shown) -> Element {
    let job = &shown.job;
    let next = rules::next_step(job).and_then(|(id, _)| job.stops.iter().find(|stop| stop.id == id));
    let Some(stop) = next.or(job.stops.last()) else { return VNode::empty() };
    let number = job.stops.iter().position(|other| other.id == stop.id).map_or(1, |at| at + 1);
    let window = stop.window_from.map(|from| match stop.window_to {
        Some(to) => text::from_to(time_in(from, &job.zone), time_in(to, &job.zone)),
        None => time_in(from, &job.zone),
    });
    let (name, number_to_call) = if stop.contact_phone.is_empty() {
        (job.contact_name.clone(), job.contact_phone.clone().unwrap_or_default())
    } else {
        (stop.contact_name.clone(), stop.contact_phone.clone())
    };
    let first_name = name.split_whitespace().next().unwrap_or_default().to_owned();
    let first_name = if first_name.is_empty() { text::customer() } else { first_name };
    let (street, rest) = parts(&stop.address);
    rsx! {
        section { class: "w-now", aria_labelledby: "stop-address", "data-testid": "next-stop",
            p { class: "w-now-line",
                span { class: "w-now-number", "aria-hidden": "true", "{number}" }
                span { {if next.is_some() { text::next_stop(stop_kind(stop.kind)) } else { text::all_stops_done() }} }
                {status_chip(job)}
            }
            div {
                h2 { class: "w-now-address", id: "stop-address", {street} }
                p { class: "w-now-rest",
                    if !rest.is_empty() {
                        span { {rest} }
                    }
                    if let Some(saved) = shown.stops.get(&stop.id) {
                        SyncBadge { state: *saved }
                    }
                }
            }
            dl { class: "w-now-facts",
                if let Some(window) = window {
                    div {
                        dt { {text::window()} }
                        dd { class: "num", {window} }
                    }
                }
                if !name.is_empty() {
                    div {
                        dt { {text::ask_for()} }
                        dd { {name} }
                        if !number_to_call.is_empty() {
                            dd { class: "w-now-phone num", {phone(&number_to_call)} }
                        }
                    }
                }
            }
            if !stop.notes.is_empty() {
                p { class: "w-now-notes", {stop.notes.clone()} }
            }
            div { class: "w-now-acts",
                LinkButton { href: maps_address(stop), size: Size::Xl, variant: ButtonVariant::Tonal, target: "_blank", rel: "noopener",
                    crate::ui::Icon { name: IconName::Navigation, size: IconSize::Xl }
                    {text::navigate()}
                }
                if !number_to_call.is_empty() {
                    LinkButton { href: "tel:{number_to_call}", size: Size::Xl, variant: ButtonVariant::Tonal,
                        crate::ui::Icon { name: IconName::Phone, size: IconSize::Xl }
                        {text::call(first_name)}
                    }
                }
            }
        }
    }
}

/// The verbs of the road with the one that comes next as a button. Only the last that is done says when.
pub fn travel_dock(field: Field, toasts: Toasts, shown: &Shown) -> Element {
    let Some((stop, verb)) = rules::next_step(&shown.job) else { return VNode::empty() };
    let job = shown.job.clone();
    let address = job.stops.iter().find(|other| other.id == stop).map(|stop| stop.address.clone()).unwrap_or_default();
    let order = [TravelVerb::OnMyWay, TravelVerb::Arrived, TravelVerb::Start, TravelVerb::Complete];
    let stamp = |each: TravelVerb| job.travel.iter().find(|travel| travel.stop == stop && travel.verb == each);
    let last = order.into_iter().rfind(|each| stamp(*each).is_some());
    let verbs = order
        .into_iter()
        .map(|each| match stamp(each) {
            Some(stamp) if last == Some(each) => (format!("{} {}", verb_name(each), time_in(stamp.at, &job.zone)), WorkState::Done),
            Some(_) => (verb_name(each), WorkState::Done),
            None if each == verb => (verb_name(each), WorkState::Current),
            None => (verb_name(each), WorkState::Open),
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
