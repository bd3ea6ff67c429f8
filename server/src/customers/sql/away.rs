//! Customers put away, and people taken off them.

use shared::customers::{NamedIn, OpenWork};
use shared::{AccountId, ContactId, Result};

use crate::db::{SystemTx, Tx};

/// Puts an account away, `by` somebody, or brings it back; the new version.
pub(crate) async fn put_away(tx: &mut Tx, id: AccountId, by: Option<&str>) -> Result<i32> {
    let org = tx.org().0;
    Ok(sqlx::query_scalar!(
        "update accounts set archived_by = $3, archived_at = case when $3::text is null then null else now() end, version = version + 1, updated_at = now()
         where org_id = $1 and id = $2 returning version",
        org,
        id.0,
        by
    )
    .fetch_one(tx.db()?)
    .await?)
}

/// What names a person of an account; `last` is left to the caller.
pub(crate) async fn named_in(tx: &mut Tx, contact: ContactId) -> Result<NamedIn> {
    let org = tx.org().0;
    let row = sqlx::query!(
        r#"select (select count(*) from leads where org_id = $1 and contact_id = $2) as "leads!",
                  (select count(*) from quotes where org_id = $1 and contact_id = $2) as "quotes!",
                  (select count(*) from jobs where org_id = $1 and contact_id = $2) as "jobs!",
                  exists (select from portal_access where org_id = $1 and contact_id = $2 and revoked_at is null) as "portal!""#,
        org,
        contact.0
    )
    .fetch_one(tx.db()?)
    .await?;
    Ok(NamedIn { leads: row.leads, quotes: row.quotes, jobs: row.jobs, portal: row.portal, last: false })
}

/// What of a customer is not over yet. Read here, in one look, rather than asked of the rooms of quotes and jobs, which know
/// customers: a quote that is accepted meanwhile is an open quote or an open job.
pub(crate) async fn open_work(tx: &mut Tx, account: AccountId) -> Result<OpenWork> {
    let org = tx.org().0;
    Ok(sqlx::query_as!(
        OpenWork,
        r#"select (select count(*) from quotes where org_id = $1 and account_id = $2 and status in ('draft', 'sent', 'viewed')) as "quotes!",
                  (select count(*) from jobs where org_id = $1 and account_id = $2 and status in ('requested', 'booked', 'assigned', 'in_progress')) as "jobs!""#,
        org,
        account.0
    )
    .fetch_one(tx.db()?)
    .await?)
}

/// Forgets people who were taken off long ago, in all organizations.
pub(crate) async fn forget_removed(tx: &mut SystemTx) -> Result<()> {
    sqlx::query!("delete from removed_contacts where removed_at <= now() - interval '30 days'").execute(tx.db()?).await?;
    Ok(())
}

/// Takes a person off their account and keeps them as they are. Whoever came first of the others is then the first one
/// to turn to, if this one was. False if there is no such person.
pub(crate) async fn remove_contact(tx: &mut Tx, account: AccountId, contact: ContactId, by: &str) -> Result<bool> {
    let org = tx.org().0;
    // their dead links go; that access was taken from them is kept, so that whoever is put back stays out
    sqlx::query!(
        "delete from portal_links l using contacts c
         where l.org_id = $1 and l.contact_id = $3 and c.org_id = $1 and c.account_id = $2 and c.id = $3",
        org,
        account.0,
        contact.0
    )
    .execute(tx.db()?)
    .await?;
    let portal = sqlx::query_scalar!(
        r#"delete from portal_access p using contacts c
           where p.org_id = $1 and p.contact_id = $3 and c.org_id = $1 and c.account_id = $2 and c.id = $3 returning to_jsonb(p) as "portal!""#,
        org,
        account.0,
        contact.0
    )
    .fetch_optional(tx.db()?)
    .await?;
    let gone = sqlx::query!(
        "with gone as (delete from contacts c where c.org_id = $1 and c.account_id = $2 and c.id = $3 returning c.org_id, c.id, c.account_id, to_jsonb(c) - 'search' as contact)
         insert into removed_contacts (org_id, id, account_id, contact, removed_by, portal) select org_id, id, account_id, contact, $4, $5 from gone",
        org,
        account.0,
        contact.0,
        by,
        portal as _
    )
    .execute(tx.db()?)
    .await?;
    if gone.rows_affected() == 0 {
        return Ok(false);
    }
    sqlx::query!(
        "update contacts set is_primary = true
         where org_id = $1 and id = (select id from contacts where org_id = $1 and account_id = $2 order by created_at, id limit 1)
           and not exists (select from contacts where org_id = $1 and account_id = $2 and is_primary)",
        org,
        account.0
    )
    .execute(tx.db()?)
    .await?;
    Ok(true)
}

/// Puts a person back as they were, also as the first one to turn to; their name, or none if nobody like that was taken
/// off.
pub(crate) async fn restore_contact(tx: &mut Tx, account: AccountId, contact: ContactId) -> Result<Option<String>> {
    let org = tx.org().0;
    sqlx::query!(
        "update contacts set is_primary = false where org_id = $1 and account_id = $2 and is_primary
           and exists (select from removed_contacts r where r.org_id = $1 and r.account_id = $2 and r.id = $3 and (r.contact ->> 'is_primary')::boolean
                       and r.removed_at > now() - interval '30 days')",
        org,
        account.0,
        contact.0
    )
    .execute(tx.db()?)
    .await?;
    Ok(sqlx::query_scalar!(
        r#"with back as (delete from removed_contacts where org_id = $1 and account_id = $2 and id = $3 and removed_at > now() - interval '30 days'
                       returning id, contact, portal),
              again as (
         insert into contacts (org_id, id, account_id, name, email, email_norm, phone, phone_e164, roles, is_primary, custom, preferences, version, created_at, updated_at)
         select $1, back.id, $2, c.name, c.email, c.email_norm, c.phone, c.phone_e164, c.roles, c.is_primary, c.custom, c.preferences, c.version, c.created_at, now()
         from back cross join lateral jsonb_populate_record(null::contacts, back.contact) c
         returning name),
              kept_out as (
         insert into portal_access (org_id, contact_id, account_id, granted_at, granted_by, revoked_at, revoked_by, entered_at, asked_at)
         select $1, back.id, $2, p.granted_at, p.granted_by, p.revoked_at, p.revoked_by, p.entered_at, p.asked_at
         from back cross join lateral jsonb_populate_record(null::portal_access, back.portal) p
         where back.portal is not null)
         select name as "name!" from again"#,
        org,
        account.0,
        contact.0
    )
    .fetch_optional(tx.db()?)
    .await?)
}

/// Counts a change of an account's people as one of the account, so that an import is not taken back over it.
pub(crate) async fn touch(tx: &mut Tx, id: AccountId) -> Result<()> {
    let org = tx.org().0;
    sqlx::query!("update accounts set version = version + 1, updated_at = now() where org_id = $1 and id = $2", org, id.0)
        .execute(tx.db()?)
        .await?;
    Ok(())
}
