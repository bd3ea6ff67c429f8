//! Customers from a table: choosing the file, matching columns, checking rows, adding them, taking them back.

use dioxus::prelude::*;
use dioxus::web::WebFileExt;
use shared::customers::import::check_mapping;
use shared::customers::{
    CHUNK, CustomField, DuplicateRows, Import, ImportColumn, ImportField, ImportRows, ImportStatus, MapImport, NewImport, RowOutcome,
};
use shared::input::{Nothing, check};
use shared::{Error, ImportId, Result};

use super::presets::{PresetBar, Presets};
use super::relations::text as families;
use super::table::{Table, table_of, text_of};
use super::{api, text};
use crate::api::Valid;
use crate::client::{Query, use_query, use_query_of, use_session};
use crate::ui::*;

/// The largest file, in bytes.
const MOST_BYTES: f64 = 10.0 * 1024.0 * 1024.0;

fn status_chip(status: ImportStatus) -> Element {
    let (tone, icon, words) = match status {
        ImportStatus::Draft => (Tone::Neutral, IconName::Pencil, text::import_draft()),
        ImportStatus::Running => (Tone::Info, IconName::RefreshCw, text::import_running()),
        ImportStatus::Done => (Tone::Ok, IconName::Check, text::import_done()),
        ImportStatus::Reverting => (Tone::Info, IconName::RefreshCw, text::import_reverting()),
        ImportStatus::Reverted => (Tone::Warn, IconName::Undo2, text::import_reverted()),
    };
    rsx! { StatusChip { label: words, icon, tone } }
}

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

fn outcome_name(outcome: RowOutcome) -> String {
    match outcome {
        RowOutcome::Open => text::row_open(),
        RowOutcome::Ready => text::row_ready(),
        RowOutcome::Duplicate => text::row_duplicate(),
        RowOutcome::Wrong => text::row_wrong(),
        RowOutcome::Added => text::row_added(),
        RowOutcome::Skipped => text::row_skipped(),
        RowOutcome::Gone => text::row_gone(),
        RowOutcome::Kept => text::row_kept(),
    }
}

/// Past imports, and choosing a file for the next.
#[component]
pub fn ImportsPage() -> Element {
    use_title(text::import_customers());
    let zone = use_session().zone.clone();
    let imports = use_query_of(&["import"], || (), |()| async move { api::list_imports().await });
    let mut error = use_signal(|| None::<String>);
    let mut sent = use_signal(|| None::<(u64, u64)>);
    let mut turn = use_signal(|| 0_u32);
    let choose = move |event: FormEvent| {
        let Some(file) = event.files().into_iter().next().and_then(|file| file.get_web_file()) else { return };
        error.set(None);
        spawn(async move {
            match send(&file, sent).await {
                Ok(id) => go(&format!("/app/customers/imports/{id}")),
                Err(problem) => {
                    error.set(Some(problem));
                    sent.set(None);
                    turn += 1;
                }
            }
        });
    };
    let rows: Vec<Row> = imports
        .value()
        .unwrap_or_default()
        .into_iter()
        .map(|import| {
            Row::new(
                import.id,
                import.name.clone(),
                vec![
                    rsx! { A { href: "/app/customers/imports/{import.id}", class: "strong", {import.name.clone()} } },
                    status_chip(import.status),
                    rsx! { {format::number(import.counts.total)} },
                    rsx! { {format::number(import.counts.added)} },
                    rsx! { {text::by_at(&import.by, format::date_in(import.at, &zone, format::DateStyle::Full))} },
                ],
            )
        })
        .collect();
    let columns = vec![
        Column::new("name", text::file()),
        Column::new("status", text::status()),
        Column::new("rows", text::rows()).numeric(),
        Column::new("added", text::row_added()).numeric(),
        Column::new("by", text::imported()).secondary(),
    ];
    rsx! {
        PageHeader { title: text::import_customers(), crumbs: vec![Crumb::link(text::customers(), "/app/customers"), Crumb::here(text::import_customers())] }
        div { class: "w-page stack",
            Card { title: text::import_file(), icon: IconName::CloudUpload,
                p { class: "sm muted", {text::import_lead()} }
                Field { id: "f-file", label: text::choose_file(), hint: text::file_hint(), error: error(),
                    // another input each time, so that the same file can be chosen again
                    for n in [turn()] {
                        input { key: "{n}", id: "f-file", name: "file", r#type: "file", accept: ".csv,.tsv,.txt,text/csv", class: "w-input", disabled: sent().is_some(),
                            aria_invalid: error().map(|_| "true"), aria_describedby: if error().is_some() { "f-file-hint f-file-error" } else { "f-file-hint" }, onchange: choose }
                    }
                }
                if let Some((done, all)) = sent() {
                    Progress { label: text::sending_rows(), value: done, max: all.max(1), text: text::n_of(format::number(done.cast_signed()), format::number(all.cast_signed())) }
                }
            }
            Presets {}
            Async {
                state: imports.load_as(|list| Load::of_list(list, false)),
                onretry: move |()| imports.refetch(),
                empty: rsx! { EmptyState { icon: IconName::FileText, title: text::no_imports(), body: text::no_imports_body() } },
                DataTable { caption: text::past_imports(), columns, rows, testid: "imports" }
            }
        }
    }
}

