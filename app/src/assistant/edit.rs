//! Changing what a suggestion does before it is done, and looking once more at what cannot be taken back.

use chrono::{DateTime, NaiveDate, NaiveTime, Timelike, Utc};
use dioxus::prelude::*;
use shared::assistant::{Act, AnswerSuggestion, Answered, Suggestion, Verdict};
use shared::leads::{ActivityKind, LostReason, Outcome, Stage};
use shared::{Error, StageId};

use super::mail::MailText;
use super::panel::Asking;
use super::{act_text, text, words};
use crate::leads::words as lead_words;
use crate::ui::format::{instant, local};
use crate::ui::*;

/// The day and the time of a moment on the clocks of a zone, as fields take them.
fn typed(at: DateTime<Utc>, zone: &str) -> (String, String) {
    let wall = local(at, zone).wall;
    (wall.date().to_string(), format!("{:02}:{:02}", wall.hour(), wall.minute()))
}

/// The moment of a typed day and time.
fn moment(day: &str, time: &str, zone: &str) -> Option<DateTime<Utc>> {
    let time = NaiveTime::parse_from_str(time, "%H:%M").or_else(|_| NaiveTime::parse_from_str(time, "%H:%M:%S")).ok()?;
    Some(instant(day.parse::<NaiveDate>().ok()?.and_time(time), zone))
}

