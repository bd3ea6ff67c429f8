//! The log as CSV.

use axum::Router;
use axum::extract::Query;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use shared::audit::AuditQuery;
use shared::events::Event;

use crate::app::App;
use crate::cx::{Cx, Refused};

/// The routes of the room.
pub fn routes() -> Router<App> {
    Router::new().route("/api/v1/audit.csv", get(csv))
}

/// At most this many entries in one file; narrow the filter for others.
const MOST: usize = 20_000;

async fn csv(cx: Cx, Query(mut query): Query<AuditQuery>) -> Result<Response, Refused> {
    let mut text = String::from("seq,at,kind,entity,record,part_of,actor,actor_kind,on_behalf_of,ip,device,data\r\n");
    let mut lines = 0;
    query.limit = Some(200);
    loop {
        let page = super::list(&cx, query.clone()).await?;
        for event in &page.items {
            push(&mut text, event);
        }
        lines += page.items.len();
        match page.next.and_then(|next| next.parse().ok()) {
            Some(next) if lines < MOST => query.after = Some(next),
            _ => break,
        }
    }
    let headers = [(header::CONTENT_TYPE, "text/csv; charset=utf-8"), (header::CONTENT_DISPOSITION, "attachment; filename=\"audit.csv\"")];
    Ok((headers, text).into_response())
}

fn push(text: &mut String, event: &Event) {
    let of = event.of.map(|id| id.to_string()).unwrap_or_default();
    let cells = [
        event.seq.to_string(),
        event.at.to_rfc3339_opts(chrono::SecondsFormat::Millis, true),
        event.kind.clone(),
        event.entity.clone(),
        event.entity_id.to_string(),
        of,
        event.actor.clone(),
        event.actor_kind.clone(),
        event.on_behalf_of.clone().unwrap_or_default(),
        event.ip.clone().unwrap_or_default(),
        event.device.clone().unwrap_or_default(),
        event.data.to_string(),
    ];
    for (n, cell) in cells.iter().enumerate() {
        if n > 0 {
            text.push(',');
        }
        text.push_str(&quoted(cell));
    }
    text.push_str("\r\n");
}

/// A cell that spreadsheets take as text: quoted, and never the beginning of a formula.
fn quoted(cell: &str) -> String {
    let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let plain = !formula && !cell.contains(['"', ',', '\n', '\r']);
    if plain { cell.to_string() } else { format!("\"{}{}\"", if formula { "'" } else { "" }, cell.replace('"', "\"\"")) }
}

#[cfg(test)]
mod csv_tests {
    use super::quoted;

    #[test]
    fn a_cell_never_begins_a_formula() {
        assert_eq!(quoted("plain"), "plain");
        assert_eq!(quoted("=cmd()"), "\"'=cmd()\"");
        assert_eq!(quoted("a,\"b\""), "\"a,\"\"b\"\"\"");
    }
}
