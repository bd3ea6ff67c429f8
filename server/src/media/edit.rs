use serde_json::json;
use shared::access::Action;
use shared::jobs::PhaseStatus;
use shared::media::{EditMedia, Media, OrderMedia, events};
use shared::{Error, JobId, MediaId, Result};

use super::owner::{Held, Home, workable};
use super::{said, sql};
use crate::begin;
use crate::cx::Cx;
use crate::db::Tx;
use crate::events::Record;
use crate::jobs;

/// Changes the caption or the slot of a medium.
pub async fn edit(cx: &Cx, id: MediaId, input: EditMedia) -> Result<Media> {
    shared::input::check(&input)?;
    let mut tx = begin!(cx);
    let Held { job: of, home, .. } = workable(cx, &mut tx, id).await?;
    // what the event says was before is what this change replaced
    jobs::hold(&mut tx, of).await?;
    let before = sql::find(&mut tx, id).await?.ok_or(Error::NotFound)?;
    if input.version.is_some_and(|seen| seen != before.version) {
        return Err(Error::conflict("changed", said::changed));
    }
    let job = jobs::require(cx, &mut tx, Action::JobsWork, of).await?;
    let mut phase = before.phase;
    if input.requirement != before.requirement {
        unsealed(&job, &before)?;
        if let Some(slot) = input.requirement {
            let (of, slot) = job.requirement(slot).ok_or_else(|| Error::field("requirement", "unknown_choice"))?;
            if slot.kind != before.kind {
                return Err(Error::field("requirement", "not_applicable"));
            }
            if of.status == PhaseStatus::Complete {
                return Err(shared::jobs::Refusal::Sealed.into());
            }
            phase = Some(of.id);
        }
    }
    sql::update(&mut tx, id, input.caption.trim(), phase, input.requirement, cx.now()).await?;
    let data = json!({ "caption": { "before": before.caption, "after": input.caption.trim() }, "requirement": { "before": before.requirement, "after": input.requirement } });
    tx.record(home.file(Record::new(events::EDITED, id), &before, data)).await?;
    let media = sql::find(&mut tx, id).await?.ok_or(Error::NotFound)?;
    tx.commit(media).await
}

/// Puts the media of a job in an order.
pub async fn order(cx: &Cx, job: JobId, input: OrderMedia) -> Result<Vec<Media>> {
    shared::input::check(&input)?;
    let mut tx = begin!(cx);
    let job = jobs::require(cx, &mut tx, Action::JobsWork, job).await?;
    sql::set_positions(&mut tx, job.id, &input.media).await?;
    if let Some(first) = input.media.first() {
        tx.record(Record::new(events::EDITED, *first).of(job.id).account(job.account).data(json!({ "order": input.media }))).await?;
    }
    let media = sql::of_jobs(&mut tx, &[job.id.0]).await?;
    tx.commit(media).await
}

/// Hides a medium; it can be brought back until its bytes go.
pub async fn delete(cx: &Cx, id: MediaId) -> Result<Media> {
    let mut tx = begin!(cx);
    let Held { media, job, home } = workable(cx, &mut tx, id).await?;
    let job = jobs::require(cx, &mut tx, Action::JobsWork, job).await?;
    unsealed(&job, &media)?;
    hide(cx, &mut tx, &media, &home).await?;
    finish(tx, id).await
}

/// Brings a deleted medium back.
pub async fn restore(cx: &Cx, id: MediaId) -> Result<Media> {
    let mut tx = begin!(cx);
    let Held { media, home, .. } = workable(cx, &mut tx, id).await?;
    bring_back(&mut tx, &media, &home).await?;
    finish(tx, id).await
}

/// Hides a medium, unless it is hidden.
pub(super) async fn hide(cx: &Cx, tx: &mut Tx, media: &Media, home: &Home) -> Result<()> {
    if media.deleted {
        return Ok(());
    }
    sql::set_deleted(tx, media.id, Some(cx.actor.name())).await?;
    let data = json!({ "kind": media.kind, "sha256": media.sha256 });
    tx.record(home.file(Record::new(events::DELETED, media.id), media, data)).await
}

/// Shows a hidden medium again, unless its bytes are gone.
pub(super) async fn bring_back(tx: &mut Tx, media: &Media, home: &Home) -> Result<()> {
    if !media.deleted {
        return Ok(());
    }
    if sql::set_deleted(tx, media.id, None).await? == 0 {
        return Err(Error::conflict("media_gone", said::gone));
    }
    tx.record(home.file(Record::new(events::RESTORED, media.id), media, json!({}))).await
}

/// The medium as it now is, as the answer of a write.
pub(super) async fn finish(mut tx: Tx, id: MediaId) -> Result<Media> {
    let media = sql::find(&mut tx, id).await?.ok_or(Error::NotFound)?;
    tx.commit(media).await
}

/// What a seal counts stays as it is.
fn unsealed(job: &shared::jobs::Job, media: &Media) -> Result<()> {
    let sealed = media.phase.and_then(|id| job.phase(id)).is_some_and(|p| p.status == PhaseStatus::Complete);
    if sealed && media.requirement.is_some() { Err(shared::jobs::Refusal::Sealed.into()) } else { Ok(()) }
}
