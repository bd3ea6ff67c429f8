//! Customers from a table: which column says what, and what a row makes.
//!
//! States of an import: draft (rows come in, columns are matched, rows are checked as often as one likes) → running →
//! done → reverting → reverted. Rows: open → ready, duplicate or wrong by the check → added or skipped by the run → gone or kept by
//! the revert. Invariants: a row makes at most one customer; nothing is written before the run; the revert removes only
//! customers nothing else has happened to.

mod columns;
mod read;
#[cfg(test)]
mod tests;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use validator::{Validate, ValidationError};

pub use columns::{ImportColumn, ImportField, check_mapping, guess, guess_all};
pub use read::{Imported, read};

use crate::input::check_name;
use crate::{AccountId, ImportId};

/// The most rows of one import.
pub const MOST_ROWS: usize = 20_000;
/// The most columns of a table.
pub const MOST_COLUMNS: u64 = 60;
/// The most rows sent at once.
pub const CHUNK: u64 = 250;
/// The longest text of a cell, in characters.
pub const CELL: usize = 5_000;

crate::choice! {
    /// Where an import stands.
    ImportStatus { Draft = "draft", Running = "running", Done = "done", Reverting = "reverting", Reverted = "reverted" }
}

crate::choice! {
    /// What becomes of rows that look like a customer there is.
    DuplicateRows {
        /// They are left out.
        Skip = "skip",
        /// They are added beside the known one, to be merged later.
        Add = "add",
    }
}

crate::choice! {
    /// What became of a row.
    RowOutcome {
        /// Not checked yet.
        Open = "open",
        Ready = "ready",
        Duplicate = "duplicate",
        /// Cannot be a customer; the problem says why.
        Wrong = "wrong",
        Added = "added",
        Skipped = "skipped",
        /// Removed by the revert.
        Gone = "gone",
        /// Left by the revert, because something has happened to the customer since.
        Kept = "kept",
    }
}

/// A table about to be imported.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NewImport {
    /// The name of the file.
    #[validate(custom(function = check_name))]
    pub name: String,
    /// The first line: what the columns are called.
    #[validate(length(min = 1, max = MOST_COLUMNS), custom(function = check_cells))]
    pub heads: Vec<String>,
}

/// Some lines of it, in order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ImportRows {
    /// The number of the first of them in the file; the heads are line 1.
    #[validate(range(min = 2, max = 1_000_000))]
    pub first_line: i32,
    #[validate(length(min = 1, max = CHUNK), custom(function = check_rows))]
    pub rows: Vec<Vec<String>>,
}

/// How the table is to be read; the rows are checked by it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MapImport {
    /// What each column says, in their order; none for one that is left out.
    #[validate(length(max = MOST_COLUMNS))]
    pub mapping: Vec<Option<ImportColumn>>,
    pub duplicates: DuplicateRows,
}

/// An import with its figures.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Import {
    pub id: ImportId,
    pub name: String,
    pub status: ImportStatus,
    pub heads: Vec<String>,
    pub mapping: Vec<Option<ImportColumn>>,
    pub duplicates: DuplicateRows,
    pub by: String,
    pub at: DateTime<Utc>,
    pub counts: RowCounts,
    /// The first lines, as examples.
    pub samples: Vec<Vec<String>>,
    /// The first lines that are wrong or duplicates.
    pub problems: Vec<RowProblem>,
}

/// How many rows there are of each outcome.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RowCounts {
    pub total: i64,
    pub open: i64,
    pub ready: i64,
    pub duplicate: i64,
    pub wrong: i64,
    pub added: i64,
    pub skipped: i64,
    pub gone: i64,
    pub kept: i64,
}

/// A line that needs somebody's eyes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RowProblem {
    pub line: i32,
    pub outcome: RowOutcome,
    pub cells: Vec<String>,
    /// What is wrong, or whom it looks like.
    pub words: String,
    /// The customer it looks like.
    pub like: Option<AccountId>,
}

fn check_cells(cells: &[String]) -> Result<(), ValidationError> {
    cells
        .iter()
        .try_for_each(|cell| if cell.chars().count() > CELL { Err(ValidationError::new("length")) } else { crate::input::check_text(cell) })
}

fn check_rows(rows: &[Vec<String>]) -> Result<(), ValidationError> {
    rows.iter().try_for_each(|row| if row.len() as u64 > MOST_COLUMNS { Err(ValidationError::new("length")) } else { check_cells(row) })
}
