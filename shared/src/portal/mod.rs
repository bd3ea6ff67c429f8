//! The customer's self-service: what a contact sees of the account's quotes and jobs. Reads only what belongs to the
//! account; accepting and paying happen in the rooms that own them.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use validator::Validate;

use crate::events::EventKind;
use crate::jobs::{JobStatus, PhaseStatus, StopKind, TravelVerb};
use crate::packs::{Label, ServiceLine};
use crate::{JobId, MediaId, Money, QuoteId, StopId};

pub mod standing;

pub use standing::{PortalEnd, PortalStanding};

/// A contact may use the portal.
pub const GRANTED: EventKind = EventKind { name: "portal.granted", entity: "contact", says: "A contact was given access to the portal" };
/// A contact logged in by a link.
pub const ENTERED: EventKind = EventKind { name: "portal.entered", entity: "contact", says: "A contact logged in to the portal" };
/// A contact asked for a link and got it by mail.
pub const LINK_SENT: EventKind =
    EventKind { name: "portal.link_sent", entity: "contact", says: "A contact was mailed a link to the portal" };
/// Somebody of the office took a contact's access away: their sessions and links ended.
pub const ENDED: EventKind = EventKind { name: "portal.ended", entity: "contact", says: "A contact's access to the portal was taken away" };
/// Somebody of the office gave access back that had been taken away.
pub const GIVEN_BACK: EventKind =
    EventKind { name: "portal.given_back", entity: "contact", says: "A contact was given access to the portal back" };
/// A booking was made for a contact whose access had been taken away, which it left so.
pub const KEPT_OUT: EventKind =
    EventKind { name: "portal.kept_out", entity: "contact", says: "A booking left a contact without the access that was taken away" };
/// A contact whose access had been taken away asked to be let in again.
pub const ASKED: EventKind = EventKind { name: "portal.asked", entity: "contact", says: "A contact asked for access to the portal back" };
/// All of them.
pub const EVENTS: &[EventKind] = &[GRANTED, ENTERED, LINK_SENT, ENDED, GIVEN_BACK, KEPT_OUT, ASKED];

/// The start page of a customer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PortalHome {
    pub organization: String,
    /// Who is greeted.
    pub name: String,
    pub account: String,
    pub jobs: Vec<PortalJobCard>,
    pub quotes: Vec<PortalQuoteCard>,
}

/// A job in the list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PortalJobCard {
    pub id: JobId,
    pub number: String,
    pub title: String,
    pub line: ServiceLine,
    pub status: JobStatus,
    pub starts_at: Option<DateTime<Utc>>,
    pub ends_at: Option<DateTime<Utc>>,
    /// IANA zone the times are meant in.
    pub zone: String,
    pub phases_done: i64,
    pub phases: i64,
}

/// A quote in the list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PortalQuoteCard {
    pub id: QuoteId,
    pub number: String,
    pub title: String,
    pub status: crate::quotes::QuoteStatus,
    pub total: Money,
    pub valid_until: Option<DateTime<Utc>>,
}

/// A job as its customer follows it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PortalJob {
    pub card: PortalJobCard,
    pub total: Money,
    pub stops: Vec<PortalStop>,
    pub phases: Vec<PortalPhase>,
    /// First names of the crew and what they do.
    pub crew: Vec<String>,
    pub photos: Vec<PortalPhoto>,
}

/// A place of the job.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PortalStop {
    pub id: StopId,
    pub kind: StopKind,
    pub address: String,
    pub window_from: Option<DateTime<Utc>>,
    pub window_to: Option<DateTime<Utc>>,
    /// The last thing the crew said of this stop, and when.
    pub travel: Option<(TravelVerb, DateTime<Utc>)>,
}

/// A stage of the work.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PortalPhase {
    /// In the customer's words: one or two of them.
    pub name: Label,
    pub status: PhaseStatus,
    pub started_at: Option<DateTime<Utc>>,
    pub completed_at: Option<DateTime<Utc>>,
}

/// A photo the customer may see, without its metadata.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PortalPhoto {
    pub id: MediaId,
    pub caption: String,
    pub taken_at: DateTime<Utc>,
}

/// Asks for a login link by mail.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LinkRequest {
    #[validate(length(max = 254), custom(function = "crate::input::check_email"))]
    pub email: String,
}

/// Which of the customer's jobs the one *next step* card shows: what runs, else what comes next.
pub fn next_job(jobs: &[PortalJobCard]) -> Option<&PortalJobCard> {
    let open = |job: &&PortalJobCard| !matches!(job.status, JobStatus::Completed | JobStatus::Closed | JobStatus::Cancelled);
    jobs.iter()
        .filter(open)
        .find(|job| job.status == JobStatus::InProgress)
        .or_else(|| jobs.iter().filter(open).min_by_key(|job| job.starts_at))
}
