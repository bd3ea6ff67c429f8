//! The list of jobs as CSV.

use std::collections::BTreeSet;

use axum::Router;
use axum::extract::Query;
use axum::response::Response;
use axum::routing::get;
use serde::Deserialize;
use shared::JobId;
use shared::jobs::{JobCard, JobQuery};

use crate::app::App;
use crate::csv::{AT_ONCE, Csv};
use crate::cx::{Cx, Refused};

/// The routes of the room.
pub fn routes() -> Router<App> {
    Router::new().route("/api/v1/jobs.csv", get(csv))
}

const HEADS: [&str; 16] = [
    "number",
    "status",
    "priority",
    "billing",
    "line",
    "title",
    "customer",
    "starts_at",
    "ends_at",
    "zone",
    "from",
    "to",
    "crew",
    "phases_done",
    "price",
    "currency",
];

/// Which of them: those with these ids, separated by commas; all of the filter if none.
#[derive(Deserialize)]
struct Chosen {
    #[serde(default)]
    ids: String,
}

async fn csv(cx: Cx, Query(chosen): Query<Chosen>, Query(query): Query<JobQuery>) -> Result<Response, Refused> {
    let ids: BTreeSet<JobId> = chosen.ids.split(',').filter_map(|id| id.parse().ok()).collect();
    let read = |after| {
        let (cx, query) = (&cx, JobQuery { after, limit: Some(AT_ONCE), ..query.clone() });
        async move { Ok(super::list(cx, query).await?.page) }
    };
    let wanted = |card: &JobCard| (ids.is_empty() || ids.contains(&card.id)).then(|| cells(card));
    Ok(Csv::new(&HEADS).fill(read, wanted).await?.download("jobs.csv"))
}

fn cells(card: &JobCard) -> [String; 16] {
    let moment = |at: Option<chrono::DateTime<chrono::Utc>>| at.map(|at| at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true));
    let done = card.segments.iter().filter(|s| s.status == shared::jobs::PhaseStatus::Complete).count();
    let price = card.total.map(|total| (format!("{}.{:02}", total.cents / 100, total.cents % 100), total.currency.code().to_string()));
    let (price, currency) = price.unwrap_or_default();
    [
        card.number.clone(),
        card.status.key().into(),
        card.priority.key().into(),
        card.billing.key().into(),
        card.line.key().into(),
        card.title.clone(),
        card.account_name.clone(),
        moment(card.starts_at).unwrap_or_default(),
        moment(card.ends_at).unwrap_or_default(),
        card.zone.clone(),
        card.from.clone(),
        card.to.clone(),
        card.crew.iter().map(|c| c.name.as_str()).collect::<Vec<_>>().join("; "),
        format!("{done}/{}", card.segments.len()),
        price,
        currency,
    ]
}
