//! What the office does to offers besides writing them: handing them over, reminding, letting them hold longer.

use chrono::{DateTime, Utc};
use shared::{MemberId, OrgId, QuoteId, Result, RevisionId};
use uuid::Uuid;

use crate::db::{OnConstraint, SystemTx, Tx};

pub async fn give(tx: &mut Tx, id: QuoteId, member: MemberId) -> Result<()> {
    let org = tx.org().0;
    sqlx::query!(
        "update quotes set owner_id = $3, version = version + 1, updated_at = now() where org_id = $1 and id = $2",
        org,
        id.0,
        member.0
    )
    .execute(tx.db()?)
    .await
    .on_constraint("quotes_owner_id_fkey", || shared::Error::field("member", "unknown_choice"))?;
    Ok(())
}

/// The name of a member who may be given work; none if there is no such member, or not any more.
pub async fn active_member(tx: &mut Tx, id: MemberId) -> Result<Option<String>> {
    let org = tx.org().0;
    Ok(sqlx::query_scalar!("select name from members where org_id = $1 and id = $2 and status = 'active'", org, id.0)
        .fetch_optional(tx.db()?)
        .await?)
}

/// A quote that went from one agent to another.
pub struct Handover<'a> {
    pub id: Uuid,
    pub quote: QuoteId,
    pub from: Option<MemberId>,
    pub to: MemberId,
    pub by: Option<MemberId>,
    pub by_name: &'a str,
    pub at: DateTime<Utc>,
}

pub async fn insert_handover(tx: &mut Tx, h: &Handover<'_>) -> Result<()> {
    let org = tx.org().0;
    sqlx::query!(
        "insert into quote_handovers (org_id, id, quote_id, from_id, to_id, by_id, by_name, at) values ($1, $2, $3, $4, $5, $6, $7, $8)",
        org,
        h.id,
        h.quote.0,
        h.from.map(|m| m.0),
        h.to.0,
        h.by.map(|m| m.0),
        h.by_name,
        h.at
    )
    .execute(tx.db()?)
    .await?;
    Ok(())
}

/// Organizations with handovers up to a moment that nobody was told of.
pub async fn untold(tx: &mut SystemTx, until: DateTime<Utc>) -> Result<Vec<OrgId>> {
    Ok(sqlx::query_scalar!(
        r#"select distinct org_id as "org: OrgId" from quote_handovers where told_at is null and at <= $1 limit 500"#,
        until
    )
    .fetch_all(tx.db()?)
    .await?)
}

/// A handover nobody was told of, in words.
pub struct Untold {
    pub id: Uuid,
    pub from: Option<MemberId>,
    pub from_name: Option<String>,
    pub to: MemberId,
    pub to_name: String,
    pub by: Option<MemberId>,
    pub by_name: String,
    pub number: String,
    pub title: String,
    pub customer: String,
}

/// Takes them, the oldest first: another process that looks meanwhile passes them by.
pub async fn take_untold(tx: &mut Tx, until: DateTime<Utc>) -> Result<Vec<Untold>> {
    let org = tx.org().0;
    Ok(sqlx::query_as!(
        Untold,
        r#"select h.id, h.from_id as "from: MemberId", f.name as "from_name?", h.to_id as "to: MemberId", t.name as to_name, h.by_id as "by: MemberId", h.by_name,
                  q.number, q.title, a.name as customer
           from quote_handovers h
           join quotes q on q.org_id = h.org_id and q.id = h.quote_id
           join accounts a on a.org_id = q.org_id and a.id = q.account_id
           join members t on t.org_id = h.org_id and t.id = h.to_id
           left join members f on f.org_id = h.org_id and f.id = h.from_id
           where h.org_id = $1 and h.told_at is null and h.at <= $2
           order by h.at, h.id limit 1000 for update of h skip locked"#,
        org,
        until
    )
    .fetch_all(tx.db()?)
    .await?)
}

pub async fn mark_told(tx: &mut Tx, ids: &[Uuid], at: DateTime<Utc>) -> Result<()> {
    let org = tx.org().0;
    sqlx::query!("update quote_handovers set told_at = $3 where org_id = $1 and id = any($2)", org, ids, at).execute(tx.db()?).await?;
    Ok(())
}

/// A member who can be written to.
pub struct Colleague {
    pub member: MemberId,
    pub name: String,
    pub email: String,
    pub locale: String,
}

pub async fn colleagues(tx: &mut Tx, members: &[Uuid]) -> Result<Vec<Colleague>> {
    let org = tx.org().0;
    Ok(sqlx::query_as!(
        Colleague,
        r#"select m.id as "member: MemberId", m.name, m.email, o.locale from members m join organizations o on o.id = m.org_id
           where m.org_id = $1 and m.id = any($2) and m.status = 'active' order by m.name, m.id"#,
        org,
        members
    )
    .fetch_all(tx.db()?)
    .await?)
}

/// The newest live link of a revision, rather one that was mailed: where to (empty if none was), and what is asked for before
/// it opens.
pub async fn live_link(tx: &mut Tx, quote: QuoteId, revision: RevisionId) -> Result<Option<(String, Option<String>)>> {
    let org = tx.org().0;
    let row = sqlx::query!(
        "select email, pin_hash from quote_links where org_id = $1 and quote_id = $2 and revision_id = $3 and revoked_at is null and expires_at > now()
         order by email <> '' desc, created_at desc, id desc limit 1",
        org,
        quote.0,
        revision.0
    )
    .fetch_optional(tx.db()?)
    .await?;
    Ok(row.map(|r| (r.email, r.pin_hash)))
}

/// The hash of the number that the latest link of a revision asks for, switched off or not; none if it asks for none.
pub async fn last_pin(tx: &mut Tx, quote: QuoteId, revision: RevisionId) -> Result<Option<String>> {
    let org = tx.org().0;
    let pin_hash = sqlx::query_scalar!(
        "select pin_hash from quote_links where org_id = $1 and quote_id = $2 and revision_id = $3 order by created_at desc, id desc limit 1",
        org,
        quote.0,
        revision.0
    )
    .fetch_optional(tx.db()?)
    .await?;
    Ok(pin_hash.flatten())
}

pub async fn mark_reminded(tx: &mut Tx, id: QuoteId, at: DateTime<Utc>) -> Result<()> {
    let org = tx.org().0;
    sqlx::query!(
        "update quotes set reminded_at = $3, version = version + 1, updated_at = now() where org_id = $1 and id = $2",
        org,
        id.0,
        at
    )
    .execute(tx.db()?)
    .await?;
    Ok(())
}

pub async fn extend(tx: &mut Tx, id: QuoteId, until: DateTime<Utc>) -> Result<()> {
    let org = tx.org().0;
    sqlx::query!(
        "update quotes set valid_until = $3, version = version + 1, updated_at = now() where org_id = $1 and id = $2",
        org,
        id.0,
        until
    )
    .execute(tx.db()?)
    .await?;
    Ok(())
}
