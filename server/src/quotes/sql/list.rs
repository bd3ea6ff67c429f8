//! Listing and counting quotes.

use chrono::{DateTime, NaiveDateTime, Utc};
use shared::packs::ServiceLine;
use shared::quotes::{QuoteCounts, QuoteRow, QuoteStatus};
use shared::{AccountId, MemberId, QuoteId, Result};
use uuid::Uuid;

use crate::db::Tx;

/// Which quotes are listed.
pub struct Filter {
    pub statuses: Option<Vec<String>>,
    pub owner: Option<MemberId>,
    pub account: Option<AccountId>,
    pub after: Option<(DateTime<Utc>, Uuid)>,
    pub limit: i64,
}

pub async fn list(tx: &mut Tx, filter: &Filter) -> Result<Vec<QuoteRow>> {
    let org = tx.org().0;
    let (after_at, after_id) = filter.after.unzip();
    Ok(sqlx::query_as!(
        QuoteRow,
        r#"select q.id as "id: QuoteId", q.number, q.status as "status: QuoteStatus", q.service_line as "service_line: ServiceLine", q.title, a.name as customer,
                  m.name as "owner?", r.number as revision, q.starts_at as "starts_at: NaiveDateTime", q.total_cents, q.valid_until, q.views, q.updated_at
           from quotes q
           join accounts a on a.org_id = q.org_id and a.id = q.account_id
           join quote_revisions r on r.org_id = q.org_id and r.id = q.revision_id
           left join members m on m.org_id = q.org_id and m.id = q.owner_id
           where q.org_id = $1 and ($2::text[] is null or q.status = any($2)) and ($3::uuid is null or q.owner_id = $3) and ($4::uuid is null or q.account_id = $4)
             and ($5::timestamptz is null or (q.updated_at, q.id) < ($5, $6::uuid))
           order by q.updated_at desc, q.id desc limit $7"#,
        org,
        filter.statuses.as_deref(),
        filter.owner.map(|m| m.0),
        filter.account.map(|a| a.0),
        after_at,
        after_id,
        filter.limit
    )
    .fetch_all(tx.db()?)
    .await?)
}

pub async fn counts(tx: &mut Tx) -> Result<QuoteCounts> {
    let org = tx.org().0;
    Ok(sqlx::query_as!(
        QuoteCounts,
        r#"select count(*) as "all!", count(*) filter (where status = 'draft') as "draft!", count(*) filter (where status in ('sent', 'viewed')) as "open!",
                  count(*) filter (where status = 'accepted') as "accepted!", count(*) filter (where status in ('declined', 'expired', 'withdrawn')) as "closed!",
                  (select coalesce(sum(total_cents), 0)::bigint from quotes where org_id = $1 and status in ('sent', 'viewed')) as "open_cents!"
           from quotes where org_id = $1"#,
        org
    )
    .fetch_one(tx.db()?)
    .await?)
}
