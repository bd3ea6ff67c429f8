//! From a cookie or a key to a context, with each request.

use std::time::Duration;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use shared::access::{Access, Scope};
use shared::identity::{OrganizationChoice, Session, SessionKind, ViewingAs, access_of, events, role_name};
use shared::{AccountId, ContactId, Error, MemberId, OrgId, Result, UserId};
use uuid::Uuid;

use super::sql::{self, sessions, settings, users};
use super::{OpenedSession, me};
use crate::app::App;
use crate::background::Sweep;
use crate::crypto::{random_token, token_hash};
use crate::cx::{Actor, Credentials, CustomerActor, Cx, RequestInfo};
use crate::db::SystemAsk;
use crate::events::Record;

/// Who asks, by their credentials; `Unauthenticated` when the session ended or the key is none.
pub async fn authenticate(app: &App, credentials: &Credentials, request: RequestInfo) -> Result<Cx> {
    match credentials {
        Credentials::Session(token) => by_session(app, token, request, true).await,
        Credentials::ApiKey(key) => by_key(app, key, request).await,
    }
}

/// The same of somebody who is there already and did nothing anew: looking at a session again is no use of it, so that one
/// whose tab only stays open ends by disuse.
pub(crate) async fn look_again(app: &App, credentials: &Credentials, request: RequestInfo) -> Result<Cx> {
    match credentials {
        Credentials::Session(token) => by_session(app, token, request, false).await,
        Credentials::ApiKey(key) => by_key(app, key, request).await,
    }
}

/// `is_use`: somebody does something, which keeps the session alive.
async fn by_session(app: &App, token: &str, request: RequestInfo, is_use: bool) -> Result<Cx> {
    let mut tx = app.ask_system("a session says which organization is asked for").await?;
    let known = sessions::find(&mut tx, &token_hash(token)).await?.ok_or(Error::Unauthenticated)?;
    if is_use && app.now() - known.seen_at > chrono::Duration::minutes(1) {
        sessions::touch(&mut tx, known.id).await?;
    }
    let org = OrgId(known.org_id);
    let mut cx = match (known.kind, known.user_id, known.member_id, known.account_id, known.contact_id) {
        (SessionKind::Staff, Some(user), Some(member), _, _) => {
            let actor = Actor::Staff { user: UserId(user), member: MemberId(member), name: known.name };
            // without the second factor a role asks for, one may only set it up
            let access =
                if known.must_add_factor { Access::none() } else { access_of(&sql::roles(known.roles), &custom_access(known.custom)?) };
            Cx::new(app, org, actor, access, request)
        }
        (SessionKind::Customer, _, _, Some(account), Some(contact)) => Cx::new(
            app,
            org,
            Actor::Customer { account: AccountId(account), contact: ContactId(contact), name: known.name },
            Access::none(),
            request,
        ),
        _ => return Err(Error::Unauthenticated),
    };
    cx.session = Some(known.id);
    cx.zone = Some(known.zone);
    cx.team = team(&mut tx, &cx).await?;
    drop(tx);
    if let (Some(account), Some(contact), Some(name)) = (known.viewing_account_id, known.viewing_contact_id, known.viewing_name) {
        // one sees what the customer sees, and nothing more
        cx.access = Access::none();
        cx.on_behalf_of = Some(name.clone());
        cx.viewing = Some(CustomerActor { account: AccountId(account), contact: ContactId(contact), name });
    }
    Ok(cx)
}

async fn by_key(app: &App, key: &str, request: RequestInfo) -> Result<Cx> {
    let org = key_org(key).ok_or(Error::Unauthenticated)?;
    let mut tx = app.ask_system("a key says which organization is asked for").await?;
    let known = sessions::find_key(&mut tx, org, &token_hash(key)).await?.ok_or(Error::Unauthenticated)?;
    if known.last_used_at.is_none_or(|at| app.now() - at > chrono::Duration::minutes(1)) {
        sessions::touch_key(&mut tx, org, known.id).await?;
    }
    let own: Access = serde_json::from_value(known.access).map_err(|error| Error::internal(&error))?;
    let makers = access_of(&sql::roles(known.roles), &custom_access(known.custom)?);
    let actor = Actor::ApiKey { key: known.id, member: MemberId(known.member_id), name: known.name };
    let mut cx = Cx::new(app, org, actor, own.intersection(&makers), request);
    cx.team = team(&mut tx, &cx).await?;
    drop(tx);
    app.rate(&format!("key:{}", known.id), known.rate_per_minute.unsigned_abs(), Duration::from_secs(60)).await?;
    Ok(cx)
}

/// Whose records a right with team scope reaches; looked up only for those who have such a right.
async fn team(tx: &mut SystemAsk, cx: &Cx) -> Result<Vec<MemberId>> {
    match cx.member() {
        Some(member) if cx.access.permissions.values().any(|scope| *scope == Scope::Team) => sessions::team(tx, cx.org, member).await,
        _ => Ok(Vec::new()),
    }
}

