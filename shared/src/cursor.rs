//! Where a list that is sorted by time goes on: the time in microseconds and the id of the last row that was shown.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::{Error, Result};

/// The first moment PostgreSQL can hold, in microseconds; its last one lies beyond ours.
const FIRST: i64 = -210_866_803_200_000_000;

/// The cursor after a row.
pub fn write(at: DateTime<Utc>, id: impl Into<Uuid>) -> String {
    format!("{}_{}", at.timestamp_micros(), id.into().simple())
}

/// The row a cursor stands after.
pub fn read(cursor: &str) -> Result<(DateTime<Utc>, Uuid)> {
    cursor
        .split_once('_')
        .and_then(|(at, id)| {
            let at = at.parse().ok().filter(|at| *at >= FIRST)?;
            Some((DateTime::from_timestamp_micros(at)?, id.parse().ok()?))
        })
        .ok_or_else(|| Error::Malformed { reason: "after is not a cursor of this list".into() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_is_read_as_it_was_written_and_nothing_else_is_one() {
        let (at, id) = (DateTime::from_timestamp_micros(1_794_498_600_000_001).expect("a moment"), Uuid::from_u128(7));
        assert_eq!(read(&write(at, id)), Ok((at, id)));
        let nil = Uuid::nil();
        for odd in ["", "_", "1", "1_", "x_1", "1_x", &format!("-8000000000000000000_{nil}"), &format!("{}_{nil}", FIRST - 1)] {
            assert!(matches!(read(odd), Err(Error::Malformed { .. })), "{odd}");
        }
    }
}
