//! The transaction that crosses organizations.

use std::sync::Arc;

use shared::{OrgId, Result};
use sqlx::pool::PoolConnection;
use sqlx::postgres::PgConnection;
use sqlx::{AssertSqlSafe, Postgres};
use uuid::Uuid;

use super::command::{self, Kept};
use super::tx::{Begun, Tx};
use crate::app::App;
use crate::cx::{Command, Cx};
use crate::drill::{Drill, Step};

/// A transaction across organizations, with the system role. Use it only for what cannot know its organization yet
/// (logging in, secure links) or belongs to none.
pub struct SystemTx {
    inner: sqlx::Transaction<'static, Postgres>,
    command: Option<Command>,
    drill: Option<Arc<Drill>>,
}

impl SystemTx {
    /// The connection for the next statement; ask for it once per statement.
    pub fn db(&mut self) -> Result<&mut PgConnection> {
        self.step(Step::System)?;
        Ok(&mut self.inner)
    }

    fn step(&self, step: Step) -> Result<()> {
        self.drill.as_ref().map_or(Ok(()), |drill| drill.step(step))
    }

    /// Makes the changes last.
    pub async fn commit(self) -> Result<()> {
        self.step(Step::Commit)?;
        Ok(self.inner.commit().await?)
    }

    /// Claims the command of a visitor in an organization; a repeat gets the first answer.
    pub(crate) async fn claim(self, org: OrgId, command: Command) -> Result<Begun<SystemTx>> {
        self.claim_as(org, None, command).await
    }

    async fn claim_as(mut self, org: OrgId, actor: Option<Uuid>, command: Command) -> Result<Begun<SystemTx>> {
        if let Some(kept) = command::claim(self.db()?, org, actor, &command).await? {
            return Ok(Begun::Replayed(kept));
        }
        self.command = Some(command);
        Ok(Begun::New(self))
    }

    /// The same transaction, from here on with the tenant's rights only: what crossed organizations and what belongs
    /// to one become one change. A context that views as somebody else cannot write.
    #[track_caller]
    pub fn into_tenant(self, cx: &Cx) -> impl Future<Output = Result<Tx>> + Send {
        let allowed = cx.must(cx.on_behalf_of.is_none(), "read_only_view");
        let cx = cx.clone();
        async move {
            allowed?;
            self.lower(&cx).await
        }
    }

    async fn lower(mut self, cx: &Cx) -> Result<Tx> {
        self.step(Step::Setup)?;
        let lower = AssertSqlSafe(format!("set local role tailboard_app; set local app.org_id = '{}'", cx.org.0));
        sqlx::raw_sql(lower).execute(&mut *self.inner).await?;
        Ok(Tx::new(self.inner, cx, self.command))
    }
}

/// Single statements across organizations, with the system role, each lasting by itself: who asks is looked up with
/// every request, and a transaction around one statement would cost two more round trips.
pub struct SystemAsk {
    conn: PoolConnection<Postgres>,
    drill: Option<Arc<Drill>>,
}

impl SystemAsk {
    /// The connection for the next statement; ask for it once per statement.
    pub fn db(&mut self) -> Result<&mut PgConnection> {
        self.drill.as_ref().map_or(Ok(()), |drill| drill.step(Step::System))?;
        Ok(&mut self.conn)
    }
}

impl App {
    /// Single statements across organizations; say why, for reviewers.
    pub async fn ask_system(&self, _why: &'static str) -> Result<SystemAsk> {
        Ok(SystemAsk { conn: self.db().system_pool().acquire().await?, drill: self.drill().cloned() })
    }

    /// A transaction across organizations; say why, for reviewers.
    pub async fn system(&self, _why: &'static str) -> Result<SystemTx> {
        let inner = self.db().system_pool().begin().await?;
        Ok(SystemTx { inner, command: None, drill: self.drill().cloned() })
    }
}

impl Cx {
    /// A transaction across organizations for a command of somebody logged in: a repeat gets the first answer. Use it
    /// through [`begin_across!`](crate::begin_across).
    pub async fn begin_across(&self, why: &'static str) -> Result<Begun<SystemTx>> {
        let tx = self.app.system(why).await?;
        match self.take_command() {
            Some(command) => tx.claim_as(self.org, self.actor.id(), command).await,
            None => Ok(Begun::New(tx)),
        }
    }

    /// The first answer of a command that was carried out before: looked for ahead of checks that its own effect would
    /// fail, such as the former password.
    pub async fn first_answer(&self) -> Result<Option<Kept>> {
        let Some(command) = self.peek_command() else { return Ok(None) };
        let mut tx = self.app.system("the answer of a command about a login").await?;
        command::find(tx.db()?, self.org, self.actor.id(), &command).await
    }
}

/// The first answer of a command of somebody without a login, if it was carried out before.
pub(crate) async fn first_answer(tx: &mut SystemTx, org: OrgId, command: &Command) -> Result<Option<Kept>> {
    command::find(tx.db()?, org, None, command).await
}
