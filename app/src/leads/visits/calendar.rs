//! The calendar of visits: a week by its days, all people or one; of a week with more visits than one answer brings, the
//! rest from a day on. What it shows stands in the address.

use chrono::{Datelike, Days, NaiveDate};
use dioxus::prelude::*;
use shared::MemberId;
use shared::leads::visits::{MOST_VISITS, SiteVisit};

use super::{StatusOfVisit, hours, page_of, photos_of, text};
use crate::client::{Address, use_address, use_query_of, use_session};
use crate::leads::api;
use crate::ui::format::{self, DateStyle};
use crate::ui::*;

/// The Monday the address names, or the present one.
fn monday(address: Address, zone: &str) -> Option<NaiveDate> {
    let today = format::now().map(|now| format::local(now, zone).wall.date());
    let day = address.get("from").parse().ok().or(today)?;
    day.checked_sub_days(Days::new(day.weekday().num_days_from_monday().into()))
}

/// The days that are shown of the week from a Monday on: all, or those from a day on.
fn days_from(monday: NaiveDate, rest: &str) -> Vec<NaiveDate> {
    let mut week: Vec<NaiveDate> = monday.iter_days().take(7).collect();
    if let Some(begin) = rest.parse::<NaiveDate>().ok().filter(|day| week.contains(day)) {
        week.retain(|day| *day >= begin);
    }
    week
}

/// The visits of a week.
#[component]
pub fn VisitsPage(query: ReadSignal<String>) -> Element {
    use_title(text::title());
    let session = use_session();
    let address = use_address("/app/visits", query);
    let (zone, shown_zone) = (session.zone.clone(), session.zone.clone());
    let visits = use_query_of(
        &["activity", "lead"],
        move || {
            let days = monday(address, &zone).map(|monday| days_from(monday, &address.get("rest"))).unwrap_or_default();
            (days.first().copied(), days.last().copied(), address.get("member").parse::<MemberId>().ok())
        },
        |(from, to, member)| async move { api::list_visits(from, to, member).await },
    );
    let week = visits.value().unwrap_or_default();
    let first = monday(address, &shown_zone);
    let days = first.map(|monday| days_from(monday, &address.get("rest"))).unwrap_or_default();
    // the day on which what is shown ends, if it does not show all
    let end = week.visits.last().filter(|_| week.more).map(|visit| format::local(visit.starts_at, &shown_zone).wall.date());
    let go_on = end.filter(|end| days.first().is_some_and(|first| first < end));
    let who = address.get("member");
    let filtered = !who.is_empty();
    let state = visits.load_as(|week| Load::of_list(&week.visits, filtered));
    let people: Vec<SelectOption> =
        week.people.iter().map(|person| SelectOption::new(person.id.to_string(), person.name.clone())).collect();
    let go_to =
        move |from: Option<NaiveDate>| address.choose(&[("from", &from.map(|day| day.to_string()).unwrap_or_default()), ("rest", "")]);
    let earlier = first.and_then(|day| day.checked_sub_days(Days::new(7)));
    let later = first.and_then(|day| day.checked_add_days(Days::new(7)));
    let title = match (days.first(), days.last()) {
        (Some(from), Some(to)) => text::week_of(format::date(*from, DateStyle::Short), format::date(*to, DateStyle::Medium)),
        _ => String::new(),
    };
    rsx! {
        PageHeader { title: text::title(), meta: rsx! { span { {text::times_in(&shown_zone)} } },
            actions: rsx! {
                IconButton { label: text::earlier(), icon: IconName::ArrowLeft, testid: "week-before", onclick: move |_| go_to(earlier) }
                Button { onclick: move |_| go_to(None), {text::this_week()} }
                IconButton { label: text::later(), icon: IconName::ArrowRight, testid: "week-after", onclick: move |_| go_to(later) }
            },
        }
        div { class: "w-page",
            Toolbar { label: text::filters(),
                h2 { class: "w-week-title", "data-testid": "week", {title} }
                Select { label: text::filter_person(), label_hidden: true, name: "visits_member", size: Size::Sm, placeholder: text::everybody(), value: who,
                    options: people, onchange: move |who: String| address.choose(&[("member", &who), ("rest", "")]) }
            }
            Async { state, onretry: move |()| visits.refetch(), onclear: move |()| address.choose(&[("member", "")]),
                empty: rsx! {
                    EmptyState { icon: IconName::CalendarDays, title: text::nothing(), body: text::nothing_body(),
                        LinkButton { href: "/app/leads", {text::to_leads()} }
                    }
                },
                if week.more {
                    InlineAlert { tone: Tone::Warn, live: true, title: text::cut(format::number(MOST_VISITS as i64)),
                        actions: match go_on {
                            Some(day) => rsx! {
                                Button { size: Size::Sm, testid: "visits-rest", onclick: move |_| address.choose(&[("rest", &day.to_string())]), {text::go_on(format::date(day, DateStyle::Day))} }
                            },
                            None => VNode::empty(),
                        },
                        {text::cut_body()}
                    }
                }
                div { class: "w-week-box",
                    ol { class: "w-week", "data-testid": "visit-calendar",
                        for day in days {
                            Day { key: "{day}", day, zone: shown_zone.clone(), visits: on_day(&week.visits, day, &shown_zone), known: end.is_none_or(|end| day <= end) }
                        }
                    }
                }
            }
        }
    }
}

/// The visits that begin on a day, where the organization is.
fn on_day(visits: &[SiteVisit], day: NaiveDate, zone: &str) -> Vec<SiteVisit> {
    visits.iter().filter(|visit| format::local(visit.starts_at, zone).wall.date() == day).cloned().collect()
}

#[component]
fn Day(
    day: NaiveDate,
    zone: String,
    visits: Vec<SiteVisit>,
    /// Its visits were asked for and came.
    known: bool,
) -> Element {
    let today = format::now().is_some_and(|now| format::local(now, &zone).wall.date() == day);
    // known before the loop takes them
    let free = visits.is_empty();
    rsx! {
        li { "data-today": today.then_some("true"), "data-empty": free.then_some("true"),
            h3 { {format::date(day, DateStyle::Day)} }
            if free { p { class: "sm muted", if known { {text::free_day()} } else { {text::not_shown()} } } }
            ul {
                for visit in visits {
                    li { key: "{visit.id}", "data-testid": "visit",
                        A { href: page_of(&visit), class: "w-visit-when", {hours(visit.starts_at, visit.ends_at, &zone)} " " strong { {visit.who.clone()} } }
                        p { class: "sm", {visit.member.name.clone()} }
                        p { class: "sm muted", {visit.address.clone()} }
                        if visit.photos > 0 { p { class: "sm muted", {photos_of(&visit)} } }
                        StatusOfVisit { status: visit.status }
                    }
                }
            }
        }
    }
}
