//! The queue leads are given out by: who is next, why others are not, and how each takes leads.

mod dialog;
mod timer;

use dioxus::core::spawn_forever;
use dioxus::prelude::*;
use shared::MemberId;
use shared::access::Action;
use shared::identity::BusinessHours;
use shared::leads::EditTurn;
use shared::leads::assignment::{Passed, Place, Queue, Turn};

use self::dialog::TurnDialog;
use self::timer::TimerCard;
use super::{api, text, words};
use crate::api::Valid;
use crate::client::{Query, use_query, use_session};
use crate::ui::*;

/// The queue in order.
#[component]
pub fn QueuePage() -> Element {
    use_title(text::queue_settings());
    let session = use_session();
    let toasts = use_toasts();
    let queue = use_query(&["queue", "member", "lead"], || async { api::lead_queue().await });
    let mut editing = use_signal(|| None::<Turn>);
    let may = session.access.may(Action::LeadsAssign);
    let state = queue.load_as(|queue| Load::of_list(&queue.turns, false));
    let shown = queue.value().unwrap_or_default();
    let turns: Vec<Turn> = shown.turns.iter().map(|place| place.turn.clone()).collect();
    let count = turns.len();
    rsx! {
        PageHeader { title: text::queue_settings() }
        div { class: "w-page-body",
            p { class: "muted", {text::queue_about()} }
            Async { state, onretry: move |()| queue.refetch(),
                empty: rsx! { EmptyState { icon: IconName::Users, title: text::queue_empty(), body: text::queue_empty_body() } },
                NextLead { queue: shown.clone() }
                Card { flush: true, testid: "queue",
                    ol { class: "w-queue",
                        for (i, place) in shown.turns.clone().into_iter().enumerate() {
                            {
                                let turn = place.turn.clone();
                                let (up, down, again, all) = (turns.clone(), turns.clone(), turn.clone(), turn.clone());
                                rsx! {
                                    li { key: "{turn.member}",
                                        span { class: "w-queue-n", aria_hidden: "true", {(i + 1).to_string()} }
                                        Avatar { name: turn.name.clone(), decorative: true }
                                        div { class: "w-queue-who",
                                            b { {turn.name.clone()} }
                                            small { class: "muted", {about(&turn, &shown)} }
                                        }
                                        {state_chip(&place, &shown)}
                                        if may {
                                            Switch { name: "turn-{turn.member}", label: text::takes_leads(&turn.name), label_hidden: true, checked: turn.active,
                                                onchange: move |on: bool| change(queue, toasts, EditTurn { active: on, ..edit_of(&all) }, all.member) }
                                            IconButton { label: text::earlier(&turn.name), icon: IconName::ArrowUp, size: Size::Sm, disabled: i == 0, onclick: move |_| arrange(queue, toasts, up.clone(), i, i.saturating_sub(1)) }
                                            IconButton { label: text::later(&turn.name), icon: IconName::ArrowDown, size: Size::Sm, disabled: i + 1 == count, onclick: move |_| arrange(queue, toasts, down.clone(), i, i + 1) }
                                            IconButton { label: text::edit_turn(&turn.name), icon: IconName::Pencil, size: Size::Sm, onclick: move |_| editing.set(Some(again.clone())) }
                                        }
                                    }
                                }
                            }
                        }
                    }
                }
                if may { TimerCard { key: "{shown.return_minutes:?}", queue, minutes: shown.return_minutes } }
            }
        }
        if let Some(turn) = editing() {
            TurnDialog { key: "{turn.member}", turn, others: turns, onsave: move |(member, input)| change(queue, toasts, input, member), onclose: move |()| editing.set(None) }
        }
    }
}

/// Whom the next lead goes to: one line if that is the same for every service.
#[component]
fn NextLead(queue: Queue) -> Element {
    let name = |member: Option<MemberId>| {
        let turn = member.and_then(|member| queue.turns.iter().find(|place| place.turn.member == member));
        turn.map_or_else(text::nobody_now, |place| place.turn.name.clone())
    };
    let same = queue.next.windows(2).all(|pair| pair[0].member == pair[1].member);
    let lines: Vec<(String, Option<MemberId>)> = match queue.next.first() {
        Some(next) if same => vec![(text::next_lead(), next.member)],
        _ => queue.next.iter().map(|next| (text::next_for(words::line(next.line)), next.member)).collect(),
    };
    rsx! {
        div { "data-testid": "queue-next",
            StatStrip {
                for (label, member) in lines {
                    Stat { key: "{label}", label, value: name(member) }
                }
                if queue.waiting > 0 {
                    Stat { label: text::view_unassigned(), value: text::leads_wait(queue.waiting), hint: text::leads_wait_hint(), href: "/app/leads?view=unassigned" }
                }
            }
        }
    }
}

/// How somebody takes leads, in a line.
fn about(turn: &Turn, queue: &Queue) -> String {
    let mut parts = vec![text::today_of(turn.today, turn.max_per_day)];
    parts.extend(turn.hours.as_ref().map(hours_words));
    if !turn.lines.is_empty() {
        parts.push(text::only_lines(turn.lines.iter().map(|line| words::line(*line)).collect::<Vec<_>>().join(", ")));
    }
    let day = |day| format::date(day, format::DateStyle::Short);
    let is_away = queue.turns.iter().any(|place| place.turn.member == turn.member && matches!(place.passed, Some(Passed::Away { .. })));
    match (turn.away_from, turn.away_until) {
        (Some(from), Some(until)) if !is_away && format::now().is_some_and(|now| now.date_naive() <= until) => {
            parts.push(text::away_soon(day(from), day(until)));
        }
        (Some(from), None) if !is_away => parts.push(text::away_soon_from(day(from))),
        _ => {}
    }
    let deputy = turn.deputy.and_then(|deputy| queue.turns.iter().find(|place| place.turn.member == deputy));
    parts.extend(deputy.map(|place| text::deputy_is(&place.turn.name)));
    parts.join(" · ")
}

