//! Queries of the operations screen.

use shared::operations::{Mail, Work};
use shared::text::Locale;
use shared::{MailId, Result, Said, WorkId};

use crate::db::Tx;

pub(super) async fn mails(tx: &mut Tx, after: Option<MailId>, limit: i64) -> Result<Vec<Mail>> {
    let org = tx.org().0;
    let locale = tx.cx.request.locale;
    let rows = sqlx::query_as!(
        Mail,
        r#"select id as "id: MailId", to_address, to_name, template, subject, text_body, status, error, created_at
           from mails where org_id = $1 and ($2::uuid is null or id < $2) order by id desc limit $3"#,
        org,
        after.map(|id| id.0),
        limit
    )
    .fetch_all(tx.db()?)
    .await?;
    Ok(rows.into_iter().map(|mail| Mail { error: told(mail.error, locale), ..mail }).collect())
}

pub(super) async fn unfinished(tx: &mut Tx) -> Result<Vec<Work>> {
    let org = tx.org().0;
    let locale = tx.cx.request.locale;
    let rows = sqlx::query_as!(
        Work,
        r#"select id as "id: WorkId", kind, status, attempts, run_at, last_error, created_at
           from work where org_id = $1 and status <> 'done' order by status = 'dead' desc, run_at limit 200"#,
        org
    )
    .fetch_all(tx.db()?)
    .await?;
    Ok(rows.into_iter().map(|work| Work { last_error: told(work.last_error, locale), ..work }).collect())
}

/// Why something failed, in the language of whoever asks.
fn told(why: Option<String>, locale: Locale) -> Option<String> {
    why.map(|why| Said::of_kept(&why).told_in(locale))
}

pub(super) async fn revive(tx: &mut Tx, id: WorkId) -> Result<u64> {
    let org = tx.org().0;
    let done = sqlx::query!("update work set status = 'waiting', attempts = 0, run_at = now(), finished_at = null where org_id = $1 and id = $2 and status = 'dead'", org, id.0)
        .execute(tx.db()?)
        .await?;
    tx.wake_workers();
    Ok(done.rows_affected())
}
