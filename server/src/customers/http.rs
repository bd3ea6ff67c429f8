//! The list of customers as CSV.

use axum::Router;
use axum::extract::{Path, Query};
use axum::response::Response;
use axum::routing::get;
use serde::Deserialize;
use shared::customers::{AccountRow, CustomField, FieldOf};
use shared::{AccountId, Error, ImportId};

use super::Filter;
use crate::app::App;
use crate::csv::{AT_ONCE, Csv};
use crate::cx::{Cx, Refused};

/// The routes of the room.
pub fn routes() -> Router<App> {
    Router::new().route("/api/v1/customers.csv", get(csv)).route("/api/v1/imports/{id}/problems.csv", get(problems))
}

const HEADS: [&str; 11] = ["name", "kind", "status", "contact", "email", "phone", "owner", "tags", "parent", "open_leads", "changed_at"];

/// What the list is narrowed by.
#[derive(Deserialize)]
struct Narrowed {
    search: Option<String>,
    status: Option<String>,
    mine: Option<bool>,
    favourites: Option<bool>,
    parent: Option<AccountId>,
    custom: Option<String>,
    archived: Option<bool>,
}

async fn csv(cx: Cx, Query(narrowed): Query<Narrowed>) -> Result<Response, Refused> {
    let filter = Filter {
        search: narrowed.search,
        status: narrowed.status,
        mine: narrowed.mine.unwrap_or(false),
        favourites: narrowed.favourites.unwrap_or(false),
        parent: narrowed.parent,
        archived: narrowed.archived.unwrap_or(false),
        custom: narrowed.custom,
        after: None,
        limit: Some(AT_ONCE),
    };
    // fields of the organization's own follow, by their keys, as an import reads them
    let fields: Vec<CustomField> =
        super::fields(&cx).await?.into_iter().filter(|field| field.of.is_of_customers() && !field.archived).collect();
    let heads: Vec<&str> = HEADS.into_iter().chain(fields.iter().map(|field| field.key.as_str())).collect();
    let read = |after| super::list(&cx, Filter { after, ..filter.clone() });
    Ok(Csv::new(&heads).fill(read, |row| Some(cells(row, &fields))).await?.download("customers.csv"))
}

/// The rows of an import that were not added, as they came, with the reason: to be mended and imported again.
async fn problems(cx: Cx, Path(id): Path<String>) -> Result<Response, Refused> {
    let id: ImportId = id.parse().map_err(|_| Error::NotFound)?;
    let (heads, rows) = super::import_problems(&cx, id).await?;
    let heads: Vec<&str> = ["line", "outcome", "why"].into_iter().chain(heads.iter().map(String::as_str)).collect();
    let mut csv = Csv::new(&heads);
    for row in rows {
        let about = [row.line.to_string(), row.outcome.key().to_string(), row.words];
        csv.push(&about.into_iter().chain(row.cells).collect::<Vec<_>>());
    }
    Ok(csv.download("problems.csv"))
}

fn cells(row: &AccountRow, fields: &[CustomField]) -> Vec<String> {
    let known = [
        row.name.clone(),
        row.kind.key().into(),
        row.status.key().into(),
        row.contact.clone().unwrap_or_default(),
        row.email.clone().unwrap_or_default(),
        row.phone.clone().unwrap_or_default(),
        row.owner.as_ref().map(|owner| owner.name.clone()).unwrap_or_default(),
        row.tags.join("; "),
        row.parent.as_ref().map(|parent| parent.name.clone()).unwrap_or_default(),
        row.open_leads.to_string(),
        row.updated_at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true),
    ];
    let custom = fields.iter().map(|field| {
        let values = if field.of == FieldOf::Account { &row.custom } else { &row.contact_custom };
        values.get(&field.key).cloned().unwrap_or_default()
    });
    known.into_iter().chain(custom).collect()
}
