//! Links in mails, and the state between two steps.

use chrono::{DateTime, Utc};
use shared::identity::TokenPurpose;
use shared::{OrgId, Result, UserId};
use uuid::Uuid;

use crate::db::SystemTx;

/// A link or the state between two steps.
pub struct Token {
    pub user_id: Option<Uuid>,
    pub org_id: Option<Uuid>,
    pub data: serde_json::Value,
    pub expires_at: DateTime<Utc>,
    pub used_at: Option<DateTime<Utc>>,
}

/// Ends what a person was given for a purpose and did not use.
pub async fn end_tokens(tx: &mut SystemTx, user: UserId, purpose: TokenPurpose) -> Result<()> {
    sqlx::query!("delete from tokens where user_id = $1 and purpose = $2 and used_at is null", user.0, purpose.key())
        .execute(tx.db()?)
        .await?;
    Ok(())
}

/// Ends the links by which changes of address after the one undone could be undone in turn.
pub async fn end_later_undos(tx: &mut SystemTx, user: UserId, undone: &[u8]) -> Result<()> {
    sqlx::query!(
        "delete from tokens where user_id = $1 and purpose = 'undo_email' and used_at is null and created_at > (select created_at from tokens where token_hash = $2)",
        user.0,
        undone
    )
    .execute(tx.db()?)
    .await?;
    Ok(())
}

/// Keeps a token; older ones of the same purpose end, so that only the latest link works. Logins wait side by side,
/// and who had an address can take it back however often it was changed since.
pub async fn keep_token(
    tx: &mut SystemTx,
    hash: &[u8],
    purpose: TokenPurpose,
    user: UserId,
    org: OrgId,
    data: serde_json::Value,
    expires_at: DateTime<Utc>,
) -> Result<()> {
    if !matches!(purpose, TokenPurpose::SecondFactor | TokenPurpose::UndoEmail) {
        end_tokens(tx, user, purpose).await?;
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
