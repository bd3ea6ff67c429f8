//! What goes along: the trip's facts, the vehicles, the extras.

use dioxus::prelude::*;
use shared::Money;
use shared::money::Currency;
use shared::packs::ServiceLine;
use shared::pricing::{AmenityChoice, AmenityUnit, Rates, Route, VehicleCount, text as prices};
use shared::quotes::{PricedWith, TripType, text as words};

use super::Draft;
use super::fleets::Fleets;
use super::typed::{TypedNumber, plain};
use crate::quotes::text::staff as text;
use crate::ui::format::money;
use crate::ui::*;

/// Trip, passengers, crew and the hours that are charged; who travels, and how far empty, is asked of work with a way.
#[component]
pub fn Details(draft: Draft, route: Route, line: ServiceLine, has_crew: bool, takes_load: bool) -> Element {
    let content = (draft.content)();
    let (has_way, has_deadhead) = (line.pack().route, line.pack().asks_deadhead(content.deadhead_metres));
    let trips: Vec<SelectOption> = TripType::ALL.iter().map(|t| SelectOption::new(t.key(), words::trip(*t))).collect();
    rsx! {
        Card { title: text::details(), id: "details",
            div { class: "qb-fields",
                TextInput { class: "qb-wide", name: "title", label: text::quote_title(), value: content.title.clone(), maxlength: 120, oninput: move |v| draft.change(|c| c.title = v) }
                if has_way { Select { name: "trip", label: text::trip(), options: trips, value: content.trip.key(), onchange: move |v: String| if let Ok(trip) = v.parse() { draft.change(|c| c.trip = trip) } } }
                if has_way { NumberStepper { name: "passengers", label: text::passengers(), value: content.passengers.into(), max: 5000, onchange: move |n: i64| draft.change(|c| c.passengers = n.clamp(0, 5000) as u32) } }
                if !has_crew && content.passengers > 0 { NumberStepper { name: "luggage", label: text::luggage(), value: content.luggage.into(), max: 20_000, onchange: move |n: i64| draft.change(|c| c.luggage = n.clamp(0, 20_000) as u32) } }
                if takes_load || content.load > 0 {
                    TypedNumber { name: "load", max: 10_000.0, label: text::load(), suffix: "m³".to_string(), value: if content.load > 0 { plain(f64::from(content.load) / 10.0) } else { String::new() },
                        onvalue: move |cubic_metres: Option<f64>| draft.change(|c| c.load = (cubic_metres.unwrap_or_default() * 10.0).round() as u32) }
                }
                if has_crew { NumberStepper { name: "crew", label: text::crew(), value: content.crew.into(), max: 99, onchange: move |n: i64| draft.change(|c| c.crew = n.clamp(0, 99) as u32) } }
                TypedNumber { name: "minutes", max: 100_000.0, label: text::hours(), suffix: text::minutes_unit(), value: content.minutes.map(|m| m.to_string()).unwrap_or_default(),
                    onvalue: move |n: Option<f64>| draft.change(|c| c.minutes = n.map(|n| n as u32)) }
                if has_deadhead {
                    TypedNumber { name: "deadhead", max: 20_000.0, label: text::deadhead(), suffix: "km".to_string(), value: plain(f64::from(content.deadhead_metres) / 1000.0),
                        onvalue: move |km: Option<f64>| draft.change(|c| c.deadhead_metres = (km.unwrap_or_default() * 1000.0) as u32) }
                }
            }
            if content.minutes.is_none() { p { class: "w-hint", {text::hours_hint(prices::duration(route.total_minutes))} } }
        }
    }
}

/// Which vehicles go: as a plan that carries it all, or by hand.
#[component]
pub fn Vehicles(draft: Draft, rates: Rates, with: PricedWith, currency: Currency) -> Element {
    let content = (draft.content)();
    rsx! {
        Card { title: text::vehicles(), id: "vehicles", flush: true,
            meta: rsx! { if content.passengers > 0 { span { class: "sm muted", {if content.passengers == 1 { text::for_passenger() } else { text::for_passengers(content.passengers) }} } } },
            Fleets { draft, rates: rates.clone(), with, currency }
            for vehicle in rates.vehicles.clone() {
                {
                    let count = content.vehicles.iter().find(|v| v.key == vehicle.key).map_or(0, |v| v.count);
                    rsx! {
                        div { key: "{vehicle.key}", class: "qb-row", "data-on": (count > 0).then_some("true"),
                            span { class: "qb-what", b { {vehicle.name.text().to_string()} } if vehicle.seats > 0 { small { {if vehicle.seats == 1 { text::one_seat() } else { text::seats(vehicle.seats) }} } } }
                            NumberStepper {
                                name: "vehicle-{vehicle.key}", label: text::count(vehicle.name.text()), label_hidden: true, size: Size::Sm, max: 99,
                                value: count.into(),
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
    }
}

/// Extras: counted in, or left to the customer.
#[component]
pub fn Amenities(draft: Draft, rates: Rates, currency: Currency) -> Element {
    let content = (draft.content)();
    rsx! {
        Card { title: text::amenities(), id: "amenities", flush: true,
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
                        div { key: "{id}", class: "qb-row", "data-on": choice.is_some().then_some("true"),
                            span { class: "qb-what", b { {amenity.name.text().to_string()} } small { {money(Money::new(amenity.cents, currency))} " " {unit_words(amenity.unit)} } }
                            Checkbox { name: "in-{id}", label: text::included(), checked: choice.is_some_and(|c| !c.optional),
                                onchange: move |on: bool| set(on.then_some(AmenityChoice { amenity: id, optional: false, chosen: true })),
                                {text::included()} span { class: "sr", " " {amenity.name.text().to_string()} } }
                            Checkbox { name: "opt-{id}", label: text::optional(), checked: choice.is_some_and(|c| c.optional),
                                onchange: move |on: bool| set(on.then_some(AmenityChoice { amenity: id, optional: true, chosen: false })),
                                {text::optional()} span { class: "sr", " " {amenity.name.text().to_string()} } }
                        }
                    }
                }
            }
        }
    }
}

/// What an extra's price is multiplied by.
fn unit_words(unit: AmenityUnit) -> String {
    match unit {
        AmenityUnit::Flat => String::new(),
        AmenityUnit::PerPassenger => text::per_passenger(),
        AmenityUnit::PerHour => text::per_hour(),
        AmenityUnit::PerDay => text::per_day(),
    }
}
