//! What the office sets: crew, times, priority, notes.

use serde_json::json;
use shared::access::Action;
use shared::jobs::{
    AssignCrew, Candidate, CrewReply, Job, JobStatus, NewNote, Note, Prioritize, Refusal, ReplyToJob, Reschedule, events, rules, site_visit,
};
use shared::leads::Happened;
use shared::packs::Fact;
use shared::text::with_locale;
use shared::{Error, JobId, Result};

use super::save::{self, Taken};
use super::{busy, reads, said, sql, tell};
use crate::begin;
use crate::cx::Cx;
use crate::db::Tx;

/// Sets the whole crew of a job. Who stays keeps their reply; who is new is asked, and is on no other job and at no site
/// visit then.
pub async fn assign(cx: &Cx, id: JobId, input: AssignCrew) -> Result<Job> {
    cx.may(Action::JobsAssign)?;
    shared::input::check(&input)?;
    let mut tx = begin!(cx);
    let mut job = open(cx, &mut tx, Action::JobsAssign, id, input.version).await?;
    if !job.is_on() {
        return Err(Refusal::NotBooked.into());
    }
    let mut seen = std::collections::BTreeSet::new();
    if !input.crew.iter().all(|place| seen.insert(place.member)) {
        return Err(Error::field("crew", "taken"));
    }
    let members: Vec<_> = input.crew.iter().map(|place| place.member).collect();
    if sql::active_members(&mut tx, &members).await? != i64::try_from(members.len()).unwrap_or(i64::MAX) {
        return Err(Error::field("crew", "unknown_choice"));
    }
    let before: Vec<String> = job.crew.iter().map(|c| c.name.clone()).collect();
    let asked: Vec<_> = job.crew.iter().filter(|c| c.reply != CrewReply::Declined).map(|c| c.member).collect();
    let new: Vec<_> = members.iter().filter(|member| !asked.contains(member)).copied().collect();
    let both = busy::check(cx, &mut tx, &job, &new, &input.reason).await?;
    sql::replace_crew(&mut tx, id, &input.crew).await?;
    job.crew = sql::crew(&mut tx, id).await?;
    job.status = match (job.status, job.crew.is_empty()) {
        (JobStatus::Booked, false) => JobStatus::Assigned,
        (JobStatus::Assigned, true) => JobStatus::Booked,
        (status, _) => status,
    };
    job.version += 1;
    sql::update_state(&mut tx, &job).await?;
    let after: Vec<String> = job.crew.iter().map(|c| c.name.clone()).collect();
    let data = busy::told(json!({ "crew": { "before": before, "after": after } }), both);
    tx.record(save::of_job(events::CREW_ASSIGNED, &job).version(job.version).data(data)).await?;
    if let Some(lead) = job.lead.filter(|_| !job.crew.is_empty()) {
        crate::leads::end_for(&mut tx, lead, Some(job.account), Happened::CrewSet).await?;
    }
    learn(cx, &mut tx, &mut job).await?;
    tell::assigned(cx, &mut tx, &job, &asked).await?;
    tx.commit(job).await
}

/// A crew member's own answer. Who declined is free for other jobs, and comes after all only if there is none by now.
pub async fn reply(cx: &Cx, id: JobId, input: ReplyToJob) -> Result<Job> {
    cx.may(Action::JobsWork)?;
    let member = cx.member().ok_or(Error::NotFound)?;
    let mut tx = begin!(cx);
    sql::lock(&mut tx, id).await?;
    let reply = if input.confirmed { CrewReply::Confirmed } else { CrewReply::Declined };
    if input.confirmed {
        let job = reads::one(&mut tx, id).await?;
        let declined = job.crew.iter().any(|place| place.member == member && place.reply == CrewReply::Declined);
        if declined && job.is_on() {
            busy::check(cx, &mut tx, &job, &[member], "").await?;
        }
    }
    if sql::set_reply(&mut tx, id, member, reply, cx.now()).await? == 0 {
        return Err(Error::NotFound);
    }
    let job = reads::one(&mut tx, id).await?;
    tx.record(save::of_job(events::CREW_REPLIED, &job).data(json!({ "member": cx.actor.name(), "reply": reply }))).await?;
    tx.commit(job).await
}

