//! The parts of the page, and getting to one.

use dioxus::prelude::*;
use shared::quotes::{Content, Quote, QuoteStatus};

use super::text;
use crate::ui::*;

/// The parts of the page, each a jump.
#[component]
pub(super) fn Parts(quote: Quote, content: Content, broken: usize, edits: bool) -> Element {
    let part = |id: &'static str, label: String, count: usize| (id, label, count);
    let mut parts = if quote.service_line.pack().route {
        vec![part("itinerary", text::itinerary(), content.stops.len()), part("hours", text::legal_hours(), 0)]
    } else {
        vec![part("itinerary", text::site(), 0)]
    };
    parts.push(part("details", text::details(), 0));
    if edits && !quote.book.rates.trades.is_empty() || !content.trades.is_empty() {
        parts.push(part("trades", text::trades(), content.trades.len()));
    }
    if quote.service_line.pack().repairs && edits || !content.repairs.is_empty() {
        parts.push(part("repairs", text::repairs(), content.repairs.len()));
    }
    if edits && !quote.book.rates.vehicles.is_empty() {
        parts.push(part("vehicles", text::vehicles(), content.vehicles.iter().map(|v| v.count as usize).sum()));
    }
    if edits || !content.amenities.is_empty() {
        parts.push(part("amenities", text::amenities(), content.amenities.len()));
    }
    if edits || !content.lines.is_empty() {
        parts.push(part("items", text::items(), content.lines.len()));
    }
    if edits || !content.packages.is_empty() {
        parts.push(part("packages", text::packages(), content.packages.len()));
    }
    parts.push(part("terms", text::terms(), 0));
    if quote.status != QuoteStatus::Draft {
        parts.push(part("activity", text::activity(), 0));
    }
    rsx! {
        nav { class: "w-view-tabs", aria_label: text::parts(),
            for (id, label, count) in parts {
                button { key: "{id}", r#type: "button", onclick: move |_| show(id),
                    {label}
                    if count > 0 { b { {count.to_string()} } }
                    if id == "hours" && broken > 0 { Chip { tone: Tone::Danger, icon: IconName::TriangleAlert, {broken.to_string()} span { class: "sr", " " {text::legal_problems()} } } }
                }
            }
        }
    }
}

/// Brings a part of the page under the eyes.
pub(super) fn show(id: &str) {
    let part = web_sys::window().and_then(|w| w.document()).and_then(|d| d.get_element_by_id(id));
    if let Some(part) = part {
        part.scroll_into_view();
    }
}
