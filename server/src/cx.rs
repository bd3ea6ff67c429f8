//! `Cx`: who asks, for which organization, with which rights. It is a value that is passed on; nothing is ambient.
//! Requests, background work and tests build it alike.

use std::net::IpAddr;
use std::panic::Location;
use std::sync::{Arc, Mutex, OnceLock};

use axum::extract::FromRequestParts;
use axum::response::{IntoResponse, Response};
use chrono::{DateTime, Utc};
use http::request::Parts;
use shared::access::{Access, Action, FieldRight, Scope};
use shared::text::Locale;
use shared::{AccountId, ApiKeyId, CommandId, ContactId, Error, MemberId, OrgId, Result, SessionId, UserId};
use uuid::Uuid;

use crate::app::App;
use crate::budget::Held;
use crate::drill::{Drill, Plan};

/// Who asks.
#[derive(Clone, Debug, PartialEq)]
pub enum Actor {
    /// A member of the organization, logged in.
    Staff { user: UserId, member: MemberId, name: String },
    /// A customer's contact, in the portal.
    Customer { account: AccountId, contact: ContactId, name: String },
    /// A program with a key of the public API.
    ApiKey { key: ApiKeyId, member: MemberId, name: String },
    /// Somebody without a login: a visitor of a secure link or a public form.
    Public { name: String },
    /// Tailboard itself.
    System { name: String },
}

/// A customer in the portal.
#[derive(Clone, Debug, PartialEq)]
pub struct CustomerActor {
    pub account: AccountId,
    pub contact: ContactId,
    pub name: String,
}

impl Actor {
    /// The member or contact that acts.
    fn person(&self) -> Option<Uuid> {
        match self {
            Actor::Staff { member, .. } | Actor::ApiKey { member, .. } => Some(member.0),
            Actor::Customer { contact, .. } => Some(contact.0),
            Actor::Public { .. } | Actor::System { .. } => None,
        }
    }

    /// `staff`, `customer`, `api_key`, `public` or `system`.
    pub fn kind(&self) -> &'static str {
        match self {
            Actor::Staff { .. } => "staff",
            Actor::Customer { .. } => "customer",
            Actor::ApiKey { .. } => "api_key",
            Actor::Public { .. } => "public",
            Actor::System { .. } => "system",
        }
    }

    /// The id the audit trail keeps: member, contact or key.
    pub fn id(&self) -> Option<Uuid> {
        match self {
            Actor::Staff { member, .. } => Some(member.0),
            Actor::Customer { contact, .. } => Some(contact.0),
            Actor::ApiKey { key, .. } => Some(key.0),
            Actor::Public { .. } | Actor::System { .. } => None,
        }
    }

    /// The name the audit trail keeps.
    pub fn name(&self) -> &str {
        match self {
            Actor::Staff { name, .. }
            | Actor::Customer { name, .. }
            | Actor::ApiKey { name, .. }
            | Actor::Public { name }
            | Actor::System { name } => name,
        }
    }
}

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
    /// The place its transactions have in the database, if it is a visitor's.
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

/// How somebody shows who they are.
#[derive(Clone, Debug)]
pub enum Credentials {
    /// The token in the session cookie.
    Session(String),
    /// `Authorization: Bearer tb_…`.
    ApiKey(String),
}

/// Name of the session cookie; the `__Host-` prefix binds it to this host and TLS (RFC 6265bis §4.1.3.2).
pub const fn session_cookie(https: bool) -> &'static str {
    if https { "__Host-tailboard" } else { "tailboard" }
}

/// Name of another cookie for the whole site, bound the same way.
pub fn host_cookie(https: bool, name: &str) -> String {
    if https { format!("__Host-{name}") } else { name.to_string() }
}

/// Name of a cookie for a part of the site: the prefix binds it to TLS.
pub fn secure_cookie(https: bool, name: &str) -> String {
    if https { format!("__Secure-{name}") } else { name.to_string() }
}

/// The cookie of the language somebody chose.
pub const LANGUAGE: &str = "tailboard_lang";

/// The `Set-Cookie` header that keeps a session in the browser: not readable by scripts, not sent from other sites.
pub fn session_cookie_header(token: &str, lasts: std::time::Duration, https: bool) -> String {
    let secure = if https { "; Secure" } else { "" };
    format!("{}={token}; Path=/; HttpOnly; SameSite=Lax; Max-Age={}{secure}", session_cookie(https), lasts.as_secs())
}

/// The credentials of a request, if it carries any.
pub fn credentials(parts: &Parts, https: bool) -> Option<Credentials> {
    if let Some(bearer) =
        parts.headers.get(http::header::AUTHORIZATION).and_then(|v| v.to_str().ok()).and_then(|v| v.strip_prefix("Bearer "))
    {
        return Some(Credentials::ApiKey(bearer.trim().to_string()));
    }
    let jar = axum_extra::extract::CookieJar::from_headers(&parts.headers);
    jar.get(session_cookie(https)).map(|c| Credentials::Session(c.value().to_string()))
}

/// An error as a response, in the one JSON shape.
pub struct Refused(pub Error);

impl From<Error> for Refused {
    fn from(error: Error) -> Self {
        Refused(error)
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        crate::http::error_response(&self.0)
    }
}

/// The slot in which the body's reader leaves the hash of what was sent.
#[derive(Clone, Default)]
pub struct BodyHash(pub Arc<OnceLock<[u8; 32]>>);

/// The slot in which it is left who asked, for what is said of the request when it is answered: ids, no names.
#[derive(Clone, Default)]
pub struct Asker(pub Arc<OnceLock<(OrgId, Option<Uuid>)>>);

impl<S: Send + Sync> FromRequestParts<S> for Cx {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Refused> {
        let visitor = Visitor::from_parts(parts)?;
        let credentials = credentials(parts, visitor.app.config().is_https()).ok_or(Error::Unauthenticated)?;
        let cx = crate::budget::admit(&visitor.app, &credentials, visitor.request).await?;
        if let Some(Asker(slot)) = parts.extensions.get() {
            // a request may build its context more than once; it is the same one
            let _ = slot.set((cx.org, cx.actor.id()));
        }
        // what a device kept for one person is not done as another, who logged in meanwhile
        if let Some(kept_for) = parts.headers.get("x-kept-for")
            && kept_for.to_str().ok() != Some(format!("{}-{}", cx.org, cx.actor.person().unwrap_or_default()).as_str())
        {
            return Err(Refused(Error::Unauthenticated));
        }
        if let Some(key) = parts.headers.get("idempotency-key") {
            let id = key.to_str().ok().and_then(|v| v.trim().parse::<CommandId>().ok());
            let id = id.ok_or_else(|| Error::Malformed { reason: "Idempotency-Key must be a UUID".into() })?;
            let hash = parts.extensions.get_or_insert_default::<BodyHash>().0.clone();
            *cx.command.lock().unwrap_or_else(|poisoned| poisoned.into_inner()) = Some(Command { id, hash });
        }
        Ok(cx)
    }
}

/// Somebody who has not shown who they are.
#[derive(Clone)]
pub struct Visitor {
    pub app: App,
    pub request: RequestInfo,
}

impl Visitor {
    fn from_parts(parts: &Parts) -> Result<Self, Refused> {
        let app = parts.extensions.get::<App>().cloned();
        let request = parts.extensions.get::<RequestInfo>().cloned();
        match (app, request) {
            (Some(app), Some(request)) => Ok(Self { app, request }),
            _ => Err(Refused(Error::internal(&"the application layer is missing on this route"))),
        }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Visitor {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Refused> {
        Visitor::from_parts(parts)
    }
}
