//! What may be written of jobs.

use chrono::{DateTime, Datelike, Utc};
use serde::{Deserialize, Serialize};
use validator::{Validate, ValidationError};

use super::{NoteKind, Priority, StopKind, Weight};
use crate::packs::{CrewRole, ServiceLine};
use crate::pricing::Instalment;
use crate::{AccountId, ContactId, LeadId, MemberId, Money, NoteId, QuoteId, RevisionId};

/// A job entered by hand: work that was agreed, or asked for, without a quote.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[validate(schema(function = "check_span"))]
pub struct NewJob {
    pub line: ServiceLine,
    #[validate(length(min = 1, max = 200), custom(function = "crate::input::check_text"))]
    pub title: String,
    /// The person who ordered it; recognised by e-mail or phone, else made a customer.
    #[validate(custom(function = "crate::input::check_name"))]
    pub customer: String,
    #[validate(custom(function = "crate::input::check_optional_email"))]
    pub email: Option<String>,
    #[validate(custom(function = "crate::input::check_optional_phone"))]
    pub phone: Option<String>,
    #[validate(length(min = 1, max = 30), nested)]
    pub stops: Vec<NewStop>,
    #[validate(custom(function = "check_moment"))]
    pub starts_at: Option<DateTime<Utc>>,
    #[validate(custom(function = "check_moment"))]
    pub ends_at: Option<DateTime<Utc>>,
    /// What was agreed, in minor units of the organization's currency.
    #[serde(default)]
    #[validate(range(min = 0, max = 10_000_000_000_i64))]
    pub total_cents: i64,
    #[serde(default)]
    #[validate(length(max = 2000), custom(function = "crate::input::check_text"))]
    pub instructions: String,
    /// Asked for and not agreed yet: nobody is put on it until it is booked.
    #[serde(default)]
    pub requested: bool,
}

/// A lead that becomes a job without a quote: what was agreed by word of mouth.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct JobFromLead {
    /// Why there is no quote; the lead's history keeps it.
    #[validate(length(min = 1, max = 300), custom(function = "check_reason"))]
    pub reason: String,
    #[validate(custom(function = "check_moment"))]
    pub starts_at: Option<DateTime<Utc>>,
    /// Where the work begins and ends, if not where the lead says.
    #[serde(default)]
    #[validate(length(max = 300), custom(function = "crate::input::check_line"))]
    pub origin: Option<String>,
    #[serde(default)]
    #[validate(length(max = 300), custom(function = "crate::input::check_line"))]
    pub destination: Option<String>,
    /// What was agreed, in minor units of the organization's currency; what the lead may be worth if nothing is said.
    #[serde(default)]
    #[validate(range(min = 0, max = 10_000_000_000_i64))]
    pub total_cents: Option<i64>,
}

/// A job as acceptance of a quote makes it.
#[derive(Clone, Debug, PartialEq)]
pub struct JobFromQuote {
    pub quote: QuoteId,
    pub quote_number: String,
    pub revision: RevisionId,
    pub lead: Option<LeadId>,
    pub account: AccountId,
    pub contact: ContactId,
    pub service_line: ServiceLine,
    pub title: String,
    pub stops: Vec<NewStop>,
    pub amenities: Vec<JobAmenity>,
    /// Start of the work.
    pub wanted_at: Option<DateTime<Utc>>,
    /// End of the work, when it is known.
    pub ends_at: Option<DateTime<Utc>>,
    pub total: Money,
    /// What of it is due when, in that order.
    pub instalments: Vec<Instalment>,
    /// Instructions of the quote for the crew; empty for none.
    pub instructions: String,
}

/// An extra that was booked with the job.
#[derive(Clone, Debug, PartialEq)]
pub struct JobAmenity {
    pub name: String,
    /// Items it adds to the crew's checklist.
    pub items: Vec<String>,
}

