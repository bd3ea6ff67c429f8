//! Every query on customers.

use chrono::{DateTime, Utc};
use shared::customers::rules::Identity;
use shared::customers::{
    Account, AccountKind, AccountRow, AccountStatus, AccountWork, Address, Contact, ContactRole, Duplicate, EditAccount, EditContact,
    NewAddress, NewContact, Owner, Terms,
};
use shared::events::Event;
use shared::input::filled;
use shared::{AccountId, AddressId, ContactId, EventId, MemberId, Result};
use uuid::Uuid;

use super::{Known, Reach};
use crate::db::{OnConstraint, Tx};

/// The most accounts a search brings.
const SEARCHED: i32 = 500;

pub(super) async fn in_teams(tx: &mut Tx, owner: MemberId, teams: &[Uuid]) -> Result<bool> {
    let org = tx.org().0;
    Ok(sqlx::query_scalar!(
        r#"select exists (select from team_members where org_id = $1 and member_id = $2 and team_id = any($3)) as "is!""#,
        org,
        owner.0,
        teams
    )
    .fetch_one(tx.db()?)
    .await?)
}

pub(super) async fn search(tx: &mut Tx, words: &str) -> Result<Vec<Uuid>> {
    Ok(sqlx::query_scalar!(r#"select account_id as "id!" from search_customers($1, $2)"#, words, SEARCHED).fetch_all(tx.db()?).await?)
}

pub(super) async fn list(
    tx: &mut Tx,
    reach: &Reach,
    status: Option<AccountStatus>,
    mine: Option<MemberId>,
    ids: Option<Vec<Uuid>>,
    after: Option<(DateTime<Utc>, Uuid)>,
    limit: i64,
) -> Result<Vec<AccountRow>> {
    let org = tx.org().0;
    let rows = sqlx::query!(
        r#"select a.id, a.name, a.kind as "kind: AccountKind", a.status as "status: AccountStatus", a.tags, a.updated_at,
                  m.id as "owner_id?", m.name as "owner?", c.name as "contact?", c.email as "email?", c.phone as "phone?",
                  (select count(*) from leads l where l.org_id = a.org_id and l.account_id = a.id and l.status not in ('converted', 'lost')) as "open_leads!"
           from accounts a
           left join members m on m.org_id = a.org_id and m.id = a.owner_id
           left join contacts c on c.org_id = a.org_id and c.account_id = a.id and c.is_primary
           where a.org_id = $1
             and ($2::text is null or a.status = $2)
             and ($3::uuid is null or a.owner_id = $3)
             and ($4::uuid[] is null or a.id = any($4))
             and ($5::timestamptz is null or (a.updated_at, a.id) < ($5, $6))
             and ($7 or a.owner_id = $8 or a.owner_id in (select member_id from team_members where org_id = $1 and team_id = any($9)))
           order by a.updated_at desc, a.id desc limit $10"#,
        org,
        status.map(|s| s.key()),
        mine.map(|m| m.0),
        ids.as_deref(),
        after.map(|a| a.0),
        after.map(|a| a.1).unwrap_or_default(),
        reach.all,
        reach.me,
        &reach.teams,
        limit
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
            contact: r.contact,
            email: r.email,
            phone: r.phone,
            open_leads: r.open_leads,
            updated_at: r.updated_at,
        })
        .collect())
}

pub(super) async fn account(tx: &mut Tx, id: AccountId) -> Result<Account> {
    let org = tx.org().0;
    let r = sqlx::query!(
        r#"select a.id, a.version, a.kind as "kind: AccountKind", a.name, a.status as "status: AccountStatus", a.terms as "terms: Terms", a.tags, a.notes,
                  m.id as "owner_id?", m.name as "owner?", a.created_at, a.updated_at
           from accounts a left join members m on m.org_id = a.org_id and m.id = a.owner_id
           where a.org_id = $1 and a.id = $2"#,
        org,
        id.0
    )
    .fetch_one(tx.db()?)
    .await?;
    Ok(Account {
        id,
        version: r.version,
        kind: r.kind,
        name: r.name,
        status: r.status,
        terms: r.terms,
        tags: r.tags,
        notes: r.notes,
        owner: owner(r.owner_id, r.owner),
        contacts: Vec::new(),
        addresses: Vec::new(),
        work: Vec::new(),
        created_at: r.created_at,
        updated_at: r.updated_at,
    })
}

