//! Photos and files of site visits: announced, looked at, described, hidden, and carried to the job a lead becomes.
//!
//! Whoever changes one holds the lead, as whoever converts it does: what comes up while a lead becomes a job belongs to
//! that job as well. A visit that has ended still takes photos: they may come up hours later.

use serde_json::json;
use shared::access::Action;
use shared::input::check;
use shared::media::{DeclareVisitMedia, EditVisitMedia, Media, events};
use shared::{Error, JobId, LeadId, MediaId, Result, SiteVisitId};

use super::declare::{check_size, known};
use super::edit::{bring_back, finish, hide};
use super::owner::{Home, changeable};
use super::said;
use super::sql::{self, OfVisit};
use crate::begin;
use crate::cx::Cx;
use crate::db::Tx;
use crate::events::Record;
use crate::leads;

/// Announces a photo or file of a visit. The same announcement again answers what is known; after a rejected transfer it
/// starts over.
pub async fn declare_at_visit(cx: &Cx, lead: LeadId, visit: SiteVisitId, input: DeclareVisitMedia) -> Result<Media> {
    let scope = cx.may(Action::LeadsEdit)?;
    check(&input)?;
    input.check_kind()?;
    check_size(input.kind, input.size)?;
    let mut tx = begin!(cx);
    let job = leads::hold_visit(cx, &mut tx, scope, lead, visit).await?;
    let same = |known: &Media| {
        let file = known.sha256 == input.sha256 && known.size == input.size && known.kind == input.kind;
        file && known.visit == Some(visit)
    };
    if let Some(media) = known(&mut tx, input.id, same).await? {
        return tx.commit(media).await;
    }
    let who = sql::Taker { name: cx.actor.name(), member: cx.member(), device: cx.request.device.as_deref() };
    sql::insert_for_visit(&mut tx, visit, job, &input, who).await?;
    let data = json!({ "kind": input.kind, "size": input.size, "sha256": input.sha256, "taken_at": input.taken_at, "visit": visit });
    tx.record(Record::new(events::DECLARED, input.id).of(lead).data(data)).await?;
    finish(tx, input.id).await
}

/// Photos and files of one visit, in their order; for whoever sees its lead or goes there.
pub async fn of_visit(cx: &Cx, lead: LeadId, visit: SiteVisitId) -> Result<Vec<Media>> {
    let scope = cx.may(Action::LeadsView)?;
    let mut tx = cx.read().await?;
    leads::look_at_visit(cx, &mut tx, scope, lead, visit).await?;
    sql::of_visits(&mut tx, lead, Some(visit)).await
}

/// Photos and files of all visits of a lead, those of the latest visit first.
pub async fn of_lead(cx: &Cx, lead: LeadId) -> Result<Vec<Media>> {
    let scope = cx.may(Action::LeadsView)?;
    let mut tx = cx.read().await?;
    leads::look_at(cx, &mut tx, scope, lead).await?;
    sql::of_visits(&mut tx, lead, None).await
}

/// Changes the caption of a photo or file of a visit, on the version it was seen in.
pub async fn edit_at_visit(cx: &Cx, at: (LeadId, SiteVisitId), id: MediaId, input: EditVisitMedia) -> Result<Media> {
    check(&input)?;
    let mut tx = begin!(cx);
    let (before, visit) = held(cx, &mut tx, at, id).await?;
    if input.version != before.version {
        return Err(Error::conflict("changed", said::changed));
    }
    let caption = input.caption.trim();
    sql::set_caption(&mut tx, id, caption).await?;
    let data = json!({ "caption": { "before": before.caption, "after": caption } });
    tx.record(Home::of_visit(&visit).file(Record::new(events::EDITED, id), &before, data)).await?;
    finish(tx, id).await
}

/// Hides a photo or file of a visit; it can be brought back until its bytes go.
pub async fn delete_at_visit(cx: &Cx, at: (LeadId, SiteVisitId), id: MediaId) -> Result<Media> {
    let mut tx = begin!(cx);
    let (media, visit) = held(cx, &mut tx, at, id).await?;
    hide(cx, &mut tx, &media, &Home::of_visit(&visit)).await?;
    finish(tx, id).await
}

/// Brings a deleted photo or file of a visit back.
pub async fn restore_at_visit(cx: &Cx, at: (LeadId, SiteVisitId), id: MediaId) -> Result<Media> {
    let mut tx = begin!(cx);
    let (media, visit) = held(cx, &mut tx, at, id).await?;
    bring_back(&mut tx, &media, &Home::of_visit(&visit)).await?;
    finish(tx, id).await
}

/// What the visits of a lead brought belongs to the job it became, too; how many files that are. Part of the caller's
/// transaction, which holds the lead.
pub(crate) async fn carry(tx: &mut Tx, lead: LeadId, job: JobId) -> Result<u64> {
    sql::give_to_job(tx, lead, job).await
}

/// A medium of this very visit, for somebody who may change that, with the lead held; as it is by then.
async fn held(cx: &Cx, tx: &mut Tx, (lead, visit): (LeadId, SiteVisitId), id: MediaId) -> Result<(Media, OfVisit)> {
    let scope = cx.may(Action::LeadsEdit)?;
    leads::hold_visit(cx, tx, scope, lead, visit).await?;
    let (media, of) = changeable(cx, tx, id).await?;
    if (of.lead, of.id) == (lead, visit) { Ok((media, of)) } else { Err(Error::NotFound) }
}
