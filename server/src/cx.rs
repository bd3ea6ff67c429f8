//! `Cx`: who asks, for which organization, with which rights. It is a value that is passed on; nothing is ambient.
//! Requests, background work and tests build it alike.

use std::net::IpAddr;
use std::panic::Location;
use std::sync::{Arc, Mutex, OnceLock};

use chrono::{DateTime, Utc};
use shared::access::{Access, Action, FieldRight, Scope};
use shared::text::Locale;
use shared::{CommandId, Error, MemberId, OrgId, Result, SessionId};
use uuid::Uuid;

use crate::app::App;
use crate::budget::Held;
use crate::drill::{Drill, Plan};

mod actor;
mod cookies;
mod extract;

pub use actor::{Actor, CustomerActor};
pub use cookies::{Credentials, LANGUAGE, credentials, host_cookie, secure_cookie, session_cookie, session_cookie_header};
pub use extract::{Asker, BodyHash, Refused, Visitor};

/// Where a request came from.
#[derive(Clone, Debug)]
pub struct RequestInfo {
    /// Also sent back as `X-Request-Id` and written to the logs.
    pub id: String,
    pub ip: Option<IpAddr>,
    pub user_agent: String,
    /// Name a client gave its device by the `X-Device` header.
    pub device: Option<String>,
    /// First language of the browser that we speak.
    pub locale: Locale,
    /// What a form without a login names its sending by, so that a second press does nothing more.
    pub command: Option<Command>,
}

impl RequestInfo {
    /// Work that no request caused.
    pub fn internal(what: &str) -> Self {
        Self { id: what.to_string(), ip: None, user_agent: String::new(), device: None, locale: Locale::En, command: None }
    }
}

/// A write a client may send again: its id, and the hash of what was sent (filled when the body is read).
#[derive(Clone, Debug)]
pub struct Command {
    pub id: CommandId,
    pub hash: Arc<OnceLock<[u8; 32]>>,
}

impl Command {
    /// A command whose content is known.
    pub fn of(id: CommandId, content: &[u8]) -> Self {
        Self { id, hash: Arc::new(OnceLock::from(crate::crypto::sha256(content))) }
    }
}

/// Who asks, for which organization, with which rights.
#[derive(Clone)]
pub struct Cx {
    pub app: App,
    pub org: OrgId,
    pub actor: Actor,
    pub access: Access,
    pub request: RequestInfo,
    /// Who is being viewed as; such a context only reads.
    pub on_behalf_of: Option<String>,
    /// The portal identity being viewed as.
    pub viewing: Option<CustomerActor>,
    /// The session behind the request, if there is one.
    pub session: Option<SessionId>,
    /// Whose records a right with team scope reaches: one's own, of one's teams, of everybody below. Empty without such a right.
    pub team: Vec<MemberId>,
    /// The time zone of the organization, where the look at the session told it.
    pub zone: Option<String>,
    command: Arc<Mutex<Option<Command>>>,
    /// The place its transactions have in the database, if it is a visitor's or a customer's.
    pub(crate) held: Held,
}

impl Cx {
    /// A context for an actor; what [`Cx::public`] and [`Cx::system`] and logging in are made of.
    pub fn new(app: &App, org: OrgId, actor: Actor, access: Access, request: RequestInfo) -> Self {
        Self {
            app: app.clone(),
            org,
            actor,
            access,
            request,
            on_behalf_of: None,
            viewing: None,
            session: None,
            team: Vec::new(),
            zone: None,
            command: Arc::new(Mutex::new(None)),
            held: Held::default(),
        }
    }

    /// Somebody without a login, let in by a secure link or a public form of `org`.
    pub fn public(app: &App, org: OrgId, request: RequestInfo, name: impl Into<String>) -> Self {
        Self::new(app, org, Actor::Public { name: name.into() }, Access::none(), request)
    }

    /// Tailboard itself, for background work and demo data; `name` is what the audit trail shows.
    pub fn system(app: &App, org: OrgId, name: impl Into<String>) -> Self {
        let name = name.into();
        let request = RequestInfo::internal(&name);
        Self::new(app, org, Actor::System { name }, Access::all(), request)
    }

    /// How far the actor may do this; `Forbidden` if not at all.
    #[track_caller]
    pub fn may(&self, action: Action) -> Result<Scope> {
        let scope = self.access.scope(action);
        // a closure has no caller of its own
        let at = Location::caller();
        let scope = self.app.drill().map_or(scope, |drill| drill.reach(at, scope));
        scope.ok_or_else(|| Error::Forbidden { missing: action.key().to_string() })
    }

    /// Whether the actor may see or set a guarded field.
    #[track_caller]
    pub fn sees(&self, field: FieldRight) -> bool {
        self.holds(self.access.sees(field))
    }

    /// `Forbidden` unless a condition holds that is no right of a role; `missing` is its name.
    #[track_caller]
    pub fn must(&self, condition: bool, missing: &'static str) -> Result<()> {
        if self.holds(condition) { Ok(()) } else { Err(Error::Forbidden { missing: missing.into() }) }
    }

    #[track_caller]
    fn holds(&self, condition: bool) -> bool {
        let at = Location::caller();
        self.app.drill().map_or(condition, |drill| drill.holds(at, condition))
    }

    /// The member asking, in person or by an API key.
    pub fn member(&self) -> Option<MemberId> {
        match &self.actor {
            Actor::Staff { member, .. } | Actor::ApiKey { member, .. } => Some(*member),
            _ => None,
        }
    }

    /// The customer asking, or the customer being viewed as.
    pub fn customer(&self) -> Option<CustomerActor> {
        match &self.actor {
            Actor::Customer { account, contact, name } => Some(CustomerActor { account: *account, contact: *contact, name: name.clone() }),
            _ => self.viewing.clone(),
        }
    }

    /// The server's time.
    pub fn now(&self) -> DateTime<Utc> {
        self.app.now()
    }

    /// A new id, UUIDv7 (RFC 9562 §5.7): sorts by time of creation.
    pub fn id<T: From<Uuid>>(&self) -> T {
        T::from(Uuid::now_v7())
    }

    /// The same context, carrying out a client's command: its first transaction is recorded under the id and a replay
    /// gets the first answer.
    pub fn with_command(mut self, id: CommandId, hash: [u8; 32]) -> Self {
        self.command = Arc::new(Mutex::new(Some(Command { id, hash: Arc::new(OnceLock::from(hash)) })));
        self
    }

    /// The same context, whose `n`-th statement (from 1, what begins and ends transactions counts) fails: the drill
    /// that shows that use cases are all or nothing.
    pub fn failing_at(mut self, n: i64) -> Self {
        self.app = self.app.drilled(Arc::new(Drill::new(Plan { fails_at: n.unsigned_abs(), ..Plan::default() })));
        self
    }

    /// Whether a statement was reached that [`Cx::failing_at`] let fail.
    pub fn has_failed(&self) -> bool {
        self.app.drill().is_some_and(|drill| drill.has_failed())
    }

    pub(crate) fn take_command(&self) -> Option<Command> {
        self.command.lock().unwrap_or_else(|poisoned| poisoned.into_inner()).take()
    }

    pub(crate) fn peek_command(&self) -> Option<Command> {
        self.command.lock().unwrap_or_else(|poisoned| poisoned.into_inner()).clone()
    }
}
