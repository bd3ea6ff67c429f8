//! The offer when it cannot be accepted: behind a number, signed, or over.

use dioxus::prelude::*;
use shared::quotes::{LinkState, PublicQuote, SignatureKind, strokes_path};

use super::super::certificate::text::title as certificate;
use super::super::text;
use super::parts::{cents, hero, itinerary, price_table, terms, totals};
use super::{Asked, problem};
use crate::ui::format::{DateStyle, date, date_in, moment_with_zone};
use crate::ui::*;

pub fn locked(quote: &PublicQuote, base: &str, error: Option<String>) -> Element {
    rsx! {
        section { class: "q-card q-over",
            h1 { {text::locked_title()} }
            p { class: "q-lead", {text::locked_body(&quote.sender.name)} }
            form { method: "post", action: "{base}/pin", class: "stack", novalidate: true,
                TextInput { name: "pin", label: text::pin(), kind: InputKind::Whole, error, required: true, autocomplete: "one-time-code", maxlength: 8, size: Size::Xl }
                Button { kind: ButtonKind::Submit, variant: ButtonVariant::Primary, size: Size::Xl, full: true, {text::open_quote()} }
            }
        }
    }
}

/// Thanks for what was sent.
pub fn said_note(quote: &PublicQuote, asked: &Asked) -> Element {
    let name = quote.sender.agent.clone().unwrap_or_else(|| quote.sender.name.clone());
    rsx! {
        if asked.said {
            p { class: "q-note", role: "status", tabindex: "-1", "data-tone": "ok", Icon { name: IconName::CircleCheck } span { {text::said_thanks(name)} } }
        }
    }
}

pub fn receipt(quote: &PublicQuote, base: &str, asked: &Asked) -> Element {
    let first = quote.signature.as_ref().filter(|_| asked.second);
    rsx! {
        if let Some(signature) = first {
            p { class: "q-note", role: "status", tabindex: "-1", "data-tone": "warn",
                Icon { name: IconName::Info }
                span { {text::accepted_before(&signature.name, moment_with_zone(signature.at, &quote.zone, DateStyle::Full))} }
            }
        }
        section { class: "q-card q-receipt",
            StatusChip { label: shared::quotes::text::accepted(), icon: IconName::CircleCheck, tone: Tone::Ok }
            h1 { {text::accepted_title()} }
            if let Some(signature) = quote.signature.clone() {
                p { class: "q-lead", {text::accepted_body(&signature.name, moment_with_zone(signature.at, &quote.zone, DateStyle::Full))} }
                if signature.kind == SignatureKind::Drawn {
                    svg { class: "w-sign-image", view_box: "0 0 340 120", role: "img", "aria-label": text::signature_of(&signature.name),
                        path { d: strokes_path(&signature.strokes) }
                    }
                }
                details { class: "q-details",
                    summary { {text::fingerprint()} Icon { name: IconName::ChevronDown } }
                    p { class: "q-fine", code { {signature.document_hash} } }
                }
            }
            if quote.route.stops.first().is_some_and(|s| s.arrive.is_some()) {
                LinkButton { href: "{base}/calendar.ics", icon: IconName::CalendarCheck, size: Size::Lg, {text::add_to_calendar()} }
            }
            LinkButton { href: "{base}/quote.pdf", icon: IconName::Download, size: Size::Lg, {text::save_pdf()} }
            LinkButton { href: "{base}/certificate", icon: IconName::ShieldCheck, size: Size::Lg, {certificate()} }
        }
        div { class: "q-doc",
            {hero(quote)}
            {itinerary(quote)}
            section { class: "q-sec", aria_labelledby: "price-h",
                h2 { id: "price-h", {text::price()} }
                {price_table(quote, false)}
                {totals(quote)}
            }
            {terms(quote)}
        }
    }
}

pub fn over(quote: &PublicQuote, base: &str, asked: &Asked) -> Element {
    let name = &quote.sender.name;
    let ended = quote.valid_until.map(|at| date_in(at, &quote.zone, DateStyle::Day)).unwrap_or_default();
    let (title, body) = match (quote.state, quote.newer) {
        (LinkState::Expired, _) => (text::expired_title(ended), text::expired_body()),
        (LinkState::Withdrawn, _) => (text::withdrawn_title(), text::withdrawn_body(name)),
        (LinkState::Declined, _) => (text::declined_title(), text::declined_body()),
        (_, Some(newer)) => (text::superseded_title(), text::newer_body(quote.revision_number, newer)),
        _ => (text::superseded_title(), text::superseded_body(name)),
    };
    let (chip, icon, tone) = match quote.state {
        LinkState::Expired => (shared::quotes::text::expired(), IconName::Clock, Tone::Warn),
        LinkState::Superseded => (shared::quotes::text::superseded(), IconName::History, Tone::Info),
        state => (shared::quotes::text::link(state), IconName::Ban, Tone::Neutral),
    };
    let day = quote.route.stops.first().and_then(|s| s.arrive).map(|at| date(at.date(), DateStyle::Full));
    let reference = text::reference(&quote.number, quote.revision_number);
    rsx! {
        {said_note(quote, asked)}
        div { class: "q-over",
            p { StatusChip { label: chip, icon, tone } }
            h1 { {title} }
            p { class: "q-lead", {body} }
            section { class: "q-card",
                h2 { {quote.content.title.clone()} }
                p { class: "q-fine", {reference} if let Some(day) = day { " · {day}" } }
                dl { class: "q-was", dt { {text::old_total()} } dd { s { {cents(quote, quote.priced.total_cents)} } } }
            }
            if let Some(newer) = quote.newer {
                p { LinkButton { href: "{base}?newest=1", variant: ButtonVariant::Primary, size: Size::Xl, full: true, {text::see_newer(newer)} } }
            } else if !asked.renewed && !asked.viewing {
                form { method: "post", action: "{base}/renewal", class: "stack q-card", novalidate: true,
                    TextArea { name: "message", label: text::anything_to_change(), optional: true, rows: 2, limit: 2000, error: problem(&asked.errors, "renewal") }
                    Button { kind: ButtonKind::Submit, variant: ButtonVariant::Primary, size: Size::Xl, full: true, {text::ask_fresh()} }
                }
            }
        }
    }
}
