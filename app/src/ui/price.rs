//! Prices that explain themselves.

use dioxus::prelude::*;
use shared::Money;

use super::icon::class_list;
use super::money::{Amount, AmountStyle};

/// What kind of line it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PriceKind {
    /// An ordinary line.
    #[default]
    Line,
    /// Something taken off.
    Discount,
    /// Offered or not applied: shown, not counted.
    Ghost,
    /// A sum between.
    Subtotal,
    /// A tax.
    Tax,
    /// The sum of all.
    Total,
}

/// One line of a price.
#[derive(Clone, Debug, PartialEq)]
pub struct PriceLine {
    /// A stable key.
    pub id: String,
    /// What it is for.
    pub label: String,
    /// Why it is there: "12 h 15 at $124.00".
    pub why: Option<String>,
    /// The amount.
    pub amount: Money,
    /// What kind of line.
    pub kind: PriceKind,
}

impl PriceLine {
    /// A line without an explanation.
    pub fn new(id: impl Into<String>, label: impl Into<String>, amount: Money, kind: PriceKind) -> Self {
        Self { id: id.into(), label: label.into(), why: None, amount, kind }
    }

    /// The same with why it is there.
    pub fn why(self, why: impl Into<String>) -> Self {
        Self { why: Some(why.into()), ..self }
    }
}

/// A price from its lines to the total; totals are live text.
#[component]
pub fn PriceLines(
    /// The lines in order.
    lines: Vec<PriceLine>,
    /// Additional classes.
    class: Option<String>,
) -> Element {
    rsx! {
        dl { class: class_list("w-price", &class),
            for line in lines {
                PriceRow { key: "{line.id}", line }
            }
        }
    }
}

/// One line.
#[component]
fn PriceRow(line: PriceLine) -> Element {
    let kind = match line.kind {
        PriceKind::Line => "line",
        PriceKind::Discount => "discount",
        PriceKind::Ghost => "ghost",
        PriceKind::Subtotal => "subtotal",
        PriceKind::Tax => "tax",
        PriceKind::Total => "total",
    };
    let style = if line.kind == PriceKind::Ghost { AmountStyle::Signed } else { AmountStyle::Exact };
    rsx! {
        div { class: "w-price-row", "data-kind": kind,
            dt {
                {line.label.clone()}
                if let Some(why) = line.why.clone() {
                    small { {why} }
                }
            }
            dd { class: "num",
                if line.kind == PriceKind::Total {
                    output { aria_live: "polite", Amount { value: line.amount, style } }
                } else {
                    Amount { value: line.amount, style }
                }
            }
        }
    }
}
