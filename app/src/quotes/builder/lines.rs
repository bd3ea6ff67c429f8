//! Lines somebody writes or takes from the price book.

use dioxus::prelude::*;
use shared::money::Currency;
use shared::pricing::{LineItem, Priced, Rates};
use shared::{LineId, Money};
use uuid::Uuid;

use super::Draft;
use super::typed::{TypedMoney, TypedNumber, plain};
use crate::quotes::text::staff as text;
use crate::ui::format::{money, money_plain};
use crate::ui::*;

/// The lines, each edited in place.
#[component]
pub fn Lines(draft: Draft, rates: Rates, priced: Priced, currency: Currency, sees_cost: bool) -> Element {
    let toasts = use_toasts();
    let mut fresh = use_signal(|| None::<LineId>);
    let lines = (draft.content)().lines;
    let mut add = move |name: String, cents: i64| {
        let id = LineId(Uuid::now_v7());
        draft.change(move |c| {
            c.lines.push(LineItem {
                id,
                name,
                note: String::new(),
                quantity_milli: 1000,
                unit_cents: cents,
                unit_cost_cents: None,
                optional: false,
                chosen: true,
            });
        });
        fresh.set(Some(id));
    };
    let remove = move |id: LineId| {
        let Some(at) = draft.content.peek().lines.iter().position(|l| l.id == id) else { return };
        let gone = draft.content.peek().lines[at].clone();
        let words = text::line_removed(&gone.name);
        draft.change(|c| c.lines.retain(|l| l.id != id));
        let undo = Callback::new(move |()| {
            let gone = gone.clone();
            draft.change(move |c| c.lines.insert(at.min(c.lines.len()), gone));
        });
        toasts.undo(words, undo);
    };
    let items: Vec<MenuItem> =
        rates.items.iter().map(|i| MenuItem::new(i.key.clone(), i.name.text()).detail(money(Money::new(i.unit_cents, currency)))).collect();
    let book = rates.items.clone();
    rsx! {
        Card { title: text::items(), id: "items", flush: true,
            actions: rsx! {
                if !items.is_empty() {
                    Menu { label: text::from_book(), items, size: Size::Sm, onselect: move |key: String| if let Some(item) = book.iter().find(|i| i.key == key) { add(item.name.text().to_string(), item.unit_cents) } }
                }
                Button { size: Size::Sm, icon: IconName::Plus, testid: "add-line", onclick: move |_| add(text::new_line(), 0), {text::add_item()} }
            },
            if lines.is_empty() { p { class: "w-card-empty sm", {text::no_lines()} } }
            div { class: "qb-lines",
                for line in lines {
                    LineRow { key: "{line.id}", draft, fresh: fresh() == Some(line.id), sum: sum_of(&priced, &line), line: line.clone(), currency, sees_cost, onremove: remove }
                }
            }
        }
    }
}

#[component]
fn LineRow(
    draft: Draft,
    line: LineItem,
    sum: i64,
    currency: Currency,
    sees_cost: bool,
    fresh: bool,
    onremove: EventHandler<LineId>,
) -> Element {
    let id = line.id;
    use_effect(use_reactive!(|fresh| {
        if fresh {
            dom::focus(&format!("line-name-{id}"));
        }
    }));
    let edit = move |change: Box<dyn FnOnce(&mut LineItem)>| {
        draft.change(|c| {
            if let Some(line) = c.lines.iter_mut().find(|l| l.id == id) {
                change(line)
            }
        })
    };
    rsx! {
        div { class: "qb-line", role: "group", aria_label: line.name.clone(), "data-testid": "line",
            TextInput { id: "line-name-{id}", class: "qb-line-name", name: "line-{id}", label: text::name(), value: line.name.clone(), size: Size::Sm, maxlength: 120, oninput: move |v| edit(Box::new(move |l| l.name = v)) }
            TypedNumber { name: "qty-{id}", label: text::quantity(), size: Size::Sm, required: true, max: 1_000_000.0, value: plain(line.quantity_milli as f64 / 1000.0),
                onvalue: move |n: Option<f64>| if let Some(n) = n { edit(Box::new(move |l| l.quantity_milli = (n * 1000.0).round() as i64)) } }
            TypedMoney { name: "unit-{id}", label: text::unit_price(), size: Size::Sm, required: true, value: money_plain(line.unit_cents),
                onvalue: move |cents: Option<i64>| if let Some(cents) = cents { edit(Box::new(move |l| l.unit_cents = cents)) } }
            if sees_cost {
                TypedMoney { name: "cost-{id}", label: text::unit_cost(), size: Size::Sm, value: line.unit_cost_cents.map(money_plain).unwrap_or_default(),
                    onvalue: move |cents: Option<i64>| edit(Box::new(move |l| l.unit_cost_cents = cents)) }
            }
            div { class: "qb-line-end",
                Checkbox { name: "optline-{id}", label: text::optional(), checked: line.optional, onchange: move |on: bool| edit(Box::new(move |l| { l.optional = on; l.chosen = !on })) }
                b { class: "num", {money(Money::new(sum, currency))} }
                IconButton { label: text::remove(&line.name), icon: IconName::Trash2, size: Size::Sm, onclick: move |_| onremove.call(id) }
            }
        }
    }
}

/// What a line comes to, counted in, only offered, or in a package that is not the one priced.
fn sum_of(priced: &Priced, line: &LineItem) -> i64 {
    let key = line.id.to_string();
    priced.lines.iter().chain(&priced.options).find(|l| l.key == key).map_or_else(|| line.sum_cents(), |l| l.cents)
}
