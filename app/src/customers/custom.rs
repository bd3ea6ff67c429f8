//! Fields of the organization's own in forms and on records.

use dioxus::prelude::*;
use shared::customers::{CustomField, CustomValues, FieldKind, FieldOf};

use super::text;
use crate::ui::*;

/// The fields forms ask for, of one kind of record.
pub fn asked(fields: &[CustomField], of: FieldOf) -> Vec<CustomField> {
    fields.iter().filter(|field| field.of == of && !field.archived).cloned().collect()
}

/// A value as people read it.
pub(super) fn shown(field: &CustomField, value: &str) -> String {
    match field.kind {
        FieldKind::YesNo if value == "true" => text::yes(),
        FieldKind::YesNo => text::no(),
        FieldKind::Date => value.parse().map_or_else(|_| value.to_owned(), |day| format::date(day, format::DateStyle::Full)),
        FieldKind::Text | FieldKind::Number | FieldKind::Choice => value.to_owned(),
    }
}

/// An input for each field; `prefix` is what stands before `custom.` in the paths of problems.
#[component]
pub fn CustomInputs(
    fields: Vec<CustomField>,
    values: CustomValues,
    sending: Sending,
    #[props(default)] prefix: &'static str,
    onchange: EventHandler<(String, String)>,
) -> Element {
    rsx! {
        for field in fields {
            CustomInput {
                key: "{field.key}",
                value: values.get(&field.key).cloned().unwrap_or_default(),
                error: sending.error(&format!("{prefix}custom.{}", field.key)),
                field,
                onchange,
            }
        }
    }
}

/// The control of one field; `onchange` gets its key and what is typed.
#[component]
pub fn CustomInput(field: CustomField, value: String, error: Option<String>, onchange: EventHandler<(String, String)>) -> Element {
    let name = format!("custom.{}", field.key);
    let (label, required, optional) = (field.label.clone(), field.required, !field.required);
    let set = {
        let key = field.key.clone();
        move |value: String| onchange.call((key.clone(), value))
    };
    match field.kind {
        FieldKind::Text => rsx! { TextInput { label, name, required, optional, maxlength: 300, value, error, oninput: set } },
        FieldKind::Number => rsx! { TextInput { label, name, required, optional, kind: InputKind::Decimal, value, error, oninput: set } },
        FieldKind::Date => rsx! { DateInput { label, name, required, optional, value, error, onchange: set } },
        FieldKind::YesNo => rsx! {
            Select { label, name, required, optional, value, error, placeholder: text::not_said(), options: vec![SelectOption::new("true", text::yes()), SelectOption::new("false", text::no())], onchange: set }
        },
        FieldKind::Choice => {
            let mut options: Vec<SelectOption> = field.choices.iter().map(|choice| SelectOption::new(choice, choice)).collect();
            // what was dropped since still stands here
            if !value.is_empty() && !field.choices.contains(&value) {
                options.push(SelectOption::new(&value, &value));
            }
            rsx! { Select { label, name, required, optional, value, error, placeholder: text::not_said(), options, onchange: set } }
        }
    }
}

/// What a record says in these fields, those that say nothing left out.
#[component]
pub fn CustomFacts(fields: Vec<CustomField>, of: FieldOf, values: CustomValues) -> Element {
    rsx! {
        for (field, value) in fields.into_iter().filter(|field| field.of == of).filter_map(|field| values.get(&field.key).cloned().map(|value| (field, value))) {
            Fact { key: "{field.key}", term: field.label.clone(), {shown(&field, &value)} }
        }
    }
}
