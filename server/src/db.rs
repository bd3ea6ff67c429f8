//! The database: pools, the tenant transaction, and the only ways to reach rows.
//!
//! `Tx` sees one organization, by row security in the database. `SystemTx` crosses organizations and is asked for by
//! name, with a reason. Queries take one of the two, so an unscoped query cannot be written.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use shared::{Error, Result};
use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions};
use sqlx::{Connection, Executor};

pub mod bootstrap;
mod command;
mod guard;
mod house;
mod limit;
#[cfg(test)]
mod lost_reply_tests;
mod migrate;
mod number;
#[cfg(test)]
mod pool_tests;
#[cfg(test)]
mod query_files_tests;
mod system;
mod tx;

pub use guard::check_isolation;
pub use house::day_in;
pub(crate) use limit::push_limit;
pub use number::Numbered;
pub(crate) use number::push_lead_number;
pub(crate) use system::first_answer;
pub use system::{SystemAsk, SystemTx};
pub use tx::{Begun, Tx, replayed};

/// The nil organization: matches no row, so that a connection without a tenant sees nothing.
const NO_ORG: &str = "00000000-0000-0000-0000-000000000000";

/// How long a connection may lie idle before it is tried ahead of its next use. A server that died needs longer to
/// come back.
const TRUSTED: Duration = Duration::from_millis(500);

/// Statements a connection keeps prepared, the latest used: those of a day's work on all screens. One that is sent anew
/// is read and planned anew.
const PREPARED: usize = 256;

/// The pools of a process.
#[derive(Clone)]
pub struct Db {
    app: PgPool,
    system: PgPool,
    /// Statements that were prepared at most on a connection so far.
    prepared: Arc<AtomicUsize>,
    system_options: PgConnectOptions,
}

impl Db {
    /// Opens the pools; both roles must exist (migrations make them).
    pub async fn open(app: PgConnectOptions, system: PgConnectOptions, size: u32) -> Result<Self, sqlx::Error> {
        let settings =
            [("statement_timeout", "30s"), ("lock_timeout", "5s"), ("idle_in_transaction_session_timeout", "60s"), ("app.org_id", NO_ORG)];
        let prepared = Arc::new(AtomicUsize::new(0));
        let pool = |options: PgConnectOptions, size: u32, role: &'static str| {
            let most = prepared.clone();
            PgPoolOptions::new()
                .max_connections(size)
                .min_connections(0)
                .acquire_timeout(Duration::from_secs(8))
                // one that just worked needs no test; one that rested may have lost its server
                .test_before_acquire(false)
                .before_acquire(move |conn, rest| {
                    most.fetch_max(conn.cached_statements_size(), Ordering::Relaxed);
                    let rested = rest.idle_for >= TRUSTED;
                    if rested {
                        // it need not hold what its largest answer took for as long as it lives
                        conn.shrink_buffers();
                    }
                    Box::pin(async move { Ok(!rested || conn.ping().await.is_ok()) })
                })
                .after_connect(move |conn, _| {
                    Box::pin(async move {
                        // a no-op where the login is the role itself, the drop of rights where it is the owner
                        conn.execute(sqlx::AssertSqlSafe(format!("set role {role}"))).await?;
                        Ok(())
                    })
                })
                .connect_with(options.options(settings).application_name(role).statement_cache_capacity(PREPARED))
        };
        let system_options = system.clone().options([("app.org_id", NO_ORG)]);
        Ok(Self {
            app: pool(app, size, "tailboard_app").await?,
            system: pool(system, size.div_ceil(3).max(4), "tailboard_system").await?,
            prepared,
            system_options,
        })
    }

    /// Connections of the application pool: (in use, open).
    pub fn usage(&self) -> (u32, u32) {
        let open = self.app.size();
        (open.saturating_sub(self.app.num_idle() as u32), open)
    }

    /// How many statements were prepared at most on a connection of this process: near the most it keeps, those of some
    /// screens are planned again and again.
    pub fn prepared(&self) -> usize {
        self.prepared.load(Ordering::Relaxed)
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
