use serde_json::{Value, json};
use shared::access::{Action, Scope};
use shared::jobs::{Counting, Dispute, Intent, IntentReceipt, Job, Refusal, SentIntent, Stamp, corrected, events, rules};
use shared::text::{Locale, with_locale};
use shared::{ItemId, JobId, Result};

use super::save::{self, Taken};
use super::{reads, sql};
use crate::begin;
use crate::crypto::sha256;
use crate::cx::Cx;
use crate::db::Tx;

/// Carries out what a device sent. The command id makes it happen once; what contradicts the job is refused and kept
/// in its timeline, so that a person decides.
pub async fn carry_out(cx: &Cx, id: JobId, sent: SentIntent) -> Result<IntentReceipt> {
    let scope = cx.may(Action::JobsWork)?;
    shared::input::check(&sent)?;
    let asked = serde_json::to_vec(&(id, &sent)).map_err(|error| shared::Error::internal(&error))?;
    // the device's own id counts, however often and through whichever transport it arrives
    let cx = cx.clone().with_command(sent.command, sha256(&asked));
    let mut tx = begin!(cx);
    sql::lock(&mut tx, id).await?;
    let mut job = reads::one(&mut tx, id).await?;
    let now = cx.now();
    let at = corrected(sent.device_at, sent.offset_ms, Some(now));
    let stamp = Stamp {
        at,
        device_at: sent.device_at,
        gps: sent.gps,
        member: cx.member(),
        name: cx.actor.name().to_string(),
        role: cx.member().and_then(|member| job.role_of(member)),
        office: scope == Scope::All,
        may_override: cx.may(Action::PhasesOverride).is_ok(),
        counting: Counting::Stored,
    };
    if let Err(out_of_reach) = reads::within(&cx, scope, &job) {
        if !was_on_crew(&cx, &mut tx, &job).await? {
            return Err(out_of_reach);
        }
        drop(tx);
        return refuse(&cx, &job, &sent, &stamp, Refusal::OffCrew).await;
    }
    match rules::apply(&mut job, &sent.intent, &stamp) {
        Ok(effects) => {
            save::effects(&cx, &mut tx, &job, &effects, &stamp, &Taken { server_at: now }).await?;
            tx.commit(IntentReceipt { job: id, at, effects }).await
        }
        Err(refusal) => {
            drop(tx);
            refuse(&cx, &job, &sent, &stamp, refusal).await
        }
    }
}

/// Answers why it was not carried out. What sending again cannot help is kept in the timeline, in its own words.
async fn refuse(cx: &Cx, job: &Job, sent: &SentIntent, stamp: &Stamp, refusal: Refusal) -> Result<IntentReceipt> {
    if contradicts(&refusal) {
        let mut tx = begin!(cx);
        let dispute = dispute(&sent.intent, &refusal, stamp);
        if let Some((item, dispute)) = &dispute {
            sql::set_dispute(&mut tx, *item, Some(dispute)).await?;
        }
        let stands = dispute
            .and_then(|(item, _)| job.item(item))
            .map(|(_, item)| json!({ "item": item.title.en, "item_fr": item.title.fr, "answer": item.answer, "note": item.note, "by": item.answered_by }));
        let data = json!({
            "command": sent.command, "intent": sent.intent, "wanted": wanted(job, &sent.intent), "code": refusal.code(),
            "detail": with_locale(Locale::En, || refusal.text()), "detail_fr": with_locale(Locale::Fr, || refusal.text()),
            "stands": stands, "device_at": sent.device_at, "at": stamp.at,
        });
        tx.record(save::of_job(events::INTENT_REFUSED, job).data(data)).await?;
        tx.commit(()).await?;
    }
    Err(refusal.into())
}

/// Whether the asker was on this crew and declined or was taken off.
async fn was_on_crew(cx: &Cx, tx: &mut Tx, job: &Job) -> Result<bool> {
    let Some(member) = cx.member() else { return Ok(false) };
    Ok(job.crew.iter().any(|c| c.member == member) || sql::was_on_crew(tx, job.id, member).await?)
}

/// What was wanted, with the names people know the parts by.
fn wanted(job: &Job, intent: &Intent) -> Value {
    let item = |id| job.item(id).map(|(_, item)| (&item.title.en, &item.title.fr)).unzip();
    let phase = |id| job.phase(id).map(|phase| (&phase.title.en, &phase.title.fr)).unzip();
    match intent {
        Intent::AnswerItem { item: id, answer, note, .. } => {
            let (en, fr) = item(*id);
            json!({ "item": en, "item_fr": fr, "answer": answer, "note": note.trim() })
        }
        Intent::LetStand { item: id } => {
            let (en, fr) = item(*id);
            json!({ "item": en, "item_fr": fr })
        }
        Intent::StartPhase { phase: id } | Intent::CompletePhase { phase: id } => {
            let (en, fr) = phase(*id);
            json!({ "phase": en, "phase_fr": fr })
        }
        Intent::OverridePhase { phase: id, reason } => {
            let (en, fr) = phase(*id);
            json!({ "phase": en, "phase_fr": fr, "reason": reason })
        }
        Intent::Travel { stop, step } => {
            json!({ "step": step, "stop": job.stops.iter().find(|s| s.id == *stop).map(|s| &s.address) })
        }
        Intent::Note { text, .. } => json!({ "text": text }),
    }
}

/// The answer to be kept beside the one that stands, so that dispatch sees both until somebody chooses.
fn dispute(intent: &Intent, refusal: &Refusal, stamp: &Stamp) -> Option<(ItemId, Dispute)> {
    match (intent, refusal) {
        (Intent::AnswerItem { item, answer, note, .. }, Refusal::Changed { .. }) => {
            let note = note.trim().to_string();
            Some((*item, Dispute { answer: *answer, note, by: stamp.name.clone(), member: stamp.member, at: stamp.at }))
        }
        _ => None,
    }
}

/// Whether sending the same again later cannot help: a person has to look.
fn contradicts(refusal: &Refusal) -> bool {
    matches!(refusal, Refusal::Changed { .. } | Refusal::Sealed | Refusal::Over | Refusal::NotYours | Refusal::OffCrew)
}

#[cfg(test)]
#[path = "conflict_tests.rs"]
mod tests;
