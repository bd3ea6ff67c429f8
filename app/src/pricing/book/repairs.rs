//! The standard prices of repairs: what customers pay who have agreed on nothing else.

use dioxus::prelude::*;
use shared::customers::RepairTiers;

use super::draft::Draft;
use super::rates::Cents;
use crate::pricing::text;
use crate::ui::*;

/// One of the prices.
pub(super) struct Tier {
    key: &'static str,
    pub name: String,
    pub cents: i64,
    set: fn(&mut RepairTiers, i64),
}

/// The prices from the first repair of a unit on.
pub(super) fn tiers(of: &RepairTiers) -> [Tier; 5] {
    [
        Tier { key: "first", name: text::first_repair(), cents: of.first_cents, set: |tiers, cents| tiers.first_cents = cents },
        Tier { key: "second", name: text::second_repair(), cents: of.second_cents, set: |tiers, cents| tiers.second_cents = cents },
        Tier { key: "third", name: text::third_repair(), cents: of.third_cents, set: |tiers, cents| tiers.third_cents = cents },
        Tier { key: "fourth", name: text::fourth_repair(), cents: of.fourth_cents, set: |tiers, cents| tiers.fourth_cents = cents },
        Tier { key: "later", name: text::later_repairs(), cents: of.later_cents, set: |tiers, cents| tiers.later_cents = cents },
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
                    for tier in tiers(&now) {
                        div { key: "{tier.key}", class: "stack gap-1",
                            Cents { name: "repair-{tier.key}", label: tier.name.clone(), value: tier.cents, draft,
                                onvalue: move |cents| (tier.set)(&mut rates.write().repairs, cents) }
                        }
                    }
                }
            }
        }
    }
}
