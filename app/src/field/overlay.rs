//! What a job looks like on this device: the server's copy with the unsent work applied to it.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use chrono::{DateTime, Utc};
use shared::access::{Access, Action, Scope};
use shared::jobs::{Counting, Intent, IntentReceipt, Job, SentIntent, Stamp, corrected, rules};
use shared::media::{DeclareMedia, Media, MediaStatus, Verification};
use shared::outbox::{Entry, Queue, State, Upload, UploadState, Uploads};
use shared::{CommandId, ItemId, JobId, MediaId, MemberId, PhaseId, StopId};

use super::edits;
use crate::ui::Saved;

/// Who works on this device.
#[derive(Clone, Debug, PartialEq)]
pub struct Worker {
    pub member: Option<MemberId>,
    pub name: String,
    pub access: Access,
}

impl Worker {
    /// The stamp of something done on a job by this worker.
    pub fn stamp(&self, job: &Job, sent: &SentIntent, server_at: Option<DateTime<Utc>>) -> Stamp {
        Stamp {
            at: server_at.unwrap_or_else(|| corrected(sent.device_at, sent.offset_ms, None)),
            device_at: sent.device_at,
            gps: sent.gps,
            member: self.member,
            name: self.name.clone(),
            role: self.member.and_then(|member| job.role_of(member)),
            office: self.access.scope(Action::JobsWork) == Some(Scope::All),
            may_override: self.access.may(Action::PhasesOverride),
            counting: Counting::Captured,
        }
    }
}

/// Where a file of this device stands.
#[derive(Clone, Debug, PartialEq)]
pub struct FileState {
    pub saved: Saved,
    /// Hundredths sent.
    pub percent: u32,
    pub problem: Option<String>,
}

/// A job as this device shows it, and where each part of it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Shown {
    pub job: Job,
    pub items: BTreeMap<ItemId, Saved>,
    pub phases: BTreeMap<PhaseId, Saved>,
    pub stops: BTreeMap<StopId, Saved>,
    pub files: BTreeMap<MediaId, FileState>,
}

/// The key under which the outbox orders the work of a job.
pub fn entity(job: JobId) -> String {
    format!("job:{job}")
}

/// The job with the unsent work of this device.
pub fn shown(job: &Job, queue: &Queue, uploads: &Uploads, worker: &Worker, online: bool) -> Shown {
    let mut shown =
        Shown { job: job.clone(), items: BTreeMap::new(), phases: BTreeMap::new(), stops: BTreeMap::new(), files: BTreeMap::new() };
    let key = entity(job.id);
    for file in uploads.files().into_iter().filter(|file| file.entity == key) {
        place_file(&mut shown, file, uploads.is_running(file.id), online);
    }
    for entry in queue.entries().filter(|entry| entry.entity == key || edits::is_remark(entry)) {
        let Some(sent) = sent_by(entry) else {
            if entry.is_waiting() {
                edits::apply(&mut shown.job, entry);
            }
            continue;
        };
        let saved = match entry.state {
            State::Conflict(_) => Saved::Conflict,
            State::Attention(_) => Saved::Failed,
            State::Waiting if !queue.is_kept(entry.id) => Saved::Keeping,
            State::Waiting if queue.is_sending(entry.id) => Saved::Uploading,
            State::Waiting if online => Saved::Waiting,
            State::Waiting => Saved::Here,
        };
        if entry.is_waiting() {
            let stamp = worker.stamp(&shown.job, &sent, None);
            // refused here, it will be refused there, and then a person is asked
            let _ = rules::apply(&mut shown.job, &sent.intent, &stamp);
        }
        match &sent.intent {
            Intent::AnswerItem { item, .. } | Intent::LetStand { item } => drop(shown.items.insert(*item, saved)),
            Intent::StartPhase { phase } | Intent::CompletePhase { phase } | Intent::OverridePhase { phase, .. } => {
                let _ = shown.phases.insert(*phase, saved);
            }
            Intent::Travel { stop, .. } => drop(shown.stops.insert(*stop, saved)),
            Intent::Note { .. } => {}
        }
    }
    shown
}

