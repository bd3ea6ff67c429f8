//! The second factor and its recovery codes.

use shared::{Result, UserId};

use crate::db::SystemTx;

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
