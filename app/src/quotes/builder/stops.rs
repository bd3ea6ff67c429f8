//! The stops, their order and the times that flow between them.

use chrono::NaiveDate;
use dioxus::prelude::*;
use shared::StopId;
use shared::jobs::StopKind;
use shared::pricing::{Leg, Route, Timed, Window, text as prices};
use shared::quotes::Stop;
use uuid::Uuid;

use super::Draft;
use super::address::AddressField;
use super::typed::{TypedNumber, plain};
use super::window::{WindowFields, hour};
use crate::quotes::map::RouteOnMap;
use crate::quotes::text::staff as text;
use crate::ui::format::{DateStyle, date};
use crate::ui::*;

/// The name of a kind of stop.
pub fn kind_text(kind: StopKind) -> String {
    match kind {
        StopKind::Pickup => text::pickup(),
        StopKind::Waypoint => text::waypoint(),
        StopKind::Stop => text::stop_kind(),
        StopKind::DropOff => text::drop_off(),
    }
}

/// How far and how long it is to a stop.
pub fn leg_words(leg: &Leg) -> String {
    if leg.unknown {
        return text::unknown_leg();
    }
    let words = format!("{} km, {}", prices::km(leg.metres.into()), prices::duration(leg.minutes));
    if leg.estimated { format!("{words} ({})", text::estimated()) } else { words }
}

/// When a stop can be served, and how long whoever comes earlier waits; none where it can be served at any time.
pub fn window_words(stop: &Stop, timed: &Timed) -> Option<String> {
    let window = stop.window?;
    let words = text::window(hour(window.from), hour(window.to));
    Some(if timed.wait > 0 { format!("{words}, {}", text::waits(prices::duration(timed.wait))) } else { words })
}

/// The stops as a list that is edited in place, and on a map.
#[component]
pub fn Itinerary(draft: Draft, route: Route) -> Element {
    let mut dragging = use_signal(|| None::<StopId>);
    // set by the act, read once the new row stands
    let mut fresh = use_signal(|| None::<StopId>);
    // the stop that stands out, in the list and on the map
    let mut marked = use_signal(|| None::<StopId>);
    let toasts = use_toasts();
    let content = (draft.content)();
    let stops = content.stops.clone();
    let count = stops.len();
    let number = marked().and_then(|id| stops.iter().position(|s| s.id == id)).map(|at| at + 1);
    let point = move |number: usize| {
        let id = number.checked_sub(1).and_then(|at| draft.content.peek().stops.get(at).map(|s| s.id));
        marked.set(id);
        if let Some(id) = id {
            dom::focus(&format!("stop-{id}"));
        }
    };
    let add = move |_| {
        let id = StopId(Uuid::now_v7());
        draft.change(|c| {
            let kind = if c.stops.is_empty() { StopKind::Pickup } else { StopKind::DropOff };
            let mut stop = Stop::new(id, kind);
            stop.dwell = 15;
            c.stops.push(stop);
        });
        fresh.set(Some(id));
    };
    let remove = move |id: StopId| {
        let Some(at) = draft.content.peek().stops.iter().position(|s| s.id == id) else { return };
        let gone = draft.content.peek().stops[at].clone();
        draft.change(|c| c.stops.retain(|s| s.id != id));
        let undo = Callback::new(move |()| {
            let gone = gone.clone();
            draft.change(move |c| c.stops.insert(at.min(c.stops.len()), gone));
        });
        toasts.undo(text::stop_removed(at + 1), undo);
    };
    let mut day = None::<NaiveDate>;
    let rows: Vec<(usize, Stop, Timed, Option<String>)> = stops
        .into_iter()
        .enumerate()
        .map(|(i, stop)| {
            let timed = route.stops.get(i).copied().unwrap_or_default();
            let this = timed.arrive.map(|at| at.date());
            let opens = this.filter(|this| day != Some(*this)).map(|this| date(this, DateStyle::Day));
            day = this.or(day);
            (i, stop, timed, opens)
        })
        .collect();
    rsx! {
        Card { title: text::itinerary(), id: "itinerary",
            meta: rsx! { if count > 0 { span { class: "sm muted", {text::summary(prices::km(route.metres), route.days)} } } },
            actions: rsx! {
                if count > 1 {
                    Button { size: Size::Sm, variant: ButtonVariant::Ghost, icon: IconName::Repeat, onclick: move |_| draft.change(|c| c.mirror(|| StopId(Uuid::now_v7()))), {text::mirror()} }
                }
                Button { size: Size::Sm, icon: IconName::Plus, testid: "add-stop", onclick: add, {text::add_stop()} }
            },
            if count == 0 {
                p { class: "sm muted", {text::no_stops()} }
            }
            ol { class: "qb-stops", onpointerup: move |_| dragging.set(None), onpointerleave: move |_| dragging.set(None),
                for (i, stop, timed, opens) in rows {
                    StopRow { key: "{stop.id}", draft, fresh: fresh() == Some(stop.id), stop, i, count, timed, opens, dragging, marked, onremove: remove }
                }
            }
            RouteOnMap { content: content.clone(), route: route.clone(), marked: number, onmark: point, compact: true }
        }
    }
}

