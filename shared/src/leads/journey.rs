//! The six steps of every record of the story, from inquiry to wrap-up, as the step tracker shows them.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::types::LeadStatus;
use crate::{JobId, LeadId, QuoteId};

crate::choice! {
    /// A step of the story.
    JourneyStep {
        Inquiry = "inquiry",
        SiteVisit = "site_visit",
        Quote = "quote",
        Booking = "booking",
        Job = "job",
        WrapUp = "wrap_up",
    }
}

crate::choice! {
    /// How a step stands.
    StepState {
        Done = "done",
        Current = "current",
        /// Can be gone to now.
        Next = "next",
        Blocked = "blocked",
        /// Was not needed.
        Skipped = "skipped",
        Stopped = "stopped",
    }
}

crate::choice! {
    /// The line under a step: what happened, or what unlocks it.
    StepNote {
        Received = "received",
        Lost = "lost",
        VisitOptional = "visit_optional",
        VisitPlanned = "visit_planned",
        VisitDone = "visit_done",
        VisitSkipped = "visit_skipped",
        QuoteToMake = "quote_to_make",
        QuoteDraft = "quote_draft",
        QuoteSent = "quote_sent",
        QuoteViewed = "quote_viewed",
        QuoteClosed = "quote_closed",
        QuoteAccepted = "quote_accepted",
        /// A job was made of the lead without one.
        QuoteSkipped = "quote_skipped",
        NeedsQuote = "needs_quote",
        NeedsSignature = "needs_signature",
        Signed = "signed",
        /// Agreed without a quote.
        Agreed = "agreed",
        NeedsBooking = "needs_booking",
        JobBooked = "job_booked",
        JobUnderWay = "job_under_way",
        JobDone = "job_done",
        JobCancelled = "job_cancelled",
        AfterJob = "after_job",
        ToWrapUp = "to_wrap_up",
        WrappedUp = "wrapped_up",
    }
}

/// A step as the tracker shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct JourneyMark {
    pub step: JourneyStep,
    pub state: StepState,
    pub note: StepNote,
    /// When it happened or is planned.
    pub at: Option<DateTime<Utc>>,
    /// Where a reached step is found.
    pub href: Option<String>,
}

/// All six steps.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Journey {
    pub steps: Vec<JourneyMark>,
}

/// A site visit of a lead.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Visit {
    #[default]
    None,
    Planned(DateTime<Utc>),
    Done(DateTime<Utc>),
}

/// Where the quote of a lead stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QuoteFacts {
    pub id: QuoteId,
    pub state: QuoteStep,
    pub at: DateTime<Utc>,
}

/// The part of a quote's life the journey tells apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuoteStep {
    Draft,
    Sent,
    Viewed,
    Accepted,
    /// Declined, expired or withdrawn.
    Closed,
}

impl QuoteStep {
    /// The step of a quote's status key.
    pub fn of_key(key: &str) -> Self {
        match key {
            "sent" => QuoteStep::Sent,
            "viewed" => QuoteStep::Viewed,
            "accepted" => QuoteStep::Accepted,
            "declined" | "expired" | "withdrawn" => QuoteStep::Closed,
            _ => QuoteStep::Draft,
        }
    }
}

/// Where the job of a lead stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct JobFacts {
    pub id: JobId,
    pub state: JobStep,
    pub at: DateTime<Utc>,
}

/// The part of a job's life the journey tells apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JobStep {
    Booked,
    UnderWay,
    Done,
    Closed,
    Cancelled,
}

impl JobStep {
    /// The step of a job's status key.
    pub fn of_key(key: &str) -> Self {
        match key {
            "in_progress" => JobStep::UnderWay,
            "completed" => JobStep::Done,
            "closed" => JobStep::Closed,
            "cancelled" => JobStep::Cancelled,
            _ => JobStep::Booked,
        }
    }
}

/// What the tracker is made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JourneyFacts {
    pub lead: LeadId,
    pub received_at: DateTime<Utc>,
    pub status: LeadStatus,
    pub visit: Visit,
    pub quote: Option<QuoteFacts>,
    pub job: Option<JobFacts>,
}

