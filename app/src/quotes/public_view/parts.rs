//! Pieces of the offer that every state shows: what it is, where it goes, what it comes to, on which terms.

use dioxus::prelude::*;
use shared::Money;
use shared::packs::ServiceLine;
use shared::pricing::{LineKind, PricedLine, text as prices};
use shared::quotes::{Change, LinkState, PublicQuote};

use super::super::dues::named;
use super::super::map::RouteOnMap;
use super::super::text;
use crate::ui::format::{DateStyle, clock, date, date_in, money};
use crate::ui::*;

pub fn cents(quote: &PublicQuote, cents: i64) -> String {
    money(Money::new(cents, quote.currency))
}

fn fact(icon: IconName, label: String, value: String) -> Element {
    rsx! {
        div {
            Icon { name: icon, size: IconSize::Lg }
            dt { {label} }
            dd { {value} }
        }
    }
}

pub fn hero(quote: &PublicQuote) -> Element {
    let content = &quote.content;
    let until = quote.valid_until.filter(|_| quote.state == LinkState::Open).map(|at| date_in(at, &quote.zone, DateStyle::Day));
    let day = quote.route.stops.first().and_then(|s| s.arrive).map(|at| date(at.date(), DateStyle::Full));
    let vehicles: Vec<String> = content
        .vehicles
        .iter()
        .filter(|v| v.count > 0)
        .filter_map(|v| {
            quote
                .book
                .rates
                .vehicle(&v.key)
                .map(|rate| if v.count > 1 { format!("{} × {}", v.count, rate.name.text()) } else { rate.name.text().to_string() })
        })
        .collect();
    let agent = quote.sender.agent.clone();
    let package = content.counting_package().filter(|_| quote.state == LinkState::Accepted).map(|package| package.name.clone());
    let moving = quote.service_line == ServiceLine::Moving;
    let seated = quote.book.rates.vehicles.iter().any(|vehicle| vehicle.seats > 0);
    rsx! {
        section { class: "q-hero",
            p { class: "q-for",
                span { {text::quote_for(&quote.contact_name)} }
                if let Some(until) = until {
                    Chip { tone: Tone::Warn, icon: IconName::Clock, {text::until(until)} }
                }
            }
            if quote.state == LinkState::Accepted {
                h2 { {content.title.clone()} }
            } else {
                h1 { {content.title.clone()} }
            }
            p { class: "q-ref",
                {text::reference(&quote.number, quote.revision_number)}
                if let Some(agent) = agent { " · {agent}" }
            }
            {changed(quote)}
            if !content.message.is_empty() { p { class: "q-message", {content.message.clone()} } }
            dl { class: "q-facts",
                if let Some(day) = day { {fact(IconName::CalendarDays, text::date(), day)} }
                if let Some(package) = package { {fact(IconName::Package, text::package(), package)} }
                if !vehicles.is_empty() { {fact(if seated { IconName::Bus } else { IconName::Truck }, text::vehicle(), vehicles.join(", "))} }
                if content.crew > 0 && moving { {fact(IconName::UsersRound, text::crew(), content.crew.to_string())} }
                if content.passengers > 0 { {fact(IconName::Users, text::passengers(), content.passengers.to_string())} }
                if quote.route.metres > 0 { {fact(IconName::MapPin, text::distance(), format!("{}\u{a0}km", prices::km(quote.route.metres)))} }
            }
        }
    }
}

/// What is different from the version the customer saw before.
fn changed(quote: &PublicQuote) -> Element {
    let (Some(since), false) = (quote.since, quote.changes.is_empty()) else { return rsx! {} };
    let words: Vec<String> = quote.changes.iter().map(|change| change_words(quote, change)).collect();
    rsx! {
        details { class: "q-details q-changes",
            summary {
                Icon { name: IconName::History }
                {text::changed_since(since)}
                Icon { name: IconName::ChevronDown }
            }
            ul { for (i, word) in words.into_iter().enumerate() { li { key: "{i}", {word} } } }
        }
    }
}

