//! Tables: native, sortable, with a sticky head; rows become cards where room is short.

use std::rc::Rc;

use dioxus::prelude::*;

use super::checkbox::Checkbox;
use super::icon::{Icon, IconName, IconSize, class_list};
use super::text;

/// One column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// A stable key, also what is sorted by.
    pub key: String,
    /// The head.
    pub label: String,
    /// Numbers: at the end, tabular.
    pub numeric: bool,
    /// Its head is a button that sorts.
    pub sortable: bool,
    /// Left out of cards and narrow tables.
    pub secondary: bool,
    /// Left out of tables of a middle width, too.
    pub spare: bool,
}

impl Column {
    /// A column of text that cannot be sorted.
    pub fn new(key: impl Into<String>, label: impl Into<String>) -> Self {
        Self { key: key.into(), label: label.into(), numeric: false, sortable: false, secondary: false, spare: false }
    }

    /// The same for numbers.
    pub fn numeric(self) -> Self {
        Self { numeric: true, ..self }
    }

    /// The same, sortable.
    pub fn sortable(self) -> Self {
        Self { sortable: true, ..self }
    }

    /// The same, left out where room is short.
    pub fn secondary(self) -> Self {
        Self { secondary: true, ..self }
    }

    /// The same, the first to be left out.
    pub fn spare(self) -> Self {
        Self { secondary: true, spare: true, ..self }
    }
}

/// What a table is sorted by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sort {
    /// The column's key.
    pub key: String,
    /// Largest first.
    pub descending: bool,
}

impl Sort {
    /// The order after a column's head was pressed: ascending first, then turned.
    pub fn pressed(current: &Option<Sort>, key: &str) -> Sort {
        let descending = current.as_ref().is_some_and(|sort| sort.key == key && !sort.descending);
        Sort { key: key.to_owned(), descending }
    }
}

/// One row.
#[derive(Clone, PartialEq)]
pub struct Row {
    /// The record's id: the row's key, and what selection tells.
    pub id: String,
    /// What the row is called, for its checkbox.
    pub name: String,
    /// One cell for each column.
    pub cells: Vec<Element>,
    /// Changed by somebody else just now: flashes once.
    pub changed: bool,
}

impl Row {
    /// A row at rest.
    pub fn new(id: impl ToString, name: impl Into<String>, cells: Vec<Element>) -> Self {
        Self { id: id.to_string(), name: name.into(), cells, changed: false }
    }
}

/// The height of rows: 36, 44 or 52 px.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Density {
    /// 36 px.
    Compact,
    /// 44 px.
    #[default]
    Normal,
    /// 52 px.
    Comfortable,
}

/// The selection after a row was ticked on or off: with another row to reach from, everything between the two follows.
fn ticked(order: &[String], chosen: &[String], from: Option<&str>, to: &str, on: bool) -> Vec<String> {
    let at = |id: &str| order.iter().position(|other| other == id);
    let span = match (from.and_then(at), at(to)) {
        (Some(from), Some(to)) => &order[from.min(to)..=from.max(to)],
        (_, Some(to)) => &order[to..=to],
        _ => &[],
    };
    let mut next: Vec<String> = chosen.iter().filter(|id| !span.contains(id)).cloned().collect();
    if on {
        next.extend(span.iter().cloned());
    }
    next
}

