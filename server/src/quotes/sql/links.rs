//! Secure links, the chained evidence of what happened on them, and signatures.

use chrono::{DateTime, Utc};
use shared::quotes::{Evidence, EvidenceKind, Signature, SignatureKind};
use shared::{MemberId, OrgId, QuoteId, Result, RevisionId};
use uuid::Uuid;

use crate::db::{OnConstraint, SystemTx, Tx};

/// A secure link.
pub struct Link {
    pub org: OrgId,
    pub quote: QuoteId,
    pub revision: RevisionId,
    pub pin_hash: Option<String>,
    pub expires_at: DateTime<Utc>,
    pub revoked_at: Option<DateTime<Utc>>,
    pub contact_name: String,
}

/// Finds a link by its token's hash, in whichever organization.
pub async fn find_link(tx: &mut SystemTx, token_hash: &str) -> Result<Option<Link>> {
    Ok(sqlx::query_as!(
        Link,
        r#"select l.org_id as "org: OrgId", l.quote_id as "quote: QuoteId", l.revision_id as "revision: RevisionId", l.pin_hash, l.expires_at, l.revoked_at, c.name as contact_name
           from quote_links l
           join quotes q on q.org_id = l.org_id and q.id = l.quote_id
           join contacts c on c.org_id = q.org_id and c.id = q.contact_id
           where l.token_hash = $1"#,
        token_hash
    )
    .fetch_optional(tx.db()?)
    .await?)
}

/// What is kept of a link.
pub struct NewLink<'a> {
    pub token_hash: &'a str,
    pub pin_hash: Option<&'a str>,
    /// Where it is mailed to; empty if it takes another way.
    pub email: &'a str,
    /// The way it takes.
    pub channel: &'a str,
}

pub async fn insert_link(tx: &mut Tx, id: Uuid, record: &super::Record, link: &NewLink<'_>, expires_at: DateTime<Utc>) -> Result<()> {
    let org = tx.org().0;
    sqlx::query!(
        "insert into quote_links (org_id, id, quote_id, revision_id, token_hash, pin_hash, email, channel, expires_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        org,
        id,
        record.id.0,
        record.revision.0,
        link.token_hash,
        link.pin_hash,
        link.email,
        link.channel,
        expires_at
    )
    .execute(tx.db()?)
    .await?;
    Ok(())
}

pub async fn revoke_links(tx: &mut Tx, id: QuoteId) -> Result<u64> {
    let org = tx.org().0;
    Ok(sqlx::query!("update quote_links set revoked_at = now() where org_id = $1 and quote_id = $2 and revoked_at is null", org, id.0)
        .execute(tx.db()?)
        .await?
        .rows_affected())
}

/// Whether a link is live, and whether it asks for a number.
pub async fn link_state(tx: &mut Tx, id: QuoteId) -> Result<(bool, bool)> {
    let org = tx.org().0;
    let row = sqlx::query!(
        r#"select count(*) > 0 as "live!", coalesce(bool_or(pin_hash is not null), false) as "pin!" from quote_links
           where org_id = $1 and quote_id = $2 and revoked_at is null and expires_at > now()"#,
        org,
        id.0
    )
    .fetch_one(tx.db()?)
    .await?;
    Ok((row.live, row.pin))
}

// evidence

pub async fn last_evidence(tx: &mut Tx, id: QuoteId) -> Result<Option<(i32, String)>> {
    let org = tx.org().0;
    let row = sqlx::query!("select seq, hash from quote_evidence where org_id = $1 and quote_id = $2 order by seq desc limit 1", org, id.0)
        .fetch_optional(tx.db()?)
        .await?;
    Ok(row.map(|r| (r.seq, r.hash)))
}

/// Whether this visitor's view was noted within the last ten minutes.
pub async fn viewed_lately(tx: &mut Tx, id: QuoteId, ip: Option<&str>) -> Result<bool> {
    let org = tx.org().0;
    Ok(sqlx::query_scalar!(
        r#"select exists (select from quote_evidence where org_id = $1 and quote_id = $2 and kind = 'viewed' and ip is not distinct from $3 and at > now() - interval '10 minutes') as "yes!""#,
        org,
        id.0,
        ip
    )
    .fetch_one(tx.db()?)
    .await?)
}

