//! Reading one customer.

use shared::customers::{
    Account, AccountCounts, AccountKind, AccountLink, AccountStatus, AccountWork, Address, Archived, Contact, ContactRole, CustomValues,
    Preferences, RemovedContact, TaxStanding, Terms,
};
use shared::events::Event;
use shared::portal::{PortalEnd, PortalStanding};
use shared::{AccountId, AddressId, ContactId, EventId, MemberId, Result};
use sqlx::types::Json;

use super::{link, owner};
use crate::customers::Reach;
use crate::db::Tx;

/// So many of those that belong to an account are named on it; the list has them all.
const NAMED: i64 = 50;

/// Who looks after an account.
pub(crate) async fn owner_of(tx: &mut Tx, id: AccountId) -> Result<Option<MemberId>> {
    let org = tx.org().0;
    Ok(sqlx::query_scalar!(r#"select owner_id as "owner?: MemberId" from accounts where org_id = $1 and id = $2"#, org, id.0)
        .fetch_one(tx.db()?)
        .await?)
}

/// An account without its people and work, as `me` sees it. Of those that belong to it, the ones within reach.
pub(crate) async fn account(tx: &mut Tx, id: AccountId, me: Option<MemberId>, reach: &Reach) -> Result<Account> {
    let org = tx.org().0;
    let r = sqlx::query!(
        r#"select a.id, a.version, a.kind as "kind: AccountKind", a.name, a.status as "status: AccountStatus", a.terms as "terms: Terms", a.tax_exempt, a.tax_certificate, a.tags, a.notes, a.custom as "custom: Json<CustomValues>",
                  m.id as "owner_id?", m.name as "owner?", a.created_at, a.updated_at, a.archived_at, a.archived_by,
                  k.id as "kept_id?", k.name as "kept?", p.id as "parent_id?", p.name as "parent?",
                  exists (select from account_favourites f where f.org_id = a.org_id and f.member_id = $3 and f.account_id = a.id) as "favourite!",
                  (select coalesce(jsonb_agg(jsonb_build_object('id', x.id, 'name', x.name) order by x.name, x.id), '[]') from (
                       select c.id, c.name from accounts c where c.org_id = a.org_id and c.parent_id = a.id and c.merged_into is null and c.archived_at is null and ($4 or c.owner_id = any($5))
                       order by c.name, c.id limit $6) x) as "children!: Json<Vec<AccountLink>>",
                  (select coalesce(jsonb_agg(jsonb_build_object('id', g.id, 'name', g.contact ->> 'name', 'by', g.removed_by, 'at', g.removed_at) order by g.removed_at desc, g.id), '[]')
                   from removed_contacts g where g.org_id = a.org_id and g.account_id = a.id and g.removed_at > now() - interval '30 days') as "removed!: Json<Vec<RemovedContact>>",
                  (select count(*) from leads l where l.org_id = a.org_id and l.account_id = a.id) as "leads!",
                  (select count(*) from quotes q where q.org_id = a.org_id and q.account_id = a.id) as "quotes!",
                  (select count(*) from jobs j where j.org_id = a.org_id and j.account_id = a.id) as "jobs!"
           from accounts a
           left join members m on m.org_id = a.org_id and m.id = a.owner_id
           left join accounts k on k.org_id = a.org_id and k.id = a.merged_into
           left join accounts p on p.org_id = a.org_id and p.id = a.parent_id
           where a.org_id = $1 and a.id = $2"#,
        org,
        id.0,
        me.map(|me| me.0),
        reach.all,
        &reach.owners,
        NAMED
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
        tax: TaxStanding { exempt: r.tax_exempt, certificate: r.tax_certificate },
        tags: r.tags,
        notes: r.notes,
        custom: r.custom.0,
        owner: owner(r.owner_id, r.owner),
        parent: link(r.parent_id, r.parent),
        children: r.children.0,
        favourite: r.favourite,
        contacts: Vec::new(),
        removed: r.removed.0,
        addresses: Vec::new(),
        units: Vec::new(),
        fleet: None,
        price_lists: Vec::new(),
        work: Vec::new(),
        counts: AccountCounts { leads: r.leads, quotes: r.quotes, jobs: r.jobs },
        archived: r.archived_at.zip(r.archived_by).map(|(at, by)| Archived { by, at }),
        merged_into: link(r.kept_id, r.kept),
        merges: Vec::new(),
        created_at: r.created_at,
        updated_at: r.updated_at,
    })
}

/// What is asked of an account to which something is offered.
pub(crate) struct OfferedTo {
    pub name: String,
    pub status: AccountStatus,
    pub tax_exempt: bool,
    pub terms: Terms,
    pub is_archived: bool,
}

/// Holds the account against being put away until the end of the transaction.
pub(crate) async fn offered_to(tx: &mut Tx, id: AccountId) -> Result<OfferedTo> {
    let org = tx.org().0;
    Ok(sqlx::query_as!(
        OfferedTo,
        r#"select name, status as "status: AccountStatus", tax_exempt, terms as "terms: Terms", archived_at is not null as "is_archived!" from accounts where org_id = $1 and id = $2 for key share"#,
        org,
        id.0
    )
    .fetch_one(tx.db()?)
    .await?)
}

pub(crate) async fn contacts(tx: &mut Tx, account: AccountId) -> Result<Vec<Contact>> {
    let org = tx.org().0;
    let rows = sqlx::query!(
        r#"select c.id, c.version, c.name, c.email, c.phone, c.roles, c.is_primary, c.custom as "custom: Json<CustomValues>", c.preferences as "preferences: Json<Preferences>",
                  p.granted_at as "since?", p.granted_by as "let_in_by?", p.entered_at as "entered_at?", p.revoked_at as "ended_at?", p.revoked_by as "ended_by?", p.asked_at as "asked_at?"
           from contacts c left join portal_access p on p.org_id = c.org_id and p.contact_id = c.id
           where c.org_id = $1 and c.account_id = $2 order by c.is_primary desc, c.created_at, c.id"#,
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
            custom: r.custom.0,
            preferences: r.preferences.0,
            portal: r.since.map(|since| PortalStanding {
                since,
                by: r.let_in_by,
                entered_at: r.entered_at,
                end: r.ended_at.zip(r.ended_by).map(|(at, by)| PortalEnd { by, at, asked_at: r.asked_at }),
            }),
        })
        .collect())
}

pub(crate) async fn addresses(tx: &mut Tx, account: AccountId) -> Result<Vec<Address>> {
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

pub(crate) async fn work(tx: &mut Tx, account: AccountId) -> Result<Vec<AccountWork>> {
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

/// What was recorded for an account and for those merged into it.
pub(crate) async fn timeline(tx: &mut Tx, account: AccountId, kinds: Option<&[String]>, before: i64, limit: i64) -> Result<Vec<Event>> {
    let org = tx.org().0;
    Ok(sqlx::query_as!(
        Event,
        r#"select id as "id: EventId", seq, at, kind, entity, entity_id, of_id as "of", actor, actor_kind, actor_id, on_behalf_of, ip, device, data
           from events where org_id = $1 and seq < $3 and ($5::text[] is null or kind = any($5)) and account_id = any(array(
               with recursive whole (id) as (
                   select $2::uuid union select a.id from accounts a join whole on a.merged_into = whole.id where a.org_id = $1)
               select id from whole)) order by seq desc limit $4"#,
        org,
        account.0,
        before,
        limit,
        kinds
    )
    .fetch_all(tx.db()?)
    .await?)
}

fn roles(keys: &[String]) -> Vec<ContactRole> {
    keys.iter().filter_map(|key| key.parse().ok()).collect()
}
