//! The cluster of all tests, the template in it, and an application on a database of it.

use std::path::PathBuf;

use sha2::{Digest, Sha256};
use sqlx::{AssertSqlSafe, Connection, PgConnection};

use super::{cast, secret};
use crate::app::App;
use crate::cluster::{Cluster, ClusterOptions};
use crate::config::Config;
use crate::db::bootstrap;

fn cluster_dir() -> PathBuf {
    let root = std::env::var_os("TAILBOARD_TEST_CLUSTER").map(PathBuf::from);
    root.unwrap_or_else(|| std::env::temp_dir().join(format!("tailboard-test-{}", rustix::process::geteuid().as_raw())))
}

/// Names the template by what is in it, so that a changed schema or cast makes a new one.
pub(super) fn template_name() -> String {
    let mut hasher = Sha256::new();
    for migration in bootstrap::migrations() {
        hasher.update(&migration.checksum);
    }
    hasher.update(cast::VERSION);
    let digest: String = hasher.finalize().iter().take(6).map(|b| format!("{b:02x}")).collect();
    format!("template_{digest}")
}

pub(super) async fn start() -> Cluster {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let options =
        ClusterOptions { data_dir: crate::cluster::reachable_data_dir(cluster_dir()), bin_dir: None, fsync: false, archive: None };
    Cluster::ensure(options).await.expect("the test cluster starts")
}

pub(super) async fn open(cluster: &Cluster, database: &str, config: Config) -> App {
    open_on(&cluster.connect_options(database), config).await
}

pub(super) async fn open_on(owner: &sqlx::postgres::PgConnectOptions, config: Config) -> App {
    let db = bootstrap::open(owner, &secret(), 6).await.expect("pools open and isolation holds");
    crate::app::assemble(config, db, &secret()).expect("the application goes together")
}

pub(super) fn config(data: PathBuf) -> Config {
    use clap::Parser;
    #[derive(Parser)]
    struct Cli {
        #[command(flatten)]
        config: Config,
    }
    let mut config = Cli::parse_from(["test"]).config;
    config.data = data;
    config.dev = true;
    // tests ask faster than people: those about the limit set one
    config.org_rate = 0;
    config
}

pub(super) async fn ensure_template(cluster: &Cluster, template: &str) {
    let mut conn = PgConnection::connect_with(&cluster.connect_options("postgres")).await.expect("the test cluster answers");
    // test processes start together: one makes the template, the others wait for it
    sqlx::query("select pg_advisory_lock(7461)").execute(&mut conn).await.expect("the lock is taken");
    let exists: bool = sqlx::query_scalar("select exists (select from pg_database where datname = $1)")
        .bind(template)
        .fetch_one(&mut conn)
        .await
        .expect("the catalog answers");
    if !exists {
        let building = format!("{template}_building");
        for statement in [format!("drop database if exists {building} with (force)"), format!("create database {building}")] {
            sqlx::query(AssertSqlSafe(statement)).execute(&mut conn).await.expect("room for the template");
        }
        bootstrap::migrate(&cluster.connect_options(&building)).await.expect("migrations apply");
        let data = tempfile::tempdir().expect("a folder for the template");
        let app = open(cluster, &building, config(data.path().to_path_buf())).await;
        cast::hire(&app).await;
        app.db().close().await;
        sqlx::query(AssertSqlSafe(format!("alter database {building} rename to {template}")))
            .execute(&mut conn)
            .await
            .expect("the template is named");
    }
    sqlx::query("select pg_advisory_unlock(7461)").execute(&mut conn).await.expect("the lock is given back");
    conn.close().await.expect("connection closes");
}
