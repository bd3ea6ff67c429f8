//! Promo codes: what they take off, how often they were used, and switching them.

use dioxus::prelude::*;
use shared::input::{Nothing, checked};
use shared::money::{Currency, parse_cents};
use shared::packs::ServiceLine;
use shared::pricing::{Discount, NewPromo, PriceBook, Promo, PromoScope, VehicleOf, text as prices};
use shared::quotes::{TripType, text as trips};
use shared::{FieldErrors, Money};

use super::{api, text};
use crate::api::Valid;
use crate::client::{Query, use_query};
use crate::ui::*;

/// The codes of the organization.
#[component]
pub fn Promos(may_edit: bool, packs: Vec<ServiceLine>, currency: Currency) -> Element {
    let promos = use_query(&["promo", "quote"], || async { api::list_promos().await });
    let lines = packs.clone();
    let books = use_query(&["price_book"], move || {
        let lines = lines.clone();
        async move {
            let mut books = Vec::with_capacity(lines.len());
            for line in lines {
                books.push(api::show_price_book(line).await?);
            }
            Ok(books)
        }
    });
    let known = vehicles(&books.value().unwrap_or_default());
    let mut making = use_signal(|| false);
    let toasts = use_toasts();
    let shown = promos.value();
    let state = promos.load_as(|list| Load::of_list(list, false));
    let columns = vec![
        Column::new("code", text::code()),
        Column::new("off", text::takes_off()).numeric(),
        Column::new("only", text::only_for()),
        Column::new("used", text::used()),
        Column::new("ends", text::ends()),
        Column::new("state", text::state()),
    ];
    let rows: Vec<Row> =
        shown.unwrap_or_default().into_iter().map(|promo| row(promo, promos, toasts, may_edit, currency, &known)).collect();
    rsx! {
        Card { title: text::promos(), flush: true, testid: "promos",
            actions: rsx! { if may_edit { Button { size: Size::Sm, icon: IconName::Plus, testid: "new-promo", onclick: move |_| making.set(true), {text::new_promo()} } } },
            Async { state, onretry: move |()| promos.refetch(), empty: rsx! { p { class: "w-card-empty sm", {text::no_promos()} } },
                DataTable { caption: text::promos(), columns, rows }
            }
        }
        if making() {
            PromoDialog { packs, currency, known, onclose: move |made: bool| { making.set(false); if made { promos.refetch() } } }
        }
    }
}

/// A type of vehicle a code can be for.
#[derive(Clone, Debug, PartialEq)]
struct Vehicle {
    line: ServiceLine,
    key: String,
    /// With its service line where another one's is called the same.
    name: String,
}

impl Vehicle {
    fn of(&self) -> VehicleOf {
        VehicleOf::new(self.line, &self.key)
    }
}

fn vehicles(books: &[PriceBook]) -> Vec<Vehicle> {
    let of = |book: &PriceBook| {
        let line = book.service_line;
        book.rates.vehicles.iter().map(move |v| Vehicle { line, key: v.key.clone(), name: v.name.text().to_string() }).collect::<Vec<_>>()
    };
    let mut all: Vec<Vehicle> = books.iter().flat_map(of).collect();
    let twice = |one: &Vehicle, all: &[Vehicle]| all.iter().any(|other| other.name == one.name && other.line != one.line);
    let named: Vec<String> = all
        .iter()
        .map(|one| if twice(one, &all) { text::of_line(&one.name, one.line.pack().words.name.text()) } else { one.name.clone() })
        .collect();
    for (vehicle, name) in all.iter_mut().zip(named) {
        vehicle.name = name;
    }
    all
}

/// What a code is for, in words.
fn scope_words(promo: &Promo, known: &[Vehicle]) -> String {
    let only = &promo.terms.only;
    let mut parts: Vec<String> = promo.service_line.iter().map(|line| line.pack().words.name.text().to_string()).collect();
    // a type that no book has any more is called by its key
    let name = |of: &VehicleOf| known.iter().find(|v| of.means(v.line, &v.key)).map_or_else(|| of.key.clone(), |v| v.name.clone());
    parts.extend(only.vehicles.iter().map(name));
    parts.extend(only.trips.iter().map(|trip| trips::trip(*trip)));
    if parts.is_empty() { text::for_everything() } else { parts.join(", ") }
}

