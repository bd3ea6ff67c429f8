//! What the office is asked before a job changes: new times, an instruction, the reason for calling it off.

use dioxus::core::spawn_forever;
use dioxus::prelude::*;
use shared::JobId;
use shared::jobs::{CancelJob, Job, NewNote, NoteKind, Reschedule, Weight};

use super::look::moment;
use super::undo::{self, Change, Former};
use super::{api, text};
use crate::api::Valid;
use crate::ui::format::{self, DateStyle};
use crate::ui::*;

/// New times of a job; `onclose` gets whether they were set.
#[component]
pub fn RescheduleDialog(job: Job, onclose: EventHandler<bool>) -> Element {
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
    let toasts = use_toasts();
    let before = job.starts_at.zip(job.ends_at);
    let (id, version, zone) = (job.id, job.version, job.zone.clone());
    let save = move |_| {
        let (starts_at, ends_at) = (moment(&from_day(), &from_time(), &zone), moment(&to_day(), &to_time(), &zone));
        let (Some(starts_at), Some(ends_at)) = (starts_at, ends_at) else {
            problem.set(Some(text::bad_time()));
            return;
        };
        let zone = zone.clone();
        spawn(async move {
            sending.set(true);
            match api::reschedule_job(id, Valid(Reschedule { starts_at, ends_at, version })).await {
                Ok(job) => {
                    let former = before.map(|(from, to)| Change { job: id, version: job.version, former: Former::Times(from, to) });
                    let words = text::rescheduled(format::moment_in(starts_at, &zone, DateStyle::Day));
                    // the offer outlives this dialog
                    spawn_forever(async move { undo::offer(toasts, words, former.into_iter().collect()) });
                    onclose.call(true);
                }
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

/// An instruction for the crew.
#[component]
pub fn InstructionDialog(job: JobId, onclose: EventHandler<bool>) -> Element {
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

/// Calling a job off.
#[component]
pub fn CancelDialog(job: Job, onclose: EventHandler<bool>) -> Element {
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
