//! Settings: the fields an organization adds to its customers, their people and its leads.

use dioxus::prelude::*;
use shared::access::Action;
use shared::customers::{CustomField, EditCustomField, FieldKind, FieldOf, NewCustomField, PlaceCustomField, key_of, read_choices};
use shared::input::{check, filled};

use super::{api, text};
use crate::api::Valid;
use crate::client::{Query, use_query, use_session};
use crate::ui::*;

fn kind_name(kind: FieldKind) -> String {
    match kind {
        FieldKind::Text => text::kind_text(),
        FieldKind::Number => text::kind_number(),
        FieldKind::Date => text::kind_date(),
        FieldKind::YesNo => text::kind_yes_no(),
        FieldKind::Choice => text::kind_choice(),
    }
}

/// What is open: a new field of this, or a known one.
#[derive(Clone, PartialEq)]
enum Open {
    New(FieldOf),
    Known(CustomField),
}

/// The fields of customers, of people and of leads.
#[component]
pub fn FieldsPage() -> Element {
    use_title(text::own_fields());
    let fields = use_query(&["custom_field"], || async { api::list_custom_fields().await });
    let mut open = use_signal(|| None::<Open>);
    let may_edit = use_session().access.may(Action::OrganizationEdit);
    let shown = fields.value().unwrap_or_default();
    rsx! {
        PageHeader { title: text::own_fields() }
        div { class: "w-page-body stack",
            p { class: "muted", {text::own_fields_about()} }
            Async { state: fields.load(), onretry: move |()| fields.refetch(),
                for of in FieldOf::ALL.iter().copied() {
                    FieldsCard { key: "{of}", of, fields, shown: shown.iter().filter(|field| field.of == of).cloned().collect::<Vec<_>>(), may_edit, onopen: move |what| open.set(Some(what)) }
                }
            }
        }
        match open() {
            Some(Open::New(of)) => rsx! { NewFieldDialog { of, fields, onclose: move |()| open.set(None) } },
            Some(Open::Known(field)) => rsx! { FieldDialog { key: "{field.id}", field, fields, onclose: move |()| open.set(None) } },
            None => VNode::empty(),
        }
    }
}

#[component]
fn FieldsCard(
    of: FieldOf,
    fields: Query<Vec<CustomField>>,
    shown: Vec<CustomField>,
    may_edit: bool,
    onopen: EventHandler<Open>,
) -> Element {
    let toasts = use_toasts();
    let title = match of {
        FieldOf::Account => text::fields_of_customers(),
        FieldOf::Contact => text::fields_of_people(),
        FieldOf::Lead => text::fields_of_leads(),
    };
    let active = shown.iter().filter(|field| !field.archived).count();
    let columns = vec![
        Column::new("label", text::field_label()),
        Column::new("kind", text::kind()),
        Column::new("key", text::field_key()).secondary(),
        Column::new("state", text::status()),
        Column::new("edit", text::edit()),
    ];
    let place = move |field: &CustomField, place: usize| {
        let (id, label) = (field.id, field.label.clone());
        toasts.attempt(api::place_custom_field(id, Valid(PlaceCustomField { place: place as i32 })), move |placed| {
            fields.set(placed);
            toasts.say(text::field_placed(&label, place));
        });
    };
    let rows: Vec<Row> = shown
        .iter()
        .enumerate()
        .map(|(nth, field)| {
            let (again, up, down) = (field.clone(), field.clone(), field.clone());
            let details = if field.kind == FieldKind::Choice { field.choices.join(", ") } else { String::new() };
            Row::new(
                field.id,
                field.label.clone(),
                vec![
                    rsx! { b { {field.label.clone()} } },
                    rsx! { span { {kind_name(field.kind)} if !details.is_empty() { span { class: "muted sm", {format!(" · {details}")} } } } },
                    rsx! { span { class: "mono sm", {field.key.clone()} } },
                    rsx! {
                        if field.archived { Chip { {text::archived()} } } else if field.required { Chip { tone: Tone::Info, {text::must_be_filled()} } } else { span { class: "muted", {text::optional()} } }
                        if field.on_form && !field.archived { " " Chip { {text::on_form()} } }
                    },
                    rsx! {
                        if may_edit {
                            div { class: "row",
                                if !field.archived {
                                    IconButton { label: text::move_up(&field.label), icon: IconName::ArrowUp, size: Size::Sm, disabled: nth == 0, onclick: move |_| place(&up, nth) }
                                    IconButton { label: text::move_down(&field.label), icon: IconName::ArrowDown, size: Size::Sm, disabled: nth + 1 >= active, onclick: move |_| place(&down, nth + 2) }
                                }
                                IconButton { label: text::edit_person(&field.label), icon: IconName::Pencil, size: Size::Sm, onclick: move |_| onopen.call(Open::Known(again.clone())) }
                            }
                        }
                    },
                ],
            )
        })
        .collect();
    rsx! {
        Card { title: title.clone(), flush: true, testid: "fields-{of}",
            actions: rsx! { if may_edit { Button { size: Size::Sm, icon: IconName::Plus, onclick: move |_| onopen.call(Open::New(of)), {text::add_field()} } } },
            if rows.is_empty() { p { class: "w-card-empty sm", {text::no_fields()} } } else { DataTable { caption: title, columns, rows } }
        }
    }
}

