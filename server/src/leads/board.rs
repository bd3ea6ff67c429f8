//! The board.

use shared::access::Action;
use shared::leads::{Board, COLUMN_CARDS, Column};
use shared::{Error, PipelineId, Result};

use super::{Record, narrowed, sql};
use crate::cx::Cx;

/// A pipeline with its columns: sums of all leads that pass the filter, and the first cards of each open stage.
pub async fn board(cx: &Cx, pipeline: Option<PipelineId>, view: Option<String>, search: Option<String>) -> Result<Board> {
    let scope = cx.may(Action::LeadsView)?;
    let mut tx = cx.read().await?;
    let by = narrowed(cx, &mut tx, scope, view.as_deref(), search.as_deref()).await?;
    let pipelines = sql::tabs(&mut tx).await?;
    let id = pipeline.or(pipelines.first().map(|p| p.id)).ok_or(Error::NotFound)?;
    let pipeline = sql::pipeline(&mut tx, id).await?;
    let sums = sql::sums(&mut tx, id, &by).await?;
    let totals = sql::totals(&mut tx, id, by.clock).await?;
    let cards = sql::cards(&mut tx, id, &by, COLUMN_CARDS).await?;
    let counts = sql::counts(&mut tx, &by, Some(id)).await?;
    let mut columns: Vec<Column> = pipeline
        .stages
        .iter()
        .map(|stage| {
            let open = stage.status.is_open();
            let (total, closed_value) = totals.iter().find(|t| t.0 == stage.id.0).map_or((0, 0), |t| (t.1, t.2));
            let sum = sums.iter().find(|s| s.stage_id == stage.id.0).filter(|_| open);
            Column {
                stage: stage.clone(),
                total,
                // the rails of closed stages show this month whatever the filter
                count: if open { sum.map_or(0, |s| s.count) } else { total },
                value_cents: if open { sum.map_or(0, |s| s.value_cents) } else { closed_value },
                overdue: sum.map_or(0, |s| s.overdue),
                today: sum.map_or(0, |s| s.today),
                planned: sum.map_or(0, |s| s.planned),
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
    Ok(Board { pipeline, pipelines, columns, counts, won_this_month_cents })
}
