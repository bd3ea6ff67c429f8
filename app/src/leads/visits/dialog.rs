//! Planning a visit, or giving it another time: who, when and where, beside what the person does that day.

use chrono::{DateTime, NaiveDate, Utc};
use dioxus::prelude::*;
use shared::leads::visits::{Busy, BusyKind, EditVisit, NewVisit, SiteVisit, VISIT_OVERLAPS, check_times, overlaps};
use shared::{Error, FieldErrors, LeadId, MemberId, SiteVisitId};

use super::{hours, moment, text, when};
use crate::api::Valid;
use crate::client::{use_query, use_query_of, use_session};
use crate::leads::api;
use crate::ui::format::{self, DateStyle};
use crate::ui::*;

/// Asks for person, time and place. `onclose` gets whether something was saved.
#[component]
pub(super) fn VisitDialog(
    lead: LeadId,
    /// The address proposed for a new one.
    origin: String,
    /// The visit to be moved; none plans one.
    before: Option<SiteVisit>,
    onclose: EventHandler<bool>,
) -> Element {
    // as it was at opening: saving is refused, instead of overwriting what a colleague changed meanwhile
    let before = use_hook(|| before);
    let session = use_session();
    let toasts = use_toasts();
    let zone = session.zone.clone();
    let me = session.member;
    let wall = |at: DateTime<Utc>| format::local(at, &zone).wall;
    let (first_day, first_from, first_to) = match &before {
        Some(visit) => {
            let (from, to) = (wall(visit.starts_at), wall(visit.ends_at));
            (from.date().to_string(), from.format("%H:%M").to_string(), to.format("%H:%M").to_string())
        }
        None => {
            let day = format::now().map(|now| (wall(now).date() + chrono::Days::new(1)).to_string()).unwrap_or_default();
            (day, "09:00".to_string(), "10:00".to_string())
        }
    };
    let (was, was_there, was_both) = match &before {
        Some(visit) => (Some(visit.member.id), visit.address.clone(), visit.overlap_reason.clone()),
        None => (me, origin, String::new()),
    };
    let mut member = use_signal(|| was.map(|id| id.to_string()).unwrap_or_default());
    let mut day = use_signal(|| first_day);
    let mut from = use_signal(|| first_from);
    let mut to = use_signal(|| first_to);
    let mut address = use_signal(|| was_there);
    let both = !was_both.is_empty();
    let mut reason = use_signal(|| was_both);
    // the person is elsewhere at that time: it takes a reason
    let mut busy = use_signal(|| both);
    let sending = use_sending();
    let people = use_query(&["member"], || async { api::list_visits(None, None, None).await });
    let plans = use_query_of(
        &["activity", "job"],
        move || (member().parse::<MemberId>().ok(), day().parse::<NaiveDate>().ok()),
        |(who, on)| async move {
            match (who, on) {
                (Some(who), Some(on)) => api::visits_of_day(Some(who), Some(on)).await,
                _ => Ok(Vec::new()),
            }
        },
    );
    let change = before.as_ref().map(|visit| (visit.id, visit.version));
    let times = moment(&day(), &from(), &zone).zip(moment(&day(), &to(), &zone));
    let save = move |()| {
        let mut wrong = FieldErrors::default();
        let who = member.peek().parse::<MemberId>().ok();
        if who.is_none() {
            wrong.add("member", "required");
        }
        if times.is_none() {
            wrong.add("starts_at", "required");
        }
        let (address, reason) = (address.peek().trim().to_string(), reason.peek().trim().to_string());
        let request = async move {
            wrong.into_result()?;
            let (Some(member), Some((starts_at, ends_at))) = (who, times) else { return Err(Error::field("member", "required")) };
            check_times(starts_at, ends_at)?;
            let answer = match change {
                Some((id, version)) => {
                    api::change_visit(lead, id, Valid(EditVisit { version, member, starts_at, ends_at, address, reason })).await
                }
                None => api::plan_visit(lead, Valid(NewVisit { member, starts_at, ends_at, address, reason })).await,
            };
            if matches!(&answer, Err(Error::Conflict { code, .. }) if code == VISIT_OVERLAPS) {
                busy.set(true);
            }
            answer
        };
        sending.send(request, move |visit| {
            toasts.say(text::planned_for(when(&visit)));
            onclose.call(true);
        });
    };
    let names: Vec<SelectOption> =
        people.value().unwrap_or_default().people.into_iter().map(|person| SelectOption::new(person.id.to_string(), person.name)).collect();
    let (title, submit) = match &before {
        Some(visit) => (text::change_of(&visit.who), text::save_change()),
        None => (text::plan(), text::plan_button()),
    };
    let chosen = member().parse::<MemberId>().is_ok();
    let problems = sending.problems_at(|field| format!("visit_{field}"));
    let on = day().parse::<NaiveDate>().ok();
    rsx! {
        FormDialog { title, testid: "visit-dialog", submit, submit_testid: "save-visit", sending, problems, onsubmit: save, onclose: move |()| onclose.call(false),
            if busy() {
                TextInput { label: text::reason_both(), name: "visit_reason", hint: text::reason_both_hint(), maxlength: 300, value: reason(), error: sending.error("reason"), oninput: move |words| reason.set(words) }
            }
            Async { state: people.load(), count: 1, onretry: move |()| people.refetch(),
                Select { label: text::person(), name: "visit_member", required: true, placeholder: text::choose_person(), value: member(), options: names, error: sending.error("member"), onchange: move |who| member.set(who) }
            }
            DateInput { label: text::day(), name: "visit_day", required: true, hint: text::zone_hint(&zone), value: day(), onchange: move |on| day.set(on) }
            FormGrid {
                TimeInput { label: text::starts(), name: "visit_starts_at", required: true, value: from(), error: sending.error("starts_at"), onchange: move |at| from.set(at) }
                TimeInput { label: text::ends(), name: "visit_ends_at", required: true, value: to(), error: sending.error("ends_at"), onchange: move |at| to.set(at) }
            }
            if let Some(on) = on.filter(|_| chosen) {
                Async { state: plans.load(), count: 1, onretry: move |()| plans.refetch(),
                    DayPlan { plans: plans.value().unwrap_or_default(), on, zone: zone.clone(), except: change.map(|(id, _)| id), wish: times }
                }
            } else {
                p { class: "sm muted", {text::day_first()} }
            }
            TextInput { label: text::address(), name: "visit_address", required: true, maxlength: 300, value: address(), error: sending.error("address"), oninput: move |words| address.set(words) }
        }
    }
}

