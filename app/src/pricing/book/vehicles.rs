//! The types of vehicles: added, described, priced and taken out; and what goes with those that are taken out.

use dioxus::prelude::*;
use shared::packs::Label;
use shared::pricing::VehicleRate;

use super::draft::Draft;
use super::rates::Cents;
use super::vehicle::VehicleDialog;
use super::words;
use crate::client::use_query;
use crate::pricing::{api, text};
use crate::ui::*;

/// As many types as a book takes.
const MOST: usize = 60;

/// Something that is paid for a type.
struct Rate {
    key: &'static str,
    name: fn() -> String,
    /// Where it stands.
    of: fn(&mut VehicleRate) -> &mut i64,
}

const RATES: [Rate; 5] = [
    Rate { key: "hour", name: text::hour, of: |v| &mut v.hour_cents },
    Rate { key: "day", name: text::day, of: |v| &mut v.day_cents },
    Rate { key: "km", name: text::km, of: |v| &mut v.km_cents },
    Rate { key: "deadhead", name: text::deadhead, of: |v| &mut v.deadhead_km_cents },
    Rate { key: "minimum", name: text::minimum, of: |v| &mut v.minimum_cents },
];

/// Forgets the amounts of a type that cannot be read.
pub(super) fn forget(draft: Draft, key: &str) {
    for rate in RATES {
        draft.forget(&format!("{}-{key}", rate.key));
    }
}

/// The card.
#[component]
pub(super) fn VehicleRates(draft: Draft) -> Element {
    let mut rates = draft.rates;
    let mut editing = use_signal(|| None::<VehicleRate>);
    let now = rates.read().vehicles.clone();
    let turn = (draft.turn)();
    let add = move |_| {
        let key = format!("v{}", uuid::Uuid::now_v7().simple());
        editing.set(Some(fresh(key)));
    };
    let remove = use_callback(move |key: String| {
        let Some(at) = rates.peek().vehicles.iter().position(|vehicle| vehicle.key == key) else { return };
        let vehicle = rates.write().vehicles.remove(at);
        forget(draft, &key);
        draft.removed(text::removed(vehicle.name.text()), move |rates| {
            if rates.vehicle(&vehicle.key).is_none() {
                let at = at.min(rates.vehicles.len());
                rates.vehicles.insert(at, vehicle.clone());
            }
        });
    });
    if now.is_empty() && !draft.may_edit {
        return VNode::empty();
    }
    let more = draft.may_edit && now.len() < MOST;
    let mut columns = vec![Column::new("name", text::vehicle())];
    columns.extend(RATES.map(|rate| Column::new(rate.key, (rate.name)()).numeric()));
    if draft.may_edit {
        columns.push(Column::new("actions", text::actions()));
    }
    let is_empty = now.is_empty();
    let row = |vehicle: VehicleRate| {
        let (key, name) = (vehicle.key.clone(), vehicle.name.text().to_string());
        let about = words::about_vehicle(&vehicle);
        let mut cells = vec![rsx! { span { class: "w-cell-two", b { {name.clone()} } if !about.is_empty() { small { {about} } } } }];
        cells.extend(RATES.map(|Rate { key: rate, name: called, of }| {
            let (label, value) = (text::of(&name, called()), *of(&mut vehicle.clone()));
            let own = key.clone();
            rsx! { Cents { name: format!("{rate}-{key}"), label, label_hidden: true, value, draft,
            onvalue: move |cents| if let Some(vehicle) = rates.write().vehicles.iter_mut().find(|other| other.key == own) { *of(vehicle) = cents } } }
        }));
        if draft.may_edit {
            let own = key.clone();
            cells.push(rsx! {
                div { class: "pb-tools",
                    IconButton { label: text::edit(&name), icon: IconName::Pencil, size: Size::Sm, onclick: move |_| editing.set(Some(vehicle.clone())) }
                    IconButton { label: text::remove(&name), icon: IconName::Trash2, size: Size::Sm, onclick: move |_| remove.call(own.clone()) }
                }
            });
        }
        Row::new(format!("{turn}-{key}"), name, cells)
    };
    let rows: Vec<Row> = now.into_iter().map(row).collect();
    rsx! {
        Card { title: text::vehicles(), flush: true, testid: "vehicles",
            actions: rsx! { if more { Button { size: Size::Sm, icon: IconName::Plus, testid: "add-vehicle", onclick: add, {text::add_vehicle()} } } },
            if is_empty {
                p { class: "w-card-empty sm", {text::no_vehicles()} }
            } else {
                DataTable { caption: text::vehicles(), columns, rows, class: "w-rates", testid: "vehicle-rates" }
            }
            if draft.may_edit { Missed { draft } }
        }
        if let Some(vehicle) = editing() {
            VehicleDialog { draft, vehicle, onclose: move |()| editing.set(None) }
        }
    }
}

/// A type of which nothing is known yet.
fn fresh(key: String) -> VehicleRate {
    VehicleRate {
        key,
        name: Label::default(),
        seats: 0,
        capabilities: Vec::new(),
        luggage: None,
        load: None,
        hour_cents: 0,
        day_cents: 0,
        km_cents: 0,
        deadhead_km_cents: 0,
        minimum_cents: 0,
        cost: None,
    }
}

/// What publishing without some types of the book in force means, and the extras that nothing could do any more.
#[component]
fn Missed(draft: Draft) -> Element {
    let desk = (draft.desk)();
    let now = draft.rates.read().clone();
    let gone: Vec<VehicleRate> = now.vehicles_gone(&desk.book.rates).into_iter().cloned().collect();
    let unserved = now.unserved().into_iter().map(|amenity| amenity.name.text().to_string()).collect::<Vec<_>>().join(", ");
    rsx! {
        if !gone.is_empty() || !unserved.is_empty() {
            div { class: "w-pad stack",
                if !gone.is_empty() { Gone { draft, gone } }
                if !unserved.is_empty() { InlineAlert { tone: Tone::Warn, title: text::unserved(unserved), {text::unserved_body()} } }
            }
        }
    }
}

/// The types that are taken out, and the codes that name them.
#[component]
fn Gone(draft: Draft, gone: Vec<VehicleRate>) -> Element {
    let promos = use_query(&["promo"], || async { api::list_promos().await });
    let names = |vehicle: &VehicleRate| vehicle.name.text().to_string();
    let title = text::taken_out(gone.iter().map(names).collect::<Vec<_>>().join(", "));
    let all = promos.value().unwrap_or_default();
    let named = all.iter().filter(|promo| promo.active && promo.service_line.is_none_or(|line| line == draft.line)).filter(|promo| {
        let vehicles = &promo.terms.only.vehicles;
        vehicles.iter().any(|of| gone.iter().any(|vehicle| of.means(draft.line, &vehicle.key)))
    });
    let codes = named.map(|promo| promo.terms.code.clone()).collect::<Vec<_>>().join(", ");
    rsx! {
        InlineAlert { tone: Tone::Info, title,
            p { {text::taken_out_body()} }
            if !codes.is_empty() { p { {text::codes_name_it(codes)} } }
        }
    }
}
