//! What programs send: `POST /api/v1/public/leads` with the key of a source, as JSON. And the list of leads as CSV.

use axum::body::Body;
use axum::extract::Query;
use axum::http::{HeaderMap, header};
use axum::response::Response;
use axum::routing::{get, post};
use axum::{Json, Router};
use serde_json::Value;
use shared::customers::CustomField;
use shared::leads::{Captured, LeadQuery, LeadRow};
use shared::{Error, IntakeId};
use uuid::Uuid;

use super::capture;
use crate::app::App;
use crate::csv::{AT_ONCE, Csv};
use crate::cx::{Cx, Refused, Visitor};

/// The most a sending may weigh, in bytes.
const LIMIT: usize = 1024 * 1024;
/// Of what is no JSON, or too much of it, so many characters are kept.
const KEPT: usize = 16_000;

/// The routes of the room.
pub fn routes() -> Router<App> {
    Router::new().route("/api/v1/public/leads", post(take)).route("/api/v1/leads.csv", get(csv))
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

const HEADS: [&str; 19] = [
    "number",
    "name",
    "company",
    "status",
    "stage",
    "line",
    "source",
    "urgency",
    "wanted_on",
    "origin",
    "destination",
    "passengers",
    "value",
    "currency",
    "owner",
    "next_step",
    "next_due_at",
    "score",
    "created_at",
];

async fn csv(cx: Cx, Query(query): Query<LeadQuery>) -> Result<Response, Refused> {
    let mut tx = cx.read().await?;
    let currency = tx.currency().await?.code();
    // fields of the organization's own follow, by their keys
    let mut fields = crate::customers::lead_fields(&mut tx).await?;
    drop(tx);
    fields.retain(|field| !field.archived);
    let heads: Vec<&str> = HEADS.into_iter().chain(fields.iter().map(|field| field.key.as_str())).collect();
    let read = |after| {
        let (cx, query) = (&cx, LeadQuery { after, limit: Some(AT_ONCE), ..query.clone() });
        async move { Ok(super::page(cx, &mut cx.read().await?, query).await?.0) }
    };
    Ok(Csv::new(&heads).fill(read, |row| Some(cells(row, currency, &fields))).await?.download("leads.csv"))
}

fn cells(row: &LeadRow, currency: &str, fields: &[CustomField]) -> Vec<String> {
    let moment = |at: chrono::DateTime<chrono::Utc>| at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true);
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let known = [
        row.number.clone(),
        row.name.clone(),
        text(&row.company),
        row.status.key().into(),
        row.stage.clone(),
        row.service_line.key().into(),
        row.source.key().into(),
        row.urgency.key().into(),
        row.wanted_on.map(|day| day.to_string()).unwrap_or_default(),
        text(&row.origin),
        text(&row.destination),
        row.passengers.map(|n| n.to_string()).unwrap_or_default(),
        // never below zero
        row.value_cents.map(|cents| format!("{}.{:02}", cents / 100, cents % 100)).unwrap_or_default(),
        currency.into(),
        row.owner.as_ref().map(|owner| owner.name.clone()).unwrap_or_default(),
        row.next_step.as_ref().map(|step| step.what.clone()).unwrap_or_default(),
        row.next_step.as_ref().map(|step| moment(step.due_at)).unwrap_or_default(),
        row.score.to_string(),
        moment(row.created_at),
    ];
    let custom = fields.iter().map(|field| row.custom.get(&field.key).cloned().unwrap_or_default());
    known.into_iter().chain(custom).collect()
}
