//! What is known of a lead: how to reach them, what they ask for, what it is worth.

use dioxus::prelude::*;
use shared::Money;
use shared::customers::FieldOf;
use shared::leads::Lead;

use crate::client::use_session;
use crate::customers::CustomFacts;
use crate::leads::board::age;
use crate::leads::own::use_own_fields;
use crate::leads::{text, words};
use crate::ui::*;

/// The facts in three short lists.
#[component]
pub fn Facts(shown: Lead) -> Element {
    let session = use_session();
    let own = use_own_fields();
    let row = shown.row.clone();
    let now = format::now().unwrap_or(row.created_at);
    let or_none = |text: Option<String>| text.unwrap_or_else(text::no_value);
    rsx! {
        div { class: "w-lead-facts",
            section { aria_labelledby: "lead-contact",
                h2 { id: "lead-contact", class: "w-aside-title", {text::contact()} }
                DescriptionList {
                    if row.company.is_some() { Fact { term: text::name(), {row.name.clone()} } }
                    Fact { term: text::phone(), if let Some(phone) = shown.phone.clone() { a { href: "tel:{phone}", {format::phone(&phone)} } } else { {text::no_value()} } }
                    Fact { term: text::email(), if let Some(email) = shown.email.clone() { a { href: "mailto:{email}", {email.clone()} } } else { {text::no_value()} } }
                    if let (Some(id), Some(name)) = (shown.account_id, shown.account.clone()) {
                        Fact { term: text::customer(), A { href: "/app/customers/{id}", {name} } }
                    }
                }
            }
            section { aria_labelledby: "lead-request",
                h2 { id: "lead-request", class: "w-aside-title", {text::move_facts()} }
                if row.origin.is_some() || row.destination.is_some() {
                    ol { class: "w-lead-route",
                        li { span { class: "sr", {text::origin()} ": " } {or_none(row.origin.clone())} }
                        li { span { class: "sr", {text::destination()} ": " } {or_none(row.destination.clone())} }
                    }
                }
                DescriptionList {
                    Fact { term: text::wanted_on(), {or_none(row.wanted_on.map(|d| format::date(d, format::DateStyle::Full)))} }
                    if let Some(n) = row.passengers { Fact { term: text::passengers(), {format::number(i64::from(n))} } }
                    if let Some(vehicle) = row.vehicle_type.clone() { Fact { term: text::vehicle(), {vehicle} } }
                    CustomFacts { fields: own, of: FieldOf::Lead, values: row.custom.clone() }
                    if !shown.notes.is_empty() { Fact { term: text::notes(), span { class: "pre", {shown.notes.clone()} } } }
                }
            }
            section { aria_labelledby: "lead-deal",
                h2 { id: "lead-deal", class: "w-aside-title", {text::deal()} }
                DescriptionList {
                    Fact { term: text::estimate(), if let Some(cents) = row.value_cents { strong { Amount { value: Money::new(cents, session.currency) } } } else { {text::no_value()} } }
                    Fact { term: text::source(), {words::source(row.source)} }
                    Fact { term: text::age(), {text::age_and_stage(age(row.created_at, now), age(row.stage_since, now))} }
                }
                div { class: "w-lead-score",
                    ScoreRing { value: row.score.max(0) as u32 }
                    ul {
                        for reason in row.reasons.iter() {
                            li { key: "{reason.factor}", b { class: "num", {format!("{:+}", reason.points)} } " " span { class: "muted", {words::reason(reason, session.currency)} } }
                        }
                    }
                }
            }
        }
    }
}
