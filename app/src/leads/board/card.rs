//! A card as it is drawn, and what it hears.

use std::collections::HashMap;
use std::rc::Rc;

use dioxus::prelude::*;
use dioxus::web::WebEventExt;
use shared::LeadId;
use shared::leads::{LeadRow, health};
use wasm_bindgen::JsCast;

use super::drag;
use super::state::{Desk, age, drawn, due_words};
use super::ways::{choose, keys, moves};
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

/// The place of a lead in its column: which it is of how many. A move above it changes that, and nothing of the card.
#[component]
pub fn CardPlace(lead: LeadRow, index: usize, of: i64, stall_hours: Option<i32>) -> Element {
    let desk = use_context::<Desk>();
    let (id, lines) = (lead.id, lines(&lead));
    // memos, so that a drag wakes two cards and not all of them
    let dragged = use_memo(move || desk.drag.read().as_ref().is_some_and(|d| d.moving && d.cards.contains(&id)));
    let flashes = use_memo(move || *desk.flash.read() == Some(id));
    let picked = use_memo(move || desk.picked.read().contains(&id));
    rsx! {
        li {
            class: "w-deal",
            "data-lead": "{id}",
            "data-index": "{index}",
            aria_posinset: "{index + 1}",
            aria_setsize: "{of}",
            onmounted: move |event| measure(desk, id, lines, &event),
            "data-dragged": dragged().then_some("true"), "data-flash": flashes().then_some("true"), "data-picked": picked().then_some("true"),
            BoardCard { lead, picked: picked(), stall_hours }
        }
    }
}

/// One lead on the board.
#[component]
fn BoardCard(lead: LeadRow, picked: bool, stall_hours: Option<i32>) -> Element {
    let mut desk = use_context::<Desk>();
    // the menu's entries are made when somebody comes near the card, and anew each time: sixty menus a column would weigh on
    // the page
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
    let meta = [
        lead.wanted_on.map(|day| format::date(day, format::DateStyle::Short)),
        lead.passengers.map(|n| if n == 1 { text::one_passenger() } else { text::passengers_n(format::number(i64::from(n))) }),
        lead.vehicle_type.clone(),
    ];
    let meta = meta.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let why = lead.reasons.iter().map(|r| format!("{:+} {}", r.points, words::reason(r, desk.currency))).collect::<Vec<_>>().join(", ");
    let title = lead.title().to_string();
    let (from, to) = shared::pricing::ends(lead.origin.as_deref().unwrap_or("–"), lead.destination.as_deref().unwrap_or("–"));
    let for_plan = title.clone();
    let card = Rc::new(lead.clone());
    let (for_down, for_keys, for_menu) = (card.clone(), card.clone(), card);
    let items = if warm() { moves(&desk, &lead, picked) } else { vec![MenuItem::new("wait", "…").disabled()] };
    rsx! {
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
            onclick: move |event| click(desk, id, &event),
            onkeydown: move |event| keys(desk, &for_keys, &event),
            header { class: "w-deal-head",
                if picked {
                    span { class: "w-deal-picked", Icon { name: IconName::Check, size: IconSize::Xs } span { class: "sr", {text::picked()} } }
                } else {
                    span { class: "w-deal-kind", Icon { name: words::line_icon(lead.service_line), size: IconSize::Sm } }
                }
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
                    onselect: move |key: String| choose(desk, &for_menu, &key),
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

/// A click with Ctrl, Command or Shift picks; once something is picked, so does a plain one. Links and buttons keep theirs.
fn click(desk: Desk, id: LeadId, event: &MouseEvent) {
    let Some(web) = event.data().try_as_web_event() else { return };
    let target = web.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let control = target.is_some_and(|element| element.closest("a, button, input, [role=menu]").ok().flatten().is_some());
    let asked = web.ctrl_key() || web.meta_key() || web.shift_key();
    if !control && !drag::has_dragged() && (asked || !desk.picked.peek().is_empty()) {
        desk.pick(id, web.shift_key());
    }
}