fn change_words(quote: &PublicQuote, change: &Change) -> String {
    let at = |time: &Option<chrono::NaiveDateTime>| {
        time.map_or_else(text::open_date, |at| format!("{}, {}", date(at.date(), DateStyle::Day), clock(at.time())))
    };
    let sum = |amount: &i64| cents(quote, *amount);
    match change {
        Change::Start { from, to } => text::change_start(at(from), at(to)),
        Change::StopAdded { place } => text::change_stop_added(place),
        Change::StopRemoved { place } => text::change_stop_removed(place),
        Change::Order => text::change_order(),
        Change::Passengers { from, to } => text::change_passengers(from, to),
        Change::Crew { from, to } => text::change_crew(from, to),
        Change::LineAdded { label, cents } => text::change_line_added(label.text(), sum(cents)),
        Change::LineRemoved { label, cents } => text::change_line_removed(label.text(), sum(cents)),
        Change::LineChanged { label, from, to } => text::change_line(label.text(), sum(from), sum(to)),
        Change::PackageAdded { name, cents } => text::change_package_added(name, sum(cents)),
        Change::PackageRemoved { name, cents } => text::change_package_removed(name, sum(cents)),
        Change::PackageRenamed { from, to } => text::change_package_renamed(from, to),
        Change::PackagePriced { name, from, to } => text::change_package(name, sum(from), sum(to)),
        Change::PackageChanged { name } => text::change_package_inside(name),
        Change::Proposed { to: Some(to), .. } => text::change_proposed(to),
        Change::Proposed { to: None, .. } => text::change_no_packages(),
        Change::Payment => text::change_payment(),
        Change::Total { from, to } => text::change_total(sum(from), sum(to)),
    }
}

/// A stop as its customer reads it.
struct Row {
    number: usize,
    key: String,
    at: Option<String>,
    day: Option<String>,
    dated: Option<&'static str>,
    leg: Option<String>,
    window: Option<String>,
    stay: Option<String>,
    title: String,
    detail: String,
    notes: String,
    on_map: bool,
}

fn stops(quote: &PublicQuote) -> Vec<Row> {
    let mut before = None;
    let mut rows: Vec<Row> = quote
        .content
        .stops
        .iter()
        .zip(&quote.route.stops)
        .enumerate()
        .map(|(i, (stop, timed))| {
            let new_day = timed.arrive.map(|a| a.date()).filter(|d| before.replace(*d).is_some_and(|b| b != *d));
            Row {
                number: i + 1,
                key: stop.id.to_string(),
                at: timed.arrive.map(|a| clock(a.time())),
                day: new_day.map(|d| date(d, DateStyle::Day)),
                dated: new_day.map(|_| "true"),
                leg: timed.leg.filter(|l| l.metres > 0).map(|l| text::drive(prices::km(l.metres.into()), prices::duration(l.minutes))),
                window: stop.window.map(|window| text::window(clock(window.from), clock(window.to))),
                stay: (stop.dwell > 0).then(|| text::stay(prices::duration(stop.dwell))),
                title: stop.title().to_string(),
                detail: if stop.name.is_empty() { String::new() } else { stop.address.clone() },
                notes: stop.notes.clone(),
                on_map: stop.drawn_at().is_some(),
            }
        })
        .collect();
    // a leg is read where one leaves, on the way to the next place
    for at in 1..rows.len() {
        rows[at - 1].leg = rows[at].leg.take();
    }
    rows
}

/// The stops on a map and in words. Both need no script: a mark leads to its stop, a stop to its mark.
pub fn itinerary(quote: &PublicQuote) -> Element {
    if quote.content.stops.is_empty() {
        return rsx! {};
    }
    rsx! {
        section { class: "q-sec", aria_labelledby: "itinerary",
            h2 { id: "itinerary", {text::itinerary()} }
            RouteOnMap { content: quote.content.clone(), route: quote.route.clone() }
            ol { class: "q-stops",
                for row in stops(quote) {
                    li { key: "{row.key}", id: "stop-{row.number}", "data-day": row.dated,
                        if let Some(day) = row.day { span { class: "q-day", {day} } }
                        span { class: "q-at", {row.at.unwrap_or_default()} }
                        if row.on_map {
                            a { class: "q-dot", href: "#map-{row.number}", aria_label: text::on_map(row.number), {row.number.to_string()} }
                        } else {
                            span { class: "q-dot", "aria-hidden": "true", {row.number.to_string()} }
                        }
                        span { class: "q-place",
                            b { {row.title} }
                            if !row.detail.is_empty() { small { {row.detail} } }
                            if let Some(window) = row.window { small { {window} } }
                            if let Some(stay) = row.stay { small { {stay} } }
                            if !row.notes.is_empty() { small { {row.notes} } }
                        }
                        if let Some(leg) = row.leg { span { class: "q-leg", {leg} } }
                    }
                }
            }
        }
    }
}

