//! People, their links, second factors and failed logins: across organizations.

use chrono::{DateTime, Utc};
use shared::identity::TokenPurpose;
use shared::{Error, MemberId, OrgId, Result, UserId};
use uuid::Uuid;

use crate::db::{OnConstraint, SystemTx};

/// A person.
pub struct User {
    pub id: UserId,
    pub email: String,
    pub name: String,
    pub password_hash: String,
    pub email_confirmed_at: Option<DateTime<Utc>>,
    pub locale: String,
    pub totp_secret: Option<Vec<u8>>,
    pub totp_confirmed_at: Option<DateTime<Utc>>,
    pub totp_last_step: Option<i64>,
}

/// The person with this address.
pub async fn by_email(tx: &mut SystemTx, email: &str) -> Result<Option<User>> {
    Ok(sqlx::query_as!(
        User,
        r#"select id as "id: UserId", email, name, password_hash, email_confirmed_at, locale, totp_secret, totp_confirmed_at, totp_last_step from users where email = $1"#,
        email
    )
    .fetch_optional(tx.db()?)
    .await?)
}

/// The person, locked until the transaction ends.
pub async fn lock(tx: &mut SystemTx, id: UserId) -> Result<User> {
    Ok(sqlx::query_as!(
        User,
        r#"select id as "id: UserId", email, name, password_hash, email_confirmed_at, locale, totp_secret, totp_confirmed_at, totp_last_step from users where id = $1 for update"#,
        id.0
    )
    .fetch_one(tx.db()?)
    .await?)
}

/// Adds a person.
pub async fn insert(
    tx: &mut SystemTx,
    id: UserId,
    email: &str,
    name: &str,
    password_hash: &str,
    locale: &str,
    confirmed: bool,
) -> Result<()> {
    sqlx::query!(
        "insert into users (id, email, name, password_hash, locale, email_confirmed_at) values ($1, $2, $3, $4, $5, case when $6 then now() end)",
        id.0,
        email,
        name,
        password_hash,
        locale,
        confirmed
    )
    .execute(tx.db()?)
    .await
    .on_constraint("users_email_key", || Error::field("email", "taken"))?;
    Ok(())
}

/// Notes that the person reads mail at their address.
pub async fn confirm_email(tx: &mut SystemTx, id: UserId) -> Result<()> {
    sqlx::query!("update users set email_confirmed_at = coalesce(email_confirmed_at, now()), updated_at = now() where id = $1", id.0)
        .execute(tx.db()?)
        .await?;
    Ok(())
}

/// Sets a password.
pub async fn set_password(tx: &mut SystemTx, id: UserId, password_hash: &str) -> Result<()> {
    sqlx::query!("update users set password_hash = $2, updated_at = now() where id = $1", id.0, password_hash).execute(tx.db()?).await?;
    Ok(())
}

/// Sets the address, of the person and of the copies members hold.
pub async fn set_email(tx: &mut SystemTx, id: UserId, email: &str) -> Result<()> {
    sqlx::query!("update users set email = $2, email_confirmed_at = now(), updated_at = now() where id = $1", id.0, email)
        .execute(tx.db()?)
        .await
        .on_constraint("users_email_key", || Error::field("email", "taken"))?;
    sqlx::query!("update members set email = $2, version = version + 1, updated_at = now() where user_id = $1", id.0, email)
        .execute(tx.db()?)
        .await?;
    Ok(())
}

/// Offers a second factor; it protects nothing yet.
pub async fn offer_factor(tx: &mut SystemTx, id: UserId, sealed: &[u8]) -> Result<()> {
    sqlx::query!(
        "update users set totp_secret = $2, totp_confirmed_at = null, totp_last_step = null, updated_at = now() where id = $1",
        id.0,
        sealed
    )
    .execute(tx.db()?)
    .await?;
    Ok(())
}

