//! The stream of a lead: what was done and what changed, with the composer above.

use dioxus::core::spawn_forever;
use dioxus::prelude::*;
use shared::events::Event;
use shared::input::Nothing;
use shared::leads::{Activity, ActivityKind, Happened, Lead, NewActivity, Outcome};

use super::plan::local_moment;
use super::{api, text, words};
use crate::api::Valid;
use crate::client::{Query, use_query, use_session};
use crate::ui::*;

/// One line of the stream.
#[derive(Clone, PartialEq)]
enum Line {
    Activity(Box<Activity>),
    Event(Box<Event>),
}

/// What happened, the latest first.
#[component]
pub fn LeadStream(lead: Query<Lead>) -> Element {
    let session = use_session();
    let mut only = use_signal(|| "all".to_string());
    let Some(shown) = lead.value() else { return VNode::empty() };
    let id = shown.row.id;
    let events =
        use_query(&["lead", "activity", "quote", "job", "suggestion", "media"], move || async move { api::lead_timeline(id, None).await });
    let mut lines: Vec<(chrono::DateTime<chrono::Utc>, Line)> = Vec::new();
    if only() != "changes" {
        lines.extend(shown.activities.iter().filter_map(|a| Some((a.done_at?, Line::Activity(Box::new(a.clone()))))));
    }
    if only() != "activities" {
        let told = events.value().map(|p| p.items).unwrap_or_default();
        lines.extend(
            told.into_iter()
                .filter(|e| {
                    // it stands among the activities, unless only changes are shown
                    if e.kind == "leads.follow_up_ended" {
                        return only() == "changes";
                    }
                    !matches!(
                        e.kind.as_str(),
                        // a photo is told of when it is there
                        "leads.activity_logged" | "leads.mail_written" | "leads.follow_up_done" | "leads.visit_done" | "media.declared"
                    )
                })
                .map(|e| (e.at, Line::Event(Box::new(e)))),
        );
    }
    lines.sort_by_key(|line| std::cmp::Reverse(line.0));
    let zone = session.zone.clone();
    // each line with the day it opens, if it is the first of it
    let mut day = String::new();
    let lines: Vec<(String, Option<String>, String, Line)> = lines
        .into_iter()
        .map(|(at, line)| {
            let this = format::date_in(at, &zone, format::DateStyle::Full);
            let opens = (this != day).then(|| this.clone());
            day = this;
            let key = match &line {
                Line::Activity(a) => a.id.to_string(),
                Line::Event(e) => e.id.to_string(),
            };
            (key, opens, format::time_in(at, &zone), line)
        })
        .collect();
    rsx! {
        div { class: "stack",
            div { class: "row",
                Segmented {
                    label: text::stream_of(shown.row.title()),
                    name: "stream",
                    value: only(),
                    options: vec![Choice::new("all", text::all()), Choice::new("activities", text::activities()), Choice::new("changes", text::changes())],
                    onchange: move |v| only.set(v),
                }
            }
            Composer { lead }
            if lines.is_empty() { p { class: "muted sm", {text::empty_stream()} } }
            Timeline { label: text::stream_of(shown.row.title()),
                for (key, opens, time, line) in lines {
                    StreamRow { key: "{key}", lead, opens, time, line }
                }
            }
        }
    }
}

/// One line, under the day it opens.
#[component]
fn StreamRow(lead: Query<Lead>, opens: Option<String>, time: String, line: Line) -> Element {
    rsx! {
        if let Some(day) = opens { TimelineDay { label: day } }
        match line {
            Line::Activity(a) => match a.ended {
                Some(ended) => rsx! { Ended { lead, activity: *a, ended, time } },
                None => rsx! { Done { activity: *a, time } },
            },
            Line::Event(e) => rsx! {
                TimelineEntry { icon: event_icon(&e), tone: event_tone(&e), time, title: rsx! { strong { {e.actor.clone()} } " " {event_words(&e)} },
                    note: e.on_behalf_of.clone() }
            },
        }
    }
}

