//! The board.

use shared::access::Action;
use shared::leads::{Board, COLUMN_CARDS, Column, Health, LeadRow, MOST_COLUMN_CARDS, PipelineTab};
use shared::{Error, LeadId, Page, PipelineId, Result, StageId};

use super::{Narrow, Record, narrowed, narrowed_at, sql};
use crate::cx::Cx;

/// A pipeline with its columns: sums of all leads that pass the filter, and the first cards of each open stage, as many
/// as somebody has on the screen already. `health` narrows the cards alone: by the sums one chooses it.
pub async fn board(
    cx: &Cx,
    pipeline: Option<PipelineId>,
    view: Option<String>,
    search: Option<String>,
    cards: Option<i64>,
    health: Option<String>,
) -> Result<Board> {
    let scope = cx.may(Action::LeadsView)?;
    let health = healthy(health.as_deref())?;
    let most = cards.unwrap_or(COLUMN_CARDS).clamp(COLUMN_CARDS, MOST_COLUMN_CARDS);
    let mut tx = cx.read().await?;
    let (tabs, clock) = sql::switch(&mut tx).await?;
    let by = Narrow { health, on_board: true, ..narrowed_at(cx, &mut tx, scope, view.as_deref(), search.as_deref(), clock).await? };
    let tab = match pipeline {
        Some(id) => tabs.iter().find(|tab| tab.id == id),
        None => first(&tabs),
    }
    .ok_or(Error::NotFound)?;
    let id = tab.id;
    let found = sql::columns(&mut tx, id, &by).await?;
    let cards = sql::cards(&mut tx, id, &by, most).await?;
    let counts = sql::counts(&mut tx, &by, Some(id)).await?;
    let mut columns: Vec<Column> = found
        .iter()
        .map(|row| {
            let stage = row.stage();
            let open = stage.status.is_open();
            Column {
                stage,
                total: row.total,
                // the rails of closed stages show this month whatever the filter
                count: if open { row.count } else { row.total },
                value_cents: if open { row.value_cents } else { row.total_cents },
                overdue: if open { row.overdue } else { 0 },
                today: if open { row.today } else { 0 },
                planned: if open { row.planned } else { 0 },
                cards: Vec::new(),
            }
        })
        .collect();
    for card in &cards {
        if let Some(column) = columns.iter_mut().find(|c| c.stage.id.0 == card.stage_id) {
            column.cards.push(Record::row(card));
        }
    }
    let won_this_month_cents =
        columns.iter().filter(|c| c.stage.status == shared::leads::LeadStatus::Converted).map(|c| c.value_cents).sum();
    let pipeline = shared::leads::Pipeline {
        id,
        version: tab.version,
        name: tab.name.clone(),
        service_line: tab.service_line,
        stages: columns.iter().map(|column| column.stage.clone()).collect(),
        is_default: tab.is_default,
        archived: tab.archived,
    };
    // what is archived is looked at by whoever has its address
    let pipelines = tabs.into_iter().filter(|tab| !tab.archived || tab.id == id).collect();
    Ok(Board { pipeline, pipelines, columns, counts, won_this_month_cents })
}

/// The pipeline shown where none is named: what the oldest one's service comes in by.
fn first(tabs: &[PipelineTab]) -> Option<&PipelineTab> {
    let oldest = tabs.first()?;
    tabs.iter().find(|tab| tab.is_default && tab.service_line == oldest.service_line).or(Some(oldest))
}

fn healthy(key: Option<&str>) -> Result<Option<Health>> {
    key.filter(|key| !key.is_empty()).map(str::parse).transpose().map_err(|_| Error::field("health", "unknown_choice"))
}

/// The next cards of a stage's column, below the one a [cursor](LeadRow::place) names.
pub async fn cards(
    cx: &Cx,
    stage: StageId,
    view: Option<String>,
    search: Option<String>,
    after: Option<String>,
    health: Option<String>,
) -> Result<Page<LeadRow>> {
    let scope = cx.may(Action::LeadsView)?;
    let health = healthy(health.as_deref())?;
    let place = match after.as_deref().filter(|after| !after.is_empty()) {
        Some(after) => LeadRow::placed(after).ok_or(Error::field("after", "cursor"))?,
        None => (String::new(), LeadId(uuid::Uuid::nil())),
    };
    let mut tx = cx.read().await?;
    if !sql::is_stage(&mut tx, stage).await? {
        return Err(Error::NotFound);
    }
    let by = Narrow { health, on_board: true, ..narrowed(cx, &mut tx, scope, view.as_deref(), search.as_deref()).await? };
    let rows = sql::cards_below(&mut tx, stage, &by, &place, COLUMN_CARDS + 1).await?;
    Ok(Page::from_rows(rows.iter().map(Record::row).collect(), COLUMN_CARDS as usize, LeadRow::place))
}
