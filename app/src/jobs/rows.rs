//! The rows of the list of jobs.

use dioxus::prelude::*;
use shared::jobs::{JobCard, JobStatus, PhaseStatus};
use shared::packs::ServiceLine;

use super::look::{PriorityOf, RouteStrip, StatusOf};
use super::text;
use crate::ui::format::{self, DateStyle};
use crate::ui::*;

/// Jobs as a table.
#[component]
pub fn JobTable(
    cards: Vec<JobCard>,
    sort: Sort,
    onsort: EventHandler<Sort>,
    selected: Option<Vec<String>>,
    onselect: EventHandler<Vec<String>>,
) -> Element {
    let priced = cards.iter().any(|c| c.total.is_some());
    let mut columns = vec![
        Column::new("job", text::col_job()),
        Column::new("when", text::col_when()).sortable(),
        Column::new("route", text::col_route()).secondary(),
        Column::new("status", text::col_status()),
        Column::new("phase", text::col_phase()),
        Column::new("crew", text::col_crew()),
    ];
    if priced {
        columns.push(Column::new("price", text::col_price()).numeric());
    }
    let rows = cards
        .into_iter()
        .map(|card| Row::new(card.id, format!("{} {}", card.number, card.account_name), cells(card, priced)))
        .collect::<Vec<_>>();
    rsx! { DataTable { caption: text::jobs(), columns, rows, sort, onsort, selected, onselect } }
}

/// What carries the work.
fn glyph(line: ServiceLine) -> IconName {
    match line {
        ServiceLine::Moving => IconName::Truck,
        ServiceLine::Charter => IconName::Bus,
        ServiceLine::Glass => IconName::Wrench,
        ServiceLine::Contracting => IconName::Building2,
    }
}

fn cells(card: JobCard, priced: bool) -> Vec<Element> {
    let current = card.segments.iter().find(|s| s.status != PhaseStatus::Complete);
    let phase = current
        .filter(|_| card.status != JobStatus::Cancelled)
        .map(|s| text::phase_of(s.title.text(), s.percent))
        .unwrap_or_else(|| card.status.text());
    let names: Vec<String> = card.crew.iter().map(|c| c.name.clone()).collect();
    let mut cells = vec![
        rsx! {
            span { class: "row jb-who",
                span { class: "jb-glyph", "data-line": card.line.key(), Icon { name: glyph(card.line), label: card.line.text() } }
                span { class: "jb-two",
                    A { href: "/app/jobs/{card.id}", class: "jb-name-link", {card.account_name.clone()} }
                    span { class: "muted sm truncate", "{card.number} · {card.title}" }
                }
            }
        },
        match card.starts_at {
            Some(at) => rsx! {
                span { class: "jb-two",
                    DateTime { at, zone: card.zone.clone(), style: DateStyle::Day, parts: MomentParts::Date }
                    span { class: "muted sm num nowrap",
                        {format::time_in(at, &card.zone)}
                        if let Some(end) = card.ends_at { {format!(" · {}", format::duration((end - at).num_minutes()))} }
                    }
                }
            },
            None => rsx! { span { class: "muted", {text::not_scheduled()} } },
        },
        rsx! {
            span { class: "jb-two",
                span { class: "truncate", {card.from.clone()} }
                if !card.to.is_empty() { span { class: "muted sm truncate", {format!("↳ {}", card.to)} } }
            }
        },
        rsx! { span { class: "row wrap", StatusOf { status: card.status } PriorityOf { priority: card.priority } } },
        rsx! {
            span { class: "jb-two",
                RouteStrip { segments: card.segments.clone() }
                if card.issue { span { class: "sm tone", "data-tone": "danger", {text::issue()} } } else { span { class: "muted sm nowrap", {phase} } }
            }
        },
        if names.is_empty() {
            rsx! { span { class: "muted sm nowrap", {text::nobody()} } }
        } else {
            rsx! { AvatarStack { names } }
        },
    ];
    if priced {
        cells.push(match card.total {
            Some(value) => rsx! { Amount { value } },
            None => VNode::empty(),
        });
    }
    cells
}
