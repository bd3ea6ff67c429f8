//! Sees whether anything was written: every table's rows, and those written since the watch began.

use server::testing::TestApp;
use sqlx::{AssertSqlSafe, PgConnection};

/// What is written on purpose even when the rest is undone: attempts are counted whatever becomes of them.
const COUNTERS: &[&str] = &["rate_limits", "login_failures"];

/// Written by whoever is seen, beside what they do.
const SIGHTINGS: &[&str] = &["sessions", "api_keys"];

/// A watch on the whole database.
pub struct Watch {
    conn: PgConnection,
    question: String,
    writers: String,
    since: i64,
}

/// What a watch saw: table, rows, rows written since it began.
pub type Seen = Vec<(String, i64, i64)>;

impl Watch {
    /// Watches from now on.
    pub async fn new(test: &TestApp) -> Self {
        let mut conn = test.owner_connection().await;
        let tables: Vec<String> = sqlx::query_scalar(
            "select relname::text from pg_class c join pg_namespace n on n.oid = c.relnamespace where nspname = 'public' and relkind = 'r' order by 1",
        )
        .fetch_all(&mut conn)
        .await
        .expect("the catalog answers");
        let question: Vec<String> = tables
            .iter()
            .filter(|table| !COUNTERS.contains(&table.as_str()))
            .map(|table| format!("select '{table}'::text, count(*), count(*) filter (where xmin::text::bigint >= $1) from {table}"))
            .collect();
        let writers: Vec<String> = tables
            .iter()
            .filter(|table| !COUNTERS.contains(&table.as_str()) && !SIGHTINGS.contains(&table.as_str()))
            .map(|table| format!("select xmin::text from {table} where xmin::text::bigint >= $1"))
            .collect();
        let writers = format!("select count(*) from ({}) w", writers.join(" union "));
        // several processes may answer it
        let question = format!("{} order by 1", question.join(" union all "));
        let mut watch = Self { conn, question, writers, since: 0 };
        watch.restart().await;
        watch
    }

    /// Forgets what was written so far.
    pub async fn restart(&mut self) {
        // who was not seen for a minute would be noted
        sqlx::query("update sessions set seen_at = now()").execute(&mut self.conn).await.expect("everybody was seen");
        self.since = sqlx::query_scalar("select pg_snapshot_xmax(pg_current_snapshot())::text::bigint")
            .fetch_one(&mut self.conn)
            .await
            .expect("the database answers");
    }

    /// Forgets failed attempts, which are counted whatever becomes of the rest.
    pub async fn forget(&mut self) {
        for statement in ["delete from login_failures", "delete from rate_limits"] {
            sqlx::query(statement).execute(&mut self.conn).await.expect("it is forgotten");
        }
    }

    /// How many transactions wrote since it began, by what is left of their rows.
    pub async fn writers(&mut self) -> i64 {
        sqlx::query_scalar(AssertSqlSafe(self.writers.clone()))
            .bind(self.since)
            .fetch_one(&mut self.conn)
            .await
            .expect("the database answers")
    }

    /// What there is now.
    pub async fn look(&mut self) -> Seen {
        sqlx::query_as(AssertSqlSafe(self.question.clone())).bind(self.since).fetch_all(&mut self.conn).await.expect("the database answers")
    }
}

/// The tables in which two looks differ.
pub fn difference(before: &Seen, after: &Seen) -> Vec<String> {
    before
        .iter()
        .zip(after)
        .filter(|(one, other)| one != other)
        .map(|(one, other)| format!("{}: {} rows ({} new) then {} ({})", one.0, one.1, one.2, other.1, other.2))
        .collect()
}
