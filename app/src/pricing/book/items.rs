//! What is sold by the piece: added, named, priced and taken out.

use dioxus::prelude::*;
use shared::FieldErrors;
use shared::input::checked;
use shared::money::parse_cents;
use shared::packs::Label;
use shared::pricing::BookItem;

use super::draft::Draft;
use super::rates::Cents;
use crate::pricing::text;
use crate::ui::format::money_plain;
use crate::ui::*;

/// As many pieces as a book takes.
const MOST: usize = 200;

/// The name of the field of a piece's price.
fn field(key: &str) -> String {
    format!("item-{key}")
}

/// The card.
#[component]
pub(super) fn Items(draft: Draft) -> Element {
    let mut rates = draft.rates;
    let mut editing = use_signal(|| None::<BookItem>);
    let now = rates.read().items.clone();
    let turn = (draft.turn)();
    let more = draft.may_edit && now.len() < MOST;
    let add = move |_| {
        let key = format!("i{}", uuid::Uuid::now_v7().simple());
        editing.set(Some(BookItem { key, name: Label::default(), unit_cents: 0 }));
    };
    let remove = use_callback(move |key: String| {
        let Some(at) = rates.peek().items.iter().position(|item| item.key == key) else { return };
        let item = rates.write().items.remove(at);
        draft.forget(&field(&key));
        draft.removed(text::removed(item.name.text()), move |rates| {
            if rates.items.iter().all(|other| other.key != item.key) {
                let at = at.min(rates.items.len());
                rates.items.insert(at, item.clone());
            }
        });
    });
    rsx! {
        Card { title: text::items(), flush: true, testid: "items",
            actions: rsx! { if more { Button { size: Size::Sm, icon: IconName::Plus, testid: "add-item", onclick: add, {text::add_item()} } } },
            if now.is_empty() { p { class: "w-card-empty sm", {text::no_items()} } }
            for item in now {
                div { key: "{turn}-{item.key}", class: "qb-row", role: "group", aria_label: item.name.text().to_string(), "data-testid": "item",
                    span { class: "qb-what", b { {item.name.text().to_string()} } }
                    div { class: "w-rate", Cents { name: field(&item.key), label: text::of(item.name.text(), text::price()), label_hidden: true, value: item.unit_cents, draft,
                        onvalue: { let key = item.key.clone(); move |cents| if let Some(item) = rates.write().items.iter_mut().find(|other| other.key == key) { item.unit_cents = cents } } } }
                    if draft.may_edit {
                        div { class: "pb-tools",
                            IconButton { label: text::edit(item.name.text()), icon: IconName::Pencil, size: Size::Sm, onclick: { let item = item.clone(); move |_| editing.set(Some(item.clone())) } }
                            IconButton { label: text::remove(item.name.text()), icon: IconName::Trash2, size: Size::Sm, onclick: { let key = item.key.clone(); move |_| remove.call(key.clone()) } }
                        }
                    }
                }
            }
        }
        if let Some(item) = editing() {
            ItemDialog { draft, item, onclose: move |()| editing.set(None) }
        }
    }
}

#[component]
fn ItemDialog(draft: Draft, item: BookItem, onclose: EventHandler<()>) -> Element {
    let mut rates = draft.rates;
    let sending = use_sending();
    let is_new = rates.peek().items.iter().all(|other| other.key != item.key);
    let (first, second, third) = (item.name.en.clone(), item.name.fr.clone(), item.unit_cents);
    let mut name = use_signal(|| first);
    let mut name_fr = use_signal(|| second);
    let mut price = use_signal(|| if is_new { String::new() } else { money_plain(third) });
    let key = item.key.clone();
    let submit = move |()| {
        let mut wrong = FieldErrors::default();
        let unit_cents = read_price(&price.peek(), "unit_cents", &mut wrong);
        let name = Label::new(name.peek().trim(), name_fr.peek().trim());
        match checked(BookItem { key: key.clone(), name, unit_cents }, wrong) {
            Ok(item) => {
                let field = field(&item.key);
                {
                    let mut rates = rates.write();
                    match rates.items.iter_mut().find(|other| other.key == item.key) {
                        Some(there) => *there = item,
                        None => rates.items.push(item),
                    }
                }
                onclose.call(());
                draft.forget(&field);
            }
            Err(error) => sending.fail(error),
        }
    };
    rsx! {
        FormDialog { title: if is_new { text::add_item() } else { text::edit(item.name.text()) }, testid: "item-dialog", submit: text::put_in_draft(), sending, onsubmit: submit, onclose,
            FormGrid {
                TextInput { label: text::name_en(), name: "name", required: true, autofocus: true, maxlength: 120, value: name(), error: sending.error("name"), oninput: move |v| name.set(v) }
                TextInput { label: text::name_fr(), name: "name_fr", optional: true, maxlength: 120, value: name_fr(), oninput: move |v| name_fr.set(v) }
                MoneyInput { label: text::price(), name: "unit_cents", required: true, currency: draft.currency, value: price(), error: sending.error("unit_cents"), oninput: move |v| price.set(v) }
            }
        }
    }
}

/// An amount of zero or more; what is wrong with it is noted at its field.
pub(super) fn read_price(typed: &str, field: &str, wrong: &mut FieldErrors) -> i64 {
    match parse_cents(typed) {
        Ok(cents) if cents >= 0 => return cents,
        Ok(_) => wrong.add(field, "negative"),
        Err(problem) => wrong.add(field, problem.to_string()),
    }
    0
}