/// A table of records. Ticking a row with Shift held ticks all between it and the row ticked before.
#[component]
pub fn DataTable(
    /// What the table lists; read, not shown.
    #[props(into)]
    caption: String,
    /// The columns; the first names the row.
    columns: Vec<Column>,
    /// The rows.
    rows: Vec<Row>,
    /// What it is sorted by.
    sort: Option<Sort>,
    /// A head was pressed.
    #[props(default)]
    onsort: EventHandler<Sort>,
    /// The ids of the selected rows; none makes a table without checkboxes.
    selected: Option<Vec<String>>,
    /// The selection changed.
    #[props(default)]
    onselect: EventHandler<Vec<String>>,
    /// The height of the rows.
    #[props(default)]
    density: Density,
    /// A row of sums below.
    #[props(default)]
    foot: Vec<Element>,
    /// A stable hook for tests.
    testid: Option<String>,
    /// Additional classes.
    class: Option<String>,
) -> Element {
    let density = match density {
        Density::Compact => "compact",
        Density::Normal => "normal",
        Density::Comfortable => "comfortable",
    };
    let selectable = selected.is_some();
    // every row holds both
    let chosen = Rc::new(selected.unwrap_or_default());
    let ids: Rc<Vec<String>> = Rc::new(rows.iter().map(|row| row.id.clone()).collect());
    let all = !ids.is_empty() && ids.iter().all(|id| chosen.contains(id));
    let some = ids.iter().any(|id| chosen.contains(id));
    let table_id = super::dom::use_dom_id("table");
    // a click comes before the change it causes; neither is shown
    let mut reaches = use_hook(|| CopyValue::new(false));
    let mut last = use_hook(|| CopyValue::new(None::<String>));
    rsx! {
        // Scrolls sideways in itself; focusable, so that a keyboard can scroll it too.
        div { class: class_list("w-table-box", &class), tabindex: "0", role: "region", aria_label: caption.clone(), "data-testid": testid,
            table { class: "w-table", role: "table", "data-density": density,
                caption { class: "sr", {caption.clone()} }
                thead { role: "rowgroup",
                    tr { role: "row",
                        if selectable {
                            th { class: "w-cell-check", role: "columnheader", scope: "col",
                                Checkbox {
                                    label: text::select_all(),
                                    label_hidden: true,
                                    name: "{table_id}-all",
                                    checked: all,
                                    mixed: some && !all,
                                    onchange: {
                                        let ids = ids.clone();
                                        move |on: bool| onselect.call(if on { ids.to_vec() } else { Vec::new() })
                                    },
                                }
                            }
                        }
                        for column in columns.iter().cloned() {
                            HeadCell { key: "{column.key}", column, sort: sort.clone(), onsort }
                        }
                    }
                }
                tbody { role: "rowgroup",
                    for row in rows {
                        tr {
                            key: "{row.id}",
                            role: "row",
                            "data-selected": chosen.contains(&row.id).then_some("true"),
                            "data-changed": row.changed.then_some("true"),
                            if selectable {
                                td { class: "w-cell-check", role: "cell", onclick: move |event| reaches.set(event.modifiers().contains(Modifiers::SHIFT)),
                                    Checkbox {
                                        label: text::select_row(&row.name),
                                        label_hidden: true,
                                        name: "{table_id}-{row.id}",
                                        checked: chosen.contains(&row.id),
                                        onchange: {
                                            let (id, chosen, ids) = (row.id.clone(), chosen.clone(), ids.clone());
                                            move |on: bool| {
                                                let from = last.replace(Some(id.clone())).filter(|_| *reaches.peek());
                                                onselect.call(ticked(&ids, &chosen, from.as_deref(), &id, on));
                                            }
                                        },
                                    }
                                }
                            }
                            for (column, cell) in columns.iter().zip(row.cells.iter()) {
                                td {
                                    key: "{column.key}",
                                    role: "cell",
                                    class: if column.numeric { "num" } else { "" },
                                    "data-label": column.label.clone(),
                                    "data-secondary": column.secondary.then_some("true"),
                                    "data-spare": column.spare.then_some("true"),
                                    {cell.clone()}
                                }
                            }
                        }
                    }
                }
                if !foot.is_empty() {
                    tfoot { role: "rowgroup",
                        tr { role: "row",
                            if selectable {
                                td { role: "cell" }
                            }
                            for (column, cell) in columns.iter().zip(foot.iter()) {
                                td {
                                    key: "{column.key}",
                                    role: "cell",
                                    class: if column.numeric { "num" } else { "" },
                                    "data-label": column.label.clone(),
                                    "data-secondary": column.secondary.then_some("true"),
                                    "data-spare": column.spare.then_some("true"),
                                    {cell.clone()}
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The head of a column.
#[component]
fn HeadCell(column: Column, sort: Option<Sort>, onsort: EventHandler<Sort>) -> Element {
    let active = sort.as_ref().filter(|sort| sort.key == column.key);
    let order = active.map(|sort| if sort.descending { "descending" } else { "ascending" });
    let icon = match active {
        Some(sort) if sort.descending => IconName::ArrowDown,
        Some(_) => IconName::ArrowUp,
        None => IconName::ArrowUpDown,
    };
    let (key, now) = (column.key.clone(), sort.clone());
    rsx! {
        th {
            role: "columnheader",
            scope: "col",
            class: if column.numeric { "num" } else { "" },
            aria_sort: order,
            "data-secondary": column.secondary.then_some("true"),
            "data-spare": column.spare.then_some("true"),
            if column.sortable {
                button {
                    class: "w-sort",
                    r#type: "button",
                    title: text::sort_by(&column.label),
                    onclick: move |_| onsort.call(Sort::pressed(&now, &key)),
                    {column.label.clone()}
                    Icon { name: icon, size: IconSize::Xs }
                }
            } else {
                {column.label.clone()}
            }
        }
    }
}

#[cfg(test)]
#[path = "table_tests.rs"]
mod tests;
