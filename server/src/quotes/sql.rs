//! Every query of the room.

mod links;
pub use links::*;

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use shared::money::Currency;
use shared::packs::ServiceLine;
use shared::quotes::{Content, QuoteCounts, QuoteRow, QuoteStatus, RevisionRow};
use shared::{AccountId, ContactId, Error, JobId, LeadId, MemberId, OrgId, PriceBookId, QuoteId, Result, RevisionId};
use sqlx::types::Json;
use uuid::Uuid;

use crate::db::{OnConstraint, SystemTx, Tx};

/// A quote with its current revision, its customer and its organization.
pub struct Record {
    pub id: QuoteId,
    pub version: i32,
    pub number: String,
    pub status: QuoteStatus,
    pub service_line: ServiceLine,
    pub account: AccountId,
    pub contact: ContactId,
    pub customer: String,
    pub contact_name: String,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub lead: Option<LeadId>,
    pub job: Option<JobId>,
    pub owner: Option<MemberId>,
    pub owner_name: Option<String>,
    pub owner_email: Option<String>,
    pub book: PriceBookId,
    pub revision: RevisionId,
    pub revision_number: i32,
    pub content: Json<Content>,
    pub document_hash: Option<String>,
    pub quoted_on: Option<NaiveDate>,
    pub valid_until: Option<DateTime<Utc>>,
    pub sent_at: Option<DateTime<Utc>>,
    pub views: i32,
    pub last_viewed_at: Option<DateTime<Utc>>,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
    pub org_name: String,
    pub currency: String,
    pub zone: String,
    pub brand_hex: String,
    /// The language the customer used, else the organization's.
    pub locale: String,
}

impl Record {
    pub fn locale(&self) -> shared::text::Locale {
        shared::text::Locale::from_tag(&self.locale)
    }

    pub fn currency(&self) -> Currency {
        self.currency.parse().unwrap_or_default()
    }
}

/// Takes the quote's row: whoever writes to the same quote waits until this transaction ends.
pub async fn lock(tx: &mut Tx, id: QuoteId) -> Result<()> {
    let org = tx.org().0;
    sqlx::query_scalar!("select version from quotes where org_id = $1 and id = $2 for update", org, id.0).fetch_one(tx.db()?).await?;
    Ok(())
}

pub async fn load(tx: &mut Tx, id: QuoteId) -> Result<Record> {
    let org = tx.org().0;
    let record = sqlx::query_as!(
        Record,
        r#"select q.id as "id: QuoteId", q.version, q.number, q.status as "status: QuoteStatus", q.service_line as "service_line: ServiceLine",
                  q.account_id as "account: AccountId", q.contact_id as "contact: ContactId", a.name as customer, c.name as contact_name, c.email, c.phone,
                  q.lead_id as "lead: LeadId", q.job_id as "job: JobId", q.owner_id as "owner: MemberId", m.name as "owner_name?", m.email as "owner_email?",
                  q.book_id as "book: PriceBookId", r.id as "revision: RevisionId", r.number as revision_number, r.content as "content: Json<Content>",
                  r.document_hash, q.quoted_on, q.valid_until, q.sent_at, q.views, q.last_viewed_at, q.created_at, q.updated_at,
                  o.name as org_name, o.currency, o.zone, o.brand_hex, coalesce(l.locale, o.locale) as "locale!"
           from quotes q
           join quote_revisions r on r.org_id = q.org_id and r.id = q.revision_id
           join accounts a on a.org_id = q.org_id and a.id = q.account_id
           join contacts c on c.org_id = q.org_id and c.id = q.contact_id
           join organizations o on o.id = q.org_id
           left join members m on m.org_id = q.org_id and m.id = q.owner_id
           left join leads l on l.org_id = q.org_id and l.id = q.lead_id
           where q.org_id = $1 and q.id = $2"#,
        org,
        id.0
    )
    .fetch_one(tx.db()?)
    .await?;
    Ok(record)
}

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
    .on_constraint("quotes_lead_id_key", || Error::conflict("already_quoted", "This lead has a quote already"))?;
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

