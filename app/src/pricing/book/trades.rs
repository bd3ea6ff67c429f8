//! What an hour of each trade costs, and what is billed at least.

use dioxus::prelude::*;
use shared::pricing::{TradeRate, text as prices};

use super::draft::Draft;
use super::rates::Cents;
use crate::pricing::text;
use crate::ui::*;

/// The card; of books that have trades only.
#[component]
pub(super) fn TradeRates(draft: Draft) -> Element {
    let mut rates = draft.rates;
    let trades = rates.read().trades.clone();
    if trades.is_empty() {
        return VNode::empty();
    }
    let columns = vec![
        Column::new("name", text::trade()),
        Column::new("hour", text::hour()).numeric(),
        Column::new("minimum", text::crew_minimum()).numeric(),
    ];
    let row = |(i, trade): (usize, TradeRate)| {
        let name = trade.name.text().to_string();
        let (hour, least) = (text::of(&name, text::hour()), text::of(&name, text::crew_minimum()));
        let minutes = if draft.may_edit {
            rsx! { NumberStepper { name: "trade-minimum-{trade.key}", label: least, label_hidden: true, unit: text::minutes(), value: trade.minimum_minutes.into(), max: 1440, step: 15,
            onchange: move |n: i64| if let Some(trade) = rates.write().trades.get_mut(i) { trade.minimum_minutes = n.clamp(0, 1440) as u32 } } }
        } else {
            rsx! { span { class: "num", {prices::duration(trade.minimum_minutes)} } }
        };
        Row::new(
            &trade.key,
            name.clone(),
            vec![
                rsx! { b { {name.clone()} } },
                rsx! { Cents { name: "trade-hour-{trade.key}", label: hour, label_hidden: true, value: trade.hour_cents, draft,
                onvalue: move |cents| if let Some(trade) = rates.write().trades.get_mut(i) { trade.hour_cents = cents } } },
                minutes,
            ],
        )
    };
    let rows: Vec<Row> = trades.into_iter().enumerate().map(row).collect();
    rsx! {
        Card { title: text::trades(), flush: true,
            p { class: "w-hint w-pad", {text::trades_hint()} }
            DataTable { caption: text::trades(), columns, rows, class: "w-rates", testid: "trade-rates" }
        }
    }
}
