//! Dragging: by mouse and pen at once, by touch after a long press. Moves write to the ghost element and touch
//! signals only when the target changes.

use dioxus::prelude::*;
use dioxus::web::WebEventExt;
use gloo_events::{EventListener, EventListenerOptions};
use shared::leads::LeadRow;
use shared::{LeadId, StageId};
use wasm_bindgen::JsCast;

use super::state::Desk;
use crate::leads::text;
use crate::ui::{Amount, announce};
use shared::Money;

/// How far a mouse moves before it drags, in CSS pixels.
const SLACK: f64 = 5.0;
/// How long a finger rests before it drags, in milliseconds.
const LONG_PRESS: u32 = 250;
/// How near the edge scrolls.
const EDGE: f64 = 56.0;

/// A card under a pointer.
#[derive(Clone)]
pub struct Drag {
    pub lead: LeadRow,
    /// All that are dragged with it, itself among them.
    pub cards: Vec<LeadId>,
    /// It has left its place.
    pub moving: bool,
    pointer: i32,
    start: (f64, f64),
    touch: bool,
    turn: f64,
}

thread_local! {
    // keeps the page from scrolling under a finger that drags
    static HOLD: std::cell::RefCell<Option<EventListener>> = const { std::cell::RefCell::new(None) };
    // where the pointer is; no signal, because it changes with every frame and nothing renders by it
    static AT: std::cell::Cell<(f64, f64)> = const { std::cell::Cell::new((0.0, 0.0)) };
    // the pointer that went down last has dragged: the click it ends with means nothing more
    static DRAGGED: std::cell::Cell<bool> = const { std::cell::Cell::new(false) };
}

/// A pointer goes down on a card.
pub fn press(mut desk: Desk, lead: &LeadRow, event: &PointerEvent) {
    let Some(event) = event.data().try_as_web_event() else { return };
    DRAGGED.set(false);
    let on_control = event
        .target()
        .and_then(|t| t.dyn_into::<web_sys::Element>().ok())
        .is_some_and(|e| e.closest("button, input, [role=menu]").ok().flatten().is_some());
    let plain = !(event.shift_key() || event.ctrl_key() || event.meta_key() || event.alt_key());
    if on_control || !event.is_primary() || event.button() != 0 || !plain {
        return;
    }
    let at = (f64::from(event.client_x()), f64::from(event.client_y()));
    AT.set(at);
    let touch = event.pointer_type() == "touch";
    let turn = js_sys::Date::now();
    let drag =
        Drag { lead: lead.clone(), cards: desk.company_of(lead.id), moving: false, pointer: event.pointer_id(), start: at, touch, turn };
    desk.drag.set(Some(drag));
    if touch {
        spawn(async move {
            gloo_timers::future::TimeoutFuture::new(LONG_PRESS).await;
            if desk.drag.peek().as_ref().is_some_and(|d| d.turn == turn && !d.moving) {
                if let Some(navigator) = web_sys::window().map(|w| w.navigator()) {
                    // not every browser has it; it is only a nudge
                    if let Ok(vibrate) = js_sys::Reflect::get(&navigator, &"vibrate".into())
                        && let Some(vibrate) = vibrate.dyn_ref::<js_sys::Function>()
                    {
                        let _ = vibrate.call1(&navigator, &10.into());
                    }
                }
                lift(desk);
            }
        });
    }
}

fn lift(mut desk: Desk) {
    let Some((lead, pointer)) = desk.drag.peek().as_ref().map(|d| (d.lead.clone(), d.pointer)) else { return };
    if let Some(card) = element(&format!("card-{}", lead.id)) {
        let _ = card.set_pointer_capture(pointer);
    }
    if let Some(document) = web_sys::window().and_then(|w| w.document()) {
        let options = EventListenerOptions::enable_prevent_default();
        let hold = EventListener::new_with_options(&document, "touchmove", options, |event| event.prevent_default());
        HOLD.with(|slot| *slot.borrow_mut() = Some(hold));
    }
    desk.pinned.set(Some(lead.id));
    if let Some(drag) = desk.drag.write().as_mut() {
        drag.moving = true;
    }
    announce(text::dragging(lead.title()));
    spawn(async move {
        // scrolls while the pointer rests at an edge
        loop {
            gloo_timers::future::TimeoutFuture::new(16).await;
            if !desk.drag.peek().as_ref().is_some_and(|d| d.moving && d.lead.id == lead.id) {
                break;
            }
            scroll_edges(AT.get());
        }
    });
}

/// The pointer moves.
pub fn follow(mut desk: Desk, event: &PointerEvent) {
    let Some(event) = event.data().try_as_web_event() else { return };
    let at = (f64::from(event.client_x()), f64::from(event.client_y()));
    let Some((moving, touch, start)) =
        desk.drag.peek().as_ref().filter(|d| d.pointer == event.pointer_id()).map(|d| (d.moving, d.touch, d.start))
    else {
        return;
    };
    let far = (at.0 - start.0).hypot(at.1 - start.1);
    if !moving {
        if touch && far > SLACK * 2.0 {
            // the finger scrolls
            desk.drag.set(None);
            return;
        }
        if touch || far < SLACK {
            return;
        }
        lift(desk);
    }
    event.prevent_default();
    AT.set(at);
    if let Some(ghost) = element("drag-ghost") {
        let _ = ghost
            .dyn_ref::<web_sys::HtmlElement>()
            .map(|g| g.style().set_property("transform", &format!("translate({}px, {}px)", at.0 + 8.0, at.1 + 8.0)));
    }
    let target = target_at(at, desk.drag.peek().as_ref().map(|d| d.lead.id));
    if *desk.over.peek() != target {
        desk.over.set(target);
    }
}

