//! What an offer costs the customer, and leaves us.

use dioxus::prelude::*;
use shared::Money;
use shared::pricing::{LineKind, Priced, PromoTerms, text as prices};
use shared::quotes::{Quote, UsePromo};

use crate::api::Valid;
use crate::client::Query;
use crate::quotes::api::use_promo;
use crate::quotes::builder::Draft;
use crate::quotes::dues::named;
use crate::quotes::text::staff as text;
use crate::ui::format::{DateStyle, date, money};
use crate::ui::*;

/// The price with a reason on every line, and what it leaves us; of a package, where the offer has some.
#[component]
pub fn PricePanel(quote: Quote, priced: Priced, package: Option<String>) -> Element {
    let amount = |cents: i64| Money::new(cents, quote.currency);
    let mut lines: Vec<PriceLine> = Vec::new();
    let mut base_shown = false;
    for line in &priced.lines {
        if !base_shown && line.kind >= LineKind::Modifier && priced.base_cents != 0 {
            lines.push(PriceLine::new("base", text::base(), amount(priced.base_cents), PriceKind::Subtotal));
            base_shown = true;
        }
        let kind = match line.kind {
            LineKind::Tax => PriceKind::Tax,
            _ if line.cents < 0 => PriceKind::Discount,
            _ => PriceKind::Line,
        };
        lines.push(
            PriceLine::new(line.key.clone(), line.label.text(), amount(line.cents), kind).why(prices::why(&line.why, quote.currency)),
        );
    }
    lines.extend(
        priced
            .options
            .iter()
            .map(|o| PriceLine::new(format!("o{}", o.key), o.label.text(), amount(o.cents), PriceKind::Ghost).why(text::offered())),
    );
    lines.push(PriceLine::new("total", text::total(), amount(priced.total_cents), PriceKind::Total));
    let balance = priced.balance_due.map_or_else(text::balance_open, |day| text::balance(date(day, DateStyle::Day)));
    let share = quote.book.rates.deposit.share(quote.payer.kind).deposit_bp;
    let margin = priced.cost_cents.map(|cost| (cost, priced.subtotal_cents + priced.discount_cents - cost));
    let earned = priced.subtotal_cents + priced.discount_cents;
    rsx! {
        Card { title: text::price(), id: "price", testid: "price", meta: rsx! { Chip { {quote.currency.code()} } if let Some(package) = package { Chip { tone: Tone::Info, {package} } } },
            PriceLines { lines }
            if priced.instalments.is_empty() {
                dl { class: "qb-plan",
                    div { dt { {text::deposit(prices::percent_bp(share.into()))} } dd { {money(amount(priced.deposit_cents))} } }
                    div { dt { {balance} } dd { {money(amount(priced.balance_cents))} } }
                }
            } else {
                dl { class: "qb-dues", "data-testid": "instalments",
                    for (i, one) in priced.payments().into_iter().enumerate() {
                        div { key: "{i}", dt { {named(&one, DateStyle::Day)} } dd { {money(amount(one.cents))} } }
                    }
                }
            }
            if let Some((cost, margin)) = margin {
                div { class: "qb-cost",
                    p { Icon { name: IconName::Lock, size: IconSize::Xs } {text::staff_only()} }
                    dl {
                        div { dt { {text::cost()} } dd { {money(amount(cost))} } }
                        div { dt { {text::margin()} } dd { {money(amount(margin))} } }
                        if earned > 0 { div { dt { {text::rate()} } dd { {prices::percent_bp((i128::from(margin) * 10_000 / i128::from(earned)) as i64)} } } }
                    }
                }
            }
            p { class: "w-hint", {text::book(&quote.book.name, quote.book.version)} }
        }
    }
}

/// The code that takes something off.
#[component]
pub fn Promo(quote: Quote, draft: Draft, query: Query<Quote>) -> Element {
    let mut code = use_signal(String::new);
    let mut error = use_signal(|| None::<String>);
    let id = quote.id;
    let held: Option<PromoTerms> = quote.promo.clone();
    let asks = quote.asks_for_code;
    let apply = move |code: String| {
        spawn(async move {
            // the code counts on what is on the screen, so that goes first
            if !draft.save().await {
                return;
            }
            match draft.between(use_promo(id, Valid(UsePromo { code }))).await {
                Ok(fresh) => {
                    error.set(None);
                    query.set(fresh);
                }
                Err(failure) => error.set(Some(failure.fields().text("code").unwrap_or_else(|| failure.to_string()))),
            }
        });
    };
    let editable = (draft.editable)();
    if held.is_none() && !editable {
        return VNode::empty();
    }
    rsx! {
        Card { title: text::promo(), id: "promo",
            if let Some(terms) = held {
                p { class: "sm", if asks { {text::promo_asked(&terms.code)} } else { {text::promo_on(&terms.code)} } }
                if editable { Button { size: Size::Sm, onclick: move |_| apply(String::new()), {text::remove_promo()} } }
            } else {
                form {
                    class: "qb-promo",
                    novalidate: true,
                    onsubmit: move |event| {
                        event.prevent_default();
                        apply(code());
                    },
                    TextInput { name: "promo", label: text::promo(), label_hidden: true, autocomplete: "off", value: code(), error: error(), maxlength: 24, oninput: move |v| code.set(v) }
                    Button { kind: ButtonKind::Submit, testid: "apply-promo", {text::apply()} }
                }
            }
        }
    }
}
