//! A lead's page: the journey, the facts, the stream, and what to do next.

use dioxus::prelude::*;
use shared::access::Action;
use shared::leads::{
    AssignLead, DismissSuggestion, FollowUp, JourneyMark, Lead, LeadStatus, NewActivity, Suggestion, SuggestionKind, Urgency,
};
use shared::{LeadId, Money};

use super::board::{age, due_words};
use super::edit::EditLeadDialog;
use super::new::match_reason;
use super::stream::LeadStream;
use super::{api, text, words};
use crate::api::Valid;
use crate::client::{Query, use_query, use_query_of, use_session};
use crate::ui::*;

/// One lead.
#[component]
pub fn LeadPage(id: ReadSignal<LeadId>) -> Element {
    let lead = use_query_of(&["lead", "activity", "quote", "job"], move || id(), |id| async move { api::show_lead(id).await });
    let shown = lead.value();
    use_title(shown.as_ref().map_or_else(text::leads, |l| l.row.title().to_string()));
    let state = match (&shown, lead.error()) {
        (Some(_), _) => Load::Ready,
        (None, Some(error)) => Load::failed(&error),
        (None, None) => Load::Loading,
    };
    rsx! {
        div { class: "w-frame",
        Async { page: true, state, onretry: move |()| lead.refetch(),
            if let Some(shown) = shown {
                div { class: "w-record",
                    Head { lead, shown: shown.clone() }
                    div { class: "w-record-body",
                        Facts { shown: shown.clone() }
                        LeadStream { lead }
                        Aside { lead, shown }
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
fn Head(lead: Query<Lead>, shown: Lead) -> Element {
    let session = use_session();
    let toasts = use_toasts();
    let busy = use_signal(|| false);
    let mut editing = use_signal(|| false);
    let row = shown.row.clone();
    let route = [row.origin.clone(), row.destination.clone()].into_iter().flatten().collect::<Vec<_>>().join(" → ");
    let id = row.id;
    let may_edit = session.access.may(Action::LeadsEdit);
    let steps: Vec<Step> = shown.journey.steps.iter().map(|mark| step(mark, &session.zone)).collect();
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
                if may_edit {
                    Button { icon: IconName::Pencil, onclick: move |_| editing.set(true), {text::edit()} }
                }
                if let Some(job) = shown.job_id {
                    LinkButton { href: "/app/jobs/{job}", variant: ButtonVariant::Primary, {text::open_job()} }
                } else if let Some(quote) = row.quote_id {
                    LinkButton { href: "/app/quotes/{quote}", variant: ButtonVariant::Primary, icon: IconName::FileText, {text::open_quote()} }
                } else if session.access.may(Action::QuotesEdit) && row.status != LeadStatus::Lost {
                    Button { variant: ButtonVariant::Primary, icon: IconName::FileText, loading: busy(), testid: "make-quote", onclick: move |_| make_quote(id, toasts, busy), {text::make_quote()} }
                }
            },
            StepTracker { label: text::journey_of(row.title()), steps }
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

/// A step of the tracker in words.
fn step(mark: &JourneyMark, zone: &str) -> Step {
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
    let step = Step::new(name, state).detail(detail).suggestions(mark.suggestions);
    match &mark.href {
        Some(href) => step.href(href.clone()),
        None => step,
    }
}

#[component]
fn Facts(shown: Lead) -> Element {
    let session = use_session();
    let row = shown.row.clone();
    let now = format::now().unwrap_or(row.created_at);
    let or_none = |text: Option<String>| text.unwrap_or_else(text::no_value);
    rsx! {
        div { class: "stack w-lead-facts",
            Card { title: text::contact(),
                DescriptionList {
                    if row.company.is_some() { Fact { term: text::name(), {row.name.clone()} } }
                    Fact { term: text::phone(), if let Some(phone) = shown.phone.clone() { a { href: "tel:{phone}", {phone.clone()} } } else { {text::no_value()} } }
                    Fact { term: text::email(), if let Some(email) = shown.email.clone() { a { href: "mailto:{email}", {email.clone()} } } else { {text::no_value()} } }
                    if let (Some(id), Some(name)) = (shown.account_id, shown.account.clone()) {
                        Fact { term: text::open_customer(), A { href: "/app/customers/{id}", {name} } }
                    }
                }
            }
            Card { title: text::move_facts(),
                DescriptionList {
                    Fact { term: text::origin(), {or_none(row.origin.clone())} }
                    Fact { term: text::destination(), {or_none(row.destination.clone())} }
                    Fact { term: text::wanted_on(), {or_none(row.wanted_on.map(|d| format::date(d, format::DateStyle::Full)))} }
                    if let Some(n) = row.passengers { Fact { term: text::passengers(), {format::number(i64::from(n))} } }
                    if let Some(vehicle) = row.vehicle_type.clone() { Fact { term: text::vehicle(), {vehicle} } }
                    if !shown.notes.is_empty() { Fact { term: text::notes(), span { class: "pre", {shown.notes.clone()} } } }
                }
            }
            Card { title: text::deal(),
                DescriptionList {
                    Fact { term: text::value(), if let Some(cents) = row.value_cents { strong { Amount { value: Money::new(cents, session.currency) } } } else { {text::no_value()} } }
                    Fact { term: text::owner(), {row.owner.as_ref().map_or_else(text::unassigned, |o| o.name.clone())} }
                    Fact { term: text::source(), {words::source(row.source)} }
                    Fact { term: text::age(), {text::age_and_stage(age(row.created_at, now), age(row.stage_since, now))} }
                }
                if let Some(why) = shown.assigned_why.clone() {
                    p { class: "xs muted", {text::assigned_why(why)} }
                }
                div { class: "w-lead-score",
                    ScoreRing { value: row.score.max(0) as u32 }
                    ul {
                        for reason in row.reasons.iter() {
                            li { key: "{reason.factor}", b { class: "num", {format!("{:+}", reason.points)} } " " span { class: "muted", {words::reason(reason, session.currency)} } }
                        }
                    }
                }
            }
        }
    }
}

#[component]
fn Aside(lead: Query<Lead>, shown: Lead) -> Element {
    let session = use_session();
    let toasts = use_toasts();
    let busy = use_signal(|| false);
    let id = shown.row.id;
    let now = format::now().unwrap_or(shown.row.created_at);
    let planned: Vec<_> = shown.activities.iter().filter(|a| a.done_at.is_none()).cloned().collect();
    let may_edit = session.access.may(Action::LeadsEdit);
    rsx! {
        div { class: "stack w-lead-aside",
            for twin in shown.duplicates.iter().take(2) {
                InlineAlert { key: "{twin.account_id}", tone: Tone::Warn, icon: IconName::Users, title: text::possible_duplicate(twin.score),
                    actions: rsx! { LinkButton { href: "/app/customers/{twin.account_id}", size: Size::Sm, {text::open_customer()} } },
                    {text::duplicate_since(&twin.name, twin.reasons.iter().map(|r| match_reason(*r)).collect::<Vec<_>>().join(", "))}
                }
            }
            if may_edit && !shown.suggestions.is_empty() {
                section { class: "stack", aria_label: text::suggested(),
                    h2 { class: "w-aside-title", Icon { name: IconName::Sparkles, size: IconSize::Sm } {text::suggested()} }
                    for suggestion in shown.suggestions.clone() {
                        Suggested { key: "{suggestion.kind}", lead, id, suggestion, busy, toasts }
                    }
                }
            }
            section { class: "stack",
                h2 { class: "w-aside-title", {text::tasks()} }
                if planned.is_empty() { p { class: "sm muted", {text::no_tasks()} } }
                ul { class: "stack w-tasks",
                    for task in planned {
                        li { key: "{task.id}", class: "row",
                            IconButton {
                                label: text::done_what(&task.body),
                                icon: IconName::Circle,
                                size: Size::Sm,
                                disabled: !may_edit,
                                onclick: move |_| {
                                    spawn(async move {
                                        let body = Valid(shared::leads::CompleteActivity { outcome: None, note: None, follow_up: None });
                                        match api::complete_activity(id, task.id, body).await {
                                            Ok(changed) => { lead.set(changed); announce(text::done()); }
                                            Err(error) => toasts.tell(Tone::Danger, error.to_string()),
                                        }
                                    });
                                },
                            }
                            span { class: "grow truncate", {task.body.clone()} }
                            if let Some(due) = task.due_at { small { class: if due < now { "w-late" } else { "muted" }, {due_words(due, now, &session.zone)} } }
                        }
                    }
                }
            }
            Assign { lead, shown: shown.clone() }
            section { class: "stack",
                h2 { class: "w-aside-title", {text::history()} }
                ol { class: "stack w-visits",
                    for visit in shown.history.iter().rev() {
                        li { key: "{visit.entered_at}", class: "sm",
                            strong { {visit.stage.clone()} } " "
                            span { class: "muted", {visit.by.clone()} ", " {format::moment_in(visit.entered_at, &session.zone, format::DateStyle::Short)} }
                            if let Some(reason) = visit.reason.clone() { p { class: "muted", {reason} } }
                        }
                    }
                }
            }
        }
    }
}

#[component]
fn Suggested(lead: Query<Lead>, id: LeadId, suggestion: Suggestion, busy: Signal<bool>, toasts: Toasts) -> Element {
    let (title, why) = words::suggestion(&suggestion, use_session().currency);
    let kind = suggestion.kind;
    let what = title.clone();
    rsx! {
        SuggestionCard {
            title,
            why,
            loading: busy() && kind == SuggestionKind::MakeQuote,
            onaccept: move |()| {
                if kind == SuggestionKind::MakeQuote {
                    make_quote(id, toasts, busy);
                    return;
                }
                let due_at = suggestion.due_at.or_else(|| format::now().map(|now| now + chrono::Duration::hours(1)));
                let Some(due_at) = due_at else { return };
                let step_kind = if kind == SuggestionKind::PlanVisit { shared::leads::ActivityKind::Visit } else { shared::leads::ActivityKind::Call };
                let FollowUp { kind: step_kind, what, due_at } = FollowUp { kind: step_kind, what: what.clone(), due_at };
                spawn(async move {
                    let body = NewActivity { kind: step_kind, body: what, outcome: None, due_at: Some(due_at), follow_up: None };
                    match api::log_activity(id, Valid(body)).await {
                        Ok(_) => {
                            // what became a task need not be suggested again
                            match api::dismiss_suggestion(id, Valid(DismissSuggestion { kind })).await {
                                Ok(changed) => lead.set(changed),
                                Err(error) => toasts.tell(Tone::Danger, error.to_string()),
                            }
                        }
                        Err(error) => toasts.tell(Tone::Danger, error.to_string()),
                    }
                });
            },
            ondismiss: move |()| {
                spawn(async move {
                    match api::dismiss_suggestion(id, Valid(DismissSuggestion { kind })).await {
                        Ok(changed) => lead.set(changed),
                        Err(error) => toasts.tell(Tone::Danger, error.to_string()),
                    }
                });
            },
        }
    }
}

#[component]
fn Assign(lead: Query<Lead>, shown: Lead) -> Element {
    let session = use_session();
    let toasts = use_toasts();
    let queue = use_query(&["queue"], || async { api::lead_queue().await });
    let (id, version) = (shown.row.id, shown.row.version);
    let give = move |owner| {
        spawn(async move {
            match api::assign_lead(id, Valid(AssignLead { version, owner, reason: None })).await {
                Ok(changed) => {
                    toasts.say(text::assigned_to(changed.row.owner.as_ref().map_or_else(text::unassigned, |o| o.name.clone())));
                    lead.set(changed);
                }
                Err(error) => {
                    toasts.tell(Tone::Danger, error.to_string());
                    lead.refetch();
                }
            }
        });
    };
    let may_assign = session.access.may(Action::LeadsAssign);
    let me = session.member;
    let mut items: Vec<MenuItem> =
        queue.value().unwrap_or_default().iter().map(|t| MenuItem::new(t.member.to_string(), t.name.clone())).collect();
    items.push(MenuItem::new("queue", text::back_to_queue()).divided());
    rsx! {
        div { class: "row wrap",
            if shown.row.owner.is_none() && me.is_some() && session.access.may(Action::LeadsEdit) {
                Button { size: Size::Sm, icon: IconName::UserPlus, onclick: move |_| give(me), {text::take_up()} }
            }
            if may_assign {
                Menu { label: text::assign_to(), size: Size::Sm, items, onselect: move |key: String| give(key.parse().ok()) }
            }
        }
    }
}
