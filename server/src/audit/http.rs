//! The log as CSV.

use axum::Router;
use axum::extract::Query;
use axum::response::Response;
use axum::routing::get;
use shared::audit::AuditQuery;
use shared::events::Event;

use crate::app::App;
use crate::csv::{AT_ONCE, Csv};
use crate::cx::{Cx, Refused};

/// The routes of the room.
pub fn routes() -> Router<App> {
    Router::new().route("/api/v1/audit.csv", get(csv))
}

const HEADS: [&str; 12] =
    ["seq", "at", "kind", "entity", "record", "part_of", "actor", "actor_kind", "on_behalf_of", "ip", "device", "data"];

async fn csv(cx: Cx, Query(query): Query<AuditQuery>) -> Result<Response, Refused> {
    let read = |after: Option<String>| {
        let after = after.and_then(|after| after.parse().ok());
        super::list(&cx, AuditQuery { after, limit: Some(AT_ONCE), ..query.clone() })
    };
    Ok(Csv::new(&HEADS).fill(read, |event| Some(cells(event))).await?.download("audit.csv"))
}

fn cells(event: &Event) -> [String; 12] {
    [
        event.seq.to_string(),
        event.at.to_rfc3339_opts(chrono::SecondsFormat::Millis, true),
        event.kind.clone(),
        event.entity.clone(),
        event.entity_id.to_string(),
        event.of.map(|id| id.to_string()).unwrap_or_default(),
        event.actor.clone(),
        event.actor_kind.clone(),
        event.on_behalf_of.clone().unwrap_or_default(),
        event.ip.clone().unwrap_or_default(),
        event.device.clone().unwrap_or_default(),
        event.data.to_string(),
    ]
}
