//! Imports, and the customers they find and take back.

use shared::customers::{DuplicateRows, Import, ImportColumn, ImportStatus, MapImport, NewImport, RowCounts};
use shared::{AccountId, ImportId, MemberId, Result};
use uuid::Uuid;

use crate::customers::reach::Reach;
use crate::db::Tx;

/// Imports within reach with their figures, the latest first; one of them if it is named.
pub(crate) async fn imports(tx: &mut Tx, reach: &Reach, id: Option<ImportId>) -> Result<Vec<Import>> {
    let org = tx.org().0;
    let rows = sqlx::query!(
        r#"select i.id, i.name, i.status as "status: ImportStatus", i.heads, i.mapping, i.duplicates as "duplicates: DuplicateRows", i.made_by, i.made_at,
                  count(r.line) as "total!",
                  count(*) filter (where r.outcome = 'open') as "open!", count(*) filter (where r.outcome = 'ready') as "ready!",
                  count(*) filter (where r.outcome = 'duplicate') as "duplicate!", count(*) filter (where r.outcome = 'wrong') as "wrong!",
                  count(*) filter (where r.outcome = 'added') as "added!", count(*) filter (where r.outcome = 'skipped') as "skipped!",
                  count(*) filter (where r.outcome = 'gone') as "gone!", count(*) filter (where r.outcome = 'kept') as "kept!"
           from (select * from customer_imports where org_id = $1 and ($2::uuid is null or id = $2) and ($3 or owner_id = any($4)) order by made_at desc limit 20) i
           left join customer_import_rows r on r.org_id = i.org_id and r.import_id = i.id
           group by i.org_id, i.id, i.name, i.status, i.heads, i.mapping, i.duplicates, i.made_by, i.made_at
           order by i.made_at desc"#,
        org,
        id.map(|id| id.0),
        reach.all,
        &reach.owners
    )
    .fetch_all(tx.db()?)
    .await?;
    Ok(rows
        .into_iter()
        .map(|r| Import {
            id: ImportId(r.id),
            name: r.name,
            status: r.status,
            heads: r.heads,
            mapping: r.mapping.iter().map(|field| field.parse().ok()).collect(),
            duplicates: r.duplicates,
            by: r.made_by,
            at: r.made_at,
            counts: RowCounts {
                total: r.total,
                open: r.open,
                ready: r.ready,
                duplicate: r.duplicate,
                wrong: r.wrong,
                added: r.added,
                skipped: r.skipped,
                gone: r.gone,
                kept: r.kept,
            },
            samples: Vec::new(),
            problems: Vec::new(),
        })
        .collect())
}

pub(crate) async fn insert_import(
    tx: &mut Tx,
    id: ImportId,
    input: &NewImport,
    mapping: &[Option<ImportColumn>],
    owner: Option<MemberId>,
    by: &str,
) -> Result<()> {
    let org = tx.org().0;
    sqlx::query!(
        "insert into customer_imports (org_id, id, name, heads, mapping, owner_id, made_by) values ($1, $2, $3, $4, $5, $6, $7)",
        org,
        id.0,
        input.name.trim(),
        &input.heads,
        &keys(mapping),
        owner.map(|owner| owner.0),
        by
    )
    .execute(tx.db()?)
    .await?;
    Ok(())
}

fn keys(mapping: &[Option<ImportColumn>]) -> Vec<String> {
    mapping.iter().map(|column| column.as_ref().map_or_else(String::new, ToString::to_string)).collect()
}

/// One at a time writes an import.
pub(crate) async fn lock_import(tx: &mut Tx, id: ImportId) -> Result<()> {
    let org = tx.org().0;
    sqlx::query!("select id from customer_imports where org_id = $1 and id = $2 for update", org, id.0).fetch_one(tx.db()?).await?;
    Ok(())
}

pub(crate) async fn import_owner(tx: &mut Tx, id: ImportId) -> Result<Option<MemberId>> {
    let org = tx.org().0;
    let owner =
        sqlx::query_scalar!("select owner_id from customer_imports where org_id = $1 and id = $2", org, id.0).fetch_one(tx.db()?).await?;
    Ok(owner.map(MemberId))
}

pub(crate) async fn map_import(tx: &mut Tx, id: ImportId, input: &MapImport) -> Result<()> {
    let org = tx.org().0;
    sqlx::query!(
        "update customer_imports set mapping = $3, duplicates = $4, version = version + 1 where org_id = $1 and id = $2",
        org,
        id.0,
        &keys(&input.mapping),
        input.duplicates.key()
    )
    .execute(tx.db()?)
    .await?;
    Ok(())
}

