//! The price a visitor is shown: its lines, why each has its amount, and what stands behind it.

use dioxus::prelude::*;
use server::quotes::instant::Shown;
use shared::Money;
use shared::pricing::{LineKind, PricedLine, text as prices};
use shared::quotes::InstantDuty;

use super::{View, fields, text};
use crate::ui::format::{DateStyle, clock, date, money};
use crate::ui::*;

/// The price, and the fields of who wants it offered.
pub fn price(view: &View, shown: &Shown) -> Element {
    let (content, priced) = (&shown.content, &shown.priced);
    let cents = |cents: i64| money(Money::new(cents, view.desk.currency));
    let rates = &view.book.rates;
    let vehicles: Vec<String> = content
        .vehicles
        .iter()
        .filter_map(|v| rates.vehicle(&v.key).map(|rate| (v.count, rate.name.text())))
        .map(|(count, name)| if count > 1 { format!("{count} × {name}") } else { name.to_string() })
        .collect();
    let route = content.route();
    let arrival =
        route.stops.get(1).and_then(|stop| stop.arrive).map(|at| format!("{}, {}", date(at.date(), DateStyle::Day), clock(at.time())));
    let is_rest = |line: &&PricedLine| matches!(line.kind, LineKind::Promo | LineKind::Tax);
    let (rest, lines): (Vec<&PricedLine>, Vec<&PricedLine>) = priced.lines.iter().partition(is_rest);
    let duty = shown.duty.map(|duty| match duty {
        InstantDuty::SecondDriver => (Tone::Info, text::second_driver()),
        InstantDuty::ReliefDriver => (Tone::Info, text::relief_driver()),
        InstantDuty::NeedsRest => (Tone::Warn, text::needs_rest()),
    });
    let offered = priced.problems.iter().all(|problem| problem.is_warning());
    let problems = FormProblem::all(&view.errors, str::to_owned);
    let total = cents(priced.total_cents);
    rsx! {
        section { class: "q-card stack", id: "price", aria_labelledby: "price-h",
            h2 { id: "price-h", {text::your_price()} }
            if view.changed {
                InlineAlert { tone: Tone::Warn, live: true, {text::price_changed()} }
            }
            if !problems.is_empty() {
                ErrorSummary { problems, message: text::problem() }
            }
            p { class: "q-ref", {content.title.clone()} }
            dl { class: "q-facts",
                div {
                    Icon { name: if content.crew > 0 { IconName::Truck } else { IconName::Bus }, size: IconSize::Lg }
                    dt { {text::vehicle()} }
                    dd { {vehicles.join(", ")} }
                }
                div {
                    Icon { name: IconName::MapPin, size: IconSize::Lg }
                    dt { {text::distance()} }
                    dd { {text::about(format!("{}\u{a0}km", prices::km(route.metres)))} }
                }
                if let Some(arrival) = arrival {
                    div {
                        Icon { name: IconName::Clock, size: IconSize::Lg }
                        dt { {text::arrival()} }
                        dd { {text::about(arrival)} }
                    }
                }
            }
            if let Some((tone, words)) = duty {
                InlineAlert { tone, {words} }
            }
            for problem in priced.problems.iter() {
                InlineAlert { key: "{problem}", tone: Tone::Warn, {prices::problem(*problem)} }
            }
            table { class: "q-lines",
                thead { class: "sr", tr { th { scope: "col", {text::item()} } th { scope: "col", {text::amount()} } } }
                tbody { {rows(view, &lines)} }
            }
            table { class: "q-lines q-totals",
                thead { class: "sr", tr { th { scope: "col", {text::item()} } th { scope: "col", {text::amount()} } } }
                tbody {
                    tr {
                        th { scope: "row", {text::subtotal()} }
                        td { {cents(priced.subtotal_cents)} }
                    }
                    {rows(view, &rest)}
                    tr { class: "q-grand",
                        th { scope: "row", {text::total()} }
                        td { output { id: "total", {total} } }
                    }
                }
            }
            p { class: "q-fine", {text::estimate(view.desk.valid_days)} }
            if offered {
                input { r#type: "hidden", name: "shown_cents", value: "{priced.total_cents}" }
                {fields::person(view)}
            } else {
                InlineAlert { tone: Tone::Warn, {text::not_offered()} }
            }
        }
    }
}

fn rows(view: &View, lines: &[&PricedLine]) -> Element {
    let currency = view.desk.currency;
    rsx! {
        for line in lines.iter() {
            tr { key: "{line.key}", "data-minus": (line.cents < 0).then_some(""),
                th { scope: "row",
                    {line.label.text().to_string()}
                    small { {prices::why(&line.why, currency)} }
                }
                td { {money(Money::new(line.cents, currency))} }
            }
        }
    }
}