#[component]
fn StopRow(
    draft: Draft,
    stop: Stop,
    i: usize,
    count: usize,
    timed: Timed,
    opens: Option<String>,
    dragging: Signal<Option<StopId>>,
    marked: Signal<Option<StopId>>,
    fresh: bool,
    onremove: EventHandler<StopId>,
) -> Element {
    let id = stop.id;
    let mut open = use_signal(|| false);
    let edit = move |change: Box<dyn FnOnce(&mut Stop)>| {
        draft.change(|c| {
            if let Some(stop) = c.stops.iter_mut().find(|s| s.id == id) {
                change(stop)
            }
        })
    };
    // whoever adds a stop wants to say where it is
    use_effect(use_reactive!(|fresh| {
        if fresh {
            dom::focus(&format!("stop-{id}"));
        }
    }));
    let n = i + 1;
    let kinds: Vec<SelectOption> = StopKind::ALL.iter().map(|k| SelectOption::new(k.key(), kind_text(*k))).collect();
    let arrive = timed.arrive.map(|t| t.format("%H:%M").to_string());
    let leave = timed.leave.filter(|l| Some(*l) != timed.arrive).map(|t| t.format("%H:%M").to_string());
    let moves = moves(i, count);
    let shift = move |to: usize| {
        draft.change(|c| {
            if let Some(from) = c.stops.iter().position(|s| s.id == id) {
                c.move_stop(from, to)
            }
        })
    };
    rsx! {
        li { class: "qb-stop", "data-testid": "stop", "data-drag": (dragging() == Some(id)).then_some("true"), "data-on": (marked() == Some(id)).then_some("true"),
            onfocusin: move |_| if *marked.peek() != Some(id) { marked.set(Some(id)) },
            onpointerenter: move |_| {
                if let Some(moved) = dragging().filter(|m| *m != id) {
                    draft.change(|c| {
                        let from = c.stops.iter().position(|s| s.id == moved);
                        let to = c.stops.iter().position(|s| s.id == id);
                        if let (Some(from), Some(to)) = (from, to) { c.move_stop(from, to) }
                    });
                }
            },
            onkeydown: move |event: KeyboardEvent| {
                if !event.modifiers().alt() { return }
                match event.key() {
                    Key::ArrowUp if i > 0 => { event.prevent_default(); shift(i - 1) }
                    Key::ArrowDown if n < count => { event.prevent_default(); shift(i + 1) }
                    _ => {}
                }
            },
            if let Some(leg) = timed.leg { p { class: "qb-leg", "data-unknown": leg.unknown.then_some("true"), {leg_words(&leg)} } }
            span { class: "qb-mark", aria_hidden: "true", title: text::drag_stop(), onpointerdown: move |e| { e.prevent_default(); dragging.set(Some(id)) }, "{n}" }
            p { class: "qb-when",
                if let Some(day) = opens { small { {day} } }
                b { {arrive.unwrap_or_else(|| "–".into())} if let Some(leave) = leave { "–{leave}" } }
                if let Some(window) = window_words(&stop, &timed) { small { "data-testid": "window", {window} } }
                if timed.late > 0 { span { class: "qb-late", {text::late(prices::duration(timed.late))} } }
            }
            div { class: "qb-where",
                AddressField { draft, id, i, address: stop.address.clone() }
            }
            div { class: "qb-kind",
                Select { name: "kind-{i}", label: text::kind(), label_hidden: true, options: kinds, value: stop.kind.key(), size: Size::Sm,
                    onchange: move |v: String| if let Ok(kind) = v.parse() { edit(Box::new(move |s| s.kind = kind)) } }
            }
            div { class: "qb-dwell",
                TypedNumber { name: "dwell-{i}", required: true, max: 20_160.0, label: text::dwell(), label_hidden: true, suffix: text::minutes_unit(), size: Size::Sm, value: stop.dwell.to_string(),
                    onvalue: move |n: Option<f64>| if let Some(n) = n { edit(Box::new(move |s| s.dwell = n as u32)) } }
            }
            div { class: "qb-tools",
                IconButton { label: if open() { text::fewer_fields(n) } else { text::more_fields(n) }, icon: if open() { IconName::ChevronUp } else { IconName::ChevronDown }, size: Size::Sm, aria_expanded: if open() { "true" } else { "false" }, onclick: move |_| open.toggle() }
                Menu { label: text::stop_actions(n), icon: IconName::Ellipsis, icon_only: true, variant: ButtonVariant::Ghost, size: Size::Sm, items: moves,
                    onselect: move |key: String| match key.as_str() {
                        "up" => shift(i.saturating_sub(1)),
                        "down" => shift(i + 1),
                        "remove" => onremove.call(id),
                        other => if let Ok(to) = other.parse::<usize>() { shift(to) },
                    } }
            }
            // a trip needs to know when it begins, so the first stop shows it always
            if i == 0 || open() || stop.arrive.is_some() || timed.leg.is_some_and(|l| l.unknown) {
                StopFields { draft, stop, i, open: open() }
            }
        }
    }
}

