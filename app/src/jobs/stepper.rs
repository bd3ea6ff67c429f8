//! The way of a job from inquiry to wrap-up, over its page.

use chrono::{DateTime, Utc};
use dioxus::prelude::*;
use shared::access::Action;
use shared::jobs::{BillingStatus, Job, JobStatus};

use super::text;
use crate::client::session::use_session;
use crate::ui::format::{self, DateStyle};
use crate::ui::*;

/// The steps that led here and the one that is left. A job by hand begins with its booking.
#[component]
pub fn Journey(job: Job) -> Element {
    let session = use_session();
    let day = |at: DateTime<Utc>| format::date_in(at, &job.zone, DateStyle::Short);
    let mut steps = Vec::new();
    if let Some(lead) = job.lead {
        let step = Step::new(text::step_inquiry(), StepState::Done);
        steps.push(if session.may(Action::LeadsView) { step.href(format!("/app/leads/{lead}")) } else { step });
    }
    if let (Some(quote), Some(number)) = (job.quote, job.quote_number.clone()) {
        let step = Step::new(text::step_quote(), StepState::Done).detail(number);
        steps.push(if session.may(Action::QuotesView) { step.href(format!("/app/quotes/{quote}")) } else { step });
    }
    let requested = job.status == JobStatus::Requested;
    let booking = Step::new(text::step_booking(), if requested { StepState::Current } else { StepState::Done });
    steps.push(booking.detail(match (requested, job.quote) {
        (true, _) => text::step_requested(),
        (false, Some(_)) => text::signed(day(job.created_at)),
        (false, None) => text::entered(day(job.created_at)),
    }));
    let over = matches!(job.status, JobStatus::Completed | JobStatus::Closed);
    let detail = match (job.status, job.completed_at, job.current_phase()) {
        (JobStatus::Cancelled, ..) => text::step_cancelled(),
        (JobStatus::Requested, ..) => String::new(),
        (_, Some(at), _) if over => text::step_done(day(at)),
        (_, _, Some(phase)) => text::step_phase(phase.position, job.phases.len()),
        _ => String::new(),
    };
    steps.push(
        Step::new(
            text::step_job(),
            match (over, requested) {
                (true, _) => StepState::Done,
                (false, true) => StepState::Next,
                (false, false) => StepState::Current,
            },
        )
        .detail(detail),
    );
    let (state, detail) = match (over, job.status == JobStatus::Closed || job.billing == BillingStatus::Paid) {
        (true, true) if job.status == JobStatus::Closed => (StepState::Done, text::step_closed()),
        (true, true) => (StepState::Done, job.billing.text()),
        (true, false) => (StepState::Current, job.billing.text()),
        (false, _) => (StepState::Blocked, text::opens_at_completion()),
    };
    steps.push(Step::new(text::step_wrap_up(), state).detail(detail));
    rsx! { StepTracker { label: text::journey_of(&job.number), steps } }
}
