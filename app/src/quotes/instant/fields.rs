//! What a visitor types: the trip or the move, and who wants the offer.

use dioxus::prelude::*;
use shared::packs::ServiceLine;
use shared::pricing::places;
use shared::quotes::{INSTANT_CREW, INSTANT_HOURS, INSTANT_PASSENGERS};

use super::{View, text};
use crate::ui::*;

/// From where to where, when, with what.
pub fn asked(view: &View) -> Element {
    let ask = &view.ask;
    let error = |field: &str| view.errors.text(field);
    let charter = view.line == ServiceLine::Charter;
    let starts_at = if charter { text::starts_at() } else { text::begins_at() };
    let fits = view.book.rates.vehicles.iter().filter(|v| !charter || v.seats > 0);
    let vehicles: Vec<SelectOption> = fits.map(|v| SelectOption::new(v.key.clone(), v.name.text())).collect();
    rsx! {
        TextInput { label: text::origin(), name: "origin", required: true, size: Size::Lg, hint: text::place_hint(), value: ask.origin.clone(), error: error("origin"), maxlength: 300, list: "places" }
        TextInput { label: text::destination(), name: "destination", required: true, size: Size::Lg, value: ask.destination.clone(), error: error("destination"), maxlength: 300, list: "places" }
        datalist { id: "places",
            for place in places() {
                option { key: "{place.name} {place.region}", value: "{place.name}, {place.region}" }
            }
        }
        DateInput { label: text::wanted_on(), name: "wanted_on", required: true, size: Size::Lg, value: ask.wanted_on.clone(), error: error("wanted_on") }
        TimeInput { label: starts_at, name: "starts_at", required: true, size: Size::Lg, value: ask.starts_at.clone(), error: error("starts_at") }
        if charter {
            TextInput { label: text::passengers(), name: "passengers", kind: InputKind::Whole, required: true, size: Size::Lg, value: ask.passengers.clone(), error: error("passengers"), maxlength: digits(INSTANT_PASSENGERS) }
            label { class: "q-consent",
                input { r#type: "checkbox", id: "f-back", name: "back", value: "yes", checked: ask.is_return() }
                span { {text::back()} }
            }
            div { class: "stack w-instant-back",
                DateInput { label: text::back_on(), name: "back_on", size: Size::Lg, value: ask.back_on.clone(), error: error("back_on") }
                TimeInput { label: text::back_at(), name: "back_at", size: Size::Lg, value: ask.back_at.clone(), error: error("back_at") }
            }
        } else {
            if view.book.rates.crew.is_some() {
                TextInput { label: text::crew(), name: "crew", kind: InputKind::Whole, optional: true, size: Size::Lg, value: ask.crew.clone(), error: error("crew"), maxlength: digits(INSTANT_CREW) }
            }
            TextInput { label: text::hours(), name: "hours", kind: InputKind::Whole, optional: true, size: Size::Lg, hint: text::hours_hint(), value: ask.hours.clone(), error: error("hours"), maxlength: digits(INSTANT_HOURS) }
        }
        if vehicles.len() > 1 {
            Select { label: text::vehicle(), name: "vehicle", options: vehicles, optional: true, placeholder: text::best_vehicle(), size: Size::Lg, value: ask.vehicle.clone(), error: error("vehicle") }
        }
        TextInput { label: text::promo(), name: "promo", optional: true, size: Size::Lg, value: ask.promo.clone(), error: error("promo"), maxlength: 24 }
        Button { kind: ButtonKind::Submit, variant: if view.shown.is_none() { ButtonVariant::Primary } else { ButtonVariant::Secondary }, name: "act", value: "price", size: Size::Lg, full: true, icon: IconName::Calculator, {text::show_price()} }
    }
}

/// Letters a number may have, with one to spare so that a slip can be seen and corrected.
fn digits(most: u32) -> u32 {
    most.checked_ilog10().unwrap_or_default() + 2
}

/// Who wants the offer.
pub fn person(view: &View) -> Element {
    let ask = &view.ask;
    let error = |field: &str| view.errors.text(field);
    let unagreed = error("consent");
    let described = unagreed.is_some().then_some("consent-error");
    rsx! {
        h3 { {text::get_offer()} }
        TextInput { label: text::your_name(), name: "name", autocomplete: "name", size: Size::Lg, value: ask.name.clone(), error: error("name"), maxlength: 120 }
        TextInput { label: text::email(), name: "email", kind: InputKind::Email, autocomplete: "email", size: Size::Lg, hint: text::contact_hint(), value: ask.email.clone(), error: error("email"), maxlength: 254 }
        TextInput { label: text::phone(), name: "phone", kind: InputKind::Tel, autocomplete: "tel", size: Size::Lg, value: ask.phone.clone(), error: error("phone"), maxlength: 40 }
        TextInput { label: text::company(), name: "company", optional: true, autocomplete: "organization", size: Size::Lg, value: ask.company.clone(), error: error("company"), maxlength: 120 }
        TextArea { label: text::notes(), name: "notes", optional: true, rows: 3, limit: 2000, value: ask.notes.clone(), error: error("notes") }
        label { class: "q-consent",
            input { r#type: "checkbox", id: "f-consent", name: "consent", value: "yes", checked: !ask.consent.is_empty(), aria_invalid: described.map(|_| "true"), aria_describedby: described }
            span { {text::consent(&view.desk.name)} }
        }
        if let Some(unagreed) = unagreed {
            p { class: "q-error", id: "consent-error", {unagreed} }
        }
        Button { kind: ButtonKind::Submit, name: "act", value: "send", variant: ButtonVariant::Primary, size: Size::Xl, full: true, {text::send()} }
    }
}
