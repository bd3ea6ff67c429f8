//! The quotes a draft of prices is tried on.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use shared::packs::ServiceLine;
use shared::pricing::{PromoTerms, Rates};
use shared::quotes::{PricedWith, QuoteStatus};
use shared::{PriceBookId, QuoteId, Result};
use sqlx::types::Json;

use super::{discount, scope};
use crate::customers::ListAround;
use crate::db::Tx;

/// The quotes of a service line that were made since then, with their books.
///
/// A quote is never older than its last change, so that the index of changes leads to all of them.
pub async fn quotes_since(tx: &mut Tx, line: ServiceLine, since: DateTime<Utc>) -> Result<Vec<(QuoteId, PriceBookId)>> {
    let org = tx.org().0;
    let rows = sqlx::query!(
        r#"select id as "id: QuoteId", book_id as "book: PriceBookId" from quotes
           where org_id = $1 and updated_at >= $3 and created_at >= $3 and service_line = $2 order by id"#,
        org,
        line.key(),
        since
    )
    .fetch_all(tx.db()?)
    .await?;
    Ok(rows.into_iter().map(|r| (r.id, r.book)).collect())
}

/// Rates of books.
pub async fn rates_of(tx: &mut Tx, books: &[PriceBookId]) -> Result<HashMap<PriceBookId, Rates>> {
    let org = tx.org().0;
    let ids: Vec<uuid::Uuid> = books.iter().map(|id| id.0).collect();
    let rows = sqlx::query!(
        r#"select id as "id: PriceBookId", rates as "rates: Json<Rates>" from price_books where org_id = $1 and id = any($2)"#,
        org,
        &ids
    )
    .fetch_all(tx.db()?)
    .await?;
    Ok(rows.into_iter().map(|r| (r.id, r.rates.0)).collect())
}

/// What is kept of a quote that its price comes from.
pub struct Kept {
    pub id: QuoteId,
    pub number: String,
    pub customer: String,
    pub status: QuoteStatus,
    pub book: PriceBookId,
    /// The day its price was reckoned from; none for a draft, whose prices are of today.
    pub quoted_on: Option<NaiveDate>,
    pub total_cents: i64,
    /// The customer pays no taxes: as the account stands for a draft, as it stood on the day of sending after.
    pub tax_exempt: bool,
    /// The newest revision, as JSON.
    pub content: String,
    /// What was signed, as JSON: which options the customer chose stands only there.
    pub signed: Option<String>,
    pub promo: Option<PromoTerms>,
    /// What the customer of a draft with repairs agreed on around today.
    pub agreed: Vec<ListAround>,
}

pub async fn kept(tx: &mut Tx, quotes: &[QuoteId]) -> Result<Vec<Kept>> {
    let org = tx.org().0;
    let ids: Vec<uuid::Uuid> = quotes.iter().map(|id| id.0).collect();
    // which of the lists around it holds is known where the calendar is
    let around = tx.now().date_naive();
    let rows = sqlx::query!(
        r#"select q.id as "id: QuoteId", q.number, a.name as customer, q.status as "status: QuoteStatus", q.service_line as "service_line: ServiceLine", q.book_id as "book: PriceBookId", q.quoted_on, q.total_cents,
                  coalesce(q.payer_tax_exempt, q.quoted_on is null and a.tax_exempt) as "tax_exempt!", r.content::text as "content!",
                  case when q.status <> 'draft' then r.priced_with end as "with?: Json<PricedWith>", s.document as "signed?",
                  p.code as "code?", p.percent_bp, p.amount_cents, p.minimum_cents as "minimum_cents?", p.ends_on, p.vehicles as "vehicles?",
                  p.trips as "trips?",
                  case when q.status = 'draft' and r.content -> 'repairs' is not null then agreed_prices(q.org_id, q.account_id, $3) else '[]' end
                      as "agreed!: Json<Vec<ListAround>>"
           from quotes q
           join quote_revisions r on r.org_id = q.org_id and r.id = q.revision_id
           join accounts a on a.org_id = q.org_id and a.id = q.account_id
           left join quote_signatures s on s.org_id = q.org_id and s.quote_id = q.id
           left join promo_uses u on u.org_id = q.org_id and u.quote_id = q.id
           left join promos p on p.org_id = u.org_id and p.id = u.promo_id
           where q.org_id = $1 and q.id = any($2)"#,
        org,
        &ids,
        around
    )
    .fetch_all(tx.db()?)
    .await?;
    Ok(rows
        .into_iter()
        .map(|r| Kept {
            id: r.id,
            number: r.number,
            customer: r.customer,
            status: r.status,
            book: r.book,
            quoted_on: r.with.as_ref().map_or(r.quoted_on, |with| Some(with.quoted_on)),
            total_cents: r.total_cents,
            tax_exempt: r.with.as_ref().map_or(r.tax_exempt, |with| with.payer.tax_exempt),
            content: r.content,
            signed: r.signed,
            // the code of what was closed was given back: what was kept with it still names it
            promo: match r.with {
                Some(with) => with.0.promo,
                None => r.code.map(|code| PromoTerms {
                    code,
                    discount: discount(r.percent_bp, r.amount_cents),
                    minimum_cents: r.minimum_cents.unwrap_or(0),
                    ends_on: r.ends_on,
                    only: scope(r.vehicles.unwrap_or_default(), &r.trips.unwrap_or_default()).for_line(r.service_line),
                }),
            },
            agreed: r.agreed.0,
        })
        .collect())
}
