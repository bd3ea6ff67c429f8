//! A rise or reduction in a dialog: what it is called, by how much, and when or where it applies.

mod fields;
mod read;
mod typed;

use dioxus::prelude::*;
use shared::input::check;
use shared::pricing::Modifier;

use self::fields::Fields;
use self::typed::{Kind, Typed};
use super::draft::Draft;
use crate::pricing::text;
use crate::ui::*;

/// Writes a modifier, or changes one of the draft.
#[component]
pub(super) fn ModifierDialog(draft: Draft, modifier: Modifier, is_new: bool, onclose: EventHandler<()>) -> Element {
    let mut rates = draft.rates;
    let sending = use_sending();
    let start = if is_new { Typed::fresh() } else { Typed::of(&modifier) };
    let mut typed = use_signal(|| start);
    let (id, priority) = (modifier.id, modifier.priority);
    let submit = move |()| {
        let read = typed.peek().read(id, priority).map_err(shared::Error::Invalid);
        match read.and_then(|modifier| check(&modifier).map(|()| modifier)) {
            Ok(modifier) => {
                {
                    let mut rates = rates.write();
                    match rates.modifiers.iter_mut().find(|other| other.id == id) {
                        Some(there) => *there = modifier,
                        None => rates.modifiers.push(modifier),
                    }
                }
                onclose.call(());
            }
            Err(error) => sending.fail(error),
        }
    };
    let now = typed();
    let kinds: Vec<SelectOption> = Kind::ALL.iter().map(|kind| SelectOption::new(kind.key(), kind.title())).collect();
    rsx! {
        FormDialog { title: if is_new { text::add_modifier() } else { text::edit(modifier.name.text()) }, testid: "modifier-dialog", submit: text::put_in_draft(), sending, onsubmit: submit, onclose,
            FormGrid {
                TextInput { label: text::name_en(), name: "name", required: true, autofocus: true, maxlength: 120, value: now.name.clone(), error: sending.error("name"), oninput: move |v| typed.write().name = v }
                TextInput { label: text::name_fr(), name: "name_fr", optional: true, maxlength: 120, value: now.name_fr.clone(), oninput: move |v| typed.write().name_fr = v }
                div { class: "stack gap-1",
                    Segmented { label: text::rise_or_reduction(), name: "rise", size: Size::Sm, value: if now.off { "off" } else { "on" }, options: vec![Choice::new("on", text::rise()), Choice::new("off", text::reduction())], onchange: move |v: String| typed.write().off = v == "off" }
                    Segmented { label: text::percent_or_amount(), name: "percent_or_amount", size: Size::Sm, value: if now.percent { "percent" } else { "amount" }, options: vec![Choice::new("percent", text::percent()), Choice::new("amount", text::amount())], onchange: move |v: String| typed.write().percent = v == "percent" }
                }
                if now.percent {
                    TextInput { label: text::by(), name: "change", kind: InputKind::Decimal, required: true, suffix: "%".to_string(), value: now.amount.clone(), error: sending.error("change"), oninput: move |v| typed.write().amount = v }
                } else {
                    MoneyInput { label: text::by(), name: "change", required: true, currency: draft.currency, value: now.amount.clone(), error: sending.error("change"), oninput: move |v| typed.write().amount = v }
                }
                div { class: "w-span",
                    Select { label: text::applies(), name: "condition", required: true, options: kinds, value: now.kind.key(), error: sending.error("condition"),
                        onchange: move |v: String| {
                            if let Some(kind) = Kind::ALL.into_iter().find(|kind| kind.key() == v) {
                                // what was wrong belongs to fields that are gone
                                sending.clear();
                                typed.write().kind = kind;
                            }
                        } }
                }
            }
            Fields { typed, sending }
        }
    }
}
