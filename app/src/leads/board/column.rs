//! Columns, the rails of closed stages, and the strip phones switch columns by.

use dioxus::prelude::*;
use shared::leads::{Board, Column, Health};
use shared::{LeadId, Money, StageId};

use super::card::CardPlace;
use super::state::Desk;
use crate::leads::{text, words};
use crate::ui::window::{Piece, pieces, use_shown_part};
use crate::ui::*;

/// Space between two cards, in CSS pixels, as the style sheet has it.
const SPACE: f64 = 7.0;
/// How far before the last card that is here further ones are asked for, in CSS pixels.
const READ_AHEAD: f64 = 600.0;

/// A stage with its cards.
#[component]
pub fn BoardColumn(column: Column, onadd: EventHandler<StageId>) -> Element {
    let desk = use_context::<Desk>();
    let stage = column.stage.clone();
    let tone = words::stage_tone(stage.tone).name();
    let stage_id = stage.id;
    // memos, so that a drag, the focus and what was measured wake only the column they concern
    let target = use_memo(move || desk.over.read().is_some_and(|(id, _)| id == stage_id));
    let pinned = use_memo(move || {
        let id = *desk.pinned.read();
        id.filter(|id| desk.board.with(|board| has(board, stage_id, *id)).unwrap_or_default())
    });
    let tall = use_memo(move || {
        let heights = desk.heights.read();
        let of = |board: &Board| board.column(stage_id).map(|c| c.cards.iter().map(|lead| heights.of(lead)).collect::<Vec<f64>>());
        desk.board.with(of).flatten().unwrap_or_default()
    });
    let full = stage.wip_limit.is_some_and(|limit| column.total >= i64::from(limit));
    let count = match stage.wip_limit {
        Some(limit) if full => text::full_limit(column.total, limit),
        Some(limit) => text::of_limit(column.total, limit),
        None => column.count.to_string(),
    };
    let money = |cents| format::money_whole(Money::new(cents, desk.currency));
    let none = column.count - column.overdue - column.today - column.planned;
    let bars = [
        (Health::Overdue, column.overdue, text::overdue(column.overdue)),
        (Health::Today, column.today, text::today(column.today)),
        (Health::Planned, column.planned, text::planned(column.planned)),
        (Health::Nothing, none, text::without_step(none)),
    ];
    let chosen = desk.address.get("health").parse::<Health>().ok();
    let passing = bars.iter().find(|bar| Some(bar.0) == chosen).map_or(column.count, |bar| bar.1);
    let more = passing - column.cards.len() as i64;
    let part = use_shown_part(format!("cards-{}", stage.id));
    let (shown, tall) = (part.read().clone(), tall.read());
    let height = |index: usize| tall.get(index).copied().unwrap_or_default();
    let pinned = pinned().and_then(|id| column.cards.iter().position(|card| card.id == id));
    let drawn = pieces(column.cards.len(), height, SPACE, &shown, pinned);
    let whole: f64 = (0..column.cards.len()).map(|index| height(index) + SPACE).sum();
    let near_end = more > 0 && shown.end + READ_AHEAD > whole;
    let idle = desk.reading.read().is_none();
    // another height means that the last reading has brought something
    use_effect(use_reactive!(|(near_end, idle, whole)| {
        let _ = whole;
        if near_end && idle {
            desk.read_on(stage_id);
        }
    }));
    rsx! {
        section { class: "w-column", "data-stage": "{stage.id}", "data-target": target().then_some("true"), id: "column-{stage.id}", aria_labelledby: "head-{stage.id}",
            header { class: "w-column-head",
                div { class: "w-column-title",
                    span { class: "w-stage-dot", "data-tone": tone }
                    h2 { id: "head-{stage.id}", {stage.name.clone()} }
                    span { class: "w-column-count", "data-full": full.then_some("true"), span { class: "sr", {text::leads_count()} " " } {count} }
                    IconButton { label: text::new_lead_in(&stage.name), icon: IconName::Plus, size: Size::Sm, onclick: move |_| onadd.call(stage_id) }
                }
                p { class: "w-column-money",
                    strong { {money(column.value_cents)} }
                    span { {text::at_odds(money(column.weighted_cents()), stage.odds_bp / 100)} }
                }
                ul { class: "w-health", aria_label: text::next_steps_in(&stage.name),
                    // the one that is chosen stays where nothing passes it, so that it can be let go from any column
                    for (health, n, said) in bars.into_iter().filter(|b| b.1 > 0 || chosen == Some(b.0)) {
                        li { key: "{health}", "data-health": health.key(), style: "--n:{n}",
                            button {
                                r#type: "button",
                                title: said.clone(),
                                aria_pressed: if chosen == Some(health) { "true" } else { "false" },
                                onclick: move |_| desk.address.choose(&[("health", if chosen == Some(health) { "" } else { health.key() })]),
                                span { "aria-hidden": "true", "{n}" }
                                span { class: "sr", {said.clone()} }
                            }
                        }
                    }
                }
            }
            ol { class: "w-column-cards", id: "cards-{stage.id}", aria_labelledby: "head-{stage.id}",
                {drawn.iter().enumerate().filter_map(|(at, piece)| Some(match *piece {
                    Piece::Gap(px) => rsx! { li { key: "gap-{at == 0}-{at + 1 == drawn.len()}", "aria-hidden": "true", style: "block-size:{px}px" } },
                    Piece::Entry(index) => {
                        let lead = column.cards.get(index)?.clone();
                        rsx! { CardPlace { key: "{lead.id}", lead, index, of: column.count, stall_hours: stage.stall_hours } }
                    }
                }))}
            }
            if column.cards.is_empty() {
                p { class: "w-column-empty", {text::empty_column()} }
            }
            if more > 0 {
                A { href: "/app/leads", class: "w-column-foot", {text::more_cards(more)} }
            }
        }
    }
}

