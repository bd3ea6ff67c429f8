//! The decision a job waits for: booking what was requested, closing what is completed, opening that again.

use dioxus::core::spawn_forever;
use dioxus::prelude::*;
use shared::JobId;
use shared::jobs::{Job, JobStatus, SeenJob};

use super::undo::{self, Change, Former};
use super::{api, text};
use crate::api::Valid;
use crate::client::own;
use crate::ui::*;

/// What the button says and does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Decision {
    Book,
    Close,
    Reopen,
}

impl Decision {
    /// What a job waits for.
    fn of(status: JobStatus) -> Option<Self> {
        match status {
            JobStatus::Requested => Some(Self::Book),
            JobStatus::Completed => Some(Self::Close),
            JobStatus::Closed => Some(Self::Reopen),
            JobStatus::Booked | JobStatus::Assigned | JobStatus::InProgress | JobStatus::Cancelled => None,
        }
    }

    async fn carry_out(self, id: JobId, seen: i32) -> shared::Result<Job> {
        match self {
            Self::Book => {
                let send = async |version| api::book_job(id, Valid(SeenJob { version })).await;
                own::write(id.0, seen, send, |job| job.version).await
            }
            Self::Close => Former::Closed(true).write(id, seen).await,
            Self::Reopen => Former::Closed(false).write(id, seen).await,
        }
    }

    /// Says what was done; what can be taken back can be taken back.
    fn tell(self, job: &Job, toasts: Toasts) {
        match self {
            Self::Book => toasts.say(text::booked(&job.number)),
            Self::Close => {
                let change = Change { job: job.id, version: job.version, former: Former::Closed(false) };
                undo::offer(toasts, text::closed(&job.number), vec![change]);
            }
            Self::Reopen => toasts.say(text::reopened(&job.number)),
        }
    }
}

/// The button for it; nothing where the work itself is the next thing.
#[component]
pub fn DecideButton(job: Job, onchange: EventHandler<()>) -> Element {
    let toasts = use_toasts();
    let mut busy = use_signal(|| false);
    let Some(decision) = Decision::of(job.status) else { return VNode::empty() };
    let (id, version) = (job.id, job.version);
    let decide = move |_| {
        if busy.replace(true) {
            return;
        }
        // what was decided is told also to those who went on meanwhile
        spawn_forever(async move {
            match decision.carry_out(id, version).await {
                Ok(job) => decision.tell(&job, toasts),
                Err(error) => toasts.tell(Tone::Danger, error.to_string()),
            }
            if busy.try_peek().is_ok() {
                busy.set(false);
                onchange.call(());
            }
        });
    };
    let (words, icon, variant) = match decision {
        Decision::Book => (text::book(), IconName::CalendarCheck, ButtonVariant::Primary),
        Decision::Close => (text::close(), IconName::CheckCheck, ButtonVariant::Primary),
        Decision::Reopen => (text::reopen(), IconName::RotateCcw, ButtonVariant::default()),
    };
    rsx! { Button { variant, icon, loading: busy(), onclick: decide, testid: "decide", {words} } }
}

/// Why nothing can be done on a job yet, or any more.
#[component]
pub fn StandingBanner(job: Job) -> Element {
    let words = match (job.status, job.cancelled.clone()) {
        (_, Some(reason)) => return rsx! { Banner { tone: Tone::Danger, {text::cancelled_because(reason)} } },
        (JobStatus::Requested, _) => text::is_requested(&job.account_name),
        (JobStatus::Closed, _) => text::is_closed(),
        _ => return VNode::empty(),
    };
    rsx! { Banner { tone: Tone::Info, {words} } }
}