/// Reads a file and sends its rows, some at a time.
async fn send(file: &web_sys::File, mut sent: Signal<Option<(u64, u64)>>) -> Result<ImportId, String> {
    if file.size() > MOST_BYTES {
        return Err(text::file_too_large());
    }
    let words = text_of(file).await.ok_or_else(text::file_unreadable)?;
    let Table { heads, rows } = table_of(&words)?;
    let all = rows.len() as u64;
    if rows.len() > shared::customers::MOST_ROWS {
        return Err(text::too_many_rows(format::number(shared::customers::MOST_ROWS as i64)));
    }
    sent.set(Some((0, all)));
    let said = |error: Error| error.to_string();
    let name: String = file.name().chars().take(120).collect();
    let begun = NewImport { name, heads };
    check(&begun).map_err(|_| text::heads_unreadable())?;
    let import = api::create_import(Valid(begun)).await.map_err(said)?;
    let mut done = 0;
    for chunk in rows.chunks(CHUNK as usize) {
        let input = ImportRows { first_line: chunk[0].0, rows: chunk.iter().map(|(_, cells)| cells.clone()).collect() };
        api::add_import_rows(import.id, Valid(input)).await.map_err(said)?;
        done += chunk.len() as u64;
        sent.set(Some((done, all)));
    }
    Ok(import.id)
}

/// One import: columns and check, progress, result.
#[component]
pub fn ImportPage(id: ReadSignal<ImportId>) -> Element {
    let import = use_query_of(&["import", "account"], move || id(), |id| async move { api::show_import(id).await });
    let shown = import.value();
    use_title(shown.as_ref().map_or_else(text::import_customers, |import| import.name.clone()));
    rsx! {
        div { class: "w-frame",
            Async { page: true, state: import.load(), onretry: move |()| import.refetch(),
                if let Some(shown) = shown {
                    div { class: "w-record",
                        PageHeader {
                            title: shown.name.clone(),
                            icon: IconName::FileText,
                            crumbs: vec![Crumb::link(text::customers(), "/app/customers"), Crumb::link(text::import_customers(), "/app/customers/imports"), Crumb::here(shown.name.clone())],
                            chips: status_chip(shown.status),
                        }
                        div { class: "w-page stack",
                            match shown.status {
                                ImportStatus::Draft => rsx! { Matching { key: "{shown.id}", import, shown: shown.clone() } },
                                _ => rsx! { Outcome { import, shown: shown.clone() } },
                            }
                            if !shown.problems.is_empty() { Problems { shown: shown.clone() } }
                        }
                    }
                }
            }
        }
    }
}

