//! A type of vehicle in a dialog: what it is called, what it carries and can do, what it costs.

use std::collections::BTreeSet;

use dioxus::prelude::*;
use shared::FieldErrors;
use shared::access::FieldRight;
use shared::input::checked;
use shared::money::parse_cents;
use shared::packs::Label;
use shared::pricing::{Rates, VehicleCost, VehicleRate, capability_key};

use super::draft::Draft;
use super::items::read_price;
use super::vehicles::forget;
use super::words;
use crate::client::use_session;
use crate::pricing::text;
use crate::ui::format::money_plain;
use crate::ui::*;

/// The largest load a book takes, in tenths of a cubic metre.
const MOST_LOAD: i64 = 10_000;

/// A type as it is typed.
#[derive(Clone, PartialEq)]
struct Typed {
    name: String,
    name_fr: String,
    seats: u32,
    luggage: String,
    load: String,
    can: Vec<String>,
    /// Further capabilities, in words, between commas.
    further: String,
    hour: String,
    day: String,
    km: String,
    deadhead: String,
    minimum: String,
    cost_hour: String,
    cost_km: String,
}

impl Typed {
    /// The fields of a type; amounts of a new one are empty.
    fn of(vehicle: &VehicleRate, is_new: bool) -> Self {
        let plain = |cents: i64| if is_new { String::new() } else { money_plain(cents) };
        let cost = |of: fn(&VehicleCost) -> i64| vehicle.cost.as_ref().map(|cost| money_plain(of(cost))).unwrap_or_default();
        Self {
            name: vehicle.name.en.clone(),
            name_fr: vehicle.name.fr.clone(),
            seats: vehicle.seats,
            luggage: vehicle.luggage.map(|pieces| pieces.to_string()).unwrap_or_default(),
            load: vehicle.load.map(words::cubic_metres).unwrap_or_default(),
            can: vehicle.capabilities.clone(),
            further: String::new(),
            hour: plain(vehicle.hour_cents),
            day: plain(vehicle.day_cents),
            km: plain(vehicle.km_cents),
            deadhead: plain(vehicle.deadhead_km_cents),
            minimum: plain(vehicle.minimum_cents),
            cost_hour: cost(|cost| cost.hour_cents),
            cost_km: cost(|cost| cost.km_cents),
        }
    }

    /// The type this makes of the one it was; what cannot be read is noted at its field.
    fn read(&self, was: &VehicleRate, wrong: &mut FieldErrors) -> VehicleRate {
        let mut capabilities = self.can.clone();
        for words in self.further.split(',').filter(|words| !words.trim().is_empty()) {
            match capability_key(words) {
                Some(key) if capabilities.contains(&key) => {}
                Some(key) => capabilities.push(key),
                None => wrong.add("capabilities", "invalid"),
            }
        }
        let luggage = match self.luggage.trim() {
            "" => None,
            typed => typed.parse().map_err(|_| wrong.add("luggage", "invalid")).ok(),
        };
        let load = match self.load.trim() {
            "" => None,
            // hundredths of a cubic metre are read as those of the currency
            typed => match parse_cents(typed).map(|hundredths| (hundredths + 5).div_euclid(10)) {
                Ok(tenths) if (0..=MOST_LOAD).contains(&tenths) => u32::try_from(tenths).ok(),
                _ => {
                    wrong.add("load", "invalid");
                    None
                }
            },
        };
        let mut amount = |typed: &str, field: &str| if typed.trim().is_empty() { 0 } else { read_price(typed, field, wrong) };
        let has_cost = !self.cost_hour.trim().is_empty() || !self.cost_km.trim().is_empty();
        let cost = has_cost.then(|| VehicleCost {
            hour_cents: amount(&self.cost_hour, "cost.hour_cents"),
            km_cents: amount(&self.cost_km, "cost.km_cents"),
        });
        VehicleRate {
            key: was.key.clone(),
            name: Label::new(self.name.trim(), self.name_fr.trim()),
            seats: self.seats,
            capabilities,
            luggage,
            load,
            hour_cents: amount(&self.hour, "hour_cents"),
            day_cents: amount(&self.day, "day_cents"),
            km_cents: amount(&self.km, "km_cents"),
            deadhead_km_cents: amount(&self.deadhead, "deadhead_km_cents"),
            minimum_cents: amount(&self.minimum, "minimum_cents"),
            cost,
        }
    }
}

