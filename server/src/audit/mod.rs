//! Reads the event log: timelines of records, the audit view with filters, its CSV, and the check of its hash chain.
//! Who: everybody who sees a record sees its timeline; the audit view needs `audit.view`.

use shared::access::Action;
use shared::audit::{AuditQuery, ChainCheck};
use shared::events::Event;
use shared::{Error, JobId, Page, Result};

use crate::crypto;
use crate::cx::Cx;
use crate::db::Tx;
use crate::events::{Sealed, seal};

pub mod http;
mod sql;

#[cfg(test)]
mod tests;

/// The timeline of a job and its parts, latest first.
pub async fn job_timeline(cx: &Cx, job: JobId, after: Option<i64>) -> Result<Page<Event>> {
    let mut tx = cx.read().await?;
    crate::jobs::require(cx, &mut tx, Action::JobsView, job).await?;
    let query = AuditQuery { record: Some(job.0), after, ..AuditQuery::default() };
    let mut page = read(&mut tx, &query, shared::page::PAGE_SIZE).await?;
    if cx.may(Action::AuditView).is_err() {
        for event in &mut page.items {
            event.ip = None;
            event.device = None;
        }
    }
    Ok(page)
}

/// The log, latest first.
pub async fn list(cx: &Cx, query: AuditQuery) -> Result<Page<Event>> {
    cx.may(Action::AuditView)?;
    let mut tx = cx.read().await?;
    let limit = shared::page::limit(query.limit);
    read(&mut tx, &query, limit).await
}

/// Recomputes the hash of every entry from the first.
pub async fn check(cx: &Cx) -> Result<ChainCheck> {
    cx.may(Action::AuditView)?;
    let mut tx = cx.read().await?;
    let (mut before, mut entries): (Vec<u8>, i64) = (Vec::new(), 0);
    loop {
        let batch = sql::chain(&mut tx, entries, 1000).await?;
        let full = batch.len() == 1000;
        for row in batch {
            let expected = seal(
                &before,
                &Sealed {
                    seq: row.seq,
                    id: row.id,
                    at: Sealed::micros(row.at),
                    kind: &row.kind,
                    entity_id: row.entity_id,
                    actor_id: row.actor_id,
                    actor: &row.actor,
                    on_behalf_of: row.on_behalf_of.as_deref(),
                    data: &row.data,
                },
            );
            if row.seq != entries + 1 || expected[..] != row.hash[..] {
                return Ok(ChainCheck { entries, valid: false, broken_at: Some(row.seq), head: crypto::hex(&before) });
            }
            entries = row.seq;
            before = row.hash;
        }
        if !full {
            break;
        }
    }
    // an entry cut off at the end is missed by the chain, not by the head
    let whole = sql::head(&mut tx).await?.unwrap_or(0) == entries;
    Ok(ChainCheck { entries, valid: whole, broken_at: (!whole).then_some(entries + 1), head: crypto::hex(&before) })
}

async fn read(tx: &mut Tx, query: &AuditQuery, limit: i64) -> Result<Page<Event>> {
    if query.ip.as_ref().is_some_and(|ip| ip.len() > 64)
        || query.kind.as_ref().is_some_and(|kind| kind.len() > 64)
        || query.search.as_ref().is_some_and(|s| s.len() > 200)
    {
        return Err(Error::Malformed { reason: "a filter is too long".into() });
    }
    let rows = sql::page(tx, query, limit + 1).await?;
    Ok(Page::from_rows(rows, usize::try_from(limit).unwrap_or(50), |event| event.seq.to_string()))
}