/// Adds an entry; the quote keeps its hash as the end of the chain.
pub async fn insert_evidence(tx: &mut Tx, quote: QuoteId, revision: RevisionId, entry: &Evidence, prev_hash: &str) -> Result<()> {
    let org = tx.org().0;
    sqlx::query!(
        "with head as (update quotes set evidence_head = $11 where org_id = $1 and id = $2)
         insert into quote_evidence (org_id, quote_id, seq, revision_id, kind, at, ip, user_agent, detail, prev_hash, hash) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        org,
        quote.0,
        entry.seq,
        revision.0,
        entry.kind.key(),
        entry.at,
        entry.ip,
        entry.user_agent,
        entry.detail,
        prev_hash,
        entry.hash
    )
    .execute(tx.db()?)
    .await?;
    Ok(())
}

pub async fn evidence(tx: &mut Tx, id: QuoteId) -> Result<Vec<Evidence>> {
    let org = tx.org().0;
    Ok(sqlx::query_as!(
        Evidence,
        r#"select seq, kind as "kind: EvidenceKind", at, ip, user_agent, detail, hash from quote_evidence where org_id = $1 and quote_id = $2 order by seq"#,
        org,
        id.0
    )
    .fetch_all(tx.db()?)
    .await?)
}

/// Who owns a quote, and the hash its chain ends with; none while nothing happened.
pub async fn evidence_head(tx: &mut Tx, id: QuoteId) -> Result<(Option<MemberId>, Option<String>)> {
    let org = tx.org().0;
    let row = sqlx::query!(r#"select owner_id as "owner: MemberId", evidence_head from quotes where org_id = $1 and id = $2"#, org, id.0)
        .fetch_one(tx.db()?)
        .await?;
    Ok((row.owner, row.evidence_head))
}

/// A text the chain of evidence stands for, and the hash it was stored under.
pub struct Witnessed {
    pub document: String,
    pub hash: Option<String>,
}

/// What was sent of a quote, and what was signed.
pub async fn witnessed(tx: &mut Tx, id: QuoteId) -> Result<Vec<Witnessed>> {
    let org = tx.org().0;
    Ok(sqlx::query_as!(
        Witnessed,
        r#"select document as "document!", document_hash as "hash?" from quote_revisions where org_id = $1 and quote_id = $2 and document is not null
           union all select document, document_hash from quote_signatures where org_id = $1 and quote_id = $2"#,
        org,
        id.0
    )
    .fetch_all(tx.db()?)
    .await?)
}

// signatures

/// What is kept of a signature.
pub struct NewSignature<'a> {
    pub id: Uuid,
    pub quote: QuoteId,
    pub revision: RevisionId,
    pub kind: SignatureKind,
    pub name: &'a str,
    pub strokes: &'a str,
    pub consent_version: &'a str,
    pub consent_text: &'a str,
    pub document: &'a str,
    pub document_hash: &'a str,
    pub total_cents: i64,
    pub ip: Option<&'a str>,
    pub user_agent: &'a str,
    pub at: DateTime<Utc>,
}

pub async fn insert_signature(tx: &mut Tx, s: &NewSignature<'_>) -> Result<()> {
    let org = tx.org().0;
    sqlx::query!(
        "insert into quote_signatures (org_id, id, quote_id, revision_id, kind, name, strokes, consent_version, consent_text, document, document_hash, total_cents, ip, user_agent, signed_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
        org,
        s.id,
        s.quote.0,
        s.revision.0,
        s.kind.key(),
        s.name,
        s.strokes,
        s.consent_version,
        s.consent_text,
        s.document,
        s.document_hash,
        s.total_cents,
        s.ip,
        s.user_agent,
        s.at
    )
    .execute(tx.db()?)
    .await
    .on_constraint("quote_signatures_quote_id_key", crate::quotes::already_accepted)?;
    Ok(())
}

/// The signature and the content as it was signed.
pub async fn signature(tx: &mut Tx, id: QuoteId) -> Result<Option<(Signature, String)>> {
    let org = tx.org().0;
    let row = sqlx::query!(
        r#"select name, kind as "kind: SignatureKind", strokes, signed_at, document_hash, consent_version, ip, document from quote_signatures where org_id = $1 and quote_id = $2"#,
        org,
        id.0
    )
    .fetch_optional(tx.db()?)
    .await?;
    Ok(row.map(|r| {
        let signature = Signature {
            name: r.name,
            kind: r.kind,
            strokes: r.strokes,
            at: r.signed_at,
            document_hash: r.document_hash,
            consent_version: r.consent_version,
            ip: r.ip,
        };
        (signature, r.document)
    }))
}

/// The words a signer agreed to.
pub async fn consent(tx: &mut Tx, id: QuoteId) -> Result<String> {
    let org = tx.org().0;
    Ok(sqlx::query_scalar!("select consent_text from quote_signatures where org_id = $1 and quote_id = $2", org, id.0)
        .fetch_one(tx.db()?)
        .await?)
}