/// The organization a key names: `tb_`, 22 characters of its id, then the secret.
fn key_org(key: &str) -> Option<OrgId> {
    let id = key.strip_prefix("tb_").filter(|rest| rest.len() == 22 + 43 && rest.is_ascii())?.get(..22)?;
    let bytes: [u8; 16] = URL_SAFE_NO_PAD.decode(id).ok()?.try_into().ok()?;
    Some(OrgId(Uuid::from_bytes(bytes)))
}

/// A new key of an organization.
pub(super) fn make_key(org: OrgId) -> String {
    format!("tb_{}{}", URL_SAFE_NO_PAD.encode(org.0.as_bytes()), random_token())
}

fn custom_access(list: serde_json::Value) -> Result<Vec<Access>> {
    serde_json::from_value(list).map_err(|error| Error::internal(&error))
}

/// Who is logged in, where, and with which rights.
pub async fn session(cx: &Cx) -> Result<Session> {
    let mut tx = cx.read().await?;
    let org = settings::organization(&mut tx).await?;
    let place = match cx.member() {
        Some(member) => settings::own_place(&mut tx, member).await?,
        None => None,
    };
    let position = crate::live::head(&mut tx).await?;
    drop(tx);
    let (mut user, mut organizations, mut viewing_as) = (None, Vec::new(), None);
    if let Actor::Staff { user: id, .. } = &cx.actor {
        user = Some(*id);
        let mut tx = cx.app.system("a person's other organizations").await?;
        let places = users::places(&mut tx, *id).await?;
        organizations = places.into_iter().map(|place| OrganizationChoice { id: OrgId(place.org_id), name: place.org_name }).collect();
        if let (Some(viewing), Some(session)) = (&cx.viewing, cx.session) {
            viewing_as = sessions::view(&mut tx, session).await?.map(|(reason, until)| ViewingAs {
                account: viewing.account,
                contact: viewing.contact,
                name: viewing.name.clone(),
                reason,
                until,
            });
        }
        tx.commit().await?;
    }
    let roles = place.as_ref().map(|place| sql::roles(place.roles.clone())).unwrap_or_default();
    let role_names =
        roles.iter().map(|role| role_name(*role)).chain(place.iter().flat_map(|place| place.custom_names.iter().cloned())).collect();
    let customer = cx.customer();
    let is_customer = matches!(cx.actor, Actor::Customer { .. });
    Ok(Session {
        kind: if is_customer { SessionKind::Customer } else { SessionKind::Staff },
        id: cx.session,
        org: cx.org,
        org_name: org.name,
        org_slug: org.slug,
        brand_hex: org.brand_hex,
        has_logo: org.has_logo,
        currency: org.currency,
        zone: org.zone,
        locale: if is_customer { cx.request.locale } else { org.locale },
        packs: org.packs,
        practice: org.practice,
        user,
        member: cx.member(),
        name: cx.actor.name().to_owned(),
        email: place.as_ref().map(|place| place.email.clone()).unwrap_or_default(),
        roles,
        role_names,
        access: cx.access.clone(),
        account: customer.as_ref().map(|customer| customer.account),
        contact: customer.as_ref().map(|customer| customer.contact),
        viewing_as,
        must_add_factor: place.is_some_and(|place| place.must_add_factor),
        organizations,
        position: Some(position),
    })
}

/// Goes on in another organization of the same person: the session moves and its token changes.
pub async fn switch_organization(cx: &Cx, org: OrgId) -> Result<OpenedSession> {
    let user = me(cx)?;
    let session = cx.session.ok_or(Error::Unauthenticated)?;
    let mut tx = cx.app.system("a session moves to another organization").await?;
    let place = users::places(&mut tx, user).await?.into_iter().find(|place| place.org_id == org.0).ok_or(Error::NotFound)?;
    let token = random_token();
    sessions::move_to(&mut tx, session, &token_hash(&token), org, place.member).await?;
    let crew = {
        let roles = sql::roles(place.roles);
        !roles.is_empty() && roles.iter().all(|role| role.is_crew())
    };
    let there = Cx::new(&cx.app, org, Actor::Staff { user, member: place.member, name: place.name }, Access::none(), cx.request.clone());
    let mut tx = tx.into_tenant(&there).await?;
    tx.record(Record::new(events::LOGGED_IN, session).of(place.member)).await?;
    tx.commit(()).await?;
    let lasts = shared::identity::lifetime(crew).absolute.to_std().unwrap_or_default();
    Ok(OpenedSession { token, lasts, device: None, home: if crew { "/field" } else { "/app" } })
}

/// Forgets what ended, once an hour.
pub const TIDY: Sweep = Sweep { name: "identity.tidy", every: Duration::from_secs(3600), run: |app| Box::pin(tidy(app)) };

/// Forgets sessions, links and counters that ended.
pub async fn tidy(app: &App) -> Result<()> {
    let mut tx = app.system("ended sessions of all organizations").await?;
    sessions::tidy(&mut tx).await?;
    tx.commit().await
}
