//! The cards beside a job: progress, seals, route, notes, money.

use chrono::Utc;
use dioxus::prelude::*;
use shared::Money;
use shared::jobs::{Counting, InstalmentStatus, Job, JobInstalment, NoteKind, PhaseStatus, Stop, Weight, progress};
use shared::money::Currency;

use super::{api, text};
use crate::client::query::use_query_of;
use crate::quotes::due_words;
use crate::ui::format::{self, DateStyle};
use crate::ui::*;

/// How far the job is.
#[component]
pub fn ProgressCard(job: Job) -> Element {
    let far = progress(&job, Utc::now(), Counting::Stored);
    rsx! {
        Card { title: text::progress(), testid: "progress",
            div { class: "jb-far",
                ScoreRing { value: far.percent.into(), large: true, label: text::progress_percent(far.percent) }
                DescriptionList { columns: true,
                    Fact { term: text::p_phases(), {text::of(far.phases.done, far.phases.total)} }
                    Fact { term: text::p_items(), {text::of(far.items.done, far.items.total)} }
                    Fact { term: text::p_media(), {text::of(far.media.done, far.media.total)} }
                }
            }
            div { class: "jb-hours",
                DescriptionList { columns: true,
                    if let Some(minutes) = far.elapsed { Fact { term: text::p_elapsed(), {format::duration(minutes)} } }
                    if !job.is_over() { Fact { term: text::p_remaining(), {format::duration(far.remaining)} } }
                    if let (Some(from), Some(to)) = (job.starts_at, job.ends_at) { Fact { term: text::p_planned(), {format::duration((to - from).num_minutes())} } }
                }
            }
        }
    }
}

/// The seals of completed phases, checked by the server.
#[component]
pub fn ProofCard(job: Job) -> Element {
    let id = job.id;
    let check = use_query_of(&["phase"], move || id, |id| async move { api::check_seals(id).await });
    let found = check.value();
    rsx! {
        Card {
            title: text::proof(),
            icon: IconName::Stamp,
            testid: "proof",
            meta: rsx! {
                if let Some(found) = &found {
                    if found.valid { StatusChip { label: if found.seals.len() == 1 { text::seal_valid() } else { text::seals_valid(found.seals.len()) }, icon: IconName::ShieldCheck, tone: Tone::Ok } }
                    else { StatusChip { label: text::seals_broken(), icon: IconName::ShieldX, tone: Tone::Danger } }
                }
            },
            ol { class: "jb-seals",
                // seals to come say nothing yet: only the next one is named
                for phase in job.phases.iter().filter(|p| p.status != PhaseStatus::Waiting).cloned() {
                    li { key: "{phase.id}", "data-state": phase.status.key(),
                        span { class: "jb-seal num", {phase.position.to_string()} }
                        if let (Some(seal), PhaseStatus::Complete) = (phase.seal.clone(), phase.status) {
                            span { class: "mono sm", title: seal.clone(), {format!("{} {}", &seal[..4.min(seal.len())], &seal[4.min(seal.len())..8.min(seal.len())])} }
                            if let Some(at) = phase.completed_at { span { class: "muted xs", {format::moment_in(at, &job.zone, DateStyle::Short)} } }
                        } else if phase.status == PhaseStatus::Active {
                            span { class: "sm", {text::seal_open()} }
                            span { class: "muted xs", {text::seals_on_completion()} }
                        }
                    }
                }
            }
            if let Some(found) = found { p { class: "muted xs", {if found.files == 1 { text::file_chained() } else { text::files_chained(found.files) }} } }
        }
    }
}

/// The stops, with what the crew stamped there.
#[component]
pub fn RouteCard(job: Job) -> Element {
    rsx! {
        Card { title: text::route(),
            ol { class: "jb-stops",
                for stop in job.stops.clone() { StopRow { key: "{stop.id}", job: job.clone(), stop } }
            }
        }
    }
}

