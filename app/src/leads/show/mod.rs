//! A lead's page: the journey, the facts, the stream, and what to do next.

mod aside;
mod facts;
mod job;

use dioxus::prelude::*;
use shared::access::{Action, FieldRight};
use shared::assistant::Suggestions;
use shared::leads::{JourneyMark, Lead, LeadStatus, Urgency};
use shared::{JobId, LeadId};

use self::aside::Aside;
use self::facts::Facts;
use self::job::JobDialog;
use super::edit::EditLeadDialog;
use super::mail::{MailDialog, text as mail};
use super::stream::LeadStream;
use super::{api, text, words};
use crate::api::Valid;
use crate::assistant::{About, use_suggestions};
use crate::client::{Query, use_query_of, use_session};
use crate::presence::{Presence, Record};
use crate::ui::*;

/// One lead.
#[component]
pub fn LeadPage(id: ReadSignal<LeadId>) -> Element {
    let lead = use_query_of(&["lead", "activity", "quote", "job"], move || id(), |id| async move { api::show_lead(id).await });
    let suggestions = use_suggestions(move || About::Lead(id()));
    let shown = lead.value();
    use_title(shown.as_ref().map_or_else(text::leads, |l| l.row.title().to_string()));
    rsx! {
        div { class: "w-frame",
        Async { page: true, state: lead.load(), onretry: move |()| lead.refetch(),
            if let Some(shown) = shown {
                div { class: "w-record",
                    Head { lead, shown: shown.clone(), suggestions }
                    div { class: "w-record-body",
                        Facts { shown: shown.clone() }
                        LeadStream { lead }
                        Aside { lead, shown, suggestions }
                    }
                }
            }
        }
        }
    }
}

/// Makes a quote of the lead and opens it.
fn make_quote(id: LeadId, toasts: Toasts, mut busy: Signal<bool>) {
    if *busy.peek() {
        return;
    }
    busy.set(true);
    spawn(async move {
        match crate::quotes::api::quote_lead(id, Valid(shared::input::Nothing {})).await {
            Ok(quote) => go(&format!("/app/quotes/{}", quote.id)),
            Err(error) => toasts.tell(Tone::Danger, text::quote_failed(error)),
        }
        busy.set(false);
    });
}

#[component]
fn Head(lead: Query<Lead>, shown: Lead, suggestions: Query<Suggestions>) -> Element {
    let session = use_session();
    let toasts = use_toasts();
    let busy = use_signal(|| false);
    let mut editing = use_signal(|| false);
    let mut booking = use_signal(|| false);
    let mut writing = use_signal(|| false);
    let row = shown.row.clone();
    let route = words::short_route(&row);
    let id = row.id;
    let may_edit = session.access.may(Action::LeadsEdit);
    let may_write = may_edit && session.access.sees(FieldRight::PersonalData);
    let open = row.status != LeadStatus::Lost && shown.job_id.is_none() && row.quote_id.is_none();
    let may_quote = session.access.may(Action::QuotesEdit);
    let may_book = session.access.may(Action::JobsEdit) && open;
    let mut ways = Vec::new();
    if may_quote {
        ways.push(MenuItem::new("quote", text::quote()).icon(IconName::FileText).detail(text::quote_about()));
    }
    ways.push(MenuItem::new("job", text::job_without_quote()).icon(IconName::Truck).detail(text::job_way_about()));
    // they wait where the lead stands
    let waiting = suggestions.value().map_or(0, |s| s.open.len()) as u32;
    let steps: Vec<Step> = shown.journey.steps.iter().map(|mark| step(mark, &session.zone, waiting)).collect();
    rsx! {
        PageHeader {
            title: row.title().to_string(),
            icon: words::line_icon(row.service_line),
            crumbs: vec![Crumb::link(text::leads(), "/app/leads"), Crumb::here(row.number.clone())],
            chips: rsx! {
                Chip { tone: words::status_tone(row.status), {row.stage.clone()} }
                if row.urgency == Urgency::High {
                    StatusChip { label: text::high_urgency(), icon: IconName::Flag, tone: Tone::Warn }
                }
                if let Some(reason) = shown.lost_reason {
                    StatusChip { label: text::lost_because(words::lost(reason)), icon: IconName::CircleAlert, tone: Tone::Danger }
                }
                Presence { record: Record::Lead(id), editing: editing() }
            },
            meta: rsx! {
                if row.company.is_some() { span { {row.name.clone()} } }
                if !route.is_empty() { span { {route} } }
                if let Some(day) = row.wanted_on { span { {text::wanted(format::date(day, format::DateStyle::Full))} } }
            },
            actions: rsx! {
                if let Some(phone) = shown.phone.clone() {
                    LinkButton { href: "tel:{phone}", icon: IconName::Phone, {text::call()} }
                }
                if may_write {
                    Button { icon: IconName::Mail, testid: "write-mail", onclick: move |_| writing.set(true), {mail::write()} }
                }
                if may_edit {
                    Button { icon: IconName::Pencil, onclick: move |_| editing.set(true), {text::edit()} }
                }
                if let Some(job) = shown.job_id {
                    LinkButton { href: "/app/jobs/{job}", variant: ButtonVariant::Primary, {text::open_job()} }
                } else if let Some(quote) = row.quote_id {
                    LinkButton { href: "/app/quotes/{quote}", variant: ButtonVariant::Primary, icon: IconName::FileText, {text::open_quote()} }
                } else if may_quote && row.status != LeadStatus::Lost {
                    Button { variant: ButtonVariant::Primary, icon: IconName::FileText, loading: busy(), testid: "make-quote", onclick: move |_| make_quote(id, toasts, busy), {text::make_quote()} }
                }
                if may_book {
                    Menu { label: text::convert(), icon: IconName::Ellipsis, icon_only: true, items: ways, testid: "convert-lead",
                        onselect: move |way: String| if way == "job" { booking.set(true) } else { make_quote(id, toasts, busy) } }
                }
            },
            StepTracker { label: text::journey_of(row.title()), steps }
        }
        if booking() {
            JobDialog {
                lead: shown.clone(),
                onclose: move |job: Option<JobId>| {
                    booking.set(false);
                    if let Some(job) = job { go(&format!("/app/jobs/{job}")); }
                },
            }
        }
        if writing() {
            MailDialog {
                lead: shown.clone(),
                onclose: move |written: Option<Lead>| {
                    writing.set(false);
                    if let Some(written) = written { lead.set(written); }
                },
            }
        }
        if editing() {
            EditLeadDialog {
                lead: shown.clone(),
                onclose: move |saved: Option<Lead>| {
                    editing.set(false);
                    if let Some(saved) = saved { lead.set(saved); }
                },
            }
        }
    }
}

/// A step of the tracker in words; the current one tells how many suggestions wait.
fn step(mark: &JourneyMark, zone: &str, waiting: u32) -> Step {
    use shared::leads::StepState as S;
    let (name, note) = words::step(mark);
    let state = match mark.state {
        S::Done => StepState::Done,
        S::Current | S::Stopped => StepState::Current,
        S::Next | S::Skipped => StepState::Next,
        S::Blocked => StepState::Blocked,
    };
    let detail = match mark.at {
        Some(at) => format!("{note}, {}", format::date_in(at, zone, format::DateStyle::Short)),
        None => note,
    };
    let step = Step::new(name, state).detail(detail).suggestions(if mark.state == S::Current { waiting } else { 0 });
    match &mark.href {
        Some(href) => step.href(href.clone()),
        None => step,
    }
}
