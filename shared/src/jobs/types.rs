//! A job and its parts.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{
    BillingStatus, CrewReply, InstalmentStatus, ItemAnswer, JobStatus, NoteKind, PhaseStatus, Priority, StopKind, TravelVerb, Weight,
};
use crate::media::{Media, MediaKind, Position};
use crate::packs::{CrewRole, Fact, Label, ServiceLine};
use crate::pricing::Due;
use crate::{AccountId, ContactId, InstalmentId, ItemId, JobId, LeadId, MemberId, Money, NoteId, PhaseId, QuoteId, RequirementId, StopId};

/// A piece of work with all its parts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Job {
    pub id: JobId,
    pub number: String,
    /// Raised by office edits (dates, crew, cancelling), not by the work itself.
    pub version: i32,
    pub status: JobStatus,
    pub priority: Priority,
    pub billing: BillingStatus,
    pub line: ServiceLine,
    pub title: String,
    pub account: AccountId,
    pub account_name: String,
    pub contact: Option<ContactId>,
    pub contact_name: String,
    pub contact_phone: Option<String>,
    pub quote: Option<QuoteId>,
    pub quote_number: Option<String>,
    pub lead: Option<LeadId>,
    pub starts_at: Option<DateTime<Utc>>,
    pub ends_at: Option<DateTime<Utc>>,
    /// IANA zone the times are meant in.
    pub zone: String,
    /// The price; none for those who may not see it.
    pub total: Option<Money>,
    /// What of it is due when, in that order; none for those who may not see the price, and where nothing was agreed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub instalments: Vec<JobInstalment>,
    pub stops: Vec<Stop>,
    pub phases: Vec<Phase>,
    pub crew: Vec<CrewMember>,
    pub travel: Vec<Travel>,
    pub notes: Vec<Note>,
    pub media: Vec<Media>,
    pub created_at: DateTime<Utc>,
    pub started_at: Option<DateTime<Utc>>,
    pub completed_at: Option<DateTime<Utc>>,
    pub cancelled: Option<String>,
}

/// A part of what a job costs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct JobInstalment {
    pub id: InstalmentId,
    pub label: Label,
    /// The date, or days from the start of the work while nobody knows that.
    pub due: Due,
    /// Minor units, in the currency of the job's total; above zero.
    pub cents: i64,
    pub status: InstalmentStatus,
}

/// A place of a job, in order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Stop {
    pub id: StopId,
    pub position: i32,
    pub kind: StopKind,
    pub address: String,
    pub latitude: Option<f64>,
    pub longitude: Option<f64>,
    pub contact_name: String,
    pub contact_phone: String,
    pub window_from: Option<DateTime<Utc>>,
    pub window_to: Option<DateTime<Utc>>,
    pub notes: String,
}

/// A stage of the job's own workflow.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Phase {
    pub id: PhaseId,
    /// From 1.
    pub position: i32,
    pub key: String,
    pub title: Label,
    pub short: Label,
    pub roles: Vec<CrewRole>,
    /// Usual duration.
    pub minutes: i32,
    pub status: PhaseStatus,
    pub started_at: Option<DateTime<Utc>>,
    pub completed_at: Option<DateTime<Utc>>,
    pub completed_by: Option<String>,
    /// Why it was completed although something was missing.
    pub override_reason: Option<String>,
    /// Hash of the sealed manifest, once complete on the server.
    pub seal: Option<String>,
    pub items: Vec<Item>,
    pub requirements: Vec<Requirement>,
}

/// Something to tick off.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Item {
    pub id: ItemId,
    pub position: i32,
    pub key: String,
    pub title: Label,
    pub required: bool,
    /// The slot whose media it asks for.
    pub requirement: Option<RequirementId>,
    pub roles: Vec<CrewRole>,
    pub fact: Option<Fact>,
    pub answer: ItemAnswer,
    pub note: String,
    pub answered_at: Option<DateTime<Utc>>,
    pub answered_by: Option<String>,
    pub answered_member: Option<MemberId>,
    pub gps: Option<Position>,
    /// What somebody answered without having seen this answer, until one of the two is chosen.
    #[serde(default)]
    pub dispute: Option<Dispute>,
}

impl Item {
    /// The answer that contradicts the one that stands, if one does.
    pub fn contradiction(&self) -> Option<&Dispute> {
        self.dispute.as_ref().filter(|dispute| dispute.answer != self.answer)
    }
}

/// An answer that was not taken because another one stood already.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Dispute {
    pub answer: ItemAnswer,
    pub note: String,
    pub by: String,
    pub member: Option<MemberId>,
    pub at: DateTime<Utc>,
}

/// A slot for media.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Requirement {
    pub id: RequirementId,
    pub position: i32,
    pub key: String,
    pub title: Label,
    pub kind: MediaKind,
    pub min_count: i32,
    pub required: bool,
    /// Shortest edge in pixels a photo must have to count; zero asks nothing.
    pub min_edge: i32,
}

/// Somebody on a job.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CrewMember {
    pub member: MemberId,
    pub name: String,
    pub role: CrewRole,
    pub reply: CrewReply,
    pub replied_at: Option<DateTime<Utc>>,
}

/// A stamp of a journey to or at a stop.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Travel {
    pub stop: StopId,
    pub verb: TravelVerb,
    /// Corrected time.
    pub at: DateTime<Utc>,
    pub by: String,
    pub gps: Option<Position>,
}

/// Something written down on a job.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Note {
    pub id: NoteId,
    pub kind: NoteKind,
    pub weight: Weight,
    pub text: String,
    pub at: DateTime<Utc>,
    pub by: String,
}

impl Job {
    /// A phase by id.
    pub fn phase(&self, id: PhaseId) -> Option<&Phase> {
        self.phases.iter().find(|p| p.id == id)
    }

    /// The phase being worked on: the active one, else the first that is not complete.
    pub fn current_phase(&self) -> Option<&Phase> {
        self.phases
            .iter()
            .find(|p| p.status == PhaseStatus::Active)
            .or_else(|| self.phases.iter().find(|p| p.status != PhaseStatus::Complete))
    }

    /// The phase that holds an item, and the item.
    pub fn item(&self, id: ItemId) -> Option<(&Phase, &Item)> {
        self.phases.iter().find_map(|p| p.items.iter().find(|i| i.id == id).map(|i| (p, i)))
    }

    /// The phase that holds a slot, and the slot.
    pub fn requirement(&self, id: RequirementId) -> Option<(&Phase, &Requirement)> {
        self.phases.iter().find_map(|p| p.requirements.iter().find(|r| r.id == id).map(|r| (p, r)))
    }

    /// The role a member has on this job.
    pub fn role_of(&self, member: MemberId) -> Option<CrewRole> {
        self.crew.iter().find(|c| c.member == member && c.reply != CrewReply::Declined).map(|c| c.role)
    }

    /// Whether the work is over, well or badly.
    pub fn is_over(&self) -> bool {
        self.status.is_over()
    }

    /// Whether crews can be set and work can go on: agreed and not over.
    pub fn is_on(&self) -> bool {
        self.status != JobStatus::Requested && !self.is_over()
    }
}
