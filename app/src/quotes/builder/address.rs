//! The address of a stop: typed freely, completed with places that are found meanwhile.

use dioxus::prelude::*;
use gloo_timers::future::TimeoutFuture;
use shared::StopId;
use shared::geo::{Candidate, Found, Precision};
use shared::quotes::Stop;
use shared::text::locale;

use super::Draft;
use crate::quotes::api::geocode;
use crate::quotes::text::staff as text;
use crate::ui::*;

/// Nothing is looked for before somebody stops typing, in milliseconds.
const PAUSE: u32 = 350;
/// Less is not looked for, in characters.
const SHORTEST: usize = 3;

/// How near a place is to what was meant.
fn precision_text(precision: Precision) -> String {
    match precision {
        Precision::Rooftop => text::building(),
        Precision::Street => text::street(),
        Precision::Postal => text::postal_code(),
        Precision::City => text::town(),
        Precision::Region => text::region(),
    }
}

/// What can be chosen: a place, or a question in so many words.
#[derive(Clone, PartialEq)]
enum Choice {
    Place(Candidate),
    Search,
}

/// A text field with a list below it, after the APG combobox: nothing is chosen unless somebody chooses it, and what is
/// typed stands as it is.
#[component]
pub fn AddressField(draft: Draft, id: StopId, i: usize, address: String) -> Element {
    let field = format!("stop-{id}");
    let mut found = use_signal(Found::default);
    let mut open = use_signal(|| false);
    let mut active = use_signal(|| None::<usize>);
    let mut turn = use_signal(|| 0_u32);
    let edit = use_callback(move |change: Box<dyn FnOnce(&mut Stop)>| {
        draft.change(|c| {
            if let Some(stop) = c.stops.iter_mut().find(|s| s.id == id) {
                change(stop);
            }
        });
    });
    let look = use_callback(move |(typed, typing): (String, bool)| {
        let mine = *turn.peek() + 1;
        turn.set(mine);
        if typed.trim().chars().count() < SHORTEST {
            open.set(false);
            return;
        }
        spawn(async move {
            if typing {
                TimeoutFuture::new(PAUSE).await;
            }
            if *turn.peek() != mine {
                return;
            }
            // without an answer nothing is offered, and what is typed stays
            let answer = geocode(Some(typed.clone()), Some(locale().tag().into()), Some(typing)).await.unwrap_or_default();
            if *turn.peek() != mine {
                return;
            }
            // what says only what stands there already needs no choice
            let offers = answer.away || answer.asks_whole || answer.candidates.iter().any(|candidate| candidate.label != typed.trim());
            if offers {
                announce(match answer.candidates.len() {
                    1 => crate::ui::text::one_result(),
                    n => crate::ui::text::results(n),
                });
            }
            active.set(None);
            found.set(answer);
            open.set(offers);
        });
    });
    let Found { candidates, away, asks_whole, attribution } = found();
    let mut choices: Vec<Choice> = candidates.into_iter().map(Choice::Place).collect();
    if asks_whole {
        choices.push(Choice::Search);
    }
    let count = choices.len();
    let offered = choices.clone();
    let typed = address.clone();
    let pick = use_callback(move |index: usize| {
        match offered.get(index) {
            Some(Choice::Place(candidate)) => {
                let candidate = candidate.clone();
                let next = *turn.peek() + 1;
                turn.set(next);
                open.set(false);
                edit.call(Box::new(move |stop: &mut Stop| stop.locate(&candidate)));
            }
            Some(Choice::Search) => look.call((typed.clone(), false)),
            None => {}
        };
    });
    let onkeydown = move |event: KeyboardEvent| {
        // with Alt the arrows move the stop
        if event.modifiers().alt() || !open() || count == 0 {
            return;
        }
        match event.key() {
            Key::ArrowDown => {
                event.prevent_default();
                active.set(Some(active().map_or(0, |at| (at + 1) % count)));
            }
            Key::ArrowUp => {
                event.prevent_default();
                active.set(Some(active().map_or(count - 1, |at| (at + count - 1) % count)));
            }
            Key::Enter => {
                if let Some(at) = active().filter(|at| *at < count) {
                    event.prevent_default();
                    pick.call(at);
                }
            }
            Key::Escape => {
                event.prevent_default();
                event.stop_propagation();
                open.set(false);
            }
            _ => {}
        }
    };
    rsx! {
        Field { id: field.clone(), label: text::address(), label_hidden: true,
            div { class: "w-combo",
                input { class: "w-input", r#type: "text", role: "combobox", id: field.clone(), name: "address-{i}", value: address.clone(), autocomplete: "off",
                    placeholder: text::address_hint(), maxlength: "300", "data-size": Size::Sm.attribute(),
                    aria_autocomplete: "list",
                    aria_expanded: if open() { "true" } else { "false" },
                    aria_controls: "{field}-list",
                    aria_activedescendant: active().filter(|_| open()).map(|at| format!("{field}-{at}")),
                    oninput: move |event: FormEvent| {
                        let words = event.value();
                        look.call((words.clone(), true));
                        edit.call(Box::new(move |stop: &mut Stop| stop.readdress(words)));
                    },
                    onblur: move |_| {
                        let next = *turn.peek() + 1;
                        turn.set(next);
                        open.set(false);
                    },
                    onkeydown,
                }
                ul { class: "w-combo-list", id: "{field}-list", role: "listbox", aria_label: text::matches(), hidden: !open(),
                    for (at, choice) in choices.into_iter().enumerate() {
                        li { key: "{at}", class: "w-combo-option", id: "{field}-{at}", role: "option",
                            aria_selected: if active() == Some(at) { "true" } else { "false" },
                            // before the field loses the focus, which would close the list
                            onpointerdown: move |event| {
                                event.prevent_default();
                                pick.call(at);
                            },
                            match choice {
                                Choice::Place(candidate) => rsx! {
                                    span { {candidate.label} }
                                    small { {precision_text(candidate.precision)} }
                                },
                                Choice::Search => rsx! { span { {text::search_whole(address.trim())} } },
                            }
                        }
                    }
                    if away { li { class: "w-combo-none", role: "presentation", {text::service_away()} } }
                    if let Some(owner) = attribution { li { class: "w-combo-none", role: "presentation", {owner} } }
                }
            }
        }
    }
}
