//! How the page is set on which visitors work out prices.

use shared::access::Action;
use shared::input::check;
use shared::quotes::{EditInstantPage, InstantPage, events};
use shared::{Error, Result};

use crate::begin;
use crate::cx::Cx;
use crate::events::Record;
use crate::quotes::sql;

/// How the page is set.
pub async fn page(cx: &Cx) -> Result<InstantPage> {
    cx.may(Action::LeadsAssign)?;
    let mut tx = cx.read().await?;
    sql::instant_page(&mut tx).await
}

/// Sets the page.
pub async fn edit_page(cx: &Cx, input: EditInstantPage) -> Result<InstantPage> {
    cx.may(Action::LeadsAssign)?;
    check(&input)?;
    input.check_lines()?;
    let mut tx = begin!(cx);
    let before = sql::instant_page(&mut tx).await?;
    if input.lines.iter().any(|line| !before.priced.contains(line)) {
        return Err(Error::field("lines", "not_applicable"));
    }
    sql::set_instant_page(&mut tx, input.active, &input.lines, input.valid_days).await?;
    tx.record(Record::new(events::INSTANT_EDITED, cx.org).data(&input)).await?;
    let page = sql::instant_page(&mut tx).await?;
    tx.commit(page).await
}
