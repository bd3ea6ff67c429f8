//! The chain of evidence: each entry carries the hash of the one before it, so that a changed or removed one shows; the
//! quote keeps the hash of the last, so that one taken off the end does. Entries about what was sent and signed name the
//! hash of the text.

use std::collections::BTreeSet;

use serde::Serialize;
use shared::access::Action;
use shared::quotes::{Evidence, EvidenceCheck, EvidenceFinding, EvidenceKind};
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

/// Looks whether everything that is kept of an offer is as it was written: every entry by its hash and the one before
/// it, the end of the chain by what the quote keeps of it, and what was sent and signed by the hashes entries name.
pub async fn check_evidence(cx: &Cx, quote: QuoteId) -> Result<EvidenceCheck> {
    let scope = cx.may(Action::QuotesView)?;
    let mut tx = cx.read().await?;
    // not the record of the quote: that cannot be read when its content was made unreadable
    let (owner, head) = sql::evidence_head(&mut tx, quote).await?;
    readable(cx, scope, owner)?;
    let entries = sql::evidence(&mut tx, quote).await?;
    let papers = sql::witnessed(&mut tx, quote).await?;
    let finding = match broken(quote, &entries)? {
        Some(seq) => EvidenceFinding::Entry { seq },
        None if entries.last().map(|entry| &entry.hash) != head.as_ref() => EvidenceFinding::End,
        None if !papers_hold(&entries, &papers) => EvidenceFinding::Document,
        None => EvidenceFinding::Intact,
    };
    Ok(EvidenceCheck { finding, entries: entries.len(), documents: papers.len(), at: cx.now() })
}

/// Whether nobody touched what is kept of a quote.
pub async fn is_intact(cx: &Cx, quote: QuoteId) -> Result<bool> {
    Ok(check_evidence(cx, quote).await?.finding == EvidenceFinding::Intact)
}

/// The place of the first entry that is not as it was written, or not where it was.
fn broken(quote: QuoteId, entries: &[Evidence]) -> Result<Option<i32>> {
    let mut prev_hash = origin(quote);
    for (place, entry) in (1..).zip(entries) {
        if entry.seq != place || hash(quote, &prev_hash, entry)? != entry.hash {
            return Ok(Some(place));
        }
        prev_hash.clone_from(&entry.hash);
    }
    Ok(None)
}

/// Whether every text has its hash, and the entries name just these hashes.
fn papers_hold(entries: &[Evidence], papers: &[sql::Witnessed]) -> bool {
    let named: BTreeSet<&str> = entries.iter().filter_map(named_hash).collect();
    let kept: BTreeSet<&str> = papers.iter().filter_map(|paper| paper.hash.as_deref()).collect();
    papers.iter().all(|paper| paper.hash.as_deref() == Some(sha256_hex(paper.document.as_bytes()).as_str())) && named == kept
}

/// The hash of the text an entry is about. A signature's stands last, behind what somebody called themself.
fn named_hash(entry: &Evidence) -> Option<&str> {
    let (_, rest) = match entry.kind {
        EvidenceKind::Sent => entry.detail.split_once(", sha256 ")?,
        EvidenceKind::SignatureApplied => entry.detail.rsplit_once(", sha256 ")?,
        _ => return None,
    };
    Some(rest.split(',').next().unwrap_or(rest))
}
