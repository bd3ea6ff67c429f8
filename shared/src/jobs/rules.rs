//! The state machine of a job: one pure function for the server's rows and for the field app's own copy.

use super::{
    Counting, Effect, Intent, Item, ItemAnswer, Job, JobStatus, Note, NoteKind, Phase, PhaseStatus, Refusal, Stamp, Travel, TravelVerb,
    Weight, phase_missing,
};
use crate::packs::{CrewRole, Fact};
use crate::{ItemId, PhaseId, StopId};

/// Carries an intent out on a job, or refuses it and leaves the job as it was. What is already so has no effects:
/// a command sent twice, or by two people, is harmless.
pub fn apply(job: &mut Job, intent: &Intent, stamp: &Stamp) -> Result<Vec<Effect>, Refusal> {
    if !stamp.office && stamp.role.is_none() {
        return Err(Refusal::NotYours);
    }
    // a note may be written before anything is agreed
    if job.status == JobStatus::Requested && !matches!(intent, Intent::Note { .. }) {
        return Err(Refusal::NotBooked);
    }
    match intent {
        Intent::StartPhase { phase } => start(job, *phase, stamp),
        Intent::AnswerItem { item, answer, note, seen } => answer_item(job, *item, *answer, note.trim(), *seen, stamp),
        Intent::LetStand { item } => let_stand(job, *item, stamp),
        Intent::CompletePhase { phase } => complete(job, *phase, None, stamp),
        Intent::OverridePhase { phase, reason } => complete(job, *phase, Some(reason.trim()), stamp),
        Intent::Travel { stop, step } => travel(job, *stop, *step, stamp),
        Intent::Note { note, text } => {
            let text = text.trim();
            if text.is_empty() {
                return Err(Refusal::ReasonNeeded);
            }
            if job.notes.iter().any(|n| n.id == *note) {
                return Ok(Vec::new());
            }
            job.notes.push(Note {
                id: *note,
                kind: NoteKind::Note,
                weight: Weight::Normal,
                text: text.into(),
                at: stamp.at,
                by: stamp.name.clone(),
            });
            Ok(vec![Effect::Noted { note: *note }])
        }
    }
}

/// Answers the items that wait for a fact, and completes an office phase whose items are all answered by facts.
pub fn learn(job: &mut Job, facts: &[Fact], stamp: &Stamp) -> Vec<Effect> {
    let mut effects = Vec::new();
    if !job.is_on() {
        return effects;
    }
    let Some(index) = job.phases.iter().position(|p| p.status != PhaseStatus::Complete) else { return effects };
    let by_facts = !job.phases[index].items.is_empty() && job.phases[index].items.iter().all(|i| i.fact.is_some());
    if !by_facts {
        return effects;
    }
    let phase = &mut job.phases[index];
    if phase.status == PhaseStatus::Waiting {
        phase.status = PhaseStatus::Active;
        phase.started_at = Some(stamp.at);
        effects.push(Effect::PhaseStarted { phase: phase.id });
    }
    for item in &mut phase.items {
        if item.answer == ItemAnswer::Open && item.fact.is_some_and(|fact| facts.contains(&fact)) {
            let before = write_answer(item, ItemAnswer::Done, String::new(), stamp);
            effects.push(Effect::ItemAnswered { item: item.id, before, answer: ItemAnswer::Done });
        }
    }
    if phase_missing(job, &job.phases[index], Counting::Stored).is_empty() {
        effects.extend(finish(job, index, None, stamp));
    }
    effects
}

/// The next step on the road, and the stop it is for: what the one big button does.
pub fn next_step(job: &Job) -> Option<(StopId, TravelVerb)> {
    if !job.is_on() {
        return None;
    }
    job.stops.iter().find_map(|stop| {
        let reached = job.travel.iter().filter(|t| t.stop == stop.id).map(|t| t.verb).max();
        let next = match reached {
            None => TravelVerb::OnMyWay,
            Some(TravelVerb::OnMyWay) => TravelVerb::Arrived,
            Some(TravelVerb::Arrived) => TravelVerb::Start,
            Some(TravelVerb::Start) => TravelVerb::Complete,
            Some(TravelVerb::Complete) => return None,
        };
        Some((stop.id, next))
    })
}