/// The dialog. `onclose` gets what following left, unless it was cancelled.
#[component]
pub(super) fn EditDialog(
    suggestion: Suggestion,
    zone: String,
    stages: Vec<Stage>,
    ask: Callback<AnswerSuggestion, Asking>,
    onclose: EventHandler<Option<Answered>>,
) -> Element {
    let sending = use_sending();
    let first = words::act(&suggestion);
    let mut act = use_signal(|| first.clone());
    let due = match &first {
        Act::Plan { due_at, .. } => typed(*due_at, &zone),
        Act::Extend { until } => (until.to_string(), String::new()),
        _ => Default::default(),
    };
    let mut day = use_signal(|| due.0.clone());
    let mut time = use_signal(|| due.1.clone());
    let kind = suggestion.kind;
    let (former, clock) = (first.clone(), zone.clone());
    let submit = move |()| {
        let mut now = act.peek().clone();
        if let Act::Plan { due_at, .. } = &mut now {
            // untouched fields leave the moment to the second
            if (day.peek().clone(), time.peek().clone()) != due {
                match moment(&day.peek(), &time.peek(), &clock) {
                    Some(at) => *due_at = at,
                    None => return sending.fail(Error::field("day", "required")),
                }
            }
        }
        if let Act::Extend { until } = &mut now {
            match day.peek().parse() {
                Ok(day) => *until = day,
                Err(_) => return sending.fail(Error::field("until", "required")),
            }
        }
        let verdict = if now == former { Verdict::Accepted } else { Verdict::Edited };
        let input = AnswerSuggestion { kind, verdict, act: Some(now), because: None, reason: String::new() };
        sending.send(ask.call(input), move |done| onclose.call(Some(done)));
    };
    let submit_words = match &first {
        Act::Send { .. } | Act::Remind { .. } => text::send(),
        Act::Extend { .. } => act_text::hold_open(),
        Act::Withdraw { .. } => text::take_back(),
        _ => text::follow(),
    };
    let open: Vec<SelectOption> =
        stages.iter().filter(|s| s.status.is_open()).map(|s| SelectOption::new(s.id.to_string(), s.name.clone())).collect();
    rsx! {
        FormDialog { title: text::title(kind), size: DialogSize::Narrow, testid: "suggestion-dialog", submit_testid: "follow-suggestion", submit: submit_words, danger: matches!(first, Act::Withdraw { .. }), sending,
            onsubmit: submit, onclose: move |()| onclose.call(None),
            match act() {
                Act::Plan { kind, what, .. } => rsx! {
                    Select { label: text::how(), name: "suggested-kind", required: true, value: kind.key(), options: activities(),
                        onchange: move |v: String| if let (Ok(to), Act::Plan { kind, .. }) = (v.parse(), &mut *act.write()) { *kind = to } }
                    TextInput { label: text::what(), name: "suggested-body", required: true, maxlength: 120, value: what, error: sending.error("body"),
                        oninput: move |v: String| if let Act::Plan { what, .. } = &mut *act.write() { *what = v } }
                    FormGrid {
                        DateInput { label: text::day(), name: "suggested-day", required: true, value: day(), error: sending.error("day"), onchange: move |v| day.set(v) }
                        TimeInput { label: text::time(), name: "suggested-time", required: true, value: time(), onchange: move |v| time.set(v) }
                    }
                },
                Act::Finish { outcome, .. } => rsx! {
                    Select { label: text::outcome(), name: "suggested-outcome", required: true, value: outcome.key(), options: Outcome::ALL.iter().map(|o| SelectOption::new(o.key(), lead_words::outcome(*o))).collect::<Vec<_>>(),
                        onchange: move |v: String| if let (Ok(to), Act::Finish { outcome, .. }) = (v.parse::<Outcome>(), &mut *act.write()) { *outcome = to } }
                },
                Act::Move { stage } => rsx! {
                    Select { label: text::stage(), name: "suggested-stage", required: true, value: stage.to_string(), options: open, error: sending.error("stage"),
                        onchange: move |v: String| if let (Ok(to), Act::Move { stage }) = (v.parse::<StageId>(), &mut *act.write()) { *stage = to } }
                },
                Act::Lose { reason, note } => rsx! {
                    Select { label: text::reason(), name: "suggested-lost_reason", required: true, value: reason.key(), options: LostReason::ALL.iter().map(|r| SelectOption::new(r.key(), lead_words::lost(*r))).collect::<Vec<_>>(),
                        onchange: move |v: String| if let (Ok(to), Act::Lose { reason, .. }) = (v.parse::<LostReason>(), &mut *act.write()) { *reason = to } }
                    TextArea { label: text::note(), name: "suggested-lost_note", optional: true, limit: 2000, value: note, error: sending.error("lost_note"),
                        oninput: move |v: String| if let Act::Lose { note, .. } = &mut *act.write() { *note = v } }
                },
                Act::Send { email, pin, message, .. } => rsx! {
                    TextInput { label: text::send_to(), name: "suggested-email", kind: InputKind::Email, required: true, value: email, error: sending.error("email"),
                        oninput: move |v: String| if let Act::Send { email, .. } = &mut *act.write() { *email = v } }
                    TextInput { label: text::pin(), name: "suggested-pin", kind: InputKind::Whole, optional: true, maxlength: 8, hint: text::pin_hint(), value: pin, error: sending.error("pin"),
                        oninput: move |v: String| if let Act::Send { pin, .. } = &mut *act.write() { *pin = v } }
                    TextArea { label: text::message(), name: "suggested-message", optional: true, limit: 2000, value: message, error: sending.error("message"),
                        oninput: move |v: String| if let Act::Send { message, .. } = &mut *act.write() { *message = v } }
                },
                Act::Revise { valid_days, code } => rsx! {
                    NumberStepper { label: text::valid_days(), name: "suggested-valid_days", value: i64::from(valid_days), min: 1, max: 180, error: sending.error("valid_days"),
                        onchange: move |n: i64| if let Act::Revise { valid_days, .. } = &mut *act.write() { *valid_days = days(n) } }
                    TextInput { label: text::code(), name: "suggested-code", optional: true, autocomplete: "off", maxlength: 24, value: code, error: sending.error("code"),
                        oninput: move |v: String| if let Act::Revise { code, .. } = &mut *act.write() { *code = v } }
                },
                Act::Hold { valid_days } => rsx! {
                    NumberStepper { label: text::valid_days(), name: "suggested-valid_days", value: i64::from(valid_days), min: 1, max: 180, error: sending.error("valid_days"),
                        onchange: move |n: i64| if let Act::Hold { valid_days } = &mut *act.write() { *valid_days = days(n) } }
                },
                Act::Remind { to, message } => rsx! {
                    p { class: "sm", {act_text::mail_to(to)} }
                    TextArea { label: text::message(), name: "suggested-message", optional: true, limit: 2000, value: message.clone(), error: sending.error("message"),
                        oninput: move |v: String| if let Act::Remind { message, .. } = &mut *act.write() { *message = v } }
                    MailText { suggestion: suggestion.clone(), note: message }
                },
                Act::Extend { .. } => rsx! {
                    DateInput { label: act_text::hold_until(), name: "suggested-until", required: true, hint: act_text::hold_until_hint(), value: day(), error: sending.error("until"), onchange: move |v| day.set(v) }
                },
                Act::Withdraw { reason } => rsx! {
                    TextInput { label: text::reason(), name: "suggested-reason", optional: true, maxlength: 500, value: reason, error: sending.error("reason"),
                        oninput: move |v: String| if let Act::Withdraw { reason } = &mut *act.write() { *reason = v } }
                },
                Act::Promo { code } => rsx! {
                    TextInput { label: text::code(), name: "suggested-code", required: true, autocomplete: "off", maxlength: 24, value: code, error: sending.error("code"),
                        oninput: move |v: String| if let Act::Promo { code } = &mut *act.write() { *code = v } }
                },
                Act::Offer { chosen, .. } => rsx! {
                    Checkbox { label: text::chosen(), name: "suggested-chosen", hint: text::chosen_hint(), checked: chosen,
                        onchange: move |on: bool| if let Act::Offer { chosen, .. } = &mut *act.write() { *chosen = on } }
                },
                // nothing of these is edited
                Act::TakeUp | Act::MakeQuote | Act::QuoteAgain | Act::Mend { .. } | Act::Seat { .. } | Act::OpenJob { .. } => VNode::empty(),
            }
        }
    }
}

fn days(n: i64) -> u32 {
    u32::try_from(n.clamp(1, 180)).unwrap_or(1)
}

fn activities() -> Vec<SelectOption> {
    ActivityKind::ALL.iter().map(|kind| SelectOption::new(kind.key(), lead_words::activity(*kind))).collect()
}
