//! The draft under the hands of the agent: every change is priced at once and saved a moment later.

use dioxus::prelude::*;
use gloo_timers::future::TimeoutFuture;
use shared::jobs::StopKind;
use shared::money::{Currency, parse_cents};
use shared::pricing::{AmenityChoice, LineItem, Rates, Route, VehicleCount, text as prices};
use shared::quotes::{Content, EditQuote, Quote, Stop, TripType, text as words};
use shared::{Error, LineId, Money, QuoteId, StopId};
use uuid::Uuid;

use super::api::edit_quote;
use super::text::staff as text;
use crate::api::Valid;
use crate::ui::format::{money, money_plain};
use crate::ui::*;

/// Where the draft stands against the server.
#[derive(Clone, Debug, PartialEq)]
pub enum Saving {
    Saved,
    Unsaved,
    Saving,
    Conflict,
    Failed(String),
}

/// The draft being edited. Copy it into closures freely.
#[derive(Clone, Copy, PartialEq)]
pub struct Draft {
    pub content: Signal<Content>,
    pub version: Signal<i32>,
    pub state: Signal<Saving>,
    pub editable: Signal<bool>,
    id: Signal<QuoteId>,
    turn: Signal<u64>,
}

impl Draft {
    /// The draft of a loaded quote.
    pub fn of(quote: &Quote) -> Self {
        let (content, version, id) = (quote.content.clone(), quote.version, quote.id);
        let editable = quote.status == shared::quotes::QuoteStatus::Draft;
        Self {
            content: use_signal(|| content),
            version: use_signal(|| version),
            state: use_signal(|| Saving::Saved),
            editable: use_signal(|| editable),
            id: use_signal(|| id),
            turn: use_signal(|| 0),
        }
    }

    /// Shows what the server has.
    pub fn adopt(mut self, quote: &Quote) {
        self.content.set(quote.content.clone());
        self.version.set(quote.version);
        self.editable.set(quote.status == shared::quotes::QuoteStatus::Draft);
        self.state.set(Saving::Saved);
    }

    /// Changes the draft; it is saved when nothing else changed for a moment.
    pub fn change(mut self, change: impl FnOnce(&mut Content)) {
        if !*self.editable.peek() {
            return;
        }
        change(&mut self.content.write());
        if *self.state.peek() != Saving::Conflict {
            self.state.set(Saving::Unsaved);
        }
        let turn = *self.turn.peek() + 1;
        self.turn.set(turn);
        spawn(async move {
            TimeoutFuture::new(700).await;
            if *self.turn.peek() == turn {
                self.save().await;
            }
        });
    }

    /// Saves now, if there is anything to save; true when the server has everything.
    pub async fn save(mut self) -> bool {
        loop {
            match &*self.state.peek() {
                Saving::Saved => return true,
                Saving::Conflict => return false,
                // the save under way goes on with what came since
                Saving::Saving => return false,
                Saving::Unsaved | Saving::Failed(_) => {}
            }
            let (turn, id) = (*self.turn.peek(), *self.id.peek());
            let input = EditQuote { version: *self.version.peek(), content: self.content.peek().clone() };
            self.state.set(Saving::Saving);
            match edit_quote(id, Valid(input)).await {
                Ok(quote) => {
                    self.version.set(quote.version);
                    let changed_since = *self.turn.peek() != turn;
                    self.state.set(if changed_since { Saving::Unsaved } else { Saving::Saved });
                }
                Err(Error::Conflict { code, .. }) if code == "changed" || code == "not_a_draft" => self.state.set(Saving::Conflict),
                Err(error) => {
                    self.state.set(Saving::Failed(error.to_string()));
                    return false;
                }
            }
        }
    }
}

/// A number field that keeps what is typed while it is typed, and tells every value that can be read.
#[component]
fn Typed(
    name: String,
    label: String,
    value: String,
    onvalue: EventHandler<String>,
    #[props(default)] hint: Option<String>,
    #[props(default)] disabled: bool,
    #[props(default)] label_hidden: bool,
) -> Element {
    let mut raw = use_signal(|| None::<String>);
    rsx! {
        TextInput {
            name, label, hint, disabled, label_hidden,
            kind: InputKind::Decimal,
            value: raw().unwrap_or(value),
            oninput: move |typed: String| {
                raw.set(Some(typed.clone()));
                onvalue.call(typed);
            },
            onchange: move |_| raw.set(None),
        }
    }
}

