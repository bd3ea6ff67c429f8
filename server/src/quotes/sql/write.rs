//! Writing quotes and their revisions.

use shared::packs::ServiceLine;
use shared::quotes::{Content, PricedWith};
use shared::{AccountId, ContactId, Error, LeadId, MemberId, PriceBookId, QuoteId, Result, RevisionId};

use super::Record;
use crate::db::{OnConstraint, Tx};
use crate::quotes::said;

/// What a quote is made with.
pub struct Draft<'a> {
    pub id: QuoteId,
    pub revision: RevisionId,
    pub number: String,
    pub service_line: ServiceLine,
    pub account: AccountId,
    pub contact: ContactId,
    pub lead: Option<LeadId>,
    pub owner: Option<MemberId>,
    pub book: PriceBookId,
    pub content: &'a Content,
    pub total_cents: i64,
}

pub async fn insert(tx: &mut Tx, draft: &Draft<'_>) -> Result<()> {
    let org = tx.org().0;
    sqlx::query!(
        "insert into quotes (org_id, id, number, service_line, account_id, contact_id, lead_id, owner_id, book_id, revision_id, title, starts_at, total_cents)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        org,
        draft.id.0,
        draft.number,
        draft.service_line.key(),
        draft.account.0,
        draft.contact.0,
        draft.lead.map(|l| l.0),
        draft.owner.map(|m| m.0),
        draft.book.0,
        draft.revision.0,
        draft.content.title,
        draft.content.starts(),
        draft.total_cents
    )
    .execute(tx.db()?)
    .await
    .on_constraint("quotes_lead_id_key", || Error::conflict("already_quoted", said::already_quoted))?;
    insert_revision(tx, draft.id, draft.revision, 1, draft.content, draft.total_cents).await
}

pub async fn insert_revision(tx: &mut Tx, quote: QuoteId, id: RevisionId, number: i32, content: &Content, total_cents: i64) -> Result<()> {
    let org = tx.org().0;
    let content = serde_json::to_value(content).map_err(|e| Error::internal(&e))?;
    sqlx::query!(
        "insert into quote_revisions (org_id, id, quote_id, number, content, total_cents) values ($1, $2, $3, $4, $5, $6)",
        org,
        id.0,
        quote.0,
        number,
        content,
        total_cents
    )
    .execute(tx.db()?)
    .await?;
    Ok(())
}

/// Saves a draft, with what it is priced with and what it comes to.
pub async fn save(tx: &mut Tx, record: &Record, content: &Content, with: &PricedWith, total_cents: i64) -> Result<()> {
    let org = tx.org().0;
    keep(tx, record.revision, content, with, total_cents).await?;
    sqlx::query!(
        "update quotes set title = $3, starts_at = $4, total_cents = $5, version = version + 1, updated_at = now() where org_id = $1 and id = $2",
        org,
        record.id.0,
        content.title,
        content.starts(),
        total_cents
    )
    .execute(tx.db()?)
    .await?;
    Ok(())
}

/// Keeps what a version that never went out offers, is priced with and comes to.
async fn keep(tx: &mut Tx, revision: RevisionId, content: &Content, with: &PricedWith, total_cents: i64) -> Result<()> {
    let org = tx.org().0;
    let content = serde_json::to_value(content).map_err(|e| Error::internal(&e))?;
    let with = serde_json::to_value(with).map_err(|e| Error::internal(&e))?;
    sqlx::query!(
        "update quote_revisions set content = $3, total_cents = $4, priced_with = $5 where org_id = $1 and id = $2 and document is null",
        org,
        revision.0,
        content,
        total_cents,
        with
    )
    .execute(tx.db()?)
    .await?;
    Ok(())
}

/// Keeps a draft as it stands on a day, and its total where lists read it; for those who read it it is no other version.
pub async fn settle(tx: &mut Tx, record: &Record, content: &Content, with: &PricedWith, total_cents: i64) -> Result<()> {
    let org = tx.org().0;
    keep(tx, record.revision, content, with, total_cents).await?;
    sqlx::query!("update quotes set total_cents = $3 where org_id = $1 and id = $2", org, record.id.0, total_cents)
        .execute(tx.db()?)
        .await?;
    Ok(())
}

/// Keeps what went out: the content with the prices it went out with, and what else it was priced with.
pub async fn freeze(
    tx: &mut Tx,
    revision: RevisionId,
    content: &Content,
    with: &PricedWith,
    document: &str,
    hash: &str,
    total_cents: i64,
) -> Result<()> {
    let org = tx.org().0;
    let content = serde_json::to_value(content).map_err(|e| Error::internal(&e))?;
    let with = serde_json::to_value(with).map_err(|e| Error::internal(&e))?;
    sqlx::query!(
        "update quote_revisions set content = $6, priced_with = $7, document = $3, document_hash = $4, total_cents = $5, sent_at = now()
         where org_id = $1 and id = $2",
        org,
        revision.0,
        document,
        hash,
        total_cents,
        content,
        with
    )
    .execute(tx.db()?)
    .await?;
    Ok(())
}

/// Notes that a draft may go out as it is.
pub async fn approve(tx: &mut Tx, revision: RevisionId, hash: &str, by: MemberId, note: &str) -> Result<()> {
    let org = tx.org().0;
    sqlx::query!(
        "update quote_revisions set approved_hash = $3, approved_by = $4, approved_at = now(), approval_note = $5
         where org_id = $1 and id = $2 and document is null",
        org,
        revision.0,
        hash,
        by.0,
        note
    )
    .execute(tx.db()?)
    .await?;
    Ok(())
}

/// Begins the next revision; the former one is superseded from now on.
pub async fn supersede(tx: &mut Tx, record: &Record, next: RevisionId) -> Result<()> {
    let org = tx.org().0;
    sqlx::query!("update quote_revisions set superseded_at = now() where org_id = $1 and id = $2", org, record.revision.0)
        .execute(tx.db()?)
        .await?;
    sqlx::query!(
        "update quotes set status = 'draft', revision_id = $3, quoted_on = null, payer_kind = null, payer_terms = null, payer_tax_exempt = null, valid_until = null, closed_at = null, closed_reason = null, version = version + 1, updated_at = now()
         where org_id = $1 and id = $2",
        org,
        record.id.0,
        next.0
    )
    .execute(tx.db()?)
    .await?;
    Ok(())
}