/// Switches the second factor on, or off with none.
pub async fn set_factor(tx: &mut SystemTx, id: UserId, step: Option<i64>) -> Result<()> {
    if let Some(step) = step {
        sqlx::query!("update users set totp_confirmed_at = now(), totp_last_step = $2, updated_at = now() where id = $1", id.0, step)
            .execute(tx.db()?)
            .await?;
    } else {
        sqlx::query!(
            "update users set totp_secret = null, totp_confirmed_at = null, totp_last_step = null, updated_at = now() where id = $1",
            id.0
        )
        .execute(tx.db()?)
        .await?;
        sqlx::query!("update known_devices set trusted_until = null where user_id = $1", id.0).execute(tx.db()?).await?;
    }
    sqlx::query!("update members set has_factor = $2, updated_at = now() where user_id = $1", id.0, step.is_some())
        .execute(tx.db()?)
        .await?;
    Ok(())
}

/// Keeps the step of an accepted code, so that it is good once.
pub async fn keep_step(tx: &mut SystemTx, id: UserId, step: i64) -> Result<()> {
    sqlx::query!("update users set totp_last_step = $2 where id = $1", id.0, step).execute(tx.db()?).await?;
    Ok(())
}

/// Replaces the recovery codes.
pub async fn replace_codes(tx: &mut SystemTx, id: UserId, hashes: &[Vec<u8>]) -> Result<()> {
    sqlx::query!("delete from recovery_codes where user_id = $1", id.0).execute(tx.db()?).await?;
    sqlx::query!("insert into recovery_codes (user_id, code_hash) select $1, unnest($2::bytea[])", id.0, hashes).execute(tx.db()?).await?;
    Ok(())
}

/// Uses a recovery code up; false if there is no such unused code.
pub async fn use_code(tx: &mut SystemTx, id: UserId, hash: &[u8]) -> Result<bool> {
    let done =
        sqlx::query!("update recovery_codes set used_at = now() where user_id = $1 and code_hash = $2 and used_at is null", id.0, hash)
            .execute(tx.db()?)
            .await?;
    Ok(done.rows_affected() == 1)
}