/// Whether a card stands in the column of a stage.
fn has(board: &Board, stage: StageId, id: LeadId) -> bool {
    board.column(stage).is_some_and(|column| column.cards.iter().any(|card| card.id == id))
}

/// A closed stage, folded to a rail that cards can be dropped on.
#[component]
pub fn BoardRail(column: Column) -> Element {
    let desk = use_context::<Desk>();
    let stage = column.stage.clone();
    let money = format::money_whole(Money::new(column.value_cents, desk.currency));
    let stage_id = stage.id;
    let target = use_memo(move || desk.over.read().is_some_and(|(id, _)| id == stage_id));
    rsx! {
        section { class: "w-rail", "data-stage": "{stage.id}", "data-target": target().then_some("true"), id: "column-{stage.id}", aria_label: text::rail(&stage.name, column.count, &money),
            span { class: "w-stage-dot", "data-tone": words::stage_tone(stage.tone).name() }
            span { class: "w-rail-count", "aria-hidden": "true", "{column.count}" }
            span { class: "w-rail-name", "aria-hidden": "true", {stage.name.clone()} }
            span { class: "w-rail-money", "aria-hidden": "true", {text::this_month(&money)} }
        }
    }
}

/// The stages as links, for screens that show one column at a time.
#[component]
pub fn StageStrip() -> Element {
    let desk = use_context::<Desk>();
    let mut shown = use_signal(|| None::<StageId>);
    let of = |column: &Column| (column.stage.id, words::stage_tone(column.stage.tone).name(), column.stage.name.clone(), column.count);
    let columns = desk.board.with(|board| board.columns.iter().map(of).collect::<Vec<_>>()).unwrap_or_default();
    let first = columns.first().map(|column| column.0);
    rsx! {
        nav { class: "w-stage-strip", aria_label: text::stages(),
            for (id, tone, name, count) in columns {
                button {
                    key: "{id}",
                    r#type: "button",
                    aria_current: (shown().or(first) == Some(id)).then_some("true"),
                    onclick: move |_| {
                        shown.set(Some(id));
                        reveal(&format!("column-{id}"));
                    },
                    span { class: "w-stage-dot", "data-tone": tone }
                    {name}
                    b { "{count}" }
                }
            }
        }
    }
}

fn reveal(id: &str) {
    if let Some(column) = web_sys::window().and_then(|w| w.document()).and_then(|d| d.get_element_by_id(id)) {
        let options = web_sys::ScrollIntoViewOptions::new();
        options.set_inline(web_sys::ScrollLogicalPosition::Start);
        options.set_block(web_sys::ScrollLogicalPosition::Nearest);
        column.scroll_into_view_with_scroll_into_view_options(&options);
    }
}
