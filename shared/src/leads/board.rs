//! The board: columns of cards with counts and money.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::pipeline::{Pipeline, Stage};
use super::types::{LeadRow, NextStep, ViewCounts};
use crate::packs::ServiceLine;
use crate::{PipelineId, StageId};

/// How many cards of a column are sent at once.
pub const COLUMN_CARDS: i64 = 30;

/// How many cards of a column are sent when somebody has scrolled that far.
pub const MOST_COLUMN_CARDS: i64 = 2_000;

impl super::types::LeadRow {
    /// Where the card stands in its column, as the cursor of those below it.
    pub fn place(&self) -> String {
        format!("{}.{}", self.rank, self.id)
    }

    /// The rank and id a cursor names, if it is one.
    pub fn placed(cursor: &str) -> Option<(String, crate::LeadId)> {
        let (rank, id) = cursor.split_once('.')?;
        let plain = !rank.is_empty() && rank.len() <= 200 && rank.bytes().all(|b| b.is_ascii_alphanumeric());
        plain.then_some(())?;
        Some((rank.to_string(), id.parse().ok()?))
    }
}

crate::choice! {
    /// How the next step of a lead stands.
    Health { Overdue = "overdue", Today = "today", Planned = "planned", Nothing = "none" }
}

/// How a next step stands at a time; `day_ends` is the end of the viewer's day.
pub fn health(step: Option<&NextStep>, now: DateTime<Utc>, day_ends: DateTime<Utc>) -> Health {
    match step {
        None => Health::Nothing,
        Some(step) if step.due_at < now => Health::Overdue,
        Some(step) if step.due_at < day_ends => Health::Today,
        Some(_) => Health::Planned,
    }
}

/// A pipeline among those one can switch to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PipelineTab {
    pub id: PipelineId,
    /// The version a change of it is made on.
    #[serde(default)]
    pub version: i32,
    pub name: String,
    pub service_line: ServiceLine,
    /// Open leads in it.
    pub open: i64,
    /// Whether it takes the leads of its service that name no stage.
    #[serde(default)]
    pub is_default: bool,
    /// Put away: nothing is open in it, and nothing comes into it.
    #[serde(default)]
    pub archived: bool,
}

/// A stage with its cards.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Column {
    pub stage: Stage,
    /// All leads of the stage, whatever the filter: the limit counts these.
    pub total: i64,
    /// Leads that pass the filter.
    pub count: i64,
    /// Sum of the values of those.
    pub value_cents: i64,
    pub overdue: i64,
    pub today: i64,
    pub planned: i64,
    /// The first ones in rank order; closed stages send none.
    pub cards: Vec<LeadRow>,
}

impl Column {
    /// The value times the odds of the stage.
    pub fn weighted_cents(&self) -> i64 {
        (i128::from(self.value_cents) * i128::from(self.stage.odds_bp) / 10_000) as i64
    }
}

/// A pipeline as its board shows it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Board {
    pub pipeline: Pipeline,
    pub pipelines: Vec<PipelineTab>,
    pub columns: Vec<Column>,
    pub counts: ViewCounts,
    pub won_this_month_cents: i64,
}

impl Board {
    /// The column of a stage.
    pub fn column(&self, stage: StageId) -> Option<&Column> {
        self.columns.iter().find(|c| c.stage.id == stage)
    }

    /// Puts further cards below those of a column; one that is somewhere on the board already stays where it is.
    pub fn append(&mut self, stage: StageId, cards: Vec<LeadRow>) {
        let here: std::collections::HashSet<crate::LeadId> = self.columns.iter().flat_map(|c| &c.cards).map(|card| card.id).collect();
        if let Some(column) = self.columns.iter_mut().find(|c| c.stage.id == stage) {
            column.cards.extend(cards.into_iter().filter(|card| !here.contains(&card.id)));
        }
    }

    /// Value of all open columns.
    pub fn open_cents(&self) -> i64 {
        self.columns.iter().filter(|c| c.stage.status.is_open()).map(|c| c.value_cents).sum()
    }

    /// Value of all open columns by their odds.
    pub fn weighted_cents(&self) -> i64 {
        self.columns.iter().filter(|c| c.stage.status.is_open()).map(Column::weighted_cents).sum()
    }

    /// Takes a card out of its column and puts it at `index` of another, keeping the sums right: what the browser
    /// paints before the server has answered.
    pub fn shift(&mut self, lead: crate::LeadId, to: StageId, index: usize) -> bool {
        let Some((from, at)) =
            self.columns.iter().enumerate().find_map(|(c, column)| column.cards.iter().position(|card| card.id == lead).map(|at| (c, at)))
        else {
            return false;
        };
        let Some(target) = self.columns.iter().position(|c| c.stage.id == to) else { return false };
        let mut card = self.columns[from].cards.remove(at);
        let value = card.value_cents.unwrap_or(0);
        self.columns[from].count -= 1;
        self.columns[from].total -= 1;
        self.columns[from].value_cents -= value;
        let column = &mut self.columns[target];
        column.count += 1;
        column.total += 1;
        column.value_cents += value;
        card.stage_id = column.stage.id;
        card.stage = column.stage.name.clone();
        card.status = column.stage.status;
        if column.stage.status.is_open() {
            let index = index.min(column.cards.len());
            column.cards.insert(index, card);
        }
        true
    }
}