pub(crate) async fn set_import_status(tx: &mut Tx, id: ImportId, status: ImportStatus) -> Result<i32> {
    let org = tx.org().0;
    Ok(sqlx::query_scalar!(
        "update customer_imports set status = $3, version = version + 1 where org_id = $1 and id = $2 returning version",
        org,
        id.0,
        status.key()
    )
    .fetch_one(tx.db()?)
    .await?)
}

/// Customers there are, by what rows are compared by: `e:` address, `p:` number, `n:` name in lower case.
pub(crate) async fn known(tx: &mut Tx, emails: &[String], phones: &[String], names: &[String]) -> Result<Vec<(String, AccountId, String)>> {
    let org = tx.org().0;
    let rows = sqlx::query!(
        r#"select 'e:' || c.email_norm as "key!", a.id as "id!", a.name as "name!" from contacts c join accounts a on a.org_id = c.org_id and a.id = c.account_id
           where c.org_id = $1 and a.archived_at is null and c.email_norm = any($2)
           union all
           select 'p:' || c.phone_e164, a.id, a.name from contacts c join accounts a on a.org_id = c.org_id and a.id = c.account_id
           where c.org_id = $1 and a.archived_at is null and c.phone_e164 = any($3)
           union all
           select 'n:' || lower(trim(wanted)), a.id, a.name from unnest($4::text[]) wanted
           join accounts a on a.org_id = $1 and a.merged_into is null and a.archived_at is null and a.search = plain(wanted)"#,
        org,
        emails,
        phones,
        names
    )
    .fetch_all(tx.db()?)
    .await?;
    Ok(rows.into_iter().map(|row| (row.key, AccountId(row.id), row.name)).collect())
}

/// Deletes some of what an import added and nothing has happened to since; how many were looked at.
pub(crate) async fn remove_imported(tx: &mut Tx, id: ImportId, most: i64) -> Result<usize> {
    let org = tx.org().0;
    // those nobody belongs to come first: so a company is looked at when it is known which of its own are kept
    let made = sqlx::query_scalar!(
        r#"with made as (
               select r.account_id, r.line, exists (select from accounts c where c.org_id = r.org_id and c.parent_id = r.account_id) as has_own
               from customer_import_rows r where r.org_id = $1 and r.import_id = $2 and r.outcome = 'added')
           select account_id as "account!" from made where has_own = (select bool_and(has_own) from made) order by line limit $3"#,
        org,
        id.0,
        most
    )
    .fetch_all(tx.db()?)
    .await?;
    // one list of ids for every table: joins would be planned by what is known of tables before the import filled them
    let gone = sqlx::query_scalar!(
        "select id from accounts where org_id = $1 and id = any($2) and version = 1
         except (
             select account_id from contacts where org_id = $1 and account_id = any($2) group by account_id having count(*) > 1 or max(version) > 1
             union all select account_id from leads where org_id = $1 and account_id = any($2)
             union all select account_id from quotes where org_id = $1 and account_id = any($2)
             union all select account_id from jobs where org_id = $1 and account_id = any($2)
             union all select account_id from portal_access where org_id = $1 and account_id = any($2)
             union all select account_id from units where org_id = $1 and account_id = any($2)
             union all select account_id from fleet_settings where org_id = $1 and account_id = any($2)
             union all select account_id from price_lists where org_id = $1 and account_id = any($2)
             union all select account_id from removed_contacts where org_id = $1 and account_id = any($2)
             union all select kept_id from account_merges where org_id = $1 and kept_id = any($2)
             union all select merged_id from account_merges where org_id = $1 and merged_id = any($2)
             union all select parent_id from accounts where org_id = $1 and parent_id = any($2)
         )",
        org,
        &made
    )
    .fetch_all(tx.db()?)
    .await?;
    let gone: Vec<Uuid> = gone.into_iter().flatten().collect();
    sqlx::query!(
        "update customer_import_rows set outcome = case when account_id = any($4) then 'gone' else 'kept' end
         where org_id = $1 and import_id = $2 and outcome = 'added' and account_id = any($3)",
        org,
        id.0,
        &made,
        &gone
    )
    .execute(tx.db()?)
    .await?;
    sqlx::query!("delete from addresses where org_id = $1 and account_id = any($2)", org, &gone).execute(tx.db()?).await?;
    sqlx::query!("delete from contacts where org_id = $1 and account_id = any($2)", org, &gone).execute(tx.db()?).await?;
    // a star alone keeps nobody
    sqlx::query!("delete from account_favourites where org_id = $1 and account_id = any($2)", org, &gone).execute(tx.db()?).await?;
    sqlx::query!("delete from accounts where org_id = $1 and id = any($2)", org, &gone).execute(tx.db()?).await?;
    Ok(made.len())
}
