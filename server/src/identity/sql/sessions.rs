//! Sessions and API keys, looked up before the organization is known.

use chrono::{DateTime, Utc};
use shared::identity::{Device, MfaLevel, SessionKind};
use shared::{AccountId, ApiKeyId, ContactId, MemberId, OrgId, Result, SessionId, UserId};
use uuid::Uuid;

use crate::db::{SystemAsk, SystemTx};
use crate::live::announce_end;

/// What a session says about its owner.
pub struct Known {
    pub id: SessionId,
    pub kind: SessionKind,
    pub org_id: Uuid,
    pub user_id: Option<Uuid>,
    pub member_id: Option<Uuid>,
    pub account_id: Option<Uuid>,
    pub contact_id: Option<Uuid>,
    pub name: String,
    pub seen_at: DateTime<Utc>,
    /// The time zone of the organization.
    pub zone: String,
    pub viewing_account_id: Option<Uuid>,
    pub viewing_contact_id: Option<Uuid>,
    pub viewing_name: Option<String>,
    pub roles: Vec<String>,
    pub custom: serde_json::Value,
    /// A role asks for a second factor that is missing.
    pub must_add_factor: bool,
}

/// The session with this token, if it is alive and its member active.
pub async fn find(tx: &mut SystemAsk, token_hash: &[u8]) -> Result<Option<Known>> {
    Ok(sqlx::query_as!(
        Known,
        r#"select s.id as "id: SessionId", s.kind as "kind: SessionKind", s.org_id, s.user_id, s.member_id,
                  -- a person may have moved to another account since
                  coalesce((select c.account_id from contacts c where c.org_id = s.org_id and c.id = s.contact_id), s.account_id) as account_id,
                  s.contact_id,
                  coalesce(m.name, s.name) as "name!", s.seen_at, o.zone as "zone!",
                  case when s.viewing_until > now() then
                      coalesce((select c.account_id from contacts c where c.org_id = s.org_id and c.id = s.viewing_contact_id), s.viewing_account_id)
                  end as viewing_account_id,
                  case when s.viewing_until > now() then s.viewing_contact_id end as viewing_contact_id,
                  case when s.viewing_until > now() then s.viewing_name end as viewing_name,
                  coalesce(m.roles, '{}') as "roles!",
                  coalesce((select jsonb_agg(r.access) from roles r where r.org_id = m.org_id and r.id = any (m.custom_role_ids)), '[]') as "custom!",
                  coalesce(not m.has_factor and (m.roles && o.mfa_roles
                      or exists (select from roles r where r.org_id = m.org_id and r.id = any (m.custom_role_ids) and r.mfa_required)), false) as "must_add_factor!"
           from sessions s
           join organizations o on o.id = s.org_id
           left join members m on m.org_id = s.org_id and m.id = s.member_id
           where s.token_hash = $1 and s.expires_at > now() and s.seen_at + make_interval(secs => s.idle_seconds) > now()
             and (m.status = 'active' or s.kind = 'customer' and not exists (
                 select from portal_access p where p.org_id = s.org_id and p.contact_id = s.contact_id and p.revoked_at is not null))"#,
        token_hash
    )
    .fetch_optional(tx.db()?)
    .await?)
}

/// The member, those of the member's teams, and everybody below the member, through all levels.
pub async fn team(tx: &mut SystemAsk, org: OrgId, member: MemberId) -> Result<Vec<MemberId>> {
    Ok(sqlx::query_scalar!(
        r#"with recursive below as (
             select $2::uuid as id
             union select m.id from below b join members m on m.org_id = $1 and m.manager_id = b.id)
           select id as "id!: MemberId" from below
           union select other.member_id from team_members own join team_members other on other.org_id = own.org_id and other.team_id = own.team_id
           where own.org_id = $1 and own.member_id = $2"#,
        org.0,
        member.0
    )
    .fetch_all(tx.db()?)
    .await?)
}

/// Notes that a session and its member were seen now.
pub async fn touch(tx: &mut SystemAsk, id: SessionId) -> Result<()> {
    sqlx::query!(
        "with s as (update sessions set seen_at = now() where id = $1 returning org_id, member_id)
         update members m set last_seen_at = now() from s where m.org_id = s.org_id and m.id = s.member_id",
        id.0
    )
    .execute(tx.db()?)
    .await?;
    Ok(())
}