#[component]
fn StopRow(job: Job, stop: Stop) -> Element {
    let window = match (stop.window_from, stop.window_to) {
        (Some(from), Some(to)) => Some(text::window(format::time_in(from, &job.zone), format::time_in(to, &job.zone))),
        _ => None,
    };
    let letter = char::from(b'A' + u8::try_from(stop.position).unwrap_or(0) % 26);
    let map: String =
        stop.address.bytes().map(|b| if b.is_ascii_alphanumeric() { char::from(b).to_string() } else { format!("%{b:02X}") }).collect();
    rsx! {
        li {
            span { class: "jb-pin", aria_hidden: true, {letter.to_string()} }
            span { class: "jb-two grow",
                b { {stop.address.clone()} }
                span { class: "muted sm", {stop.kind.text()} if let Some(window) = window { {format!(", {window}")} } }
                if !stop.notes.is_empty() { span { class: "sm", {stop.notes.clone()} } }
                for stamp in job.travel.iter().filter(|t| t.stop == stop.id).cloned().collect::<Vec<_>>() {
                    span { key: "{stamp.verb}", class: "sm tone", "data-tone": "ok", {text::stamp(stamp.verb.text(), format::time_in(stamp.at, &job.zone), stamp.by.clone())} }
                }
            }
            a { class: "sm", href: "https://www.openstreetmap.org/search?query={map}", target: "_blank", rel: "noreferrer", {text::open_map()} }
        }
    }
}

/// Instructions and notes, what matters most first.
#[component]
pub fn NotesCard(job: Job) -> Element {
    let mut notes = job.notes.clone();
    notes.sort_by_key(|n| (n.kind != NoteKind::Instruction, std::cmp::Reverse(n.weight), n.at));
    rsx! {
        Card { title: text::instructions(),
            if notes.is_empty() { p { class: "muted sm", {text::no_notes()} } }
            ul { class: "jb-notes",
                for note in notes {
                    li { key: "{note.id}",
                        if note.kind == NoteKind::Instruction {
                            StatusChip {
                                label: note.weight.text(),
                                icon: if note.weight == Weight::Critical { IconName::OctagonAlert } else { IconName::CircleAlert },
                                tone: match note.weight { Weight::Critical => Tone::Danger, Weight::Important => Tone::Warn, Weight::Normal => Tone::Neutral },
                            }
                        } else {
                            Icon { name: IconName::StickyNote, size: IconSize::Sm }
                        }
                        span { class: "pre jb-note-text", {note.text.clone()} }
                        span { class: "muted xs", {format!("{}, {}", note.by, format::moment_in(note.at, &job.zone, DateStyle::Short))} }
                    }
                }
            }
        }
    }
}

/// What the customer pays, for those who may know.
#[component]
pub fn MoneyCard(job: Job) -> Element {
    let Some(total) = job.total else { return VNode::empty() };
    rsx! {
        Card { title: text::money(),
            DescriptionList {
                if let (Some(quote), Some(number)) = (job.quote, job.quote_number.clone()) {
                    Fact { term: text::quote(), A { href: "/app/quotes/{quote}", {number} } }
                }
                Fact { term: text::total(), Amount { value: total, style: AmountStyle::Coded } }
                Fact { term: text::billing(), {job.billing.text()} }
            }
            if !job.instalments.is_empty() { Instalments { all: job.instalments.clone(), currency: total.currency } }
        }
    }
}

/// What of it is due when.
#[component]
fn Instalments(all: Vec<JobInstalment>, currency: Currency) -> Element {
    let columns = vec![
        Column::new("what", text::instalment()),
        Column::new("due", text::due()),
        Column::new("amount", text::amount()).numeric(),
        Column::new("state", text::state()),
    ];
    let row = |one: &JobInstalment| {
        let name = one.label.text().to_string();
        let due = one.due.date().map_or_else(|| due_words(one.due, DateStyle::Day), |day| format::date(day, DateStyle::Day));
        let (state, cents) = (one.status.text(), one.cents);
        let (icon, tone) = match one.status {
            InstalmentStatus::Open => (IconName::Clock, Tone::Neutral),
            InstalmentStatus::Invoiced => (IconName::Receipt, Tone::Info),
            InstalmentStatus::Paid => (IconName::CircleCheck, Tone::Ok),
        };
        let cells = vec![
            rsx! { {name.clone()} },
            rsx! { {due} },
            rsx! { Amount { value: Money::new(cents, currency) } },
            rsx! { StatusChip { label: state, icon, tone } },
        ];
        Row::new(one.id, name, cells)
    };
    rsx! { DataTable { caption: text::instalments(), columns, rows: all.iter().map(row).collect::<Vec<_>>(), density: Density::Compact, testid: "job-instalments" } }
}
