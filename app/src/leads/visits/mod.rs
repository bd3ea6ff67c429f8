//! Site visits in the browser: planning them on a lead's page, holding them on site, and the calendar of all.

mod building;
mod calendar;
mod call_off;
mod card;
mod dialog;
mod form;
mod found;
mod kept;
mod show;
mod text;

use chrono::{DateTime, NaiveDateTime, Utc};
use dioxus::prelude::*;
use shared::leads::visits::{SiteVisit, VisitStatus};

use crate::ui::format::{self, DateStyle};
use crate::ui::*;

pub use calendar::VisitsPage;
pub use card::VisitsSection;
pub use show::VisitPage;

/// How a visit stands: word, icon and tone together.
#[component]
fn StatusOfVisit(status: VisitStatus) -> Element {
    let (label, icon, tone) = match status {
        VisitStatus::Planned => (text::planned(), IconName::CalendarClock, Tone::Info),
        VisitStatus::Done => (text::done(), IconName::CircleCheck, Tone::Ok),
        VisitStatus::Cancelled => (text::cancelled(), IconName::Ban, Tone::Neutral),
        VisitStatus::NoShow => (text::no_show(), IconName::CircleAlert, Tone::Warn),
    };
    rsx! { StatusChip { label, icon, tone } }
}

/// The page of a visit.
fn page_of(visit: &SiteVisit) -> String {
    format!("/app/leads/{}/visits/{}", visit.lead_id, visit.id)
}

/// How many photos and files a visit has, in words.
fn photos_of(visit: &SiteVisit) -> String {
    if visit.photos == 1 { text::one_photo() } else { text::photos(format::number(visit.photos)) }
}

/// From when to when by the clocks of a zone.
fn hours(from: DateTime<Utc>, to: DateTime<Utc>, zone: &str) -> String {
    format!("{}\u{2013}{}", format::time_in(from, zone), format::time_in(to, zone))
}

/// When a visit is, in the zone it was planned in, which it names.
fn when(visit: &SiteVisit) -> String {
    let zone = &visit.zone;
    let (day, short) = (format::date_in(visit.starts_at, zone, DateStyle::Day), format::local(visit.starts_at, zone).abbreviation);
    format!("{day}, {} {short}", hours(visit.starts_at, visit.ends_at, zone))
}

/// The moment a date field and a time field name in a zone.
fn moment(day: &str, time: &str, zone: &str) -> Option<DateTime<Utc>> {
    let wall = NaiveDateTime::parse_from_str(&format!("{day} {time}"), "%Y-%m-%d %H:%M").ok()?;
    Some(format::instant(wall, zone))
}

/// Where a map shows the way to an address.
fn way_to(address: &str) -> String {
    let place = String::from(js_sys::encode_uri_component(address));
    format!("https://www.google.com/maps/dir/?api=1&destination={place}")
}
