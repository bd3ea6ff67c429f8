//! Finding customers: lists, words, look-alikes.

use chrono::{DateTime, Utc};
use shared::customers::rules::Identity;
use shared::customers::{AccountKind, AccountRow, AccountStatus, CustomValues, Duplicate, FieldFilter};
use shared::{AccountId, ContactId, MemberId, Result};
use sqlx::types::Json;
use uuid::Uuid;

use super::{link, owner};
use crate::customers::{Known, Reach};
use crate::db::Tx;

/// The most accounts a search brings.
const SEARCHED: i32 = 500;
/// The most accounts a filter on fields of one's own brings.
const FILTERED: i32 = 20_000;

pub(crate) async fn search(tx: &mut Tx, words: &str) -> Result<Vec<Uuid>> {
    Ok(sqlx::query_scalar!(r#"select account_id as "id!" from search_customers($1, $2)"#, words, SEARCHED).fetch_all(tx.db()?).await?)
}

/// What a list is narrowed to, and who asks.
pub(crate) struct Asked<'a> {
    pub reach: &'a Reach,
    pub me: Option<MemberId>,
    pub status: Option<AccountStatus>,
    /// Only those the asker owns.
    pub mine: bool,
    /// Only those the asker has starred.
    pub favourites: bool,
    /// Only those that belong to this one.
    pub parent: Option<AccountId>,
    /// Only those that are put away, instead of those that are not.
    pub archived: bool,
    pub ids: Option<Vec<Uuid>>,
    pub fields: &'a [FieldFilter],
}

pub(crate) async fn list(tx: &mut Tx, asked: Asked<'_>, after: Option<(DateTime<Utc>, Uuid)>, limit: i64) -> Result<Vec<AccountRow>> {
    let org = tx.org().0;
    let wanted = (!asked.fields.is_empty()).then_some(Json(asked.fields));
    let me = asked.me.map(|me| me.0);
    let rows = sqlx::query!(
        r#"select a.id, a.name, a.kind as "kind: AccountKind", a.status as "status: AccountStatus", a.tags, a.updated_at,
                  a.custom as "custom: Json<CustomValues>", c.custom as "contact_custom?: Json<CustomValues>",
                  m.id as "owner_id?", m.name as "owner?", c.name as "contact?", c.email as "email?", c.phone as "phone?",
                  a.parent_id, (select p.name from accounts p where p.org_id = a.org_id and p.id = a.parent_id) as parent,
                  exists (select from account_favourites f where f.org_id = a.org_id and f.member_id = $12 and f.account_id = a.id) as "favourite!",
                  (select count(*) from leads l where l.org_id = a.org_id and l.account_id = a.id and l.status not in ('converted', 'lost')) as "open_leads!"
           from accounts a
           left join members m on m.org_id = a.org_id and m.id = a.owner_id
           left join contacts c on c.org_id = a.org_id and c.account_id = a.id and c.is_primary
           where a.org_id = $1 and a.merged_into is null
             and ($2::text is null or a.status = $2)
             and ($3::uuid is null or a.owner_id = $3)
             and ($4::uuid[] is null or a.id = any($4))
             and ($5::timestamptz is null or (a.updated_at, a.id) < ($5, $6))
             and ($7 or a.owner_id = any($8))
             and ($10::jsonb is null or a.id in (select f.account_id from filter_customers($10, $11) f))
             and (not $13 or a.id in (select f.account_id from account_favourites f where f.org_id = $1 and f.member_id = $12))
             and ($14::uuid is null or a.parent_id = $14)
             and (a.archived_at is not null) = $15
           order by a.updated_at desc, a.id desc limit $9"#,
        org,
        asked.status.map(|s| s.key()),
        asked.me.filter(|_| asked.mine).map(|me| me.0),
        asked.ids.as_deref(),
        after.map(|a| a.0),
        after.map(|a| a.1).unwrap_or_default(),
        asked.reach.all,
        &asked.reach.owners,
        limit,
        wanted as _,
        FILTERED,
        me,
        asked.favourites,
        asked.parent.map(|parent| parent.0),
        asked.archived
    )
    .fetch_all(tx.db()?)
    .await?;
    Ok(rows
        .into_iter()
        .map(|r| AccountRow {
            id: AccountId(r.id),
            name: r.name,
            kind: r.kind,
            status: r.status,
            tags: r.tags,
            owner: owner(r.owner_id, r.owner),
            parent: link(r.parent_id, r.parent),
            favourite: r.favourite,
            contact: r.contact,
            email: r.email,
            phone: r.phone,
            open_leads: r.open_leads,
            custom: r.custom.0,
            contact_custom: r.contact_custom.map(|custom| custom.0).unwrap_or_default(),
            updated_at: r.updated_at,
        })
        .collect())
}

/// A record to be compared.
pub(crate) struct Candidate {
    pub identity: Identity,
    pub duplicate: Duplicate,
}

/// Contacts that share the e-mail or the phone, or whose account is named alike.
pub(crate) async fn candidates(tx: &mut Tx, email: Option<&str>, phone: Option<&str>, names: &[String]) -> Result<Vec<Candidate>> {
    let org = tx.org().0;
    let rows = sqlx::query!(
        r#"select a.id, a.name, a.created_at, c.id as "contact_id?", c.name as "contact?", c.email_norm as "email?", c.phone_e164 as "phone?",
                  m.id as "owner_id?", m.name as "owner?"
           from accounts a
           left join contacts c on c.org_id = a.org_id and c.account_id = a.id
           left join members m on m.org_id = a.org_id and m.id = a.owner_id
           where a.org_id = $1 and a.archived_at is null and a.id in (
               select account_id from contacts where org_id = $1 and email_norm = $2
               union select account_id from contacts where org_id = $1 and phone_e164 = $3
               union select s.account_id from unnest($4::text[]) wanted cross join lateral similar_customers(wanted, 10) s)
           limit 100"#,
        org,
        email,
        phone,
        names
    )
    .fetch_all(tx.db()?)
    .await?;
    Ok(rows
        .into_iter()
        .map(|r| Candidate {
            identity: Identity {
                names: [Some(r.name.clone()), r.contact.clone()].into_iter().flatten().collect(),
                email: r.email,
                phone: r.phone,
            },
            duplicate: Duplicate {
                account_id: AccountId(r.id),
                contact_id: r.contact_id.map(ContactId),
                name: r.name,
                contact: r.contact,
                owner: owner(r.owner_id, r.owner),
                score: 0,
                reasons: Vec::new(),
                since: r.created_at,
            },
        })
        .collect())
}

pub(crate) async fn find(tx: &mut Tx, email: Option<&str>, phone: Option<&str>) -> Result<Option<Known>> {
    let org = tx.org().0;
    let row = sqlx::query!(
        r#"select c.id, c.account_id, a.name, m.id as "owner_id?"
           from contacts c
           join accounts a on a.org_id = c.org_id and a.id = c.account_id
           left join members m on m.org_id = a.org_id and m.id = a.owner_id and m.status = 'active'
           where c.org_id = $1 and (c.email_norm = $2 or c.phone_e164 = $3) and a.archived_at is null
           order by (c.email_norm = $2) desc nulls last, c.is_primary desc, c.created_at limit 1
           -- a merge under way moves the person first
           for key share of c, a"#,
        org,
        email,
        phone
    )
    .fetch_optional(tx.db()?)
    .await?;
    Ok(row.map(|r| Known { account: AccountId(r.account_id), contact: ContactId(r.id), name: r.name, owner: r.owner_id.map(MemberId) }))
}
