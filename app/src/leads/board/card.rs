//! A card, and the ways it is moved: pointer, long press, keyboard, and the menu every card has.

use std::collections::HashMap;

use dioxus::prelude::*;
use dioxus::web::WebEventExt;
use shared::LeadId;
use shared::leads::{Column, LeadRow, LeadStatus, RequiredField, health};

use super::drag;
use super::state::{Desk, age, drawn, due_words};
use crate::leads::{text, words};
use crate::ui::*;
use shared::Money;

/// How tall cards are, in CSS pixels. Each is measured when it is drawn; one that was not yet is taken to be as tall as
/// the last one with the same lines.
#[derive(Clone)]
pub struct Heights {
    measured: HashMap<LeadId, f64>,
    by_lines: [f64; 4],
}

impl Default for Heights {
    fn default() -> Self {
        Self { measured: HashMap::new(), by_lines: [94.0, 116.0, 116.0, 138.0] }
    }
}

impl Heights {
    pub fn of(&self, lead: &LeadRow) -> f64 {
        self.measured.get(&lead.id).copied().unwrap_or_else(|| self.by_lines[lines(lead)])
    }

    /// Whether a card is known to be about as tall as this.
    fn knows(&self, id: LeadId, height: f64) -> bool {
        self.measured.get(&id).is_some_and(|known| (known - height).abs() < 0.5)
    }
}

/// Which lines a card has besides those all have.
fn lines(lead: &LeadRow) -> usize {
    let route = lead.origin.is_some() || lead.destination.is_some();
    let meta = lead.wanted_on.is_some() || lead.passengers.is_some() || lead.vehicle_type.is_some();
    usize::from(route) + 2 * usize::from(meta)
}

/// One lead on the board, the one with this index of so many in its column.
#[component]
pub fn BoardCard(lead: LeadRow, index: usize, of: i64, stall_hours: Option<i32>) -> Element {
    let mut desk = use_context::<Desk>();
    let lines = lines(&lead);
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
        li {
            class: "w-deal",
            "data-lead": "{id}",
            "data-index": "{index}",
            aria_posinset: "{index + 1}",
            aria_setsize: "{of}",
            onmounted: move |event| measure(desk, id, lines, &event),
            "data-dragged": dragged().then_some("true"), "data-flash": flashes().then_some("true"),
            article {
                class: "w-deal-body",
                id: "card-{id}",
                tabindex: "0",
                onmounted: move |_| drawn(id),
                aria_labelledby: "deal-{id}",
                aria_describedby: "board-help",
                onpointerenter: move |_| warm.set(true),
                onfocusin: move |_| {
                    warm.set(true);
                    if *desk.pinned.peek() != Some(id) {
                        desk.pinned.set(Some(id));
                    }
                },
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

/// Keeps how tall a card is here: fonts, zoom and the width of the screen decide. Each is kept by itself: were a card to
/// change what is known of another, the two could go on changing each other.
fn measure(mut desk: Desk, id: LeadId, lines: usize, event: &MountedEvent) {
    let Some(card) = event.data().try_as_web_event() else { return };
    let height = card.get_bounding_client_rect().height();
    // on a board that is not shown it has none
    if height > 0.0 && !desk.heights.peek().knows(id, height) {
        let mut heights = desk.heights.write();
        heights.measured.insert(id, height);
        heights.by_lines[lines] = height;
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
