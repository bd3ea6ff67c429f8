//! Extras of a price book: a price, what they need of a vehicle, what the crew sees to.

use dioxus::prelude::*;
use shared::input::{checked, filled};
use shared::packs::Label;
use shared::pricing::{Amenity, AmenityCategory, AmenityUnit};
use shared::{AmenityId, FieldErrors};

use super::draft::Draft;
use super::items::read_price;
use super::rates::Cents;
use super::words;
use crate::pricing::text;
use crate::ui::format::money_plain;
use crate::ui::*;

/// As many extras as a book takes.
const MOST: usize = 60;

/// The name of the field of an extra's price.
fn field(id: AmenityId) -> String {
    format!("amenity-{id}")
}

/// The card.
#[component]
pub(super) fn Extras(draft: Draft) -> Element {
    let mut rates = draft.rates;
    let mut editing = use_signal(|| None::<Amenity>);
    let now = rates.read().amenities.clone();
    let turn = (draft.turn)();
    let more = draft.may_edit && now.len() < MOST;
    let add = move |_| {
        editing.set(Some(Amenity {
            id: AmenityId(uuid::Uuid::now_v7()),
            name: Label::default(),
            category: AmenityCategory::Other,
            unit: AmenityUnit::Flat,
            cents: 0,
            needs: None,
            checklist_item: None,
            icon: None,
        }));
    };
    let remove = use_callback(move |id: AmenityId| {
        let Some(at) = rates.peek().amenities.iter().position(|amenity| amenity.id == id) else { return };
        let amenity = rates.write().amenities.remove(at);
        draft.forget(&field(id));
        draft.removed(text::removed(amenity.name.text()), move |rates| {
            if rates.amenity(id).is_none() {
                let at = at.min(rates.amenities.len());
                rates.amenities.insert(at, amenity.clone());
            }
        });
    });
    rsx! {
        Card { title: text::amenities(), flush: true, testid: "extras",
            actions: rsx! { if more { Button { size: Size::Sm, icon: IconName::Plus, testid: "add-extra", onclick: add, {text::add_extra()} } } },
            if now.is_empty() { p { class: "w-card-empty sm", {text::no_extras()} } }
            for amenity in now {
                div { key: "{turn}-{amenity.id}", class: "qb-row", role: "group", aria_label: amenity.name.text().to_string(), "data-testid": "extra",
                    span { class: "qb-what", b { {amenity.name.text().to_string()} } small { {words::about_amenity(&amenity)} } }
                    div { class: "w-rate", Cents { name: field(amenity.id), label: text::of(amenity.name.text(), text::price()), label_hidden: true, value: amenity.cents, draft,
                        onvalue: { let id = amenity.id; move |cents| if let Some(amenity) = rates.write().amenities.iter_mut().find(|other| other.id == id) { amenity.cents = cents } } } }
                    if draft.may_edit {
                        div { class: "pb-tools",
                            IconButton { label: text::edit(amenity.name.text()), icon: IconName::Pencil, size: Size::Sm, onclick: { let amenity = amenity.clone(); move |_| editing.set(Some(amenity.clone())) } }
                            IconButton { label: text::remove(amenity.name.text()), icon: IconName::Trash2, size: Size::Sm, onclick: { let id = amenity.id; move |_| remove.call(id) } }
                        }
                    }
                }
            }
        }
        if let Some(amenity) = editing() {
            ExtraDialog { draft, amenity, onclose: move |()| editing.set(None) }
        }
    }
}

#[component]
fn ExtraDialog(draft: Draft, amenity: Amenity, onclose: EventHandler<()>) -> Element {
    let mut rates = draft.rates;
    let sending = use_sending();
    let is_new = rates.peek().amenity(amenity.id).is_none();
    let start = amenity.clone();
    let mut typed = use_signal(|| start);
    let cents = amenity.cents;
    let mut price = use_signal(|| if is_new { String::new() } else { money_plain(cents) });
    let submit = move |()| {
        let mut wrong = FieldErrors::default();
        let cents = read_price(&price.peek(), "cents", &mut wrong);
        let now = typed.peek().clone();
        let name = Label::new(now.name.en.trim(), now.name.fr.trim());
        let checklist_item = now.checklist_item.as_deref().and_then(filled);
        match checked(Amenity { name, cents, checklist_item, ..now }, wrong) {
            Ok(amenity) => {
                let field = field(amenity.id);
                {
                    let mut rates = rates.write();
                    match rates.amenities.iter_mut().find(|other| other.id == amenity.id) {
                        Some(there) => *there = amenity,
                        None => rates.amenities.push(amenity),
                    }
                }
                onclose.call(());
                draft.forget(&field);
            }
            Err(error) => sending.fail(error),
        }
    };
    let now = typed();
    let mut capabilities: Vec<String> = rates.peek().capabilities().into_iter().map(Into::into).collect();
    // what no vehicle of the book can do any more stays what it is until somebody changes it
    if let Some(need) = now.needs.clone().filter(|need| !capabilities.contains(need)) {
        capabilities.push(need);
    }
    let needs: Vec<SelectOption> = capabilities.iter().map(|key| SelectOption::new(key.as_str(), words::capability(key))).collect();
    let categories: Vec<SelectOption> =
        AmenityCategory::ALL.iter().map(|category| SelectOption::new(category.key(), words::category(*category))).collect();
    let units: Vec<SelectOption> = AmenityUnit::ALL.iter().map(|unit| SelectOption::new(unit.key(), words::unit(*unit))).collect();
    rsx! {
        FormDialog { title: if is_new { text::add_extra() } else { text::edit(amenity.name.text()) }, testid: "extra-dialog", submit: text::put_in_draft(), sending, onsubmit: submit, onclose,
            FormGrid {
                TextInput { label: text::name_en(), name: "name", required: true, autofocus: true, maxlength: 120, value: now.name.en.clone(), error: sending.error("name"), oninput: move |v| typed.write().name.en = v }
                TextInput { label: text::name_fr(), name: "name_fr", optional: true, maxlength: 120, value: now.name.fr.clone(), oninput: move |v| typed.write().name.fr = v }
                Select { label: text::category(), name: "category", required: true, options: categories, value: now.category.key(), onchange: move |v: String| if let Ok(category) = v.parse() { typed.write().category = category } }
                Select { label: text::needs_of_vehicle(), name: "needs", optional: true, placeholder: text::needs_nothing(), options: needs, value: now.needs.clone().unwrap_or_default(), onchange: move |v: String| typed.write().needs = filled(&v) }
                MoneyInput { label: text::price(), name: "cents", required: true, currency: draft.currency, value: price(), error: sending.error("cents"), oninput: move |v| price.set(v) }
                Select { label: text::priced_by(), name: "unit", required: true, options: units, value: now.unit.key(), onchange: move |v: String| if let Ok(unit) = v.parse() { typed.write().unit = unit } }
                div { class: "w-span",
                    TextInput { label: text::checklist_item(), name: "checklist_item", optional: true, hint: text::checklist_hint(), maxlength: 200, value: now.checklist_item.clone().unwrap_or_default(), error: sending.error("checklist_item"), oninput: move |v: String| typed.write().checklist_item = Some(v) }
                }
            }
        }
    }
}
