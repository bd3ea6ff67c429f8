//! Narrowing a list by fields of the organization's own.

use std::collections::BTreeMap;

use dioxus::prelude::*;
use shared::customers::custom::hows;
use shared::customers::{CustomField, CustomFilter, FieldKind, FilterHow, known_filters, parse_filters, write_filters};
use shared::input::filled;

use super::custom::shown;
use super::text;
use crate::client::Address;
use crate::ui::*;

/// The filters in force, each to be dropped, and the button that opens them.
#[component]
pub fn Narrowed(address: Address, fields: Vec<CustomField>) -> Element {
    let mut open = use_signal(|| false);
    let filters = parse_filters(&address.get("custom")).unwrap_or_default();
    let field_of = |key: &str| fields.iter().find(|field| field.key == key);
    let choose = move |filters: Vec<CustomFilter>| address.choose(&[("custom", &write_filters(&filters))]);
    rsx! {
        for (nth, filter) in filters.iter().cloned().enumerate() {
            FilterChip {
                key: "{nth}",
                name: field_of(&filter.key).map_or(filter.key.clone(), |field| field.label.clone()),
                value: said(field_of(&filter.key), &filter),
                onedit: move |()| open.set(true),
                onremove: {
                    let others: Vec<CustomFilter> = filters.iter().enumerate().filter(|(at, _)| *at != nth).map(|(_, other)| other.clone()).collect();
                    move |()| choose(others.clone())
                },
            }
        }
        Button { size: Size::Sm, icon: IconName::SlidersHorizontal, onclick: move |_| open.set(true), {text::more_filters()} }
        if open() {
            NarrowDialog { fields: fields.clone(), filters, onclose: move |()| open.set(false), onchoose: move |filters| { open.set(false); choose(filters) } }
        }
    }
}

fn said(field: Option<&CustomField>, filter: &CustomFilter) -> String {
    let value = field.map_or_else(|| filter.value.clone(), |field| shown(field, &filter.value));
    match filter.how {
        FilterHow::Is => value,
        FilterHow::Has => text::holds(value),
        FilterHow::From => text::from_value(value),
        FilterHow::To => text::up_to_value(value),
    }
}

type Typed = BTreeMap<(String, FilterHow), String>;

#[component]
fn NarrowDialog(
    fields: Vec<CustomField>,
    filters: Vec<CustomFilter>,
    onclose: EventHandler<()>,
    onchoose: EventHandler<Vec<CustomFilter>>,
) -> Element {
    let sending = use_sending();
    let mut typed = use_signal(move || filters.into_iter().map(|filter| ((filter.key, filter.how), filter.value)).collect::<Typed>());
    let all = fields.clone();
    let submit = move |()| {
        let given = typed
            .peek()
            .iter()
            .filter_map(|((key, how), value)| Some(CustomFilter { key: key.clone(), how: *how, value: filled(value)? }))
            .collect::<Vec<_>>();
        // said of the field it is about
        for filter in &given {
            if let Err(shared::Error::Invalid(errors)) = known_filters(&all, std::slice::from_ref(filter)) {
                let renamed = errors.0.into_values().map(|all| (format!("{}-{}", filter.key, filter.how), all)).collect();
                return sending.fail(shared::Error::Invalid(shared::FieldErrors(renamed)));
            }
        }
        onchoose.call(given);
    };
    let get = move |key: &str, how: FilterHow| typed.read().get(&(key.to_owned(), how)).cloned().unwrap_or_default();
    rsx! {
        FormDialog { title: text::filter_by_fields(), submit: text::apply(), sending, onsubmit: submit, onclose,
            FormGrid {
                for field in fields.into_iter().filter(|field| !field.archived) {
                    for how in hows(field.kind).iter().copied().filter(|how| matches!(field.kind, FieldKind::YesNo | FieldKind::Choice) || *how != FilterHow::Is) {
                        FilterInput {
                            key: "{field.key}-{how}",
                            value: get(&field.key, how),
                            error: sending.error(&format!("{}-{how}", field.key)),
                            how,
                            onchange: {
                                let key = field.key.clone();
                                move |value: String| { typed.write().insert((key.clone(), how), value); }
                            },
                            field: field.clone(),
                        }
                    }
                }
            }
        }
    }
}

#[component]
fn FilterInput(field: CustomField, how: FilterHow, value: String, error: Option<String>, onchange: EventHandler<String>) -> Element {
    let name = format!("{}-{how}", field.key);
    let label = match how {
        FilterHow::Is | FilterHow::Has => field.label.clone(),
        FilterHow::From => text::field_from(&field.label),
        FilterHow::To => text::field_up_to(&field.label),
    };
    match field.kind {
        FieldKind::Text => rsx! { TextInput { label, name, value, error, hint: text::holds_hint(), oninput: onchange } },
        FieldKind::Number => rsx! { TextInput { label, name, value, error, kind: InputKind::Decimal, oninput: onchange } },
        FieldKind::Date => rsx! { DateInput { label, name, value, error, onchange } },
        FieldKind::YesNo => rsx! {
            Select { label, name, value, error, placeholder: text::any(), options: vec![SelectOption::new("true", text::yes()), SelectOption::new("false", text::no())], onchange }
        },
        FieldKind::Choice => rsx! {
            Select { label, name, value, error, placeholder: text::any(), options: field.choices.iter().map(|choice| SelectOption::new(choice, choice)).collect::<Vec<_>>(), onchange }
        },
    }
}
