//! Failed attempts, and browsers that are known.

use chrono::{DateTime, Utc};
use shared::{Result, UserId};

use crate::db::SystemTx;

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
