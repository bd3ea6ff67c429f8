//! Taking back what the office decided: times, priority, crew, closing.

use chrono::{DateTime, Utc};
use dioxus::core::spawn_forever;
use dioxus::prelude::*;
use shared::jobs::{AssignCrew, CrewPlace, Job, Prioritize, Priority, Reschedule, SeenJob};
use shared::{JobId, Result};

use super::{api, text};
use crate::api::Valid;
use crate::client::own;
use crate::ui::*;

/// What was before a change.
#[derive(Clone, Debug, PartialEq)]
pub enum Former {
    Times(DateTime<Utc>, DateTime<Utc>),
    Priority(Priority),
    Crew(Vec<CrewPlace>),
    /// Closed, or completed and open.
    Closed(bool),
}

impl Former {
    /// The crew a job has.
    pub fn crew(job: &Job) -> Self {
        Self::Crew(job.crew.iter().map(|c| CrewPlace { member: c.member, role: c.role }).collect())
    }
}

impl Former {
    /// Makes it so. `seen` is the version it was decided on; own changes since do not stand in the way.
    pub async fn write(&self, id: JobId, seen: i32) -> Result<Job> {
        let send = async |version| match self.clone() {
            Self::Times(starts_at, ends_at) => {
                api::reschedule_job(id, Valid(Reschedule { starts_at, ends_at, version, reason: String::new() })).await
            }
            Self::Priority(priority) => api::prioritize_job(id, Valid(Prioritize { priority, version })).await,
            Self::Crew(crew) => api::assign_crew(id, Valid(AssignCrew { crew, version, reason: String::new() })).await,
            Self::Closed(true) => api::close_job(id, Valid(SeenJob { version })).await,
            Self::Closed(false) => api::reopen_job(id, Valid(SeenJob { version })).await,
        };
        own::write(id.0, seen, send, |job| job.version).await
    }
}

/// A change that can be taken back as long as nobody else changed the job again.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    pub job: JobId,
    /// The version the change made.
    pub version: i32,
    pub former: Former,
}

impl Change {
    async fn take_back(&self) -> Result<Job> {
        self.former.write(self.job, self.version).await
    }
}

/// Says that something was done and offers to take it back. Call it in a task that outlives the page: people go on
/// while the offer stands.
pub fn offer(toasts: Toasts, words: String, changes: Vec<Change>) {
    if changes.is_empty() {
        toasts.say(words);
        return;
    }
    let undo = Callback::new(move |()| {
        let changes = changes.clone();
        spawn_forever(async move {
            for change in &changes {
                if let Err(error) = change.take_back().await {
                    toasts.tell(Tone::Danger, text::not_undone(error));
                    return;
                }
            }
            announce(text::undone());
        });
    });
    toasts.undo(words, undo);
}