/// The tracker of a lead: each event moves it on by itself.
pub fn journey(facts: &JourneyFacts) -> Journey {
    use StepState::*;
    let mark = |step, state, note, at, href: Option<String>| JourneyMark { step, state, note, at, href };
    let lead = Some(format!("/app/leads/{}", facts.lead));
    let quote_href = facts.quote.map(|q| format!("/app/quotes/{}", q.id));
    let job_href = facts.job.map(|j| format!("/app/jobs/{}", j.id));
    let accepted = facts.job.is_some() || facts.quote.is_some_and(|q| q.state == QuoteStep::Accepted);

    let inquiry = mark(JourneyStep::Inquiry, Done, StepNote::Received, Some(facts.received_at), lead.clone());
    let visit = match facts.visit {
        Visit::Done(at) => mark(JourneyStep::SiteVisit, Done, StepNote::VisitDone, Some(at), lead),
        _ if facts.quote.is_some() || accepted => mark(JourneyStep::SiteVisit, Skipped, StepNote::VisitSkipped, None, None),
        Visit::Planned(at) => mark(JourneyStep::SiteVisit, Current, StepNote::VisitPlanned, Some(at), lead),
        Visit::None => mark(JourneyStep::SiteVisit, Next, StepNote::VisitOptional, None, None),
    };
    let quote = match facts.quote {
        None if accepted => mark(JourneyStep::Quote, Skipped, StepNote::QuoteSkipped, None, None),
        _ if accepted => mark(JourneyStep::Quote, Done, StepNote::QuoteAccepted, facts.quote.map(|q| q.at), quote_href),
        None => mark(JourneyStep::Quote, if visit.state == Current { Next } else { Current }, StepNote::QuoteToMake, None, None),
        Some(q) => match q.state {
            QuoteStep::Draft => mark(JourneyStep::Quote, Current, StepNote::QuoteDraft, Some(q.at), quote_href),
            QuoteStep::Sent => mark(JourneyStep::Quote, Done, StepNote::QuoteSent, Some(q.at), quote_href),
            QuoteStep::Viewed => mark(JourneyStep::Quote, Done, StepNote::QuoteViewed, Some(q.at), quote_href),
            QuoteStep::Closed | QuoteStep::Accepted => mark(JourneyStep::Quote, Current, StepNote::QuoteClosed, Some(q.at), quote_href),
        },
    };
    let booking = if accepted {
        let note = if facts.quote.is_some() { StepNote::Signed } else { StepNote::Agreed };
        mark(JourneyStep::Booking, Done, note, facts.job.map(|j| j.at).or(facts.quote.map(|q| q.at)), None)
    } else if quote.state == Done {
        mark(JourneyStep::Booking, Current, StepNote::NeedsSignature, None, None)
    } else {
        mark(JourneyStep::Booking, Blocked, StepNote::NeedsQuote, None, None)
    };
    let job = match facts.job {
        None => mark(JourneyStep::Job, Blocked, StepNote::NeedsBooking, None, None),
        Some(j) => match j.state {
            JobStep::Booked => mark(JourneyStep::Job, Current, StepNote::JobBooked, Some(j.at), job_href),
            JobStep::UnderWay => mark(JourneyStep::Job, Current, StepNote::JobUnderWay, Some(j.at), job_href),
            JobStep::Done | JobStep::Closed => mark(JourneyStep::Job, Done, StepNote::JobDone, Some(j.at), job_href),
            JobStep::Cancelled => mark(JourneyStep::Job, Stopped, StepNote::JobCancelled, Some(j.at), job_href),
        },
    };
    let wrap_up = match facts.job.map(|j| j.state) {
        Some(JobStep::Closed) => mark(JourneyStep::WrapUp, Done, StepNote::WrappedUp, None, None),
        Some(JobStep::Done) => mark(JourneyStep::WrapUp, Current, StepNote::ToWrapUp, None, None),
        _ => mark(JourneyStep::WrapUp, Blocked, StepNote::AfterJob, None, None),
    };
    let mut steps = vec![inquiry, visit, quote, booking, job, wrap_up];
    if facts.status == LeadStatus::Lost
        && let Some(current) = steps.iter_mut().find(|s| s.state == Current)
    {
        current.state = Stopped;
        current.note = StepNote::Lost;
    }
    Journey { steps }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeZone;

    fn at(hour: u32) -> DateTime<Utc> {
        Utc.with_ymd_and_hms(2026, 11, 19, hour, 0, 0).single().expect("a time")
    }

    fn facts() -> JourneyFacts {
        let lead = LeadId(uuid::Uuid::from_u128(1));
        JourneyFacts { lead, received_at: at(8), status: LeadStatus::New, visit: Visit::None, quote: None, job: None }
    }

    fn quote(state: QuoteStep) -> Option<QuoteFacts> {
        Some(QuoteFacts { id: QuoteId(uuid::Uuid::from_u128(2)), state, at: at(10) })
    }

    fn job(state: JobStep) -> Option<JobFacts> {
        Some(JobFacts { id: JobId(uuid::Uuid::from_u128(3)), state, at: at(12) })
    }

    fn states(facts: &JourneyFacts) -> String {
        journey(facts).steps.iter().map(|s| s.state.key()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn every_event_moves_the_tracker_on() {
        for (facts, want) in [
            (facts(), "done next current blocked blocked blocked"),
            (JourneyFacts { visit: Visit::Planned(at(9)), ..facts() }, "done current next blocked blocked blocked"),
            (JourneyFacts { visit: Visit::Done(at(9)), ..facts() }, "done done current blocked blocked blocked"),
            (JourneyFacts { quote: quote(QuoteStep::Draft), ..facts() }, "done skipped current blocked blocked blocked"),
            (JourneyFacts { quote: quote(QuoteStep::Viewed), ..facts() }, "done skipped done current blocked blocked"),
            (JourneyFacts { quote: quote(QuoteStep::Closed), ..facts() }, "done skipped current blocked blocked blocked"),
            (
                JourneyFacts { quote: quote(QuoteStep::Accepted), job: job(JobStep::Booked), ..facts() },
                "done skipped done done current blocked",
            ),
            (JourneyFacts { quote: quote(QuoteStep::Accepted), job: job(JobStep::Done), ..facts() }, "done skipped done done done current"),
            (JourneyFacts { quote: quote(QuoteStep::Accepted), job: job(JobStep::Closed), ..facts() }, "done skipped done done done done"),
            (JourneyFacts { job: job(JobStep::Booked), ..facts() }, "done skipped skipped done current blocked"),
            (JourneyFacts { status: LeadStatus::Lost, ..facts() }, "done next stopped blocked blocked blocked"),
        ] {
            assert_eq!(states(&facts), want, "{facts:?}");
        }
    }
}