/// Writes a type, or changes one of the draft.
#[component]
pub(super) fn VehicleDialog(draft: Draft, vehicle: VehicleRate, onclose: EventHandler<()>) -> Element {
    let mut rates = draft.rates;
    let sending = use_sending();
    let sees_cost = use_session().access.sees(FieldRight::Cost);
    let is_new = rates.peek().vehicle(&vehicle.key).is_none();
    let start = Typed::of(&vehicle, is_new);
    let mut typed = use_signal(|| start);
    let name = vehicle.name.text().to_string();
    let known = known(&rates.peek(), &vehicle);
    let submit = move |()| {
        let mut wrong = FieldErrors::default();
        let read = typed.peek().read(&vehicle, &mut wrong);
        match checked(read, wrong) {
            Ok(read) => {
                let key = read.key.clone();
                {
                    let mut rates = rates.write();
                    match rates.vehicles.iter_mut().find(|other| other.key == key) {
                        Some(there) => *there = read,
                        None => rates.vehicles.push(read),
                    }
                }
                onclose.call(());
                forget(draft, &key);
            }
            Err(error) => sending.fail(error),
        }
    };
    let now = typed();
    rsx! {
        FormDialog { title: if is_new { text::add_vehicle() } else { text::edit(name) }, testid: "vehicle-dialog", submit: text::put_in_draft(), sending, onsubmit: submit, onclose,
            FormGrid {
                TextInput { label: text::name_en(), name: "name", required: true, autofocus: true, maxlength: 120, value: now.name.clone(), error: sending.error("name"), oninput: move |v| typed.write().name = v }
                TextInput { label: text::name_fr(), name: "name_fr", optional: true, maxlength: 120, value: now.name_fr.clone(), oninput: move |v| typed.write().name_fr = v }
                NumberStepper { label: text::seats_of_it(), name: "seats", value: now.seats.into(), max: 200, hint: text::seats_hint(), error: sending.error("seats"), onchange: move |n: i64| typed.write().seats = n.clamp(0, 200) as u32 }
                TextInput { label: text::luggage_room(), name: "luggage", kind: InputKind::Whole, optional: true, hint: text::luggage_hint(), value: now.luggage.clone(), error: sending.error("luggage"), oninput: move |v| typed.write().luggage = v }
                TextInput { label: text::load_room(), name: "load", kind: InputKind::Decimal, optional: true, suffix: "m³".to_string(), hint: text::load_hint(), value: now.load.clone(), error: sending.error("load"), oninput: move |v| typed.write().load = v }
            }
            if !known.is_empty() {
                FieldGroup { legend: text::capabilities(), hint: text::capabilities_hint(), class: "pb-ticks",
                    for key in known {
                        Checkbox { key: "{key}", id: "f-can-{key}", name: "can", value: key.clone(), label: words::capability(&key), checked: now.can.contains(&key),
                            onchange: move |on: bool| {
                                let mut typed = typed.write();
                                typed.can.retain(|other| *other != key);
                                if on {
                                    typed.can.push(key.clone());
                                }
                            } }
                    }
                }
            }
            TextInput { label: text::further_capabilities(), name: "capabilities", optional: true, hint: text::further_hint(), maxlength: 300, value: now.further.clone(), error: sending.error("capabilities"), oninput: move |v| typed.write().further = v }
            FormGrid {
                MoneyInput { label: text::hour(), name: "hour_cents", currency: draft.currency, value: now.hour.clone(), error: sending.error("hour_cents"), oninput: move |v| typed.write().hour = v }
                MoneyInput { label: text::day(), name: "day_cents", currency: draft.currency, value: now.day.clone(), error: sending.error("day_cents"), oninput: move |v| typed.write().day = v }
                MoneyInput { label: text::km(), name: "km_cents", currency: draft.currency, value: now.km.clone(), error: sending.error("km_cents"), oninput: move |v| typed.write().km = v }
                MoneyInput { label: text::deadhead(), name: "deadhead_km_cents", currency: draft.currency, value: now.deadhead.clone(), error: sending.error("deadhead_km_cents"), oninput: move |v| typed.write().deadhead = v }
                MoneyInput { label: text::minimum(), name: "minimum_cents", currency: draft.currency, value: now.minimum.clone(), error: sending.error("minimum_cents"), oninput: move |v| typed.write().minimum = v }
                if sees_cost {
                    MoneyInput { label: text::our_hour(), name: "cost.hour_cents", currency: draft.currency, value: now.cost_hour.clone(), error: sending.error("cost.hour_cents"), oninput: move |v| typed.write().cost_hour = v }
                    MoneyInput { label: text::our_km(), name: "cost.km_cents", currency: draft.currency, value: now.cost_km.clone(), error: sending.error("cost.km_cents"), oninput: move |v| typed.write().cost_km = v }
                }
            }
        }
    }
}

/// What vehicles of the book can do and extras of it need, and what this one can; each once, by name.
fn known(rates: &Rates, vehicle: &VehicleRate) -> Vec<String> {
    let needed = rates.amenities.iter().filter_map(|amenity| amenity.needs.as_deref());
    let own = vehicle.capabilities.iter().map(String::as_str);
    let all: BTreeSet<&str> = rates.capabilities().into_iter().chain(needed).chain(own).collect();
    all.into_iter().map(Into::into).collect()
}
