//! One job: phases, crew, media, timeline; and what the office decides about it. Live.

use dioxus::prelude::*;
use shared::JobId;
use shared::access::Action;
use shared::jobs::{CancelJob, Job, JobStatus, NewNote, NoteKind, Prioritize, Priority, Reschedule, Weight};

use super::crew::CrewCard;
use super::look::{PriorityOf, StatusOf};
use super::phases::PhaseBoard;
use super::sides::{MoneyCard, NotesCard, ProgressCard, ProofCard, RouteCard};
use super::{api, text};
use crate::api::Valid;
use crate::audit::EventTimeline;
use crate::client::query::use_query_of;
use crate::client::session::use_session;
use crate::media::MediaGallery;
use crate::ui::format::{self, DateStyle};
use crate::ui::*;

const WATCH: &[&str] = &["job", "phase", "item", "media"];

/// What dialog is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ask {
    Reschedule,
    Instruction,
    Cancel,
}

/// `/app/jobs/:id`
#[component]
pub fn JobPage(id: ReadSignal<JobId>) -> Element {
    let job = use_query_of(WATCH, move || id(), |id| async move { api::show_job(id).await });
    use_title(job.value().map(|j| format!("{} {}", j.number, j.title)).unwrap_or_else(text::job));
    let state = match (job.value(), job.error()) {
        (Some(_), _) => Load::Ready,
        (None, Some(error)) => Load::failed(&error),
        (None, None) => Load::Loading,
    };
    rsx! {
        div { class: "w-page",
            Async { state, shape: SkeletonShape::Block, onretry: move |()| job.refetch(),
                if let Some(found) = job.value() { Record { key: "{found.id}", job: found, onchange: move |()| job.refetch() } }
            }
        }
    }
}

#[component]
fn Record(job: Job, onchange: EventHandler<()>) -> Element {
    let mut tab = use_signal(|| "overview".to_string());
    let tabs = vec![
        Tab::new("overview", text::overview()),
        Tab::new("timeline", text::timeline()),
        Tab::new("crew", text::crew()).count(job.crew.len()),
        Tab::new("media", text::media()).count(job.media.iter().filter(|m| !m.deleted).count()),
    ];
    rsx! {
        Head { job: job.clone(), onchange }
        if let Some(reason) = job.cancelled.clone() { Banner { tone: Tone::Danger, {text::cancelled_because(reason)} } }
        Tabs { label: text::tabs(), tabs, selected: tab(), onselect: move |key| tab.set(key),
            match tab().as_str() {
                "timeline" => rsx! { EventTimeline { job: job.id, zone: job.zone.clone() } },
                "crew" => rsx! { CrewCard { job: job.clone(), onchange } },
                "media" => rsx! { MediaGallery { job: job.clone(), onchange } },
                _ => rsx! {
                    div { class: "jb-grid", div { class: "jb-cols",
                        div { class: "stack gap-4",
                            PhaseBoard { job: job.clone(), onchange }
                            RouteCard { job: job.clone() }
                            NotesCard { job: job.clone(), actions: VNode::empty() }
                        }
                        div { class: "stack gap-4",
                            ProgressCard { job: job.clone() }
                            CrewCard { job: job.clone(), onchange }
                            ProofCard { job: job.clone() }
                            MoneyCard { job: job.clone() }
                        }
                    } }
                },
            }
        }
    }
}

