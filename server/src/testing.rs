//! Real PostgreSQL for tests: one cluster for all test processes, one template with the schema and the cast, one clone
//! per test. `TestApp` is an application on a clone of its own.

use std::sync::Arc;

use secrecy::SecretString;
use shared::access::BuiltinRole;
use shared::packs::ServiceLine;
use shared::{AccountId, ContactId};
use sqlx::{AssertSqlSafe, Connection, PgConnection};
use uuid::Uuid;

use crate::app::App;
use crate::cluster::Cluster;
use crate::config::Config;
use crate::cx::{Actor, Cx, RequestInfo};
use crate::db::bootstrap;

mod cast;
#[cfg(test)]
pub(crate) mod conflicts;
mod d1;
mod demo;
mod former;
pub mod plans;
mod restore;
mod start;
mod time;
mod waits;

pub use cast::{PASSWORD, Person, TestOrg};
pub use former::Former;
use start::{config, ensure_template, open, open_on, start, template_name};

/// An application on a database of its own, with two organizations and a member for every role in each.
pub struct TestApp {
    pub app: App,
    /// None in an empty one.
    orgs: Vec<TestOrg>,
    database: String,
    cluster: Arc<Cluster>,
    /// Files and staging of this test; removed with it.
    _data: tempfile::TempDir,
}

/// The secret of test processes: they share roles in one cluster.
pub(crate) fn secret() -> SecretString {
    "dGFpbGJvYXJkLXRlc3Qta2V5LW9mLTMyLWJ5dGVzISE=".to_string().into()
}

impl TestApp {
    /// A fresh application. The first test of a run starts the cluster and makes the template.
    pub async fn new() -> Self {
        let cluster = start().await;
        let template = template_name();
        ensure_template(&cluster, &template).await;
        let mut test = Self::on(cluster, &format!("template {template}")).await;
        test.orgs = cast::find(&test.app, cast::SLUGS).await.into();
        test
    }

    /// The same with other settings.
    pub async fn configured(change: impl FnOnce(&mut Config)) -> Self {
        let mut test = Self::new().await;
        let mut config = test.app.config().clone();
        change(&mut config);
        test.app = crate::app::assemble(config, test.app.db().clone(), &secret()).expect("the application goes together");
        test
    }

    /// The same, whose metrics are read with a token.
    pub async fn with_metrics_token(token: &str) -> Self {
        Self::configured(|config| config.metrics_token = Some(token.to_string().into())).await
    }

    /// An application with the schema and without organizations, as a new installation is.
    pub async fn empty() -> Self {
        Self::on(start().await, "").await
    }

    async fn on(cluster: Cluster, template: &str) -> Self {
        let database = format!("test_{}", Uuid::now_v7().simple());
        let mut conn = PgConnection::connect_with(&cluster.connect_options("postgres")).await.expect("the test cluster answers");
        // names are made above from hexadecimal digits
        sqlx::query(AssertSqlSafe(format!("create database {database} {template}")))
            .execute(&mut conn)
            .await
            .expect("a database for this test");
        conn.close().await.expect("connection closes");
        if template.is_empty() {
            bootstrap::migrate(&cluster.connect_options(&database)).await.expect("migrations apply");
        }
        let data = tempfile::tempdir().expect("a folder for this test");
        let app = open(&cluster, &database, config(data.path().to_path_buf())).await;
        Self { app, orgs: Vec::new(), database, cluster: Arc::new(cluster), _data: data }
    }

    /// The organization tests act in.
    pub fn org(&self) -> &TestOrg {
        &self.orgs[0]
    }

    /// An organization with the same data, whose rows must never show.
    pub fn other_org(&self) -> &TestOrg {
        &self.orgs[1]
    }

    /// The owner.
    pub async fn owner(&self) -> Cx {
        self.cx(BuiltinRole::Owner)
    }

    /// The member who has this role.
    pub fn cx(&self, role: BuiltinRole) -> Cx {
        self.cx_in(self.org(), role)
    }

    /// The member of another organization who has this role.
    pub fn foreign(&self, role: BuiltinRole) -> Cx {
        self.cx_in(self.other_org(), role)
    }

    fn cx_in(&self, org: &TestOrg, role: BuiltinRole) -> Cx {
        let person = org.person(role);
        let actor = Actor::Staff { user: person.user, member: person.member, name: person.name.clone() };
        Cx::new(&self.app, org.id, actor, role.access(), RequestInfo::internal("test"))
    }

    /// The cookie value of a fresh session of the member with a role.
    pub async fn session(&self, org: &TestOrg, role: BuiltinRole) -> String {
        let person = org.person(role);
        let token = crate::crypto::random_token();
        let mut conn = self.owner_connection().await;
        sqlx::query(
            "insert into sessions (id, token_hash, kind, org_id, user_id, member_id, name, user_agent, idle_seconds, expires_at) values ($1, $2, 'staff', $3, $4, $5, $6, 'test', 3600, now() + interval '1 hour')",
        )
        .bind(Uuid::now_v7())
        .bind(&crate::crypto::token_hash(&token)[..])
        .bind(org.id.0)
        .bind(person.user.0)
        .bind(person.member.0)
        .bind(&person.name)
        .execute(&mut conn)
        .await
        .expect("a session");
        conn.close().await.expect("connection closes");
        token
    }

