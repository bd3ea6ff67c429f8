//! Operations of an organization: its outgoing mail and its background work, with retry of what died.

use shared::access::Action;
use shared::operations::{Mail, RETRIED, Work};
use shared::{Error, MailId, Page, Result, WorkId};

use crate::begin;
use crate::cx::Cx;
use crate::events::Record;

mod sql;

/// Mails, newest first.
pub async fn mails(cx: &Cx, after: Option<MailId>) -> Result<Page<Mail>> {
    cx.may(Action::OperationsView)?;
    let mut tx = cx.read().await?;
    let rows = sql::mails(&mut tx, after, shared::page::PAGE_SIZE + 1).await?;
    Ok(Page::from_rows(rows, shared::page::PAGE_SIZE as usize, |mail| mail.id.to_string()))
}

/// Work that waits, runs or died, dead first.
pub async fn work(cx: &Cx) -> Result<Vec<Work>> {
    cx.may(Action::OperationsView)?;
    let mut tx = cx.read().await?;
    sql::unfinished(&mut tx).await
}

/// Gives dead work another round of attempts.
pub async fn retry(cx: &Cx, id: WorkId) -> Result<()> {
    cx.may(Action::OperationsView)?;
    let mut tx = begin!(cx);
    if sql::revive(&mut tx, id).await? == 0 {
        return Err(Error::NotFound);
    }
    tx.record(Record::new(RETRIED, id)).await?;
    tx.commit(()).await
}