/// The choices as they stand in a text, one a line.
fn lines(text: &str) -> Vec<String> {
    text.lines().filter_map(filled).collect()
}

#[component]
fn NewFieldDialog(of: FieldOf, fields: Query<Vec<CustomField>>, onclose: EventHandler<()>) -> Element {
    let toasts = use_toasts();
    let sending = use_sending();
    let mut label = use_signal(String::new);
    let mut key = use_signal(|| None::<String>);
    let mut kind = use_signal(|| FieldKind::Text);
    let mut choices = use_signal(String::new);
    let mut required = use_signal(|| false);
    let mut on_form = use_signal(|| false);
    let proposed = if label.read().trim().is_empty() { String::new() } else { key_of(&label.read()) };
    let submit = move |()| {
        let input = NewCustomField {
            of,
            kind: kind(),
            label: label.peek().clone(),
            key: key.peek().as_deref().and_then(filled),
            choices: lines(&choices.peek()),
            required: required(),
            on_form: on_form(),
        };
        let request = async move {
            check(&input)?;
            read_choices(input.kind, &input.choices)?;
            api::create_custom_field(Valid(input)).await
        };
        sending.send(request, move |field| {
            toasts.say(text::added(&field.label));
            fields.refetch();
            onclose.call(());
        });
    };
    rsx! {
        FormDialog { title: text::add_field(), size: DialogSize::Narrow, submit: text::add_field(), sending, onsubmit: submit, onclose,
            TextInput { label: text::field_label(), name: "label", required: true, autofocus: true, value: label(), error: sending.error("label"), oninput: move |v| label.set(v) }
            Select { label: text::kind(), name: "kind", value: kind().key(), hint: text::kind_hint(), options: FieldKind::ALL.iter().map(|kind| SelectOption::new(kind.key(), kind_name(*kind))).collect::<Vec<_>>(),
                onchange: move |v: String| if let Ok(chosen) = v.parse() { kind.set(chosen) } }
            if kind() == FieldKind::Choice {
                TextArea { label: text::choices(), name: "choices", hint: text::choices_hint(), value: choices(), error: sending.error("choices"), oninput: move |v| choices.set(v) }
            }
            TextInput { label: text::field_key(), name: "key", optional: true, hint: text::field_key_hint(), maxlength: 40, placeholder: proposed, value: key().unwrap_or_default(), error: sending.error("key"), oninput: move |v| key.set(Some(v)) }
            Checkbox { label: text::must_be_filled(), name: "required", checked: required(), onchange: move |v| required.set(v) }
            if of == FieldOf::Lead {
                Checkbox { label: text::on_form(), name: "on_form", hint: text::on_form_hint(), checked: on_form(), onchange: move |v| on_form.set(v) }
            }
        }
    }
}

#[component]
fn FieldDialog(field: CustomField, fields: Query<Vec<CustomField>>, onclose: EventHandler<()>) -> Element {
    let toasts = use_toasts();
    let sending = use_sending();
    let (id, of, kind, title) = (field.id, field.of, field.kind, text::edit_person(&field.label));
    let mut choices = use_signal(|| field.choices.join("\n"));
    let mut form = use_signal(move || EditCustomField {
        version: field.version,
        label: field.label,
        choices: vec![],
        required: field.required,
        archived: field.archived,
        on_form: Some(field.on_form),
    });
    let now = form.read().clone();
    let submit = move |()| {
        let input = EditCustomField { choices: lines(&choices.peek()), ..form.peek().clone() };
        let request = async move {
            check(&input)?;
            read_choices(kind, &input.choices)?;
            api::edit_custom_field(id, Valid(input)).await
        };
        sending.send(request, move |_| {
            toasts.say(text::saved());
            fields.refetch();
            onclose.call(());
        });
    };
    rsx! {
        FormDialog { title, size: DialogSize::Narrow, sending, onsubmit: submit, onclose,
            TextInput { label: text::field_label(), name: "label", required: true, value: now.label, error: sending.error("label"), oninput: move |v| form.write().label = v }
            if kind == FieldKind::Choice {
                TextArea { label: text::choices(), name: "choices", hint: text::choices_edit_hint(), value: choices(), error: sending.error("choices"), oninput: move |v| choices.set(v) }
            }
            Checkbox { label: text::must_be_filled(), name: "required", checked: now.required, onchange: move |v| form.write().required = v }
            if of == FieldOf::Lead {
                Checkbox { label: text::on_form(), name: "on_form", hint: text::on_form_hint(), checked: now.on_form.unwrap_or(false), onchange: move |v| form.write().on_form = Some(v) }
            }
            Checkbox { label: text::archived(), name: "archived", hint: text::archived_hint(), checked: now.archived, onchange: move |v| form.write().archived = v }
        }
    }
}
