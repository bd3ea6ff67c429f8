//! An offer that cannot be changed any more, to be read.

use dioxus::prelude::*;
use shared::Money;
use shared::pricing::{Priced, Route, text as prices};
use shared::quotes::{Content, Quote, text as words};

use crate::quotes::builder::{RepairsRead, TradesRead, kind_text, leg_words, window_words};
use crate::quotes::map::RouteOnMap;
use crate::quotes::text as both;
use crate::quotes::text::staff as text;
use crate::ui::format::{DateStyle, date, money};
use crate::ui::*;

/// The stops, what goes along, and the terms of a revision that went out.
#[component]
pub fn Offer(quote: Quote, content: Content, route: Route, priced: Priced) -> Element {
    // the stop that stands out, in the list and on the map
    let mut marked = use_signal(|| None::<usize>);
    let has_way = quote.service_line.pack().route;
    let rates = quote.book.rates.clone();
    let cash = |cents: i64| money(Money::new(cents, quote.currency));
    let extras: Vec<(String, String, String)> = content
        .amenities
        .iter()
        .filter_map(|a| {
            let amenity = rates.amenity(a.amenity)?;
            let state = match (a.optional, a.chosen) {
                (false, _) => text::included(),
                (true, true) => text::chosen(),
                (true, false) => text::offered(),
            };
            Some((a.amenity.to_string(), amenity.name.text().to_string(), state))
        })
        .collect();
    rsx! {
        Card { title: if has_way { text::itinerary() } else { text::site() }, id: "itinerary",
            meta: rsx! { if has_way { span { class: "sm muted", {text::summary(prices::km(route.metres), route.days)} } } },
            ol { class: "qb-stops",
                for (i, stop) in content.stops.iter().enumerate() {
                    {
                        let timed = route.stops.get(i).copied().unwrap_or_default();
                        let arrive = timed.arrive.map(|t| t.format("%H:%M").to_string()).unwrap_or_else(|| "–".into());
                        let leave = timed.leave.filter(|l| Some(*l) != timed.arrive).map(|t| t.format("–%H:%M").to_string()).unwrap_or_default();
                        let day = timed.arrive.map(|t| date(t.date(), DateStyle::Day)).unwrap_or_default();
                        let (number, window) = (i + 1, window_words(stop, &timed));
                        let dwell = (stop.dwell > 0).then(|| both::stay(prices::duration(stop.dwell)));
                        rsx! {
                            li { key: "{stop.id}", id: "stop-row-{number}", class: "qb-stop", "data-read": "true", "data-testid": "stop", "data-on": (marked() == Some(number)).then_some("true"),
                                if let Some(leg) = timed.leg { p { class: "qb-leg", {leg_words(&leg)} } }
                                if stop.drawn_at().is_some() {
                                    button { r#type: "button", class: "qb-mark", aria_label: both::on_map(number), aria_pressed: if marked() == Some(number) { "true" } else { "false" }, onclick: move |_| marked.set(Some(number)), {number.to_string()} }
                                } else {
                                    span { class: "qb-mark", aria_hidden: "true", {number.to_string()} }
                                }
                                p { class: "qb-when", small { {day} } b { {arrive} {leave} } if let Some(window) = window { small { {window} } } }
                                div { class: "qb-where",
                                    b { {stop.title().to_string()} }
                                    if !stop.name.is_empty() { small { {stop.address.clone()} } }
                                    if let Some(dwell) = dwell { small { {dwell} } }
                                    if !stop.notes.is_empty() { small { class: "pre", {stop.notes.clone()} } }
                                }
                                div { class: "qb-kind", Chip { {kind_text(stop.kind)} } }
                            }
                        }
                    }
                }
            }
            RouteOnMap { content: content.clone(), route: route.clone(), marked: marked(), compact: true,
                onmark: move |number: usize| {
                    marked.set(Some(number));
                    super::show(&format!("stop-row-{number}"));
                }
            }
        }
        Card { title: text::details(), id: "details",
            DescriptionList { columns: true,
                if has_way { Fact { term: text::trip(), {words::trip(content.trip)} } }
                if content.passengers > 0 { Fact { term: text::passengers(), {content.passengers.to_string()} } }
                if content.crew > 0 { Fact { term: text::crew(), {content.crew.to_string()} } }
                Fact { term: text::charged_time(), {prices::duration(content.minutes.unwrap_or(route.total_minutes))} }
                for vehicle in content.vehicles.iter() {
                    Fact { key: "{vehicle.key}", term: rates.vehicle(&vehicle.key).map_or_else(|| vehicle.key.clone(), |v| v.name.text().to_string()), {vehicle.count.to_string()} }
                }
            }
        }
        if !content.trades.is_empty() { TradesRead { quote: quote.clone(), content: content.clone(), priced: priced.clone() } }
        if !content.repairs.is_empty() { RepairsRead { quote: quote.clone(), content: content.clone(), priced: priced.clone() } }
        if !extras.is_empty() {
            Card { title: text::amenities(), id: "amenities", flush: true,
                for (key, name, state) in extras {
                    div { key: "{key}", class: "qb-row", span { class: "qb-what", b { {name} } } Chip { {state} } }
                }
            }
        }
        if !content.lines.is_empty() {
            Card { title: text::items(), id: "items", flush: true,
                for line in content.lines.iter() {
                    div { key: "{line.id}", class: "qb-row",
                        span { class: "qb-what", b { {line.name.clone()} } small { "{prices::milli(line.quantity_milli)} × {cash(line.unit_cents)}" } }
                        if line.optional { Chip { {if line.chosen { text::chosen() } else { text::offered() }} } }
                        b { class: "num", {cash(line.sum_cents())} }
                    }
                }
            }
        }
        if !content.packages.is_empty() {
            Card { title: text::packages(), id: "packages", flush: true,
                for package in content.packages.iter() {
                    div { key: "{package.id}", class: "qb-row", "data-on": (priced.package == Some(package.id)).then_some("true"), "data-testid": "package",
                        span { class: "qb-what",
                            b { {package.name.clone()} }
                            if !package.note.is_empty() { small { {package.note.clone()} } }
                            small { {content.own_of(package, |id| rates.amenity(id).map(|amenity| amenity.name.text().to_string())).join(", ")} }
                        }
                        if content.package == Some(package.id) {
                            Chip { tone: Tone::Ok, {text::taken()} }
                        } else if package.recommended {
                            Chip { {text::recommend()} }
                        }
                        b { class: "num", {cash(priced.packages.iter().find(|one| one.package == package.id).map_or(0, |one| one.total_cents))} }
                    }
                }
            }
        }
        Card { title: text::terms(), id: "terms",
            if !content.message.is_empty() { h3 { class: "w-label", {text::note_customer()} } p { class: "sm pre", {content.message.clone()} } }
            if !content.instructions.is_empty() { h3 { class: "w-label", {text::note_crew()} } p { class: "sm pre", {content.instructions.clone()} } }
            ul { class: "qb-terms", for (i, term) in rates.terms.lines().map(str::to_string).enumerate() { li { key: "{i}", {term} } } }
        }
    }
}