/// Whether a phase can be started now.
pub fn can_start(job: &Job, phase: &Phase) -> bool {
    phase.status == PhaseStatus::Waiting && job.is_on() && blocker(job, phase.id).is_none()
}

/// The first phase before this one that is not complete.
pub fn blocker(job: &Job, phase: PhaseId) -> Option<&Phase> {
    job.phases.iter().take_while(|p| p.id != phase).find(|p| p.status != PhaseStatus::Complete)
}

/// Whether somebody of this role works on what these roles name; what names no role is everybody's.
pub fn is_for(roles: &[CrewRole], role: Option<CrewRole>) -> bool {
    roles.is_empty() || role.is_some_and(|role| roles.contains(&role))
}

fn index_of(job: &Job, phase: PhaseId) -> Result<usize, Refusal> {
    job.phases.iter().position(|p| p.id == phase).ok_or(Refusal::Unknown)
}

fn may_work(roles: &[CrewRole], stamp: &Stamp) -> Result<(), Refusal> {
    if stamp.office || is_for(roles, stamp.role) { Ok(()) } else { Err(Refusal::NotYours) }
}

fn begin(job: &mut Job, stamp: &Stamp) -> Vec<Effect> {
    if !matches!(job.status, JobStatus::Booked | JobStatus::Assigned) {
        return Vec::new();
    }
    job.status = JobStatus::InProgress;
    job.started_at = Some(stamp.at);
    vec![Effect::JobStarted]
}

fn start(job: &mut Job, phase: PhaseId, stamp: &Stamp) -> Result<Vec<Effect>, Refusal> {
    let index = index_of(job, phase)?;
    may_work(&job.phases[index].roles, stamp)?;
    if job.phases[index].status != PhaseStatus::Waiting {
        return Ok(Vec::new());
    }
    if job.is_over() {
        return Err(Refusal::Over);
    }
    if let Some(before) = blocker(job, phase) {
        return Err(Refusal::Locked { waits_for: before.title.clone() });
    }
    let mut effects = begin(job, stamp);
    let phase = &mut job.phases[index];
    phase.status = PhaseStatus::Active;
    phase.started_at = Some(stamp.at);
    effects.push(Effect::PhaseStarted { phase: phase.id });
    Ok(effects)
}

fn write_answer(item: &mut Item, answer: ItemAnswer, note: String, stamp: &Stamp) -> ItemAnswer {
    let before = item.answer;
    item.answer = answer;
    item.note = note;
    item.answered_at = Some(stamp.at);
    item.answered_by = Some(stamp.name.clone());
    item.answered_member = stamp.member;
    item.gps = stamp.gps;
    // whoever answers in sight of both has chosen
    item.dispute = None;
    before
}

fn let_stand(job: &mut Job, id: ItemId, stamp: &Stamp) -> Result<Vec<Effect>, Refusal> {
    let item = job.phases.iter_mut().flat_map(|phase| &mut phase.items).find(|item| item.id == id).ok_or(Refusal::Unknown)?;
    let given = item.dispute.take_if(|dispute| dispute.member == stamp.member);
    Ok(given.map(|dispute| Effect::ItemSettled { item: id, given: dispute.answer }).into_iter().collect())
}