/// The pointer goes up.
pub fn drop(mut desk: Desk, event: &PointerEvent) {
    let Some(drag) = desk.drag.peek().clone().filter(|d| d.pointer == event.pointer_id()) else { return };
    release();
    let over = left(desk);
    desk.drag.set(None);
    if !drag.moving {
        return;
    }
    DRAGGED.set(true);
    event.prevent_default();
    if let Some((stage, index)) = over {
        if drag.cards.len() > 1 {
            desk.request_several(&drag.cards, stage, index, Some(drag.lead.id));
        } else {
            desk.request(drag.lead, stage, index);
        }
    }
}

/// Whether a click only ends a drag.
pub fn has_dragged() -> bool {
    DRAGGED.get()
}

/// Puts the card back.
pub fn cancel(mut desk: Desk) {
    release();
    left(desk);
    if desk.drag.peek().is_some() {
        desk.drag.set(None);
    }
}

/// The pointer is over no place any more; over which it was.
fn left(mut desk: Desk) -> Option<(StageId, usize)> {
    let over = *desk.over.peek();
    if over.is_some() {
        desk.over.set(None);
    }
    over
}

fn release() {
    HOLD.with(|slot| slot.borrow_mut().take());
}

fn element(id: &str) -> Option<web_sys::Element> {
    web_sys::window()?.document()?.get_element_by_id(id)
}

/// The stage under a point, and how many cards of it (the dragged one not counted) stand above the point.
fn target_at((x, y): (f64, f64), dragged: Option<LeadId>) -> Option<(StageId, usize)> {
    let document = web_sys::window()?.document()?;
    let under = document.element_from_point(x as f32, y as f32)?;
    let column = under.closest("[data-stage]").ok().flatten()?;
    let stage = column.get_attribute("data-stage")?.parse().ok()?;
    let cards = column.query_selector_all("[data-lead]").ok()?;
    let dragged = dragged.map(|id| id.to_string());
    // only a part of the column is drawn: a card says itself how many are above it
    let (mut above, mut own) = (0, None);
    for i in 0..cards.length() {
        let Some(card) = cards.item(i).and_then(|n| n.dyn_into::<web_sys::Element>().ok()) else { continue };
        let Some(index) = card.get_attribute("data-index").and_then(|index| index.parse::<usize>().ok()) else { continue };
        if card.get_attribute("data-lead") == dragged {
            own = Some(index);
            continue;
        }
        let rect = card.get_bounding_client_rect();
        if rect.top() + rect.height() / 2.0 < y {
            above = above.max(index + 1);
        }
    }
    // its own place does not count
    let above = if own.is_some_and(|own| own < above) { above - 1 } else { above };
    Some((stage, above))
}

fn scroll_edges((x, y): (f64, f64)) {
    let Some(document) = web_sys::window().and_then(|w| w.document()) else { return };
    if let Some(board) = document.get_element_by_id("board") {
        let rect = board.get_bounding_client_rect();
        let step = pull(x, rect.left(), rect.right());
        board.set_scroll_left(board.scroll_left() + step);
    }
    let column = document.element_from_point(x as f32, y as f32).and_then(|e| e.closest(".w-column-cards").ok().flatten());
    if let Some(column) = column {
        let rect = column.get_bounding_client_rect();
        column.set_scroll_top(column.scroll_top() + pull(y, rect.top(), rect.bottom()));
    }
}

/// How far to scroll for a point near one of two edges.
fn pull(at: f64, low: f64, high: f64) -> i32 {
    if at < low + EDGE {
        -(((low + EDGE - at) / 4.0).min(16.0) as i32)
    } else if at > high - EDGE {
        ((at - high + EDGE) / 4.0).min(16.0) as i32
    } else {
        0
    }
}

/// What follows the pointer.
#[component]
pub fn DragGhost() -> Element {
    let desk = use_context::<Desk>();
    // a memo: while it moves, it is the pointer that moves it
    let lifted = use_memo(move || {
        let drag = desk.drag.read();
        drag.as_ref().filter(|d| d.moving).map(|d| (d.lead.title().to_string(), d.lead.value_cents, d.cards.len()))
    });
    let Some((title, cents, count)) = lifted() else { return VNode::empty() };
    let (x, y) = AT.get();
    let (x, y) = (x + 8.0, y + 8.0);
    rsx! {
        div { class: "w-drag-ghost", id: "drag-ghost", "aria-hidden": "true", style: "transform: translate({x}px, {y}px)",
            strong { class: "truncate", {title} }
            if let Some(cents) = cents {
                Amount { value: Money::new(cents, desk.currency) }
            }
            if count > 1 {
                span { class: "w-drag-count num", "{count}" }
            }
        }
    }
}
