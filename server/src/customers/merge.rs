//! Making two records of one customer one, and undoing it.
//!
//! Who holds what first: offers and conversions hold their quote, lead or job and come to the customer after it. So merging
//! takes quotes, leads and jobs first as well and the customers last; the other way round the two would wait for each other
//! until the database ends one of them. Families come before all of it, and nobody who holds a lead asks for them.

use serde_json::json;
use shared::access::Action;
use shared::customers::{Account, AccountFact, Facts, MergeAccounts, events};
use shared::input::check;
use shared::{AccountId, Error, MergeId, Result};

use super::{changed, editable, family, load, sql};
use crate::begin;
use crate::cx::Cx;
use crate::events::Record;

/// Merges another record into a customer: what points at it moves over and is written into the ledger.
pub async fn merge(cx: &Cx, id: AccountId, input: MergeAccounts) -> Result<Account> {
    let scope = cx.may(Action::CustomersEdit)?;
    check(&input)?;
    if input.merged == id {
        return Err(Error::field("merged", "unknown_choice"));
    }
    let mut tx = begin!(cx);
    sql::lock_families(&mut tx).await?;
    sql::lock_work(&mut tx, &[input.merged]).await?;
    sql::lock(&mut tx, &[id, input.merged]).await?;
    let kept = editable(cx, &mut tx, id, scope).await?;
    let merged = match editable(cx, &mut tx, input.merged, scope).await {
        Err(Error::NotFound) => return Err(Error::field("merged", "unknown_choice")),
        found => found?,
    };
    if kept.version != input.version {
        return Err(changed());
    }
    let before = Facts::of(&kept);
    let mut after = before.joined(&Facts::of(&merged), &input.take, &input.take_custom);
    after.parent = family::joined(&mut tx, &kept, &merged, input.take.contains(&AccountFact::Parent)).await?;
    let merge = cx.id::<MergeId>();
    sql::insert_merge(&mut tx, merge, (id, input.merged), (&before, &after), cx.actor.name()).await?;
    let rows = sql::move_rows(&mut tx, merge, input.merged, id).await?;
    let version = sql::write_facts(&mut tx, id, &after).await?;
    sql::hide_behind(&mut tx, input.merged, Some(id)).await?;
    let data = json!({ "merged": merged.name, "kept": after.name, "take": input.take, "rows": rows, "before": before, "after": after });
    tx.record(Record::new(events::MERGED, id).of(input.merged).account(id).version(version).data(data)).await?;
    let account = load(cx, &mut tx, id).await?;
    tx.commit(account).await
}

/// Undoes a merge: the record behind is back with every row that came from it and is still there.
pub async fn unmerge(cx: &Cx, id: AccountId, merge: MergeId) -> Result<Account> {
    let scope = cx.may(Action::CustomersEdit)?;
    let mut tx = begin!(cx);
    sql::lock_families(&mut tx).await?;
    let found = sql::open_merge(&mut tx, id, merge).await?;
    sql::lock_work(&mut tx, &[id]).await?;
    sql::lock(&mut tx, &[id, found.merged]).await?;
    let kept = editable(cx, &mut tx, id, scope).await?;
    if !sql::close_merge(&mut tx, merge).await? {
        return Err(Error::NotFound);
    }
    let rows = sql::move_back(&mut tx, merge, id, found.merged).await?;
    sql::hide_behind(&mut tx, found.merged, None).await?;
    let belongs = family::come_back(&mut tx, found.merged).await?;
    let now = Facts::of(&kept);
    let mut undone = now.undone(&found.before, &found.after);
    undone.parent = family::given_back(&mut tx, id, now.parent, undone.parent).await?;
    let version = sql::write_facts(&mut tx, id, &undone).await?;
    let data = json!({ "merged": found.name, "kept": undone.name, "rows": rows, "before": now, "after": undone, "belongs": belongs });
    tx.record(Record::new(events::UNMERGED, id).of(found.merged).account(id).version(version).data(data)).await?;
    let account = load(cx, &mut tx, id).await?;
    tx.commit(account).await
}
