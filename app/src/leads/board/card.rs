//! A card, and the ways it is moved: pointer, long press, keyboard, and the menu every card has.

use dioxus::prelude::*;
use shared::leads::{Column, LeadRow, LeadStatus, RequiredField, health};

use super::drag;
use super::state::{Desk, age, drawn, due_words};
use crate::leads::{text, words};
use crate::ui::*;
use shared::Money;

/// One lead on the board.
#[component]
pub fn BoardCard(lead: LeadRow, index: usize, stall_hours: Option<i32>) -> Element {
    let mut desk = use_context::<Desk>();
    // the menu's entries are made when somebody comes near the card: sixty menus a column would weigh on the page
    let mut warm = use_signal(|| false);
    let zone = desk.zone.read().clone();
    let now = format::now().unwrap_or(lead.created_at);
    let id = lead.id;
    let stood = now.signed_duration_since(lead.stage_since).num_hours();
    let stalled = stall_hours.map(i64::from).and_then(|limit| {
        if stood > limit * 2 {
            Some("danger")
        } else if stood > limit {
            Some("warn")
        } else {
            None
        }
    });
    let state = health(lead.next_step.as_ref(), now, day_end(now, &zone));
    // memos, so that a drag wakes two cards and not all of them
    let dragged = use_memo(move || desk.drag.read().as_ref().is_some_and(|d| d.lead.id == id && d.moving));
    let flashes = use_memo(move || *desk.flash.read() == Some(id));
    let meta = [
        lead.wanted_on.map(|day| format::date(day, format::DateStyle::Short)),
        lead.passengers.map(|n| text::passengers_n(format::number(i64::from(n)))),
        lead.vehicle_type.clone(),
    ];
    let meta = meta.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let why = lead.reasons.iter().map(|r| format!("{:+} {}", r.points, words::reason(r, desk.currency))).collect::<Vec<_>>().join(", ");
    let title = lead.title().to_string();
    let (from, to) = shared::pricing::ends(lead.origin.as_deref().unwrap_or("–"), lead.destination.as_deref().unwrap_or("–"));
    let for_plan = title.clone();
    let (for_down, for_keys, for_menu) = (lead.clone(), lead.clone(), lead.clone());
    let items = if warm() { moves(&desk, &lead, index) } else { vec![MenuItem::new("wait", "…").disabled()] };
    rsx! {
        li { class: "w-deal", "data-lead": "{id}", "data-dragged": dragged().then_some("true"), "data-flash": flashes().then_some("true"),
            article {
                class: "w-deal-body",
                id: "card-{id}",
                tabindex: "0",
                onmounted: move |_| drawn(id),
                aria_labelledby: "deal-{id}",
                aria_describedby: "board-help",
                onpointerenter: move |_| warm.set(true),
                onfocusin: move |_| warm.set(true),
                onpointerdown: move |event| {
                    warm.set(true);
                    drag::press(desk, &for_down, &event);
                },
                onpointermove: move |event| drag::follow(desk, &event),
                onpointerup: move |event| drag::drop(desk, &event),
                onpointercancel: move |_| drag::cancel(desk),
                onkeydown: move |event| keys(desk, &for_keys, index, &event),
                header { class: "w-deal-head",
                    span { class: "w-deal-kind", Icon { name: words::line_icon(lead.service_line), size: IconSize::Sm } }
                    h3 { class: "truncate", id: "deal-{id}",
                        A { href: "/app/leads/{id}", draggable: "false", {title.clone()} }
                    }
                    span { title: why, ScoreRing { value: lead.score.max(0) as u32 } }
                }
                if lead.origin.is_some() || lead.destination.is_some() {
                    p { class: "w-deal-route", title: words::route(&lead),
                        span { {from} }
                        Icon { name: IconName::ArrowRight, size: IconSize::Xs, directed: true }
                        span { {to} }
                    }
                }
                if !meta.is_empty() {
                    p { class: "w-deal-meta truncate", {meta} }
                }
                p { class: "w-deal-money",
                    if let Some(cents) = lead.value_cents {
                        Amount { value: Money::new(cents, desk.currency) }
                    }
                    span { class: "w-age", "data-tone": stalled,
                        Icon { name: IconName::Clock, size: IconSize::Xs }
                        span { class: "sr", {text::in_stage()} " " }
                        {age(lead.stage_since, now)}
                    }
                }
                footer { class: "w-deal-foot",
                    span { class: "w-next-step", "data-health": state.key(),
                        match &lead.next_step {
                            Some(step) => rsx! {
                                span { class: "w-glyph", Icon { name: words::activity_icon(step.kind), size: IconSize::Xs } }
                                span { class: "truncate", b { {step.what.clone()} } " " time { {due_words(step.due_at, now, &zone)} } }
                            },
                            None => rsx! {
                                button { class: "w-add-step", r#type: "button", aria_label: text::plan_step_for(&title),
                                    onclick: move |_| desk.planning.set(Some((id, for_plan.clone()))),
                                    span { class: "w-glyph", Icon { name: IconName::Plus, size: IconSize::Xs } }
                                    span { class: "truncate", {text::add_step()} }
                                }
                            },
                        }
                    }
                    match &lead.owner {
                        Some(owner) => rsx! { Avatar { name: owner.name.clone(), size: AvatarSize::Sm } },
                        None => rsx! { span { class: "w-nobody", title: text::unassigned(), "–" span { class: "sr", {text::unassigned()} } } },
                    }
                    Menu {
                        label: text::move_to(&title),
                        title: text::move_title(&title),
                        icon: IconName::ArrowRightLeft,
                        icon_only: true,
                        variant: ButtonVariant::Ghost,
                        size: Size::Sm,
                        class: "w-move",
                        items,
                        onselect: move |key: String| choose(desk, &for_menu, index, &key),
                    }
                }
            }
        }
    }
}