/// How many recovery codes are left.
pub async fn codes_left(tx: &mut SystemTx, id: UserId) -> Result<i64> {
    Ok(sqlx::query_scalar!(r#"select count(*) as "n!" from recovery_codes where user_id = $1 and used_at is null"#, id.0)
        .fetch_one(tx.db()?)
        .await?)
}

/// A place of a person in an organization.
pub struct Place {
    pub org_id: Uuid,
    pub member: MemberId,
    pub org_name: String,
    pub name: String,
    pub roles: Vec<String>,
}

/// The organizations a person is active in, the latest used first.
pub async fn places(tx: &mut SystemTx, id: UserId) -> Result<Vec<Place>> {
    Ok(sqlx::query_as!(
        Place,
        r#"select m.org_id, m.id as "member: MemberId", o.name as org_name, m.name, m.roles from members m join organizations o on o.id = m.org_id
           where m.user_id = $1 and m.status = 'active' order by m.last_seen_at desc nulls last, m.created_at limit 50"#,
        id.0
    )
    .fetch_all(tx.db()?)
    .await?)
}

/// A link or the state between two steps.
pub struct Token {
    pub user_id: Option<Uuid>,
    pub org_id: Option<Uuid>,
    pub data: serde_json::Value,
    pub expires_at: DateTime<Utc>,
    pub used_at: Option<DateTime<Utc>>,
}

/// Keeps a token; older ones of the same purpose end, so that only the latest link works.
pub async fn keep_token(
    tx: &mut SystemTx,
    hash: &[u8],
    purpose: TokenPurpose,
    user: UserId,
    org: OrgId,
    data: serde_json::Value,
    expires_at: DateTime<Utc>,
) -> Result<()> {
    if purpose != TokenPurpose::SecondFactor {
        sqlx::query!("delete from tokens where user_id = $1 and purpose = $2 and used_at is null", user.0, purpose.key())
            .execute(tx.db()?)
            .await?;
    }
    sqlx::query!(
        "insert into tokens (token_hash, purpose, user_id, org_id, data, expires_at) values ($1, $2, $3, $4, $5, $6)",
        hash,
        purpose.key(),
        user.0,
        org.0,
        data,
        expires_at
    )
    .execute(tx.db()?)
    .await?;
    Ok(())
}

/// The token, locked until the transaction ends.
pub async fn token(tx: &mut SystemTx, hash: &[u8], purpose: TokenPurpose) -> Result<Option<Token>> {
    Ok(sqlx::query_as!(
        Token,
        "select user_id, org_id, data, expires_at, used_at from tokens where token_hash = $1 and purpose = $2 for update",
        hash,
        purpose.key()
    )
    .fetch_optional(tx.db()?)
    .await?)
}

/// Uses a token up.
pub async fn use_token(tx: &mut SystemTx, hash: &[u8]) -> Result<()> {
    sqlx::query!("update tokens set used_at = now() where token_hash = $1", hash).execute(tx.db()?).await?;
    Ok(())
}

/// The address a person asked to change to, while it waits.
pub async fn pending_email(tx: &mut SystemTx, id: UserId) -> Result<Option<String>> {
    Ok(sqlx::query_scalar!(
        "select data ->> 'email' from tokens where user_id = $1 and purpose = 'change_email' and used_at is null and expires_at > now()",
        id.0
    )
    .fetch_optional(tx.db()?)
    .await?
    .flatten())
}

/// Failed attempts under a key, and when the last was; locked until the transaction ends.
pub async fn failures(tx: &mut SystemTx, key: &[u8]) -> Result<Option<(i32, DateTime<Utc>)>> {
    let row = sqlx::query!("select failures, last_at from login_failures where address_hash = $1 for update", key)
        .fetch_optional(tx.db()?)
        .await?;
    Ok(row.map(|row| (row.failures, row.last_at)))
}

/// Counts an attempt before it is looked at, so that parallel guesses wait like serial ones.
pub async fn count_failure(tx: &mut SystemTx, key: &[u8], at: DateTime<Utc>) -> Result<()> {
    sqlx::query!(
        "insert into login_failures as f (address_hash, failures, last_at) values ($1, 1, $2)
         on conflict (address_hash) do update set last_at = $2, failures = case when f.last_at < $2 - interval '24 hours' then 1 else f.failures + 1 end",
        key,
        at
    )
    .execute(tx.db()?)
    .await?;
    Ok(())
}

/// Forgets failed attempts.
pub async fn forget_failures(tx: &mut SystemTx, key: &[u8]) -> Result<()> {
    sqlx::query!("delete from login_failures where address_hash = $1", key).execute(tx.db()?).await?;
    Ok(())
}

/// Whether a browser is known, and until when it is trusted; and how many browsers are known.
pub async fn device(tx: &mut SystemTx, id: UserId, hash: &[u8]) -> Result<(bool, Option<DateTime<Utc>>, i64)> {
    let row = sqlx::query!(
        r#"select count(*) as "all!", count(*) filter (where device_hash = $2) as "this!", max(trusted_until) filter (where device_hash = $2) as trusted_until from known_devices where user_id = $1"#,
        id.0,
        hash
    )
    .fetch_one(tx.db()?)
    .await?;
    Ok((row.this > 0, row.trusted_until, row.all))
}

/// Remembers a browser.
pub async fn remember_device(tx: &mut SystemTx, id: UserId, hash: &[u8], trusted_until: Option<DateTime<Utc>>) -> Result<()> {
    sqlx::query!(
        "insert into known_devices as d (user_id, device_hash, trusted_until) values ($1, $2, $3)
         on conflict (user_id, device_hash) do update set seen_at = now(), trusted_until = coalesce(excluded.trusted_until, d.trusted_until)",
        id.0,
        hash,
        trusted_until
    )
    .execute(tx.db()?)
    .await?;
    Ok(())
}

/// Short names that begin like this one.
pub async fn slugs_like(tx: &mut SystemTx, slug: &str) -> Result<Vec<String>> {
    Ok(sqlx::query_scalar!("select slug from organizations where slug = $1 or starts_with(slug, $1 || '-')", slug)
        .fetch_all(tx.db()?)
        .await?)
}

/// An organization to be made.
pub struct NewOrganization<'a> {
    pub id: OrgId,
    pub name: &'a str,
    pub slug: &'a str,
    pub country: &'a str,
    pub currency: &'a str,
    pub zone: &'a str,
    pub locale: &'a str,
    pub packs: &'a [String],
}