/// The fields of a stop that few stops need.
#[component]
fn StopFields(draft: Draft, stop: Stop, i: usize, open: bool) -> Element {
    let id = stop.id;
    let edit = move |change: Box<dyn FnOnce(&mut Stop)>| {
        draft.change(|c| {
            if let Some(stop) = c.stops.iter_mut().find(|s| s.id == id) {
                change(stop)
            }
        })
    };
    let fixed = stop.arrive.map(|a| a.format("%Y-%m-%dT%H:%M").to_string()).unwrap_or_default();
    let unknown = i > 0 && stop.leg_metres.is_none();
    rsx! {
        div { class: "qb-more",
            if i == 0 || open || stop.arrive.is_some() {
                Field { id: "arrive-{i}", label: text::arrive(),
                    input { class: "w-input", "data-size": "sm", id: "arrive-{i}", name: "arrive-{i}", r#type: "datetime-local", value: fixed,
                        onchange: move |e: FormEvent| {
                            let at = chrono::NaiveDateTime::parse_from_str(&e.value(), "%Y-%m-%dT%H:%M").ok();
                            edit(Box::new(move |s| s.arrive = at));
                        } }
                }
            }
            if i > 0 && (open || unknown) {
                TypedNumber { name: "leg-{i}", max: 20_000.0, label: text::leg_km(), size: Size::Sm, suffix: "km".to_string(), value: stop.leg_metres.map(|m| plain(f64::from(m) / 1000.0)).unwrap_or_default(),
                    onvalue: move |km: Option<f64>| edit(Box::new(move |s| s.leg_metres = km.map(|km| (km * 1000.0) as u32))) }
                TypedNumber { name: "drive-{i}", max: 20_160.0, label: text::leg_minutes(), size: Size::Sm, suffix: text::minutes_unit(), value: stop.leg_minutes.map(|m| m.to_string()).unwrap_or_default(),
                    onvalue: move |n: Option<f64>| edit(Box::new(move |s| s.leg_minutes = n.map(|n| n as u32))) }
            }
            if open {
                WindowFields { i, window: stop.window, onchange: move |window: Option<Window>| edit(Box::new(move |s| s.window = window)) }
                Select { name: "released-{i}", label: text::driver_meanwhile(), size: Size::Sm, value: match stop.released { None => "", Some(true) => "free", Some(false) => "waits" },
                    options: vec![SelectOption::new("", text::driver_by_length()), SelectOption::new("free", text::driver_free()), SelectOption::new("waits", text::driver_waits())],
                    onchange: move |key: String| edit(Box::new(move |s| s.released = match key.as_str() { "free" => Some(true), "waits" => Some(false), _ => None })) }
                TextInput { name: "place-{i}", label: text::place(), value: stop.name.clone(), size: Size::Sm, maxlength: 120, oninput: move |v| edit(Box::new(move |s| s.name = v)) }
                TextInput { name: "contact-{i}", label: text::contact(), value: stop.contact_name.clone(), size: Size::Sm, maxlength: 120, oninput: move |v| edit(Box::new(move |s| s.contact_name = v)) }
                TextInput { name: "contact-phone-{i}", label: text::contact_phone(), kind: InputKind::Tel, value: stop.contact_phone.clone(), size: Size::Sm, maxlength: 40, oninput: move |v| edit(Box::new(move |s| s.contact_phone = v)) }
                TextInput { class: "qb-wide", name: "notes-{i}", label: text::notes(), value: stop.notes.clone(), size: Size::Sm, maxlength: 1000, oninput: move |v| edit(Box::new(move |s| s.notes = v)) }
            }
        }
    }
}

/// Where a stop can go, and away.
fn moves(i: usize, count: usize) -> Vec<MenuItem> {
    let n = i + 1;
    let mut items = Vec::new();
    if i > 0 {
        items.push(MenuItem::new("up", text::move_up(n)).icon(IconName::ArrowUp).shortcut("Alt ↑"));
    }
    if n < count {
        items.push(MenuItem::new("down", text::move_down(n)).icon(IconName::ArrowDown).shortcut("Alt ↓"));
    }
    if count > 2 {
        items.extend((0..count).filter(|to| *to != i).map(|to| MenuItem::new(to.to_string(), text::move_to_position(to + 1))));
    }
    items.push(MenuItem { divided: !items.is_empty(), ..MenuItem::new("remove", text::remove_stop(n)).icon(IconName::Trash2).danger() });
    items
}
