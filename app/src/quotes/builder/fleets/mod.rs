//! The plans of vehicles that carry it all: what each comes to and why, put on the quote by one press.

mod text;

use dioxus::prelude::*;
use shared::money::Currency;
use shared::pricing::{Rates, VehicleCount};
use shared::quotes::{Content, Fleet, FleetReason, NotAlone, PricedWith};
use shared::{AmenityId, Money};

use super::Draft;
use crate::ui::format::{decimal, money};
use crate::ui::*;

/// The plans, or that there is none; nothing where nobody travels and nothing is loaded.
#[component]
pub(super) fn Fleets(draft: Draft, rates: Rates, with: PricedWith, currency: Currency) -> Element {
    let toasts = use_toasts();
    let take = use_callback(move |(words, vehicles): (String, Vec<VehicleCount>)| {
        let before = draft.content.peek().vehicles.clone();
        draft.change(|content| content.vehicles = vehicles);
        let back = Callback::new(move |()| {
            let before = before.clone();
            draft.change(move |content| content.vehicles = before);
        });
        toasts.undo(words, back);
    });
    let content = (draft.content)();
    let fleets = content.fleets(&rates, Some(&with));
    if fleets.is_empty() {
        return if is_asked(&content, &rates) {
            rsx! { p { class: "w-hint w-pad", {text::nothing()} } }
        } else {
            VNode::empty()
        };
    }
    rsx! {
        div { class: "qb-fleets", role: "group", aria_label: text::title(), "data-testid": "fleets",
            p { class: "sm", b { {text::title()} } " " span { class: "muted", {text::hint()} } }
            for (at, fleet) in fleets.into_iter().enumerate() {
                FleetRow { key: "{at}", at, goes: fleet.goes(&content.vehicles), rates: rates.clone(), currency, fleet, ontake: move |chosen| take.call(chosen) }
            }
        }
    }
}

/// Whether the book has vehicles for what is asked at all.
fn is_asked(content: &Content, rates: &Rates) -> bool {
    let seated = content.passengers > 0 && rates.vehicles.iter().any(|vehicle| vehicle.seats > 0);
    seated || content.load > 0 && rates.vehicles.iter().any(|vehicle| vehicle.load.is_some())
}

/// One plan: its vehicles, why, what the quote comes to with them, and whether they are on it.
#[component]
fn FleetRow(
    at: usize,
    fleet: Fleet,
    goes: bool,
    rates: Rates,
    currency: Currency,
    ontake: EventHandler<(String, Vec<VehicleCount>)>,
) -> Element {
    let name = fleet.vehicles.iter().map(|of| text::times(of.count, vehicle(&rates, &of.key))).collect::<Vec<_>>().join(" + ");
    let total = fleet.total_cents.map(|cents| money(Money::new(cents, currency)));
    let reasons: Vec<String> = fleet.reasons.iter().map(|reason| words(reason, &rates, currency)).collect();
    let chosen = (text::taken(&name), fleet.vehicles.clone());
    rsx! {
        button { r#type: "button", class: "qb-cure qb-fleet", "data-testid": "fleet", aria_pressed: if goes { "true" } else { "false" },
            onclick: move |_| if !goes { ontake.call(chosen.clone()) },
            span {
                b { span { class: "sr", {text::plan(at + 1)} " " } {name} }
                for (n, reason) in reasons.into_iter().enumerate() { small { key: "{n}", {reason} } }
            }
            span { class: "qb-fleet-end",
                if let Some(total) = total { strong { {total} } }
                if goes { Chip { tone: Tone::Ok, icon: IconName::BadgeCheck, {text::goes()} } }
            }
        }
    }
}

fn vehicle(rates: &Rates, key: &str) -> String {
    rates.vehicle(key).map_or_else(|| key.to_owned(), |rate| rate.name.text().to_owned())
}

/// What speaks for a plan.
fn words(reason: &FleetReason, rates: &Rates, currency: Currency) -> String {
    match reason {
        FleetReason::Seats { seats, passengers } if *seats <= u64::from(*passengers) => text::all_seats(seats),
        FleetReason::Seats { seats, passengers } => text::seats(seats, passengers, seats - u64::from(*passengers)),
        FleetReason::Load { room, load } => text::load(cubic_metres(*room), cubic_metres(u64::from(*load))),
        FleetReason::Luggage { room, pieces } => text::luggage(room, pieces),
        FleetReason::Has { amenity, vehicles } => {
            text::has(vehicles.iter().map(|key| vehicle(rates, key)).collect::<Vec<_>>().join(", "), extra(rates, *amenity))
        }
        FleetReason::Cheaper { cents } => text::cheaper(money(Money::new(*cents, currency))),
        FleetReason::NotAlone { key, because } => {
            let name = vehicle(rates, key);
            match because {
                NotAlone::Seats { seats } => text::too_few_seats(name, seats),
                NotAlone::Load { room } => text::too_little_room(name, cubic_metres(*room)),
                NotAlone::Luggage { room } => text::too_little_luggage(name, room),
                NotAlone::Lacks { amenity } => text::lacks(name, extra(rates, *amenity)),
                NotAlone::Dearer { cents } => text::dearer(name, money(Money::new(*cents, currency))),
                NotAlone::Emptier { seats } => text::emptier(name, seats),
            }
        }
    }
}

fn extra(rates: &Rates, id: AmenityId) -> String {
    rates.amenity(id).map(|amenity| amenity.name.text().to_owned()).unwrap_or_default()
}

/// Tenths of a cubic metre, as they are read.
pub(super) fn cubic_metres(tenths: u64) -> String {
    decimal(tenths as f64 / 10.0, usize::from(!tenths.is_multiple_of(10)))
}
