//! What a secure link shows, as HTML.

use dioxus::prelude::*;
use shared::packs::ServiceLine;
use shared::pricing::{LineKind, PricedLine, text as prices};
use shared::quotes::{LinkState, PublicQuote, text as words};
use shared::{FieldErrors, Money};

use super::text;
use crate::public::layout::{Head, document};
use crate::ui::format::{DateStyle, date, date_in, moment_with_zone, money};
use crate::ui::*;

/// What the visitor asked for or did.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Asked {
    /// The newest revision in place of the one that was mailed.
    pub newest: bool,
    /// Something was sent and received.
    pub said: bool,
    pub errors: FieldErrors,
    pub total_changed: bool,
    pub name: String,
    pub consent: bool,
    pub message: String,
}

/// Which of the pages it is. Everything is built inside one component: event handlers of the kit need its runtime.
#[derive(Clone, Debug, PartialEq)]
enum View {
    Gone,
    Locked { error: Option<String> },
    Read(Box<Asked>),
}

fn shell(title: String, quote: Option<PublicQuote>, token: &str, view: View) -> String {
    document(Head { title, ..Default::default() }, rsx! { LinkPage { quote, token: token.to_string(), view } })
}

#[component]
fn LinkPage(quote: Option<PublicQuote>, token: String, view: View) -> Element {
    let sender = quote.as_ref().map_or_else(|| "Tailboard".to_string(), |q| q.sender.name.clone());
    rsx! {
        header { class: "w-public-top",
            div { class: "w-public-bar", strong { {sender} } }
        }
        main { class: "w-public-main q-main", id: "main",
            match (&view, &quote) {
                (View::Locked { error }, Some(quote)) => locked(quote, &token, error.clone()),
                (View::Read(asked), Some(quote)) => match quote.state {
                    LinkState::Open => offer(quote, &token, asked),
                    LinkState::Accepted => receipt(quote, &token),
                    _ => over(quote, &token, asked),
                },
                _ => rsx! {
                    h1 { {text::gone_title()} }
                    p { {text::gone_body()} }
                },
            }
        }
    }
}

fn problem(errors: &FieldErrors, field: &str) -> Option<String> {
    errors.text(field)
}

/// The answer to a token that opens nothing.
pub fn gone_page() -> String {
    shell(text::gone_title(), None, "", View::Gone)
}

/// The question for the number.
pub fn locked_page(quote: &PublicQuote, token: &str, error: Option<String>) -> String {
    shell(text::locked_title(), Some(quote.clone()), token, View::Locked { error })
}

/// The offer in whichever state it is.
pub fn page(quote: &PublicQuote, token: &str, asked: &Asked) -> String {
    let title = format!("{} · {}", text::reference(&quote.number, quote.revision_number), quote.sender.name);
    shell(title, Some(quote.clone()), token, View::Read(Box::new(asked.clone())))
}

fn locked(quote: &PublicQuote, token: &str, error: Option<String>) -> Element {
    rsx! {
        h1 { {text::locked_title()} }
        p { {text::locked_body(&quote.sender.name)} }
        form { method: "post", action: "/q/{token}/pin", class: "stack",
            TextInput { name: "pin", label: text::pin(), kind: InputKind::Whole, error, required: true, autocomplete: "one-time-code", maxlength: 8 }
            Button { kind: ButtonKind::Submit, variant: ButtonVariant::Primary, size: Size::Xl, full: true, {text::open_quote()} }
        }
    }
}

fn said_note(quote: &PublicQuote, asked: &Asked) -> Element {
    let name = quote.sender.agent.clone().unwrap_or_else(|| quote.sender.name.clone());
    rsx! {
        if asked.said {
            p { class: "q-note", role: "status", "data-tone": "ok", {text::said_thanks(name)} }
        }
    }
}

fn hero(quote: &PublicQuote) -> Element {
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
    rsx! {
        section { class: "q-hero",
            p { class: "q-for",
                span { {text::quote_for(&quote.contact_name)} }
                if let Some(until) = until {
                    Chip { tone: Tone::Warn, icon: IconName::Clock, {text::until(until)} }
                }
            }
            h1 { {content.title.clone()} }
            p { class: "q-ref",
                {text::reference(&quote.number, quote.revision_number)}
                if let Some(agent) = agent { " · {agent}" }
            }
            if !content.message.is_empty() { p { class: "q-message", {content.message.clone()} } }
            dl { class: "q-facts",
                if let Some(day) = day { div { dt { {text::date()} } dd { {day} } } }
                if !vehicles.is_empty() { div { dt { {text::vehicle()} } dd { {vehicles.join(", ")} } } }
                if content.crew > 0 && quote.service_line == ServiceLine::Moving { div { dt { {text::crew()} } dd { "{content.crew}" } } }
                if content.passengers > 0 { div { dt { {text::passengers()} } dd { "{content.passengers}" } } }
                if quote.route.metres > 0 { div { dt { {text::distance()} } dd { {format!("{} km", prices::km(quote.route.metres))} } } }
            }
        }
    }
}

