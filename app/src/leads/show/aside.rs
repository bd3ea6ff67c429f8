//! What to do next with a lead: look-alikes, suggestions, planned steps, the owner, and the stages it went through.

use dioxus::core::spawn_forever;
use dioxus::prelude::*;
use shared::access::Action;
use shared::assistant::{AnswerSuggestion, Suggestions};
use shared::leads::{Activity, AssignLead, CompleteActivity, Lead, LeadStatus, StageVisit};

use crate::api::Valid;
use crate::assistant::api::answer_lead_suggestion;
use crate::assistant::{About, Asking, SuggestionPanel};
use crate::client::{Query, use_query, use_session};
use crate::leads::arrange::{RelocateDialog, text as pipelines};
use crate::leads::board::{age, due_words};
use crate::leads::done::DoneDialog;
use crate::leads::new::match_reason;
use crate::leads::plan::PlanDialog;
use crate::leads::visits::VisitsSection;
use crate::leads::words::awaits;
use crate::leads::{api, text};
use crate::tracking::{MailTrails, MailsAbout, text as mails};
use crate::ui::*;

/// The column beside the stream.
#[component]
pub fn Aside(lead: Query<Lead>, shown: Lead, suggestions: Query<Suggestions>) -> Element {
    let session = use_session();
    let mut planning = use_signal(|| false);
    let mut finishing = use_signal(|| None::<Activity>);
    let mut relocating = use_signal(|| false);
    let who = shown.row.title().to_string();
    let id = shown.row.id;
    let now = format::now().unwrap_or(shown.row.created_at);
    let planned: Vec<_> = shown.activities.iter().filter(|a| a.done_at.is_none()).cloned().collect();
    let may_edit = session.access.may(Action::LeadsEdit);
    let ask = use_callback(move |input: AnswerSuggestion| -> Asking {
        Box::pin(async move {
            let done = answer_lead_suggestion(id, Valid(input)).await?;
            // what was done to the lead is read again at once, whatever the live stream does
            lead.refetch();
            Ok(done)
        })
    });
    rsx! {
        div { class: "stack w-lead-aside",
            for twin in shown.duplicates.iter().take(2) {
                InlineAlert { key: "{twin.account_id}", tone: Tone::Warn, icon: IconName::Users, title: text::possible_duplicate(twin.score),
                    actions: rsx! { LinkButton { href: "/app/customers/{twin.account_id}", size: Size::Sm, {text::open_customer()} } },
                    {text::duplicate_since(&twin.name, twin.reasons.iter().map(|r| match_reason(*r)).collect::<Vec<_>>().join(", "))}
                }
            }
            if may_edit {
                SuggestionPanel { about: About::Lead(id), query: suggestions, currency: session.currency, zone: session.zone.clone(), stages: shown.stages.clone(), ask }
            }
            section { class: "stack",
                div { class: "row spread",
                    h2 { class: "w-aside-title", {text::tasks()} }
                    if may_edit { IconButton { label: text::plan_step(), icon: IconName::Plus, size: Size::Sm, testid: "plan-step", onclick: move |_| planning.set(true) } }
                }
                if planned.is_empty() { p { class: "sm muted", {text::no_tasks()} } }
                ul { class: "w-tasks",
                    for task in planned {
                        PlannedStep { key: "{task.id}", lead, task, now, onask: move |task| finishing.set(Some(task)) }
                    }
                }
            }
            VisitsSection { key: "{id}", lead: id, origin: shown.row.origin.clone(), onchange: move |()| lead.refetch() }
            section { class: "stack",
                h2 { class: "w-aside-title", {text::lead_owner()} }
                Assign { lead, shown: shown.clone() }
            }
            // another lead's are others: its state starts anew
            for of in [id] {
                section { key: "{of}", class: "stack",
                    h2 { class: "w-aside-title", {mails::mails()} }
                    MailTrails { about: MailsAbout::Lead(of), zone: session.zone.clone() }
                }
            }
            section { class: "stack",
                div { class: "row spread wrap",
                    h2 { class: "w-aside-title", {text::history()} }
                    if may_edit && shown.row.status != LeadStatus::Converted {
                        Button { size: Size::Sm, testid: "relocate", onclick: move |_| relocating.set(true), {pipelines::other_pipeline()} }
                    }
                }
                ol { class: "w-visits",
                    for (i, visit) in shown.history.iter().enumerate().rev() {
                        li { key: "{i}", class: "sm",
                            strong { {visit.stage.clone()} } " "
                            span { class: "muted", {visit.by.clone()} ", " {format::moment_in(visit.entered_at, &session.zone, format::DateStyle::Short)} }
                            if let Some(time) = stayed(visit, now) { p { class: "muted", {time} } }
                            if let Some(reason) = visit.reason.clone() { p { class: "muted", {reason} } }
                        }
                    }
                }
            }
        }
        if planning() {
            PlanDialog { id, who, onclose: move |planned: Option<Lead>| {
                planning.set(false);
                if let Some(planned) = planned { lead.set(planned); }
            } }
        }
        if relocating() {
            RelocateDialog { lead: shown.clone(), onclose: move |moved: Option<Lead>| {
                relocating.set(false);
                if let Some(moved) = moved { lead.set(moved); }
            } }
        }
        if let Some(step) = finishing() {
            DoneDialog { id, step, onclose: move |changed: Option<Lead>| {
                finishing.set(None);
                if let Some(changed) = changed { lead.set(changed); }
            } }
        }
    }
}

