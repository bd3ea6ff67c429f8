//! The jobs of this device by day, with what each day adds up to; beside the page on a wide screen, below it on a phone.

use chrono::{DateTime, Duration, Utc};
use dioxus::prelude::*;
use shared::JobId;
use shared::jobs::{CrewReply, Job, PhaseStatus};

use super::overlay::Shown;
use super::state::use_field;
use super::stop::status_chip;
use super::text;
use crate::client::use_session;
use crate::ui::format::{DateStyle, date_in, duration, time_in};
use crate::ui::{A, Avatar, AvatarSize, Icon, IconName, IconSize};

/// How far ahead the server gives jobs to a device.
const DAYS_KEPT: i64 = 7;

/// All jobs of this device by day; the one that is open is marked.
#[component]
pub fn JobList(current: Option<JobId>) -> Element {
    let field = use_field();
    let today = field.now();
    let zone = use_session().zone;
    let told = field.set.read().as_ref().map(|set| set.at);
    let mut groups: Vec<(String, Vec<Shown>)> = Vec::new();
    for shown in field.jobs() {
        let title = day_of(&shown.job, today);
        match groups.iter_mut().find(|(name, _)| *name == title) {
            Some((_, list)) => list.push(shown),
            None => groups.push((title, vec![shown])),
        }
    }
    rsx! {
        for (title, list) in groups {
            section { key: "{title}", class: "w-field-day",
                h2 { {title} }
                p { class: "w-field-day-sum", {sum(&list)} }
                ul { class: "w-job-rows",
                    for shown in list {
                        JobRow { key: "{shown.job.id}", open: current == Some(shown.job.id), shown }
                    }
                }
            }
        }
        if let Some(at) = told {
            p { class: "w-field-note",
                Icon { name: IconName::Smartphone, size: IconSize::Lg }
                span { {text::kept_until(date_in(at + Duration::days(DAYS_KEPT), &zone, DateStyle::Day), time_in(at, &zone))} }
            }
        }
    }
}

fn day_of(job: &Job, today: DateTime<Utc>) -> String {
    let Some(at) = job.starts_at else { return text::no_date() };
    let (day, here) = (date_in(at, &job.zone, DateStyle::Day), date_in(today, &job.zone, DateStyle::Day));
    if day == here { text::today_is(day) } else { day }
}

/// How many jobs and stops, and how long they are planned to take where all of them know it.
fn sum(list: &[Shown]) -> String {
    let stops: usize = list.iter().map(|shown| shown.job.stops.len()).sum();
    let minutes: Option<i64> =
        list.iter().map(|shown| shown.job.starts_at.zip(shown.job.ends_at).map(|(from, to)| (to - from).num_minutes().max(0))).sum();
    let mut parts = vec![if list.len() == 1 { text::job_count_one() } else { text::job_count(list.len()) }];
    parts.push(if stops == 1 { text::stop_count_one() } else { text::stop_count(stops) });
    parts.extend(minutes.filter(|minutes| *minutes > 0).map(|minutes| text::planned(duration(minutes))));
    parts.join(" · ")
}

#[component]
fn JobRow(shown: Shown, open: bool) -> Element {
    let job = shown.job;
    let from = job.starts_at.map(|at| time_in(at, &job.zone)).unwrap_or_default();
    let to = job.ends_at.map(|at| text::to_time(time_in(at, &job.zone)));
    let mut route: Vec<&str> = [job.stops.first(), job.stops.last()].into_iter().flatten().map(|stop| street(&stop.address)).collect();
    route.dedup();
    let route = route.join(" → ");
    let done = job.phases.iter().filter(|phase| phase.status == PhaseStatus::Complete).count();
    let total = job.phases.len();
    rsx! {
        li {
            A { class: "w-job-row", href: "/field/jobs/{job.id}", aria_current: open.then_some("true"),
                span { class: "w-job-time",
                    b { {from} }
                    if let Some(to) = to {
                        span { {to} }
                    }
                }
                span { class: "w-job-words",
                    b { {job.title.clone()} }
                    span { class: "w-job-route", {route} }
                    span { class: "w-job-meta",
                        {status_chip(&job)}
                        span { {text::phase_of((done + 1).min(total), total)} }
                    }
                }
            }
        }
    }
}

fn street(address: &str) -> &str {
    address.split(',').next().unwrap_or(address).trim()
}

/// Who works on the job that is open.
#[component]
pub fn CrewToday(job: Job) -> Element {
    let field = use_field();
    let me = field.worker.read().member;
    let crew: Vec<_> = job.crew.iter().filter(|person| person.reply != CrewReply::Declined).cloned().collect();
    if crew.is_empty() {
        return VNode::empty();
    }
    rsx! {
        section { class: "w-field-day",
            h2 { {text::crew_title()} }
            ul { class: "w-field-crew",
                for person in crew {
                    li { key: "{person.member}",
                        Avatar { name: person.name.clone(), decorative: true, size: AvatarSize::Lg }
                        span { class: "w-field-who",
                            b { {person.name.clone()} }
                            span { class: "w-field-sub",
                                {if me == Some(person.member) { format!("{}, {}", text::you(), person.role.text().to_lowercase()) } else { person.role.text() }}
                            }
                        }
                    }
                }
            }
        }
    }
}