/// The end of a day in a zone.
fn day_end(now: chrono::DateTime<chrono::Utc>, zone: &str) -> chrono::DateTime<chrono::Utc> {
    let local = format::local(now, zone);
    let seconds = chrono::Timelike::num_seconds_from_midnight(&local.wall.time());
    now + chrono::Duration::seconds(86_400 - i64::from(seconds))
}

/// Where a card can go, each with what it takes.
fn moves(desk: &Desk, lead: &LeadRow, index: usize) -> Vec<MenuItem> {
    let Some(board) = desk.board.value() else { return Vec::new() };
    let mut items: Vec<MenuItem> = Vec::new();
    for column in board.columns.iter().filter(|c| c.stage.id != lead.stage_id) {
        let stage = &column.stage;
        let item =
            MenuItem::new(stage.id.to_string(), stage.name.clone()).dot(words::stage_tone(stage.tone)).detail(price_of(column, lead));
        let closed_first = !stage.status.is_open() && items.iter().all(|i| !i.divided);
        items.push(if closed_first { item.divided() } else { item });
    }
    let last = board.column(lead.stage_id).map_or(0, |c| c.cards.len().saturating_sub(1));
    if index > 0 {
        items.push(MenuItem::new("up", text::move_up()).icon(IconName::ArrowUp).shortcut("⇧ ↑").divided());
    }
    if index < last {
        let item = MenuItem::new("down", text::move_down()).icon(IconName::ArrowDown).shortcut("⇧ ↓");
        items.push(if index == 0 { item.divided() } else { item });
    }
    items
}

/// What a stage takes to enter.
fn price_of(column: &Column, lead: &LeadRow) -> String {
    let stage = &column.stage;
    match stage.status {
        LeadStatus::Converted => return text::won_by_acceptance(),
        LeadStatus::Lost => return text::asks_lost_reason(),
        _ => {}
    }
    if let Some(limit) = stage.wip_limit.filter(|limit| column.total >= i64::from(*limit)) {
        return if stage.wip_hard { text::full_refuses(column.total, limit) } else { text::full_asks_reason(column.total, limit) };
    }
    let missing: Vec<String> = stage
        .required
        .iter()
        .filter(|field| match field {
            RequiredField::WantedOn => lead.wanted_on.is_none(),
            RequiredField::Origin => lead.origin.is_none(),
            RequiredField::Destination => lead.destination.is_none(),
            RequiredField::Passengers => lead.passengers.is_none(),
            RequiredField::Value => lead.value_cents.is_none(),
            RequiredField::Owner => lead.owner.is_none(),
            RequiredField::Quote => lead.quote_id.is_none(),
            RequiredField::Contact => false,
        })
        .map(|field| words::required(*field))
        .collect();
    match (missing.is_empty(), stage.wip_limit) {
        (false, _) => text::asks_for(missing.join(", ")),
        (true, Some(limit)) => text::of_limit(column.total, limit),
        (true, None) => text::position_top(),
    }
}

fn choose(desk: Desk, lead: &LeadRow, index: usize, key: &str) {
    match key {
        "up" => desk.request(lead.clone(), lead.stage_id, index.saturating_sub(1)),
        "down" => desk.request(lead.clone(), lead.stage_id, index + 1),
        stage => {
            if let Ok(stage) = stage.parse() {
                desk.request(lead.clone(), stage, 0);
            }
        }
    }
}

fn keys(desk: Desk, lead: &LeadRow, index: usize, event: &KeyboardEvent) {
    if event.key() == Key::Escape {
        drag::cancel(desk);
        return;
    }
    if !event.modifiers().shift() {
        return;
    }
    let stages: Vec<_> = desk.stages();
    let Some(at) = stages.iter().position(|s| s.id == lead.stage_id) else { return };
    let beside = |at: Option<usize>| at.and_then(|at| stages.get(at)).map(|s| s.id);
    match event.key() {
        Key::ArrowUp if index > 0 => desk.request(lead.clone(), lead.stage_id, index - 1),
        Key::ArrowDown => desk.request(lead.clone(), lead.stage_id, index + 1),
        Key::ArrowRight => {
            if let Some(stage) = beside(Some(at + 1)) {
                desk.request(lead.clone(), stage, 0);
            }
        }
        Key::ArrowLeft => {
            if let Some(stage) = beside(at.checked_sub(1)) {
                desk.request(lead.clone(), stage, 0);
            }
        }
        _ => return,
    }
    event.prevent_default();
}