/// A planned step that ended by itself, and the way back.
#[component]
fn Ended(lead: Query<Lead>, activity: Activity, ended: Happened, time: String) -> Element {
    let session = use_session();
    let toasts = use_toasts();
    let may_edit = session.access.may(shared::access::Action::LeadsEdit);
    let (of, id) = (activity.lead_id, activity.id);
    let reopen = move |_: MouseEvent| {
        // the line goes away with the step's end, and what it asked for must not
        spawn_forever(async move {
            match api::reopen_activity(of, id, Valid(Nothing {})).await {
                Ok(changed) => {
                    lead.set(changed);
                    announce(text::opened_again());
                }
                Err(problem) => {
                    lead.refetch();
                    toasts.tell(Tone::Danger, problem.to_string());
                }
            }
        });
    };
    rsx! {
        TimelineEntry { icon: IconName::CircleCheck, tone: Tone::Ok, title: rsx! { {words::ended(ended)} }, time, note: words::activity(activity.kind), testid: "ended-step",
            p { class: "pre", {activity.body.clone()} }
            if may_edit {
                Button { size: Size::Sm, variant: ButtonVariant::Ghost, icon: IconName::RotateCcw, onclick: reopen, {text::open_again()} span { class: "sr", " " {activity.body.clone()} } }
            }
        }
    }
}

#[component]
fn Done(activity: Activity, time: String) -> Element {
    let who = activity.by.as_ref().map(|b| b.name.clone()).unwrap_or_default();
    let note = match (activity.kind, activity.outcome) {
        (ActivityKind::Note, _) => text::internal_note(),
        (kind, Some(outcome)) => format!("{} · {}", words::activity(kind), words::outcome(outcome)),
        (kind, None) => words::activity(kind),
    };
    rsx! {
        TimelineEntry {
            icon: words::activity_icon(activity.kind),
            tone: if activity.kind == ActivityKind::Note { Tone::Warn } else { Tone::Ok },
            private: activity.kind == ActivityKind::Note,
            title: rsx! { strong { {who} } },
            time,
            note,
            p { class: "pre", {activity.body.clone()} }
        }
    }
}

#[component]
fn Composer(lead: Query<Lead>) -> Element {
    let session = use_session();
    let mut kind = use_signal(|| ActivityKind::Note);
    let mut body = use_signal(String::new);
    let mut outcome = use_signal(String::new);
    let mut later = use_signal(|| false);
    let mut date = use_signal(String::new);
    let mut time = use_signal(|| "09:00".to_string());
    let mut error = use_signal(|| None::<String>);
    let mut sending = use_signal(|| false);
    if !session.access.may(shared::access::Action::LeadsEdit) {
        return VNode::empty();
    }
    let mut submit = move || {
        let Some(id) = lead.peek().map(|l| l.row.id) else { return };
        let text_now = body.peek().trim().to_string();
        if text_now.is_empty() {
            error.set(Some(shared::FieldErrors::one("body", "required").text("body").unwrap_or_default()));
            return;
        }
        let due_at = if later() { local_moment(&date.peek(), &time.peek()) } else { None };
        if later() && due_at.is_none() {
            error.set(Some(shared::FieldErrors::one("due", "required").text("due").unwrap_or_default()));
            return;
        }
        error.set(None);
        sending.set(true);
        // the next one may be written while this one is on its way
        let (was, chosen) = (body.replace(String::new()), outcome.replace(String::new()));
        let was_later = later.replace(false);
        let input = NewActivity { kind: kind(), body: text_now, outcome: chosen.parse::<Outcome>().ok(), due_at, follow_up: None };
        spawn(async move {
            match api::log_activity(id, Valid(input)).await {
                Ok(changed) => {
                    lead.set(changed);
                    announce(text::logged());
                }
                Err(problem) => {
                    if body.peek().is_empty() {
                        body.set(was);
                        outcome.set(chosen);
                        later.set(was_later);
                    }
                    let first = problem.fields().0.keys().next().cloned();
                    error.set(Some(first.and_then(|f| problem.fields().text(&f)).unwrap_or_else(|| problem.to_string())));
                }
            }
            sending.set(false);
        });
    };
    let kinds: Vec<Choice> =
        ActivityKind::ALL.iter().map(|k| Choice::new(k.key(), words::activity(*k)).icon(words::activity_icon(*k))).collect();
    rsx! {
        form {
            class: "w-composer stack",
            novalidate: true,
            onsubmit: move |event| {
                event.prevent_default();
                submit();
            },
            Segmented { label: text::what_happened(), name: "kind", size: Size::Sm, value: kind().key(), options: kinds, onchange: move |v: String| if let Ok(k) = v.parse() { kind.set(k) } }
            TextArea { label: text::what_happened(), label_hidden: true, name: "body", rows: 3, limit: 5000, placeholder: if kind() == ActivityKind::Note { text::write_note() } else { text::what_happened() },
                value: body(), error: error(), oninput: move |v| body.set(v) }
            div { class: "row wrap",
                if kind() != ActivityKind::Note && !later() {
                    Select { label: text::outcome(), label_hidden: true, name: "outcome", size: Size::Sm, placeholder: text::outcome(), value: outcome(),
                        options: Outcome::ALL.iter().map(|o| SelectOption::new(o.key(), words::outcome(*o))).collect::<Vec<_>>(), onchange: move |v| outcome.set(v) }
                }
                if kind() != ActivityKind::Note {
                    Checkbox { label: text::plan_for_later(), name: "later", checked: later(), onchange: move |v| later.set(v) }
                }
                if later() && kind() != ActivityKind::Note {
                    DateInput { label: text::due_date(), label_hidden: true, name: "due_date", size: Size::Sm, value: date(), onchange: move |v| date.set(v) }
                    TimeInput { label: text::due_time(), label_hidden: true, name: "due_time", size: Size::Sm, value: time(), onchange: move |v| time.set(v) }
                }
                Button { kind: ButtonKind::Submit, variant: ButtonVariant::Primary, size: Size::Sm, loading: sending(), testid: "log-activity", class: "w-push",
                    if later() { {text::plan_button()} } else { {text::log_button()} }
                }
            }
        }
    }
}