    /// A customer in the portal.
    pub fn customer_cx(&self, account: AccountId, contact: ContactId) -> Cx {
        let actor = Actor::Customer { account, contact, name: "Cleo Customer".into() };
        Cx::new(&self.app, self.org().id, actor, shared::access::Access::none(), RequestInfo::internal("test"))
    }

    /// Moves what was recorded into the log, as the relay does.
    pub async fn relay(&self) {
        let mut conn = self.owner_connection().await;
        while crate::events::relay::relay_batch(&mut conn).await.expect("the relay works") > 0 {}
        conn.close().await.expect("connection closes");
    }

    /// Runs the background work that is ready.
    pub async fn work(&self) -> usize {
        crate::background::drain(&self.app).await.expect("work runs")
    }

    /// Counts rows of a table in both organizations, past row security: for "nothing is left behind".
    pub async fn count(&self, table: &str) -> i64 {
        let mut conn = self.owner_connection().await;
        let count = sqlx::query_scalar(AssertSqlSafe(format!("select count(*) from {table}")))
            .fetch_one(&mut conn)
            .await
            .expect("the table exists");
        conn.close().await.expect("connection closes");
        count
    }

    /// Carries out a use case with each of its statements failing in turn: every failure is told, and leaves nothing
    /// behind. Its answer when none fails, which takes more than `most_trivial` statements.
    pub async fn all_or_nothing<T>(&self, most_trivial: i64, cx: &Cx, mut carry_out: impl AsyncFnMut(Cx) -> shared::Result<T>) -> T {
        let before = self.census().await;
        let mut n = 1;
        loop {
            let failing = cx.clone().failing_at(n);
            let result = carry_out(failing.clone()).await;
            if !failing.has_failed() {
                assert!(n > most_trivial, "only {n} statements were tried");
                return result.expect("nothing was let fail");
            }
            assert!(result.is_err(), "statement {n} failed unnoticed");
            assert_eq!(self.census().await, before, "statement {n} left something behind");
            n += 1;
        }
    }

    /// Rows of every table with rows: what an all-or-nothing test compares before and after.
    pub async fn census(&self) -> std::collections::BTreeMap<String, i64> {
        let mut conn = self.owner_connection().await;
        let tables: Vec<String> = sqlx::query_scalar("select relname::text from pg_class c join pg_namespace n on n.oid = c.relnamespace where nspname = 'public' and relkind = 'r' order by 1")
            .fetch_all(&mut conn)
            .await
            .expect("the catalog answers");
        let mut census = std::collections::BTreeMap::new();
        for table in tables {
            let count: i64 = sqlx::query_scalar(AssertSqlSafe(format!("select count(*) from {table}")))
                .fetch_one(&mut conn)
                .await
                .expect("the table exists");
            census.insert(table, count);
        }
        conn.close().await.expect("connection closes");
        census
    }

    /// How the owner of the schema connects to the database of this test.
    pub fn owner_options(&self) -> sqlx::postgres::PgConnectOptions {
        self.cluster.connect_options(&self.database)
    }

    /// The application anew, on connections made from here on.
    pub async fn reopen(&mut self) {
        self.app.db().close().await;
        self.app = self.another().await;
    }

    /// Another application on the same database that has so few connections for requests.
    pub async fn pooled(&self, connections: u32) -> App {
        let db = bootstrap::open(&self.owner_options(), &secret(), connections).await.expect("pools open and isolation holds");
        crate::app::assemble(self.app.config().clone(), db, &secret()).expect("the application goes together")
    }

    /// Another application on the same database, reached through a socket in another folder.
    pub async fn through(&self, sockets: &std::path::Path) -> App {
        let owner = self.owner_options().socket(sockets);
        open_on(&owner, self.app.config().clone()).await
    }

    /// The application of another process on the same database.
    pub async fn another(&self) -> App {
        open(&self.cluster, &self.database, self.app.config().clone()).await
    }

    /// The name of the database of this test.
    pub fn database(&self) -> &str {
        &self.database
    }

    /// A connection as the owner, past row security.
    pub async fn owner_connection(&self) -> PgConnection {
        PgConnection::connect_with(&self.cluster.connect_options(&self.database)).await.expect("the test database answers")
    }
}

impl Drop for TestApp {
    fn drop(&mut self) {
        let (cluster, database) = (self.cluster.clone(), self.database.clone());
        // dropping is not async: a thread with a runtime of its own removes the clone
        let removal = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            if let Ok(runtime) = runtime {
                runtime.block_on(async {
                    if let Ok(mut conn) = PgConnection::connect_with(&cluster.connect_options("postgres")).await {
                        let _ =
                            sqlx::query(AssertSqlSafe(format!("drop database if exists {database} with (force)"))).execute(&mut conn).await;
                    }
                });
            }
        });
        let _ = removal.join();
    }
}

/// The packs the test organizations have.
pub const PACKS: [ServiceLine; 2] = [ServiceLine::Moving, ServiceLine::Charter];

/// The code an authenticator app shows now for a secret as it is typed.
pub fn totp_code(typed: &str) -> Option<String> {
    let secret = totp_rs::Secret::try_from_base32(typed.replace(' ', "")).ok()?;
    let app = totp_rs::Builder::new()
        .with_algorithm(totp_rs::Algorithm::SHA1)
        .with_digits(6)
        .with_step_duration(30)
        .with_secret(secret)
        .build()
        .ok()?;
    Some(app.generate(u64::try_from(chrono::Utc::now().timestamp()).ok()?).to_string())
}
