//! What becomes of a quote: sent, seen, accepted, closed, overdue.

use chrono::{DateTime, NaiveDate, Utc};
use shared::pricing::Payer;
use shared::quotes::QuoteStatus;
use shared::{JobId, OrgId, QuoteId, Result};

use crate::db::{SystemTx, Tx};

pub async fn mark_sent(
    tx: &mut Tx,
    id: QuoteId,
    quoted_on: NaiveDate,
    valid_until: DateTime<Utc>,
    total_cents: i64,
    payer: Payer,
) -> Result<()> {
    let org = tx.org().0;
    sqlx::query!(
        "update quotes set status = 'sent', quoted_on = $3, valid_until = $4, total_cents = $5, sent_at = now(), views = 0, last_viewed_at = null, closed_at = null,
                closed_reason = null, payer_kind = $6, payer_terms = $7, payer_tax_exempt = $8, version = version + 1, updated_at = now()
         where org_id = $1 and id = $2",
        org,
        id.0,
        quoted_on,
        valid_until,
        total_cents,
        payer.kind.key(),
        payer.terms.key(),
        payer.tax_exempt
    )
    .execute(tx.db()?)
    .await?;
    Ok(())
}

pub async fn close(tx: &mut Tx, id: QuoteId, status: QuoteStatus, reason: &str) -> Result<()> {
    let org = tx.org().0;
    sqlx::query!(
        "update quotes set status = $3, closed_at = now(), closed_reason = nullif($4, ''), version = version + 1, updated_at = now() where org_id = $1 and id = $2",
        org,
        id.0,
        status.key(),
        reason
    )
    .execute(tx.db()?)
    .await?;
    Ok(())
}

pub async fn mark_accepted(tx: &mut Tx, id: QuoteId, job: JobId, total_cents: i64) -> Result<()> {
    let org = tx.org().0;
    sqlx::query!(
        "update quotes set status = 'accepted', job_id = $3, total_cents = $4, closed_at = now(), version = version + 1, updated_at = now() where org_id = $1 and id = $2",
        org,
        id.0,
        job.0,
        total_cents
    )
    .execute(tx.db()?)
    .await?;
    Ok(())
}

pub async fn mark_viewed(tx: &mut Tx, id: QuoteId) -> Result<()> {
    let org = tx.org().0;
    sqlx::query!(
        "update quotes set status = case when status = 'sent' then 'viewed' else status end, views = views + 1, last_viewed_at = now() where org_id = $1 and id = $2",
        org,
        id.0
    )
    .execute(tx.db()?)
    .await?;
    Ok(())
}

pub async fn overdue(tx: &mut SystemTx) -> Result<Vec<(OrgId, QuoteId)>> {
    let rows = sqlx::query!(
        r#"select org_id as "org: OrgId", id as "id: QuoteId" from quotes where status in ('sent', 'viewed') and valid_until <= now() order by valid_until limit 500"#
    )
    .fetch_all(tx.db()?)
    .await?;
    Ok(rows.into_iter().map(|r| (r.org, r.id)).collect())
}