/// What the columns say, what becomes of duplicates, the check, and the start.
#[component]
fn Matching(import: Query<Import>, shown: Import) -> Element {
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

/// How many rows there are of each outcome.
#[component]
fn Figures(shown: Import) -> Element {
    let counts = shown.counts;
    let all = [
        (RowOutcome::Ready, counts.ready),
        (RowOutcome::Added, counts.added),
        (RowOutcome::Duplicate, counts.duplicate),
        (RowOutcome::Skipped, counts.skipped),
        (RowOutcome::Wrong, counts.wrong),
        (RowOutcome::Gone, counts.gone),
        (RowOutcome::Kept, counts.kept),
    ];
    rsx! {
        Card { title: text::figures(), testid: "import-figures",
            DescriptionList {
                Fact { term: text::rows(), {format::number(counts.total)} }
                for (outcome, n) in all.into_iter().filter(|(_, n)| *n > 0) {
                    Fact { key: "{outcome}", term: outcome_name(outcome), {format::number(n)} }
                }
            }
        }
    }
}

/// Progress, then the result and the way back.
#[component]
fn Outcome(import: Query<Import>, shown: Import) -> Element {
    let sending = use_sending();
    let mut asking = use_signal(|| false);
    let id = shown.id;
    let counts = shown.counts;
    let left = counts.ready + if shown.duplicates == DuplicateRows::Add { counts.duplicate } else { 0 };
    rsx! {
        match shown.status {
            ImportStatus::Running => rsx! { Underway { label: text::adding(), done: counts.added, all: counts.added + left } },
            ImportStatus::Reverting => rsx! {
                Underway { label: text::removing(), done: counts.gone + counts.kept, all: counts.gone + counts.kept + counts.added }
            },
            _ => rsx! { Figures { shown: shown.clone() } },
        }
        if shown.status == ImportStatus::Done && counts.added > 0 {
            div { class: "row wrap",
                Button { icon: IconName::Undo2, onclick: move |_| asking.set(true), {text::revert()} }
            }
        }
        if asking() {
            FormDialog { title: text::revert(), size: DialogSize::Narrow, submit: text::revert_now(format::number(counts.added)), sending, onclose: move |()| asking.set(false),
                onsubmit: move |()| sending.send(async move { api::revert_import(id, Valid(Nothing {})).await }, move |reverted| {
                    import.set(reverted);
                    asking.set(false);
                }),
                p { {text::revert_body()} }
            }
        }
    }
}

/// How far the work in the background is.
#[component]
fn Underway(label: String, done: i64, all: i64) -> Element {
    rsx! {
        Card { title: label.clone(),
            Progress { label, value: done.unsigned_abs(), max: all.unsigned_abs().max(1), text: text::n_of(format::number(done), format::number(all)) }
            p { class: "sm muted", {text::may_leave()} }
        }
    }
}

/// Rows that need somebody's eyes, and all of them as a file.
#[component]
fn Problems(shown: Import) -> Element {
    let rows: Vec<Row> = shown
        .problems
        .iter()
        .map(|problem| {
            Row::new(
                problem.line,
                text::line(problem.line),
                vec![
                    rsx! { {problem.line.to_string()} },
                    rsx! { {outcome_name(problem.outcome)} },
                    rsx! {
                        if let Some(like) = problem.like { A { href: "/app/customers/{like}", {problem.words.clone()} } } else { {problem.words.clone()} }
                    },
                    rsx! { span { class: "muted sm", {problem.cells.iter().filter(|cell| !cell.is_empty()).cloned().collect::<Vec<_>>().join(" · ")} } },
                ],
            )
        })
        .collect();
    let columns = vec![
        Column::new("line", text::line_head()).numeric(),
        Column::new("outcome", text::outcome()),
        Column::new("why", text::why()),
        Column::new("row", text::row()).secondary(),
    ];
    rsx! {
        Card {
            title: text::look_at(),
            flush: true,
            actions: rsx! { a { class: "w-btn", "data-size": "sm", href: "/api/v1/imports/{shown.id}/problems.csv", download: "problems.csv", Icon { name: IconName::Download, size: IconSize::Sm } {text::export_csv()} } },
            DataTable { caption: text::look_at(), columns, rows, testid: "import-problems" }
        }
    }
}
