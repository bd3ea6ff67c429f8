//! What the columns say, the check, and the start.

use dioxus::prelude::*;
use shared::customers::import::check_mapping;
use shared::customers::{CustomField, DuplicateRows, Import, ImportColumn, ImportField, MapImport};
use shared::input::Nothing;

use super::result::Figures;
use crate::api::Valid;
use crate::client::{Query, use_query};
use crate::customers::presets::PresetBar;
use crate::customers::relations::text as families;
use crate::customers::{api, text};
use crate::ui::*;

fn field_name(field: ImportField) -> String {
    match field {
        ImportField::Company => text::company(),
        ImportField::Name => text::name(),
        ImportField::FirstName => text::first_name(),
        ImportField::LastName => text::last_name(),
        ImportField::Email => text::email(),
        ImportField::Phone => text::phone(),
        ImportField::Street => text::street(),
        ImportField::City => text::city(),
        ImportField::Region => text::region(),
        ImportField::Postal => text::postal(),
        ImportField::Country => text::country(),
        ImportField::Tags => text::tags(),
        ImportField::Parent => families::parent(),
        ImportField::Notes => text::notes(),
    }
}

/// What the columns say, what becomes of duplicates, the check, and the start.
#[component]
pub(super) fn Matching(import: Query<Import>, shown: Import) -> Element {
    let toasts = use_toasts();
    let sending = use_sending();
    let id = shown.id;
    let begun = shown.clone();
    let mut map = use_signal(move || MapImport { mapping: begun.mapping, duplicates: begun.duplicates });
    let now = map.read().clone();
    let checked = shown.counts.open == 0 && shown.mapping == now.mapping && shown.duplicates == now.duplicates;
    let adds = shown.counts.ready + if shown.duplicates == DuplicateRows::Add { shown.counts.duplicate } else { 0 };
    let own = use_query(&["custom_field"], || async { api::list_custom_fields().await });
    let mut own: Vec<CustomField> = own.value().unwrap_or_default();
    own.retain(|field| field.of.is_of_customers() && !field.archived);
    let fields = || {
        let none = SelectOption::new("", text::leave_out());
        let own = own.iter().map(|field| SelectOption::new(ImportColumn::Custom(field.key.clone()).to_string(), field.label.clone()));
        std::iter::once(none)
            .chain(ImportField::ALL.iter().map(|field| SelectOption::new(field.key(), field_name(*field))))
            .chain(own)
            .collect::<Vec<_>>()
    };
    let columns =
        vec![Column::new("head", text::column()), Column::new("samples", text::examples()), Column::new("says", text::column_says())];
    let rows: Vec<Row> = shown
        .heads
        .iter()
        .enumerate()
        .map(|(nth, head)| {
            let samples: Vec<String> = shown.samples.iter().filter_map(|row| row.get(nth)).filter(|cell| !cell.trim().is_empty()).cloned().collect();
            Row::new(
                nth,
                head.clone(),
                vec![
                    rsx! { strong { {head.clone()} } },
                    rsx! { span { class: "muted sm", {samples.join(" · ")} } },
                    rsx! {
                        Select { label: text::column_means(head), label_hidden: true, name: "column-{nth}", size: Size::Sm, options: fields(),
                            value: now.mapping.get(nth).cloned().flatten().map(|column| column.to_string()).unwrap_or_default(),
                            onchange: move |chosen: String| {
                                if let Some(field) = map.write().mapping.get_mut(nth) { *field = chosen.parse().ok(); }
                            } }
                    },
                ],
            )
        })
        .collect();
    let columns_known = shown.heads.len();
    let look = move |()| {
        let input = map.peek().clone();
        if let Err(error) = check_mapping(&input.mapping, columns_known) {
            return sending.fail(error);
        }
        sending.send(async move { api::check_import(id, Valid(input)).await }, move |checked| import.set(checked));
    };
    rsx! {
        Card { title: text::match_columns(), flush: true,
            PresetBar { shown: shown.clone(), mapping: now.mapping.clone(), fields: own.clone(), onapply: move |mapping| map.write().mapping = mapping }
            DataTable { caption: text::match_columns(), columns, rows }
        }
        Card { title: text::duplicates(),
            RadioCards { legend: text::duplicates_ask(), legend_hidden: true, name: "duplicates", value: now.duplicates.key(),
                options: vec![
                    Choice::new(DuplicateRows::Skip.key(), text::duplicates_skip()).detail(text::duplicates_skip_body()),
                    Choice::new(DuplicateRows::Add.key(), text::duplicates_add()).detail(text::duplicates_add_body()),
                ],
                onchange: move |chosen: String| if let Ok(chosen) = chosen.parse() { map.write().duplicates = chosen } }
        }
        ErrorSummary { problems: Vec::new(), message: sending.error("mapping").or_else(|| sending.refused()) }
        if checked { Figures { shown: shown.clone() } }
        div { class: "row wrap",
            Button { variant: if checked { ButtonVariant::Secondary } else { ButtonVariant::Primary }, loading: sending.busy(), onclick: move |_| look(()), {text::check_rows()} }
            if checked {
                Button { variant: ButtonVariant::Primary, disabled: adds == 0, testid: "start-import",
                    onclick: move |_| toasts.attempt(api::start_import(id, Valid(Nothing {})), move |started| import.set(started)),
                    {text::add_n(format::number(adds))}
                }
            }
        }
    }
}
