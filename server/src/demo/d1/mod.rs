//! The dataset D1 of the design: ten organizations with years of work, for measuring: nine move and charter, one builds
//! and moves. Always the same for a scale, but for its dates, which end with the day it is loaded; each organization has
//! chance of its own, so that what one is like changes none of the others.
//!
//! How: organizations are registered by the use case, so that roles, pipelines and price books are the product's own;
//! their records are drawn in memory (`sales`, `activities`, `offers`, `building`, `work`, `phases`, `log`) and sent by COPY (`sheet`) in one transaction, as owner
//! of the schema. Indexes are taken off first and made again at the end.
//!
//! Invariants: rows satisfy every constraint (references are proven by a test instead of while loading); sequences
//! and the event log go on after what was loaded, its hashes chained. Left out: files of photos, links, evidence and
//! signatures of quotes; checklists of old jobs in all organizations but the first.

mod activities;
mod building;
mod dice;
mod log;
mod offers;
mod people;
mod phases;
#[cfg(test)]
mod plans;
#[cfg(test)]
mod plans_rest;
mod sales;
mod sheet;
mod sql;
mod tenant;
#[cfg(test)]
mod tests;
mod work;

use chrono::{TimeDelta, Timelike};
use shared::identity::Registration;
use shared::packs::ServiceLine;
use shared::text::Locale;
use shared::{Error, Result};
use sqlx::Connection;
use sqlx::postgres::{PgConnectOptions, PgConnection};
use uuid::Uuid;

pub use people::email;
pub use tenant::Sizes;

use super::cast::PASSWORD;
use crate::app::App;
use crate::cx::RequestInfo;
use crate::identity;
use dice::Dice;
use sheet::Sheets;
use tenant::{Line, Stage, Tenant};

/// How many organizations there are.
pub const ORGANIZATIONS: usize = 10;

/// The one that is a contractor: neither the first, which is looked at closely, nor one that benches or tests act in.
const CONTRACTOR: usize = 5;

/// The part of an organization's addresses behind the @, before `.example`: `d1-a`, `d1-b`, …
pub fn slug(n: usize) -> String {
    format!("d1-{}", char::from(b'a' + (n % 26) as u8))
}

/// Where the owner of the `n`-th organization logs in.
pub fn owner_email(n: usize) -> String {
    format!("owner@{}.example", slug(n))
}

/// What whoever runs the program reads, who reads English.
const NOT_EMPTY: &str = "The dataset is loaded only into an installation without organizations";

/// The seed of everything drawn.
const SEED: u64 = 0x7461_696c_626f_6172;

/// Loads the dataset into an installation without organizations; `tell` hears of each step.
pub async fn load(app: &App, owner: &PgConnectOptions, sizes: impl Fn(usize) -> Sizes, tell: &(dyn Fn(&str) + Sync)) -> Result<()> {
    let mut conn = PgConnection::connect_with(owner).await?;
    if sql::organizations(&mut conn).await? > 0 {
        return Err(Error::conflict_value("not_empty", NOT_EMPTY));
    }
    let mut orgs = Vec::new();
    for n in 0..ORGANIZATIONS {
        orgs.push(found(app, n).await?);
    }
    tell("organizations registered");
    while crate::events::relay::relay_batch(&mut conn).await? > 0 {}
    let hash = app.passwords().hash(&PASSWORD.to_string().into()).await.map_err(|e| Error::internal(&e))?;

    sql::run(&mut conn, "begin").await?;
    sql::run(&mut conn, "set local maintenance_work_mem = '512MB'").await?;
    sql::run(&mut conn, "set local statement_timeout = 0").await?;
    let indexes = sql::take_indexes(&mut conn).await?;
    sql::trust_references(&mut conn).await?;
    let mut sheets = Sheets::new(conn);
    for (n, org) in orgs.iter().enumerate() {
        fill(app, &mut sheets, n, *org, sizes(n), &hash).await?;
        tell(&format!("{} filled, {} rows so far", slug(n), sheets.rows));
    }
    let mut conn = sheets.conn;
    for (name, definition) in &indexes {
        sql::make_index(&mut conn, definition).await?;
        tell(&format!("index {name}"));
    }
    sql::run(&mut conn, "commit").await?;
    sql::run(&mut conn, "vacuum analyze").await?;
    tell("vacuumed and analyzed");
    conn.close().await?;
    Ok(())
}

async fn found(app: &App, n: usize) -> Result<Uuid> {
    let registration = Registration {
        organization: format!("D1 {}", char::from(b'A' + (n % 26) as u8)),
        name: "Olive Owner".into(),
        email: owner_email(n),
        password: PASSWORD.into(),
        country: "CA".into(),
        currency: None,
        zone: ZONE.into(),
        locale: Locale::En,
        practice: false,
        packs: match n {
            // what is in the way of the work is moved, so that calls of movers are taken in every organization
            CONTRACTOR => vec![ServiceLine::Contracting, ServiceLine::Moving],
            _ => vec![ServiceLine::Moving, ServiceLine::Charter],
        },
    };
    let registered = identity::register(app, &RequestInfo::internal("d1"), registration).await?;
    identity::confirm(app, &registered.confirmation).await?;
    Ok(registered.org.0)
}

const ZONE: &str = "America/Vancouver";

async fn fill(app: &App, sheets: &mut Sheets, n: usize, org: Uuid, sizes: Sizes, hash: &str) -> Result<()> {
    let present = app.now().with_minute(0).and_then(|t| t.with_second(0)).and_then(|t| t.with_nanosecond(0)).unwrap_or_else(|| app.now());
    let mut dice = Dice::new(SEED ^ (n as u64).wrapping_mul(0x0100_0000_01b3));
    let people = people::hire(sheets, &mut dice, org, &slug(n), hash, present - TimeDelta::days(tenant::DAYS));
    sql::lift_limits(&mut sheets.conn, org).await?;
    let lines = lines(&mut sheets.conn, org).await?;
    let mut t =
        Tenant { org, zone: ZONE, sizes, present, dice, people, lines, customers: Vec::new(), facts: Vec::new(), quotes: 0, jobs: 0 };
    sales::draw(&mut t, sheets).await?;
    let facts = std::mem::take(&mut t.facts);
    log::write(sheets, org, &t.people, facts, &mut t.dice).await?;
    for (name, value) in [("lead", sizes.leads as i64), ("quote", t.quotes), ("job", t.jobs)] {
        sql::set_counter(&mut sheets.conn, org, name, value).await?;
    }
    Ok(())
}

/// The service lines with what registering installed for them.
async fn lines(conn: &mut PgConnection, org: Uuid) -> Result<Vec<Line>> {
    let mut stages = sql::stages(conn, org).await?;
    let mut lines = Vec::new();
    for (book, key, rates) in sql::books(conn, org).await? {
        let line: ServiceLine = key.parse().map_err(|_| Error::internal(&"an unknown service line"))?;
        let rates = serde_json::from_value(rates).map_err(|e| Error::internal(&e))?;
        let own =
            stages.extract_if(.., |s| s.line == key).map(|s| Stage { id: s.id, pipeline: s.pipeline, name: s.name, status: s.status });
        lines.push(Line { line, book, rates, stages: own.collect() });
    }
    // what most work is first: moving, or building where they do
    lines.sort_by_key(|line| match line.line {
        ServiceLine::Contracting => 0,
        ServiceLine::Moving => 1,
        _ => 2,
    });
    Ok(lines)
}
