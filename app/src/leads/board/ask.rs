//! The dialog for what a stage asks for: just those fields, or why a lead is lost.

use dioxus::prelude::*;
use shared::customers::CustomField;
use shared::leads::rules::Gap;
use shared::leads::{LeadStatus, LostReason, MoveLead, RequiredField};
use shared::money::parse_cents;

use super::moves::Asking;
use super::state::Desk;
use crate::customers::CustomInput;
use crate::leads::{text, words};
use crate::ui::*;

/// Asks for what a move still needs; shown while one waits.
#[component]
pub fn AskDialog() -> Element {
    let mut desk = use_context::<Desk>();
    let Some(asking) = desk.asking.read().clone() else { return VNode::empty() };
    let lost = asking.to.status == LeadStatus::Lost;
    let stage = asking.to.name.clone();
    let title = match &asking.together {
        Some(together) => text::move_n_dialog(together.others.len() + 1, &stage),
        None => text::move_dialog(asking.lead.title(), &stage),
    };
    let mut edit = move |change: Box<dyn FnOnce(&mut MoveLead)>| {
        if let Some(asking) = desk.asking.write().as_mut() {
            change(&mut asking.wish);
        }
    };
    let submit = move || {
        let Some(Asking { lead, together, to, index, gaps, wish, value, .. }) = desk.asking.peek().clone() else { return };
        let mut errors = shared::FieldErrors::default();
        for gap in &gaps {
            if let Some(wrong) = wrong_in(gap, &wish, &value) {
                errors.add(gap.field(), wrong);
            }
        }
        if errors.is_empty() {
            desk.asking.set(None);
            match together {
                Some(together) => desk.go_together(lead, together, wish),
                None => desk.go(lead, to, index, wish),
            }
        } else if let Some(asking) = desk.asking.write().as_mut() {
            asking.errors = errors;
        }
    };
    let mut submit_form = submit;
    let mut submit_button = submit;
    let (wish, errors) = (asking.wish.clone(), asking.errors.clone());
    rsx! {
        Dialog {
            open: true,
            title,
            size: DialogSize::Narrow,
            testid: "ask-dialog",
            onclose: move |()| {
                let id = desk.asking.peek().as_ref().map(|a| a.lead.id);
                desk.asking.set(None);
                if let Some(id) = id { desk.refocus(id); }
            },
            footer: rsx! {
                Button { onclick: move |_| desk.asking.set(None), {text::cancel()} }
                Button {
                    variant: if lost { ButtonVariant::Danger } else { ButtonVariant::Primary },
                    onclick: move |_| submit_button(),
                    if lost { {text::mark_lost()} } else { {text::move_button(&stage)} }
                }
            },
            form {
                class: "stack",
                novalidate: true,
                onsubmit: move |event| {
                    event.prevent_default();
                    submit_form();
                },
                for stays in asking.together.iter().flat_map(|together| together.stay.clone()) {
                    p { class: "w-hint", {text::will_stay(stays)} }
                }
                for gap in asking.gaps.clone() {
                    match gap {
                        Gap::LostReason => rsx! {
                            Select {
                                label: text::lost_reason(),
                                name: "lost_reason",
                                required: true,
                                placeholder: "–",
                                options: LostReason::ALL.iter().map(|r| SelectOption::new(r.key(), words::lost(*r))).collect::<Vec<_>>(),
                                value: wish.lost_reason.map(|r| r.key()).unwrap_or_default(),
                                error: errors.text("lost_reason"),
                                onchange: move |v: String| edit(Box::new(move |w| w.lost_reason = v.parse().ok())),
                            }
                            TextArea {
                                label: text::lost_note(),
                                name: "lost_note",
                                optional: true,
                                value: wish.lost_note.clone().unwrap_or_default(),
                                oninput: move |v: String| edit(Box::new(move |w| w.lost_note = Some(v))),
                            }
                        },
                        Gap::WipReason { limit } => rsx! {
                            TextInput {
                                label: text::wip_reason(),
                                name: "wip_reason",
                                required: true,
                                hint: text::wip_hint(&asking.to.name, limit),
                                value: wish.wip_reason.clone().unwrap_or_default(),
                                error: errors.text("wip_reason"),
                                oninput: move |v: String| edit(Box::new(move |w| w.wip_reason = Some(v))),
                            }
                        },
                        Gap::Needs(RequiredField::WantedOn) => rsx! {
                            DateInput {
                                label: text::wanted_on(),
                                name: "wanted_on",
                                required: true,
                                value: wish.wanted_on.map(|d| d.to_string()).unwrap_or_default(),
                                error: errors.text("wanted_on"),
                                onchange: move |v: String| edit(Box::new(move |w| w.wanted_on = v.parse().ok())),
                            }
                        },
                        Gap::Needs(RequiredField::Origin) => rsx! {
                            TextInput { label: text::origin(), name: "origin", required: true, value: wish.origin.clone().unwrap_or_default(), error: errors.text("origin"),
                                oninput: move |v: String| edit(Box::new(move |w| w.origin = Some(v))) }
                        },
                        Gap::Needs(RequiredField::Destination) => rsx! {
                            TextInput { label: text::destination(), name: "destination", required: true, value: wish.destination.clone().unwrap_or_default(), error: errors.text("destination"),
                                oninput: move |v: String| edit(Box::new(move |w| w.destination = Some(v))) }
                        },
                        Gap::Needs(RequiredField::Passengers) => rsx! {
                            TextInput { label: text::passengers(), name: "passengers", kind: InputKind::Whole, required: true, value: wish.passengers.map(|n| n.to_string()).unwrap_or_default(),
                                error: errors.text("passengers"), oninput: move |v: String| edit(Box::new(move |w| w.passengers = v.trim().parse().ok())) }
                        },
                        Gap::Needs(RequiredField::Contact) => rsx! {
                            TextInput { label: text::phone(), name: "phone", kind: InputKind::Tel, required: true, value: wish.phone.clone().unwrap_or_default(), error: errors.text("phone"),
                                oninput: move |v: String| edit(Box::new(move |w| w.phone = Some(v))) }
                        },
                        Gap::Needs(RequiredField::Value) => rsx! {
                            MoneyInput { label: text::value(), name: "value", currency: desk.currency, required: true, error: errors.text("value_cents"),
                                value: asking.value.clone(),
                                oninput: move |v: String| if let Some(asking) = desk.asking.write().as_mut() { asking.wish.value_cents = parse_cents(&v).ok().filter(|cents| *cents >= 0); asking.value = v; } }
                        },
                        Gap::NeedsField(field) => {
                            let value = wish.custom.get(&field.key).cloned().unwrap_or_default();
                            let error = errors.text(&format!("custom.{}", field.key));
                            // the stage needs it, whatever forms do
                            let field = CustomField { required: true, ..field };
                            rsx! {
                                CustomInput { field, value, error, onchange: move |(key, value): (String, String)| edit(Box::new(move |w| { w.custom.insert(key, value); })) }
                            }
                        }
                        _ => VNode::empty(),
                    }
                }
            }
        }
    }
}

