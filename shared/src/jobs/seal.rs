//! The sealed manifest of a completed phase: everything that was answered, photographed and signed, with times and
//! places, in one text whose SHA-256 names it. Each manifest names the one before it, so that none can be exchanged.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{Counting, ItemAnswer, Job, Phase, media_for};
use crate::media::{MediaKind, Position};
use crate::{JobId, MediaId, PhaseId};

/// What a seal says of a phase. Field order is part of the format: the hash is over the text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Manifest {
    pub format: String,
    pub job: JobId,
    pub number: String,
    pub phase: PhaseId,
    pub position: i32,
    pub key: String,
    pub started_at: Option<DateTime<Utc>>,
    /// Corrected device time.
    pub completed_at: Option<DateTime<Utc>>,
    /// What the device's own clock said.
    pub device_at: DateTime<Utc>,
    /// When the server took it.
    pub server_at: DateTime<Utc>,
    pub completed_by: Option<String>,
    pub device: String,
    pub gps: Option<Position>,
    pub override_reason: Option<String>,
    pub items: Vec<SealedItem>,
    pub media: Vec<SealedMedia>,
    /// Hash of the manifest before it; none for the first.
    pub previous: Option<String>,
}

/// An answer as sealed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SealedItem {
    pub key: String,
    pub title: String,
    pub answer: ItemAnswer,
    pub note: String,
    pub at: Option<DateTime<Utc>>,
    pub by: Option<String>,
    pub gps: Option<Position>,
}

/// A medium as sealed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SealedMedia {
    pub id: MediaId,
    pub slot: String,
    pub kind: MediaKind,
    pub sha256: String,
    pub size: i64,
    pub taken_at: DateTime<Utc>,
    pub by: String,
    pub signer: Option<String>,
    pub gps: Option<Position>,
}

/// Where and when the phase was completed.
#[derive(Clone, Debug, PartialEq)]
pub struct Circumstances {
    pub device_at: DateTime<Utc>,
    pub server_at: DateTime<Utc>,
    pub device: String,
    pub gps: Option<Position>,
}

/// The manifest of a completed phase.
pub fn manifest(job: &Job, phase: &Phase, how: Circumstances, previous: Option<String>) -> Manifest {
    let items = phase.items.iter().map(|item| SealedItem {
        key: item.key.clone(),
        title: item.title.en.clone(),
        answer: item.answer,
        note: item.note.clone(),
        at: item.answered_at,
        by: item.answered_by.clone(),
        gps: item.gps,
    });
    let media = phase.requirements.iter().flat_map(|requirement| {
        media_for(job, requirement, Counting::Stored).into_iter().map(move |media| SealedMedia {
            id: media.id,
            slot: requirement.key.clone(),
            kind: media.kind,
            sha256: media.sha256.clone(),
            size: media.size,
            taken_at: media.taken_at,
            by: media.taken_by.clone(),
            signer: media.signer.clone(),
            gps: media.gps,
        })
    });
    Manifest {
        format: "tailboard.phase.1".into(),
        job: job.id,
        number: job.number.clone(),
        phase: phase.id,
        position: phase.position,
        key: phase.key.clone(),
        started_at: phase.started_at,
        completed_at: phase.completed_at,
        device_at: how.device_at,
        server_at: how.server_at,
        completed_by: phase.completed_by.clone(),
        device: how.device,
        gps: how.gps,
        override_reason: phase.override_reason.clone(),
        items: items.collect(),
        media: media.collect(),
        previous,
    }
}
