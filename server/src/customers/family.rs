//! Who belongs to whom, looked at in the transaction that changes it.

use shared::customers::{Account, MOST_LEVELS, check_parent, joined_above};
use shared::{AccountId, Error, Result};

use super::{said, seen, sql};
use crate::cx::Cx;
use crate::db::Tx;

/// Admits that an account belongs to another, which whoever asks sees, or to none any more. Families stay as they are
/// until the transaction ends.
pub(super) async fn admit(cx: &Cx, tx: &mut Tx, id: AccountId, parent: Option<AccountId>) -> Result<()> {
    sql::lock_families(tx).await?;
    let Some(parent) = parent else { return Ok(()) };
    match sql::standing(tx, parent).await? {
        Some(standing) if !standing.is_trace && seen(cx).covers(standing.owner) => looked_at(tx, id, parent).await,
        _ => Err(Error::field("parent", "unknown_choice")),
    }
}

/// The rule, asked with what stands above and below now.
pub(super) async fn looked_at(tx: &mut Tx, id: AccountId, parent: AccountId) -> Result<()> {
    let above = sql::line(tx, parent).await?;
    check_parent(id, &above, sql::levels(tx, id).await?)
}

/// Whom the kept record belongs to once the other is merged into it.
pub(super) async fn joined(tx: &mut Tx, kept: &Account, merged: &Account, take: bool) -> Result<Option<AccountId>> {
    let (kept_line, merged_line) = (sql::line(tx, kept.id).await?, sql::line(tx, merged.id).await?);
    let (kept_above, merged_above) = (kept_line.get(1..).unwrap_or_default(), merged_line.get(1..).unwrap_or_default());
    let above = joined_above(kept.id, merged.id, kept_above, merged_above, take);
    let below = sql::levels(tx, kept.id).await?.max(sql::levels(tx, merged.id).await?);
    if above.len() + below > MOST_LEVELS {
        return Err(Error::conflict("too_deep", || said::family_too_deep(MOST_LEVELS)));
    }
    Ok(above.first().copied())
}

/// Where the kept record belongs after a merge is undone: where it did before, or where somebody put it since; if the
/// family has changed so that the former place is none any more, it stays where it is.
pub(super) async fn given_back(
    tx: &mut Tx,
    kept: AccountId,
    now: Option<AccountId>,
    before: Option<AccountId>,
) -> Result<Option<AccountId>> {
    let Some(before) = before.filter(|before| now != Some(*before)) else { return Ok(before) };
    // the former parent may have been merged into another since
    let Some(parent) = sql::standing_for(tx, before).await? else { return Ok(now) };
    Ok(if fits(tx, kept, parent).await? { Some(parent) } else { now })
}

/// Lets a record that comes back after a merge keep its parent, unless that one has come to belong to it since, or the
/// family is too deep for it by now. Whether it kept it.
pub(super) async fn come_back(tx: &mut Tx, id: AccountId) -> Result<bool> {
    let line = sql::line(tx, id).await?;
    let Some(parent) = line.get(1).copied() else { return Ok(true) };
    let fits = fits(tx, id, parent).await?;
    if !fits {
        sql::set_parent(tx, id, None).await?;
    }
    Ok(fits)
}

async fn fits(tx: &mut Tx, id: AccountId, parent: AccountId) -> Result<bool> {
    match looked_at(tx, id, parent).await {
        Ok(()) => Ok(true),
        Err(Error::Invalid(_)) => Ok(false),
        Err(error) => Err(error),
    }
}
