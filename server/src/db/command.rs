//! Commands: a write that a client sends again is carried out once and answered alike (30 days).

use base64::{Engine, engine::general_purpose::STANDARD};
use serde::Serialize;
use serde_json::Value;
use shared::{Error, OrgId, Result};
use sqlx::postgres::PgConnection;
use uuid::Uuid;

use crate::app::App;
use crate::cx::Command;

mod said {
    shared::catalog_bilingual! {
        command_reused {
            "This Idempotency-Key was used for a different request." /
            "Cette clé Idempotency-Key a servi à une autre demande."
        }
    }
}

/// The stored answer of a command. What holds a secret is encrypted.
pub struct Kept {
    command: Uuid,
    answer: Value,
}

/// The one field of an encrypted answer.
const SEALED: &str = "sealed_answer";

fn context(command: Uuid) -> Vec<u8> {
    format!("commands/{command}").into_bytes()
}

impl Kept {
    pub(super) fn plain<T: Serialize>(answer: &T) -> Result<Self> {
        let answer = serde_json::to_value(answer).map_err(|error| Error::internal(&error))?;
        Ok(Self { command: Uuid::nil(), answer })
    }

    pub(super) fn sealed<T: Serialize>(app: &App, command: &Command, answer: &T) -> Result<Self> {
        let text = serde_json::to_vec(answer).map_err(|error| Error::internal(&error))?;
        let sealed = app.secrets().seal(&text, &context(command.id.0)).map_err(|error| Error::internal(&error))?;
        Ok(Self { command: command.id.0, answer: serde_json::json!({ SEALED: STANDARD.encode(sealed) }) })
    }

    /// As it is stored.
    pub(super) fn into_answer(self) -> Value {
        self.answer
    }

    /// What was answered.
    pub(super) fn open(self, app: &App) -> Result<Value> {
        let Some(sealed) = self.answer.get(SEALED).and_then(Value::as_str) else { return Ok(self.answer) };
        let sealed = STANDARD.decode(sealed).map_err(|error| Error::internal(&error))?;
        let text = app.secrets().open(&sealed, &context(self.command)).map_err(|error| Error::internal(&error))?;
        serde_json::from_slice(secrecy::ExposeSecret::expose_secret(&text)).map_err(|error| Error::internal(&error))
    }
}

fn hash(command: &Command) -> [u8; 32] {
    command.hash.get().copied().unwrap_or_default()
}

/// Claims a command id in this transaction. The first answer if it was carried out before; a concurrent twin waits
/// here until the first is done.
pub(super) async fn claim(conn: &mut PgConnection, org: OrgId, actor: Option<Uuid>, command: &Command) -> Result<Option<Kept>> {
    let inserted = sqlx::query!(
        "insert into commands (org_id, command_id, actor_id, request_hash) values ($1, $2, $3, $4) on conflict do nothing",
        org.0,
        command.id.0,
        actor,
        &hash(command)[..]
    )
    .execute(&mut *conn)
    .await?;
    if inserted.rows_affected() == 1 {
        return Ok(None);
    }
    find(conn, org, actor, command).await
}

/// The first answer of a command; `Conflict` if its id was used for something else, or by somebody else.
pub(super) async fn find(conn: &mut PgConnection, org: OrgId, actor: Option<Uuid>, command: &Command) -> Result<Option<Kept>> {
    let first =
        sqlx::query!("select actor_id, request_hash, answer from commands where org_id = $1 and command_id = $2", org.0, command.id.0)
            .fetch_optional(conn)
            .await?;
    let Some(first) = first else { return Ok(None) };
    if first.actor_id != actor || first.request_hash != hash(command) {
        return Err(Error::conflict("command_reused", said::command_reused));
    }
    Ok(Some(Kept { command: command.id.0, answer: first.answer.unwrap_or(Value::Null) }))
}

/// Keeps the answer beside the effect.
pub(super) async fn keep(conn: &mut PgConnection, org: OrgId, command: &Command, kept: Kept) -> Result<()> {
    sqlx::query!("update commands set answer = $3 where org_id = $1 and command_id = $2", org.0, command.id.0, kept.answer)
        .execute(conn)
        .await?;
    Ok(())
}
