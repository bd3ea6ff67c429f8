//! What moves when records are merged, and back.

use shared::customers::{Facts, Merge};
use shared::{AccountId, MergeId, Result};
use sqlx::types::Json;

use crate::db::{OnConstraint, Tx};

/// The tables that point at accounts, besides accounts themselves. A test holds this against the catalog.
#[cfg(test)]
pub(crate) const MOVED: &[&str] = &[
    "account_favourites",
    "addresses",
    "contacts",
    "fleet_settings",
    "jobs",
    "leads",
    "portal_access",
    "price_lists",
    "quotes",
    "removed_contacts",
    "units",
];

/// Keeps records as they are until the end of the transaction, in one order whoever asks.
pub(crate) async fn lock(tx: &mut Tx, ids: &[AccountId]) -> Result<()> {
    let org = tx.org().0;
    let ids: Vec<_> = ids.iter().map(|id| id.0).collect();
    sqlx::query!("select id from accounts where org_id = $1 and id = any($2) order by id for update", org, &ids)
        .fetch_all(tx.db()?)
        .await?;
    Ok(())
}

/// Keeps the quotes, leads and jobs of records with them until the end of the transaction, in one order whoever asks. It is
/// asked for before the records themselves are held: whoever works on one of these holds it already and may come to its
/// customer next. What comes to be between the two is moved all the same, and is hardly held by anybody yet.
pub(crate) async fn lock_work(tx: &mut Tx, ids: &[AccountId]) -> Result<()> {
    let org = tx.org().0;
    let ids: Vec<_> = ids.iter().map(|id| id.0).collect();
    sqlx::query!("select id from quotes where org_id = $1 and account_id = any($2) order by id for no key update", org, &ids)
        .fetch_all(tx.db()?)
        .await?;
    sqlx::query!("select id from leads where org_id = $1 and account_id = any($2) order by id for no key update", org, &ids)
        .fetch_all(tx.db()?)
        .await?;
    sqlx::query!("select id from jobs where org_id = $1 and account_id = any($2) order by id for no key update", org, &ids)
        .fetch_all(tx.db()?)
        .await?;
    Ok(())
}

/// Notes a merge of `(kept, merged)` with the facts `(before, after)`.
pub(crate) async fn insert_merge(
    tx: &mut Tx,
    id: MergeId,
    (kept, merged): (AccountId, AccountId),
    (before, after): (&Facts, &Facts),
    by: &str,
) -> Result<()> {
    let org = tx.org().0;
    sqlx::query!(
        "insert into account_merges (org_id, id, kept_id, merged_id, before, after, made_by) values ($1, $2, $3, $4, $5, $6, $7)",
        org,
        id.0,
        kept.0,
        merged.0,
        Json(before) as _,
        Json(after) as _,
        by
    )
    .execute(tx.db()?)
    .await
    .on_constraint("account_merges_open_key", crate::customers::changed)?;
    Ok(())
}

