//! What changes a price, and how it is paid.

use dioxus::prelude::*;
use shared::Money;
use shared::customers::AccountKind;
use shared::pricing::{Change as Step, Condition, DepositShare, text as prices};

use super::draft::Draft;
use crate::pricing::text;
use crate::ui::*;

/// Modifiers and taxes, which are shown only.
#[component]
pub(super) fn Rules(draft: Draft) -> Element {
    let now = draft.rates.read().clone();
    let step = |change: &Step| match change {
        Step::PercentBp(bp) => format!("{}{}", if *bp > 0 { "+" } else { "" }, prices::percent_bp((*bp).into())),
        Step::Cents(cents) => format::money_signed(Money::new(*cents, draft.currency)),
    };
    rsx! {
        Card { title: text::modifiers(), flush: true,
            if now.modifiers.is_empty() { p { class: "w-card-empty sm", {text::none()} } }
            for modifier in now.modifiers.iter() {
                div { key: "{modifier.id}", class: "qb-row",
                    span { class: "qb-what", b { {modifier.name.text().to_string()} } small { {condition(&modifier.condition)} } }
                    b { class: "num", {step(&modifier.change)} }
                }
            }
            for tax in now.taxes.iter() {
                div { key: "{tax.name.en}", class: "qb-row",
                    span { class: "qb-what", b { {tax.name.text().to_string()} } small { {text::taxes()} } }
                    b { class: "num", {prices::percent_bp((tax.ppm / 100).into())} }
                }
            }
        }
    }
}

/// When a modifier applies, in words.
fn condition(condition: &Condition) -> String {
    const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    let day = |month: u8, day: u8| format!("{day} {}", format::month(u32::from(month), false));
    match condition {
        Condition::Weekdays { days } => {
            text::on_weekdays(days.iter().filter_map(|d| DAYS.get(usize::from(*d)).copied()).collect::<Vec<_>>().join(", "))
        }
        Condition::Season { from_month, from_day, to_month, to_day } => {
            text::in_season(day(*from_month, *from_day), day(*to_month, *to_day))
        }
        Condition::ShortNotice { days } => text::short_notice(days),
        Condition::Hours { from, to } => text::in_hours(from, to),
        Condition::Dates { dates } => text::on_dates(dates.len()),
    }
}

#[component]
pub(super) fn Payment(draft: Draft) -> Element {
    let mut rates = draft.rates;
    let now = rates.read().clone();
    let disabled = !draft.may_edit;
    rsx! {
        Card { title: text::payment(),
            div { class: "qb-fields",
                NumberStepper { name: "deposit", label: text::deposit(), unit: "%".to_string(), value: i64::from(now.deposit.deposit_bp / 100), max: 100, disabled,
                    onchange: move |n: i64| rates.write().deposit.deposit_bp = n.clamp(0, 100) as u32 * 100 }
                NumberStepper { name: "balance-days", label: text::balance_days(), unit: text::days(), value: i64::from(now.deposit.balance_days_before), max: 365, disabled,
                    onchange: move |n: i64| rates.write().deposit.balance_days_before = n.clamp(0, 365) as u16 }
            }
            Switch { name: "company-differs", label: text::company_differs(), hint: text::company_differs_hint(), checked: now.deposit.company.is_some(), disabled,
                onchange: move |on: bool| {
                    let mut rates = rates.write();
                    let all = rates.deposit.share(AccountKind::Person);
                    rates.deposit.company = on.then_some(all);
                }
            }
            if let Some(company) = now.deposit.company {
                div { class: "qb-fields",
                    NumberStepper { name: "company-deposit", label: text::company_deposit(), unit: "%".to_string(), value: i64::from(company.deposit_bp / 100), max: 100, disabled,
                        onchange: move |n: i64| rates.write().deposit.company = Some(DepositShare { deposit_bp: n.clamp(0, 100) as u32 * 100, ..company }) }
                    NumberStepper { name: "company-balance-days", label: text::company_balance_days(), unit: text::days(), value: i64::from(company.balance_days_before), max: 365, disabled,
                        onchange: move |n: i64| rates.write().deposit.company = Some(DepositShare { balance_days_before: n.clamp(0, 365) as u16, ..company }) }
                }
            }
            TextArea { name: "terms", label: text::terms(), hint: text::terms_hint(), rows: 6, limit: 10_000, disabled, value: now.terms, oninput: move |v| rates.write().terms = v }
        }
    }
}
