//! Quotes as they are kept, whole.

use chrono::{DateTime, NaiveDate, Utc};
use shared::access::Access;
use shared::customers::preferences::text::refusal;
use shared::customers::{AccountKind, AccountStatus, MessageChannel, MessageKind, MessageRefusal, Preferences, Terms};
use shared::money::Currency;
use shared::packs::ServiceLine;
use shared::pricing::Payer;
use shared::quotes::{Content, PricedWith, QuoteStatus, RevisionRow};
use shared::{AccountId, ContactId, Error, JobId, LeadId, MemberId, PriceBookId, QuoteId, Result, RevisionId};
use sqlx::types::Json;

use crate::customers::ListAround;
use crate::db::Tx;

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
    /// Where the relation to the customer stands now.
    pub customer_status: AccountStatus,
    /// How the customer pays: as the account stands until the offer is sent, as it stood on that day after.
    pub payer_kind: AccountKind,
    pub payer_terms: Terms,
    pub payer_tax_exempt: bool,
    pub contact_name: String,
    pub email: Option<String>,
    pub phone: Option<String>,
    /// What the contact lets us write to them.
    pub preferences: Json<Preferences>,
    pub lead: Option<LeadId>,
    pub job: Option<JobId>,
    pub owner: Option<MemberId>,
    pub owner_name: Option<String>,
    pub owner_email: Option<String>,
    pub owner_phone: Option<String>,
    pub owner_roles: Vec<String>,
    pub owner_custom: Json<Vec<Access>>,
    pub book: PriceBookId,
    pub revision: RevisionId,
    pub revision_number: i32,
    pub content: Json<Content>,
    /// What this version was priced with, kept with it.
    pub priced_with: Option<Json<PricedWith>>,
    /// What the customer of a draft agreed on for repairs around today.
    pub agreed: Json<Vec<ListAround>>,
    pub document_hash: Option<String>,
    /// Of the price that was approved last, and who did.
    pub approved_hash: Option<String>,
    pub approved_by: Option<String>,
    pub approved_at: Option<DateTime<Utc>>,
    pub approval_note: Option<String>,
    pub quoted_on: Option<NaiveDate>,
    /// Never later than the trip begins: that cannot be bought any more.
    pub valid_until: Option<DateTime<Utc>>,
    pub sent_at: Option<DateTime<Utc>>,
    pub views: i32,
    pub last_viewed_at: Option<DateTime<Utc>>,
    pub reminded_at: Option<DateTime<Utc>>,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
    pub org_name: String,
    pub currency: String,
    pub zone: String,
    pub brand_hex: String,
    pub has_logo: bool,
    /// The language the customer used, else the organization's.
    pub locale: String,
    /// The language of the organization, for what its office reads.
    pub org_locale: String,
}

impl Record {
    pub fn locale(&self) -> shared::text::Locale {
        shared::text::Locale::from_tag(&self.locale)
    }

    /// How the customer pays when the quote says nothing else, where nothing is kept with the version.
    pub fn payer(&self) -> Payer {
        Payer { kind: self.payer_kind, terms: self.payer_terms, tax_exempt: self.payer_tax_exempt }
    }

    /// When the trip begins.
    pub fn begins(&self) -> Option<DateTime<Utc>> {
        self.content.starts().map(|wall| super::super::instant(&self.zone, wall))
    }

    /// That the contact does not want a mail of a kind, as an answer to whoever sends it.
    pub fn unwanted(&self, kind: MessageKind, why: MessageRefusal) -> Error {
        self.unwanted_on(kind, MessageChannel::Email, why)
    }

