//! Jobs in lists and sums, and what is said about crews and seals.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{BillingStatus, CrewMember, Job, JobStatus, PhaseStatus, Priority};
use crate::packs::{CrewRole, Label, ServiceLine};
use crate::{AccountId, JobId, MemberId, Money, PhaseId};

/// A job as lists show it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct JobCard {
    pub id: JobId,
    pub number: String,
    pub version: i32,
    pub status: JobStatus,
    pub priority: Priority,
    pub billing: BillingStatus,
    pub line: ServiceLine,
    pub title: String,
    pub account: AccountId,
    pub account_name: String,
    pub starts_at: Option<DateTime<Utc>>,
    pub ends_at: Option<DateTime<Utc>>,
    pub zone: String,
    /// First and last address.
    pub from: String,
    pub to: String,
    /// One per phase, in order.
    pub segments: Vec<Segment>,
    pub crew: Vec<CrewMember>,
    /// The price; none for those who may not see it.
    pub total: Option<Money>,
    /// Whether an item of an unfinished phase was answered with a problem.
    pub issue: bool,
}

/// A phase in a list: its short name, state and how far it is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Segment {
    pub title: Label,
    pub status: PhaseStatus,
    pub percent: u8,
}

/// Figures above the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct JobStats {
    pub total: i64,
    /// Booked, assigned or in progress.
    pub active: i64,
    pub unassigned: i64,
    /// Completed since the month began.
    pub completed: i64,
    pub today: i64,
    pub today_completed: i64,
    pub today_running: i64,
    /// Completed and not invoiced.
    pub to_invoice: i64,
    /// Sum of the prices of active jobs, in minor units; none for those who may not see prices.
    pub active_cents: Option<i64>,
    pub to_invoice_cents: Option<i64>,
}

/// The jobs page: figures and one page of cards.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct JobList {
    pub stats: JobStats,
    pub page: crate::Page<JobCard>,
}

/// Everything a crew member needs to work without a network.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct WorkingSet {
    /// Server time of the answer.
    pub at: DateTime<Utc>,
    pub member: MemberId,
    pub jobs: Vec<Job>,
}

/// Somebody who can be put on a job.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Candidate {
    pub member: MemberId,
    pub name: String,
    pub role: CrewRole,
    /// Numbers of other jobs of theirs at the same time.
    pub clashes: Vec<String>,
}

/// The seals of a job and whether they hold.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SealCheck {
    pub seals: Vec<Seal>,
    /// Whether every manifest has its hash and names the one before it.
    pub valid: bool,
    pub files: usize,
}

/// The seal of one phase.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Seal {
    pub phase: PhaseId,
    pub position: i32,
    pub hash: String,
    pub at: DateTime<Utc>,
    pub valid: bool,
}
