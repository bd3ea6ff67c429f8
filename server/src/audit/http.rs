//! The log as CSV.

use axum::Router;
use axum::extract::Query;
use axum::response::Response;
use axum::routing::get;
use shared::audit::AuditQuery;
use shared::events::Event;

use crate::app::App;
use crate::csv::Csv;
use crate::cx::{Cx, Refused};

/// The routes of the room.
pub fn routes() -> Router<App> {
    Router::new().route("/api/v1/audit.csv", get(csv))
}

/// At most this many entries in one file; narrow the filter for others.
const MOST: usize = 20_000;

const HEADS: [&str; 12] =
    ["seq", "at", "kind", "entity", "record", "part_of", "actor", "actor_kind", "on_behalf_of", "ip", "device", "data"];

async fn csv(cx: Cx, Query(mut query): Query<AuditQuery>) -> Result<Response, Refused> {
    let mut csv = Csv::new(&HEADS);
    let mut lines = 0;
    query.limit = Some(200);
    loop {
        let page = super::list(&cx, query.clone()).await?;
        for event in &page.items {
            csv.push(&cells(event));
        }
        lines += page.items.len();
        match page.next.and_then(|next| next.parse().ok()) {
            Some(next) if lines < MOST => query.after = Some(next),
            _ => break,
        }
    }
    Ok(csv.download("audit.csv"))
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
