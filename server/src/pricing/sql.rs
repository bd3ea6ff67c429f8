//! Every query of the room.

mod drafts;
mod replayed;

pub use drafts::*;
pub use replayed::*;

use shared::packs::ServiceLine;
use shared::pricing::{Discount, NewPromo, PriceBook, Promo, PromoScope, PromoTerms, Rates, VehicleOf, normal_code};
use shared::{Error, PriceBookId, PromoId, QuoteId, Result};
use sqlx::types::Json;

use crate::db::{OnConstraint, Tx};

pub async fn country(tx: &mut Tx) -> Result<String> {
    let org = tx.org().0;
    Ok(sqlx::query_scalar!("select country from organizations where id = $1", org).fetch_one(tx.db()?).await?)
}

pub async fn newest(tx: &mut Tx, line: ServiceLine) -> Result<Option<PriceBook>> {
    let org = tx.org().0;
    let row = sqlx::query!(
        r#"select id as "id: PriceBookId", service_line as "service_line: ServiceLine", version, name, rates as "rates: Json<Rates>"
           from price_books where org_id = $1 and service_line = $2 order by version desc limit 1"#,
        org,
        line.key()
    )
    .fetch_optional(tx.db()?)
    .await?;
    Ok(row.map(|r| PriceBook { id: r.id, service_line: r.service_line, version: r.version, name: r.name, rates: r.rates.0 }))
}

pub async fn book(tx: &mut Tx, id: PriceBookId) -> Result<PriceBook> {
    let org = tx.org().0;
    let r = sqlx::query!(
        r#"select service_line as "service_line: ServiceLine", version, name, rates as "rates: Json<Rates>" from price_books where org_id = $1 and id = $2"#,
        org,
        id.0
    )
    .fetch_one(tx.db()?)
    .await?;
    Ok(PriceBook { id, service_line: r.service_line, version: r.version, name: r.name, rates: r.rates.0 })
}

pub async fn insert_book(tx: &mut Tx, book: &PriceBook, by: &str) -> Result<()> {
    let org = tx.org().0;
    let rates = serde_json::to_value(&book.rates).map_err(|e| Error::internal(&e))?;
    sqlx::query!(
        "insert into price_books (org_id, id, service_line, version, name, rates, created_by) values ($1, $2, $3, $4, $5, $6, $7)",
        org,
        book.id.0,
        book.service_line.key(),
        book.version,
        book.name,
        rates,
        by
    )
    .execute(tx.db()?)
    .await
    .on_constraint("price_books_service_line_version_key", super::published_meanwhile)?;
    Ok(())
}

struct PromoRecord {
    id: PromoId,
    version: i32,
    code: String,
    percent_bp: Option<i32>,
    amount_cents: Option<i64>,
    minimum_cents: i64,
    service_line: Option<String>,
    starts_on: Option<chrono::NaiveDate>,
    ends_on: Option<chrono::NaiveDate>,
    max_uses: Option<i32>,
    vehicles: Vec<String>,
    trips: Vec<String>,
    active: bool,
    reserved: i64,
    consumed: i64,
}

fn discount(percent_bp: Option<i32>, amount_cents: Option<i64>) -> Discount {
    match percent_bp {
        Some(bp) => Discount::PercentBp(bp.unsigned_abs()),
        None => Discount::Cents(amount_cents.unwrap_or(0)),
    }
}

/// What a code is for, as it is stored.
fn scope(vehicles: Vec<String>, trips: &[String]) -> PromoScope {
    let trips = trips.iter().filter_map(|trip| trip.parse().ok()).collect();
    PromoScope { vehicles: vehicles.into_iter().map(VehicleOf::from).collect(), trips }
}