fn decimal(text: &str) -> Option<f64> {
    let text = text.trim().replace(',', ".");
    if text.is_empty() {
        return None;
    }
    text.parse::<f64>().ok().filter(|n| n.is_finite() && *n >= 0.0)
}

fn plain(n: f64) -> String {
    format!("{n:.3}").trim_end_matches('0').trim_end_matches('.').to_string()
}

fn kind_text(kind: StopKind) -> String {
    match kind {
        StopKind::Pickup => text::pickup(),
        StopKind::Waypoint => text::waypoint(),
        StopKind::Stop => text::stop_kind(),
        StopKind::DropOff => text::drop_off(),
    }
}

/// The stops, their order and the times that flow between them.
#[component]
pub fn Itinerary(draft: Draft, route: Route) -> Element {
    let mut dragging = use_signal(|| None::<StopId>);
    let stops = (draft.content)().stops;
    let count = stops.len();
    let editable = (draft.editable)();
    let add = move |_| {
        draft.change(|c| {
            let kind = if c.stops.is_empty() { StopKind::Pickup } else { StopKind::DropOff };
            let mut stop = Stop::new(StopId(Uuid::now_v7()), kind);
            stop.dwell = 15;
            c.stops.push(stop);
        })
    };
    rsx! {
        Card { title: text::itinerary(), id: "itinerary",
            actions: rsx! {
                if editable && count > 1 {
                    Button { size: Size::Sm, variant: ButtonVariant::Ghost, icon: IconName::Repeat, onclick: move |_| draft.change(|c| c.mirror(|| StopId(Uuid::now_v7()))), {text::mirror()} }
                }
                if editable { Button { size: Size::Sm, icon: IconName::Plus, testid: "add-stop", onclick: add, {text::add_stop()} } }
            },
            div { onpointerup: move |_| dragging.set(None), onpointerleave: move |_| dragging.set(None),
                for (i, stop) in stops.into_iter().enumerate() {
                    StopRow { key: "{stop.id}", draft, stop: stop.clone(), i, count, timed: route.stops.get(i).copied().unwrap_or_default(), dragging }
                }
            }
        }
    }
}

