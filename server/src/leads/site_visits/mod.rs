//! Looking at the place of a lead: planning who goes when, what was found there, and how it ended.
//!
//! A visit is an activity of the lead with the same id, written in the same transaction: the next step, the score and
//! the journey follow from it. Every change holds the lead. Who is to go there may change the visit without owning the
//! lead.

mod busy;
mod calendar;
mod end;

use serde_json::json;
use shared::access::{Action, FieldRight, Scope};
use shared::customers::Owner;
use shared::input::{check, filled};
use shared::leads::visits::{EditVisit, FillVisit, NewVisit, SiteVisit, VisitStatus, check_times};
use shared::leads::{ActivityKind, events};
use shared::{AccountId, ActivityId, Error, JobId, LeadId, MemberId, Result, SiteVisitId};

use super::activities::finish;
use super::sql::VisitRecord;
use super::{Fact, editable, said, sql};
use crate::begin;
use crate::customers::Reach;
use crate::cx::Cx;
use crate::db::Tx;

pub use calendar::{calendar, member_day};
pub use end::{cancel_visit, complete_visit};

/// Who asks, and what that shows of visits.
struct Eyes {
    /// Whose leads they may change; none if nobody's.
    edits: Option<Reach>,
    me: Option<MemberId>,
    personal: bool,
}

impl Eyes {
    fn of(cx: &Cx) -> Self {
        let edits = cx.access.scope(Action::LeadsEdit).map(|scope| Reach::of(cx, scope));
        Self { edits, me: cx.member(), personal: cx.sees(FieldRight::PersonalData) }
    }

    /// The visit as they may see it.
    fn see(&self, r: VisitRecord) -> SiteVisit {
        let may_edit = self.edits.as_ref().is_some_and(|reach| is_theirs(reach, self.me, &r));
        SiteVisit {
            id: SiteVisitId(r.id),
            version: r.version,
            lead_id: LeadId(r.lead_id),
            lead: r.number,
            who: r.title,
            service_line: r.service_line,
            status: r.status,
            member: Owner { id: MemberId(r.member_id), name: r.member },
            starts_at: r.starts_at,
            ends_at: r.ends_at,
            zone: r.zone,
            address: r.address,
            phone: r.phone.filter(|_| self.personal),
            overlap_reason: r.overlap_reason,
            result: r.result,
            reason: r.reason,
            form: r.form.0,
            done_at: r.done_at,
            photos: r.photos,
            may_edit,
        }
    }
}

/// Whether somebody may change a visit: its lead is nobody's or within reach, or they go there themselves.
fn is_theirs(reach: &Reach, me: Option<MemberId>, visit: &VisitRecord) -> bool {
    visit.owner_id.is_none() || reach.covers(visit.owner_id.map(Into::into)) || me == Some(MemberId(visit.member_id))
}

/// The visits of a lead, the latest first.
pub async fn visits_of(cx: &Cx, lead: LeadId) -> Result<Vec<SiteVisit>> {
    let scope = cx.may(Action::LeadsView)?;
    let mut tx = cx.read().await?;
    look_at(cx, &mut tx, scope, lead).await?;
    let eyes = Eyes::of(cx);
    Ok(sql::visits_of_lead(&mut tx, lead).await?.into_iter().map(|visit| eyes.see(visit)).collect())
}

/// One visit; to whoever sees its lead or goes there.
pub async fn show_visit(cx: &Cx, lead: LeadId, id: SiteVisitId) -> Result<SiteVisit> {
    let scope = cx.may(Action::LeadsView)?;
    let mut tx = cx.read().await?;
    let visit = look_at_visit(cx, &mut tx, scope, lead, id).await?;
    Ok(Eyes::of(cx).see(visit))
}

/// Whether a lead is seen within a scope; `NotFound` if it is not.
pub(crate) async fn look_at(cx: &Cx, tx: &mut Tx, scope: Scope, lead: LeadId) -> Result<()> {
    let record = sql::record(tx, lead).await?;
    if Reach::of(cx, scope).covers(record.owner_id.map(Into::into)) { Ok(()) } else { Err(Error::NotFound) }
}

/// A visit, to whoever sees its lead or goes there; `NotFound` to others.
pub(crate) async fn look_at_visit(cx: &Cx, tx: &mut Tx, scope: Scope, lead: LeadId, id: SiteVisitId) -> Result<VisitRecord> {
    let visit = sql::site_visit(tx, lead, id).await?;
    let goes = cx.member() == Some(MemberId(visit.member_id));
    let seen = goes || Reach::of(cx, scope).covers(visit.owner_id.map(Into::into));
    if seen { Ok(visit) } else { Err(Error::NotFound) }
}

/// Holds the lead of a visit for somebody who may change that, whether or not it has ended, until the caller's transaction
/// ends. Answers the job the lead became, if it did.
pub(crate) async fn hold_visit(cx: &Cx, tx: &mut Tx, scope: Scope, lead: LeadId, id: SiteVisitId) -> Result<Option<JobId>> {
    let record = sql::lock(tx, lead).await?;
    let visit = sql::site_visit(tx, lead, id).await?;
    if !is_theirs(&Reach::of(cx, scope), cx.member(), &visit) {
        return Err(Error::Forbidden { missing: Action::LeadsEdit.key().into() });
    }
    Ok(record.job_id.map(JobId))
}

