//! The rows of the list of quotes.

use dioxus::prelude::*;
use shared::money::Currency;
use shared::quotes::{QuoteRow, QuoteSort, QuoteStatus, text as words};
use shared::{MemberId, Money};

use super::text;
use crate::quotes::text::staff;
use crate::ui::format::{DateStyle, date, date_in, moment_in, money};
use crate::ui::*;

/// The tone and icon of a state.
pub fn status_chip(status: QuoteStatus) -> Element {
    let (tone, icon) = match status {
        QuoteStatus::Draft => (Tone::Neutral, IconName::Pencil),
        QuoteStatus::Sent => (Tone::Info, IconName::Send),
        QuoteStatus::Viewed => (Tone::Violet, IconName::Eye),
        QuoteStatus::Accepted => (Tone::Ok, IconName::BadgeCheck),
        QuoteStatus::Declined => (Tone::Danger, IconName::CircleX),
        QuoteStatus::Expired => (Tone::Warn, IconName::Clock),
        QuoteStatus::Withdrawn => (Tone::Neutral, IconName::Ban),
    };
    rsx! { StatusChip { label: words::status(status), icon, tone } }
}

pub(super) fn columns() -> Vec<Column> {
    vec![
        Column::new("customer", staff::customer()),
        Column::new("title", staff::quote()),
        Column::new(QuoteSort::Starts.key(), staff::starts()).sortable(),
        Column::new("status", staff::status()),
        Column::new(QuoteSort::Until.key(), staff::holds_until()).sortable().secondary(),
        Column::new("owner", staff::owner()).secondary(),
        Column::new(QuoteSort::Changed.key(), staff::changed()).sortable().secondary(),
        Column::new(QuoteSort::Total.key(), staff::total()).numeric().sortable(),
    ]
}

pub(super) fn row(quote: &QuoteRow, zone: &str, currency: Currency) -> Row {
    let href = format!("/app/quotes/{}", quote.id);
    let starts = quote.starts_at.map(|at| date(at.date(), DateStyle::Day)).unwrap_or_default();
    let number = if quote.revision > 1 { format!("{} · {}", quote.number, staff::revision(quote.revision)) } else { quote.number.clone() };
    let opened = (quote.views > 0 && quote.status == QuoteStatus::Viewed).then(|| staff::times(quote.views));
    let until = quote.valid_until.filter(|_| quote.status.is_open()).map(|until| date_in(until, zone, DateStyle::Day));
    let reminded = quote.reminded_at.filter(|_| quote.status.is_open()).map(|at| text::reminded(date_in(at, zone, DateStyle::Short)));
    let owner = owner_name(quote.owner_id, quote.owner.as_ref());
    let changed = moment_in(quote.updated_at, zone, DateStyle::Short);
    let total = money(Money::new(quote.total_cents, currency));
    Row::new(
        quote.id,
        format!("{} {}", quote.number, quote.customer),
        vec![
            rsx! { span { class: "w-cell-two", A { href, class: "strong", {quote.customer.clone()} } small { {number} } } },
            rsx! { span { class: "w-cell-long", {quote.title.clone()} } },
            rsx! { span { class: "nowrap", {starts} } },
            rsx! { span { class: "row", {status_chip(quote.status)} if let Some(opened) = opened { small { class: "muted nowrap", {opened} } } } },
            rsx! { if let Some(until) = until { span { class: "w-cell-two", span { class: "nowrap", {until} } if let Some(reminded) = reminded { small { {reminded} } } } } },
            rsx! { span { class: "nowrap", {owner} } },
            rsx! { span { class: "nowrap", {changed} } },
            rsx! { b { class: "nowrap", {total} } },
        ],
    )
}

/// Whose it is, in words.
fn owner_name(id: Option<MemberId>, name: Option<&String>) -> String {
    match (id, name) {
        (Some(_), Some(name)) => name.clone(),
        _ => text::nobody(),
    }
}
