//! Moments: absolute in a zone, and relative with the absolute one at hand.

use chrono::{DateTime as Moment, SecondsFormat, Utc};
use dioxus::prelude::*;

use super::format::{self, DateStyle};
use super::icon::class_list;

/// What of a moment is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MomentParts {
    /// Date and time.
    #[default]
    Both,
    /// The date.
    Date,
    /// The time of day.
    Time,
}

fn machine(at: Moment<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// A moment on the clocks of a zone; the zone's abbreviation is always in its title.
#[component]
pub fn DateTime(
    /// The moment.
    at: Moment<Utc>,
    /// The IANA zone: the record's own, not the reader's.
    #[props(into)]
    zone: String,
    /// How the date is written.
    #[props(default)]
    style: DateStyle,
    /// What is shown.
    #[props(default)]
    parts: MomentParts,
    /// Shows the abbreviation of the zone: where it differs from the reader's.
    #[props(default)]
    with_zone: bool,
    /// Additional classes.
    class: Option<String>,
) -> Element {
    let mut shown = match parts {
        MomentParts::Both => format::moment_in(at, &zone, style),
        MomentParts::Date => format::date_in(at, &zone, style),
        MomentParts::Time => format::time_in(at, &zone),
    };
    if with_zone {
        shown = format!("{shown} {}", format::local(at, &zone).abbreviation);
    }
    rsx! {
        time {
            class: class_list("w-time", &class),
            datetime: machine(at),
            title: format::moment_with_zone(at, &zone, DateStyle::Full),
            {shown}
        }
    }
}

/// How long ago or ahead; the absolute moment is its title.
#[component]
pub fn RelativeTime(
    /// The moment.
    at: Moment<Utc>,
    /// The IANA zone of the absolute moment.
    #[props(into)]
    zone: String,
    /// The present moment, if it is not the clock's.
    now: Option<Moment<Utc>>,
    /// Additional classes.
    class: Option<String>,
) -> Element {
    let shown = match now.or_else(format::now) {
        Some(now) => format::relative(at, now),
        None => format::moment_in(at, &zone, DateStyle::Day),
    };
    rsx! {
        time {
            class: class_list("w-time", &class),
            datetime: machine(at),
            title: format::moment_with_zone(at, &zone, DateStyle::Full),
            {shown}
        }
    }
}