pub fn why(quote: &PublicQuote, line: &PricedLine) -> String {
    prices::why(&line.why, quote.currency)
}

fn rows(quote: &PublicQuote, lines: Vec<PricedLine>) -> Element {
    rsx! {
        for line in lines {
            tr { key: "{line.key}", "data-minus": (line.cents < 0).then_some(""),
                th { scope: "row",
                    {line.label.text().to_string()}
                    small { {why(quote, &line)} }
                }
                td { {cents(quote, line.cents)} }
            }
        }
    }
}

/// The lines before promo and tax; chosen options among them unless they are shown as switches.
pub fn price_table(quote: &PublicQuote, options_apart: bool) -> Element {
    let lines: Vec<PricedLine> = quote
        .priced
        .lines
        .iter()
        .filter(|l| !(matches!(l.kind, LineKind::Promo | LineKind::Tax) || options_apart && l.optional))
        .cloned()
        .collect();
    rsx! {
        table { class: "q-lines",
            thead { class: "sr", tr { th { scope: "col", {text::item()} } th { scope: "col", {text::amount()} } } }
            tbody { {rows(quote, lines)} }
        }
    }
}

/// When the rest is due, in words.
fn balance(quote: &PublicQuote) -> String {
    quote.priced.balance_due.map_or_else(text::balance_open, |day| text::balance(date(day, DateStyle::Day)))
}

/// The share that is due at once, in words.
fn deposit(quote: &PublicQuote) -> String {
    text::deposit(prices::percent_bp(quote.book.rates.deposit.deposit_bp.into()))
}

/// What is paid when: each amount with its words.
pub fn plan(quote: &PublicQuote) -> Vec<(String, String)> {
    let priced = &quote.priced;
    if priced.instalments.is_empty() {
        return vec![(cents(quote, priced.deposit_cents), deposit(quote)), (cents(quote, priced.balance_cents), balance(quote))];
    }
    priced.payments().iter().map(|one| (cents(quote, one.cents), named(one, DateStyle::Day))).collect()
}

pub fn totals(quote: &PublicQuote) -> Element {
    let rest: Vec<PricedLine> = quote.priced.lines.iter().filter(|l| matches!(l.kind, LineKind::Promo | LineKind::Tax)).cloned().collect();
    let added = quote.priced.lines.iter().filter(|l| l.optional).count();
    rsx! {
        div { id: "sums", "data-live": "",
            table { class: "q-lines q-totals",
                thead { class: "sr", tr { th { scope: "col", {text::item()} } th { scope: "col", {text::amount()} } } }
                tbody {
                    tr {
                        th { scope: "row", if added > 0 { {text::subtotal_with(added)} } else { {text::subtotal()} } }
                        td { {cents(quote, quote.priced.subtotal_cents)} }
                    }
                    {rows(quote, rest)}
                    tr { class: "q-grand",
                        th { scope: "row", {text::total()} }
                        td { output { id: "total", {cents(quote, quote.priced.total_cents)} } }
                    }
                }
            }
            ol { class: "q-plan",
                for (i, (amount, words)) in plan(quote).into_iter().enumerate() {
                    li { key: "{i}", b { {amount} } span { {words} } }
                }
            }
        }
    }
}

pub fn terms(quote: &PublicQuote) -> Element {
    let lines: Vec<String> = quote.book.rates.terms.lines().filter(|l| !l.trim().is_empty()).map(str::to_string).collect();
    rsx! {
        section { class: "q-sec", aria_labelledby: "terms",
            h2 { id: "terms", {text::terms()} }
            ul { class: "q-terms", for (i, term) in lines.into_iter().enumerate() { li { key: "{i}", {term} } } }
        }
    }
}