impl From<PromoRecord> for Promo {
    fn from(r: PromoRecord) -> Self {
        Promo {
            id: r.id,
            version: r.version,
            terms: PromoTerms {
                code: r.code,
                discount: discount(r.percent_bp, r.amount_cents),
                minimum_cents: r.minimum_cents,
                ends_on: r.ends_on,
                only: scope(r.vehicles, &r.trips),
            },
            service_line: r.service_line.and_then(|l| l.parse().ok()),
            starts_on: r.starts_on,
            max_uses: r.max_uses,
            reserved: r.reserved,
            consumed: r.consumed,
            active: r.active,
        }
    }
}

pub async fn promos(tx: &mut Tx) -> Result<Vec<Promo>> {
    let org = tx.org().0;
    let rows = sqlx::query_as!(
        PromoRecord,
        r#"select p.id as "id: PromoId", p.version, p.code, p.percent_bp, p.amount_cents, p.minimum_cents, p.service_line, p.starts_on, p.ends_on, p.max_uses, p.vehicles, p.trips, p.active,
                  count(u.quote_id) filter (where u.status = 'reserved') as "reserved!", count(u.quote_id) filter (where u.status = 'consumed') as "consumed!"
           from promos p left join promo_uses u on u.org_id = p.org_id and u.promo_id = p.id
           where p.org_id = $1 group by p.org_id, p.id order by p.id desc limit 500"#,
        org
    )
    .fetch_all(tx.db()?)
    .await?;
    Ok(rows.into_iter().map(Promo::from).collect())
}

pub async fn promo(tx: &mut Tx, id: PromoId) -> Result<Promo> {
    let org = tx.org().0;
    let row = sqlx::query_as!(
        PromoRecord,
        r#"select p.id as "id: PromoId", p.version, p.code, p.percent_bp, p.amount_cents, p.minimum_cents, p.service_line, p.starts_on, p.ends_on, p.max_uses, p.vehicles, p.trips, p.active,
                  count(u.quote_id) filter (where u.status = 'reserved') as "reserved!", count(u.quote_id) filter (where u.status = 'consumed') as "consumed!"
           from promos p left join promo_uses u on u.org_id = p.org_id and u.promo_id = p.id
           where p.org_id = $1 and p.id = $2 group by p.org_id, p.id"#,
        org,
        id.0
    )
    .fetch_one(tx.db()?)
    .await?;
    Ok(row.into())
}

pub async fn promo_of(tx: &mut Tx, code: &str) -> Result<Option<Promo>> {
    let org = tx.org().0;
    let row = sqlx::query_as!(
        PromoRecord,
        r#"select p.id as "id: PromoId", p.version, p.code, p.percent_bp, p.amount_cents, p.minimum_cents, p.service_line, p.starts_on, p.ends_on, p.max_uses, p.vehicles, p.trips, p.active,
                  count(u.quote_id) filter (where u.status = 'reserved') as "reserved!", count(u.quote_id) filter (where u.status = 'consumed') as "consumed!"
           from promos p left join promo_uses u on u.org_id = p.org_id and u.promo_id = p.id
           where p.org_id = $1 and p.code = $2 group by p.org_id, p.id"#,
        org,
        code
    )
    .fetch_optional(tx.db()?)
    .await?;
    Ok(row.map(Promo::from))
}

pub async fn insert_promo(tx: &mut Tx, id: PromoId, input: &NewPromo) -> Result<()> {
    let org = tx.org().0;
    let (percent, amount) = match input.discount {
        Discount::PercentBp(bp) => (Some(bp.min(10_000) as i32), None),
        Discount::Cents(cents) => (None, Some(cents)),
    };
    let trips: Vec<String> = input.only.trips.iter().map(ToString::to_string).collect();
    let vehicles: Vec<String> = input.only.vehicles.iter().map(ToString::to_string).collect();
    sqlx::query!(
        "insert into promos (org_id, id, code, percent_bp, amount_cents, minimum_cents, service_line, starts_on, ends_on, max_uses, vehicles, trips) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        org,
        id.0,
        normal_code(&input.code),
        percent,
        amount,
        input.minimum_cents,
        input.service_line.map(|l| l.key()),
        input.starts_on,
        input.ends_on,
        input.max_uses,
        &vehicles,
        &trips
    )
    .execute(tx.db()?)
    .await
    .on_constraint("promos_code_key", || Error::field("code", "taken"))?;
    Ok(())
}

