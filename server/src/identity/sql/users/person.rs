//! A person: address, password, the organizations they are in.

use chrono::{DateTime, Utc};
use shared::{Error, MemberId, Result, UserId};
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

/// A place of a person in an organization.
pub struct Place {
    pub org_id: Uuid,
    pub member: MemberId,
    pub org_name: String,
    pub name: String,
    pub roles: Vec<String>,
}

/// The organizations a person is active in, the latest used first and practice ones last.
pub async fn places(tx: &mut SystemTx, id: UserId) -> Result<Vec<Place>> {
    Ok(sqlx::query_as!(
        Place,
        r#"select m.org_id, m.id as "member: MemberId", o.name as org_name, m.name, m.roles from members m join organizations o on o.id = m.org_id
           where m.user_id = $1 and m.status = 'active' order by o.practice is not null, m.last_seen_at desc nulls last, m.created_at limit 50"#,
        id.0
    )
    .fetch_all(tx.db()?)
    .await?)
}
