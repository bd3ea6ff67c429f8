//! Who works, how many of them and how long, by trade.

use dioxus::prelude::*;
use shared::Money;
use shared::money::Currency;
use shared::pricing::{Priced, Rates, TradeHours, TradeRate, text as prices};
use shared::quotes::{Content, Quote};

use super::Draft;
use super::typed::{TypedNumber, plain};
use crate::quotes::text::staff as text;
use crate::ui::format::money;
use crate::ui::*;

/// What somebody works who is put on the quote and of whom nothing else is said, in minutes.
const WORKDAY: u32 = 480;

/// The trades of the price book, each with its people and hours.
#[component]
pub fn Trades(draft: Draft, rates: Rates, priced: Priced, currency: Currency) -> Element {
    let content = (draft.content)();
    rsx! {
        Card { title: text::trades(), id: "trades", flush: true, testid: "trades",
            for trade in rates.trades.clone() {
                TradeRow { key: "{trade.key}", draft, now: content.trades.iter().find(|of| of.key == trade.key).cloned(), sum: sum_of(&priced, &trade.key), trade: trade.clone(), currency }
            }
        }
    }
}

#[component]
fn TradeRow(draft: Draft, trade: TradeRate, now: Option<TradeHours>, sum: i64, currency: Currency) -> Element {
    let name = trade.name.text().to_string();
    let (people, minutes) = now.as_ref().map_or((0, 0), |of| (of.people, of.minutes));
    let hours = if minutes > 0 { plain(f64::from(minutes) / 60.0) } else { String::new() };
    let (of_people, of_hours) = (trade.key.clone(), trade.key.clone());
    rsx! {
        div { class: "qb-row", role: "group", aria_label: "{name}", "data-testid": "trade", "data-on": now.is_some().then_some("true"),
            span { class: "qb-what", b { "{name}" } small { {money(Money::new(trade.hour_cents, currency))} " " {text::per_hour()} } }
            NumberStepper { name: "people-{trade.key}", label: text::trade_people(), size: Size::Sm, max: 99, value: people.into(),
                onchange: move |n: i64| put(draft, &of_people, |of| set_people(of, n.clamp(0, 99) as u32)) }
            TypedNumber { name: "hours-{trade.key}", label: text::trade_hours(), size: Size::Sm, max: 1_600.0, suffix: text::hours_unit(), value: hours,
                onvalue: move |hours: Option<f64>| put(draft, &of_hours, |of| set_minutes(of, (hours.unwrap_or_default() * 60.0).round() as u32)) }
            b { class: "num", {money(Money::new(sum, currency))} }
        }
    }
}

/// Changes the hours of a trade; of which nobody works or no time is not kept.
fn put(draft: Draft, key: &str, change: impl FnOnce(&mut TradeHours)) {
    draft.change(|c| {
        let known = c.trades.iter().position(|of| of.key == key);
        let mut of =
            known.and_then(|at| c.trades.get(at).cloned()).unwrap_or_else(|| TradeHours { key: key.into(), people: 0, minutes: 0 });
        change(&mut of);
        match known {
            Some(at) => c.trades[at] = of,
            None => c.trades.push(of),
        }
        c.trades.retain(|of| of.people > 0 && of.minutes > 0);
    });
}

fn set_people(of: &mut TradeHours, people: u32) {
    of.people = people;
    if of.minutes == 0 {
        of.minutes = WORKDAY;
    }
}

fn set_minutes(of: &mut TradeHours, minutes: u32) {
    of.minutes = minutes;
    of.people = of.people.max(1);
}

/// The trades of an offer that cannot be changed any more.
#[component]
pub fn TradesRead(quote: Quote, content: Content, priced: Priced) -> Element {
    let rates = &quote.book.rates;
    let rows: Vec<(String, String, String, i64)> = content
        .trades
        .iter()
        .map(|of| {
            let name = rates.trade(&of.key).map_or_else(|| of.key.clone(), |trade| trade.name.text().to_string());
            (of.key.clone(), name, text::people_for(of.people, prices::duration(of.minutes)), sum_of(&priced, &of.key))
        })
        .collect();
    rsx! {
        Card { title: text::trades(), id: "trades", flush: true, testid: "trades",
            for (key, name, worked, sum) in rows {
                div { key: "{key}", class: "qb-row",
                    span { class: "qb-what", b { {name} } small { {worked} } }
                    b { class: "num", {money(Money::new(sum, quote.currency))} }
                }
            }
        }
    }
}

/// What the hours of a trade come to.
fn sum_of(priced: &Priced, trade: &str) -> i64 {
    let key = format!("trade-{trade}");
    priced.lines.iter().find(|line| line.key == key).map_or(0, |line| line.cents)
}
