//! What happens to offers by themselves: they run out.

use std::time::Duration;

use shared::quotes::{QuoteStatus, events};
use shared::{QuoteId, Result};

use super::sql;
use crate::app::App;
use crate::background::Sweep;
use crate::begin;
use crate::cx::Cx;
use crate::events::Record;

/// Marks offers whose time is over. Their links say so by the clock already; this is for lists and reserved codes.
pub const EXPIRY: Sweep = Sweep { name: "quotes.expiry", every: Duration::from_secs(60), run: |app| Box::pin(expire_all(app)) };

pub(super) async fn expire_all(app: &App) -> Result<()> {
    let mut tx = app.system("offers of all organizations run out").await?;
    let overdue = sql::overdue(&mut tx).await?;
    tx.commit().await?;
    for (org, id) in overdue {
        // one that fails is tried again with the next sweep, and keeps no other open
        if let Err(error) = expire(&Cx::system(app, org, "Tailboard"), id).await {
            tracing::warn!(quote = %id, %error, "an offer could not run out");
        }
    }
    Ok(())
}

/// Lets one offer run out, if its time is over.
pub(crate) async fn expire(cx: &Cx, id: QuoteId) -> Result<()> {
    let mut tx = begin!(cx);
    sql::lock(&mut tx, id).await?;
    let record = sql::load(&mut tx, id).await?;
    if !record.status.is_open() || record.valid_until.is_none_or(|until| until > cx.now()) {
        return Ok(());
    }
    sql::close(&mut tx, id, QuoteStatus::Expired, "").await?;
    crate::pricing::release(&mut tx, id).await?;
    tx.record(Record::new(events::EXPIRED, id).account(record.account).version(record.version + 1)).await?;
    tx.commit(()).await
}
