//! What raises or lowers a price, in its order; and the taxes, which are shown only.

use dioxus::prelude::*;
use shared::ModifierId;
use shared::packs::Label;
use shared::pricing::{Change as Step, Condition, Modifier, text as prices};

use super::draft::Draft;
use super::modifier::ModifierDialog;
use super::words;
use crate::pricing::text;
use crate::ui::*;

/// As many modifiers as a book takes.
const MOST: usize = 60;
/// Priorities leave room between two.
const APART: i32 = 10;

/// The card.
#[component]
pub(super) fn Modifiers(draft: Draft) -> Element {
    let mut rates = draft.rates;
    let mut editing = use_signal(|| None::<Modifier>);
    let mut moved = use_signal(|| None::<Moved>);
    let now = rates.read().clone();
    let ordered: Vec<Modifier> = now.ordered_modifiers().into_iter().cloned().collect();
    let count = ordered.len();
    let more = draft.may_edit && count < MOST;
    let last = ordered.last().map_or(0, |modifier| modifier.priority);
    let add = move |_| {
        editing.set(Some(Modifier {
            id: ModifierId(uuid::Uuid::now_v7()),
            name: Label::default(),
            priority: last.saturating_add(APART),
            condition: Condition::Weekdays { days: Vec::new() },
            change: Step::PercentBp(0),
        }));
    };
    let shift = use_callback(move |(id, by): (ModifierId, isize)| {
        rates.write().move_modifier(id, by);
        let at = rates.peek().ordered_modifiers().iter().position(|modifier| modifier.id == id);
        moved.set(at.map(|at| Moved { id, by, at }));
    });
    let remove = use_callback(move |id: ModifierId| {
        let Some(at) = rates.peek().modifiers.iter().position(|modifier| modifier.id == id) else { return };
        let modifier = rates.write().modifiers.remove(at);
        draft.removed(text::removed(modifier.name.text()), move |rates| {
            if rates.modifiers.iter().all(|other| other.id != id) {
                let at = at.min(rates.modifiers.len());
                rates.modifiers.insert(at, modifier.clone());
            }
        });
    });
    // a row that moves takes its button out of the page for a moment, and the focus is gone with it
    use_effect(move || {
        if let Some(Moved { id, by, at }) = moved() {
            let up = if at == 0 {
                false
            } else if at + 1 == rates.peek().modifiers.len() {
                true
            } else {
                by < 0
            };
            dom::focus(&button(id, up));
        }
    });
    let said = moved().and_then(|of| ordered.get(of.at).map(|modifier| text::moved(modifier.name.text(), of.at + 1, count)));
    rsx! {
        Card { title: text::modifiers(), flush: true, testid: "modifiers",
            actions: rsx! { if more { Button { size: Size::Sm, icon: IconName::Plus, testid: "add-modifier", onclick: add, {text::add_modifier()} } } },
            p { class: "w-card-empty sm", if count == 0 { {text::no_modifiers()} } else { {text::modifiers_hint()} } }
            p { class: "sr", role: "status", if let Some(said) = said { {said} } }
            for (at, modifier) in ordered.into_iter().enumerate() {
                ModifierRow { key: "{modifier.id}", draft, at, count, modifier, onshift: shift, onremove: remove, onedit: move |modifier| editing.set(Some(modifier)) }
            }
            for tax in now.taxes.iter() {
                div { key: "tax-{tax.name.en}", class: "qb-row",
                    span { class: "qb-what", b { {tax.name.text().to_string()} } small { {text::taxes()} } }
                    b { class: "num", {prices::percent_bp((tax.ppm / 100).into())} }
                }
            }
        }
        if let Some(modifier) = editing() {
            ModifierDialog { draft, is_new: now.modifiers.iter().all(|other| other.id != modifier.id), modifier, onclose: move |()| editing.set(None) }
        }
    }
}

/// A modifier that was moved: up where `by` is negative, to the place `at` from 0.
#[derive(Clone, Copy, PartialEq)]
struct Moved {
    id: ModifierId,
    by: isize,
    at: usize,
}

/// The id of the button that moves a modifier.
fn button(id: ModifierId, up: bool) -> String {
    format!("modifier-{}-{id}", if up { "up" } else { "down" })
}

/// One of them. Alt with an arrow key moves it from wherever the focus is in it.
#[component]
fn ModifierRow(
    draft: Draft,
    at: usize,
    count: usize,
    modifier: Modifier,
    onshift: EventHandler<(ModifierId, isize)>,
    onremove: EventHandler<ModifierId>,
    onedit: EventHandler<Modifier>,
) -> Element {
    let id = modifier.id;
    let name = modifier.name.text().to_string();
    let shown = modifier.clone();
    let may_edit = draft.may_edit;
    rsx! {
        div { class: "qb-row", role: "group", aria_label: name.clone(), "data-testid": "modifier",
            onkeydown: move |event: KeyboardEvent| {
                if !may_edit || !event.modifiers().alt() {
                    return;
                }
                match event.key() {
                    Key::ArrowUp if at > 0 => {
                        event.prevent_default();
                        onshift.call((id, -1));
                    }
                    Key::ArrowDown if at + 1 < count => {
                        event.prevent_default();
                        onshift.call((id, 1));
                    }
                    _ => {}
                }
            },
            span { class: "qb-what", b { {name.clone()} } small { {words::condition(&modifier.condition)} } }
            b { class: "num", {words::change(modifier.change, draft.currency)} }
            if may_edit {
                div { class: "pb-tools",
                    IconButton { id: button(id, true), label: text::earlier(&name), icon: IconName::ArrowUp, size: Size::Sm, disabled: at == 0, onclick: move |_| onshift.call((id, -1)) }
                    IconButton { id: button(id, false), label: text::later(&name), icon: IconName::ArrowDown, size: Size::Sm, disabled: at + 1 >= count, onclick: move |_| onshift.call((id, 1)) }
                    IconButton { label: text::edit(&name), icon: IconName::Pencil, size: Size::Sm, onclick: move |_| onedit.call(shown.clone()) }
                    IconButton { label: text::remove(&name), icon: IconName::Trash2, size: Size::Sm, onclick: move |_| onremove.call(id) }
                }
            }
        }
    }
}