fn row(promo: Promo, promos: Query<Vec<Promo>>, toasts: Toasts, may_edit: bool, currency: Currency, known: &[Vehicle]) -> Row {
    let off = match promo.terms.discount {
        Discount::PercentBp(bp) => prices::percent_bp(bp.into()),
        Discount::Cents(cents) => format::money(Money::new(cents, currency)),
    };
    let used = match promo.max_uses {
        Some(most) => text::uses_of(promo.consumed, most, promo.reserved),
        None => text::uses(promo.consumed, promo.reserved),
    };
    let (id, active, code) = (promo.id, promo.active, promo.terms.code.clone());
    let only = scope_words(&promo, known);
    Row::new(
        id,
        code.clone(),
        vec![
            rsx! { b { class: "mono", {code.clone()} } },
            rsx! { {off} },
            rsx! { {only} },
            rsx! { {used} },
            rsx! { {promo.terms.ends_on.map_or_else(text::open_end, |day| format::date(day, format::DateStyle::Full))} },
            rsx! {
                if may_edit {
                    Switch { name: "promo-{id}", label: text::active(&code), label_hidden: true, checked: active,
                        onchange: move |on: bool| {
                            promos.edit(|list| if let Some(shown) = list.iter_mut().find(|p| p.id == id) { shown.active = on });
                            spawn(async move {
                                let answer = if on { api::activate_promo(id, Valid(Nothing {})).await } else { api::deactivate_promo(id, Valid(Nothing {})).await };
                                if let Err(error) = answer {
                                    promos.refetch();
                                    toasts.tell(Tone::Danger, error.to_string());
                                }
                            });
                        } }
                } else {
                    Chip { tone: if active { Tone::Ok } else { Tone::Neutral }, {if active { text::on() } else { text::off() }} }
                }
            },
        ],
    )
}