fn itinerary(quote: &PublicQuote) -> Element {
    if quote.content.stops.is_empty() {
        return rsx! {};
    }
    let mut before = None;
    let rows: Vec<_> = quote
        .content
        .stops
        .iter()
        .zip(&quote.route.stops)
        .map(|(stop, timed)| {
            let new_day = timed.arrive.map(|a| a.date()).filter(|d| before.replace(*d).is_some_and(|b| b != *d));
            let at = timed.arrive.map(|a| a.format("%H:%M").to_string());
            let day = new_day.map(|d| date(d, DateStyle::Day));
            let leg = timed.leg.filter(|l| l.metres > 0).map(|l| text::drive(prices::km(l.metres.into()), prices::duration(l.minutes)));
            let detail = if stop.name.is_empty() { String::new() } else { stop.address.clone() };
            (stop.id.to_string(), at, day, leg, stop.title().to_string(), detail, stop.notes.clone())
        })
        .collect();
    rsx! {
        section { class: "q-sec", aria_labelledby: "itinerary",
            h2 { id: "itinerary", {text::itinerary()} }
            ol { class: "q-stops",
                for (key, at, day, leg, title, detail, notes) in rows {
                    li { key: "{key}",
                        if let Some(leg) = leg { span { class: "q-leg", {leg} } }
                        if let Some(day) = day { span { class: "q-day", {day} } }
                        span { class: "q-at", {at.unwrap_or_default()} }
                        span { class: "q-place",
                            b { {title} }
                            if !detail.is_empty() { small { {detail} } }
                            if !notes.is_empty() { small { {notes} } }
                        }
                    }
                }
            }
        }
    }
}

fn why(quote: &PublicQuote, line: &PricedLine) -> String {
    prices::why(&line.why, quote.currency)
}

