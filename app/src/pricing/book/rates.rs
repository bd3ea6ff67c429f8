//! The amounts of a price book: a field for any of them, and what crews cost.

use dioxus::prelude::*;
use shared::Money;
use shared::money::parse_cents;

use super::draft::Draft;
use crate::pricing::text;
use crate::ui::format::{money, money_plain};
use crate::ui::*;

/// An amount that keeps what is typed and tells each that can be read.
#[component]
pub(super) fn Cents(
    name: String,
    label: String,
    value: i64,
    draft: Draft,
    onvalue: EventHandler<i64>,
    #[props(default)] label_hidden: bool,
) -> Element {
    let Draft { currency, mut wrong, .. } = draft;
    let mut raw = use_signal(|| None::<String>);
    let field = name.clone();
    let is_wrong = wrong.read().contains(&name);
    if !draft.may_edit {
        return rsx! {
            if !label_hidden { span { class: "w-label", {label} } }
            span { class: "num", {money(Money::new(value, currency))} }
        };
    }
    rsx! {
        MoneyInput {
            name, label, label_hidden, currency,
            value: raw().unwrap_or_else(|| money_plain(value)),
            error: is_wrong.then(|| shared::FieldErrors::one("amount", "invalid").text("amount")).flatten(),
            oninput: move |typed: String| {
                match parse_cents(&typed) {
                    Ok(cents) if cents >= 0 => {
                        wrong.write().remove(&field);
                        onvalue.call(cents);
                    }
                    _ => {
                        wrong.write().insert(field.clone());
                    }
                }
                raw.set(Some(typed));
            },
            onchange: move |_| if !is_wrong { raw.set(None) },
        }
    }
}

#[component]
pub(super) fn CrewRates(draft: Draft) -> Element {
    let mut rates = draft.rates;
    let now = rates.read().clone();
    let disabled = !draft.may_edit;
    // drivers are of work that has a way
    if now.crew.is_none() && !draft.line.pack().route {
        return VNode::empty();
    }
    rsx! {
        Card { title: text::crew(),
            div { class: "qb-fields",
                if let Some(crew) = now.crew.clone() {
                    div { class: "stack gap-1", Cents { name: "crew-hour", label: text::crew_hour(), value: crew.hour_cents, draft, onvalue: move |cents| if let Some(crew) = &mut rates.write().crew { crew.hour_cents = cents } } }
                    NumberStepper { name: "crew-minimum", label: text::crew_minimum(), unit: text::minutes(), value: crew.minimum_minutes.into(), max: 1440, step: 15, disabled,
                        onchange: move |n: i64| if let Some(crew) = &mut rates.write().crew { crew.minimum_minutes = n.clamp(0, 1440) as u32 } }
                }
                div { class: "stack gap-1", Cents { name: "night", label: text::night(), value: now.night_cents, draft, onvalue: move |cents| rates.write().night_cents = cents } }
                div { class: "stack gap-1", Cents { name: "relief-hour", label: text::relief_hour(), value: now.relief.hour_cents, draft, onvalue: move |cents| rates.write().relief.hour_cents = cents } }
                div { class: "stack gap-1", Cents { name: "relief-out", label: text::relief_out(), value: now.relief.call_out_cents, draft, onvalue: move |cents| rates.write().relief.call_out_cents = cents } }
            }
        }
    }
}
