//! What the prices of drafts come from, for lists.

use shared::packs::ServiceLine;
use shared::pricing::{PromoTerms, Rates};
use shared::quotes::Content;
use shared::{PriceBookId, QuoteId, Result};
use sqlx::types::Json;
use uuid::Uuid;

use crate::customers::ListAround;
use crate::db::Tx;

/// A draft with what its total comes from.
pub struct Drafted {
    pub id: QuoteId,
    pub service_line: ServiceLine,
    pub book: PriceBookId,
    /// The rates of its book, with one of the drafts that share it.
    pub rates: Option<Json<Rates>>,
    pub content: Json<Content>,
    pub tax_exempt: bool,
    pub promo: Option<Json<PromoTerms>>,
    /// What its customer agreed on for repairs around today.
    pub agreed: Json<Vec<ListAround>>,
}

/// Those of these quotes that are drafts.
pub async fn drafted(tx: &mut Tx, quotes: &[QuoteId]) -> Result<Vec<Drafted>> {
    let org = tx.org().0;
    let ids: Vec<Uuid> = quotes.iter().map(|id| id.0).collect();
    // which of the lists around it holds is known where the calendar is
    let around = tx.now().date_naive();
    let rows = sqlx::query_as!(
        Drafted,
        r#"select q.id as "id: QuoteId", q.service_line as "service_line: ServiceLine", q.book_id as "book: PriceBookId",
                  case when row_number() over (partition by q.book_id order by q.id) = 1 then b.rates end as "rates?: Json<Rates>",
                  r.content as "content: Json<Content>", a.tax_exempt,
                  case when p.id is not null then jsonb_build_object('code', p.code, 'minimum_cents', p.minimum_cents, 'ends_on', p.ends_on,
                      'only', jsonb_build_object('vehicles', p.vehicles, 'trips', p.trips),
                      'discount', case when p.percent_bp is null then jsonb_build_object('cents', p.amount_cents)
                                       else jsonb_build_object('percent_bp', p.percent_bp) end) end as "promo?: Json<PromoTerms>",
                  case when r.content -> 'repairs' is null then '[]' else agreed_prices(q.org_id, q.account_id, $3) end
                      as "agreed!: Json<Vec<ListAround>>"
           from quotes q
           join quote_revisions r on r.org_id = q.org_id and r.id = q.revision_id
           join price_books b on b.org_id = q.org_id and b.id = q.book_id
           join accounts a on a.org_id = q.org_id and a.id = q.account_id
           left join promo_uses u on u.org_id = q.org_id and u.quote_id = q.id
           left join promos p on p.org_id = u.org_id and p.id = u.promo_id
           where q.org_id = $1 and q.id = any($2) and q.status = 'draft'"#,
        org,
        &ids,
        around
    )
    .fetch_all(tx.db()?)
    .await?;
    let of_line = |row: Drafted| Drafted { promo: row.promo.map(|promo| Json(promo.0.for_line(row.service_line))), ..row };
    Ok(rows.into_iter().map(of_line).collect())
}
