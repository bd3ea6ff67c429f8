//! The part of the page the columns stand on. It reads the board by itself, so that a card that moves draws columns anew
//! and not what stands around them.

use dioxus::prelude::*;
use shared::StageId;

use super::column::{BoardColumn, BoardRail};
use super::state::Desk;

/// What the columns stand on; it hears whether somebody points at it.
#[component]
pub fn Surface(children: Element) -> Element {
    let mut desk = use_context::<Desk>();
    let dragging = use_memo(move || desk.drag.read().as_ref().is_some_and(|d| d.moving));
    rsx! {
        div {
            class: "w-board",
            id: "board",
            "data-dragging": dragging().then_some("true"),
            onpointerenter: move |event| if event.pointer_type() == "mouse" { desk.busy.set(true) },
            onpointerleave: move |_| {
                desk.busy.set(false);
                if *desk.waiting.peek() > 0 && desk.drag.peek().is_none() {
                    desk.catch_up();
                }
            },
            {children}
        }
    }
}

/// A column for each stage: those that are open with their cards, the others as rails.
#[component]
pub fn Columns(
    /// Somebody wants to enter a lead in a stage.
    onadd: EventHandler<StageId>,
) -> Element {
    let desk = use_context::<Desk>();
    let drawn = desk.board.with(|board| {
        rsx! {
            for column in board.columns.iter() {
                if column.stage.status.is_open() {
                    BoardColumn { key: "{column.stage.id}", column: column.clone(), onadd }
                } else {
                    BoardRail { key: "{column.stage.id}", column: column.clone() }
                }
            }
        }
    });
    drawn.unwrap_or_else(VNode::empty)
}
