//! The chain of evidence: each entry carries the hash of the one before it, so that a changed or removed one shows.

use serde::Serialize;
use shared::access::Action;
use shared::quotes::{Evidence, EvidenceKind};
use shared::{QuoteId, Result, RevisionId};

use super::{readable, sql};
use crate::crypto::sha256_hex;
use crate::cx::Cx;
use crate::db::Tx;

/// What an entry's hash covers, in this order.
#[derive(Serialize)]
struct Link<'a> {
    prev_hash: &'a str,
    quote: QuoteId,
    seq: i32,
    kind: EvidenceKind,
    at: i64,
    ip: Option<&'a str>,
    user_agent: &'a str,
    detail: &'a str,
}

/// What stands in place of a hash before the first entry.
pub(super) fn origin(quote: QuoteId) -> String {
    sha256_hex(format!("quote:{quote}").as_bytes())
}

/// The hash of an entry that follows on another.
pub(super) fn hash(quote: QuoteId, prev_hash: &str, entry: &Evidence) -> Result<String> {
    let link = Link {
        prev_hash,
        quote,
        seq: entry.seq,
        kind: entry.kind,
        at: entry.at.timestamp_micros(),
        ip: entry.ip.as_deref(),
        user_agent: &entry.user_agent,
        detail: &entry.detail,
    };
    serde_json::to_vec(&link).map(|bytes| sha256_hex(&bytes)).map_err(|e| shared::Error::internal(&e))
}

/// Adds an entry. The quote's row must be taken, so that entries come one after the other.
pub(super) async fn note(cx: &Cx, tx: &mut Tx, quote: QuoteId, revision: RevisionId, kind: EvidenceKind, detail: &str) -> Result<()> {
    let (seq, prev_hash) = sql::last_evidence(tx, quote).await?.unwrap_or_else(|| (0, origin(quote)));
    // the database keeps microseconds; the hash must cover what can be read back
    let at = chrono::DateTime::from_timestamp_micros(tx.now().timestamp_micros()).unwrap_or_default();
    let mut entry = Evidence {
        seq: seq + 1,
        kind,
        at,
        ip: cx.request.ip.map(|ip| ip.to_string()),
        user_agent: cx.request.user_agent.chars().take(300).collect(),
        detail: detail.into(),
        hash: String::new(),
    };
    entry.hash = hash(quote, &prev_hash, &entry)?;
    sql::insert_evidence(tx, quote, revision, &entry, &prev_hash).await
}

/// Whether nobody touched the chain of a quote.
pub async fn is_intact(cx: &Cx, quote: QuoteId) -> Result<bool> {
    let scope = cx.may(Action::QuotesView)?;
    let mut tx = cx.read().await?;
    readable(cx, scope, sql::load(&mut tx, quote).await?.owner)?;
    let entries = sql::evidence(&mut tx, quote).await?;
    let mut prev_hash = origin(quote);
    for (i, entry) in entries.iter().enumerate() {
        if entry.seq as usize != i + 1 || hash(quote, &prev_hash, entry)? != entry.hash {
            return Ok(false);
        }
        prev_hash.clone_from(&entry.hash);
    }
    Ok(true)
}
