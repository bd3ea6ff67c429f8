//! What a lead became, read from the rooms that keep it.

use chrono::{DateTime, Utc};
use shared::{JobId, QuoteId, Result};

use crate::db::Tx;

/// Status of the quote and the job of a lead, each with the time it last moved.
#[derive(Clone, Debug, Default)]
pub(crate) struct Became {
    pub quote: Option<(QuoteId, String, DateTime<Utc>)>,
    pub job: Option<(JobId, String, DateTime<Utc>)>,
}

pub(crate) async fn became(tx: &mut Tx, quote: Option<uuid::Uuid>, job: Option<uuid::Uuid>) -> Result<Became> {
    if quote.is_none() && job.is_none() {
        return Ok(Became::default());
    }
    let org = tx.org().0;
    let r = sqlx::query!(
        r#"select q.id as "quote_id?", q.status as "quote_status?", coalesce(q.closed_at, q.last_viewed_at, q.sent_at, q.created_at) as quote_at,
                  j.id as "job_id?", j.status as "job_status?", j.updated_at as "job_at?"
           from (select 1) one
           left join quotes q on q.org_id = $1 and q.id = $2
           left join jobs j on j.org_id = $1 and j.id = $3"#,
        org,
        quote,
        job
    )
    .fetch_one(tx.db()?)
    .await?;
    Ok(Became {
        quote: r.quote_id.zip(r.quote_status).zip(r.quote_at).map(|((id, status), at)| (QuoteId(id), status, at)),
        job: r.job_id.zip(r.job_status).zip(r.job_at).map(|((id, status), at)| (JobId(id), status, at)),
    })
}

/// Takes over account and contact of the quote a lead became.
pub(crate) async fn follow_quote(tx: &mut Tx, lead: shared::LeadId, quote: QuoteId) -> Result<()> {
    let org = tx.org().0;
    sqlx::query!(
        "update leads l set quote_id = $3, account_id = coalesce(q.account_id, l.account_id), contact_id = coalesce(q.contact_id, l.contact_id),
                value_cents = coalesce(nullif(q.total_cents, 0), l.value_cents), updated_at = now()
         from (select 1) one left join quotes q on q.org_id = $1 and q.id = $3
         where l.org_id = $1 and l.id = $2",
        org,
        lead.0,
        quote.0
    )
    .execute(tx.db()?)
    .await?;
    Ok(())
}
