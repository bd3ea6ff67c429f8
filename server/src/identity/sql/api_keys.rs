//! API keys, within one organization.

use chrono::{DateTime, Utc};
use shared::identity::{ApiKey, NewApiKey};
use shared::{ApiKeyId, Error, MemberId, Result};

use crate::db::Tx;

/// The API keys, newest first.
pub async fn api_keys(tx: &mut Tx, only: Option<ApiKeyId>) -> Result<Vec<ApiKey>> {
    let org = tx.org().0;
    let rows = sqlx::query!(
        r#"select k.id as "id: ApiKeyId", k.name, k.prefix, k.access, m.name as made_by, k.created_at, k.expires_at, k.last_used_at, k.revoked_at, k.rate_per_minute
           from api_keys k join members m on m.org_id = k.org_id and m.id = k.member_id
           where k.org_id = $1 and ($2::uuid is null or k.id = $2) order by k.created_at desc, k.id desc limit 200"#,
        org,
        only.map(|id| id.0)
    )
    .fetch_all(tx.db()?)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(ApiKey {
                id: row.id,
                name: row.name,
                prefix: row.prefix,
                access: serde_json::from_value(row.access).map_err(|error| Error::internal(&error))?,
                made_by: row.made_by,
                created_at: row.created_at,
                expires_at: row.expires_at,
                last_used_at: row.last_used_at,
                revoked_at: row.revoked_at,
                rate_per_minute: row.rate_per_minute,
            })
        })
        .collect()
}

/// Adds an API key.
pub async fn insert_api_key(
    tx: &mut Tx,
    id: ApiKeyId,
    member: MemberId,
    new: &NewApiKey,
    prefix: &str,
    key_hash: &[u8],
    expires_at: Option<DateTime<Utc>>,
) -> Result<()> {
    let org = tx.org().0;
    let access = serde_json::to_value(&new.access).map_err(|error| Error::internal(&error))?;
    sqlx::query!(
        "insert into api_keys (org_id, id, member_id, name, prefix, key_hash, access, rate_per_minute, expires_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        org,
        id.0,
        member.0,
        new.name.trim(),
        prefix,
        key_hash,
        access,
        new.rate_per_minute,
        expires_at
    )
    .execute(tx.db()?)
    .await?;
    Ok(())
}

/// Revokes an API key; false if there is none that works.
pub async fn revoke_api_key(tx: &mut Tx, id: ApiKeyId) -> Result<bool> {
    let org = tx.org().0;
    Ok(sqlx::query!("update api_keys set revoked_at = now() where org_id = $1 and id = $2 and revoked_at is null", org, id.0)
        .execute(tx.db()?)
        .await?
        .rows_affected()
        == 1)
}
