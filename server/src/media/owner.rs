//! Whose a medium is, and what follows: who sees it, who changes it, what its events are filed under.
//!
//! What a crew captures belongs to its job. What somebody took at a site visit belongs to the visit: whoever sees the lead
//! or goes there sees it, whoever may change the visit changes it, customers never see it. Once the lead is a job, whoever
//! sees that sees it as well.

use serde_json::Value;
use shared::access::{Action, Scope};
use shared::media::{Media, MediaStatus};
use shared::{AccountId, Error, JobId, MediaId, Result};
use uuid::Uuid;

use super::sql::{self, OfJob, OfVisit};
use crate::customers::Reach;
use crate::cx::Cx;
use crate::db::Tx;
use crate::events::Record;

impl OfVisit {
    /// Whether somebody sees the visit: they see its lead or go there.
    fn is_seen_by(&self, cx: &Cx) -> bool {
        let reach = cx.access.scope(Action::LeadsView).map(|scope| Reach::of(cx, scope));
        reach.is_some_and(|reach| cx.member() == Some(self.goes) || reach.covers(self.owner))
    }

    /// Whether somebody may change the visit: its lead is nobody's or within reach, or they go there themselves.
    fn is_changed_by(&self, cx: &Cx) -> bool {
        let reach = cx.access.scope(Action::LeadsEdit).map(|scope| Reach::of(cx, scope));
        reach.is_some_and(|reach| self.owner.is_none() || cx.member() == Some(self.goes) || reach.covers(self.owner))
    }
}

/// What events about a medium are filed under.
pub(super) struct Home {
    /// The job, or the lead of the visit.
    of: Uuid,
    /// The customer who may learn of it live.
    account: Option<AccountId>,
}

impl Home {
    fn of_job(job: &OfJob) -> Self {
        Self { of: job.id.0, account: Some(job.account) }
    }

    pub(super) fn of_visit(visit: &OfVisit) -> Self {
        Self { of: visit.lead.0, account: None }
    }

    /// A fact about a medium, with where it belongs.
    pub(super) fn file(&self, record: Record, media: &Media, mut data: Value) -> Record {
        if let Some(visit) = media.visit {
            data["visit"] = serde_json::json!(visit);
        }
        record.of(self.of).account(self.account).data(data)
    }
}

/// A medium of a job for somebody who works on that.
pub(super) struct Held {
    pub media: Media,
    pub job: JobId,
    pub home: Home,
}

/// A medium, if the actor may see it: by the visit or by the job that owns it.
pub(super) async fn visible(cx: &Cx, tx: &mut Tx, id: MediaId) -> Result<Media> {
    let owner = sql::owner(tx, id).await?.ok_or(Error::NotFound)?;
    let media = sql::find(tx, id).await?.ok_or(Error::NotFound)?;
    if let Some(customer) = cx.customer() {
        let theirs = owner.visit.is_none() && owner.job.is_some_and(|job| job.account == customer.account);
        let shown = theirs && media.status == MediaStatus::Stored && !media.deleted;
        return if shown { Ok(media) } else { Err(Error::NotFound) };
    }
    if owner.visit.is_some_and(|visit| visit.is_seen_by(cx)) {
        return Ok(media);
    }
    // of a lead out of reach, as if there were none
    let job = owner.job.ok_or(Error::NotFound)?;
    let scope = cx.may(Action::MediaView)?;
    if works_on(cx, scope, &job) { Ok(media) } else { Err(Error::NotFound) }
}

/// A medium, if the actor works on its job and it came from there: what a visit brought is changed at the visit.
pub(super) async fn workable(cx: &Cx, tx: &mut Tx, id: MediaId) -> Result<Held> {
    let scope = cx.may(Action::JobsWork)?;
    let owner = sql::owner(tx, id).await?.ok_or(Error::NotFound)?;
    let job = owner.job.filter(|job| owner.visit.is_none() && works_on(cx, scope, job)).ok_or(Error::NotFound)?;
    let media = sql::find(tx, id).await?.ok_or(Error::NotFound)?;
    Ok(Held { media, job: job.id, home: Home::of_job(&job) })
}

/// A medium of a visit, if the actor may change that.
pub(super) async fn changeable(cx: &Cx, tx: &mut Tx, id: MediaId) -> Result<(Media, OfVisit)> {
    let owner = sql::owner(tx, id).await?.ok_or(Error::NotFound)?;
    let visit = owner.visit.filter(|visit| visit.is_seen_by(cx)).ok_or(Error::NotFound)?;
    if !visit.is_changed_by(cx) {
        return Err(Error::Forbidden { missing: Action::LeadsEdit.key().into() });
    }
    Ok((sql::find(tx, id).await?.ok_or(Error::NotFound)?, visit))
}

/// A medium, if the actor may send its bytes: whoever works on its job, or may change the visit it was taken at.
pub(super) async fn sendable(cx: &Cx, tx: &mut Tx, id: MediaId) -> Result<(Media, Home)> {
    if !cx.access.may(Action::LeadsEdit) {
        return workable(cx, tx, id).await.map(|held| (held.media, held.home));
    }
    let owner = sql::owner(tx, id).await?.ok_or(Error::NotFound)?;
    if owner.visit.is_some() {
        let (media, visit) = changeable(cx, tx, id).await?;
        return Ok((media, Home::of_visit(&visit)));
    }
    workable(cx, tx, id).await.map(|held| (held.media, held.home))
}

/// Whether a right of some reach covers a job.
fn works_on(cx: &Cx, scope: Scope, job: &OfJob) -> bool {
    scope != Scope::Own || cx.member().is_some_and(|member| job.crew.contains(&member))
}
