//! The standard prices of repairs: what customers pay who have agreed on nothing else.

use dioxus::prelude::*;
use shared::customers::RepairTiers;

use super::draft::Draft;
use super::rates::Cents;
use crate::pricing::text;
use crate::ui::*;

/// The prices by name, from the first repair of a unit on, each with what sets it.
pub(super) fn tiers(of: &RepairTiers) -> [(&'static str, String, i64, fn(&mut RepairTiers, i64)); 5] {
    [
        ("first", text::first_repair(), of.first_cents, |tiers, cents| tiers.first_cents = cents),
        ("second", text::second_repair(), of.second_cents, |tiers, cents| tiers.second_cents = cents),
        ("third", text::third_repair(), of.third_cents, |tiers, cents| tiers.third_cents = cents),
        ("fourth", text::fourth_repair(), of.fourth_cents, |tiers, cents| tiers.fourth_cents = cents),
        ("later", text::later_repairs(), of.later_cents, |tiers, cents| tiers.later_cents = cents),
    ]
}

/// The card; of service lines that repair units only.
#[component]
pub(super) fn RepairRates(draft: Draft) -> Element {
    let mut rates = draft.rates;
    if !draft.line.pack().repairs {
        return VNode::empty();
    }
    let now = rates.read().repairs;
    rsx! {
        Card { title: text::repairs(), testid: "repair-rates",
            div { class: "stack",
                p { class: "sm muted", {text::repairs_hint()} }
                div { class: "qb-fields",
                    for (key, label, value, set) in tiers(&now) {
                        div { key: "{key}", class: "stack gap-1",
                            Cents { name: "repair-{key}", label, value, draft, onvalue: move |cents| set(&mut rates.write().repairs, cents) }
                        }
                    }
                }
            }
        }
    }
}