#[component]
fn StopRow(draft: Draft, stop: Stop, i: usize, count: usize, timed: shared::pricing::Timed, dragging: Signal<Option<StopId>>) -> Element {
    let id = stop.id;
    let editable = (draft.editable)();
    let edit = move |change: Box<dyn FnOnce(&mut Stop)>| {
        draft.change(|c| {
            if let Some(stop) = c.stops.iter_mut().find(|s| s.id == id) {
                change(stop)
            }
        })
    };
    let n = i + 1;
    let kinds: Vec<SelectOption> = StopKind::ALL.iter().map(|k| SelectOption::new(k.key(), kind_text(*k))).collect();
    let positions: Vec<SelectOption> = (1..=count).map(|p| SelectOption::new(p.to_string(), p.to_string())).collect();
    let arrive = timed.arrive.map(|t| t.format("%a %H:%M").to_string());
    let leave = timed.leave.filter(|l| Some(*l) != timed.arrive).map(|t| t.format("%H:%M").to_string());
    let leg = timed.leg.map(|l| {
        if l.unknown {
            text::unknown_leg()
        } else {
            format!(
                "{} km, {}{}",
                prices::km(l.metres.into()),
                prices::duration(l.minutes),
                if l.estimated { format!(" ({})", text::estimated()) } else { String::new() }
            )
        }
    });
    let fixed = stop.arrive.map(|a| a.format("%Y-%m-%dT%H:%M").to_string()).unwrap_or_default();
    rsx! {
        div { class: "qb-stop", "data-testid": "stop", "data-drag": (dragging() == Some(id)).then_some("true"),
            onpointerenter: move |_| {
                if let Some(moved) = dragging().filter(|m| *m != id) {
                    draft.change(|c| {
                        let from = c.stops.iter().position(|s| s.id == moved);
                        let to = c.stops.iter().position(|s| s.id == id);
                        if let (Some(from), Some(to)) = (from, to) { c.move_stop(from, to) }
                    });
                }
            },
            span { class: "qb-mark", aria_hidden: "true", onpointerdown: move |e| { e.prevent_default(); if editable { dragging.set(Some(id)) } }, "{n}" }
            div { class: "stack",
                div { class: "qb-times",
                    if let Some(leg) = leg { span { {leg} } }
                    if let Some(arrive) = arrive { b { {arrive} if let Some(leave) = leave { "–{leave}" } } }
                    if timed.late > 0 { span { class: "qb-late", {text::late(prices::duration(timed.late))} } }
                }
                div { class: "qb-fields",
                    Select { name: "kind-{i}", label: text::kind(), options: kinds, value: stop.kind.key(), disabled: !editable, size: Size::Sm,
                        onchange: move |v: String| if let Ok(kind) = v.parse() { edit(Box::new(move |s| s.kind = kind)) } }
                    div { class: "qb-wide",
                        TextInput { name: "address-{i}", label: text::address(), value: stop.address.clone(), disabled: !editable, size: Size::Sm, maxlength: 300, oninput: move |v| edit(Box::new(move |s| s.address = v)) }
                    }
                    TextInput { name: "place-{i}", label: text::place(), value: stop.name.clone(), disabled: !editable, size: Size::Sm, maxlength: 120, oninput: move |v| edit(Box::new(move |s| s.name = v)) }
                    Field { id: "arrive-{i}", label: text::arrive(),
                        input { class: "w-input", id: "arrive-{i}", name: "arrive-{i}", r#type: "datetime-local", value: fixed, disabled: !editable,
                            onchange: move |e: FormEvent| {
                                let at = chrono::NaiveDateTime::parse_from_str(&e.value(), "%Y-%m-%dT%H:%M").ok();
                                edit(Box::new(move |s| s.arrive = at));
                            } }
                    }
                    Typed { name: "dwell-{i}", label: text::dwell(), value: stop.dwell.to_string(), disabled: !editable,
                        onvalue: move |v: String| if let Some(n) = decimal(&v) { edit(Box::new(move |s| s.dwell = n.min(20_160.0) as u32)) } }
                    if i > 0 {
                        Typed { name: "leg-{i}", label: text::leg_km(), value: stop.leg_metres.map(|m| plain(f64::from(m) / 1000.0)).unwrap_or_default(), disabled: !editable,
                            onvalue: move |v: String| edit(Box::new(move |s| s.leg_metres = decimal(&v).map(|km| (km * 1000.0).min(20_000_000.0) as u32))) }
                        Typed { name: "drive-{i}", label: text::leg_minutes(), value: stop.leg_minutes.map(|m| m.to_string()).unwrap_or_default(), disabled: !editable,
                            onvalue: move |v: String| edit(Box::new(move |s| s.leg_minutes = decimal(&v).map(|n| n.min(20_160.0) as u32))) }
                    }
                    div { class: "qb-wide",
                        TextInput { name: "notes-{i}", label: text::notes(), value: stop.notes.clone(), disabled: !editable, size: Size::Sm, maxlength: 1000, oninput: move |v| edit(Box::new(move |s| s.notes = v)) }
                    }
                }
            }
            if editable {
                div { class: "qb-tools",
                    IconButton { label: text::move_up(n), icon: IconName::ArrowUp, disabled: i == 0, onclick: move |_| draft.change(|c| c.move_stop(i, i.saturating_sub(1))) }
                    IconButton { label: text::move_down(n), icon: IconName::ArrowDown, disabled: n == count, onclick: move |_| draft.change(|c| c.move_stop(i, i + 1)) }
                    Select { name: "position-{i}", label: text::move_to(), label_hidden: true, options: positions, value: n.to_string(), size: Size::Sm,
                        onchange: move |v: String| if let Ok(to) = v.parse::<usize>() { draft.change(|c| c.move_stop(i, to.saturating_sub(1))) } }
                    IconButton { label: text::remove_stop(n), icon: IconName::Trash2, onclick: move |_| draft.change(|c| c.stops.retain(|s| s.id != id)) }
                }
            }
        }
    }
}

