//! Keyset pages: a list is read on from where the last page ended, so that deep pages cost what the first costs.

use serde::{Deserialize, Serialize};

/// One page of a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Page<T> {
    pub items: Vec<T>,
    /// Pass it as `after` to read on; none when this is the last page.
    pub next: Option<String>,
}

impl<T> Page<T> {
    /// A page out of up to `limit + 1` rows: the surplus row only says that there is more.
    pub fn from_rows(mut rows: Vec<T>, limit: usize, cursor: impl Fn(&T) -> String) -> Self {
        let more = rows.len() > limit;
        rows.truncate(limit);
        let next = if more { rows.last().map(cursor) } else { None };
        Self { items: rows, next }
    }
}

/// So many entries of a view are counted; of more, people are told that there are more.
pub const COUNTED: i64 = 1_000;

/// How many rows a page holds when nobody says otherwise.
pub const PAGE_SIZE: i64 = 50;

/// The page size asked for, between 1 and 200.
pub fn limit(asked: Option<i64>) -> i64 {
    asked.unwrap_or(PAGE_SIZE).clamp(1, 200)
}