/// What an event says, after the name of who did it.
pub fn event_words(event: &Event) -> String {
    let said = |name: &str| event.data.get(name).and_then(|v| v.as_str()).unwrap_or_default().to_string();
    let at_visit = event.data.get("visit").is_some();
    match event.kind.as_str() {
        "leads.created" => text::act_created(said("number")),
        "leads.assigned" => format!("{} · {}", text::act_assigned(), said("why")),
        "leads.returned" => format!("{} · {}", text::act_returned(), said("why")),
        "leads.moved" => text::act_moved(said("from"), said("to")),
        "leads.relocated" => text::act_relocated(said("to"), said("pipeline")),
        "leads.recounted" => {
            let now = event.data.pointer("/status/after").and_then(|status| status.as_str()).and_then(|status| status.parse().ok());
            text::act_recounted(said("stage"), now.map(words::status).unwrap_or_default())
        }
        "leads.lost" => text::act_lost(said("reason").parse().map(words::lost).unwrap_or_default()),
        "leads.reopened" => text::act_reopened(said("to")),
        "leads.arranged" => text::act_arranged(),
        "leads.edited" => text::act_edited(),
        "leads.quoted" => text::act_quoted(),
        "leads.converted" if said("reason").is_empty() => text::act_converted(),
        "leads.converted" => text::act_booked(said("reason")),
        "leads.follow_up_planned" => text::act_planned(said("what")),
        "leads.visit_planned" => text::act_visit_planned(said("what")),
        "leads.visit_changed" => text::act_visit_changed(),
        "leads.visit_filled" => text::act_visit_filled(),
        "leads.visit_done" => text::act_visit_done(),
        "leads.visit_cancelled" | "leads.visit_missed" => text::act_visit_ended(said("reason")),
        "leads.follow_up_done" => text::act_done(),
        "leads.follow_up_ended" => text::act_ended(said("because").parse().map(words::ended).unwrap_or_default()),
        "leads.follow_up_reopened" => text::act_step_reopened(),
        "leads.activity_logged" => text::act_logged(),
        "leads.mail_written" => text::act_mail_written(said("subject")),
        "media.stored" if at_visit => text::act_photo_added(),
        "media.deleted" if at_visit => text::act_photo_deleted(),
        "media.restored" if at_visit => text::act_photo_restored(),
        "media.edited" if at_visit => text::act_photo_described(),
        _ => crate::audit::text::sentence(event),
    }
}

/// Its icon.
pub fn event_icon(event: &Event) -> IconName {
    match event.kind.as_str() {
        "leads.created" => IconName::Globe,
        "leads.assigned" => IconName::UserPlus,
        "leads.returned" => IconName::Repeat,
        "leads.follow_up_planned" | "leads.follow_up_reopened" | "leads.visit_planned" | "leads.visit_changed" => IconName::CalendarClock,
        "leads.moved" | "leads.relocated" | "leads.recounted" | "leads.lost" | "leads.reopened" | "leads.arranged" => {
            IconName::SquareKanban
        }
        "leads.edited" => IconName::Pencil,
        kind if kind.starts_with("assistant.") => IconName::Sparkles,
        kind if kind.starts_with("tracking.") => IconName::Mail,
        kind if kind.starts_with("media.") => IconName::Camera,
        _ => IconName::History,
    }
}

fn event_tone(event: &Event) -> Tone {
    match event.kind.as_str() {
        "leads.lost" => Tone::Danger,
        "leads.converted" => Tone::Ok,
        _ => Tone::Neutral,
    }
}
