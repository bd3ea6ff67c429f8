//! Site visits: somebody looks at the place of a lead before it is quoted.
//!
//! States: planned → done, cancelled or missed; what has ended stays as it is. A visit is an activity of its lead (both
//! have one id), with a time, a place and the answers of a form that follows the service. Invariants: it ends after it
//! begins, and within a day; nobody is at two places at once unless somebody says why.

mod building;
mod form;
mod input;
mod overlap;
mod volume;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

pub use building::*;
pub use form::*;
pub use input::*;
pub use overlap::{Elsewhere, VISIT_OVERLAPS};
pub use volume::{Volume, VolumeUnit};

use crate::customers::Owner;
use crate::packs::ServiceLine;
use crate::{LeadId, SiteVisitId};

/// The most hours a visit takes.
pub const MAX_HOURS: i64 = 24;

/// The most days a calendar is asked for at once.
pub const MAX_DAYS: i64 = 42;

/// The most visits a calendar shows at once.
pub const MOST_VISITS: usize = 500;

crate::choice! {
    /// Where a visit stands.
    VisitStatus {
        Planned = "planned",
        Done = "done",
        Cancelled = "cancelled",
        /// Somebody came and nobody was there.
        NoShow = "no_show",
    }
}

crate::choice! {
    /// What somebody is on.
    BusyKind { Visit = "visit", Job = "job" }
}

/// A visit with all there is to know of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SiteVisit {
    pub id: SiteVisitId,
    pub version: i32,
    pub lead_id: LeadId,
    /// `L-00001`.
    pub lead: String,
    /// Whom it is about: the company, or the person.
    pub who: String,
    pub service_line: ServiceLine,
    pub status: VisitStatus,
    /// Who goes there.
    pub member: Owner,
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
    /// IANA zone it was planned in.
    pub zone: String,
    pub address: String,
    /// How they are called; none for those without the right to personal data.
    pub phone: Option<String>,
    /// Why the member is at two places at once; empty if it is not so.
    pub overlap_reason: String,
    /// What came of it.
    pub result: String,
    /// Why it was cancelled or missed.
    pub reason: String,
    pub form: VisitForm,
    /// When it ended, one way or another.
    pub done_at: Option<DateTime<Utc>>,
    /// How many photos and files of it are there.
    #[serde(default)]
    pub photos: i64,
    /// Whether who asks may change it.
    pub may_edit: bool,
}

/// Visits between two days, and who may be sent.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct VisitCalendar {
    /// IANA zone of the organization, in which the days are meant.
    pub zone: String,
    /// The first day.
    pub from: Option<NaiveDate>,
    /// The last day, inclusive.
    pub to: Option<NaiveDate>,
    /// Active members, by name.
    pub people: Vec<Owner>,
    /// In the order of their times; at most [`MOST_VISITS`].
    pub visits: Vec<SiteVisit>,
    /// There are later ones between the two days: fewer days, or one member, bring them.
    #[serde(default)]
    pub more: bool,
}

/// What a member does at some time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Busy {
    pub kind: BusyKind,
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
    /// Number and name; none for those who may not see it.
    pub what: Option<String>,
    /// The visit, if it is one that may be seen.
    pub visit: Option<SiteVisitId>,
}

/// Whether two times overlap: each begins before the other ends. One that begins as the other ends does not.
pub fn overlaps(a: (DateTime<Utc>, DateTime<Utc>), b: (DateTime<Utc>, DateTime<Utc>)) -> bool {
    a.0 < b.1 && b.0 < a.1
}

#[cfg(test)]
mod tests;
