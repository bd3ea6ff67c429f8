//! The database: pools, the tenant transaction, and the only ways to reach rows.
//!
//! `Tx` sees one organization, by row security in the database. `SystemTx` crosses organizations and is asked for by
//! name, with a reason. Queries take one of the two, so an unscoped query cannot be written.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use chrono::{DateTime, Utc};
use serde::Serialize;
use serde::de::DeserializeOwned;
use shared::{Error, OrgId, Result};
use sqlx::postgres::{PgConnectOptions, PgConnection, PgPool, PgPoolOptions};
use sqlx::{Executor, Postgres};

use crate::cx::{Command, Cx};

pub mod bootstrap;
mod command;
mod guard;

pub use guard::check_isolation;

/// The nil organization: matches no row, so that a connection without a tenant sees nothing.
pub const NO_ORG: &str = "00000000-0000-0000-0000-000000000000";

/// The pools of a process.
#[derive(Clone)]
pub struct Db {
    app: PgPool,
    system: PgPool,
    system_options: PgConnectOptions,
}

impl Db {
    /// Opens the pools; both roles must exist (migrations make them).
    pub async fn open(app: PgConnectOptions, system: PgConnectOptions, size: u32) -> Result<Self, sqlx::Error> {
        let settings =
            [("statement_timeout", "30s"), ("lock_timeout", "5s"), ("idle_in_transaction_session_timeout", "60s"), ("app.org_id", NO_ORG)];
        let pool = |options: PgConnectOptions, size: u32, role: &'static str| {
            PgPoolOptions::new()
                .max_connections(size)
                .min_connections(0)
                .acquire_timeout(Duration::from_secs(8))
                .after_connect(move |conn, _| {
                    Box::pin(async move {
                        // a no-op where the login is the role itself, the drop of rights where it is the owner
                        conn.execute(sqlx::AssertSqlSafe(format!("set role {role}"))).await?;
                        Ok(())
                    })
                })
                .connect_with(options.options(settings).application_name(role))
        };
        let system_options = system.clone().options([("app.org_id", NO_ORG)]);
        Ok(Self {
            app: pool(app, size, "tailboard_app").await?,
            system: pool(system, size.div_ceil(3).max(4), "tailboard_system").await?,
            system_options,
        })
    }

    /// Connections of the application pool: (in use, open).
    pub fn usage(&self) -> (u32, u32) {
        let open = self.app.size();
        (open.saturating_sub(self.app.num_idle() as u32), open)
    }

    /// A transaction that crosses organizations; `_why` is read by reviewers.
    pub async fn system(&self, _why: &'static str) -> Result<SystemTx> {
        Ok(SystemTx { inner: self.system.begin().await? })
    }

    /// A connection of its own with the system role, outside the pool: for the relay's lock and the listener.
    pub(crate) fn system_options(&self) -> PgConnectOptions {
        self.system_options.clone()
    }

    pub(crate) fn system_pool(&self) -> &PgPool {
        &self.system
    }

    /// Whether the database answers.
    pub async fn ping(&self) -> Result<()> {
        sqlx::query("select 1").execute(&self.app).await?;
        Ok(())
    }

    pub(crate) fn app_pool(&self) -> &PgPool {
        &self.app
    }

    /// Closes all connections.
    pub async fn close(&self) {
        self.app.close().await;
        self.system.close().await;
    }
}

/// A transaction across organizations, with the system role. Use it only for what cannot know its organization yet
/// (logging in, secure links) or belongs to none.
pub struct SystemTx {
    inner: sqlx::Transaction<'static, Postgres>,
}

impl SystemTx {
    /// The connection.
    pub fn db(&mut self) -> Result<&mut PgConnection> {
        Ok(&mut self.inner)
    }

    /// Makes the changes last.
    pub async fn commit(self) -> Result<()> {
        Ok(self.inner.commit().await?)
    }

    /// The same transaction, from here on with the tenant's rights only: what crossed organizations and what belongs
    /// to one become one change. A context that views as somebody else cannot write.
    pub async fn into_tenant(mut self, cx: &Cx) -> Result<Tx> {
        if cx.on_behalf_of.is_some() {
            return Err(Error::Forbidden { missing: "read_only_view".into() });
        }
        sqlx::query("set local role tailboard_app").execute(&mut *self.inner).await?;
        sqlx::query("select set_config('app.org_id', $1, true)").bind(cx.org.0.to_string()).execute(&mut *self.inner).await?;
        Ok(Tx { inner: self.inner, cx: cx.clone(), command: None, fail_at: cx.fail_at.clone(), statements: 0, wake: Wake::default() })
    }
}

/// A transaction of one organization. Dropping it undoes everything.
pub struct Tx {
    pub(crate) inner: sqlx::Transaction<'static, Postgres>,
    pub(crate) cx: Cx,
    command: Option<Command>,
    fail_at: Option<Arc<AtomicI64>>,
    statements: u32,
    wake: Wake,
}

/// What is to be woken after the commit.
#[derive(Default)]
struct Wake {
    relay: bool,
    workers: bool,
}

