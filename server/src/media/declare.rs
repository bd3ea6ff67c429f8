use serde_json::json;
use shared::access::{Action, Scope};
use shared::media::{DeclareMedia, Media, MediaStatus, events};
use shared::{Error, MediaId, Result};

use super::sql;
use crate::begin;
use crate::cx::Cx;
use crate::db::Tx;
use crate::events::Record;

/// Announces a medium. The same announcement again answers what is known; after a rejected transfer it starts over.
pub async fn declare(cx: &Cx, input: DeclareMedia) -> Result<Media> {
    cx.may(Action::JobsWork)?;
    shared::input::check(&input)?;
    let limit = input.kind.max_bytes();
    if input.size > limit {
        return Err(Error::TooLarge { limit_bytes: limit.unsigned_abs() });
    }
    let mut tx = begin!(cx);
    let job = crate::jobs::require(cx, &mut tx, Action::JobsWork, input.job).await?;
    if let Some(known) = sql::find(&mut tx, input.id).await? {
        if known.job != input.job || known.sha256 != input.sha256 || known.size != input.size || known.kind != input.kind {
            return Err(Error::conflict("media_reused", "This id belongs to another file."));
        }
        if known.status == MediaStatus::Rejected {
            sql::start_over(&mut tx, input.id).await?;
        }
        let media = sql::find(&mut tx, input.id).await?.ok_or(Error::NotFound)?;
        return tx.commit(media).await;
    }
    let mut phase = input.phase;
    if let Some(id) = input.requirement {
        let (of, slot) = job.requirement(id).ok_or_else(|| Error::field("requirement", "unknown_choice"))?;
        if slot.kind != input.kind {
            return Err(Error::field("kind", "not_applicable"));
        }
        phase = Some(of.id);
    } else if let Some(id) = input.item {
        let (of, _) = job.item(id).ok_or_else(|| Error::field("item", "unknown_choice"))?;
        phase = Some(of.id);
    }
    if phase.is_some_and(|id| job.phase(id).is_none()) {
        return Err(Error::field("phase", "unknown_choice"));
    }
    let who = sql::Taker { name: cx.actor.name(), member: cx.member(), device: cx.request.device.as_deref() };
    sql::insert(&mut tx, &input, phase, who).await?;
    let data = json!({ "kind": input.kind, "size": input.size, "sha256": input.sha256, "taken_at": input.taken_at });
    let signer = shared::input::filled(&input.signer);
    tx.record(Record::new(events::DECLARED, input.id).of(job.id).account(job.account).on_behalf_of(signer).data(data)).await?;
    let media = sql::find(&mut tx, input.id).await?.ok_or(Error::NotFound)?;
    tx.commit(media).await
}

/// A medium without its bytes: how far its transfer is.
pub async fn show(cx: &Cx, id: MediaId) -> Result<Media> {
    let mut tx = cx.read().await?;
    visible(cx, &mut tx, id).await
}

/// A medium, if the actor may see it: by the job that owns it.
pub(super) async fn visible(cx: &Cx, tx: &mut Tx, id: MediaId) -> Result<Media> {
    let owner = sql::owner(tx, id).await?.ok_or(Error::NotFound)?;
    let media = sql::find(tx, id).await?.ok_or(Error::NotFound)?;
    if let Some(customer) = cx.customer() {
        let shown = owner.account == customer.account && media.status == MediaStatus::Stored && !media.deleted;
        return if shown { Ok(media) } else { Err(Error::NotFound) };
    }
    let scope = cx.may(Action::MediaView)?;
    let on_crew = cx.member().is_some_and(|member| owner.crew.contains(&member));
    if scope != Scope::Own || on_crew { Ok(media) } else { Err(Error::NotFound) }
}

/// A medium, if the actor works on its job.
pub(super) async fn workable(cx: &Cx, tx: &mut Tx, id: MediaId) -> Result<(Media, shared::AccountId)> {
    let scope = cx.may(Action::JobsWork)?;
    let owner = sql::owner(tx, id).await?.ok_or(Error::NotFound)?;
    let on_crew = cx.member().is_some_and(|member| owner.crew.contains(&member));
    if scope == Scope::Own && !on_crew {
        return Err(Error::NotFound);
    }
    Ok((sql::find(tx, id).await?.ok_or(Error::NotFound)?, owner.account))
}