pub async fn switch_promo(tx: &mut Tx, id: PromoId, active: bool) -> Result<()> {
    let org = tx.org().0;
    let done = sqlx::query!(
        "update promos set active = $3, version = version + 1, updated_at = now() where org_id = $1 and id = $2",
        org,
        id.0,
        active
    )
    .execute(tx.db()?)
    .await?;
    if done.rows_affected() == 1 { Ok(()) } else { Err(Error::NotFound) }
}

/// Whoever uses the code next waits here until this transaction ends.
pub async fn lock_promo(tx: &mut Tx, code: &str) -> Result<Option<PromoId>> {
    let org = tx.org().0;
    Ok(sqlx::query_scalar!(r#"select id as "id: PromoId" from promos where org_id = $1 and code = $2 for update"#, org, code)
        .fetch_optional(tx.db()?)
        .await?)
}

pub async fn reserve(tx: &mut Tx, quote: QuoteId, promo: PromoId) -> Result<()> {
    let org = tx.org().0;
    sqlx::query!("insert into promo_uses (org_id, quote_id, promo_id, status) values ($1, $2, $3, 'reserved')", org, quote.0, promo.0)
        .execute(tx.db()?)
        .await?;
    Ok(())
}

/// Notes that a draft has a code that is not reserved yet.
pub async fn ask(tx: &mut Tx, quote: QuoteId, promo: PromoId) -> Result<()> {
    let org = tx.org().0;
    sqlx::query!("insert into promo_uses (org_id, quote_id, promo_id, status) values ($1, $2, $3, 'asked')", org, quote.0, promo.0)
        .execute(tx.db()?)
        .await?;
    Ok(())
}

/// The code a draft asked for and does not hold yet.
pub async fn asked(tx: &mut Tx, quote: QuoteId) -> Result<Option<String>> {
    let org = tx.org().0;
    Ok(sqlx::query_scalar!(
        "select p.code from promo_uses u join promos p on p.org_id = u.org_id and p.id = u.promo_id
         where u.org_id = $1 and u.quote_id = $2 and u.status = 'asked'",
        org,
        quote.0
    )
    .fetch_optional(tx.db()?)
    .await?)
}

pub async fn release(tx: &mut Tx, quote: QuoteId) -> Result<()> {
    let org = tx.org().0;
    sqlx::query!("delete from promo_uses where org_id = $1 and quote_id = $2 and status <> 'consumed'", org, quote.0)
        .execute(tx.db()?)
        .await?;
    Ok(())
}

pub async fn consume(tx: &mut Tx, quote: QuoteId) -> Result<()> {
    let org = tx.org().0;
    sqlx::query!("update promo_uses set status = 'consumed', updated_at = now() where org_id = $1 and quote_id = $2", org, quote.0)
        .execute(tx.db()?)
        .await?;
    Ok(())
}

/// The code of a quote, and whether it is only asked for.
pub async fn held(tx: &mut Tx, quote: QuoteId) -> Result<Option<(PromoTerms, bool)>> {
    let org = tx.org().0;
    let row = sqlx::query!(
        r#"select p.code, p.percent_bp, p.amount_cents, p.minimum_cents, p.ends_on, p.vehicles, p.trips, u.status = 'asked' as "asked!"
           from promo_uses u
           join promos p on p.org_id = u.org_id and p.id = u.promo_id where u.org_id = $1 and u.quote_id = $2"#,
        org,
        quote.0
    )
    .fetch_optional(tx.db()?)
    .await?;
    Ok(row.map(|r| {
        let terms = PromoTerms {
            code: r.code,
            discount: discount(r.percent_bp, r.amount_cents),
            minimum_cents: r.minimum_cents,
            ends_on: r.ends_on,
            only: scope(r.vehicles, &r.trips),
        };
        (terms, r.asked)
    }))
}