thread_local! {
    /// Intents as they were read, by their command: a day's queue is shown again after every act of it.
    static READ: RefCell<BTreeMap<CommandId, (String, Rc<SentIntent>)>> = const { RefCell::new(BTreeMap::new()) };
}

/// More than a device ever keeps; beyond it reading starts anew.
const MOST_READ: usize = 5_000;

/// The intent a write carries; none when it is a write of another kind.
fn sent_by(entry: &Entry) -> Option<Rc<SentIntent>> {
    READ.with_borrow_mut(|read| {
        if let Some((body, sent)) = read.get(&entry.id)
            && *body == entry.body
        {
            return Some(sent.clone());
        }
        let sent = Rc::new(serde_json::from_str::<SentIntent>(&entry.body).ok()?);
        if read.len() >= MOST_READ {
            read.clear();
        }
        read.insert(entry.id, (entry.body.clone(), sent.clone()));
        Some(sent)
    })
}

/// Makes what the server carried out part of this device's copy of the job.
pub fn carry_over(job: &mut Job, sent: &SentIntent, receipt: &IntentReceipt, worker: &Worker) {
    let stamp = worker.stamp(job, sent, Some(receipt.at));
    // a copy the server has brought up to date meanwhile may refuse; then it is right already
    let _ = rules::apply(job, &sent.intent, &stamp);
}

fn place_file(shown: &mut Shown, file: &Upload, running: bool, online: bool) {
    let Ok(declared) = serde_json::from_str::<DeclareMedia>(&file.declaration) else { return };
    let known = shown.job.media.iter().find(|media| media.id == file.id).map(|media| media.status);
    let stored = file.is_stored() || known == Some(MediaStatus::Stored);
    let problem = match &file.state {
        UploadState::Attention(error) => Some(match error {
            shared::Error::Conflict { detail, .. } if !detail.is_empty() => detail.to_string(),
            other => other.to_string(),
        }),
        _ => None,
    };
    let saved = match (&problem, stored) {
        (Some(_), _) => Saved::Failed,
        (None, true) => Saved::Synced,
        (None, false) if running => Saved::Uploading,
        (None, false) if online => Saved::Waiting,
        (None, false) => Saved::Here,
    };
    let percent = if stored { 100 } else { u32::try_from(file.sent.min(file.size) * 100 / file.size.max(1)).unwrap_or(0) };
    shown.files.insert(file.id, FileState { saved, percent, problem: problem.clone() });
    let status = match (stored, problem.is_some()) {
        (true, _) => MediaStatus::Stored,
        (false, true) => MediaStatus::Rejected,
        (false, false) => MediaStatus::Saved,
    };
    match shown.job.media.iter_mut().find(|media| media.id == file.id) {
        // the server's copy is older than what it told us about the bytes
        Some(media) if status == MediaStatus::Stored || status == MediaStatus::Rejected => media.status = status,
        Some(_) => {}
        None => shown.job.media.push(Media {
            id: declared.id,
            job: Some(declared.job),
            visit: None,
            phase: declared.phase,
            requirement: declared.requirement,
            item: declared.item,
            kind: declared.kind,
            status,
            position: declared.position,
            caption: declared.caption,
            signer: Some(declared.signer).filter(|name| !name.is_empty()),
            size: declared.size,
            received: 0,
            sha256: declared.sha256,
            mime: file.mime.clone(),
            width: None,
            height: None,
            taken_at: declared.taken_at,
            taken_by: String::new(),
            gps: declared.gps,
            problem: None,
            verification: Verification::Unchecked,
            deleted: false,
            version: 0,
        }),
    }
}

impl Shown {
    /// Files of a phase that the server has not confirmed: what its completion has to wait for.
    pub fn unconfirmed(&self, phase: PhaseId) -> Vec<MediaId> {
        let of_phase = |media: &&Media| {
            media.phase == Some(phase) && !media.deleted && !matches!(media.status, MediaStatus::Stored | MediaStatus::Rejected)
        };
        self.job.media.iter().filter(of_phase).map(|media| media.id).collect()
    }
}

#[cfg(test)]
#[path = "overlay_tests.rs"]
mod tests;
