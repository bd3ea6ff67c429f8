//! The draft of the next prices: saved as one types, discarded, published.

use chrono::SubsecRound;
use serde_json::json;
use shared::access::Action;
use shared::input::check;
use shared::packs::ServiceLine;
use shared::pricing::{DraftSeen, PriceBook, PriceDesk, PriceDraft, SavePriceDraft, events, text};
use shared::{Error, Result};

use super::{guarded, keep_costs, sees_costs, sql};
use crate::begin;
use crate::cx::Cx;
use crate::db::Tx;
use crate::events::Record;

/// Somebody saved, published or discarded the draft in between.
pub(super) fn changed() -> Error {
    Error::conflict("changed", text::draft_changed)
}

/// The prices in force with the draft of the next ones.
pub async fn desk(cx: &Cx, line: ServiceLine) -> Result<PriceDesk> {
    cx.may(Action::PricingEdit)?;
    let mut tx = cx.read().await?;
    let book = sql::newest(&mut tx, line).await?.ok_or(Error::NotFound)?;
    let draft = sql::draft(&mut tx, line).await?;
    Ok(PriceDesk { book: guarded(cx, book), draft: draft.map(|draft| shown(cx, draft)) })
}

fn shown(cx: &Cx, mut draft: PriceDraft) -> PriceDraft {
    if !sees_costs(cx) {
        draft.rates = draft.rates.without_costs();
    }
    draft
}

/// Saves the draft over the version it was made on; without one, begins it. A newer `base_version` puts it on the book
/// that was published meanwhile.
pub async fn save_draft(cx: &Cx, line: ServiceLine, input: SavePriceDraft) -> Result<PriceDraft> {
    cx.may(Action::PricingEdit)?;
    check(&input)?;
    let mut tx = begin!(cx);
    sql::lock_draft(&mut tx, line).await?;
    let before = sql::draft(&mut tx, line).await?;
    if before.as_ref().map(|draft| draft.version) != input.version {
        return Err(changed());
    }
    let book = sql::newest(&mut tx, line).await?.ok_or(Error::NotFound)?;
    let oldest = before.as_ref().map_or(1, |draft| draft.base_version);
    if !(oldest..=book.version).contains(&input.base_version) {
        return Err(Error::field("base_version", "unknown_choice"));
    }
    let mut rates = input.rates;
    if !sees_costs(cx) {
        keep_costs(&mut rates, before.as_ref().map_or(&book.rates, |draft| &draft.rates));
    }
    let draft = PriceDraft {
        id: before.as_ref().map_or_else(|| cx.id(), |draft| draft.id),
        version: before.as_ref().map_or(1, |draft| draft.version + 1),
        base_version: input.base_version,
        name: input.name.trim().into(),
        rates,
        updated_by: cx.actor.name().into(),
        // as the database keeps it: what is answered now and what is read later are the same
        updated_at: cx.now().trunc_subsecs(6),
    };
    match before {
        Some(_) => sql::replace_draft(&mut tx, &draft).await?,
        None => sql::insert_draft(&mut tx, line, &draft).await?,
    }
    let data = json!({ "service_line": line, "name": draft.name, "base_version": draft.base_version });
    tx.record(Record::new(events::DRAFT_SAVED, draft.id).version(draft.version).data(data)).await?;
    tx.commit(shown(cx, draft)).await
}

/// Takes the draft to end it, as it was when somebody decided to.
async fn take(tx: &mut Tx, line: ServiceLine, seen: DraftSeen) -> Result<PriceDraft> {
    sql::lock_draft(tx, line).await?;
    let draft = sql::draft(tx, line).await?.ok_or(Error::NotFound)?;
    if draft.version == seen.version { Ok(draft) } else { Err(changed()) }
}

/// Throws the draft away.
pub async fn discard_draft(cx: &Cx, line: ServiceLine, input: DraftSeen) -> Result<()> {
    cx.may(Action::PricingEdit)?;
    check(&input)?;
    let mut tx = begin!(cx);
    let draft = take(&mut tx, line, input).await?;
    sql::delete_draft(&mut tx, draft.id).await?;
    let data = json!({ "service_line": line, "name": draft.name });
    tx.record(Record::new(events::DRAFT_DISCARDED, draft.id).version(draft.version).data(data)).await?;
    tx.commit(()).await
}

/// Makes the draft the next version of its book. Over a book that others published meanwhile it is a conflict: the
/// draft stays, to be put on that one.
pub async fn publish_draft(cx: &Cx, line: ServiceLine, input: DraftSeen) -> Result<PriceBook> {
    cx.may(Action::PricingEdit)?;
    check(&input)?;
    let mut tx = begin!(cx);
    let draft = take(&mut tx, line, input).await?;
    let newest = sql::newest(&mut tx, line).await?.ok_or(Error::NotFound)?;
    if newest.version != draft.base_version {
        return Err(outdated());
    }
    let book = PriceBook { id: cx.id(), service_line: line, version: draft.base_version + 1, name: draft.name, rates: draft.rates };
    super::put_in_force(cx, &mut tx, &book).await?;
    sql::delete_draft(&mut tx, draft.id).await?;
    tx.commit(guarded(cx, book)).await
}

/// The draft was begun on a book that is not in force any more.
fn outdated() -> Error {
    Error::conflict("outdated", text::draft_outdated)
}
