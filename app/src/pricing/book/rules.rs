//! How a price is paid, and what is agreed to.

use dioxus::prelude::*;
use shared::customers::AccountKind;
use shared::pricing::DepositShare;

use super::draft::Draft;
use crate::pricing::text;
use crate::ui::*;

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
