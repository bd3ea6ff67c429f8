//! What the office is asked before a job changes: new times, an instruction, the reason for calling it off.

use dioxus::core::spawn_forever;
use dioxus::prelude::*;
use shared::JobId;
use shared::jobs::{CREW_BUSY, CancelJob, Job, NewNote, NoteKind, Reschedule, Weight};

use super::look::moment;
use super::undo::{self, Change, Former};
use super::{api, text};
use crate::api::Valid;
use crate::ui::format::{self, DateStyle};
use crate::ui::*;

/// Whether somebody of the crew is on another job at that time.
pub fn is_busy<T>(answer: &shared::Result<T>) -> bool {
    matches!(answer, Err(shared::Error::Conflict { code, .. }) if code == CREW_BUSY)
}

/// Asks why somebody is put on two jobs at once.
#[component]
pub fn BothReason(#[props(into)] name: String, reason: Signal<String>, error: Option<String>) -> Element {
    rsx! {
        TextArea { label: text::both_reason(), name, hint: text::both_hint(), value: reason(), limit: 500, error, oninput: move |words| reason.set(words) }
    }
}

/// New times of a job; `onclose` gets whether they were set.
#[component]
pub fn RescheduleDialog(job: Job, onclose: EventHandler<bool>) -> Element {
    // as it was at opening: saving is refused, instead of overwriting what a colleague changed meanwhile
    let job = use_hook(|| job);
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
    let sending = use_sending();
    // somebody of the crew is on another job then: it takes a reason
    let mut busy = use_signal(|| false);
    let reason = use_signal(String::new);
    let toasts = use_toasts();
    let before = job.starts_at.zip(job.ends_at);
    let (id, version, zone) = (job.id, job.version, job.zone.clone());
    let save = move |_| {
        let (starts_at, ends_at) = (moment(&from_day(), &from_time(), &zone), moment(&to_day(), &to_time(), &zone));
        let (Some(starts_at), Some(ends_at)) = (starts_at, ends_at) else {
            sending.refuse(text::bad_time());
            return;
        };
        let zone = zone.clone();
        let request = async move {
            let answer = api::reschedule_job(id, Valid(Reschedule { starts_at, ends_at, version, reason: reason() })).await;
            if is_busy(&answer) {
                busy.set(true);
            }
            answer
        };
        sending.send(request, move |job| {
            let former = before.map(|(from, to)| Change { job: id, version: job.version, former: Former::Times(from, to) });
            let words = text::rescheduled(format::moment_in(starts_at, &zone, DateStyle::Day));
            // the offer outlives this dialog
            spawn_forever(async move { undo::offer(toasts, words, former.into_iter().collect()) });
            onclose.call(true);
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
                Button { variant: ButtonVariant::Primary, loading: sending.busy(), onclick: save, {text::save()} }
            },
            if let Some(problem) = sending.error("starts_at").or(sending.problem("__all__")) { InlineAlert { tone: Tone::Danger, live: true, {problem} } }
            if busy() { BothReason { name: "times-reason", reason, error: sending.error("reason") } }
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
    let sending = use_sending();
    let note = use_hook(|| shared::NoteId(uuid::Uuid::now_v7()));
    let save = move |()| {
        let input = NewNote { id: note, kind: NoteKind::Instruction, weight: weight(), text: words() };
        sending.send(async move { api::note_on_job(job, Valid(input)).await }, move |_| onclose.call(true));
    };
    rsx! {
        FormDialog { title: text::add_instruction(), sending, onsubmit: save, onclose: move |()| onclose.call(false),
            TextArea { label: text::instruction(), name: "text", value: words(), required: true, limit: 2000, error: sending.error("text"), oninput: move |text| words.set(text) }
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
    let sending = use_sending();
    let (id, version) = (job.id, job.version);
    let confirm = move |()| {
        let input = CancelJob { reason: reason(), version };
        sending.send(async move { api::cancel_job(id, Valid(input)).await }, move |_| onclose.call(true));
    };
    rsx! {
        AlertDialog {
            open: true,
            title: text::cancel_title(),
            description: text::cancel_body(),
            confirm: text::cancel_confirm(),
            danger: true,
            loading: sending.busy(),
            onconfirm: confirm,
            oncancel: move |()| onclose.call(false),
            TextArea { label: text::reason(), name: "reason", value: reason(), required: true, limit: 500, error: sending.problem("reason"), oninput: move |words| reason.set(words) }
        }
    }
}
