//! One job: phases, crew, media, timeline; and what the office decides about it. Live.

use dioxus::core::spawn_forever;
use dioxus::prelude::*;
use shared::JobId;
use shared::access::Action;
use shared::jobs::{Job, JobStatus, Priority};

use super::ask::{CancelDialog, InstructionDialog, RescheduleDialog};
use super::crew::CrewCard;
use super::look::{PriorityOf, StatusOf};
use super::phases::PhaseBoard;
use super::sides::{MoneyCard, NotesCard, ProgressCard, ProofCard, RouteCard};
use super::standing::{DecideButton, StandingBanner};
use super::stepper::Journey;
use super::undo::{self, Change, Former};
use super::{api, text};
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
    rsx! {
        div { class: "w-frame",
            Async { page: true, state: job.load(), shape: SkeletonShape::Block, onretry: move |()| job.refetch(),
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
        div { class: "w-page jb-record",
        StandingBanner { job: job.clone() }
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
                            NotesCard { job: job.clone() }
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
}

#[component]
fn Head(job: Job, onchange: EventHandler<()>) -> Element {
    let session = use_session();
    let toasts = use_toasts();
    let mut ask = use_signal(|| None::<Ask>);
    let may_decide = session.may(Action::JobsEdit);
    let may = may_decide && !job.is_over();
    let mut items: Vec<MenuItem> = Vec::new();
    items.extend(
        Priority::ALL
            .iter()
            .filter(|p| **p != job.priority)
            .map(|p| MenuItem::new(p.key(), format!("{}: {}", text::priority(), p.text())).icon(IconName::Flag)),
    );
    items.push(MenuItem::new("cancel", text::cancel_job()).icon(IconName::Ban).danger().divided());
    let (id, version, before) = (job.id, job.version, job.priority);
    let choose = move |key: String| match key.as_str() {
        "cancel" => ask.set(Some(Ask::Cancel)),
        other => {
            let Ok(priority) = other.parse::<Priority>() else { return };
            spawn_forever(async move {
                match Former::Priority(priority).write(id, version).await {
                    Ok(job) => {
                        let change = Change { job: id, version: job.version, former: Former::Priority(before) };
                        undo::offer(toasts, text::priority_is(priority.text()), vec![change]);
                    }
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
                if let Some(phone) = job.contact_phone.clone() { a { class: "row", href: "tel:{phone}", Icon { name: IconName::Phone, size: IconSize::Sm } {format::phone(&phone)} } }
                span { class: "row", Icon { name: IconName::Calendar, size: IconSize::Sm } {when.unwrap_or_else(text::not_scheduled)} }
                span { class: "row", Icon { name: crate::leads::words::line_icon(job.line), size: IconSize::Sm } {job.line.text()} }
            },
            actions: rsx! {
                if may {
                    Menu { label: text::more(), items, icon: IconName::Ellipsis, icon_only: true, onselect: choose, testid: "job-menu" }
                    Button { icon: IconName::StickyNote, onclick: move |_| ask.set(Some(Ask::Instruction)), {text::instruct()} }
                    Button { icon: IconName::CalendarClock, variant: if job.starts_at.is_none() && job.is_on() { ButtonVariant::Primary } else { ButtonVariant::default() }, onclick: move |_| ask.set(Some(Ask::Reschedule)), testid: "reschedule-button", {if job.starts_at.is_none() { text::schedule() } else { text::reschedule() }} }
                }
                if may_decide { DecideButton { job: job.clone(), onchange } }
            },
            Journey { job: job.clone() }
        }
        match ask() {
            Some(Ask::Reschedule) => rsx! { RescheduleDialog { job: job.clone(), onclose: close } },
            Some(Ask::Instruction) => rsx! { InstructionDialog { job: job.id, onclose: close } },
            Some(Ask::Cancel) if job.status != JobStatus::Cancelled => rsx! { CancelDialog { job: job.clone(), onclose: close } },
            _ => VNode::empty(),
        }
    }
}