pub async fn save(tx: &mut Tx, record: &Record, content: &Content, total_cents: i64) -> Result<()> {
    let org = tx.org().0;
    let json = serde_json::to_value(content).map_err(|e| Error::internal(&e))?;
    sqlx::query!(
        "update quote_revisions set content = $3, total_cents = $4 where org_id = $1 and id = $2 and document is null",
        org,
        record.revision.0,
        json,
        total_cents
    )
    .execute(tx.db()?)
    .await?;
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

pub async fn freeze(tx: &mut Tx, revision: RevisionId, document: &str, hash: &str, total_cents: i64) -> Result<()> {
    let org = tx.org().0;
    sqlx::query!(
        "update quote_revisions set document = $3, document_hash = $4, total_cents = $5, sent_at = now() where org_id = $1 and id = $2",
        org,
        revision.0,
        document,
        hash,
        total_cents
    )
    .execute(tx.db()?)
    .await?;
    Ok(())
}

pub async fn mark_sent(tx: &mut Tx, id: QuoteId, quoted_on: NaiveDate, valid_until: DateTime<Utc>, total_cents: i64) -> Result<()> {
    let org = tx.org().0;
    sqlx::query!(
        "update quotes set status = 'sent', quoted_on = $3, valid_until = $4, total_cents = $5, sent_at = now(), views = 0, last_viewed_at = null, closed_at = null,
                closed_reason = null, version = version + 1, updated_at = now()
         where org_id = $1 and id = $2",
        org,
        id.0,
        quoted_on,
        valid_until,
        total_cents
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
        "update quotes set status = 'draft', revision_id = $3, quoted_on = null, valid_until = null, closed_at = null, closed_reason = null, version = version + 1, updated_at = now()
         where org_id = $1 and id = $2",
        org,
        record.id.0,
        next.0
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
    .on_constraint("quotes_owner_id_fkey", || Error::field("member", "unknown_choice"))?;
    Ok(())
}

pub async fn member_name(tx: &mut Tx, id: MemberId) -> Result<Option<String>> {
    let org = tx.org().0;
    Ok(sqlx::query_scalar!("select name from members where org_id = $1 and id = $2", org, id.0).fetch_optional(tx.db()?).await?)
}

/// Whether two members share a team.
pub async fn share_team(tx: &mut Tx, a: MemberId, b: MemberId) -> Result<bool> {
    let org = tx.org().0;
    Ok(sqlx::query_scalar!(
        r#"select exists (select from team_members x join team_members y on y.org_id = x.org_id and y.team_id = x.team_id
                          where x.org_id = $1 and x.member_id = $2 and y.member_id = $3) as "yes!""#,
        org,
        a.0,
        b.0
    )
    .fetch_one(tx.db()?)
    .await?)
}

pub async fn revisions(tx: &mut Tx, id: QuoteId) -> Result<Vec<RevisionRow>> {
    let org = tx.org().0;
    Ok(sqlx::query_as!(
        RevisionRow,
        r#"select id as "id: RevisionId", number, total_cents, sent_at, superseded_at, created_at from quote_revisions where org_id = $1 and quote_id = $2 order by number desc"#,
        org,
        id.0
    )
    .fetch_all(tx.db()?)
    .await?)
}

pub async fn revision_content(tx: &mut Tx, quote: QuoteId, revision: RevisionId) -> Result<(i32, Content)> {
    let org = tx.org().0;
    let row = sqlx::query!(
        r#"select number, content as "content: Json<Content>" from quote_revisions where org_id = $1 and quote_id = $2 and id = $3"#,
        org,
        quote.0,
        revision.0
    )
    .fetch_one(tx.db()?)
    .await?;
    Ok((row.number, row.content.0))
}

// links

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
                  coalesce(sum(total_cents) filter (where status in ('sent', 'viewed')), 0)::bigint as "open_cents!"
           from quotes where org_id = $1"#,
        org
    )
    .fetch_one(tx.db()?)
    .await?)
}

// conversion and expiry

/// What a conversion needs of a lead. Its row is taken, so that two conversions of one lead wait for each other.
pub struct LeadRecord {
    pub name: String,
    pub company: Option<String>,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub service_line: ServiceLine,
    pub wanted_on: Option<NaiveDate>,
    pub origin: Option<String>,
    pub destination: Option<String>,
    pub passengers: Option<i32>,
    pub notes: String,
    pub owner: Option<MemberId>,
    pub account: Option<AccountId>,
    pub contact: Option<ContactId>,
    pub quote: Option<QuoteId>,
}

pub async fn lead(tx: &mut Tx, id: LeadId) -> Result<LeadRecord> {
    let org = tx.org().0;
    Ok(sqlx::query_as!(
        LeadRecord,
        r#"select name, company, email, phone, service_line as "service_line: ServiceLine", wanted_on, origin, destination, passengers, notes, owner_id as "owner: MemberId",
                  account_id as "account: AccountId", contact_id as "contact: ContactId", quote_id as "quote: QuoteId"
           from leads where org_id = $1 and id = $2 for update"#,
        org,
        id.0
    )
    .fetch_one(tx.db()?)
    .await?)
}

pub async fn zone(tx: &mut Tx) -> Result<String> {
    let org = tx.org().0;
    Ok(sqlx::query_scalar!("select zone from organizations where id = $1", org).fetch_one(tx.db()?).await?)
}

pub async fn overdue(tx: &mut SystemTx) -> Result<Vec<(OrgId, QuoteId)>> {
    let rows = sqlx::query!(
        r#"select org_id as "org: OrgId", id as "id: QuoteId" from quotes where status in ('sent', 'viewed') and valid_until <= now() order by valid_until limit 500"#
    )
    .fetch_all(tx.db()?)
    .await?;
    Ok(rows.into_iter().map(|r| (r.org, r.id)).collect())
}

/// The contact of an account a hand-made quote goes to: the one named, else the primary one.
pub async fn contact_of(tx: &mut Tx, account: AccountId, contact: Option<ContactId>) -> Result<ContactId> {
    let org = tx.org().0;
    Ok(sqlx::query_scalar!(
        r#"select id as "id: ContactId" from contacts where org_id = $1 and account_id = $2 and ($3::uuid is null or id = $3) order by is_primary desc, created_at limit 1"#,
        org,
        account.0,
        contact.map(|c| c.0)
    )
    .fetch_one(tx.db()?)
    .await?)
}
