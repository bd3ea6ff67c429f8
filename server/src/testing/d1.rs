//! An application with the dataset D1 in it, at a scale where what PostgreSQL's planner chooses is what it would choose
//! in earnest: ten organizations with 10,000 leads each. It is drawn once a day and schema, into a template; each test
//! gets a clone.

use sqlx::{AssertSqlSafe, Connection, PgConnection};

use super::demo::{drop_database, names};
use super::{TestApp, cast, config, open, start};
use crate::cluster::Cluster;
use crate::db::bootstrap;
use crate::demo::d1::{Sizes, load};

/// The organizations tests act in: neither is the first, which has more checklists than the others.
const SLUGS: [&str; 2] = ["d1-b", "d1-c"];

fn sizes(_: usize) -> Sizes {
    Sizes { accounts: 6_000, more_contacts: 2_000, jobs: 6_000, activities: 1, photos: 10, checklist_days: Some(20), ..Sizes::d1(0.1) }
}

impl TestApp {
    /// An application with the dataset, analyzed, and a member for every role in each of its organizations.
    pub async fn d1() -> Self {
        let cluster = start().await;
        let (template, beside) = names("d1");
        ensure(&cluster, &template, &beside).await;
        // by copying files: so much would take longer through the log
        let mut test = Self::on(cluster, &format!("template {template} strategy file_copy")).await;
        test.orgs = cast::find(&test.app, SLUGS).await.into();
        test
    }
}

async fn ensure(cluster: &Cluster, template: &str, beside: &[String; 2]) {
    let mut conn = PgConnection::connect_with(&cluster.connect_options("postgres")).await.expect("the test cluster answers");
    // test processes start together: one draws the dataset, the others wait for it
    sqlx::query("select pg_advisory_lock(7463)").execute(&mut conn).await.expect("the lock is taken");
    let known: Vec<String> = sqlx::query_scalar("select datname::text from pg_database where datname like 'd1\\_%'")
        .fetch_all(&mut conn)
        .await
        .expect("the catalog answers");
    if !known.iter().any(|name| name == template) {
        for old in known.into_iter().filter(|name| !beside.contains(name)) {
            drop_database(&mut conn, &old).await;
        }
        let building = format!("d1_building_{}", uuid::Uuid::now_v7().simple());
        sqlx::query(AssertSqlSafe(format!("create database {building}"))).execute(&mut conn).await.expect("room for the template");
        bootstrap::migrate(&cluster.connect_options(&building)).await.expect("migrations apply");
        let data = tempfile::tempdir().expect("a folder for the template");
        let app = open(cluster, &building, config(data.path().to_path_buf())).await;
        load(&app, &cluster.connect_options(&building), sizes, &|_| {}).await.expect("the dataset loads");
        cast::complete(&app).await;
        app.db().close().await;
        sqlx::query(AssertSqlSafe(format!("alter database {building} rename to {template}")))
            .execute(&mut conn)
            .await
            .expect("the template is named");
    }
    sqlx::query("select pg_advisory_unlock(7463)").execute(&mut conn).await.expect("the lock is given back");
    conn.close().await.expect("connection closes");
}
