//! Speaking to screen readers: one polite and one assertive region per app, there before any text changes.

use dioxus::core::{Runtime, ScopeId, provide_root_context, try_consume_context};
use dioxus::prelude::*;

/// What is spoken last in each region, with a counter so that the same words are read again.
#[derive(Clone, Copy)]
struct Spoken {
    polite: Signal<(u32, String)>,
    urgent: Signal<(u32, String)>,
}

fn spoken() -> Option<Spoken> {
    Runtime::try_current()?;
    Some(try_consume_context::<Spoken>().unwrap_or_else(|| {
        provide_root_context(Spoken {
            polite: Signal::new_in_scope(Default::default(), ScopeId::ROOT),
            urgent: Signal::new_in_scope(Default::default(), ScopeId::ROOT),
        })
    }))
}

fn say(mut region: Signal<(u32, String)>, words: String) {
    let turn = region.peek().0.wrapping_add(1);
    region.set((turn, words));
}

/// Has a screen reader speak when it is free: results, moves, things saved.
pub fn announce(words: impl Into<String>) {
    if let Some(spoken) = spoken() {
        say(spoken.polite, words.into());
    }
}

/// Interrupts a screen reader: failures that lose work if missed.
pub fn announce_now(words: impl Into<String>) {
    if let Some(spoken) = spoken() {
        say(spoken.urgent, words.into());
    }
}

/// The two live regions; a shell holds them once.
#[component]
pub fn LiveRegion() -> Element {
    let Some(spoken) = use_hook(spoken) else { return VNode::empty() };
    let (polite_turn, polite) = (spoken.polite)();
    let (urgent_turn, urgent) = (spoken.urgent)();
    rsx! {
        // Each text in a new keyed element: assistive technology then reads a repeated sentence again.
        div { class: "sr", role: "status", aria_live: "polite",
            for turn in [polite_turn] {
                span { key: "{turn}", {polite.clone()} }
            }
        }
        div { class: "sr", role: "alert", aria_live: "assertive",
            for turn in [urgent_turn] {
                span { key: "{turn}", {urgent.clone()} }
            }
        }
    }
}
