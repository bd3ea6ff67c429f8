use serde_json::json;
use shared::access::Action;
use shared::media::{DeclareMedia, Media, MediaKind, MediaStatus, events};
use shared::{Error, MediaId, Result};

use super::owner::visible;
use super::{said, sql};
use crate::begin;
use crate::cx::Cx;
use crate::db::Tx;
use crate::events::Record;

/// Announces a medium. The same announcement again answers what is known; after a rejected transfer it starts over.
pub async fn declare(cx: &Cx, input: DeclareMedia) -> Result<Media> {
    cx.may(Action::JobsWork)?;
    shared::input::check(&input)?;
    check_size(input.kind, input.size)?;
    let mut tx = begin!(cx);
    let job = crate::jobs::require(cx, &mut tx, Action::JobsWork, input.job).await?;
    let same = |known: &Media| {
        let file = known.sha256 == input.sha256 && known.size == input.size && known.kind == input.kind;
        file && known.visit.is_none() && known.job == Some(input.job)
    };
    if let Some(media) = known(&mut tx, input.id, same).await? {
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

/// A file larger than its kind may be is refused before its bytes come.
pub(super) fn check_size(kind: MediaKind, size: i64) -> Result<()> {
    let limit = kind.max_bytes();
    if size > limit { Err(Error::TooLarge { limit_bytes: limit.unsigned_abs() }) } else { Ok(()) }
}

/// What is known under an id that was announced before, if that was the `same` file; a rejected transfer starts over.
pub(super) async fn known(tx: &mut Tx, id: MediaId, same: impl Fn(&Media) -> bool) -> Result<Option<Media>> {
    let Some(known) = sql::find(tx, id).await? else { return Ok(None) };
    if !same(&known) {
        return Err(Error::conflict("media_reused", said::reused));
    }
    if known.status != MediaStatus::Rejected {
        return Ok(Some(known));
    }
    sql::start_over(tx, id).await?;
    sql::find(tx, id).await
}
