//! The queue leads are given out by: who is in turn, who is paused or away, and how many a day each takes.

use dioxus::core::spawn_forever;
use dioxus::prelude::*;
use shared::MemberId;
use shared::access::Action;
use shared::leads::EditTurn;
use shared::leads::assignment::Turn;

use super::{api, text};
use crate::api::Valid;
use crate::client::{Query, use_query, use_session};
use crate::ui::*;

/// The queue in order.
#[component]
pub fn QueuePage() -> Element {
    use_title(text::queue_settings());
    let session = use_session();
    let toasts = use_toasts();
    let queue = use_query(&["queue", "member"], || async { api::lead_queue().await });
    let mut editing = use_signal(|| None::<Turn>);
    let shown = queue.value();
    let may = session.access.may(Action::LeadsAssign);
    let state = queue.load_as(|turns| Load::of_list(turns, false));
    let turns = shown.unwrap_or_default();
    let today = format::now().map(|now| now.date_naive()).unwrap_or_default();
    let count = turns.len();
    rsx! {
        PageHeader { title: text::queue_settings() }
        div { class: "w-page-body",
            p { class: "muted", {text::queue_about()} }
            Async { state, onretry: move |()| queue.refetch(),
                empty: rsx! { EmptyState { icon: IconName::Users, title: text::queue_empty(), body: text::queue_empty_body() } },
                Card { flush: true, testid: "queue",
                    ol { class: "w-queue",
                        for (i, turn) in turns.clone().into_iter().enumerate() {
                            {
                                let (up, down, again, all) = (turns.clone(), turns.clone(), turn.clone(), turn.clone());
                                rsx! {
                                    li { key: "{turn.member}",
                                        span { class: "w-queue-n", aria_hidden: "true", {(i + 1).to_string()} }
                                        Avatar { name: turn.name.clone(), decorative: true }
                                        div { class: "w-queue-who",
                                            b { {turn.name.clone()} }
                                            small { class: "muted", {text::today_of(turn.today, turn.max_per_day)} }
                                        }
                                        {state_chip(&turn, today)}
                                        if may {
                                            Switch { name: "turn-{turn.member}", label: text::takes_leads(&turn.name), label_hidden: true, checked: turn.active,
                                                onchange: move |on: bool| change(queue, toasts, all.clone(), move |edit| edit.active = on) }
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
            }
        }
        if let Some(turn) = editing() {
            TurnDialog { key: "{turn.member}", turn, queue, onclose: move |()| editing.set(None) }
        }
    }
}

fn state_chip(turn: &Turn, today: chrono::NaiveDate) -> Element {
    if !turn.active {
        return rsx! { StatusChip { label: text::paused(), icon: IconName::Pause, tone: Tone::Neutral } };
    }
    if let Some(until) = turn.away_until.filter(|until| *until >= today) {
        return rsx! { StatusChip { label: text::away_until(format::date(until, format::DateStyle::Day)), icon: IconName::CalendarClock, tone: Tone::Warn } };
    }
    if turn.available(today) {
        rsx! { StatusChip { label: text::in_turn(), icon: IconName::Check, tone: Tone::Ok } }
    } else {
        rsx! { StatusChip { label: text::full_today(), icon: IconName::Hourglass, tone: Tone::Warn } }
    }
}

fn edit_of(turn: &Turn) -> EditTurn {
    EditTurn { active: turn.active, position: turn.position, max_per_day: turn.max_per_day, away_until: turn.away_until }
}

/// Paints a change of one turn and sends it; takes it back with the reason when it is refused.
fn change(queue: Query<Vec<Turn>>, toasts: Toasts, turn: Turn, edit: impl FnOnce(&mut EditTurn)) {
    let mut input = edit_of(&turn);
    edit(&mut input);
    queue.edit(|turns| {
        if let Some(shown) = turns.iter_mut().find(|t| t.member == turn.member) {
            shown.active = input.active;
            shown.max_per_day = input.max_per_day;
            shown.away_until = input.away_until;
        }
    });
    // the dialog it was decided in closes now
    spawn_forever(async move {
        let answer = api::edit_turn(turn.member, Valid(input)).await;
        let there = queue.alive();
        match answer {
            Ok(turns) if there => queue.set(turns),
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
fn arrange(queue: Query<Vec<Turn>>, toasts: Toasts, mut turns: Vec<Turn>, from: usize, to: usize) {
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
    queue.set(turns);
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

#[component]
fn TurnDialog(turn: Turn, queue: Query<Vec<Turn>>, onclose: EventHandler<()>) -> Element {
    let toasts = use_toasts();
    let mut most = use_signal(|| turn.max_per_day.map(|n| n.to_string()).unwrap_or_default());
    let mut away = use_signal(|| turn.away_until.map(|d| d.to_string()).unwrap_or_default());
    let sending = use_sending();
    let title = text::edit_turn(&turn.name);
    let save = move |()| {
        let typed = most.peek().trim().to_string();
        let max_per_day = match typed.parse::<i32>() {
            Ok(n) if (1..=1000).contains(&n) => Some(n),
            _ if typed.is_empty() => None,
            _ => {
                sending.fail(shared::Error::field("max_per_day", "invalid"));
                return;
            }
        };
        let away_until = away.peek().parse().ok();
        change(queue, toasts, turn.clone(), |edit| {
            edit.max_per_day = max_per_day;
            edit.away_until = away_until;
        });
        onclose.call(());
    };
    rsx! {
        FormDialog { title, size: DialogSize::Narrow, sending, onsubmit: save, onclose,
            TextInput { label: text::most_a_day(), name: "max_per_day", kind: InputKind::Whole, optional: true, hint: text::most_a_day_hint(), value: most(), error: sending.error("max_per_day"), oninput: move |v| most.set(v) }
            DateInput { label: text::away_field(), name: "away_until", optional: true, hint: text::away_hint(), value: away(), onchange: move |v| away.set(v) }
        }
    }
}