/// What is wrong with what was typed for a gap, as the code of the broken rule; `value` is the typed value of the lead.
fn wrong_in(gap: &Gap, wish: &MoveLead, value: &str) -> Option<String> {
    match gap {
        Gap::NeedsField(field) => {
            let typed = wish.custom.get(&field.key).map_or("", String::as_str).trim();
            if typed.is_empty() { Some("required".into()) } else { field.read(typed).err().map(str::to_owned) }
        }
        gap if filled(gap, wish) => None,
        Gap::Needs(RequiredField::Value) if !value.trim().is_empty() => {
            Some(parse_cents(value).map_or_else(|problem| problem.to_string(), |_| "negative".into()))
        }
        _ => Some("required".into()),
    }
}

fn filled(gap: &Gap, wish: &MoveLead) -> bool {
    let text = |t: &Option<String>| t.as_deref().is_some_and(|t| !t.trim().is_empty());
    match gap {
        Gap::LostReason => wish.lost_reason.is_some(),
        Gap::WipReason { .. } => text(&wish.wip_reason),
        Gap::Needs(RequiredField::WantedOn) => wish.wanted_on.is_some(),
        Gap::Needs(RequiredField::Origin) => text(&wish.origin),
        Gap::Needs(RequiredField::Destination) => text(&wish.destination),
        Gap::Needs(RequiredField::Passengers) => wish.passengers.is_some(),
        Gap::Needs(RequiredField::Value) => wish.value_cents.is_some(),
        Gap::Needs(RequiredField::Contact) => text(&wish.phone) || text(&wish.email),
        _ => true,
    }
}
