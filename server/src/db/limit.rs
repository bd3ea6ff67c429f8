//! How many rows a statement asks for.

use shared::page::PAGE_SIZE;
use sqlx::{Postgres, QueryBuilder};

/// Rows that lists are asked for all day: a page, ten to choose from, a hundred.
const USUAL: [i64; 3] = [PAGE_SIZE, 10, 100];

/// Adds how many rows are wanted. Usual numbers, and those with one more that tells whether there are more, are written
/// out: where the number is a parameter, PostgreSQL takes it for a tenth of all rows when it weighs a plan it could
/// keep, never keeps one, and plans the list at each request. Others are bound, so that nobody fills the prepared
/// statements of a connection by asking for every number of rows.
pub(crate) fn push_limit(query: &mut QueryBuilder<Postgres>, rows: i64) {
    if USUAL.contains(&rows) || USUAL.contains(&(rows - 1)) {
        query.push(format!(" limit {rows}"));
    } else {
        query.push(" limit ").push_bind(rows);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usual_numbers_are_written_out_and_others_bound() {
        let told = |rows| {
            let mut query = QueryBuilder::<Postgres>::new("select 1");
            push_limit(&mut query, rows);
            query.sql().as_str().to_string()
        };
        assert_eq!(told(51), "select 1 limit 51");
        assert_eq!(told(10), "select 1 limit 10");
        assert_eq!(told(77), "select 1 limit $1");
    }
}
