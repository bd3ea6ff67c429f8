//! How far a job is: phases, items and media done of total, in one function for every screen.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{Counting, Job, JobStatus, Phase, PhaseStatus, is_answered, media_for};

/// Done of total.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Count {
    pub done: i32,
    pub total: i32,
}

/// How far one phase is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PhaseProgress {
    /// Required items.
    pub items: Count,
    /// Required photos, signatures and documents.
    pub media: Count,
    /// 100 only when the phase is complete.
    pub percent: u8,
}

/// How far a job is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Progress {
    pub phases: Count,
    pub items: Count,
    pub media: Count,
    /// 100 only when the job is completed.
    pub percent: u8,
    /// Minutes since the work began; until it ended, once it has.
    pub elapsed: Option<i64>,
    /// Minutes the open phases usually take, less what the current one has had.
    pub remaining: i64,
}

impl Count {
    fn plus(self, other: Count) -> Count {
        Count { done: self.done + other.done, total: self.total + other.total }
    }
}

fn percent(done: i32, total: i32, over: bool) -> u8 {
    if over {
        return 100;
    }
    if total == 0 {
        return 0;
    }
    u8::try_from((i64::from(done) * 100 / i64::from(total)).clamp(0, 99)).unwrap_or(99)
}

/// How far a phase is. What a completed phase lacks (it was overridden) stays visible in its counts.
pub fn phase_progress(job: &Job, phase: &Phase, counting: Counting) -> PhaseProgress {
    let required = phase.items.iter().filter(|i| i.required);
    let items = required.fold(Count::default(), |sum, item| sum.plus(Count { done: i32::from(is_answered(item)), total: 1 }));
    let media = phase.requirements.iter().filter(|r| r.required).fold(Count::default(), |sum, requirement| {
        let have = i32::try_from(media_for(job, requirement, counting).len()).unwrap_or(i32::MAX);
        sum.plus(Count { done: have.min(requirement.min_count), total: requirement.min_count })
    });
    PhaseProgress { items, media, percent: phase_percent(phase.status, items, media) }
}

/// How far a phase is by the required items and media it has: 100 only when it is complete.
pub fn phase_percent(status: PhaseStatus, items: Count, media: Count) -> u8 {
    let both = items.plus(media);
    percent(both.done, both.total, status == PhaseStatus::Complete)
}

/// How far a job is at a time.
pub fn progress(job: &Job, now: DateTime<Utc>, counting: Counting) -> Progress {
    let mut sum = Progress::default();
    let mut units = Count::default();
    for phase in &job.phases {
        let of_phase = phase_progress(job, phase, counting);
        let complete = phase.status == PhaseStatus::Complete;
        sum.items = sum.items.plus(of_phase.items);
        sum.media = sum.media.plus(of_phase.media);
        sum.phases = sum.phases.plus(Count { done: i32::from(complete), total: 1 });
        let parts = of_phase.items.plus(of_phase.media);
        units = units.plus(Count { done: if complete { parts.total + 1 } else { parts.done }, total: parts.total + 1 });
        if !complete {
            let had = phase.started_at.map_or(0, |at| (now - at).num_minutes().max(0));
            sum.remaining += (i64::from(phase.minutes) - had).max(0);
        }
    }
    let over = matches!(job.status, JobStatus::Completed | JobStatus::Closed);
    sum.percent = percent(units.done, units.total, over);
    sum.elapsed = job.started_at.map(|began| (job.completed_at.unwrap_or(now) - began).num_minutes().max(0));
    if over {
        sum.remaining = 0;
    }
    sum
}