/// Moves every row from one record to another and writes each down; tells how many.
pub(crate) async fn move_rows(tx: &mut Tx, merge: MergeId, from: AccountId, to: AccountId) -> Result<i64> {
    let org = tx.org().0;
    let (merge, from, to) = (merge.0, from.0, to.0);
    // an account has one primary person: the kept record's stays, if it has one
    let people = sqlx::query!(
        "with gone as (select id, is_primary from contacts where org_id = $1 and account_id = $2),
              moved as (update contacts c
                        set account_id = $3, is_primary = c.is_primary and not exists (select from contacts k where k.org_id = $1 and k.account_id = $3 and k.is_primary)
                        from gone where c.org_id = $1 and c.id = gone.id)
         insert into account_merge_rows (org_id, merge_id, kind, row_id, was_primary) select $1, $4, 'contacts', id, is_primary from gone",
        org, from, to, merge
    )
    .execute(tx.db()?)
    .await?;
    let mut rows = people.rows_affected();
    macro_rules! moved {
        ($($statement:literal)*) => { $( rows += sqlx::query!($statement, org, from, to, merge).execute(tx.db()?).await?.rows_affected(); )* };
    }
    moved! {
        "with moved as (update addresses set account_id = $3 where org_id = $1 and account_id = $2 returning id)
         insert into account_merge_rows (org_id, merge_id, kind, row_id) select $1, $4, 'addresses', id from moved"
        "with moved as (update leads set account_id = $3 where org_id = $1 and account_id = $2 returning id)
         insert into account_merge_rows (org_id, merge_id, kind, row_id) select $1, $4, 'leads', id from moved"
        "with moved as (update quotes set account_id = $3 where org_id = $1 and account_id = $2 returning id)
         insert into account_merge_rows (org_id, merge_id, kind, row_id) select $1, $4, 'quotes', id from moved"
        "with moved as (update jobs set account_id = $3 where org_id = $1 and account_id = $2 returning id)
         insert into account_merge_rows (org_id, merge_id, kind, row_id) select $1, $4, 'jobs', id from moved"
        "with moved as (update portal_access set account_id = $3 where org_id = $1 and account_id = $2 returning contact_id)
         insert into account_merge_rows (org_id, merge_id, kind, row_id) select $1, $4, 'portal_access', contact_id from moved"
        // two active units of one number are one vehicle: the kept record's stays in service
        "with gone as (
             select u.id, u.active and exists (select from units k where k.org_id = $1 and k.account_id = $3 and k.active and lower(k.number) = lower(u.number)) as twice
             from units u where u.org_id = $1 and u.account_id = $2),
              moved as (update units u set account_id = $3, active = u.active and not gone.twice from gone where u.org_id = $1 and u.id = gone.id)
         insert into account_merge_rows (org_id, merge_id, kind, row_id, archived) select $1, $4, 'units', id, twice from gone"
        // of settings and agreed prices the kept record's hold, if it has any
        "with moved as (update fleet_settings set account_id = $3 where org_id = $1 and account_id = $2
                 and not exists (select from fleet_settings k where k.org_id = $1 and k.account_id = $3) returning account_id)
         insert into account_merge_rows (org_id, merge_id, kind, row_id) select $1, $4, 'fleet_settings', $2 from moved"
        "with moved as (update price_lists set account_id = $3 where org_id = $1 and account_id = $2
                 and not exists (select from price_lists k where k.org_id = $1 and k.account_id = $3) returning id)
         insert into account_merge_rows (org_id, merge_id, kind, row_id) select $1, $4, 'price_lists', id from moved"
        "with moved as (update removed_contacts set account_id = $3 where org_id = $1 and account_id = $2 returning id)
         insert into account_merge_rows (org_id, merge_id, kind, row_id) select $1, $4, 'removed_contacts', id from moved"
        // where the kept record itself belonged is one of its facts
        "with moved as (update accounts set parent_id = $3 where org_id = $1 and parent_id = $2 and id <> $3 returning id)
         insert into account_merge_rows (org_id, merge_id, kind, row_id) select $1, $4, 'accounts', id from moved"
        // whoever starred both has one star
        "with moved as (update account_favourites f set account_id = $3 where f.org_id = $1 and f.account_id = $2
                 and not exists (select from account_favourites k where k.org_id = $1 and k.member_id = f.member_id and k.account_id = $3) returning f.member_id)
         insert into account_merge_rows (org_id, merge_id, kind, row_id) select $1, $4, 'account_favourites', member_id from moved"
    }
    Ok(i64::try_from(rows).unwrap_or(i64::MAX))
}