#[component]
fn Head(job: Job, onchange: EventHandler<()>) -> Element {
    let session = use_session();
    let toasts = use_toasts();
    let mut ask = use_signal(|| None::<Ask>);
    let may = session.may(Action::JobsEdit) && !job.is_over();
    let mut items = vec![
        MenuItem::new("reschedule", text::reschedule()).icon(IconName::CalendarClock),
        MenuItem::new("instruction", text::add_instruction()).icon(IconName::StickyNote),
    ];
    items.extend(
        Priority::ALL
            .iter()
            .filter(|p| **p != job.priority)
            .map(|p| MenuItem::new(p.key(), format!("{}: {}", text::priority(), p.text())).icon(IconName::Flag)),
    );
    items.push(MenuItem::new("cancel", text::cancel_job()).icon(IconName::Ban).danger().divided());
    let (id, version) = (job.id, job.version);
    let choose = move |key: String| match key.as_str() {
        "reschedule" => ask.set(Some(Ask::Reschedule)),
        "instruction" => ask.set(Some(Ask::Instruction)),
        "cancel" => ask.set(Some(Ask::Cancel)),
        other => {
            let Ok(priority) = other.parse::<Priority>() else { return };
            spawn(async move {
                match api::prioritize_job(id, Valid(Prioritize { priority, version })).await {
                    Ok(_) => onchange.call(()),
                    Err(error) => toasts.tell(Tone::Danger, error.to_string()),
                }
            });
        }
    };
    let when = job.starts_at.map(|at| {
        let start = format::moment_in(at, &job.zone, DateStyle::Day);
        job.ends_at.map(|end| format!("{start}–{}", format::time_in(end, &job.zone))).unwrap_or(start)
    });
    let close = move |changed: bool| {
        ask.set(None);
        if changed {
            onchange.call(());
        }
    };
    rsx! {
        PageHeader {
            title: job.title.clone(),
            crumbs: vec![Crumb::link(text::jobs(), "/app/jobs"), Crumb::here(job.number.clone())],
            chips: rsx! { StatusOf { status: job.status } PriorityOf { priority: job.priority } },
            meta: rsx! {
                span { class: "row", Icon { name: IconName::User, size: IconSize::Sm } A { href: "/app/customers/{job.account}", {job.account_name.clone()} } }
                span { class: "row", Icon { name: IconName::Calendar, size: IconSize::Sm } {when.unwrap_or_else(text::not_scheduled)} }
            },
            actions: rsx! { if may { Menu { label: text::more(), items, icon: IconName::Ellipsis, icon_only: true, onselect: choose, testid: "job-menu" } } },
        }
        match ask() {
            Some(Ask::Reschedule) => rsx! { RescheduleDialog { job: job.clone(), onclose: close } },
            Some(Ask::Instruction) => rsx! { InstructionDialog { job: job.id, onclose: close } },
            Some(Ask::Cancel) if job.status != JobStatus::Cancelled => rsx! { CancelDialog { job: job.clone(), onclose: close } },
            _ => VNode::empty(),
        }
    }
}

#[component]
fn RescheduleDialog(job: Job, onclose: EventHandler<bool>) -> Element {
    let wall = |at: chrono::DateTime<chrono::Utc>| format::local(at, &job.zone).wall;
    let start = job.starts_at.map(wall);
    let end = job.ends_at.map(wall);
    let day = |at: Option<chrono::NaiveDateTime>| at.map(|at| at.format("%Y-%m-%d").to_string()).unwrap_or_default();
    let hour =
        |at: Option<chrono::NaiveDateTime>, usual: &str| at.map(|at| at.format("%H:%M").to_string()).unwrap_or_else(|| usual.to_string());
    let mut from_day = use_signal(|| day(start));
    let mut from_time = use_signal(|| hour(start, "08:00"));
    let mut to_day = use_signal(|| day(end));
    let mut to_time = use_signal(|| hour(end, "16:00"));
    let mut problem = use_signal(|| None::<String>);
    let mut sending = use_signal(|| false);
    let (id, version, zone) = (job.id, job.version, job.zone.clone());
    let save = move |_| {
        let read = |day: String, time: String| {
            chrono::NaiveDateTime::parse_from_str(&format!("{day} {time}"), "%Y-%m-%d %H:%M").ok().map(|wall| format::instant(wall, &zone))
        };
        let (Some(starts_at), Some(ends_at)) = (read(from_day(), from_time()), read(to_day(), to_time())) else {
            problem.set(Some(text::bad_time()));
            return;
        };
        spawn(async move {
            sending.set(true);
            match api::reschedule_job(id, Valid(Reschedule { starts_at, ends_at, version })).await {
                Ok(_) => onclose.call(true),
                Err(error) => problem
                    .set(Some(error.fields().text("starts_at").or(error.fields().text("__all__")).unwrap_or_else(|| error.to_string()))),
            }
            sending.set(false);
        });
    };
    rsx! {
        Dialog {
            open: true,
            title: text::reschedule(),
            onclose: move |()| onclose.call(false),
            testid: "reschedule",
            footer: rsx! {
                Button { onclick: move |_| onclose.call(false), {text::cancel()} }
                Button { variant: ButtonVariant::Primary, loading: sending(), onclick: save, {text::save()} }
            },
            if let Some(problem) = problem() { InlineAlert { tone: Tone::Danger, live: true, {problem} } }
            FieldGroup { legend: text::starts(),
                FormGrid {
                    DateInput { label: text::date(), name: "from-day", value: from_day(), required: true, onchange: move |day: String| { if to_day().is_empty() { to_day.set(day.clone()); } from_day.set(day); } }
                    TimeInput { label: text::time(), name: "from-time", value: from_time(), required: true, onchange: move |time| from_time.set(time) }
                }
            }
            FieldGroup { legend: text::ends(),
                FormGrid {
                    DateInput { label: text::date(), name: "to-day", value: to_day(), required: true, onchange: move |day| to_day.set(day) }
                    TimeInput { label: text::time(), name: "to-time", value: to_time(), required: true, onchange: move |time| to_time.set(time) }
                }
            }
        }
    }
}