    /// The same for another way.
    pub fn unwanted_on(&self, kind: MessageKind, channel: MessageChannel, why: MessageRefusal) -> Error {
        Error::conflict("unwanted", || refusal(&self.contact_name, kind, channel, why))
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

/// The same, and who owns it.
pub async fn lock_for_owner(tx: &mut Tx, id: QuoteId) -> Result<Option<MemberId>> {
    let org = tx.org().0;
    Ok(sqlx::query_scalar!(r#"select owner_id as "owner: MemberId" from quotes where org_id = $1 and id = $2 for update"#, org, id.0)
        .fetch_one(tx.db()?)
        .await?)
}

/// Who owns a quote.
pub async fn owner_of(tx: &mut Tx, id: QuoteId) -> Result<Option<MemberId>> {
    let org = tx.org().0;
    Ok(sqlx::query_scalar!(r#"select owner_id as "owner: MemberId" from quotes where org_id = $1 and id = $2"#, org, id.0)
        .fetch_one(tx.db()?)
        .await?)
}

pub async fn load(tx: &mut Tx, id: QuoteId) -> Result<Record> {
    let org = tx.org().0;
    // which of the lists around it holds is known where the calendar is
    let around = tx.now().date_naive();
    let mut record = sqlx::query_as!(
        Record,
        r#"select q.id as "id: QuoteId", q.version, q.number, q.status as "status: QuoteStatus", q.service_line as "service_line: ServiceLine",
                  q.account_id as "account: AccountId", q.contact_id as "contact: ContactId", a.name as customer, a.status as "customer_status: AccountStatus",
                  coalesce(q.payer_kind, case when q.quoted_on is null then a.kind else 'person' end) as "payer_kind!: AccountKind",
                  coalesce(q.payer_terms, case when q.quoted_on is null then a.terms else 'due_on_receipt' end) as "payer_terms!: Terms",
                  coalesce(q.payer_tax_exempt, q.quoted_on is null and a.tax_exempt) as "payer_tax_exempt!",
                  c.name as contact_name, c.email, c.phone, c.preferences as "preferences: Json<Preferences>",
                  q.lead_id as "lead: LeadId", q.job_id as "job: JobId", q.owner_id as "owner: MemberId", m.name as "owner_name?", m.email as "owner_email?", m.phone as "owner_phone?",
                  coalesce(m.roles, '{}') as "owner_roles!",
                  coalesce((select jsonb_agg(x.access) from roles x where x.org_id = m.org_id and x.id = any (m.custom_role_ids)), '[]') as "owner_custom!: Json<Vec<Access>>",
                  q.book_id as "book: PriceBookId", r.id as "revision: RevisionId", r.number as revision_number, r.content as "content: Json<Content>",
                  r.priced_with as "priced_with: Json<PricedWith>",
                  case when q.status = 'draft' then agreed_prices(q.org_id, q.account_id, $3) else '[]' end as "agreed!: Json<Vec<ListAround>>", r.document_hash, r.approved_hash, p.name as "approved_by?", r.approved_at, r.approval_note, q.quoted_on, q.valid_until, q.sent_at, q.views,
                  q.last_viewed_at, q.reminded_at, q.created_at, q.updated_at,
                  o.name as org_name, o.currency, o.zone, o.brand_hex, o.logo_key is not null as "has_logo!", coalesce(l.locale, o.locale) as "locale!", o.locale as org_locale
           from quotes q
           join quote_revisions r on r.org_id = q.org_id and r.id = q.revision_id
           join accounts a on a.org_id = q.org_id and a.id = q.account_id
           join contacts c on c.org_id = q.org_id and c.id = q.contact_id
           join organizations o on o.id = q.org_id
           left join members m on m.org_id = q.org_id and m.id = q.owner_id
           left join members p on p.org_id = r.org_id and p.id = r.approved_by
           left join leads l on l.org_id = q.org_id and l.id = q.lead_id
           where q.org_id = $1 and q.id = $2"#,
        org,
        id.0,
        around
    )
    .fetch_one(tx.db()?)
    .await?;
    record.valid_until = record.valid_until.map(|until| record.begins().into_iter().fold(until, std::cmp::min));
    Ok(record)
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

/// What is kept of a version: as it is edited, what it is priced with, and as it went out.
pub struct VersionRow {
    pub number: i32,
    pub content: Json<Content>,
    pub priced_with: Option<Json<PricedWith>>,
    pub document: Option<String>,
    pub document_hash: Option<String>,
    pub sent_at: Option<DateTime<Utc>>,
}

pub async fn version(tx: &mut Tx, quote: QuoteId, revision: RevisionId) -> Result<VersionRow> {
    let org = tx.org().0;
    Ok(sqlx::query_as!(
        VersionRow,
        r#"select number, content as "content: Json<Content>", priced_with as "priced_with: Json<PricedWith>", document, document_hash, sent_at
           from quote_revisions where org_id = $1 and quote_id = $2 and id = $3"#,
        org,
        quote.0,
        revision.0
    )
    .fetch_one(tx.db()?)
    .await?)
}