/// Moves back what a merge moved and is still with the kept record; tells how many.
pub(crate) async fn move_back(tx: &mut Tx, merge: MergeId, kept: AccountId, to: AccountId) -> Result<i64> {
    let org = tx.org().0;
    let (merge, kept, to) = (merge.0, kept.0, to.0);
    let mut rows = 0;
    macro_rules! back {
        ($($statement:literal)*) => { $( rows += sqlx::query!($statement, org, merge, kept, to).execute(tx.db()?).await?.rows_affected(); )* };
    }
    back! {
        "update contacts t set account_id = $4, is_primary = r.was_primary from account_merge_rows r
         where r.org_id = $1 and r.merge_id = $2 and r.kind = 'contacts' and t.org_id = $1 and t.id = r.row_id and t.account_id = $3"
        "update addresses t set account_id = $4 from account_merge_rows r
         where r.org_id = $1 and r.merge_id = $2 and r.kind = 'addresses' and t.org_id = $1 and t.id = r.row_id and t.account_id = $3"
        "update leads t set account_id = $4 from account_merge_rows r
         where r.org_id = $1 and r.merge_id = $2 and r.kind = 'leads' and t.org_id = $1 and t.id = r.row_id and t.account_id = $3"
        "update quotes t set account_id = $4 from account_merge_rows r
         where r.org_id = $1 and r.merge_id = $2 and r.kind = 'quotes' and t.org_id = $1 and t.id = r.row_id and t.account_id = $3"
        "update jobs t set account_id = $4 from account_merge_rows r
         where r.org_id = $1 and r.merge_id = $2 and r.kind = 'jobs' and t.org_id = $1 and t.id = r.row_id and t.account_id = $3"
        // what was given since the merge to somebody who goes back goes with them
        "update portal_access t set account_id = $4 from account_merge_rows r
         where r.org_id = $1 and r.merge_id = $2 and r.kind in ('contacts', 'portal_access') and t.org_id = $1 and t.contact_id = r.row_id and t.account_id = $3"
        "update removed_contacts t set account_id = $4 from account_merge_rows r
         where r.org_id = $1 and r.merge_id = $2 and r.kind = 'removed_contacts' and t.org_id = $1 and t.id = r.row_id and t.account_id = $3"
        // what the merge archived is in service again, unless a unit that goes back as well has its number by now
        "update units t set account_id = $4, active = t.active or (r.archived and not exists (
             select from units o join account_merge_rows q on q.org_id = o.org_id and q.row_id = o.id and q.kind = 'units' and q.merge_id = $2
             where o.org_id = $1 and o.account_id = $3 and o.active and o.id <> t.id and lower(o.number) = lower(t.number)))
         from account_merge_rows r
         where r.org_id = $1 and r.merge_id = $2 and r.kind = 'units' and t.org_id = $1 and t.id = r.row_id and t.account_id = $3"
        "update fleet_settings t set account_id = $4 from account_merge_rows r
         where r.org_id = $1 and r.merge_id = $2 and r.kind = 'fleet_settings' and t.org_id = $1 and t.account_id = $3"
        "update price_lists t set account_id = $4 from account_merge_rows r
         where r.org_id = $1 and r.merge_id = $2 and r.kind = 'price_lists' and t.org_id = $1 and t.id = r.row_id and t.account_id = $3"
        "update accounts t set parent_id = $4 from account_merge_rows r
         where r.org_id = $1 and r.merge_id = $2 and r.kind = 'accounts' and t.org_id = $1 and t.id = r.row_id and t.parent_id = $3"
        // a star set since the merge is one of the kept record
        "update account_favourites t set account_id = $4 from account_merge_rows r join account_merges m on m.org_id = r.org_id and m.id = r.merge_id
         where r.org_id = $1 and r.merge_id = $2 and r.kind = 'account_favourites' and t.org_id = $1 and t.member_id = r.row_id and t.account_id = $3
           and t.starred_at <= m.made_at"
    }
    // whoever was made the first person meanwhile may have gone back
    sqlx::query!(
        "update contacts set is_primary = true
         where org_id = $1 and id = (select id from contacts where org_id = $1 and account_id = $2 order by created_at, id limit 1)
           and not exists (select from contacts where org_id = $1 and account_id = $2 and is_primary)",
        org,
        kept
    )
    .execute(tx.db()?)
    .await?;
    Ok(i64::try_from(rows).unwrap_or(i64::MAX))
}