/// Sets when a job begins and ends; nobody of its crew is on another one then.
pub async fn reschedule(cx: &Cx, id: JobId, input: Reschedule) -> Result<Job> {
    cx.may(Action::JobsEdit)?;
    shared::input::check(&input)?;
    if input.starts_at < cx.now() - chrono::Duration::days(1) {
        return Err(Error::field("starts_at", "in_the_past"));
    }
    let mut tx = begin!(cx);
    let mut job = open(cx, &mut tx, Action::JobsEdit, id, input.version).await?;
    let before = (job.starts_at, job.ends_at);
    job.starts_at = Some(input.starts_at);
    job.ends_at = Some(input.ends_at);
    let crew: Vec<_> = job.crew.iter().filter(|place| place.reply != CrewReply::Declined).map(|place| place.member).collect();
    let both = busy::check(cx, &mut tx, &job, &crew, &input.reason).await?;
    job.version += 1;
    sql::update_state(&mut tx, &job).await?;
    let data =
        json!({ "starts_at": { "before": before.0, "after": job.starts_at }, "ends_at": { "before": before.1, "after": job.ends_at } });
    let data = busy::told(data, both);
    tx.record(save::of_job(events::RESCHEDULED, &job).version(job.version).data(data)).await?;
    learn(cx, &mut tx, &mut job).await?;
    tx.commit(job).await
}

/// Sets how much a job matters.
pub async fn prioritize(cx: &Cx, id: JobId, input: Prioritize) -> Result<Job> {
    cx.may(Action::JobsEdit)?;
    let mut tx = begin!(cx);
    let mut job = open(cx, &mut tx, Action::JobsEdit, id, input.version).await?;
    let before = job.priority;
    job.priority = input.priority;
    job.version += 1;
    sql::update_state(&mut tx, &job).await?;
    tx.record(
        save::of_job(events::PRIORITIZED, &job)
            .version(job.version)
            .data(json!({ "priority": { "before": before, "after": job.priority } })),
    )
    .await?;
    tx.commit(job).await
}

/// Writes a note or an instruction for the crew. The same id is written once.
pub async fn note(cx: &Cx, id: JobId, input: NewNote) -> Result<Job> {
    cx.may(Action::JobsEdit)?;
    shared::input::check(&input)?;
    let text = shared::input::filled(&input.text).ok_or_else(|| Error::field("text", "required"))?;
    let mut tx = begin!(cx);
    sql::lock(&mut tx, id).await?;
    let mut job = reads::require(cx, &mut tx, Action::JobsEdit, id).await?;
    if job.status == JobStatus::Closed {
        return Err(Refusal::Over.into());
    }
    if !job.notes.iter().any(|n| n.id == input.id) {
        let note = Note { id: input.id, kind: input.kind, weight: input.weight, text, at: cx.now(), by: cx.actor.name().to_string() };
        sql::insert_note(&mut tx, id, &note).await?;
        tx.record(save::of_job(events::NOTED, &job).data(json!({ "kind": note.kind, "weight": note.weight, "text": note.text }))).await?;
        job.notes.push(note);
    }
    tx.commit(job).await
}

/// Who can be put on a job, those without clashes first.
pub async fn candidates(cx: &Cx, id: JobId) -> Result<Vec<Candidate>> {
    let mut tx = cx.read().await?;
    let job = reads::require(cx, &mut tx, Action::JobsAssign, id).await?;
    let mut people = sql::crew_members(&mut tx).await?;
    for clash in sql::clashes(&mut tx, id, job.starts_at, job.ends_at).await? {
        if let Some(person) = people.iter_mut().find(|p| p.member == clash.member) {
            let is_told = !clash.is_visit || busy::sees_visit(cx, clash.member, clash.owner);
            person.clashes.push(if is_told { clash.number } else { with_locale(cx.request.locale, site_visit) });
        }
    }
    people.sort_by(|a, b| (a.clashes.len(), &a.name).cmp(&(b.clashes.len(), &b.name)));
    Ok(people)
}

/// A job to be edited: locked, within reach, at the version that was seen, not over.
async fn open(cx: &Cx, tx: &mut Tx, action: Action, id: JobId, version: i32) -> Result<Job> {
    let job = seen(cx, tx, action, id, version).await?;
    if job.is_over() { Err(Refusal::Over.into()) } else { Ok(job) }
}

/// A job to be decided about: locked, within reach, at the version that was seen.
pub(super) async fn seen(cx: &Cx, tx: &mut Tx, action: Action, id: JobId, version: i32) -> Result<Job> {
    sql::lock(tx, id).await?;
    let job = reads::require(cx, tx, action, id).await?;
    if job.version != version {
        return Err(Error::conflict("changed", said::changed));
    }
    Ok(job)
}

/// Lets the facts answer what waits for them.
pub(super) async fn learn(cx: &Cx, tx: &mut Tx, job: &mut Job) -> Result<()> {
    let now = cx.now();
    let mut facts = vec![Fact::JobCreated];
    if !job.crew.is_empty() {
        facts.push(Fact::CrewAssigned);
    }
    if job.starts_at.is_some() {
        facts.push(Fact::Scheduled);
    }
    let stamp = save::system_stamp(cx, now);
    let effects = rules::learn(job, &facts, &stamp);
    save::effects(cx, tx, job, &effects, &stamp, &Taken { server_at: now }).await
}
