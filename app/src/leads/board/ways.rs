//! The ways a card is moved without dragging it: the menu every card has, and keys.

use dioxus::prelude::*;
use dioxus::web::WebEventExt;
use shared::StageId;
use shared::leads::{Board, Column, LeadRow, LeadStatus, RequiredField};
use wasm_bindgen::JsCast;

use super::drag;
use super::state::Desk;
use crate::leads::{text, words};
use crate::ui::*;

/// The stages cards can go to, each with a line below.
pub fn stage_items(board: &Board, but: Option<StageId>, detail: impl Fn(&Column) -> String) -> Vec<MenuItem> {
    let mut items: Vec<MenuItem> = Vec::new();
    for column in board.columns.iter().filter(|c| Some(c.stage.id) != but) {
        let stage = &column.stage;
        let item = MenuItem::new(stage.id.to_string(), stage.name.clone()).dot(words::stage_tone(stage.tone)).detail(detail(column));
        let closed_first = !stage.status.is_open() && items.iter().all(|i| !i.divided);
        items.push(if closed_first { item.divided() } else { item });
    }
    items
}

/// Where a card can go, each with what it takes; and picking it. As the board stands now: a card that somebody comes near
/// asks again, and what is moved elsewhere wakes no card.
pub fn moves(desk: &Desk, lead: &LeadRow, picked: bool) -> Vec<MenuItem> {
    desk.board.peek_with(|board| moves_on(board, lead, picked)).unwrap_or_default()
}

fn moves_on(board: &Board, lead: &LeadRow, picked: bool) -> Vec<MenuItem> {
    let mut items = stage_items(board, Some(lead.stage_id), |column| price_of(column, lead));
    let last = board.column(lead.stage_id).map_or(0, |c| c.cards.len().saturating_sub(1));
    let index = index_on(board, lead);
    if index > 0 {
        items.push(MenuItem::new("up", text::move_up()).icon(IconName::ArrowUp).shortcut("⇧ ↑").divided());
    }
    if index < last {
        let item = MenuItem::new("down", text::move_down()).icon(IconName::ArrowDown).shortcut("⇧ ↓");
        items.push(if index == 0 { item.divided() } else { item });
    }
    let label = if picked { text::unpick() } else { text::pick() };
    items.push(MenuItem::new("pick", label).icon(IconName::ListChecks).shortcut("X").divided());
    items
}

/// What a stage tells of itself to those who move several cards.
pub fn stage_told(column: &Column) -> String {
    match column.stage.wip_limit {
        _ if !column.stage.status.is_open() => what_closing_takes(column.stage.status),
        Some(limit) => text::of_limit(column.total, limit),
        None => text::leads_n(column.count),
    }
}

fn what_closing_takes(status: LeadStatus) -> String {
    if status == LeadStatus::Converted { text::won_by_acceptance() } else { text::asks_lost_reason() }
}

/// What a stage takes to enter.
fn price_of(column: &Column, lead: &LeadRow) -> String {
    let stage = &column.stage;
    if !stage.status.is_open() {
        return what_closing_takes(stage.status);
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
        .chain(stage.missing_fields(&lead.custom).map(|field| field.label.clone()))
        .collect();
    match (missing.is_empty(), stage.wip_limit) {
        (false, _) => text::asks_for(missing.join(", ")),
        (true, Some(limit)) => text::of_limit(column.total, limit),
        (true, None) => text::position_top(),
    }
}

/// How many cards stand above one.
fn index_on(board: &Board, lead: &LeadRow) -> usize {
    board.column(lead.stage_id).and_then(|column| column.cards.iter().position(|card| card.id == lead.id)).unwrap_or(0)
}

/// Does what was chosen in the menu of a card; a stage takes all that are picked with it.
pub fn choose(desk: Desk, lead: &LeadRow, key: &str) {
    let index = desk.board.peek_with(|board| index_on(board, lead)).unwrap_or(0);
    match key {
        "pick" => desk.pick(lead.id, false),
        "up" => desk.request(lead.clone(), lead.stage_id, index.saturating_sub(1)),
        "down" => desk.request(lead.clone(), lead.stage_id, index + 1),
        stage => {
            if let Ok(stage) = stage.parse() {
                go(desk, lead, stage, 0);
            }
        }
    }
}

/// Moves a card, or all that are picked with it.
fn go(desk: Desk, lead: &LeadRow, stage: StageId, index: usize) {
    let company = desk.company_of(lead.id);
    if company.len() > 1 {
        desk.request_several(&company, stage, index, None);
    } else {
        desk.request(lead.clone(), stage, index);
    }
}

/// A key pressed on a card: Escape lets go, X picks, Shift with an arrow moves.
pub fn keys(desk: Desk, lead: &LeadRow, event: &KeyboardEvent) {
    let plain = (event.modifiers() - Modifiers::SHIFT).is_empty();
    match event.key() {
        Key::Escape if desk.drag.peek().is_some() => return drag::cancel(desk),
        Key::Escape => return desk.unpick(),
        // letters typed in the card's menu look for its entries
        Key::Character(key) if plain && key.eq_ignore_ascii_case("x") && !in_menu(event) => {
            event.prevent_default();
            return desk.pick(lead.id, event.modifiers().shift());
        }
        _ => {}
    }
    if !event.modifiers().shift() {
        return;
    }
    let Some((stages, index)) =
        desk.board.peek_with(|board| (board.pipeline.stages.iter().map(|stage| stage.id).collect::<Vec<_>>(), index_on(board, lead)))
    else {
        return;
    };
    let Some(at) = stages.iter().position(|stage| *stage == lead.stage_id) else { return };
    let beside = |at: Option<usize>| at.and_then(|at| stages.get(at)).copied();
    match event.key() {
        Key::ArrowUp if index > 0 => desk.request(lead.clone(), lead.stage_id, index - 1),
        Key::ArrowDown => desk.request(lead.clone(), lead.stage_id, index + 1),
        Key::ArrowRight => {
            if let Some(stage) = beside(Some(at + 1)) {
                go(desk, lead, stage, 0);
            }
        }
        Key::ArrowLeft => {
            if let Some(stage) = beside(at.checked_sub(1)) {
                go(desk, lead, stage, 0);
            }
        }
        _ => return,
    }
    event.prevent_default();
}

fn in_menu(event: &KeyboardEvent) -> bool {
    let web = event.data().try_as_web_event();
    let target = web.and_then(|event| event.target()).and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    target.is_some_and(|element| element.closest("[role=menu]").ok().flatten().is_some())
}