/// Trip, passengers, crew and the hours that are charged.
#[component]
pub fn Details(draft: Draft, route: Route, has_crew: bool) -> Element {
    let content = (draft.content)();
    let disabled = !(draft.editable)();
    let trips: Vec<SelectOption> = TripType::ALL.iter().map(|t| SelectOption::new(t.key(), words::trip(*t))).collect();
    rsx! {
        Card { title: text::details(), id: "details",
            div { class: "qb-fields",
                div { class: "qb-wide", TextInput { name: "title", label: text::quote_title(), value: content.title.clone(), disabled, maxlength: 120, oninput: move |v| draft.change(|c| c.title = v) } }
                Select { name: "trip", label: text::trip(), options: trips, value: content.trip.key(), disabled, onchange: move |v: String| if let Ok(trip) = v.parse() { draft.change(|c| c.trip = trip) } }
                NumberStepper { name: "passengers", label: text::passengers(), value: content.passengers.into(), max: 5000, disabled, onchange: move |n: i64| draft.change(|c| c.passengers = n.clamp(0, 5000) as u32) }
                if has_crew { NumberStepper { name: "crew", label: text::crew(), value: content.crew.into(), max: 99, disabled, onchange: move |n: i64| draft.change(|c| c.crew = n.clamp(0, 99) as u32) } }
                Typed { name: "minutes", label: text::hours(), hint: text::hours_hint(prices::duration(route.total_minutes)), value: content.minutes.map(|m| m.to_string()).unwrap_or_default(), disabled,
                    onvalue: move |v: String| draft.change(|c| c.minutes = decimal(&v).map(|n| n.min(100_000.0) as u32)) }
                Typed { name: "deadhead", label: text::deadhead(), value: plain(f64::from(content.deadhead_metres) / 1000.0), disabled,
                    onvalue: move |v: String| draft.change(|c| c.deadhead_metres = (decimal(&v).unwrap_or(0.0) * 1000.0).min(20_000_000.0) as u32) }
            }
        }
    }
}

/// Which vehicles go, with the one that fits best marked.
#[component]
pub fn Vehicles(draft: Draft, rates: Rates) -> Element {
    let content = (draft.content)();
    let disabled = !(draft.editable)();
    let best = content.recommend(&rates);
    rsx! {
        Card { title: text::vehicles(), id: "vehicles",
            for vehicle in rates.vehicles.clone() {
                div { key: "{vehicle.key}", class: "qb-row",
                    span { {vehicle.name.text().to_string()} if vehicle.seats > 0 { small { {text::seats(vehicle.seats)} } } }
                    if best.as_ref().is_some_and(|b| b.key == vehicle.key) { Chip { tone: Tone::Ok, icon: IconName::BadgeCheck, {text::best_fit()} } }
                    NumberStepper {
                        name: "vehicle-{vehicle.key}", label: text::count(vehicle.name.text()), label_hidden: true, size: Size::Sm, max: 99, disabled,
                        value: content.vehicles.iter().find(|v| v.key == vehicle.key).map_or(0, |v| v.count.into()),
                        onchange: move |n: i64| {
                            let key = vehicle.key.clone();
                            draft.change(|c| {
                                c.vehicles.retain(|v| v.key != key);
                                if n > 0 { c.vehicles.push(VehicleCount { key, count: n.clamp(0, 99) as u32 }) }
                            });
                        },
                    }
                }
            }
        }
    }
}

/// Extras: counted in, or left to the customer.
#[component]
pub fn Amenities(draft: Draft, rates: Rates, currency: Currency) -> Element {
    let content = (draft.content)();
    let disabled = !(draft.editable)();
    rsx! {
        Card { title: text::amenities(), id: "amenities",
            for amenity in rates.amenities.clone() {
                {
                    let id = amenity.id;
                    let choice = content.amenities.iter().find(|a| a.amenity == id).copied();
                    let set = move |choice: Option<AmenityChoice>| draft.change(|c| {
                        match (c.amenities.iter_mut().find(|a| a.amenity == id), choice) {
                            (Some(there), Some(choice)) => *there = choice,
                            (None, Some(choice)) => c.amenities.push(choice),
                            (_, None) => c.amenities.retain(|a| a.amenity != id),
                        }
                    });
                    rsx! {
                        div { key: "{id}", class: "qb-row",
                            span { {amenity.name.text().to_string()} small { {money(Money::new(amenity.cents, currency))} } }
                            Checkbox { name: "in-{id}", label: text::included(), checked: choice.is_some_and(|c| !c.optional), disabled,
                                onchange: move |on: bool| set(on.then_some(AmenityChoice { amenity: id, optional: false, chosen: true })) }
                            Checkbox { name: "opt-{id}", label: text::optional(), checked: choice.is_some_and(|c| c.optional), disabled,
                                onchange: move |on: bool| set(on.then_some(AmenityChoice { amenity: id, optional: true, chosen: false })) }
                        }
                    }
                }
            }
        }
    }
}

