//! An application with the demo in it: months of work of two organizations, for proofs that need records in every
//! state. The demo is played once a day and schema, into a template; each test gets a clone.

use std::path::{Path, PathBuf};

use sqlx::{AssertSqlSafe, Connection, PgConnection};

use super::{TestApp, cast, open, start, template_name};
use crate::cluster::Cluster;
use crate::db::bootstrap;

pub(super) const SLUGS: [&str; 2] = ["northline-moving", "cascade-line"];

impl TestApp {
    /// An application with the demo, and a member for every role in each of its organizations.
    pub async fn demo() -> Self {
        let cluster = start().await;
        let (template, beside) = names("demo");
        let folder = std::env::temp_dir().join(format!("tailboard-test-{}-{template}", rustix::process::geteuid().as_raw()));
        ensure(&cluster, (&template, &beside), &folder).await;
        let mut test = Self::on(cluster, &format!("template {template}")).await;
        link_all(&folder, test._data.path()).expect("the demo's files are found");
        test.orgs = cast::find(&test.app, SLUGS).await.into();
        test
    }
}

/// The name of the template of today, and those of the days beside it. Around midnight some processes go by the former
/// day and some by the next one: none takes away what another is about to clone.
pub(super) fn names(kind: &str) -> (String, [String; 2]) {
    let now = chrono::Utc::now();
    let name = |days| format!("{kind}_{}_{}", (now + chrono::Duration::days(days)).format("%m%d"), template_name());
    (name(0), [name(-1), name(1)])
}

async fn ensure(cluster: &Cluster, (template, beside): (&str, &[String; 2]), folder: &Path) {
    let mut conn = PgConnection::connect_with(&cluster.connect_options("postgres")).await.expect("the test cluster answers");
    // test processes start together: one plays the demo, the others wait for it
    sqlx::query("select pg_advisory_lock(7462)").execute(&mut conn).await.expect("the lock is taken");
    let known: Vec<String> = sqlx::query_scalar("select datname::text from pg_database where datname like 'demo\\_%'")
        .fetch_all(&mut conn)
        .await
        .expect("the catalog answers");
    if !known.iter().any(|name| name == template) || !folder.exists() {
        for old in known.into_iter().filter(|name| !beside.contains(name)) {
            drop_database(&mut conn, &old).await;
        }
        let building = format!("demo_building_{}", uuid::Uuid::now_v7().simple());
        sqlx::query(AssertSqlSafe(format!("create database {building}"))).execute(&mut conn).await.expect("room for the template");
        bootstrap::migrate(&cluster.connect_options(&building)).await.expect("migrations apply");
        // what a broken run left
        let _ = std::fs::remove_dir_all(folder);
        std::fs::create_dir_all(folder).expect("a folder for the demo's files");
        let app = open(cluster, &building, super::config(folder.to_path_buf())).await;
        crate::demo::load(&app).await.expect("the demo loads");
        cast::complete(&app).await;
        while crate::background::drain(&app).await.expect("work runs") > 0 {}
        app.db().close().await;
        sqlx::query(AssertSqlSafe(format!("alter database {building} rename to {template}")))
            .execute(&mut conn)
            .await
            .expect("the template is named");
    }
    sqlx::query("select pg_advisory_unlock(7462)").execute(&mut conn).await.expect("the lock is given back");
    conn.close().await.expect("connection closes");
}

pub(super) async fn drop_database(conn: &mut PgConnection, name: &str) {
    sqlx::query(AssertSqlSafe(format!("drop database if exists {name} with (force)"))).execute(conn).await.expect("the old template goes");
}

/// Files are never changed in place, so that clones may share them.
fn link_all(from: &Path, to: &Path) -> std::io::Result<()> {
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        let goal: PathBuf = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            std::fs::create_dir_all(&goal)?;
            link_all(&entry.path(), &goal)?;
        } else if std::fs::hard_link(entry.path(), &goal).is_err() {
            std::fs::copy(entry.path(), &goal)?;
        }
    }
    Ok(())
}
