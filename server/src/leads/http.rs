//! What programs send: `POST /api/v1/public/leads` with the key of a source, as JSON.

use axum::body::Body;
use axum::http::{HeaderMap, header};
use axum::routing::post;
use axum::{Json, Router};
use serde_json::Value;
use shared::leads::Captured;
use shared::{Error, IntakeId};
use uuid::Uuid;

use super::capture;
use crate::app::App;
use crate::cx::{Refused, Visitor};

/// The most a sending may weigh, in bytes.
const LIMIT: usize = 1024 * 1024;
/// Of what is no JSON, or too much of it, so many characters are kept.
const KEPT: usize = 16_000;

/// The routes of the room.
pub fn routes() -> Router<App> {
    Router::new().route("/api/v1/public/leads", post(take))
}

async fn take(visitor: Visitor, headers: HeaderMap, body: Body) -> Result<Json<Captured>, Refused> {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).map(str::trim);
    let is_json = text(header::CONTENT_TYPE.as_str())
        .and_then(|kind| kind.split(';').next())
        .is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/json"));
    if !is_json {
        return Err(Error::UnsupportedType { expected: "application/json".into() }.into());
    }
    let bytes = axum::body::to_bytes(body, LIMIT).await.map_err(|_| Error::TooLarge { limit_bytes: LIMIT as u64 })?;
    let read = serde_json::from_slice::<Value>(&bytes).map_err(|error| {
        let raw: String = String::from_utf8_lossy(&bytes).chars().take(KEPT).collect();
        (raw, Error::Malformed { reason: error.to_string() })
    });
    let key = text(header::AUTHORIZATION.as_str()).and_then(|value| value.strip_prefix("Bearer "));
    let opened = match key {
        Some(key) => capture::door(&visitor.app, key.trim()).await,
        None => Err(Error::Unauthenticated),
    };
    let door = match (opened, read.as_ref().err()) {
        (Ok(door), _) => door,
        (Err(Error::Unauthenticated), Some((_, error))) => return Err(error.clone().into()),
        (Err(error), _) => return Err(error.into()),
    };
    // the sender's name for this sending, within this source
    let id = match text("idempotency-key").filter(|key| !key.is_empty()) {
        Some(key) => IntakeId(named(door.id.0, key)),
        None => IntakeId(Uuid::now_v7()),
    };
    capture::take(&visitor.app, &door, visitor.request, id, read).await?;
    Ok(Json(Captured { intake: id }))
}

/// The same id for the same name.
fn named(source: Uuid, name: &str) -> Uuid {
    let digest = crate::crypto::sha256(format!("{source} {name}").as_bytes());
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest[..16]);
    uuid::Builder::from_random_bytes(bytes).into_uuid()
}
