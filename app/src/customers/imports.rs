//! Customers from a table: choosing the file, matching columns, checking rows, adding them, taking them back.

use dioxus::prelude::*;
use dioxus::web::WebFileExt;
use shared::customers::{CHUNK, ImportRows, ImportStatus, NewImport};
use shared::input::check;
use shared::{Error, ImportId, Result};

use super::presets::Presets;
use super::table::{Table, table_of, text_of};
use super::{api, text};
use crate::api::Valid;
use crate::client::{use_query_of, use_session};
use crate::ui::*;

mod matching;
mod result;

use matching::Matching;
use result::{Outcome, Problems};

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
