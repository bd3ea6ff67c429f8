//! Saved views: names for what a member narrowed a list to. Invariants and what is left to others: `shared::saved_views`.
//!
//! A view needs no right of its own: it holds no record, and the list it leads to asks for its rights itself.

use serde_json::json;
use shared::access::Action;
use shared::input::check;
use shared::saved_views::{EditSavedView, ListKind, MOST_VIEWS, NewSavedView, SavedView, events, settled};
use shared::{Error, MemberId, Result, SavedViewId};

use crate::begin;
use crate::cx::Cx;
use crate::db::Tx;
use crate::events::Record;

#[cfg(test)]
mod conflict_tests;
mod sql;
#[cfg(test)]
mod tests;

mod said {
    shared::catalog_bilingual! {
        too_many(most) { "There can be {most} views of a list at most. Delete one first" / "Une liste compte au plus {most} vues. Supprimez-en d'abord une" }
        changed { "This view was changed elsewhere meanwhile" / "Cette vue a été modifiée ailleurs entre-temps" }
    }
}

/// Whoever asks, as a member: customers and the system keep no views.
fn asker(cx: &Cx) -> Result<MemberId> {
    cx.member().ok_or_else(|| Error::Forbidden { missing: "member".into() })
}

/// The asker's views of a list, or of all lists, by name, then those others share.
pub async fn list(cx: &Cx, list: Option<String>) -> Result<Vec<SavedView>> {
    let member = asker(cx)?;
    let list = list
        .as_deref()
        .filter(|key| !key.is_empty())
        .map(str::parse::<ListKind>)
        .transpose()
        .map_err(|_| Error::field("list", "unknown_choice"))?;
    let mut tx = cx.read().await?;
    sql::list(&mut tx, member, list).await
}

/// Keeps a view.
pub async fn create(cx: &Cx, input: NewSavedView) -> Result<SavedView> {
    let member = asker(cx)?;
    check(&input)?;
    let mut tx = begin!(cx);
    // whoever saves two at once is counted once after the other
    sql::lock_member(&mut tx, member).await?;
    if sql::count(&mut tx, member, input.list).await? >= MOST_VIEWS {
        return Err(Error::conflict("too_many_views", || said::too_many(MOST_VIEWS)));
    }
    let id: SavedViewId = cx.id();
    let (name, query) = (input.name.trim(), settled(&input.query));
    sql::insert(&mut tx, id, member, input.list, name, &query, input.shared).await?;
    let data = json!({ "list": input.list, "name": name, "query": query, "shared": input.shared });
    tx.record(Record::new(events::SAVED, id).version(1).data(data)).await?;
    let view = sql::find(&mut tx, id).await?;
    tx.commit(view).await
}

/// A view its maker may change; one that is private to somebody else is answered as missing.
async fn own(tx: &mut Tx, id: SavedViewId, member: MemberId) -> Result<SavedView> {
    let view = sql::lock(tx, id).await?;
    match view.member == member {
        true => Ok(view),
        false if view.shared => Err(Error::Forbidden { missing: "own_view".into() }),
        false => Err(Error::NotFound),
    }
}

/// Renames a view, shares it or no longer, or has it show something else.
pub async fn edit(cx: &Cx, id: SavedViewId, input: EditSavedView) -> Result<SavedView> {
    let member = asker(cx)?;
    check(&input)?;
    let mut tx = begin!(cx);
    let before = own(&mut tx, id, member).await?;
    if before.version != input.version {
        return Err(Error::conflict("changed", said::changed));
    }
    let (name, query) = (input.name.trim(), settled(&input.query));
    sql::update(&mut tx, id, name, &query, input.shared).await?;
    let data = json!({
        "list": before.list,
        "name": { "before": before.name, "after": name },
        "query": { "before": before.query, "after": query },
        "shared": { "before": before.shared, "after": input.shared },
    });
    tx.record(Record::new(events::EDITED, id).version(before.version + 1).data(data)).await?;
    let view = sql::find(&mut tx, id).await?;
    tx.commit(view).await
}

/// Deletes a view: one's own, or one that is shared, by who looks after the organization.
pub async fn delete(cx: &Cx, id: SavedViewId) -> Result<()> {
    let member = asker(cx)?;
    let mut tx = begin!(cx);
    let view = sql::lock(&mut tx, id).await?;
    if view.member != member {
        if !view.shared {
            return Err(Error::NotFound);
        }
        // nobody could clear away what somebody shared who left
        cx.may(Action::OrganizationEdit)?;
    }
    sql::delete(&mut tx, id).await?;
    let data = json!({ "list": view.list, "name": view.name, "query": view.query });
    tx.record(Record::new(events::DELETED, id).version(view.version).data(data)).await?;
    tx.commit(()).await
}