/// Makes an organization.
pub async fn insert_organization(tx: &mut SystemTx, new: NewOrganization<'_>) -> Result<()> {
    sqlx::query!(
        "insert into organizations (id, name, slug, country, currency, zone, locale, packs) values ($1, $2, $3, $4, $5, $6, $7, $8)",
        new.id.0,
        new.name,
        new.slug,
        new.country,
        new.currency,
        new.zone,
        new.locale,
        new.packs
    )
    .execute(tx.db()?)
    .await
    .on_constraint("organizations_slug_key", || Error::field("organization", "taken"))?;
    Ok(())
}

/// Makes a person a member.
pub async fn insert_member(
    tx: &mut SystemTx,
    org: OrgId,
    id: MemberId,
    user: UserId,
    name: &str,
    email: &str,
    roles: &[String],
    custom: &[Uuid],
    has_factor: bool,
) -> Result<()> {
    sqlx::query!(
        "insert into members (org_id, id, user_id, name, email, roles, custom_role_ids, has_factor) values ($1, $2, $3, $4, $5, $6, $7, $8)",
        org.0,
        id.0,
        user.0,
        name,
        email,
        roles,
        custom,
        has_factor
    )
    .execute(tx.db()?)
    .await
    .on_constraint("members_user_id_key", || Error::field("email", "taken"))?;
    Ok(())
}

/// An invitation by its link.
pub struct FoundInvitation {
    pub org_id: Uuid,
    pub id: Uuid,
    pub email: String,
    pub name: String,
    pub roles: Vec<String>,
    pub custom_role_ids: Vec<Uuid>,
    pub custom_names: Vec<String>,
    pub team_id: Option<Uuid>,
    pub invited_by: String,
    pub org_name: String,
    pub locale: String,
    pub expires_at: DateTime<Utc>,
    pub accepted_at: Option<DateTime<Utc>>,
    pub revoked_at: Option<DateTime<Utc>>,
}

/// The invitation of a link, locked until the transaction ends.
pub async fn invitation(tx: &mut SystemTx, token_hash: &[u8]) -> Result<Option<FoundInvitation>> {
    Ok(sqlx::query_as!(
        FoundInvitation,
        r#"select i.org_id, i.id, i.email, i.name, i.roles, i.custom_role_ids, i.team_id, i.expires_at, i.accepted_at, i.revoked_at, m.name as invited_by,
                  o.name as org_name, o.locale, array(select r.name from roles r where r.org_id = i.org_id and r.id = any (i.custom_role_ids)) as "custom_names!"
           from invitations i join organizations o on o.id = i.org_id join members m on m.org_id = i.org_id and m.id = i.invited_by
           where i.token_hash = $1 for update of i"#,
        token_hash
    )
    .fetch_optional(tx.db()?)
    .await?)
}

/// The place a person already has in an organization, whatever its state.
pub async fn place_in(tx: &mut SystemTx, org: Uuid, user: UserId) -> Result<Option<Uuid>> {
    Ok(sqlx::query_scalar!("select id from members where org_id = $1 and user_id = $2", org, user.0).fetch_optional(tx.db()?).await?)
}

/// The organization with this short name.
pub async fn org_by_slug(tx: &mut SystemTx, slug: &str) -> Result<Option<OrgId>> {
    Ok(sqlx::query_scalar!(r#"select id as "id: OrgId" from organizations where slug = $1"#, slug).fetch_optional(tx.db()?).await?)
}
