//! Repairs of the customer's units: which, how many, how many before, and whose prices hold.

use dioxus::prelude::*;
use shared::money::Currency;
use shared::pricing::{Priced, UnitRepairs, text as prices};
use shared::quotes::{Content, Quote, RepairUnit};
use shared::{LineId, Money, UnitId};
use uuid::Uuid;

use super::Draft;
use crate::client::use_query_of;
use crate::quotes::api::list_repair_units;
use crate::quotes::text::staff as text;
use crate::ui::format::{DateStyle, date, money};
use crate::ui::*;

/// So many units a quote may list.
const MOST: usize = 200;

/// The units, each with a stepper, and the picker of further ones.
#[component]
pub fn Repairs(draft: Draft, quote: Quote, priced: Priced) -> Element {
    let id = quote.id;
    let toasts = use_toasts();
    let units = use_query_of(&["unit"], move || id, |id| async move { list_repair_units(id).await });
    let content = (draft.content)();
    let known = units.value().unwrap_or_default();
    let left: Vec<ComboOption> = known.iter().filter(|unit| !lists(&content, unit.id)).map(option).collect();
    let add = move |unit: Option<UnitId>, name: String, earlier: u32| {
        let name: String = name.trim().chars().take(120).collect();
        if !name.is_empty() {
            draft.change(move |c| c.repairs.push(UnitRepairs { id: LineId(Uuid::now_v7()), unit, name, earlier, count: 1 }));
        }
    };
    let pick = move |value: String| {
        if let Some(unit) = known.iter().find(|unit| unit.id.to_string() == value) {
            add(Some(unit.id), unit.name(), unit.repaired.min(10_000));
        }
    };
    let remove = move |id: LineId| {
        let Some(at) = draft.content.peek().repairs.iter().position(|of| of.id == id) else { return };
        let gone = draft.content.peek().repairs[at].clone();
        let words = text::line_removed(&gone.name);
        draft.change(|c| c.repairs.retain(|of| of.id != id));
        let undo = Callback::new(move |()| {
            let gone = gone.clone();
            draft.change(move |c| c.repairs.insert(at.min(c.repairs.len()), gone));
        });
        toasts.undo(words, undo);
    };
    rsx! {
        Card { title: text::repairs(), id: "repairs", flush: true, testid: "repairs",
            div { class: "w-pad stack",
                PricesThatHold { quote: quote.clone(), content: content.clone() }
                Combobox { label: text::add_unit(), name: "repair-unit", hint: text::add_unit_hint(), options: left, disabled: content.repairs.len() >= MOST,
                    onselect: pick, oncreate: move |name: String| add(None, name, 0) }
            }
            if content.repairs.is_empty() { p { class: "w-card-empty sm", {text::no_repairs()} } }
            for of in content.repairs.clone() {
                UnitRow { key: "{of.id}", draft, sum: sum_of(&priced, of.id), of: of.clone(), currency: quote.currency, onremove: remove }
            }
        }
    }
}

/// Whether the quote lists a unit already.
fn lists(content: &Content, unit: UnitId) -> bool {
    content.repairs.iter().any(|of| of.unit == Some(unit))
}

fn option(unit: &RepairUnit) -> ComboOption {
    let option = ComboOption::new(unit.id.to_string(), unit.name());
    if unit.repaired > 0 { option.detail(text::repaired_before(prices::number_of_repairs(unit.repaired))) } else { option }
}

#[component]
fn UnitRow(draft: Draft, of: UnitRepairs, sum: i64, currency: Currency, onremove: EventHandler<LineId>) -> Element {
    let id = of.id;
    let edit = move |change: Box<dyn FnOnce(&mut UnitRepairs)>| {
        draft.change(|c| {
            if let Some(of) = c.repairs.iter_mut().find(|of| of.id == id) {
                change(of);
            }
        });
    };
    rsx! {
        div { class: "qb-row", role: "group", aria_label: of.name.clone(), "data-testid": "unit-repairs", "data-on": "true",
            span { class: "qb-what", b { {of.name.clone()} } if of.unit.is_none() { small { {text::unit_not_recorded()} } } }
            NumberStepper { name: "earlier-{id}", label: text::repairs_before(), size: Size::Sm, max: 10_000, value: of.earlier.into(),
                onchange: move |n: i64| edit(Box::new(move |of| of.earlier = n.clamp(0, 10_000) as u32)) }
            NumberStepper { name: "repairs-{id}", label: text::repairs_now(), size: Size::Sm, min: 1, max: 99, value: of.count.into(),
                onchange: move |n: i64| edit(Box::new(move |of| of.count = n.clamp(1, 99) as u32)) }
            b { class: "num", {money(Money::new(sum, currency))} }
            IconButton { label: text::remove(&of.name), icon: IconName::Trash2, size: Size::Sm, onclick: move |_| onremove.call(id) }
        }
    }
}

/// Repairs of an offer that cannot be changed any more.
#[component]
pub fn RepairsRead(quote: Quote, content: Content, priced: Priced) -> Element {
    rsx! {
        Card { title: text::repairs(), id: "repairs", flush: true, testid: "repairs",
            div { class: "w-pad", PricesThatHold { quote: quote.clone(), content: content.clone() } }
            for of in content.repairs.clone() {
                div { key: "{of.id}", class: "qb-row",
                    span { class: "qb-what", b { {of.name.clone()} } small { {prices::number_of_repairs(of.count)} } }
                    b { class: "num", {money(Money::new(sum_of(&priced, of.id), quote.currency))} }
                }
            }
        }
    }
}

/// Whose prices hold, and which they are.
#[component]
fn PricesThatHold(quote: Quote, content: Content) -> Element {
    let cash = |cents: i64| money(Money::new(cents, quote.currency));
    let tiers = content.agreed.as_ref().map_or(quote.book.rates.repairs, |agreed| agreed.tiers);
    let whose = match &content.agreed {
        None => text::standard_repair_prices(),
        Some(agreed) if agreed.by.is_empty() => text::own_repair_prices(date(agreed.from, DateStyle::Full)),
        Some(agreed) => text::own_repair_prices_by(date(agreed.from, DateStyle::Full), &agreed.by),
    };
    let many = content.agreed.as_ref().filter(|agreed| agreed.discount_bp > 0);
    rsx! {
        div { class: "sm", "data-testid": "prices-that-hold",
            p { {whose} }
            p { class: "muted num", {tiers.all().map(cash).join(" / ")} }
            if let Some(agreed) = many { p { class: "muted", {text::repair_discount(prices::percent_bp(agreed.discount_bp.into()), agreed.discount_from)} } }
        }
    }
}

/// What the repairs of a unit come to.
fn sum_of(priced: &Priced, id: LineId) -> i64 {
    let key = id.to_string();
    priced.lines.iter().find(|line| line.key == key).map_or(0, |line| line.cents)
}