pub(super) async fn contacts(tx: &mut Tx, account: AccountId) -> Result<Vec<Contact>> {
    let org = tx.org().0;
    let rows = sqlx::query!(
        "select id, version, name, email, phone, roles, is_primary from contacts where org_id = $1 and account_id = $2 order by is_primary desc, created_at, id",
        org,
        account.0
    )
    .fetch_all(tx.db()?)
    .await?;
    Ok(rows
        .into_iter()
        .map(|r| Contact {
            id: ContactId(r.id),
            version: r.version,
            name: r.name,
            email: r.email,
            phone: r.phone,
            roles: roles(&r.roles),
            primary: r.is_primary,
        })
        .collect())
}

pub(super) async fn addresses(tx: &mut Tx, account: AccountId) -> Result<Vec<Address>> {
    let org = tx.org().0;
    Ok(sqlx::query_as!(
        Address,
        r#"select id as "id: AddressId", version, label, street, city, region, postal, country from addresses where org_id = $1 and account_id = $2 order by created_at, id"#,
        org,
        account.0
    )
    .fetch_all(tx.db()?)
    .await?)
}

pub(super) async fn work(tx: &mut Tx, account: AccountId) -> Result<Vec<AccountWork>> {
    let org = tx.org().0;
    Ok(sqlx::query_as!(
        AccountWork,
        r#"select 'lead' as "entity!", id, number, coalesce(company, name) as "title!", status, updated_at as at
           from leads where org_id = $1 and account_id = $2 order by updated_at desc limit 50"#,
        org,
        account.0
    )
    .fetch_all(tx.db()?)
    .await?)
}

pub(super) async fn timeline(tx: &mut Tx, account: AccountId, before: i64, limit: i64) -> Result<Vec<Event>> {
    let org = tx.org().0;
    Ok(sqlx::query_as!(
        Event,
        r#"select id as "id: EventId", seq, at, kind, entity, entity_id, of_id as "of", actor, actor_kind, actor_id, on_behalf_of, ip, device, data
           from events where org_id = $1 and account_id = $2 and seq < $3 order by seq desc limit $4"#,
        org,
        account.0,
        before,
        limit
    )
    .fetch_all(tx.db()?)
    .await?)
}

pub(super) async fn insert_account(
    tx: &mut Tx,
    id: AccountId,
    kind: AccountKind,
    name: &str,
    tags: &[String],
    notes: &str,
    owner: Option<MemberId>,
) -> Result<()> {
    let org = tx.org().0;
    sqlx::query!(
        "insert into accounts (org_id, id, kind, name, tags, notes, owner_id) values ($1, $2, $3, $4, $5, $6, $7)",
        org,
        id.0,
        kind.key(),
        name,
        tags,
        notes,
        owner.map(|o| o.0)
    )
    .execute(tx.db()?)
    .await?;
    Ok(())
}

/// The new version, or none when somebody was faster.
pub(super) async fn update_account(tx: &mut Tx, id: AccountId, input: &EditAccount, name: &str, tags: &[String]) -> Result<Option<i32>> {
    let org = tx.org().0;
    sqlx::query_scalar!(
        "update accounts set kind = $4, name = $5, status = $6, terms = $7, owner_id = $8, tags = $9, notes = $10, version = version + 1, updated_at = now()
         where org_id = $1 and id = $2 and version = $3 returning version",
        org,
        id.0,
        input.version,
        input.kind.key(),
        name,
        input.status.key(),
        input.terms.key(),
        input.owner.map(|o| o.0),
        tags,
        input.notes.trim()
    )
    .fetch_optional(tx.db()?)
    .await
    .on_constraint("accounts_owner_id_fkey", || shared::Error::field("owner", "unknown_choice"))
}

pub(super) async fn activate(tx: &mut Tx, id: AccountId) -> Result<Option<i32>> {
    let org = tx.org().0;
    Ok(sqlx::query_scalar!(
        "update accounts set status = 'active', version = version + 1, updated_at = now() where org_id = $1 and id = $2 and status in ('prospect', 'dormant') returning version",
        org,
        id.0
    )
    .fetch_optional(tx.db()?)
    .await?)
}

pub(super) async fn insert_contact(
    tx: &mut Tx,
    account: AccountId,
    id: ContactId,
    input: &NewContact,
    forms: &(Option<String>, Option<String>),
    primary: bool,
) -> Result<()> {
    let org = tx.org().0;
    sqlx::query!(
        "insert into contacts (org_id, id, account_id, name, email, email_norm, phone, phone_e164, roles, is_primary) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        org,
        id.0,
        account.0,
        input.name.trim(),
        input.email.as_deref().and_then(filled),
        forms.0,
        input.phone.as_deref().and_then(filled),
        forms.1,
        &keys(&input.roles),
        primary
    )
    .execute(tx.db()?)
    .await?;
    Ok(())
}

