//! Commands: a write that a client sends again is carried out once and answered alike (30 days).

use serde::Serialize;
use shared::{Error, Result};

use super::Tx;
use crate::cx::Command;

/// Claims a command id in this transaction. `Some(answer)` if it was carried out before; a concurrent twin waits
/// here until the first is done.
pub(super) async fn claim(tx: &mut Tx, command: &Command) -> Result<Option<serde_json::Value>> {
    let org = tx.org().0;
    let actor = tx.cx.actor.id();
    let hash = command.hash.get().copied().unwrap_or_default();
    let inserted = sqlx::query!(
        "insert into commands (org_id, command_id, actor_id, request_hash) values ($1, $2, $3, $4) on conflict do nothing",
        org,
        command.id.0,
        actor,
        &hash[..]
    )
    .execute(tx.db()?)
    .await?;
    if inserted.rows_affected() == 1 {
        return Ok(None);
    }
    let first =
        sqlx::query!("select actor_id, request_hash, answer from commands where org_id = $1 and command_id = $2", org, command.id.0)
            .fetch_one(tx.db()?)
            .await?;
    if first.actor_id != actor || first.request_hash != hash {
        return Err(Error::conflict("command_reused", "This Idempotency-Key was used for a different request."));
    }
    Ok(Some(first.answer.unwrap_or(serde_json::Value::Null)))
}

/// Keeps the answer beside the effect.
pub(super) async fn answer<T: Serialize>(tx: &mut Tx, command: &Command, answer: &T) -> Result<()> {
    let org = tx.org().0;
    let answer = serde_json::to_value(answer).map_err(|error| Error::internal(&error))?;
    sqlx::query!("update commands set answer = $3 where org_id = $1 and command_id = $2", org, command.id.0, answer)
        .execute(tx.db()?)
        .await?;
    Ok(())
}