fn answer_item(job: &mut Job, id: ItemId, answer: ItemAnswer, note: &str, seen: ItemAnswer, stamp: &Stamp) -> Result<Vec<Effect>, Refusal> {
    let over = job.is_over();
    let (phase, item) = job
        .phases
        .iter_mut()
        .find_map(|p| p.items.iter().position(|i| i.id == id).map(|at| (p.status, &mut p.items[at])))
        .ok_or(Refusal::Unknown)?;
    may_work(&item.roles, stamp)?;
    if item.answer == answer && item.note == note {
        return Ok(Vec::new());
    }
    if over && phase != PhaseStatus::Complete {
        return Err(Refusal::Over);
    }
    match phase {
        PhaseStatus::Waiting => return Err(Refusal::NotStarted),
        PhaseStatus::Complete => return Err(Refusal::Sealed),
        PhaseStatus::Active => {}
    }
    // a problem says what it is; what is required and does not apply says why
    let says_why = answer == ItemAnswer::Problem || (answer == ItemAnswer::NotApplicable && item.required);
    if says_why && note.is_empty() {
        return Err(Refusal::ReasonNeeded);
    }
    let mut note = note.to_string();
    if item.answer != seen && item.answer != ItemAnswer::Open {
        let own = stamp.member.is_some() && item.answered_member == stamp.member;
        if own {
            // one's own later answer stands, whichever arrived first
            if item.answered_at.is_some_and(|at| at > stamp.at) {
                return Ok(vec![Effect::ItemOutdated { item: id, given: answer, note }]);
            }
        } else if item.answer == answer {
            // both say the same: both notes are kept
            note = [item.note.as_str(), note.as_str()].iter().filter(|t| !t.is_empty()).copied().collect::<Vec<_>>().join("\n");
            if note == item.note {
                return Ok(Vec::new());
            }
        } else {
            return Err(Refusal::Changed {
                title: item.title.clone(),
                yours: answer,
                theirs: item.answer,
                note: item.note.clone(),
                by: item.answered_by.clone().unwrap_or_default(),
            });
        }
    }
    let before = write_answer(item, answer, note, stamp);
    Ok(vec![Effect::ItemAnswered { item: id, before, answer }])
}

fn complete(job: &mut Job, phase: PhaseId, reason: Option<&str>, stamp: &Stamp) -> Result<Vec<Effect>, Refusal> {
    let index = index_of(job, phase)?;
    match reason {
        Some(_) if !stamp.may_override => return Err(Refusal::MayNotOverride),
        Some("") => return Err(Refusal::ReasonNeeded),
        Some(_) => {}
        None => may_work(&job.phases[index].roles, stamp)?,
    }
    if job.phases[index].status == PhaseStatus::Complete {
        return Ok(Vec::new());
    }
    if job.is_over() {
        return Err(Refusal::Over);
    }
    if let Some(before) = blocker(job, phase) {
        return Err(Refusal::Locked { waits_for: before.title.clone() });
    }
    let mut effects = Vec::new();
    match (job.phases[index].status, reason) {
        (PhaseStatus::Waiting, None) => return Err(Refusal::NotStarted),
        (PhaseStatus::Waiting, Some(_)) => {
            effects.extend(begin(job, stamp));
            job.phases[index].started_at = Some(stamp.at);
            effects.push(Effect::PhaseStarted { phase });
        }
        _ => {}
    }
    let lacking = phase_missing(job, &job.phases[index], stamp.counting);
    let reason = match reason {
        _ if lacking.is_empty() => None,
        Some(reason) => Some(reason.to_string()),
        None => return Err(Refusal::Missing(lacking)),
    };
    effects.extend(finish(job, index, reason, stamp));
    Ok(effects)
}

fn finish(job: &mut Job, index: usize, reason: Option<String>, stamp: &Stamp) -> Vec<Effect> {
    let phase = &mut job.phases[index];
    phase.status = PhaseStatus::Complete;
    phase.completed_at = Some(stamp.at);
    phase.completed_by = Some(stamp.name.clone());
    let overridden = reason.is_some();
    phase.override_reason = reason;
    let mut effects = vec![Effect::PhaseCompleted { phase: phase.id, overridden }];
    if job.phases.iter().all(|p| p.status == PhaseStatus::Complete) {
        job.status = JobStatus::Completed;
        job.completed_at = Some(stamp.at);
        effects.push(Effect::JobCompleted);
    }
    effects
}

fn travel(job: &mut Job, stop: StopId, verb: TravelVerb, stamp: &Stamp) -> Result<Vec<Effect>, Refusal> {
    if !job.stops.iter().any(|s| s.id == stop) {
        return Err(Refusal::Unknown);
    }
    // what was reported already stands; an earlier step that arrives after a later one still tells when it was
    if job.travel.iter().any(|t| t.stop == stop && t.verb == verb) {
        return Ok(Vec::new());
    }
    if job.is_over() {
        return Err(Refusal::Over);
    }
    let mut effects = begin(job, stamp);
    job.travel.push(Travel { stop, verb, at: stamp.at, by: stamp.name.clone(), gps: stamp.gps });
    effects.push(Effect::Travelled { stop, step: verb });
    Ok(effects)
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
