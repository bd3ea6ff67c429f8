//! Writes what the rules changed, and records it.

use chrono::{DateTime, Utc};
use serde_json::json;
use shared::Result;
use shared::jobs::seal::{Circumstances, manifest};
use shared::jobs::{Counting, Effect, Job, PhaseStatus, Stamp, events, phase_missing, seal};
use shared::leads::Happened;

use super::sql;
use crate::crypto::sha256_hex;
use crate::cx::Cx;
use crate::db::Tx;
use crate::events::Record;

/// When the server took a command.
pub(super) struct Taken {
    pub server_at: DateTime<Utc>,
}

/// The stamp of what the system itself finds out.
pub(super) fn system_stamp(cx: &Cx, now: DateTime<Utc>) -> Stamp {
    Stamp {
        at: now,
        device_at: now,
        gps: None,
        member: cx.member(),
        name: cx.actor.name().to_string(),
        role: None,
        office: true,
        may_override: false,
        counting: Counting::Stored,
    }
}

/// Writes the changed parts of a job, and one event for each effect.
pub(super) async fn effects(cx: &Cx, tx: &mut Tx, job: &Job, effects: &[Effect], stamp: &Stamp, taken: &Taken) -> Result<()> {
    let (mut facts, mut happened) = (Vec::new(), None);
    for effect in effects {
        match effect {
            Effect::JobStarted => {
                sql::update_state(tx, job).await?;
                happened = Some(Happened::WorkBegun);
                facts.push(of_job(events::STARTED, job));
            }
            Effect::JobCompleted => {
                sql::update_state(tx, job).await?;
                happened = Some(Happened::WorkDone);
                facts.push(of_job(events::COMPLETED, job).data(json!({ "at": stamp.at })));
            }
            Effect::PhaseStarted { phase } => {
                let Some(phase) = job.phase(*phase) else { continue };
                sql::update_phase(tx, phase).await?;
                facts.push(of_part(events::PHASE_STARTED, phase.id, job).data(json!({
                    "phase": phase.title.en, "phase_fr": phase.title.fr, "position": phase.position, "at": stamp.at,
                    "device_at": stamp.device_at,
                })));
            }
            Effect::PhaseCompleted { phase, overridden } => {
                let Some(phase) = job.phase(*phase) else { continue };
                let previous = sql::last_seal(tx, job.id).await?;
                let how = Circumstances { device_at: stamp.device_at, server_at: taken.server_at, device: device(cx), gps: stamp.gps };
                let sealed = manifest(job, phase, how, previous.clone());
                let text = serde_json::to_string(&sealed).map_err(|error| shared::Error::internal(&error))?;
                let hash = sha256_hex(text.as_bytes());
                sql::seal_phase(tx, phase, &text, &hash, previous.as_deref(), taken.server_at).await?;
                let lacking: Vec<String> = if *overridden {
                    phase_missing(job, phase, Counting::Stored).iter().map(shared::jobs::Missing::text).collect()
                } else {
                    Vec::new()
                };
                let kind = if *overridden { events::PHASE_OVERRIDDEN } else { events::PHASE_COMPLETED };
                facts.push(of_part(kind, phase.id, job).data(json!({
                    "phase": phase.title.en, "phase_fr": phase.title.fr, "position": phase.position, "at": stamp.at,
                    "device_at": stamp.device_at, "seal": hash, "files": sealed.media.len(), "reason": phase.override_reason, "missing": lacking,
                })));
            }
            Effect::ItemAnswered { item, before, answer } => {
                let Some((phase, item)) = job.item(*item) else { continue };
                sql::update_item(tx, item, stamp.device_at, taken.server_at).await?;
                facts.push(of_part(events::ITEM_ANSWERED, item.id, job).data(json!({
                    "item": item.title.en, "item_fr": item.title.fr, "phase": phase.title.en, "phase_fr": phase.title.fr,
                    "answer": { "before": before, "after": answer }, "note": item.note, "at": stamp.at, "device_at": stamp.device_at,
                })));
            }
            Effect::ItemSettled { item, given } => {
                let Some((phase, item)) = job.item(*item) else { continue };
                sql::set_dispute(tx, item.id, None).await?;
                let data = json!({
                    "item": item.title.en, "item_fr": item.title.fr, "phase": phase.title.en, "phase_fr": phase.title.fr,
                    "given": given, "stands": item.answer, "at": stamp.at,
                });
                facts.push(of_part(events::ITEM_SETTLED, item.id, job).data(data));
            }
            Effect::ItemOutdated { item, given, note } => {
                let Some((phase, item)) = job.item(*item) else { continue };
                let data = json!({
                    "item": item.title.en, "item_fr": item.title.fr, "phase": phase.title.en, "phase_fr": phase.title.fr,
                    "given": given, "note": note, "stands": item.answer, "at": stamp.at, "device_at": stamp.device_at,
                });
                facts.push(of_part(events::ITEM_OUTDATED, item.id, job).data(data));
            }
            Effect::Travelled { stop, step } => {
                sql::insert_travel(tx, job.id, *stop, *step, stamp, taken.server_at).await?;
                let address = job.stops.iter().find(|s| s.id == *stop).map(|s| s.address.clone());
                facts.push(
                    of_job(events::TRAVELLED, job)
                        .data(json!({ "step": step, "stop": address, "at": stamp.at, "device_at": stamp.device_at })),
                );
            }
            Effect::Noted { note } => {
                let Some(note) = job.notes.iter().find(|n| n.id == *note) else { continue };
                sql::insert_note(tx, job.id, note).await?;
                facts.push(of_job(events::NOTED, job).data(json!({ "kind": note.kind, "text": note.text, "at": stamp.at })));
            }
        }
    }
    tx.record_all(facts).await?;
    match (job.lead, happened) {
        (Some(lead), Some(happened)) => crate::leads::end_for(tx, lead, Some(job.account), happened).await,
        _ => Ok(()),
    }
}

/// A fact about a job; its customer learns of it live.
pub(super) fn of_job(kind: shared::events::EventKind, job: &Job) -> Record {
    Record::new(kind, job.id).account(job.account)
}

/// A fact about a part of a job.
fn of_part(kind: shared::events::EventKind, part: impl Into<uuid::Uuid>, job: &Job) -> Record {
    Record::new(kind, part).of(job.id).account(job.account)
}

fn device(cx: &Cx) -> String {
    cx.request.device.clone().unwrap_or_else(|| cx.request.user_agent.chars().take(200).collect())
}

/// Whether a manifest has the hash it is stored under and names the one before it.
pub(super) fn holds(text: &str, hash: &str, previous: Option<&str>) -> bool {
    let named = serde_json::from_str::<seal::Manifest>(text).ok().and_then(|m| m.previous);
    sha256_hex(text.as_bytes()) == hash && named.as_deref() == previous
}

/// Completed phases of a job, for tests and seals.
pub(super) fn completed(job: &Job) -> usize {
    job.phases.iter().filter(|p| p.status == PhaseStatus::Complete).count()
}
