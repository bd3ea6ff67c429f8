//! The list of quotes as CSV.

use axum::Router;
use axum::extract::Query;
use axum::response::Response;
use axum::routing::get;
use shared::quotes::{QuoteQuery, QuoteRow};

use crate::app::App;
use crate::csv::Csv;
use crate::cx::{Cx, Refused};

/// The routes of the room.
pub fn routes() -> Router<App> {
    Router::new().route("/api/v1/quotes.csv", get(csv))
}

/// At most this many quotes in one file; narrow the filter for others.
const MOST: usize = 20_000;

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

async fn csv(cx: Cx, Query(mut query): Query<QuoteQuery>) -> Result<Response, Refused> {
    let mut csv = Csv::new(&HEADS);
    let mut lines = 0;
    query.limit = Some(200);
    let mut page = super::list(&cx, query.clone()).await?.page;
    let currency = cx.read().await?.currency().await?;
    loop {
        for row in &page.items {
            csv.push(&cells(row, currency.code()));
        }
        lines += page.items.len();
        if page.next.is_none() || lines >= MOST {
            break;
        }
        query.after = page.next;
        page = super::list(&cx, query.clone()).await?.page;
    }
    Ok(csv.download("quotes.csv"))
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