/// A session to be opened.
pub struct Opening<'a> {
    pub id: SessionId,
    pub token_hash: &'a [u8],
    pub kind: SessionKind,
    pub org: OrgId,
    pub user: Option<UserId>,
    pub member: Option<MemberId>,
    pub customer: Option<(AccountId, ContactId)>,
    pub name: &'a str,
    pub user_agent: &'a str,
    pub ip: Option<String>,
    pub mfa: MfaLevel,
    pub idle_seconds: i32,
    pub expires_at: DateTime<Utc>,
}

/// Opens a session.
pub async fn open(tx: &mut SystemTx, opening: Opening<'_>) -> Result<()> {
    sqlx::query!(
        "insert into sessions (id, token_hash, kind, org_id, user_id, member_id, account_id, contact_id, name, user_agent, ip, mfa, idle_seconds, expires_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
        opening.id.0,
        opening.token_hash,
        opening.kind.key(),
        opening.org.0,
        opening.user.map(|id| id.0),
        opening.member.map(|id| id.0),
        opening.customer.map(|(account, _)| account.0),
        opening.customer.map(|(_, contact)| contact.0),
        opening.name,
        opening.user_agent,
        opening.ip,
        opening.mfa.key(),
        opening.idle_seconds,
        opening.expires_at
    )
    .execute(tx.db()?)
    .await?;
    Ok(())
}

/// Ends one session of a user; false if there is none.
pub async fn end(tx: &mut SystemTx, user: UserId, id: SessionId) -> Result<bool> {
    let ended = sqlx::query!("delete from sessions where id = $1 and user_id = $2", id.0, user.0).execute(tx.db()?).await?.rows_affected();
    announce_end(tx, id.0).await?;
    Ok(ended > 0)
}

/// Ends a session by its id, whoever owns it.
pub async fn end_any(tx: &mut SystemTx, id: SessionId) -> Result<()> {
    sqlx::query!("delete from sessions where id = $1", id.0).execute(tx.db()?).await?;
    announce_end(tx, id.0).await
}

/// Ends all sessions of a user but one; how many ended.
pub async fn end_others(tx: &mut SystemTx, user: UserId, but: Option<SessionId>) -> Result<u64> {
    let ended = sqlx::query!("delete from sessions where user_id = $1 and id is distinct from $2", user.0, but.map(|id| id.0))
        .execute(tx.db()?)
        .await?
        .rows_affected();
    announce_end(tx, user.0).await?;
    Ok(ended)
}

/// Ends all sessions of a member in one organization.
pub async fn end_of_member(tx: &mut SystemTx, org: OrgId, member: MemberId) -> Result<u64> {
    let ended =
        sqlx::query!("delete from sessions where org_id = $1 and member_id = $2", org.0, member.0).execute(tx.db()?).await?.rows_affected();
    announce_end(tx, member.0).await?;
    Ok(ended)
}

/// The token rotates when the reach of a session changes.
pub async fn move_to(tx: &mut SystemTx, id: SessionId, token_hash: &[u8], org: OrgId, member: MemberId) -> Result<()> {
    sqlx::query!(
        "update sessions set token_hash = $2, org_id = $3, member_id = $4, viewing_until = null where id = $1",
        id.0,
        token_hash,
        org.0,
        member.0
    )
    .execute(tx.db()?)
    .await?;
    announce_end(tx, id.0).await
}

/// Notes that a session gave a second factor.
pub async fn raise(tx: &mut SystemTx, id: SessionId, mfa: MfaLevel) -> Result<()> {
    sqlx::query!("update sessions set mfa = $2 where id = $1", id.0, mfa.key()).execute(tx.db()?).await?;
    Ok(())
}