#[component]
fn PromoDialog(packs: Vec<ServiceLine>, currency: Currency, known: Vec<Vehicle>, onclose: EventHandler<bool>) -> Element {
    let toasts = use_toasts();
    let mut code = use_signal(String::new);
    let mut percent = use_signal(|| true);
    let mut off = use_signal(String::new);
    let mut least = use_signal(String::new);
    let mut line = use_signal(String::new);
    let mut starts = use_signal(String::new);
    let mut ends = use_signal(String::new);
    let mut uses = use_signal(String::new);
    let mut only = use_signal(PromoScope::default);
    let sending = use_sending();
    let save = move |()| {
        let mut wrong = FieldErrors::default();
        // hundredths of a percent and of the currency are read alike
        let hundredths = match parse_cents(&off.peek()) {
            Ok(off) if off > 0 => off,
            Ok(_) => {
                wrong.add("discount", "not_positive");
                0
            }
            Err(problem) => {
                wrong.add("discount", problem.to_string());
                0
            }
        };
        let discount = if percent() { Discount::PercentBp(hundredths.clamp(0, 1_000_000) as u32) } else { Discount::Cents(hundredths) };
        let minimum_cents = if least.peek().trim().is_empty() {
            0
        } else {
            parse_cents(&least.peek()).map_err(|problem| wrong.add("minimum_cents", problem.to_string())).unwrap_or(0)
        };
        let max_uses = match uses.peek().trim() {
            "" => None,
            typed => typed.parse().map_err(|_| wrong.add("max_uses", "invalid")).ok(),
        };
        let input = NewPromo {
            code: code.peek().clone(),
            discount,
            minimum_cents,
            service_line: line.peek().parse().ok(),
            starts_on: starts.peek().parse().ok(),
            ends_on: ends.peek().parse().ok(),
            max_uses,
            only: only.peek().clone(),
        };
        let input = checked(input, wrong);
        sending.send(async move { api::create_promo(Valid(input?)).await }, move |made| {
            toasts.say(text::made(&made.terms.code));
            onclose.call(true);
        });
    };
    rsx! {
        FormDialog { title: text::new_promo(), testid: "promo-dialog", submit: text::make(), sending, onsubmit: save, onclose: move |()| onclose.call(false),
            FormGrid {
                TextInput { label: text::code(), name: "code", required: true, autofocus: true, autocomplete: "off", maxlength: 24, hint: text::code_hint(), value: code(), error: sending.error("code"), oninput: move |v: String| code.set(v.to_uppercase()) }
                Select { label: text::for_line(), name: "service_line", placeholder: text::any_line(), value: line(), options: packs.iter().map(|l| SelectOption::new(l.key(), l.pack().words.name.text())).collect::<Vec<_>>(), onchange: move |v| {
                        // vehicles of another service are not meant any more
                        only.write().vehicles.clear();
                        line.set(v);
                    } }
                div { class: "stack gap-1",
                    Segmented { label: text::kind(), name: "kind", size: Size::Sm, value: if percent() { "percent" } else { "amount" }, options: vec![Choice::new("percent", text::percent()), Choice::new("amount", text::amount())], onchange: move |v: String| percent.set(v == "percent") }
                    if percent() {
                        TextInput { label: text::takes_off(), name: "discount", kind: InputKind::Decimal, required: true, suffix: "%".to_string(), value: off(), error: sending.error("discount"), oninput: move |v| off.set(v) }
                    } else {
                        MoneyInput { label: text::takes_off(), name: "discount", required: true, currency, value: off(), error: sending.error("discount"), oninput: move |v| off.set(v) }
                    }
                }
                MoneyInput { label: text::minimum_subtotal(), name: "minimum_cents", currency, value: least(), error: sending.error("minimum_cents"), oninput: move |v| least.set(v) }
                DateInput { label: text::starts_on(), name: "starts_on", optional: true, value: starts(), onchange: move |v| starts.set(v) }
                DateInput { label: text::ends_on(), name: "ends_on", optional: true, value: ends(), onchange: move |v| ends.set(v) }
                TextInput { label: text::max_uses(), name: "max_uses", kind: InputKind::Whole, optional: true, value: uses(), error: sending.error("max_uses"), oninput: move |v| uses.set(v) }
            }
            ScopeFields { only, vehicles: known.into_iter().filter(|v| line.read().is_empty() || v.line.key() == *line.read()).collect::<Vec<_>>() }
        }
    }
}

/// The vehicles and trips a code is for.
#[component]
fn ScopeFields(only: Signal<PromoScope>, vehicles: Vec<Vehicle>) -> Element {
    let mut only = only;
    let now = only();
    rsx! {
        if !vehicles.is_empty() {
            FieldGroup { legend: text::only_vehicles(), hint: text::only_vehicles_hint(), class: "pb-ticks",
                for (of, name) in vehicles.into_iter().map(|vehicle| (vehicle.of(), vehicle.name)) {
                    Checkbox { key: "{of}", id: "f-only-{of}", name: "only_vehicles", value: of.to_string(), label: name, checked: now.vehicles.contains(&of),
                        onchange: move |on: bool| {
                            let mut only = only.write();
                            only.vehicles.retain(|other| *other != of);
                            if on {
                                only.vehicles.push(of.clone());
                            }
                        } }
                }
            }
        }
        FieldGroup { legend: text::only_trips(), hint: text::only_trips_hint(), class: "pb-ticks",
            for trip in TripType::ALL.iter().copied() {
                Checkbox { key: "{trip}", id: "f-only-{trip}", name: "only_trips", value: trip.key(), label: trips::trip(trip), checked: now.trips.contains(&trip),
                    onchange: move |on: bool| {
                        let mut only = only.write();
                        only.trips.retain(|other| *other != trip);
                        if on {
                            only.trips.push(trip);
                        }
                    } }
            }
        }
    }
}
