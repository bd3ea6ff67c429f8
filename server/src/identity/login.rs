//! Logging in and out: password, second step, new devices.

use std::time::Duration;

use serde_json::json;
use shared::access::Access;
use shared::identity::{
    LogIn, MfaLevel, SECOND_STEP_MINUTES, SecondStep, SessionKind, TRUST_DAYS, TokenPurpose, device_name, events, lifetime,
};
use shared::input::{check, normal_email};
use shared::text::Locale;
use shared::{AccountId, ContactId, Error, OrgId, Result, SessionId, UserId};
use uuid::Uuid;

use super::sql::users::{self, Place, User};
use super::sql::{self, contacts, sessions};
use super::{address_key, count_attempt, factor, live_token, matches};
use crate::app::App;
use crate::crypto::{random_token, token_hash};
use crate::cx::{Actor, Cx, RequestInfo};
use crate::db::{SystemTx, Tx};
use crate::events::Record;
use crate::mail::Template;
use crate::outgoing::Outgoing;

/// What a right password leads to.
#[derive(Debug)]
pub enum LoggedIn {
    /// Straight in.
    Session(OpenedSession),
    /// A code is asked for; the token names the pending login.
    SecondStep { token: String },
}

/// A session as the browser is to keep it.
#[derive(Debug)]
pub struct OpenedSession {
    /// For the cookie.
    pub token: String,
    /// How long the cookie lasts.
    pub lasts: Duration,
    /// The browser's own token, when it has none yet.
    pub device: Option<String>,
    /// Where to go: the office, the field app or the portal.
    pub home: &'static str,
}

/// The first step: address and password. Wrong ones are told alike, and after five the address has to wait.
pub async fn log_in(app: &App, request: &RequestInfo, input: LogIn, device: Option<&str>) -> Result<LoggedIn> {
    check(&input)?;
    let ip = request.ip.map(|ip| ip.to_string()).unwrap_or_default();
    app.rate(&format!("login:{ip}"), 100, Duration::from_secs(600)).await?;
    let email = normal_email(&input.email);
    let key = address_key(&email);
    count_attempt(app, &key).await?;
    let mut tx = app.system("who logs in is not known yet").await?;
    let user = users::by_email(&mut tx, &email).await?;
    tx.commit().await?;
    let verdict = matches(app, &input.password, user.as_ref().map(|user| user.password_hash.as_str())).await?;
    let Some(user) = user.filter(|_| verdict.is_match()) else {
        tracing::info!(ip, "login refused");
        return Err(Error::field("password", "wrong_login"));
    };
    let fresh = if verdict == crate::crypto::Verdict::MatchedOutdated { Some(super::hashed(app, &input.password).await?) } else { None };
    let mut tx = app.system("a login crosses organizations").await?;
    users::forget_failures(&mut tx, &key).await?;
    if let Some(hash) = fresh {
        users::set_password(&mut tx, user.id, &hash).await?;
    }
    if user.email_confirmed_at.is_none() {
        tx.commit().await?;
        return Err(Error::conflict_value("unconfirmed", "unconfirmed"));
    }
    let place = users::places(&mut tx, user.id).await?.into_iter().next();
    let Some(place) = place else {
        tx.commit().await?;
        return Err(Error::conflict_value("no_organization", "no_organization"));
    };
    let trusted = match device {
        Some(device) => users::device(&mut tx, user.id, &token_hash(device)).await?.1.is_some_and(|until| until > app.now()),
        None => false,
    };
    if user.totp_confirmed_at.is_some() && !trusted {
        let token = random_token();
        let until = app.now() + chrono::Duration::minutes(SECOND_STEP_MINUTES);
        users::keep_token(&mut tx, &token_hash(&token), TokenPurpose::SecondFactor, user.id, OrgId(place.org_id), json!({}), until).await?;
        tx.commit().await?;
        return Ok(LoggedIn::SecondStep { token });
    }
    let mfa = if trusted { MfaLevel::Totp } else { MfaLevel::Password };
    open(tx, app, request, &user, place, mfa, device, false).await.map(LoggedIn::Session)
}

