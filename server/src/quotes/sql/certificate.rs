//! What a certificate of a signature is made from.

use chrono::{DateTime, Utc};
use shared::quotes::{Evidence, EvidenceKind, SignatureKind};
use shared::{MemberId, QuoteId, Result};
use uuid::Uuid;

use crate::db::Tx;
use crate::quotes::Step;

/// A signature with whom it is about.
pub struct Signed {
    pub id: Uuid,
    pub number: String,
    pub revision_number: i32,
    /// Of the revision as it is kept; none if that cannot be read.
    pub title: Option<String>,
    pub owner: Option<MemberId>,
    pub agent: Option<String>,
    pub agent_email: Option<String>,
    pub agent_phone: Option<String>,
    pub customer: String,
    pub contact_name: String,
    pub email: Option<String>,
    /// Where the newest link to what was signed was mailed to.
    pub mailed_to: Option<String>,
    pub organization: String,
    pub zone: String,
    pub brand_hex: String,
    pub currency: String,
    /// The language the customer used, else the organization's.
    pub locale: String,
    pub kind: SignatureKind,
    pub name: String,
    pub strokes: String,
    pub consent_version: String,
    pub consent_text: String,
    pub document: String,
    pub document_hash: String,
    pub ip: Option<String>,
    pub user_agent: String,
    pub signed_at: DateTime<Utc>,
}

/// The signature of a quote. The content of the quote is not read: it may have been made unreadable.
pub async fn signed(tx: &mut Tx, id: QuoteId) -> Result<Signed> {
    let org = tx.org().0;
    Ok(sqlx::query_as!(
        Signed,
        r#"select s.id, q.number, r.number as revision_number, r.content ->> 'title' as "title?", q.owner_id as "owner: MemberId",
                  m.name as "agent?", m.email as "agent_email?", m.phone as "agent_phone?", a.name as customer, c.name as contact_name, c.email,
                  (select nullif(k.email, '') from quote_links k where k.org_id = s.org_id and k.quote_id = s.quote_id and k.revision_id = s.revision_id
                   order by k.created_at desc, k.id desc limit 1) as "mailed_to?",
                  o.name as organization, o.zone, o.brand_hex, o.currency, coalesce(l.locale, o.locale) as "locale!",
                  s.kind as "kind: SignatureKind", s.name, s.strokes, s.consent_version, s.consent_text, s.document, s.document_hash,
                  s.ip, s.user_agent, s.signed_at
           from quote_signatures s
           join quotes q on q.org_id = s.org_id and q.id = s.quote_id
           join quote_revisions r on r.org_id = s.org_id and r.id = s.revision_id
           join accounts a on a.org_id = q.org_id and a.id = q.account_id
           join contacts c on c.org_id = q.org_id and c.id = q.contact_id
           join organizations o on o.id = s.org_id
           left join members m on m.org_id = q.org_id and m.id = q.owner_id
           left join leads l on l.org_id = q.org_id and l.id = q.lead_id
           where s.org_id = $1 and s.quote_id = $2"#,
        org,
        id.0
    )
    .fetch_one(tx.db()?)
    .await?)
}

/// The chain of evidence of a quote, with what each entry says of the one before it.
pub async fn steps(tx: &mut Tx, id: QuoteId) -> Result<Vec<Step>> {
    let org = tx.org().0;
    let rows = sqlx::query!(
        r#"select seq, kind as "kind: EvidenceKind", at, ip, user_agent, detail, prev_hash, hash from quote_evidence where org_id = $1 and quote_id = $2 order by seq"#,
        org,
        id.0
    )
    .fetch_all(tx.db()?)
    .await?;
    let step = rows.into_iter().map(|row| Step {
        entry: Evidence {
            seq: row.seq,
            kind: row.kind,
            at: row.at,
            ip: row.ip,
            user_agent: row.user_agent,
            detail: row.detail,
            hash: row.hash,
        },
        prev_hash: row.prev_hash,
    });
    Ok(step.collect())
}
