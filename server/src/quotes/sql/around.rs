//! What a quote needs of others: its lead, its customer, the people who own it.

use chrono::NaiveDate;
use shared::access::Access;
use shared::packs::ServiceLine;
use shared::{AccountId, ContactId, LeadId, MemberId, QuoteId, Result};
use sqlx::types::Json;

use crate::db::Tx;

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

/// How a member is written to.
pub struct Reach {
    pub name: String,
    pub email: String,
    /// The organization's language.
    pub locale: String,
}

/// How to reach a member who still works here.
pub async fn reach(tx: &mut Tx, id: MemberId) -> Result<Option<Reach>> {
    let org = tx.org().0;
    Ok(sqlx::query_as!(
        Reach,
        "select m.name, m.email, o.locale from members m join organizations o on o.id = m.org_id where m.org_id = $1 and m.id = $2 and m.status = 'active'",
        org,
        id.0
    )
    .fetch_optional(tx.db()?)
    .await?)
}

/// Somebody with all their roles.
pub struct Approver {
    pub name: String,
    pub roles: Vec<String>,
    pub custom: Json<Vec<Access>>,
}

/// Active members, by name, who have one of these roles or a custom one that may take off so much.
pub async fn with_limit(tx: &mut Tx, roles: &[String], off_bp: u32, most: i64) -> Result<Vec<Approver>> {
    let org = tx.org().0;
    Ok(sqlx::query_as!(
        Approver,
        r#"select m.name, m.roles,
                  coalesce((select jsonb_agg(r.access) from roles r where r.org_id = m.org_id and r.id = any (m.custom_role_ids)), '[]') as "custom!: Json<Vec<Access>>"
           from members m
           where m.org_id = $1 and m.status = 'active'
             and (m.roles && $2 or exists (
                 select from roles r where r.org_id = m.org_id and r.id = any (m.custom_role_ids) and (r.access ->> 'discount_bp')::int >= $3))
           order by m.name, m.id limit $4"#,
        org,
        roles,
        off_bp.cast_signed(),
        most
    )
    .fetch_all(tx.db()?)
    .await?)
}
