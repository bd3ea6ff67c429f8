//! The place of work that has no way: where it is, when it begins and how long somebody is there.

use dioxus::prelude::*;
use shared::StopId;
use shared::jobs::StopKind;
use shared::quotes::Stop;
use uuid::Uuid;

use super::Draft;
use super::address::AddressField;
use super::typed::{TypedNumber, plain};
use crate::quotes::text::staff as text;
use crate::ui::*;

/// How long somebody is at a place of which nothing else is said, in minutes.
const WORKDAY: u32 = 480;

/// The card. There is one place; more than one if somebody else put them there.
#[component]
pub fn Site(draft: Draft) -> Element {
    let stops = (draft.content)().stops;
    let add = move |_| {
        let stop = Stop { dwell: WORKDAY, ..Stop::new(StopId(Uuid::now_v7()), StopKind::Stop) };
        draft.change(move |c| c.stops.push(stop));
    };
    rsx! {
        Card { title: text::site(), id: "itinerary", testid: "site",
            div { class: "stack",
                if stops.is_empty() {
                    p { class: "sm muted", {text::no_site()} }
                    div { Button { size: Size::Sm, icon: IconName::Plus, testid: "add-site", onclick: add, {text::add_site()} } }
                }
                for (i, stop) in stops.into_iter().enumerate() {
                    SiteFields { key: "{stop.id}", draft, stop, i }
                }
            }
        }
    }
}

#[component]
fn SiteFields(draft: Draft, stop: Stop, i: usize) -> Element {
    let id = stop.id;
    let edit = move |change: Box<dyn FnOnce(&mut Stop)>| {
        draft.change(|c| {
            if let Some(stop) = c.stops.iter_mut().find(|s| s.id == id) {
                change(stop)
            }
        })
    };
    let begins = stop.arrive.map(|at| at.format("%Y-%m-%dT%H:%M").to_string()).unwrap_or_default();
    rsx! {
        div { class: "stack", "data-testid": "place",
            AddressField { draft, id, i, address: stop.address.clone() }
            div { class: "qb-fields",
                Field { id: "arrive-{i}", label: text::begins(),
                    input { class: "w-input", id: "arrive-{i}", name: "arrive-{i}", r#type: "datetime-local", value: begins,
                        onchange: move |e: FormEvent| {
                            let at = chrono::NaiveDateTime::parse_from_str(&e.value(), "%Y-%m-%dT%H:%M").ok();
                            edit(Box::new(move |s| s.arrive = at));
                        } }
                }
                TypedNumber { name: "dwell-{i}", required: true, max: 336.0, label: text::hours_there(), suffix: text::hours_unit(), value: plain(f64::from(stop.dwell) / 60.0),
                    onvalue: move |hours: Option<f64>| if let Some(hours) = hours { edit(Box::new(move |s| s.dwell = (hours * 60.0).round() as u32)) } }
                TextInput { name: "contact-{i}", label: text::contact(), value: stop.contact_name.clone(), maxlength: 120, oninput: move |v| edit(Box::new(move |s| s.contact_name = v)) }
                TextInput { name: "contact-phone-{i}", label: text::contact_phone(), kind: InputKind::Tel, value: stop.contact_phone.clone(), maxlength: 40, oninput: move |v| edit(Box::new(move |s| s.contact_phone = v)) }
                TextInput { class: "qb-wide", name: "notes-{i}", label: text::notes(), value: stop.notes.clone(), maxlength: 1000, oninput: move |v| edit(Box::new(move |s| s.notes = v)) }
            }
        }
    }
}
