//! Who may enter: given with a booking or by hand, taken away, given back, asked for.

use shared::{AccountId, ContactId, OrgId, Result};

use crate::db::{SystemTx, Tx};
use crate::portal::Ended;

/// How a booking found somebody's access.
pub(crate) struct Booked {
    /// They had none before.
    pub fresh: bool,
    /// Somebody had taken it away, and it stays so.
    pub ended: bool,
}

/// Lets a contact in with a booking, unless that was taken away.
pub(crate) async fn grant(tx: &mut Tx, account: AccountId, contact: ContactId) -> Result<Booked> {
    let org = tx.org().0;
    Ok(sqlx::query_as!(
        Booked,
        r#"insert into portal_access as a (org_id, contact_id, account_id) values ($1, $2, $3)
           on conflict (org_id, contact_id) do update set granted_at = a.granted_at
           returning (xmax = 0) as "fresh!", revoked_at is not null as "ended!""#,
        org,
        contact.0,
        account.0
    )
    .fetch_one(tx.db()?)
    .await?)
}

/// What giving by hand changed.
pub(crate) enum Given {
    /// They had never been let in.
    Fresh,
    /// It had been taken away.
    Back,
    /// They had it.
    Already,
}

/// Lets a contact in by hand, `by` somebody.
pub(crate) async fn give(tx: &mut Tx, account: AccountId, contact: ContactId, by: &str) -> Result<Given> {
    let org = tx.org().0;
    let fresh = sqlx::query_scalar!(
        r#"insert into portal_access as a (org_id, contact_id, account_id, granted_by) values ($1, $2, $3, $4)
           on conflict (org_id, contact_id) do update
           set granted_at = now(), granted_by = excluded.granted_by, revoked_at = null, revoked_by = null, asked_at = null
           where a.revoked_at is not null
           returning (xmax = 0) as "fresh!""#,
        org,
        contact.0,
        account.0,
        by
    )
    .fetch_optional(tx.db()?)
    .await?;
    Ok(match fresh {
        Some(true) => Given::Fresh,
        Some(false) => Given::Back,
        None => Given::Already,
    })
}

/// Keeps somebody's access as it is until the end of the transaction.
pub(crate) async fn hold(tx: &mut SystemTx, org: OrgId, contact: ContactId) -> Result<()> {
    sqlx::query!("select contact_id from portal_access where org_id = $1 and contact_id = $2 for update", org.0, contact.0)
        .fetch_optional(tx.db()?)
        .await?;
    Ok(())
}

/// Takes access away, `by` somebody, and with it the links that were mailed; false if there was none.
pub(crate) async fn take(tx: &mut Tx, contact: ContactId, by: &str) -> Result<bool> {
    let org = tx.org().0;
    let taken = sqlx::query!(
        "update portal_access set revoked_at = now(), revoked_by = $3, asked_at = null where org_id = $1 and contact_id = $2 and revoked_at is null",
        org,
        contact.0,
        by
    )
    .execute(tx.db()?)
    .await?;
    if taken.rows_affected() == 0 {
        return Ok(false);
    }
    // so that they stay dead when access is given back
    sqlx::query!("update portal_links set expires_at = least(expires_at, now()) where org_id = $1 and contact_id = $2", org, contact.0)
        .execute(tx.db()?)
        .await?;
    Ok(true)
}

/// Notes that a contact logs in now; false if they may not any more. Until the transaction ends nobody takes it away.
pub(crate) async fn come_in(tx: &mut Tx, contact: ContactId) -> Result<bool> {
    let org = tx.org().0;
    let come = sqlx::query!(
        "update portal_access set entered_at = now() where org_id = $1 and contact_id = $2 and revoked_at is null",
        org,
        contact.0
    )
    .execute(tx.db()?)
    .await?;
    Ok(come.rows_affected() == 1)
}

/// Whether a contact may enter; if so, nobody takes that away until the transaction ends.
pub(crate) async fn is_open(tx: &mut Tx, contact: ContactId) -> Result<bool> {
    let org = tx.org().0;
    let open = sqlx::query!(
        "select contact_id from portal_access where org_id = $1 and contact_id = $2 and revoked_at is null for share",
        org,
        contact.0
    )
    .fetch_optional(tx.db()?)
    .await?;
    Ok(open.is_some())
}

/// Whose access ended, by a link that was mailed to them or by a session they had.
pub(crate) async fn ended(tx: &mut SystemTx, hash: &[u8]) -> Result<Option<Ended>> {
    Ok(sqlx::query_as!(
        Ended,
        r#"select a.org_id as "org: OrgId", o.name as organization, o.brand_hex, o.logo_key is not null as "has_logo!", a.account_id as "account: AccountId", a.contact_id as "contact: ContactId", c.name
           from portal_access a
           join contacts c on c.org_id = a.org_id and c.id = a.contact_id
           join organizations o on o.id = a.org_id
           where a.revoked_at is not null and (a.org_id, a.contact_id) in (
               select l.org_id, l.contact_id from portal_links l where l.token_hash = $1
               union all
               select s.org_id, s.contact_id from sessions s where s.token_hash = $1 and s.kind = 'customer')"#,
        hash
    )
    .fetch_optional(tx.db()?)
    .await?)
}

/// Notes that a contact asked to be let in again; false if they may enter.
pub(crate) async fn ask(tx: &mut Tx, contact: ContactId) -> Result<bool> {
    let org = tx.org().0;
    let asked = sqlx::query!(
        "update portal_access set asked_at = now() where org_id = $1 and contact_id = $2 and revoked_at is not null",
        org,
        contact.0
    )
    .execute(tx.db()?)
    .await?;
    Ok(asked.rows_affected() == 1)
}

/// Somebody of the office as they are written to.
pub(crate) struct Keeper {
    pub name: String,
    pub email: String,
    /// The organization's language.
    pub locale: String,
    /// The name of the customer it is about.
    pub customer: String,
}

/// Who answers for a customer: its owner, or the organization's owners where it has none who still works here.
pub(crate) async fn keepers(tx: &mut Tx, account: AccountId) -> Result<Vec<Keeper>> {
    let org = tx.org().0;
    Ok(sqlx::query_as!(
        Keeper,
        r#"with known as (
               select m.name, m.email, o.locale, a.name as customer, m.id is not distinct from a.owner_id as is_theirs
               from accounts a
               join organizations o on o.id = a.org_id
               join members m on m.org_id = a.org_id and m.status = 'active' and (m.id = a.owner_id or 'owner' = any (m.roles))
               where a.org_id = $1 and a.id = $2)
           select k.name as "name!", k.email as "email!", k.locale as "locale!", k.customer as "customer!" from known k
           where k.is_theirs or not exists (select from known other where other.is_theirs)
           order by k.name, k.email limit 20"#,
        org,
        account.0
    )
    .fetch_all(tx.db()?)
    .await?)
}