pub(super) async fn clear_primary(tx: &mut Tx, account: AccountId, except: ContactId) -> Result<()> {
    let org = tx.org().0;
    sqlx::query!(
        "update contacts set is_primary = false where org_id = $1 and account_id = $2 and id <> $3 and is_primary",
        org,
        account.0,
        except.0
    )
    .execute(tx.db()?)
    .await?;
    Ok(())
}

pub(super) async fn update_contact(
    tx: &mut Tx,
    account: AccountId,
    id: ContactId,
    input: &EditContact,
    forms: &(Option<String>, Option<String>),
) -> Result<Option<i32>> {
    let org = tx.org().0;
    Ok(sqlx::query_scalar!(
        "update contacts set name = $5, email = $6, email_norm = $7, phone = $8, phone_e164 = $9, roles = $10, is_primary = is_primary or $11,
                version = version + 1, updated_at = now()
         where org_id = $1 and account_id = $2 and id = $3 and version = $4 returning version",
        org,
        account.0,
        id.0,
        input.version,
        input.name.trim(),
        input.email.as_deref().and_then(filled),
        forms.0,
        input.phone.as_deref().and_then(filled),
        forms.1,
        &keys(&input.roles),
        input.primary
    )
    .fetch_optional(tx.db()?)
    .await?)
}

pub(super) async fn insert_address(tx: &mut Tx, account: AccountId, id: AddressId, input: &NewAddress) -> Result<()> {
    let org = tx.org().0;
    sqlx::query!(
        "insert into addresses (org_id, id, account_id, label, street, city, region, postal, country) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        org,
        id.0,
        account.0,
        input.label.trim(),
        input.street.trim(),
        input.city.trim(),
        input.region.trim(),
        input.postal.trim(),
        input.country.trim().to_uppercase()
    )
    .execute(tx.db()?)
    .await?;
    Ok(())
}

pub(super) async fn delete_address(tx: &mut Tx, account: AccountId, id: AddressId) -> Result<bool> {
    let org = tx.org().0;
    let done = sqlx::query!("delete from addresses where org_id = $1 and account_id = $2 and id = $3", org, account.0, id.0)
        .execute(tx.db()?)
        .await?;
    Ok(done.rows_affected() == 1)
}

/// A record to be compared.
pub(super) struct Candidate {
    pub identity: Identity,
    pub duplicate: Duplicate,
}

/// Contacts that share the e-mail or the phone, or whose account is named alike.
pub(super) async fn candidates(tx: &mut Tx, email: Option<&str>, phone: Option<&str>, names: &[String]) -> Result<Vec<Candidate>> {
    let org = tx.org().0;
    let rows = sqlx::query!(
        r#"select a.id, a.name, a.created_at, c.id as "contact_id?", c.name as "contact?", c.email_norm as "email?", c.phone_e164 as "phone?",
                  m.id as "owner_id?", m.name as "owner?"
           from accounts a
           left join contacts c on c.org_id = a.org_id and c.account_id = a.id
           left join members m on m.org_id = a.org_id and m.id = a.owner_id
           where a.org_id = $1 and a.id in (
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

pub(super) async fn find(tx: &mut Tx, email: Option<&str>, phone: Option<&str>) -> Result<Option<Known>> {
    let org = tx.org().0;
    let row = sqlx::query!(
        r#"select c.id, c.account_id, a.name, m.id as "owner_id?"
           from contacts c
           join accounts a on a.org_id = c.org_id and a.id = c.account_id
           left join members m on m.org_id = a.org_id and m.id = a.owner_id and m.status = 'active'
           where c.org_id = $1 and (c.email_norm = $2 or c.phone_e164 = $3)
           order by (c.email_norm = $2) desc nulls last, c.is_primary desc, c.created_at limit 1"#,
        org,
        email,
        phone
    )
    .fetch_optional(tx.db()?)
    .await?;
    Ok(row.map(|r| Known { account: AccountId(r.account_id), contact: ContactId(r.id), name: r.name, owner: r.owner_id.map(MemberId) }))
}

fn owner(id: Option<Uuid>, name: Option<String>) -> Option<Owner> {
    Some(Owner { id: MemberId(id?), name: name? })
}

fn roles(keys: &[String]) -> Vec<ContactRole> {
    keys.iter().filter_map(|key| key.parse().ok()).collect()
}

fn keys(roles: &[ContactRole]) -> Vec<String> {
    roles.iter().map(|role| role.key().to_string()).collect()
}