/// A planned step: finished with what came of it, or at once by the button at its end.
#[component]
fn PlannedStep(lead: Query<Lead>, task: Activity, now: chrono::DateTime<chrono::Utc>, onask: EventHandler<Activity>) -> Element {
    let session = use_session();
    let toasts = use_toasts();
    let may_edit = session.access.may(Action::LeadsEdit);
    let (of, id) = (task.lead_id, task.id);
    let at_once = move |_: MouseEvent| {
        // off the list at once; the read after a refusal brings it back
        lead.edit(|shown| {
            if let Some(task) = shown.activities.iter_mut().find(|a| a.id == id) {
                task.done_at = format::now()
            }
        });
        // the row goes away with the step, and what it asked for must not
        spawn_forever(async move {
            match api::complete_activity(of, id, Valid(CompleteActivity { outcome: None, note: None, follow_up: None })).await {
                Ok(changed) => {
                    lead.set(changed);
                    announce(text::done());
                }
                Err(error) => {
                    lead.refetch();
                    toasts.tell(Tone::Danger, error.to_string());
                }
            }
        });
    };
    let asked = task.clone();
    rsx! {
        li {
            IconButton { label: text::done_what(&task.body), icon: IconName::Circle, size: Size::Sm, disabled: !may_edit, onclick: move |_| onask.call(asked.clone()) }
            span { class: "grow", {task.body.clone()}
                if let Some(awaits) = task.awaits.and_then(awaits) { " " small { class: "muted", {awaits} } }
            }
            if let Some(due) = task.due_at { small { class: if due < now { "w-late" } else { "muted" }, {due_words(due, now, &session.zone)} } }
            if may_edit {
                IconButton { label: text::done_at_once(&task.body), icon: IconName::Check, size: Size::Sm, onclick: at_once }
            }
        }
    }
}

/// How long a lead was in a stage, or has been; not of one that it only just entered.
fn stayed(visit: &StageVisit, now: chrono::DateTime<chrono::Utc>) -> Option<String> {
    let end = visit.left_at.unwrap_or(now);
    let long = (end - visit.entered_at >= chrono::TimeDelta::minutes(1)).then(|| age(visit.entered_at, end))?;
    Some(if visit.left_at.is_some() { text::stayed(long) } else { text::stays(long) })
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
    let moment = |at| format::moment_in(at, &session.zone, format::DateStyle::Short);
    let may_assign = session.access.may(Action::LeadsAssign);
    let me = session.member;
    let mut items: Vec<MenuItem> =
        queue.value().unwrap_or_default().turns.iter().map(|p| MenuItem::new(p.turn.member.to_string(), p.turn.name.clone())).collect();
    items.push(MenuItem::new("queue", text::back_to_queue()).divided());
    rsx! {
        div { class: "row wrap",
            match &shown.row.owner {
                Some(owner) => rsx! { Avatar { name: owner.name.clone(), decorative: true, size: AvatarSize::Sm } b { class: "sm", {owner.name.clone()} } },
                None => rsx! { span { class: "sm muted", {text::unassigned()} } },
            }
            if shown.row.owner.is_none() && me.is_some() && session.access.may(Action::LeadsEdit) {
                Button { size: Size::Sm, icon: IconName::UserPlus, onclick: move |_| give(me), {text::take_up()} }
            }
            if may_assign {
                Menu { label: text::assign_to(), size: Size::Sm, class: "w-push", items, onselect: move |key: String| give(key.parse().ok()) }
            }
        }
        if let Some(why) = shown.assigned_why.clone() {
            p { class: "xs muted", {why} }
        }
        if let Some(at) = shown.queue_at {
            p { class: "xs muted", "data-testid": "moves-on",
                {if shown.row.owner.is_some() { text::moves_on(moment(at)) } else { text::waits_until(moment(at)) }}
            }
        }
    }
}
