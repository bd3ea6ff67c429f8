//! Databases as former releases left them: the rows `scripts/keep-former` kept of each, restored into the schema they
//! were written under and migrated as an installation is.

use std::sync::Arc;

use sqlx::migrate::Migrator;
use sqlx::{AssertSqlSafe, Connection, PgConnection};
use uuid::Uuid;

use super::demo::SLUGS;
use super::{TestApp, cast, config, open, start};
use crate::db::bootstrap;

/// The rows of a release, as `pg_dump --data-only` writes them.
pub struct Former {
    /// The last migration of that release.
    pub version: i64,
    text: String,
}

impl Former {
    /// All that are kept, the oldest first.
    ///
    /// # Panics
    /// If a file in `server/former` cannot be read or is not named by a migration.
    pub fn all() -> Vec<Self> {
        let folder = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/former")).expect("schemas of former releases");
        let mut all: Vec<Self> = folder
            .map(|entry| {
                let path = entry.expect("a file").path();
                let version = path.file_stem().and_then(|name| name.to_str()).and_then(|name| name.parse().ok());
                Self {
                    version: version.unwrap_or_else(|| panic!("{} is named by a migration", path.display())),
                    text: std::fs::read_to_string(&path).expect("a text"),
                }
            })
            .collect();
        all.sort_by_key(|former| former.version);
        all
    }

    /// How many rows it has of a table.
    pub fn rows(&self, table: &str) -> usize {
        let head = format!("COPY public.{table} ");
        self.text.lines().skip_while(|line| !line.starts_with(&head)).skip(1).take_while(|line| *line != END).count()
    }

    /// Puts the rows in the place of what there is.
    async fn restore(&self, conn: &mut PgConnection) {
        // rows come table by table: what they point to may come later
        sqlx::query("set session_replication_role = replica").execute(&mut *conn).await.expect("the owner may");
        let mut lines = self.text.lines();
        while let Some(line) = lines.next() {
            if let Some((table, _)) = line.strip_prefix("COPY ").and_then(|rest| rest.split_once(' ')) {
                sqlx::query(AssertSqlSafe(format!("delete from {table}"))).execute(&mut *conn).await.expect("room for the rows");
                let rows: String = lines.by_ref().take_while(|row| *row != END).flat_map(|row| [row, "\n"]).collect();
                let mut sink = conn.copy_in_raw(line.trim_end_matches(';')).await.unwrap_or_else(|error| panic!("{table}: {error}"));
                sink.send(rows.as_bytes()).await.unwrap_or_else(|error| panic!("{table}: {error}"));
                sink.finish().await.unwrap_or_else(|error| panic!("{table}: {error}"));
            } else if line.starts_with("SELECT pg_catalog.setval(") {
                sqlx::query(AssertSqlSafe(line.to_string())).execute(&mut *conn).await.expect("a sequence goes on");
            }
        }
    }
}

/// What ends the rows of a table.
const END: &str = "\\.";

impl TestApp {
    /// The organizations of a former release on the schema of today, with a member for every role in each.
    ///
    /// # Panics
    /// If a migration it was written under has been changed since, one that came later does not go through, or
    /// isolation has a hole afterwards.
    pub async fn of_former(former: &Former) -> Self {
        let cluster = start().await;
        let database = format!("test_{}", Uuid::now_v7().simple());
        let mut conn = PgConnection::connect_with(&cluster.connect_options("postgres")).await.expect("the test cluster answers");
        sqlx::query(AssertSqlSafe(format!("create database {database}"))).execute(&mut conn).await.expect("a database to restore into");
        conn.close().await.expect("connection closes");
        let owner = cluster.connect_options(&database);
        let then = bootstrap::migrations().filter(|migration| migration.version <= former.version).cloned().collect();
        let mut conn = PgConnection::connect_with(&owner).await.expect("a connection");
        Migrator::with_migrations(then).run(&mut conn).await.expect("the schema of then");
        former.restore(&mut conn).await;
        conn.close().await.expect("connection closes");
        // the digests of the migrations of then are among the rows, and are compared
        bootstrap::migrate(&owner).await.unwrap_or_else(|error| panic!("{:04}: {error}", former.version));
        let data = tempfile::tempdir().expect("a folder for this test");
        let app = open(&cluster, &database, config(data.path().to_path_buf())).await;
        cast::complete(&app).await;
        let orgs = cast::find(&app, SLUGS).await.into();
        Self { app, orgs, database, cluster: Arc::new(cluster), _data: data }
    }
}
