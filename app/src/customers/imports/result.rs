//! How an import goes on after the start: progress, figures, lines to look at, and the way back.

use dioxus::prelude::*;
use shared::customers::{DuplicateRows, Import, ImportStatus, RowOutcome};
use shared::input::Nothing;

use crate::api::Valid;
use crate::client::Query;
use crate::customers::{api, text};
use crate::ui::*;

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

/// How many rows there are of each outcome.
#[component]
pub(super) fn Figures(shown: Import) -> Element {
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
pub(super) fn Outcome(import: Query<Import>, shown: Import) -> Element {
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
pub(super) fn Problems(shown: Import) -> Element {
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