/// The devices of a user, latest seen first.
pub async fn of_user(tx: &mut SystemTx, user: UserId, this: Option<SessionId>) -> Result<Vec<Device>> {
    let rows = sqlx::query!(
        r#"select id as "id: SessionId", user_agent, ip, mfa as "mfa: MfaLevel", created_at, seen_at, expires_at from sessions
           where user_id = $1 and expires_at > now() and seen_at + make_interval(secs => idle_seconds) > now() order by seen_at desc limit 100"#,
        user.0
    )
    .fetch_all(tx.db()?)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| Device {
            id: row.id,
            name: shared::identity::device_name(&row.user_agent),
            ip: row.ip,
            mfa: row.mfa,
            created_at: row.created_at,
            seen_at: row.seen_at,
            expires_at: row.expires_at,
            is_this: Some(row.id) == this,
        })
        .collect())
}

/// Starts viewing the portal as a customer.
pub async fn start_view(
    tx: &mut SystemTx,
    id: SessionId,
    account: AccountId,
    contact: ContactId,
    name: &str,
    reason: &str,
    until: DateTime<Utc>,
) -> Result<()> {
    sqlx::query!(
        "update sessions set viewing_account_id = $2, viewing_contact_id = $3, viewing_name = $4, viewing_reason = $5, viewing_until = $6 where id = $1",
        id.0,
        account.0,
        contact.0,
        name,
        reason,
        until
    )
    .execute(tx.db()?)
    .await?;
    announce_end(tx, id.0).await
}

/// Stops viewing.
pub async fn stop_view(tx: &mut SystemTx, id: SessionId) -> Result<()> {
    sqlx::query!("update sessions set viewing_account_id = null, viewing_contact_id = null, viewing_name = null, viewing_reason = null, viewing_until = null where id = $1", id.0)
        .execute(tx.db()?)
        .await?;
    announce_end(tx, id.0).await
}

/// Why and until when a session views as a customer.
pub async fn view(tx: &mut SystemTx, id: SessionId) -> Result<Option<(String, DateTime<Utc>)>> {
    let row = sqlx::query!("select viewing_reason, viewing_until from sessions where id = $1 and viewing_until > now()", id.0)
        .fetch_optional(tx.db()?)
        .await?;
    Ok(row.and_then(|row| Some((row.viewing_reason?, row.viewing_until?))))
}

/// Forgets sessions, links and counters that ended.
pub async fn tidy(tx: &mut SystemTx) -> Result<()> {
    sqlx::query!("delete from sessions where expires_at < now() or seen_at + make_interval(secs => idle_seconds) < now()")
        .execute(tx.db()?)
        .await?;
    sqlx::query!("delete from tokens where expires_at < now() - interval '7 days'").execute(tx.db()?).await?;
    sqlx::query!("delete from login_failures where last_at < now() - interval '2 days'").execute(tx.db()?).await?;
    sqlx::query!("delete from known_devices where seen_at < now() - interval '400 days'").execute(tx.db()?).await?;
    Ok(())
}

/// What an API key says about its owner.
pub struct KnownKey {
    pub id: ApiKeyId,
    pub name: String,
    pub member_id: Uuid,
    pub access: serde_json::Value,
    pub rate_per_minute: i32,
    pub last_used_at: Option<DateTime<Utc>>,
    pub roles: Vec<String>,
    pub custom: serde_json::Value,
}

/// The key with this hash, if it is alive and its maker active.
pub async fn find_key(tx: &mut SystemAsk, org: OrgId, key_hash: &[u8]) -> Result<Option<KnownKey>> {
    Ok(sqlx::query_as!(
        KnownKey,
        r#"select k.id as "id: ApiKeyId", k.name, k.member_id, k.access, k.rate_per_minute, k.last_used_at, m.roles,
                  coalesce((select jsonb_agg(r.access) from roles r where r.org_id = m.org_id and r.id = any (m.custom_role_ids)), '[]') as "custom!"
           from api_keys k join members m on m.org_id = k.org_id and m.id = k.member_id
           where k.org_id = $1 and k.key_hash = $2 and k.revoked_at is null and (k.expires_at is null or k.expires_at > now()) and m.status = 'active'"#,
        org.0,
        key_hash
    )
    .fetch_optional(tx.db()?)
    .await?)
}

/// Notes that a key was used now.
pub async fn touch_key(tx: &mut SystemAsk, org: OrgId, id: ApiKeyId) -> Result<()> {
    sqlx::query!("update api_keys set last_used_at = now() where org_id = $1 and id = $2", org.0, id.0).execute(tx.db()?).await?;
    Ok(())
}
