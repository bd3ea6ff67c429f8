//! The transaction of one organization.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use serde::Serialize;
use serde::de::DeserializeOwned;
use shared::{Error, OrgId, Result};
use sqlx::postgres::PgConnection;
use sqlx::{AssertSqlSafe, Postgres};

use super::command::{self, Kept};
use crate::app::App;
use crate::budget::{self, Turn};
use crate::cx::{Command, Cx};
use crate::drill::Step;
use crate::events::Fact;

/// A transaction of one organization. Dropping it undoes everything.
pub struct Tx {
    inner: sqlx::Transaction<'static, Postgres>,
    pub(crate) cx: Cx,
    command: Option<Command>,
    wake: Wake,
    /// Facts that are written by the last statement.
    pub(crate) facts: Vec<Fact>,
    pub(super) zone: Option<String>,
    /// After the connection, so that it is given back first.
    _turn: Option<Arc<Turn>>,
}

/// What is to be woken after the commit.
#[derive(Default)]
struct Wake {
    relay: bool,
    workers: bool,
}

/// How a write begins.
pub enum Begun<T> {
    /// For the first time.
    New(T),
    /// It was carried out before: this was its answer.
    Replayed(Kept),
}

/// Begins the transaction of a use case, or returns the first answer of a replayed command from the function.
#[macro_export]
macro_rules! begin {
    ($cx:expr) => {
        match $cx.begin().await? {
            $crate::db::Begun::New(tx) => tx,
            $crate::db::Begun::Replayed(kept) => return $crate::db::replayed(&$cx.app, kept),
        }
    };
}

/// The same across organizations: for use cases that change a login itself.
#[macro_export]
macro_rules! begin_across {
    ($cx:expr, $why:literal) => {
        match $cx.begin_across($why).await? {
            $crate::db::Begun::New(tx) => tx,
            $crate::db::Begun::Replayed(kept) => return $crate::db::replayed(&$cx.app, kept),
        }
    };
}

/// Returns the first answer of a replayed command from the function, ahead of checks its own effect would fail.
#[macro_export]
macro_rules! replay {
    ($cx:expr) => {
        if let Some(kept) = $cx.first_answer().await? {
            return $crate::db::replayed(&$cx.app, kept);
        }
    };
}

/// The stored answer of a command as the type its use case returns.
pub fn replayed<T: DeserializeOwned>(app: &App, kept: Kept) -> Result<T> {
    serde_json::from_value(kept.open(app)?).map_err(|error| Error::internal(&error))
}

impl Cx {
    async fn open(&self) -> Result<Tx> {
        self.app.drill().map_or(Ok(()), |drill| drill.step(Step::Setup))?;
        // one round trip: the id is hexadecimal digits and hyphens, nothing a caller wrote
        let begin = AssertSqlSafe(format!("begin; set local app.org_id = '{}'", self.org.0));
        let turn = budget::enter(self).await?;
        let inner = self.app.db().app_pool().begin_with(begin).await?;
        Ok(Tx { _turn: turn, ..Tx::new(inner, self, None) })
    }

    /// A transaction to read in.
    pub async fn read(&self) -> Result<Tx> {
        self.open().await
    }

    /// A transaction to write in for what no client command causes: links, background work. Server functions use
    /// [`begin!`](crate::begin) instead, which makes them safe to repeat.
    pub async fn write(&self) -> Result<Tx> {
        self.must(self.on_behalf_of.is_none(), "read_only_view")?;
        self.open().await
    }

    /// A transaction to write in; use it through [`begin!`](crate::begin). A context that views as somebody else
    /// cannot write.
    pub async fn begin(&self) -> Result<Begun<Tx>> {
        self.must(self.on_behalf_of.is_none(), "read_only_view")?;
        let command = self.take_command();
        let mut tx = self.open().await?;
        if let Some(command) = command {
            let actor = self.actor.id();
            if let Some(kept) = command::claim(tx.db()?, self.org, actor, &command).await? {
                return Ok(Begun::Replayed(kept));
            }
            tx.command = Some(command);
        }
        Ok(Begun::New(tx))
    }
}

impl Tx {
    pub(super) fn new(inner: sqlx::Transaction<'static, Postgres>, cx: &Cx, command: Option<Command>) -> Self {
        Self { inner, cx: cx.clone(), command, wake: Wake::default(), facts: Vec::new(), zone: cx.zone.clone(), _turn: None }
    }

    /// The connection for the next statement. Ask for it once per statement: drills count them here, and let one fail.
    pub fn db(&mut self) -> Result<&mut PgConnection> {
        if let Some(drill) = self.cx.app.drill() {
            drill.step(Step::Tenant)?;
        }
        Ok(&mut self.inner)
    }

    /// The organization of this transaction.
    pub fn org(&self) -> OrgId {
        self.cx.org
    }

    /// The server's time.
    pub fn now(&self) -> DateTime<Utc> {
        self.cx.now()
    }

    pub(crate) fn wake_relay(&mut self) {
        self.wake.relay = true;
    }

    pub(crate) fn wake_workers(&mut self) {
        self.wake.workers = true;
    }

    /// Keeps `answer` for replays, makes the changes last and returns it.
    pub async fn commit<T: Serialize>(mut self, answer: T) -> Result<T> {
        let kept = match self.command.take() {
            Some(command) => Some((command, Kept::plain(&answer)?)),
            None => None,
        };
        self.settle(kept).await?;
        self.make_last().await?;
        Ok(answer)
    }

    /// The same for an answer that holds a secret shown once: it is kept encrypted, for the repeat of this very request.
    pub async fn commit_secret<T: Serialize>(mut self, answer: T) -> Result<T> {
        let kept = match self.command.take() {
            Some(command) => {
                let kept = Kept::sealed(&self.cx.app, &command, &answer)?;
                Some((command, kept))
            }
            None => None,
        };
        self.settle(kept).await?;
        self.make_last().await?;
        Ok(answer)
    }

    /// Writes what waited for the end: the facts and the answer of the command, together where there are both.
    async fn settle(&mut self, kept: Option<(Command, Kept)>) -> Result<()> {
        if !self.facts.is_empty() {
            return self.write_facts(kept.map(|(command, kept)| (command.id.0, kept.into_answer()))).await;
        }
        let Some((command, kept)) = kept else { return Ok(()) };
        let org = self.org();
        command::keep(self.db()?, org, &command, kept).await
    }

    async fn make_last(self) -> Result<()> {
        let app = self.cx.app.clone();
        let Wake { relay, workers } = self.wake;
        app.drill().map_or(Ok(()), |drill| drill.before_commit())?;
        self.inner.commit().await?;
        if relay {
            app.wake_relay();
        }
        if workers {
            app.wake_workers();
        }
        app.drill().map_or(Ok(()), |drill| drill.after_commit())
    }
}