/// Lines somebody writes or takes from the price book.
#[component]
pub fn Lines(draft: Draft, rates: Rates, currency: Currency, sees_cost: bool) -> Element {
    let content = (draft.content)();
    let editable = (draft.editable)();
    let add = move |name: String, cents: i64| {
        draft.change(move |c| {
            c.lines.push(LineItem {
                id: LineId(Uuid::now_v7()),
                name,
                note: String::new(),
                quantity_milli: 1000,
                unit_cents: cents,
                unit_cost_cents: None,
                optional: false,
                chosen: true,
            });
        })
    };
    let items: Vec<MenuItem> =
        rates.items.iter().map(|i| MenuItem::new(i.key.clone(), i.name.text()).detail(money(Money::new(i.unit_cents, currency)))).collect();
    let book = rates.items.clone();
    rsx! {
        Card { title: text::items(), id: "items",
            actions: rsx! {
                if editable {
                    if !items.is_empty() {
                        Menu { label: text::from_book(), items, size: Size::Sm, onselect: move |key: String| if let Some(item) = book.iter().find(|i| i.key == key) { add(item.name.text().to_string(), item.unit_cents) } }
                    }
                    Button { size: Size::Sm, icon: IconName::Plus, testid: "add-line", onclick: move |_| add(text::items(), 0), {text::add_item()} }
                }
            },
            for line in content.lines {
                {
                    let id = line.id;
                    let edit = move |change: Box<dyn FnOnce(&mut LineItem)>| draft.change(|c| if let Some(line) = c.lines.iter_mut().find(|l| l.id == id) { change(line) });
                    rsx! {
                        div { key: "{id}", class: "qb-row", "data-testid": "line",
                            div { class: "qb-fields",
                                div { class: "qb-wide", TextInput { name: "line-{id}", label: text::name(), value: line.name.clone(), disabled: !editable, size: Size::Sm, maxlength: 120, oninput: move |v| edit(Box::new(move |l| l.name = v)) } }
                                Typed { name: "qty-{id}", label: text::quantity(), value: plain(line.quantity_milli as f64 / 1000.0), disabled: !editable,
                                    onvalue: move |v: String| if let Some(n) = decimal(&v) { edit(Box::new(move |l| l.quantity_milli = (n * 1000.0).round().min(1e9) as i64)) } }
                                Typed { name: "unit-{id}", label: text::unit_price(), value: money_plain(line.unit_cents), disabled: !editable,
                                    onvalue: move |v: String| if let Ok(cents) = parse_cents(&v) { edit(Box::new(move |l| l.unit_cents = cents)) } }
                                if sees_cost {
                                    Typed { name: "cost-{id}", label: text::unit_cost(), value: line.unit_cost_cents.map(money_plain).unwrap_or_default(), disabled: !editable,
                                        onvalue: move |v: String| edit(Box::new(move |l| l.unit_cost_cents = parse_cents(&v).ok().filter(|c| *c >= 0))) }
                                }
                            }
                            Checkbox { name: "optline-{id}", label: text::optional(), checked: line.optional, disabled: !editable, onchange: move |on: bool| edit(Box::new(move |l| { l.optional = on; l.chosen = !on })) }
                            if editable { IconButton { label: text::remove(&line.name), icon: IconName::Trash2, onclick: move |_| draft.change(|c| c.lines.retain(|l| l.id != id)) } }
                        }
                    }
                }
            }
        }
    }
}