fn cents(quote: &PublicQuote, cents: i64) -> String {
    money(Money::new(cents, quote.currency))
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

fn price_table(quote: &PublicQuote) -> Element {
    let lines: Vec<PricedLine> =
        quote.priced.lines.iter().filter(|l| !l.optional && !matches!(l.kind, LineKind::Promo | LineKind::Tax)).cloned().collect();
    rsx! {
        table { class: "q-lines",
            thead { class: "sr", tr { th { scope: "col", {text::item()} } th { scope: "col", {text::amount()} } } }
            tbody { {rows(quote, lines)} }
        }
    }
}

fn totals(quote: &PublicQuote) -> Element {
    let rest: Vec<PricedLine> = quote.priced.lines.iter().filter(|l| matches!(l.kind, LineKind::Promo | LineKind::Tax)).cloned().collect();
    let deposit = quote.book.rates.deposit.deposit_bp;
    let balance = quote.priced.balance_due.map_or_else(text::balance_open, |day| text::balance(date(day, DateStyle::Day)));
    rsx! {
        table { class: "q-lines q-totals",
            thead { class: "sr", tr { th { scope: "col", {text::item()} } th { scope: "col", {text::amount()} } } }
            tbody {
                tr { th { scope: "row", {text::subtotal()} } td { {cents(quote, quote.priced.subtotal_cents)} } }
                {rows(quote, rest)}
                tr { class: "q-grand", th { scope: "row", {text::total()} } td { output { id: "total", {cents(quote, quote.priced.total_cents)} } } }
            }
        }
        ol { class: "q-plan",
            li { b { {cents(quote, quote.priced.deposit_cents)} } span { {text::deposit(prices::percent_bp(deposit.into()))} } }
            li { b { {cents(quote, quote.priced.balance_cents)} } span { {balance} } }
        }
    }
}

fn add_ons(quote: &PublicQuote) -> Element {
    let offered: Vec<(PricedLine, bool)> = quote
        .priced
        .lines
        .iter()
        .filter(|l| l.optional)
        .map(|l| (l.clone(), true))
        .chain(quote.priced.options.iter().map(|l| (l.clone(), false)))
        .collect();
    // in the order the office put them, whether chosen or not
    let place = |key: &str| {
        quote
            .content
            .amenities
            .iter()
            .map(|a| a.amenity.to_string())
            .chain(quote.content.lines.iter().map(|l| l.id.to_string()))
            .position(|k| k == key)
    };
    let mut offered = offered;
    offered.sort_by_key(|(line, _)| place(&line.key));
    if offered.is_empty() {
        return rsx! { input { r#type: "hidden", name: "chosen", value: "1" } };
    }
    rsx! {
        fieldset { class: "q-addons",
            legend { {text::add_ons()} }
            input { r#type: "hidden", name: "chosen", value: "1" }
            for (line, chosen) in offered {
                label { key: "{line.key}", class: "q-addon",
                    span { class: "q-place", b { {line.label.text().to_string()} } small { {why(quote, &line)} } }
                    span { class: "q-addon-price", {cents(quote, line.cents)} }
                    input { r#type: "checkbox", name: "o", value: "{line.key}", checked: chosen }
                }
            }
            Button { kind: ButtonKind::Submit, name: "do", value: "update", size: Size::Lg, class: "q-update", {text::update_total()} }
        }
    }
}

fn terms(quote: &PublicQuote) -> Element {
    let lines: Vec<String> = quote.book.rates.terms.lines().filter(|l| !l.trim().is_empty()).map(str::to_string).collect();
    rsx! {
        section { class: "q-sec", aria_labelledby: "terms",
            h2 { id: "terms", {text::terms()} }
            ul { class: "q-terms", for (i, term) in lines.into_iter().enumerate() { li { key: "{i}", {term} } } }
        }
    }
}

fn offer(quote: &PublicQuote, token: &str, asked: &Asked) -> Element {
    let total = cents(quote, quote.priced.total_cents);
    let name = if asked.name.is_empty() { quote.contact_name.clone() } else { asked.name.clone() };
    let consent = problem(&asked.errors, "consent");
    let unagreed = consent.is_some();
    rsx! {
        {said_note(quote, asked)}
        if asked.total_changed {
            p { class: "q-note", role: "alert", "data-tone": "warn", {text::total_changed()} }
        }
        if !asked.errors.is_empty() {
            p { class: "q-note", role: "alert", "data-tone": "danger", {text::problems()} }
        }
        form { method: "post", action: "/q/{token}", class: "q-doc", novalidate: true,
            input { r#type: "hidden", name: "revision", value: "{quote.revision}" }
            input { r#type: "hidden", name: "total", value: "{quote.priced.total_cents}" }
            if asked.newest { input { r#type: "hidden", name: "newest", value: "1" } }
            {hero(quote)}
            {itinerary(quote)}
            section { class: "q-sec", id: "price", aria_labelledby: "price-h",
                h2 { id: "price-h", {text::price()} }
                {price_table(quote)}
                {add_ons(quote)}
                {totals(quote)}
            }
            {terms(quote)}
            section { class: "q-sec", id: "sign", aria_labelledby: "sign-h",
                h2 { id: "sign-h", {text::sign()} }
                TextInput { name: "name", label: text::full_name(), value: name.clone(), autocomplete: "name", maxlength: 120, error: problem(&asked.errors, "name"), required: true, size: Size::Lg, class: "q-signature" }
                label { class: "q-consent",
                    input { r#type: "checkbox", name: "consent", value: "1", checked: asked.consent, required: true, aria_invalid: unagreed.then_some("true"), aria_describedby: unagreed.then_some("consent-error") }
                    span { {words::consent(&name, &quote.number, quote.revision_number, &total)} }
                }
                if let Some(consent) = consent { p { class: "q-error", id: "consent-error", {consent} } }
                details { class: "q-details", summary { {text::disclosure_title()} } p { {words::disclosure(&quote.sender.name)} } }
                p { class: "q-fine", {text::recorded()} }
            }
            div { class: "q-bar",
                div { span { {text::total()} } strong { {total.clone()} } small { {format!("{} {}", cents(quote, quote.priced.deposit_cents), text::deposit(prices::percent_bp(quote.book.rates.deposit.deposit_bp.into())))} } }
                Button { kind: ButtonKind::Submit, name: "do", value: "accept", variant: ButtonVariant::Primary, size: Size::Xl, {text::accept_total(&total)} }
            }
        }
        div { class: "q-answers",
            {answer_box(token, "changes", text::request_changes(), text::what_changes(), text::send(), asked, true)}
            {answer_box(token, "question", text::ask(), text::your_question(), text::send(), asked, true)}
            {answer_box(token, "refusal", text::decline(), text::why_decline(), text::decline_quote(), asked, false)}
        }
    }
}

fn answer_box(token: &str, what: &'static str, title: String, label: String, button: String, asked: &Asked, required: bool) -> Element {
    let error = problem(&asked.errors, what);
    let failed = error.is_some();
    let value = if failed { asked.message.clone() } else { String::new() };
    rsx! {
        details { class: "q-details", open: failed,
            summary { {title} }
            form { method: "post", action: "/q/{token}/{what}", class: "stack",
                TextArea { name: "message", id: "{what}-message", label, value, error, required, limit: 2000 }
                Button { kind: ButtonKind::Submit, size: Size::Lg, {button} }
            }
        }
    }
}

fn receipt(quote: &PublicQuote, token: &str) -> Element {
    let signature = quote.signature.clone();
    rsx! {
        section { class: "q-hero",
            h1 { {text::accepted_title()} }
            if let Some(signature) = signature {
                p { {text::accepted_body(&signature.name, moment_with_zone(signature.at, &quote.zone, DateStyle::Full))} }
                p { class: "q-fine", {text::fingerprint()} br {} code { {signature.document_hash.clone()} } }
            }
            if quote.route.stops.first().is_some_and(|s| s.arrive.is_some()) {
                p { LinkButton { href: "/q/{token}/calendar.ics", icon: IconName::CalendarCheck, size: Size::Lg, {text::add_to_calendar()} } }
            }
            p { class: "q-fine", {text::print_hint()} }
        }
        div { class: "q-doc",
            {hero(quote)}
            {itinerary(quote)}
            section { class: "q-sec", aria_labelledby: "price-h",
                h2 { id: "price-h", {text::price()} }
                table { class: "q-lines",
                    thead { class: "sr", tr { th { scope: "col", {text::item()} } th { scope: "col", {text::amount()} } } }
                    tbody { {rows(quote, quote.priced.lines.iter().filter(|l| !matches!(l.kind, LineKind::Promo | LineKind::Tax)).cloned().collect())} }
                }
                {totals(quote)}
            }
            {terms(quote)}
        }
    }
}

fn over(quote: &PublicQuote, token: &str, asked: &Asked) -> Element {
    let name = &quote.sender.name;
    let ended = quote.valid_until.map(|at| date_in(at, &quote.zone, DateStyle::Day)).unwrap_or_default();
    let (title, body) = match (quote.state, quote.newer) {
        (LinkState::Expired, _) => (text::expired_title(ended), text::expired_body()),
        (LinkState::Withdrawn, _) => (text::withdrawn_title(), text::withdrawn_body(name)),
        (LinkState::Declined, _) => (text::declined_title(), text::declined_body()),
        (_, Some(newer)) => (text::superseded_title(), text::newer_body(quote.revision_number, newer)),
        _ => (text::superseded_title(), text::superseded_body(name)),
    };
    let day = quote.route.stops.first().and_then(|s| s.arrive).map(|at| date(at.date(), DateStyle::Full));
    let reference = text::reference(&quote.number, quote.revision_number);
    rsx! {
        {said_note(quote, asked)}
        h1 { {title} }
        p { class: "q-lead", {body} }
        section { class: "q-card",
            h2 { {quote.content.title.clone()} }
            p { class: "q-fine", {reference} if let Some(day) = day { " · {day}" } }
            dl { class: "q-was", dt { {text::old_total()} } dd { s { {cents(quote, quote.priced.total_cents)} } } }
        }
        if let Some(newer) = quote.newer {
            p { LinkButton { href: "/q/{token}?newest=1", variant: ButtonVariant::Primary, size: Size::Xl, full: true, {text::see_newer(newer)} } }
        } else {
            form { method: "post", action: "/q/{token}/renewal", class: "stack",
                TextArea { name: "message", label: text::anything_to_change(), optional: true, rows: 2, limit: 2000, error: problem(&asked.errors, "renewal") }
                Button { kind: ButtonKind::Submit, variant: ButtonVariant::Primary, size: Size::Xl, full: true, {text::ask_fresh()} }
            }
        }
    }
}

#[cfg(test)]
#[path = "public_tests.rs"]
mod tests;