/// Writes what an account says of itself; the new version.
pub(crate) async fn write_facts(tx: &mut Tx, id: AccountId, facts: &Facts) -> Result<i32> {
    let org = tx.org().0;
    Ok(sqlx::query_scalar!(
        "update accounts set kind = $3, name = $4, status = $5, terms = $6, owner_id = $7, tags = $8, notes = $9, custom = $10, parent_id = $11, tax_exempt = $12, tax_certificate = $13, version = version + 1, updated_at = now()
         where org_id = $1 and id = $2 returning version",
        org,
        id.0,
        facts.kind.key(),
        facts.name,
        facts.status.key(),
        facts.terms.key(),
        facts.owner.map(|owner| owner.0),
        &facts.tags,
        facts.notes,
        Json(&facts.custom) as _,
        facts.parent.map(|parent| parent.0),
        facts.tax.exempt,
        facts.tax.certificate
    )
    .fetch_one(tx.db()?)
    .await?)
}

/// Puts a record behind another, or brings it back.
pub(crate) async fn hide_behind(tx: &mut Tx, id: AccountId, kept: Option<AccountId>) -> Result<()> {
    let org = tx.org().0;
    sqlx::query!(
        "update accounts set merged_into = $3, version = version + 1, updated_at = now() where org_id = $1 and id = $2",
        org,
        id.0,
        kept.map(|kept| kept.0)
    )
    .execute(tx.db()?)
    .await?;
    Ok(())
}

/// A merge that was not undone.
pub(crate) struct OpenMerge {
    pub merged: AccountId,
    pub name: String,
    pub before: Facts,
    pub after: Facts,
}

pub(crate) async fn open_merge(tx: &mut Tx, kept: AccountId, id: MergeId) -> Result<OpenMerge> {
    let org = tx.org().0;
    let row = sqlx::query!(
        r#"select m.merged_id as "merged: AccountId", a.name, m.before as "before: Json<Facts>", m.after as "after: Json<Facts>"
           from account_merges m join accounts a on a.org_id = m.org_id and a.id = m.merged_id
           where m.org_id = $1 and m.id = $2 and m.kept_id = $3 and m.undone_at is null"#,
        org,
        id.0,
        kept.0
    )
    .fetch_one(tx.db()?)
    .await?;
    Ok(OpenMerge { merged: row.merged, name: row.name, before: row.before.0, after: row.after.0 })
}

/// Marks a merge as undone; false when somebody was faster.
pub(crate) async fn close_merge(tx: &mut Tx, id: MergeId) -> Result<bool> {
    let org = tx.org().0;
    let done = sqlx::query!("update account_merges set undone_at = now() where org_id = $1 and id = $2 and undone_at is null", org, id.0)
        .execute(tx.db()?)
        .await?;
    Ok(done.rows_affected() == 1)
}

/// The merges that hold, the latest first.
pub(crate) async fn merges(tx: &mut Tx, kept: AccountId) -> Result<Vec<Merge>> {
    let org = tx.org().0;
    Ok(sqlx::query_as!(
        Merge,
        r#"select m.id as "id: MergeId", m.merged_id as "account: AccountId", a.name, m.made_by as by, m.made_at as at,
                  (select count(*) from account_merge_rows r where r.org_id = m.org_id and r.merge_id = m.id) as "rows!"
           from account_merges m join accounts a on a.org_id = m.org_id and a.id = m.merged_id
           where m.org_id = $1 and m.kept_id = $2 and m.undone_at is null order by m.made_at desc, m.id desc"#,
        org,
        kept.0
    )
    .fetch_all(tx.db()?)
    .await?)
}