/// `Mon–Fri 08:00–17:00` where the days are alike and follow one another.
fn hours_words(hours: &BusinessHours) -> String {
    let open: Vec<usize> = (0..7).filter(|day| hours.days[*day].is_some()).collect();
    let (Some(first), Some(last)) = (open.first(), open.last()) else { return text::off_work() };
    let alike = open.len() == last - first + 1 && open.iter().all(|day| hours.days[*day] == hours.days[*first]);
    let Some((from, to)) = hours.days[*first].filter(|_| alike) else { return text::certain_hours() };
    let clock = |minutes: u16| format!("{:02}:{:02}", minutes / 60, minutes % 60);
    // the second of November 2026 is a Monday
    let name = |day: usize| chrono::NaiveDate::from_ymd_opt(2026, 11, 2 + day as u32).map_or("", |day| format::weekday(day, false));
    let days = if first == last { name(*first).to_string() } else { format!("{}–{}", name(*first), name(*last)) };
    format!("{days} {}–{}", clock(from), clock(to))
}

fn state_chip(place: &Place, queue: &Queue) -> Element {
    let (label, icon, tone) = match place.passed {
        Some(Passed::Paused) => (text::paused(), IconName::Pause, Tone::Neutral),
        Some(Passed::Away { until: Some(day) }) => {
            (text::away_until(format::date(day, format::DateStyle::Day)), IconName::CalendarClock, Tone::Warn)
        }
        Some(Passed::Away { until: None }) => (text::away(), IconName::CalendarClock, Tone::Warn),
        Some(Passed::OffWork { until: Some(at) }) => {
            let moment = format!("{} {}", format::date(at.date(), format::DateStyle::Day), format::clock(at.time()));
            (text::off_work_until(moment), IconName::Moon, Tone::Neutral)
        }
        Some(Passed::OffWork { until: None } | Passed::OtherService | Passed::HadIt) => (text::off_work(), IconName::Moon, Tone::Neutral),
        Some(Passed::Full { .. }) => (text::full_today(), IconName::Hourglass, Tone::Warn),
        None if queue.next.iter().any(|next| next.member == Some(place.turn.member)) => {
            (text::next_up(), IconName::ArrowRight, Tone::Brand)
        }
        None => (text::in_turn(), IconName::Check, Tone::Ok),
    };
    rsx! { StatusChip { label, icon, tone } }
}

fn edit_of(turn: &Turn) -> EditTurn {
    EditTurn {
        active: turn.active,
        position: turn.position,
        max_per_day: turn.max_per_day,
        away_from: turn.away_from,
        away_until: turn.away_until,
        deputy: turn.deputy,
        hours: turn.hours.clone(),
        lines: turn.lines.clone(),
    }
}

/// Paints a change of one turn and sends it; takes it back with the reason when it is refused.
fn change(queue: Query<Queue>, toasts: Toasts, input: EditTurn, member: MemberId) {
    queue.edit(|queue| {
        if let Some(place) = queue.turns.iter_mut().find(|place| place.turn.member == member) {
            let edit = input.clone();
            place.turn = Turn {
                active: edit.active,
                max_per_day: edit.max_per_day,
                away_from: edit.away_from,
                away_until: edit.away_until,
                deputy: edit.deputy,
                hours: edit.hours,
                lines: edit.lines,
                ..place.turn.clone()
            };
            // who else is passed over, and who is next, the answer knows
            match place.passed {
                _ if !edit.active => place.passed = Some(Passed::Paused),
                Some(Passed::Paused) => place.passed = None,
                _ => {}
            }
        }
    });
    // the dialog it was decided in closes now
    spawn_forever(async move {
        let answer = api::edit_turn(member, Valid(input)).await;
        let there = queue.alive();
        match answer {
            Ok(answer) if there => queue.set(answer),
            Ok(_) => {}
            Err(error) => {
                toasts.tell(Tone::Danger, error.to_string());
                if there {
                    queue.refetch();
                }
            }
        }
    });
}

/// Moves a turn and writes the positions that changed by it.
fn arrange(queue: Query<Queue>, toasts: Toasts, mut turns: Vec<Turn>, from: usize, to: usize) {
    if from >= turns.len() || to >= turns.len() {
        return;
    }
    let turn = turns.remove(from);
    announce(text::now_at(&turn.name, to + 1));
    turns.insert(to, turn);
    let mut changed: Vec<(MemberId, EditTurn)> = Vec::new();
    for (i, turn) in turns.iter_mut().enumerate() {
        let position = (i as i32 + 1) * 10;
        if turn.position != position {
            turn.position = position;
            changed.push((turn.member, edit_of(turn)));
        }
    }
    queue.edit(|queue| {
        let at = |member: MemberId| turns.iter().position(|turn| turn.member == member);
        for place in &mut queue.turns {
            if let Some(turn) = at(place.turn.member).map(|i| turns[i].clone()) {
                place.turn = turn;
            }
        }
        queue.turns.sort_by_key(|place| at(place.turn.member));
    });
    // half an order would be left if the page took the task with it
    spawn_forever(async move {
        for (member, input) in changed {
            if let Err(error) = api::edit_turn(member, Valid(input)).await {
                toasts.tell(Tone::Danger, error.to_string());
                break;
            }
        }
        if queue.alive() {
            queue.refetch();
        }
    });
}