/// A stop of a job.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NewStop {
    pub kind: StopKind,
    #[validate(length(min = 1, max = 300), custom(function = "crate::input::check_text"))]
    pub address: String,
    #[validate(range(min = -90.0, max = 90.0))]
    pub latitude: Option<f64>,
    #[validate(range(min = -180.0, max = 180.0))]
    pub longitude: Option<f64>,
    #[serde(default)]
    #[validate(length(max = 120), custom(function = "crate::input::check_text"))]
    pub contact_name: String,
    #[serde(default)]
    #[validate(length(max = 40), custom(function = "crate::input::check_text"))]
    pub contact_phone: String,
    pub window_from: Option<DateTime<Utc>>,
    pub window_to: Option<DateTime<Utc>>,
    #[serde(default)]
    #[validate(length(max = 1000), custom(function = "crate::input::check_text"))]
    pub notes: String,
}

impl NewStop {
    /// A stop of which only the place is known.
    pub fn at(kind: StopKind, address: impl Into<String>) -> Self {
        Self {
            kind,
            address: address.into(),
            latitude: None,
            longitude: None,
            contact_name: String::new(),
            contact_phone: String::new(),
            window_from: None,
            window_to: None,
            notes: String::new(),
        }
    }
}

/// The whole crew of a job, replacing the former one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AssignCrew {
    #[validate(length(max = 40))]
    pub crew: Vec<CrewPlace>,
    /// The version that was seen.
    pub version: i32,
    /// Why people are needed here who are on another job at that time; kept in the history. Only looked at where
    /// somebody is.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    #[validate(length(max = 500), custom(function = "crate::input::check_text"))]
    pub reason: String,
}

/// One place on a crew.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CrewPlace {
    pub member: MemberId,
    pub role: CrewRole,
}

/// A crew member's own answer to being put on a job.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ReplyToJob {
    /// Coming, or not.
    pub confirmed: bool,
}

/// New times.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[validate(schema(function = "check_times"))]
pub struct Reschedule {
    #[validate(custom(function = "check_moment"))]
    pub starts_at: DateTime<Utc>,
    #[validate(custom(function = "check_moment"))]
    pub ends_at: DateTime<Utc>,
    /// The version that was seen.
    pub version: i32,
    /// Why people are needed here who are on another job at that time; kept in the history. Only looked at where
    /// somebody is.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    #[validate(length(max = 500), custom(function = "crate::input::check_text"))]
    pub reason: String,
}

/// A new priority.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Prioritize {
    pub priority: Priority,
    /// The version that was seen.
    pub version: i32,
}

/// A decision that needs no words: booking what was requested, closing what is completed, opening that again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SeenJob {
    /// The version that was seen.
    pub version: i32,
}

/// Calls a job off.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CancelJob {
    #[validate(length(min = 1, max = 500), custom(function = "crate::input::check_text"))]
    pub reason: String,
    /// The version that was seen.
    pub version: i32,
}

/// A note or instruction of the office.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NewNote {
    pub id: NoteId,
    pub kind: NoteKind,
    pub weight: Weight,
    #[validate(length(min = 1, max = 2000), custom(function = "crate::input::check_text"))]
    pub text: String,
}

/// A moment that hours can be added to, and that every clock can show.
fn check_moment(at: &DateTime<Utc>) -> Result<(), ValidationError> {
    if (1900..3000).contains(&at.year()) { Ok(()) } else { Err(ValidationError::new("invalid")) }
}

fn check_times(times: &Reschedule) -> Result<(), ValidationError> {
    if times.ends_at <= times.starts_at { Err(ValidationError::new("before_previous")) } else { Ok(()) }
}

fn check_reason(reason: &str) -> Result<(), ValidationError> {
    crate::input::check_required(reason)?;
    crate::input::check_line(reason)
}

fn check_span(job: &NewJob) -> Result<(), ValidationError> {
    match (job.starts_at, job.ends_at) {
        (Some(from), Some(to)) if to <= from => Err(ValidationError::new("before_previous")),
        (None, Some(_)) => Err(ValidationError::new("before_previous")),
        _ => Ok(()),
    }
}
