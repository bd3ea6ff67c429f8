//! Jobs in lists and sums, what a list is asked for, and what is said about crews and seals.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{BillingStatus, CrewMember, Job, JobStatus, PhaseStatus, Priority};
use crate::packs::{CrewRole, Label, ServiceLine};
use crate::{AccountId, JobId, MemberId, Money, PhaseId};

/// What a list of jobs is asked for, as it stands in an address.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct JobQuery {
    pub status: Option<String>,
    pub line: Option<String>,
    pub from: Option<DateTime<Utc>>,
    pub to: Option<DateTime<Utc>>,
    pub search: Option<String>,
    pub unassigned: Option<bool>,
    /// Latest first.
    pub descending: Option<bool>,
    pub after: Option<String>,
    pub limit: Option<i64>,
}

impl JobQuery {
    /// The filter, or the field that names no known value.
    pub fn filter(&self) -> crate::Result<JobFilter> {
        let unknown = |field: &str| crate::Error::field(field, "unknown_choice");
        Ok(JobFilter {
            status: self.status.as_deref().filter(|s| !s.is_empty()).map(str::parse).transpose().map_err(|_| unknown("status"))?,
            line: self.line.as_deref().filter(|s| !s.is_empty()).map(str::parse).transpose().map_err(|_| unknown("line"))?,
            from: self.from,
            to: self.to,
            member: None,
            account: None,
            search: self
                .search
                .as_deref()
                .and_then(crate::input::filled)
                .map(|s| s.chars().take(200).filter(|c| !c.is_control()).collect()),
            unassigned: self.unassigned.unwrap_or(false),
            descending: self.descending.unwrap_or(false),
        })
    }
}

/// What a list of jobs is narrowed to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct JobFilter {
    pub status: Option<JobStatus>,
    pub line: Option<ServiceLine>,
    /// Start not before.
    pub from: Option<DateTime<Utc>>,
    /// Start before.
    pub to: Option<DateTime<Utc>>,
    /// On whose crew.
    pub member: Option<MemberId>,
    /// Only jobs of this customer.
    pub account: Option<AccountId>,
    /// Words of number, title, customer or address.
    pub search: Option<String>,
    /// Only those nobody is assigned to.
    pub unassigned: bool,
    /// Latest first.
    pub descending: bool,
}

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
    /// Numbers of other jobs of theirs at the same time, and of leads whose site visit they go to then.
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
