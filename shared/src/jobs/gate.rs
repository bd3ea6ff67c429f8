//! What is still missing before a phase can complete.

use serde::{Deserialize, Serialize};

use super::{Item, ItemAnswer, Job, Phase, Requirement};
use crate::media::{Media, MediaKind, MediaStatus};
use crate::packs::Label;
use crate::{ItemId, PhaseId, RequirementId};

/// Which media count as being there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counting {
    /// Only what the server has stored and checked.
    Stored,
    /// What is safe on this device too.
    Captured,
}

/// Something a phase still needs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "missing", rename_all = "snake_case")]
pub enum Missing {
    Item { item: ItemId, title: Label },
    Media { requirement: RequirementId, title: Label, kind: MediaKind, have: i32, need: i32 },
}

impl Counting {
    /// Whether a medium is there.
    pub fn counts(self, media: &Media) -> bool {
        let there = match self {
            Counting::Stored => media.status == MediaStatus::Stored,
            Counting::Captured => media.status != MediaStatus::Rejected,
        };
        there && !media.deleted
    }
}

/// Whether an item has its answer.
pub fn is_answered(item: &Item) -> bool {
    item.answer != ItemAnswer::Open
}

/// The media in a slot that count, in their order. A photo below the slot's quality rule does not count.
pub fn media_for<'a>(job: &'a Job, requirement: &Requirement, counting: Counting) -> Vec<&'a Media> {
    let sharp_enough = |media: &Media| match (media.width, media.height) {
        (Some(width), Some(height)) => width.min(height) >= requirement.min_edge,
        // the size is known only after the server has looked
        _ => true,
    };
    let mut media: Vec<&Media> = job
        .media
        .iter()
        .filter(|m| m.requirement == Some(requirement.id) && m.kind == requirement.kind && counting.counts(m) && sharp_enough(m))
        .collect();
    media.sort_by_key(|m| (m.position, m.id));
    media
}

/// What a phase of a job still needs.
pub fn phase_missing(job: &Job, phase: &Phase, counting: Counting) -> Vec<Missing> {
    let items = phase
        .items
        .iter()
        .filter(|item| item.required && !is_answered(item))
        .map(|item| Missing::Item { item: item.id, title: item.title.clone() });
    let media = phase.requirements.iter().filter(|r| r.required).filter_map(|requirement| {
        let have = i32::try_from(media_for(job, requirement, counting).len()).unwrap_or(i32::MAX);
        (have < requirement.min_count).then(|| Missing::Media {
            requirement: requirement.id,
            title: requirement.title.clone(),
            kind: requirement.kind,
            have,
            need: requirement.min_count,
        })
    });
    items.chain(media).collect()
}

/// What the phase with this id still needs; nothing for an unknown one.
pub fn missing(job: &Job, phase: PhaseId, counting: Counting) -> Vec<Missing> {
    job.phase(phase).map(|phase| phase_missing(job, phase, counting)).unwrap_or_default()
}