#[component]
fn InstructionDialog(job: JobId, onclose: EventHandler<bool>) -> Element {
    let mut words = use_signal(String::new);
    let mut weight = use_signal(|| Weight::Important);
    let mut problem = use_signal(|| None::<String>);
    let mut sending = use_signal(|| false);
    let note = use_hook(|| shared::NoteId(uuid::Uuid::now_v7()));
    let save = move |_| {
        spawn(async move {
            sending.set(true);
            let input = NewNote { id: note, kind: NoteKind::Instruction, weight: weight(), text: words() };
            match api::note_on_job(job, Valid(input)).await {
                Ok(_) => onclose.call(true),
                Err(error) => problem.set(Some(error.fields().text("text").unwrap_or_else(|| error.to_string()))),
            }
            sending.set(false);
        });
    };
    rsx! {
        Dialog {
            open: true,
            title: text::add_instruction(),
            onclose: move |()| onclose.call(false),
            footer: rsx! {
                Button { onclick: move |_| onclose.call(false), {text::cancel()} }
                Button { variant: ButtonVariant::Primary, loading: sending(), onclick: save, {text::save()} }
            },
            TextArea { label: text::instruction(), name: "text", value: words(), required: true, limit: 2000, error: problem(), oninput: move |text| words.set(text) }
            Segmented {
                label: text::weight(),
                name: "weight",
                options: Weight::ALL.iter().map(|w| Choice::new(w.key(), w.text())).collect::<Vec<_>>(),
                value: weight().key(),
                onchange: move |key: String| if let Ok(chosen) = key.parse() { weight.set(chosen) },
            }
        }
    }
}

#[component]
fn CancelDialog(job: Job, onclose: EventHandler<bool>) -> Element {
    let mut reason = use_signal(String::new);
    let mut problem = use_signal(|| None::<String>);
    let mut sending = use_signal(|| false);
    let (id, version) = (job.id, job.version);
    let confirm = move |()| {
        spawn(async move {
            sending.set(true);
            match api::cancel_job(id, Valid(CancelJob { reason: reason(), version })).await {
                Ok(_) => onclose.call(true),
                Err(error) => problem.set(Some(error.fields().text("reason").unwrap_or_else(|| error.to_string()))),
            }
            sending.set(false);
        });
    };
    rsx! {
        AlertDialog {
            open: true,
            title: text::cancel_title(),
            description: text::cancel_body(),
            confirm: text::cancel_confirm(),
            danger: true,
            loading: sending(),
            onconfirm: confirm,
            oncancel: move |()| onclose.call(false),
            TextArea { label: text::reason(), name: "reason", value: reason(), required: true, limit: 500, error: problem(), oninput: move |words| reason.set(words) }
        }
    }
}
