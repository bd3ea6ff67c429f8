//! The list of quotes as CSV.

use axum::Router;
use axum::extract::Query;
use axum::response::Response;
use axum::routing::get;
use shared::quotes::{QuoteQuery, QuoteRow};

use crate::app::App;
use crate::csv::{AT_ONCE, Csv};
use crate::cx::{Cx, Refused};

/// The routes of the room.
pub fn routes() -> Router<App> {
    Router::new().route("/api/v1/quotes.csv", get(csv))
}

const HEADS: [&str; 13] = [
    "number",
    "revision",
    "status",
    "line",
    "title",
    "customer",
    "owner",
    "starts_at",
    "total",
    "currency",
    "valid_until",
    "opened",
    "changed_at",
];

async fn csv(cx: Cx, Query(query): Query<QuoteQuery>) -> Result<Response, Refused> {
    let currency = cx.read().await?.currency().await?.code();
    let read = |after| {
        let (cx, query) = (&cx, QuoteQuery { after, limit: Some(AT_ONCE), ..query.clone() });
        async move { Ok(super::page(cx, &mut cx.read().await?, query).await?.0) }
    };
    Ok(Csv::new(&HEADS).fill(read, |row| Some(cells(row, currency))).await?.download("quotes.csv"))
}

fn cells(row: &QuoteRow, currency: &str) -> [String; 13] {
    let moment = |at: chrono::DateTime<chrono::Utc>| at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true);
    let sign = if row.total_cents < 0 { "-" } else { "" };
    let total = row.total_cents.unsigned_abs();
    [
        row.number.clone(),
        row.revision.to_string(),
        row.status.key().into(),
        row.service_line.key().into(),
        row.title.clone(),
        row.customer.clone(),
        row.owner.clone().unwrap_or_default(),
        // the wall clock where the organization is
        row.starts_at.map(|at| at.format("%Y-%m-%dT%H:%M").to_string()).unwrap_or_default(),
        format!("{sign}{}.{:02}", total / 100, total % 100),
        currency.into(),
        row.valid_until.map(moment).unwrap_or_default(),
        row.views.to_string(),
        moment(row.updated_at),
    ]
}
