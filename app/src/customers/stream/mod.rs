//! What happened with a customer, day by day, the latest first, as a whole or one part of it. Live.

mod text;

use dioxus::prelude::*;
use shared::customers::StreamPart;
use shared::events::Event;
use shared::input::filled;
use shared::{AccountId, Page};

use super::api;
use crate::client::pages::use_pages;
use crate::client::use_session;
use crate::ui::*;

/// The stream of a customer under a choice of its parts.
#[component]
pub(super) fn History(id: ReadSignal<AccountId>) -> Element {
    let mut part = use_signal(String::new);
    let (latest, pages) = use_pages(
        &["account", "contact", "address", "lead", "quote", "job", "unit", "price_list"],
        move || (id(), part()),
        |(id, part), after| async move { api::customer_timeline(id, after.and_then(|seq| seq.parse().ok()), filled(&part)).await },
    );
    let state = pages.standing(latest.load_as(|page: &Page<Event>| Load::of_list(&page.items, false)));
    let Page { items, next } = latest.value().unwrap_or(Page { items: Vec::new(), next: None });
    let nothing = if part.read().is_empty() { text::nothing() } else { text::nothing_of_it() };
    rsx! {
        Select { label: text::show(), label_hidden: true, name: "stream-part", size: Size::Sm, placeholder: text::everything(), value: part(), testid: "stream-part",
            options: StreamPart::ALL.iter().map(|one| SelectOption::new(one.key(), text::part(*one))).collect::<Vec<_>>(), onchange: move |chosen| part.set(chosen) }
        Async { state, onretry: move |()| latest.refetch(), empty: rsx! { p { class: "sm muted", {nothing} } },
            Lines { events: items }
            if next.is_some() { Button { size: Size::Sm, loading: pages.loading(), onclick: move |_| pages.load_more(), {text::more()} } }
        }
    }
}

/// Events under their days.
#[component]
fn Lines(events: Vec<Event>) -> Element {
    let zone = use_session().zone.clone();
    let mut day = String::new();
    let lines: Vec<(Option<String>, Event)> = events
        .into_iter()
        .map(|event| {
            let this = format::date_in(event.at, &zone, format::DateStyle::Full);
            let opens = (this != day).then(|| this.clone());
            day = this;
            (opens, event)
        })
        .collect();
    rsx! {
        Timeline { label: super::text::activity(),
            for (opens, event) in lines {
                Line { key: "{event.id}", opens, event, zone: zone.clone() }
            }
        }
    }
}

/// One event, under the day it opens.
#[component]
fn Line(opens: Option<String>, event: Event, zone: String) -> Element {
    let words = crate::leads::event_words(&event);
    // sentences of their own begin with a capital; phrases follow the name
    let whole = words.chars().next().is_some_and(char::is_uppercase);
    rsx! {
        if let Some(day) = opens { TimelineDay { label: day } }
        TimelineEntry {
            icon: crate::leads::event_icon(&event),
            time: format::time_in(event.at, &zone),
            note: if whole { Some(event.actor.clone()) } else { event.on_behalf_of.clone() },
            title: rsx! { if whole { strong { {words} } } else { strong { {event.actor.clone()} } " " {words} } },
        }
    }
}