/// Whose login waits for a code: name and address.
pub async fn second_step_person(app: &App, token: &str) -> Result<(String, String)> {
    let mut tx = app.system("who logs in is not known yet").await?;
    let (user, _, _) = live_token(&mut tx, app, token, TokenPurpose::SecondFactor).await?;
    let user = users::lock(&mut tx, user).await?;
    tx.commit().await?;
    Ok((user.name, user.email))
}

/// The second step: a code of the authenticator app, or a recovery code. Wrong ones make the person wait as wrong
/// passwords do.
pub async fn second_step(app: &App, request: &RequestInfo, token: &str, input: SecondStep, device: Option<&str>) -> Result<OpenedSession> {
    check(&input)?;
    let mut tx = app.system("who logs in is not known yet").await?;
    let (user, _, _) = live_token(&mut tx, app, token, TokenPurpose::SecondFactor).await?;
    tx.commit().await?;
    let key = crate::crypto::sha256(format!("code {user}").as_bytes());
    count_attempt(app, &key).await?;
    let mut tx = app.system("a login crosses organizations").await?;
    let (user, _, _) = live_token(&mut tx, app, token, TokenPurpose::SecondFactor).await?;
    let user = users::lock(&mut tx, user).await?;
    let mfa = match factor::accepts(app, &user, &input.code)? {
        Some(step) => {
            users::keep_step(&mut tx, user.id, step).await?;
            MfaLevel::Totp
        }
        None => match crate::crypto::recovery_code_hash(&input.code) {
            Some(hash) if users::use_code(&mut tx, user.id, &hash).await? => MfaLevel::Recovery,
            _ => {
                tracing::info!(user = %user.id, "second step refused");
                return Err(Error::field("code", "wrong_code"));
            }
        },
    };
    users::use_token(&mut tx, &token_hash(token)).await?;
    users::forget_failures(&mut tx, &key).await?;
    let place = users::places(&mut tx, user.id)
        .await?
        .into_iter()
        .next()
        .ok_or_else(|| Error::conflict_value("no_organization", "no_organization"))?;
    open(tx, app, request, &user, place, mfa, device, input.trust && mfa == MfaLevel::Totp).await
}

/// Opens a staff session, remembers the browser, and tells the person when it is a new one.
#[allow(clippy::too_many_arguments, reason = "the ends of three ways to log in meet here")]
pub(super) async fn open(
    mut tx: SystemTx,
    app: &App,
    request: &RequestInfo,
    user: &User,
    place: Place,
    mfa: MfaLevel,
    device: Option<&str>,
    trust: bool,
) -> Result<OpenedSession> {
    let org = OrgId(place.org_id);
    let roles = sql::roles(place.roles);
    let crew = !roles.is_empty() && roles.iter().all(|role| role.is_crew());
    let life = lifetime(crew);
    let token = random_token();
    let id = SessionId(Uuid::now_v7());
    sessions::open(
        &mut tx,
        sessions::Opening {
            id,
            token_hash: &token_hash(&token),
            kind: SessionKind::Staff,
            org,
            user: Some(user.id),
            member: Some(place.member),
            customer: None,
            name: &place.name,
            user_agent: &request.user_agent,
            ip: request.ip.map(|ip| ip.to_string()),
            mfa,
            idle_seconds: i32::try_from(life.idle.num_seconds()).unwrap_or(i32::MAX),
            expires_at: app.now() + life.absolute,
        },
    )
    .await?;
    tracing::info!(user = %user.id, %org, session = %id, mfa = mfa.key(), "logged in");
    let own = device.map(str::to_owned).unwrap_or_else(random_token);
    let hash = token_hash(&own);
    let (known, _, others) = users::device(&mut tx, user.id, &hash).await?;
    users::remember_device(&mut tx, user.id, &hash, trust.then(|| app.now() + chrono::Duration::days(TRUST_DAYS))).await?;
    let mut cx = Cx::new(app, org, Actor::Staff { user: user.id, member: place.member, name: place.name }, Access::none(), request.clone());
    cx.session = Some(id);
    let mut tx = tx.into_tenant(&cx).await?;
    tx.record(Record::new(events::LOGGED_IN, id).of(place.member).data(json!({ "mfa": mfa.key() }))).await?;
    if !known && others > 0 {
        let at = cx.now().format("%Y-%m-%d %H:%M UTC").to_string();
        let ip = request.ip.map(|ip| ip.to_string()).unwrap_or_else(|| "?".into());
        tx.mail(Outgoing {
            to: user.email.clone(),
            to_name: user.name.clone(),
            template: Template::NewDevice,
            locale: Locale::from_tag(&user.locale),
            context: json!({ "name": user.name, "device": device_name(&request.user_agent), "ip": ip, "at": at, "link": app.link("/app/settings/security") }),
            entity: Some(("member", place.member.0)),
        })
        .await?;
    }
    tx.commit(()).await?;
    Ok(OpenedSession {
        token,
        lasts: life.absolute.to_std().unwrap_or_default(),
        device: device.is_none().then_some(own),
        home: if crew { "/field" } else { "/app" },
    })
}

