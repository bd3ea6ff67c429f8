//! The offer while it can be accepted: options, signature, acceptance, and the other answers.

use dioxus::prelude::*;
use shared::pricing::PricedLine;
use shared::quotes::{CONSENT_VERSION, PublicQuote, text as words};

use super::super::text;
use super::packages::packages;
use super::parts::{cents, hero, itinerary, plan, price_table, terms, totals, why};
use super::{Asked, problem};
use crate::ui::format::{DateStyle, date_in};
use crate::ui::*;

pub fn offer(quote: &PublicQuote, base: &str, asked: &Asked) -> Element {
    rsx! {
        {notes(quote, asked)}
        div { class: "q-grid", "data-two": "true",
            form { method: "post", action: "{base}#sign", class: "q-doc", id: "offer", novalidate: true, "data-path": base, "data-asked": asked.sent.then_some("true"),
                input { r#type: "hidden", name: "revision", value: "{quote.revision}" }
                input { r#type: "hidden", name: "total", id: "total-cents", "data-live": "", value: "{quote.priced.total_cents}" }
                if asked.newest { input { r#type: "hidden", name: "newest", value: "1" } }
                {hero(quote)}
                {itinerary(quote)}
                section { class: "q-sec", id: "price", aria_labelledby: "price-h",
                    h2 { id: "price-h", {text::price()} }
                    {packages(quote, asked)}
                    {choice(quote)}
                    {totals(quote)}
                }
                {terms(quote)}
                if !asked.viewing { {signing(quote, asked)} }
            }
            div { class: "q-side",
                {bar(quote, asked)}
                if !asked.viewing {
                    div { class: "q-answers",
                        {answer_box(base, "changes", IconName::Pencil, text::request_changes(), text::what_changes(), text::send(), asked, true)}
                        {answer_box(base, "question", IconName::MessageSquare, text::ask(), text::your_question(), text::send(), asked, true)}
                        {answer_box(base, "refusal", IconName::X, text::decline(), text::why_decline(), text::decline_quote(), asked, false)}
                    }
                }
            }
        }
    }
}

/// What came of the last thing that was sent.
fn notes(quote: &PublicQuote, asked: &Asked) -> Element {
    rsx! {
        {super::closed::said_note(quote, asked)}
        if asked.viewing {
            p { class: "q-note", "data-tone": "warn", Icon { name: IconName::Eye } span { {text::viewing()} } }
        }
        if asked.total_changed {
            p { class: "q-note", role: "alert", tabindex: "-1", "data-tone": "warn", Icon { name: IconName::TriangleAlert } span { {text::total_changed()} } }
        }
        if !asked.errors.is_empty() {
            p { class: "q-note", role: "alert", tabindex: "-1", "data-tone": "danger", Icon { name: IconName::CircleAlert } span { {text::problems()} } }
        }
    }
}

/// What the price is made of and what may be added; where packages are offered, both follow the one that is chosen.
fn choice(quote: &PublicQuote) -> Element {
    if quote.content.packages.is_empty() {
        return rsx! {
            {price_table(quote, true)}
            {add_ons(quote)}
        };
    }
    rsx! {
        div { id: "choice", "data-live": "package",
            // whose options these are: those of the other packages stay as they were proposed
            if let Some(shown) = quote.priced.package { input { r#type: "hidden", name: "was", value: "{shown}" } }
            {price_table(quote, true)}
            {add_ons(quote)}
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
                    input { class: "w-switch-input", r#type: "checkbox", role: "switch", name: "o", value: "{line.key}", checked: chosen }
                }
            }
            div { class: "q-update", Button { kind: ButtonKind::Submit, name: "do", value: "update", size: Size::Lg, icon: IconName::RefreshCw, {text::update_total()} } }
        }
    }
}

fn signing(quote: &PublicQuote, asked: &Asked) -> Element {
    let total = cents(quote, quote.priced.total_cents);
    let name = if asked.name.is_empty() { quote.contact_name.clone() } else { asked.name.clone() };
    let (consent, strokes) = (problem(&asked.errors, "consent"), problem(&asked.errors, "strokes"));
    let (unagreed, unsigned) = (consent.is_some(), strokes.is_some());
    let template = words::consent("\u{1}", &quote.number, quote.revision_number, &total);
    rsx! {
        section { class: "q-sec", id: "sign", aria_labelledby: "sign-h",
            h2 { id: "sign-h", {text::sign()} }
            div { class: "q-how q-live",
                Segmented {
                    label: crate::ui::text::sign_how(),
                    name: "kind",
                    full: true,
                    size: Size::Lg,
                    options: vec![
                        Choice::new("drawn", crate::ui::text::sign_draw()).icon(IconName::Signature),
                        Choice::new("typed", crate::ui::text::sign_type()).icon(IconName::Keyboard),
                    ],
                    value: if asked.drawn { "drawn" } else { "typed" },
                }
            }
            TextInput { name: "name", label: text::full_name(), value: name.clone(), autocomplete: "name", maxlength: 120, error: problem(&asked.errors, "name"), required: true, size: Size::Lg, class: "q-signature" }
            p { class: "q-written q-live", id: "written", "aria-hidden": "true", {name.clone()} }
            div { class: "q-pad q-live", id: "drawn", hidden: true, role: "group", aria_label: crate::ui::text::sign_area(),
                input { r#type: "hidden", name: "strokes", value: asked.strokes.clone() }
                div { class: "w-sign-box", "data-invalid": unsigned.then_some("true"),
                    svg { class: "w-sign-pad", id: "pad", view_box: "0 0 340 120", preserve_aspect_ratio: "none", role: "img", "aria-label": crate::ui::text::sign_area(),
                        line { class: "w-sign-line", x1: "12", x2: "328", y1: "92", y2: "92" }
                        path { class: "w-sign-ink" }
                    }
                    div { class: "w-sign-foot",
                        span { class: "w-hint", {crate::ui::text::sign_above()} }
                        Button { id: "pad-undo", size: Size::Lg, icon: IconName::Undo2, {crate::ui::text::undo()} }
                        Button { id: "pad-clear", size: Size::Lg, variant: ButtonVariant::Ghost, {crate::ui::text::clear()} }
                    }
                }
                p { class: "sr", role: "status", id: "pad-state", "data-empty": crate::ui::text::sign_state_empty(), "data-drawn": text::pad_drawn() }
                if let Some(strokes) = strokes { p { class: "q-error", {strokes} } }
            }
            label { class: "q-consent",
                input { r#type: "checkbox", name: "consent", value: "1", checked: asked.consent, required: true, aria_invalid: unagreed.then_some("true"), aria_describedby: unagreed.then_some("consent-error") }
                span { id: "consent-words", "data-live": "", "data-words": template, {words::consent(&name, &quote.number, quote.revision_number, &total)} }
            }
            if let Some(consent) = consent { p { class: "q-error", id: "consent-error", {consent} } }
            p { class: "q-fine q-recorded", Icon { name: IconName::Lock } span { {text::recorded()} } }
            // not live: it tells of the words beside it, which stay as they are while the page is open
            input { r#type: "hidden", name: "words", value: CONSENT_VERSION }
            details { class: "q-details", summary { {text::disclosure_title()} Icon { name: IconName::ChevronDown } } p { class: "q-fine", {words::disclosure(&quote.sender.name)} } }
        }
    }
}

/// What it comes to and the one button; beside the paper on a wide screen, at the bottom of a narrow one.
fn bar(quote: &PublicQuote, asked: &Asked) -> Element {
    let total = cents(quote, quote.priced.total_cents);
    let deposit = quote.priced.deposit_cents;
    let first = if deposit > 0 { text::first_today(cents(quote, deposit)) } else { text::nothing_today() };
    let held = quote.valid_until.map(|at| text::held(date_in(at, &quote.zone, DateStyle::Day)));
    rsx! {
        div { class: "q-bar",
            div { class: "q-bar-sum", id: "bar-sum", "data-live": "",
                span { if quote.priced.is_tax_exempt() { {text::total()} } else { {text::total_with_tax()} } }
                strong { {total.clone()} }
                small { {first} }
            }
            dl { class: "q-bar-plan", id: "bar-plan", "data-live": "",
                for (i, (amount, words)) in plan(quote).into_iter().enumerate() {
                    div { key: "{i}", dt { {words} } dd { {amount} } }
                }
            }
            if !asked.viewing {
                Button { kind: ButtonKind::Submit, name: "do", value: "accept", form: "offer", variant: ButtonVariant::Primary, size: Size::Xl,
                    span { id: "accept-words", "data-live": "", {text::accept_total(&total)} }
                }
            }
            if let Some(held) = held { p { class: "q-held", Icon { name: IconName::CalendarCheck } span { {held} } } }
        }
    }
}

#[allow(clippy::too_many_arguments, reason = "eight words of one small form, used three times in a row above")]
fn answer_box(
    base: &str,
    what: &'static str,
    icon: IconName,
    title: String,
    label: String,
    button: String,
    asked: &Asked,
    required: bool,
) -> Element {
    let error = problem(&asked.errors, what);
    let failed = error.is_some();
    let value = if failed { asked.message.clone() } else { String::new() };
    let class = if required { "q-details" } else { "q-details q-quiet" };
    rsx! {
        details { class, open: failed,
            summary { Icon { name: icon } {title} Icon { name: IconName::ChevronDown } }
            form { method: "post", action: "{base}/{what}", class: "stack", novalidate: true,
                TextArea { name: "message", id: "{what}-message", label, value, error, required, limit: 2000 }
                Button { kind: ButtonKind::Submit, size: Size::Lg, full: true, {button} }
            }
        }
    }
}