/// What a person does on a day; what overlaps the time wanted says so.
#[component]
fn DayPlan(
    plans: Vec<Busy>,
    on: NaiveDate,
    zone: String,
    except: Option<SiteVisitId>,
    wish: Option<(DateTime<Utc>, DateTime<Utc>)>,
) -> Element {
    let others: Vec<Busy> = plans.into_iter().filter(|plan| plan.visit.is_none() || plan.visit != except).collect();
    rsx! {
        section { class: "w-day", "data-testid": "day-plan", aria_label: text::day_of(format::date(on, DateStyle::Day)),
            p { class: "sm muted", {text::day_of(format::date(on, DateStyle::Day))} }
            if others.is_empty() { p { class: "sm", {text::day_free()} } }
            ul {
                for (n, plan) in others.into_iter().enumerate() {
                    li { key: "{n}", "data-clash": wish.is_some_and(|wish| overlaps(wish, (plan.starts_at, plan.ends_at))).then_some("true"),
                        span { class: "num nowrap", {hours(plan.starts_at, plan.ends_at, &zone)} }
                        span { class: "grow", {what(&plan)} }
                        if wish.is_some_and(|wish| overlaps(wish, (plan.starts_at, plan.ends_at))) {
                            StatusChip { label: text::clash(), icon: IconName::TriangleAlert, tone: Tone::Danger }
                        }
                    }
                }
            }
        }
    }
}

/// What it is, as far as it may be told.
fn what(plan: &Busy) -> String {
    match (plan.kind, &plan.what) {
        (BusyKind::Visit, Some(what)) => what.clone(),
        (BusyKind::Visit, None) => text::somewhere(),
        (BusyKind::Job, Some(number)) => text::job(number),
        (BusyKind::Job, None) => text::some_job(),
    }
}