/// Opens a portal session for a customer's contact, who has shown by a link that the address is theirs.
pub async fn open_customer_session(
    app: &App,
    request: &RequestInfo,
    org: OrgId,
    account: AccountId,
    contact: ContactId,
    name: &str,
) -> Result<OpenedSession> {
    let (tx, opened) = customer_session_within(app, request, org, account, contact, name).await?;
    tx.commit(()).await?;
    Ok(opened)
}

/// The same without an end: what happens with the login is written in its transaction.
pub(crate) async fn customer_session_within(
    app: &App,
    request: &RequestInfo,
    org: OrgId,
    account: AccountId,
    contact: ContactId,
    name: &str,
) -> Result<(Tx, OpenedSession)> {
    let mut tx = app.system("sessions cross organizations").await?;
    let life = lifetime(true);
    let token = random_token();
    let id = SessionId(Uuid::now_v7());
    sessions::open(
        &mut tx,
        sessions::Opening {
            id,
            token_hash: &token_hash(&token),
            kind: SessionKind::Customer,
            org,
            user: None,
            member: None,
            customer: Some((account, contact)),
            name,
            user_agent: &request.user_agent,
            ip: request.ip.map(|ip| ip.to_string()),
            mfa: MfaLevel::Password,
            idle_seconds: i32::try_from(life.idle.num_seconds()).unwrap_or(i32::MAX),
            expires_at: app.now() + life.absolute,
        },
    )
    .await?;
    let cx = Cx::new(app, org, Actor::Customer { account, contact, name: name.to_owned() }, Access::none(), request.clone());
    let mut tx = tx.into_tenant(&cx).await?;
    tracing::info!(%contact, %org, session = %id, "customer logged in");
    tx.record(Record::new(events::CUSTOMER_LOGGED_IN, contact).account(account)).await?;
    let opened = OpenedSession { token, lasts: life.absolute.to_std().unwrap_or_default(), device: None, home: "/portal" };
    Ok((tx, opened))
}

/// Ends the sessions of a customer's contact, and with them their live streams, if the transaction commits; how many.
pub(crate) async fn end_customer_sessions(tx: &mut SystemTx, org: OrgId, contact: ContactId) -> Result<u64> {
    contacts::end_sessions(tx, org, contact).await
}

/// Ends the session that asks.
pub async fn log_out(cx: &Cx) -> Result<()> {
    let Some(id) = cx.session else { return Ok(()) };
    let mut tx = cx.app.system("sessions cross organizations").await?;
    sessions::end_any(&mut tx, id).await?;
    tracing::info!(org = %cx.org, session = %id, "logged out");
    // whoever views as a customer leaves as themselves
    let mut own = cx.clone();
    own.on_behalf_of = None;
    let mut tx = tx.into_tenant(&own).await?;
    let ended = Record::new(events::LOGGED_OUT, id);
    tx.record(match own.member() {
        Some(member) => ended.of(member),
        None => ended,
    })
    .await?;
    tx.commit(()).await
}

/// The person behind a user id, for use cases that need the password checked again.
pub(super) async fn person(app: &App, id: UserId) -> Result<User> {
    let mut tx = app.system("people belong to no organization").await?;
    let user = users::lock(&mut tx, id).await?;
    tx.commit().await?;
    Ok(user)
}