/// Plans a visit. Somebody who is elsewhere at that time is refused, unless there is a reason.
pub async fn plan_visit(cx: &Cx, lead: LeadId, input: NewVisit) -> Result<SiteVisit> {
    let scope = cx.may(Action::LeadsEdit)?;
    check(&input)?;
    check_times(input.starts_at, input.ends_at)?;
    let mut tx = begin!(cx);
    let record = editable(cx, &mut tx, lead, scope).await?;
    let origin = record.origin.as_deref().and_then(filled);
    let address = filled(&input.address).or(origin).ok_or_else(|| Error::field("address", "required"))?;
    let zone = tx.zone().await?;
    let times = (input.starts_at, input.ends_at);
    let overlap = busy::check(cx, &mut tx, busy::Wish { member: input.member, times, except: None, reason: &input.reason }).await?;

    let id = cx.id::<SiteVisitId>();
    let activity = sql::NewRow {
        id: ActivityId(id.0),
        lead,
        kind: ActivityKind::Visit,
        body: &address,
        outcome: None,
        due_at: Some(input.starts_at),
        done_at: None,
        member: Some(input.member),
        awaits: None,
    };
    sql::insert_activity(&mut tx, activity).await?;
    let visit = sql::NewVisitRow {
        id,
        lead,
        member: input.member,
        starts_at: input.starts_at,
        ends_at: input.ends_at,
        zone: &zone,
        address: &address,
        overlap_reason: overlap.as_ref().map_or("", |overlap| overlap.reason.as_str()),
    };
    sql::insert_visit(&mut tx, visit).await?;
    let data =
        json!({ "what": address, "member": input.member, "starts_at": input.starts_at, "ends_at": input.ends_at, "overlap": overlap });
    tx.record(Fact::new(events::VISIT_PLANNED, id).of(lead).account(record.account_id.map(AccountId)).version(1).data(data)).await?;
    finish(cx, &mut tx, lead, record.account_id.map(AccountId), None).await?;
    answer(cx, tx, lead, id).await
}

/// Gives a planned visit another time, place or person.
pub async fn change_visit(cx: &Cx, lead: LeadId, id: SiteVisitId, input: EditVisit) -> Result<SiteVisit> {
    let scope = cx.may(Action::LeadsEdit)?;
    check(&input)?;
    check_times(input.starts_at, input.ends_at)?;
    let mut tx = begin!(cx);
    let before = held(cx, &mut tx, scope, lead, id, input.version).await?;
    let zone = tx.zone().await?;
    let times = (input.starts_at, input.ends_at);
    let overlap = busy::check(cx, &mut tx, busy::Wish { member: input.member, times, except: Some(id), reason: &input.reason }).await?;
    let reason = overlap.as_ref().map_or("", |overlap| overlap.reason.as_str());
    sql::move_visit(&mut tx, id, &zone, &input, reason).await?;
    let data = json!({
        "starts_at": { "before": before.starts_at, "after": input.starts_at },
        "ends_at": { "before": before.ends_at, "after": input.ends_at },
        "member": { "before": before.member_id, "after": input.member },
        "address": { "before": before.address, "after": input.address.trim() },
        "overlap": overlap,
    });
    let account = before.account_id.map(AccountId);
    tx.record(Fact::new(events::VISIT_CHANGED, id).of(lead).account(account).version(before.version + 1).data(data)).await?;
    finish(cx, &mut tx, lead, account, None).await?;
    answer(cx, tx, lead, id).await
}

/// Writes down what was found so far.
pub async fn fill_visit(cx: &Cx, lead: LeadId, id: SiteVisitId, input: FillVisit) -> Result<SiteVisit> {
    let scope = cx.may(Action::LeadsEdit)?;
    check(&input)?;
    let mut tx = begin!(cx);
    let before = held(cx, &mut tx, scope, lead, id, input.version).await?;
    input.form.check_line(before.service_line)?;
    let form = input.form.keeping(before.service_line, &before.form.0);
    sql::fill_visit(&mut tx, id, &form, input.result.trim()).await?;
    let account = before.account_id.map(AccountId);
    tx.record(Fact::new(events::VISIT_FILLED, id).of(lead).account(account).version(before.version + 1)).await?;
    answer(cx, tx, lead, id).await
}

/// A planned visit on the version it was seen in, with its lead held, for somebody who may change it.
async fn held(cx: &Cx, tx: &mut Tx, scope: Scope, lead: LeadId, id: SiteVisitId, version: i32) -> Result<VisitRecord> {
    sql::lock(tx, lead).await?;
    let visit = sql::site_visit(tx, lead, id).await?;
    if !is_theirs(&Reach::of(cx, scope), cx.member(), &visit) {
        return Err(Error::Forbidden { missing: Action::LeadsEdit.key().into() });
    }
    if visit.status != VisitStatus::Planned {
        return Err(Error::conflict("visit_over", said::visit_over));
    }
    if visit.version != version {
        return Err(Error::conflict("changed", said::visit_changed));
    }
    Ok(visit)
}

/// The visit as it now is, as the answer of a write.
async fn answer(cx: &Cx, mut tx: Tx, lead: LeadId, id: SiteVisitId) -> Result<SiteVisit> {
    let visit = Eyes::of(cx).see(sql::site_visit(&mut tx, lead, id).await?);
    tx.commit(visit).await
}
