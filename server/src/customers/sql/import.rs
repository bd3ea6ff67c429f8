//! Imports and their rows.

use shared::customers::{DuplicateRows, Import, ImportColumn, ImportStatus, MapImport, NewImport, RowCounts, RowOutcome, RowProblem};
use shared::{AccountId, ImportId, MemberId, Result};
use sqlx::types::Json;
use uuid::Uuid;

use crate::customers::import::{FileRow, Verdict};
use crate::customers::import_add::Added;
use crate::customers::reach::Reach;
use crate::db::Tx;

/// Rows shown as examples.
const SAMPLES: i64 = 3;

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

/// Lines of nothing but space are left out.
pub(crate) async fn insert_rows(tx: &mut Tx, id: ImportId, first_line: i32, rows: &[Vec<String>]) -> Result<()> {
    let org = tx.org().0;
    sqlx::query!(
        "insert into customer_import_rows (org_id, import_id, line, cells)
         select $1, $2, $3 + nth::int - 1, cells from jsonb_array_elements($4::jsonb) with ordinality as given (cells, nth)
         where exists (select from jsonb_array_elements_text(cells) cell where trim(cell) <> '')
         on conflict (org_id, import_id, line) do update set cells = excluded.cells, outcome = 'open', words = '', like_id = null",
        org,
        id.0,
        first_line,
        Json(rows) as _
    )
    .execute(tx.db()?)
    .await?;
    Ok(())
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

/// Rows of these outcomes, of all if none is named, in the order of the file.
pub(crate) async fn rows(tx: &mut Tx, id: ImportId, outcomes: &[RowOutcome], most: i64) -> Result<Vec<FileRow>> {
    let org = tx.org().0;
    let outcomes: Vec<String> = outcomes.iter().map(|outcome| outcome.key().into()).collect();
    let rows = sqlx::query!(
        r#"select line, cells as "cells: Json<Vec<String>>" from customer_import_rows
           where org_id = $1 and import_id = $2 and (cardinality($3::text[]) = 0 or outcome = any($3)) order by line limit $4"#,
        org,
        id.0,
        &outcomes,
        most
    )
    .fetch_all(tx.db()?)
    .await?;
    Ok(rows.into_iter().map(|row| FileRow { line: row.line, cells: row.cells.0 }).collect())
}

pub(crate) async fn samples(tx: &mut Tx, id: ImportId) -> Result<Vec<Vec<String>>> {
    Ok(rows(tx, id, &[], SAMPLES).await?.into_iter().map(|row| row.cells).collect())
}

/// Lines that are wrong or somebody there is already, or of whose customer something is left to do, in the order of the file.
pub(crate) async fn problems(tx: &mut Tx, id: ImportId, most: i64) -> Result<Vec<RowProblem>> {
    let org = tx.org().0;
    let rows = sqlx::query!(
        r#"select line, cells as "cells: Json<Vec<String>>", outcome as "outcome: RowOutcome", words, like_id from customer_import_rows
           where org_id = $1 and import_id = $2 and (outcome in ('wrong', 'duplicate', 'skipped', 'kept') or (outcome = 'added' and words <> ''))
           order by outcome = 'wrong' desc, line limit $3"#,
        org,
        id.0,
        most
    )
    .fetch_all(tx.db()?)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| RowProblem {
            line: row.line,
            outcome: row.outcome,
            cells: row.cells.0,
            words: row.words,
            like: row.like_id.map(AccountId),
        })
        .collect())
}

pub(crate) async fn write_verdicts(tx: &mut Tx, id: ImportId, verdicts: &[Verdict]) -> Result<()> {
    let org = tx.org().0;
    let lines: Vec<i32> = verdicts.iter().map(|verdict| verdict.line).collect();
    let outcomes: Vec<String> = verdicts.iter().map(|verdict| verdict.outcome.key().into()).collect();
    let words: Vec<String> = verdicts.iter().map(|verdict| verdict.words.clone()).collect();
    let likes: Vec<Option<Uuid>> = verdicts.iter().map(|verdict| verdict.like.map(|like| like.0)).collect();
    sqlx::query!(
        "update customer_import_rows r set outcome = v.outcome, words = v.words, like_id = v.like_id
         from unnest($3::int[], $4::text[], $5::text[], $6::uuid[]) as v (line, outcome, words, like_id)
         where r.org_id = $1 and r.import_id = $2 and r.line = v.line",
        org,
        id.0,
        &lines,
        &outcomes,
        &words,
        &likes as &[Option<Uuid>]
    )
    .execute(tx.db()?)
    .await?;
    Ok(())
}

pub(crate) async fn mark_added(tx: &mut Tx, id: ImportId, added: &[Added]) -> Result<()> {
    let org = tx.org().0;
    let (lines, accounts): (Vec<i32>, Vec<Uuid>) = added.iter().map(|added| (added.line, added.account.0)).unzip();
    let parents: Vec<String> = added.iter().map(|added| added.waits_for.clone()).collect();
    sqlx::query!(
        "update customer_import_rows r set outcome = 'added', words = '', account_id = v.account_id, parent = v.parent
         from unnest($3::int[], $4::uuid[], $5::text[]) as v (line, account_id, parent)
         where r.org_id = $1 and r.import_id = $2 and r.line = v.line",
        org,
        id.0,
        &lines,
        &accounts,
        &parents
    )
    .execute(tx.db()?)
    .await?;
    Ok(())
}

/// A customer that waits for whom it is to belong to.
pub(crate) struct Waiting {
    pub line: i32,
    pub account: AccountId,
    pub parent: String,
}

/// Some of those that wait, in the order of the file.
pub(crate) async fn waiting(tx: &mut Tx, id: ImportId, most: i64) -> Result<Vec<Waiting>> {
    let org = tx.org().0;
    Ok(sqlx::query_as!(
        Waiting,
        r#"select line, account_id as "account!: AccountId", parent from customer_import_rows
           where org_id = $1 and import_id = $2 and parent <> '' and outcome = 'added' and account_id is not null order by line limit $3"#,
        org,
        id.0,
        most
    )
    .fetch_all(tx.db()?)
    .await?)
}

/// Says of lines that they wait no longer, and what is left to do.
pub(crate) async fn settle(tx: &mut Tx, id: ImportId, lines: &[(i32, String)]) -> Result<()> {
    let org = tx.org().0;
    let (lines, words): (Vec<i32>, Vec<String>) = lines.iter().cloned().unzip();
    sqlx::query!(
        "update customer_import_rows r set parent = '', words = v.words from unnest($3::int[], $4::text[]) as v (line, words)
         where r.org_id = $1 and r.import_id = $2 and r.line = v.line",
        org,
        id.0,
        &lines,
        &words
    )
    .execute(tx.db()?)
    .await?;
    Ok(())
}

/// What is not added when everything else is, is skipped.
pub(crate) async fn skip_rest(tx: &mut Tx, id: ImportId) -> Result<()> {
    let org = tx.org().0;
    sqlx::query!(
        "update customer_import_rows set outcome = 'skipped' where org_id = $1 and import_id = $2 and outcome = 'duplicate'",
        org,
        id.0
    )
    .execute(tx.db()?)
    .await?;
    Ok(())
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
