//! How states look: tone, icon, words together.

use chrono::{DateTime, Duration, Utc};
use dioxus::prelude::*;
use shared::jobs::{CrewReply, JobStatus, PhaseStatus, Priority, Segment};

use super::text;
use crate::ui::format;
use crate::ui::*;

/// A job's status.
#[component]
pub fn StatusOf(status: JobStatus) -> Element {
    let (tone, icon) = match status {
        JobStatus::Requested => (Tone::Neutral, IconName::Inbox),
        JobStatus::Booked => (Tone::Neutral, IconName::CalendarCheck),
        JobStatus::Assigned => (Tone::Info, IconName::UserCheck),
        JobStatus::InProgress => (Tone::Brand, IconName::CircleDot),
        JobStatus::Completed => (Tone::Ok, IconName::CircleCheck),
        JobStatus::Closed => (Tone::Ok, IconName::CheckCheck),
        JobStatus::Cancelled => (Tone::Danger, IconName::Ban),
    };
    rsx! { StatusChip { label: status.text(), icon, tone } }
}

/// A priority worth telling; normal is not.
#[component]
pub fn PriorityOf(priority: Priority) -> Element {
    let tone = match priority {
        Priority::Normal => return VNode::empty(),
        Priority::Low => Tone::Neutral,
        Priority::High => Tone::Warn,
        Priority::Urgent => Tone::Danger,
    };
    rsx! { StatusChip { label: priority.text(), icon: IconName::Flag, tone } }
}

/// What a crew member said.
#[component]
pub fn ReplyOf(reply: CrewReply) -> Element {
    let tone = match reply {
        CrewReply::Asked => Tone::Warn,
        CrewReply::Confirmed => Tone::Ok,
        CrewReply::Declined => Tone::Danger,
    };
    rsx! { Chip { tone, {reply.text()} } }
}

/// The phases of a job on one line.
#[component]
pub fn RouteStrip(segments: Vec<Segment>) -> Element {
    let done = segments.iter().filter(|s| s.status == PhaseStatus::Complete).count();
    rsx! {
        span { class: "jb-strip", role: "img", aria_label: text::phases_done(done, segments.len()),
            for (n, segment) in segments.iter().enumerate() {
                i { key: "{n}", "data-state": segment.status.key(), style: "--p:{segment.percent}%" }
            }
        }
    }
}

/// Midnight in a zone, some days from now.
pub fn midnight(zone: &str, days: i64) -> DateTime<Utc> {
    let today = format::local(Utc::now(), zone).wall.date() + Duration::days(days);
    format::instant(today.and_time(chrono::NaiveTime::MIN), zone)
}

/// The moment a date field and a time field name in a zone.
pub fn moment(day: &str, time: &str, zone: &str) -> Option<DateTime<Utc>> {
    let wall = chrono::NaiveDateTime::parse_from_str(&format!("{day} {time}"), "%Y-%m-%d %H:%M").ok()?;
    Some(format::instant(wall, zone))
}
