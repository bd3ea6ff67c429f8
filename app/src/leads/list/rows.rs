//! The rows of the list of leads.

use chrono::{DateTime, Utc};
use dioxus::prelude::*;
use shared::leads::{LeadRow, LeadSort};
use shared::{Currency, Money};

use crate::leads::board::{age, due_words};
use crate::leads::{text, words};
use crate::ui::*;

pub(super) fn columns() -> Vec<Column> {
    vec![
        Column::new("name", text::name()),
        Column::new("stage", text::stage()),
        Column::new("route", text::move_facts()).secondary(),
        Column::new(LeadSort::Wanted.key(), text::wanted_on()).sortable().secondary(),
        Column::new(LeadSort::Value.key(), text::value()).numeric().sortable(),
        Column::new(LeadSort::Next.key(), text::next_step()).sortable(),
        Column::new("owner", text::owner()).secondary(),
        Column::new(LeadSort::Score.key(), text::score()).numeric().sortable(),
        Column::new(LeadSort::Created.key(), text::age()).numeric().sortable().spare(),
    ]
}

/// A row of the list.
pub(super) fn row(lead: &LeadRow, now: DateTime<Utc>, zone: &str, currency: Currency) -> Row {
    let route = words::route(lead);
    let lead = lead.clone();
    let health = lead.next_step.as_ref().map(|step| if step.due_at < now { "overdue" } else { "planned" });
    Row::new(
        lead.id,
        lead.title(),
        vec![
            rsx! { span { class: "w-cell-two", A { href: "/app/leads/{lead.id}", class: "strong", {lead.title().to_string()} } small { {lead.number.clone()} } } },
            rsx! { Chip { tone: words::status_tone(lead.status), {lead.stage.clone()} } },
            rsx! { span { class: "w-cell-long w-cell-give", title: "{route}", {route.clone()} } },
            rsx! { if let Some(day) = lead.wanted_on { span { class: "nowrap", {format::date(day, format::DateStyle::Day)} } } },
            rsx! { if let Some(cents) = lead.value_cents { Amount { value: Money::new(cents, currency) } } },
            rsx! { if let Some(step) = lead.next_step.clone() { span { class: "w-cell-two", span { class: "truncate", {step.what} } small { "data-health": health, {due_words(step.due_at, now, zone)} } } } },
            rsx! { span { class: "nowrap", {lead.owner.as_ref().map_or_else(text::unassigned, |o| o.name.clone())} } },
            rsx! { ScoreRing { value: lead.score.max(0) as u32 } },
            rsx! { span { class: "nowrap", {age(lead.created_at, now)} } },
        ],
    )
}

/// What the address says of the order.
pub(super) fn sorted(key: &str) -> Option<Sort> {
    let (key, descending) = key.strip_prefix('-').map_or((key, false), |key| (key, true));
    (!key.is_empty()).then(|| Sort { key: key.to_string(), descending })
}
