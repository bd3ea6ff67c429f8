//! A database out of a dump of another, as an operator moves one.

use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use sqlx::{AssertSqlSafe, Connection, PgConnection};
use uuid::Uuid;

use super::{TestApp, cast, config, open};

impl TestApp {
    /// The same organizations on a database that a dump of this one was restored into; none where PostgreSQL came
    /// without `pg_dump` and `psql`.
    pub async fn dumped_and_restored(&self) -> Option<Self> {
        let programs = self.cluster.bin_dir();
        if !["pg_dump", "psql"].iter().all(|name| programs.join(name).is_file()) {
            return None;
        }
        let data = tempfile::tempdir().expect("a folder for this test");
        let dump = data.path().join("dump.sql");
        let file = dump.display().to_string();
        run(&programs.join("pg_dump"), &["--dbname", &self.cluster.superuser_url(&self.database), "--file", &file]);
        let database = format!("test_{}", Uuid::now_v7().simple());
        let mut conn = PgConnection::connect_with(&self.cluster.connect_options("postgres")).await.expect("the test cluster answers");
        sqlx::query(AssertSqlSafe(format!("create database {database}"))).execute(&mut conn).await.expect("a database to restore into");
        conn.close().await.expect("connection closes");
        let into = self.cluster.superuser_url(&database);
        run(
            &programs.join("psql"),
            &["--dbname", &into, "--no-psqlrc", "--quiet", "--set", "ON_ERROR_STOP=1", "--output", "/dev/null", "--file", &file],
        );
        // refuses to open when isolation has a hole
        let app = open(&self.cluster, &database, config(data.path().to_path_buf())).await;
        let orgs = cast::find(&app, [&self.org().slug, &self.other_org().slug]).await.into();
        Some(Self { app, orgs, database, cluster: Arc::clone(&self.cluster), _data: data })
    }
}

fn run(program: &Path, arguments: &[&str]) {
    let output = Command::new(program).args(arguments).output().expect("the program runs");
    assert!(output.status.success(), "{}: {}", program.display(), String::from_utf8_lossy(&output.stderr));
}
