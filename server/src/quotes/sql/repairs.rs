//! The units a quote may list repairs of.

use shared::quotes::RepairUnit;
use shared::{QuoteId, Result, UnitId};

use crate::db::Tx;

/// The units in service of a quote's customer, by number as people count, with the repairs of them that were booked by
/// other quotes.
pub async fn repair_units(tx: &mut Tx, id: QuoteId) -> Result<Vec<RepairUnit>> {
    let org = tx.org().0;
    let rows = sqlx::query!(
        r#"with booked as (
               select x.item ->> 'unit' as unit, sum((x.item ->> 'count')::bigint)::bigint as repairs
               from quotes q
               join quotes o on o.org_id = q.org_id and o.account_id = q.account_id and o.status = 'accepted' and o.id <> q.id
               join quote_revisions r on r.org_id = o.org_id and r.id = o.revision_id
               cross join lateral jsonb_array_elements(coalesce(r.content -> 'repairs', '[]')) as x (item)
               where q.org_id = $1 and q.id = $2
               group by 1)
           select u.id as "id: UnitId", u.number, u.plate, coalesce(b.repairs, 0) as "repaired!"
           from quotes q
           join units u on u.org_id = q.org_id and u.account_id = q.account_id and u.active
           left join booked b on b.unit = u.id::text
           where q.org_id = $1 and q.id = $2
           order by substring(u.number from '^\d{1,18}')::bigint nulls last, u.number, u.id
           limit 2000"#,
        org,
        id.0
    )
    .fetch_all(tx.db()?)
    .await?;
    Ok(rows
        .into_iter()
        .map(|r| RepairUnit { id: r.id, number: r.number, plate: r.plate, repaired: u32::try_from(r.repaired).unwrap_or(u32::MAX) })
        .collect())
}
