//! Where a list that is sorted by time goes on: the time in microseconds and the id of the last row.

use chrono::{DateTime, Utc};
use shared::{Error, Result};
use uuid::Uuid;

/// The cursor after a row.
pub(crate) fn write(at: DateTime<Utc>, id: Uuid) -> String {
    format!("{}_{}", at.timestamp_micros(), id.simple())
}

/// The row a cursor stands after.
pub(crate) fn read(cursor: &str) -> Result<(DateTime<Utc>, Uuid)> {
    cursor
        .split_once('_')
        .and_then(|(at, id)| Some((DateTime::from_timestamp_micros(at.parse().ok()?)?, id.parse().ok()?)))
        .ok_or_else(|| Error::Malformed { reason: "after is not a cursor of this list".into() })
}
