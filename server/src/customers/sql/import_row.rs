//! The rows of imports.

use shared::customers::{RowOutcome, RowProblem};
use shared::{AccountId, ImportId, Result, Said};
use sqlx::types::Json;
use uuid::Uuid;

use crate::customers::import::{FileRow, Verdict};
use crate::customers::import_add::Added;
use crate::db::Tx;

/// Rows shown as examples.
const SAMPLES: i64 = 3;

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

/// Lines that are wrong or somebody there is already, or of whose customer something is left to do, in the order of the
/// file; with the reason in the language of whoever asks.
pub(crate) async fn problems(tx: &mut Tx, id: ImportId, most: i64) -> Result<Vec<RowProblem>> {
    let org = tx.org().0;
    let locale = tx.cx.request.locale;
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
            words: Said::of_kept(&row.words).told_in(locale),
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