/// How a write begins.
pub enum Begun {
    /// For the first time.
    New(Tx),
    /// It was carried out before: this was its answer.
    Replayed(serde_json::Value),
}

/// Begins the transaction of a use case, or returns the first answer of a replayed command from the function.
#[macro_export]
macro_rules! begin {
    ($cx:expr) => {
        match $cx.begin().await? {
            $crate::db::Begun::New(tx) => tx,
            $crate::db::Begun::Replayed(answer) => return $crate::db::replayed(answer),
        }
    };
}

/// The stored answer of a command as the type its use case returns.
pub fn replayed<T: DeserializeOwned>(answer: serde_json::Value) -> Result<T> {
    serde_json::from_value(answer).map_err(|error| Error::internal(&error))
}

impl Cx {
    async fn open(&self) -> Result<Tx> {
        let mut inner = self.app.db().app_pool().begin().await?;
        sqlx::query("select set_config('app.org_id', $1, true)").bind(self.org.0.to_string()).execute(&mut *inner).await?;
        Ok(Tx { inner, cx: self.clone(), command: None, fail_at: self.fail_at.clone(), statements: 0, wake: Wake::default() })
    }

    /// A transaction to read in.
    pub async fn read(&self) -> Result<Tx> {
        self.open().await
    }

    /// A transaction to write in for what no client command causes: links, background work. Server functions use
    /// [`begin!`](crate::begin) instead, which makes them safe to repeat.
    pub async fn write(&self) -> Result<Tx> {
        if self.on_behalf_of.is_some() {
            return Err(Error::Forbidden { missing: "read_only_view".into() });
        }
        self.open().await
    }

    /// A transaction to write in; use it through [`begin!`](crate::begin). A context that views as somebody else
    /// cannot write.
    pub async fn begin(&self) -> Result<Begun> {
        if self.on_behalf_of.is_some() {
            return Err(Error::Forbidden { missing: "read_only_view".into() });
        }
        let command = self.command.lock().unwrap_or_else(|poisoned| poisoned.into_inner()).take();
        let mut tx = self.open().await?;
        if let Some(command) = command {
            if let Some(answer) = command::claim(&mut tx, &command).await? {
                return Ok(Begun::Replayed(answer));
            }
            tx.command = Some(command);
        }
        Ok(Begun::New(tx))
    }
}

impl Tx {
    /// The connection for the next statement. Ask for it once per statement: statements are counted here, and drills
    /// let one fail.
    pub fn db(&mut self) -> Result<&mut PgConnection> {
        self.count()?;
        Ok(&mut self.inner)
    }

    fn count(&mut self) -> Result<()> {
        self.statements += 1;
        if let Some(left) = &self.fail_at
            && left.fetch_sub(1, Ordering::SeqCst) == 1
        {
            return Err(Error::internal(&"injected database failure"));
        }
        Ok(())
    }

    /// The organization of this transaction.
    pub fn org(&self) -> OrgId {
        self.cx.org
    }

    /// The server's time.
    pub fn now(&self) -> DateTime<Utc> {
        self.cx.now()
    }

    /// How many statements were run so far.
    pub fn statements(&self) -> u32 {
        self.statements
    }

    pub(crate) fn wake_relay(&mut self) {
        self.wake.relay = true;
    }

    pub(crate) fn wake_workers(&mut self) {
        self.wake.workers = true;
    }

    /// The next number of a sequence people read (`quote`, `job`). Concurrent takers wait for each other; an undone
    /// transaction gives its number back.
    pub async fn next_number(&mut self, name: &str) -> Result<i64> {
        let org = self.org().0;
        let number = sqlx::query_scalar!(
            "insert into counters (org_id, name, value) values ($1, $2, 1) on conflict (org_id, name) do update set value = counters.value + 1 returning value",
            org,
            name
        )
        .fetch_one(self.db()?)
        .await?;
        Ok(number)
    }

    /// Keeps `answer` for replays, makes the changes last and returns it.
    pub async fn commit<T: Serialize>(mut self, answer: T) -> Result<T> {
        if let Some(command) = self.command.take() {
            command::answer(&mut self, &command, &answer).await?;
        }
        self.count()?;
        let app = self.cx.app.clone();
        let Wake { relay, workers } = self.wake;
        self.inner.commit().await?;
        if relay {
            app.wake_relay();
        }
        if workers {
            app.wake_workers();
        }
        Ok(answer)
    }
}

/// Turns a broken named constraint into the error it means.
pub trait OnConstraint<T> {
    /// Answers `error()` if the named constraint was broken.
    fn on_constraint(self, name: &str, error: impl FnOnce() -> Error) -> Result<T>;
}

impl<T> OnConstraint<T> for Result<T, sqlx::Error> {
    fn on_constraint(self, name: &str, error: impl FnOnce() -> Error) -> Result<T> {
        self.map_err(|failure| match failure.as_database_error().and_then(|db| db.constraint()) {
            Some(constraint) if constraint == name => error(),
            _ => failure.into(),
        })
    }
}

impl<T> OnConstraint<T> for Result<T, Error> {
    /// Already an error for people: passed on.
    fn on_constraint(self, _: &str, _: impl FnOnce() -> Error) -> Result<T> {
        self
    }
}
