//! What may be written of visits.

use chrono::{DateTime, Datelike, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use validator::{Validate, ValidationError};

use super::form::VisitForm;
use super::{MAX_HOURS, VisitStatus};
use crate::MemberId;
use crate::input::{check_line, check_required, check_text};
use crate::leads::FollowUp;

/// The years visits are planned and looked for in.
pub const YEARS: std::ops::Range<i32> = 1900..3000;

/// A visit to be planned.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NewVisit {
    /// Who goes there.
    pub member: MemberId,
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
    /// Where; the origin of the lead if empty.
    #[validate(custom(function = check_line))]
    #[serde(default)]
    pub address: String,
    /// Why the member is at two places at once; asked for if it is so.
    #[validate(length(max = 500), custom(function = check_line))]
    #[serde(default)]
    pub reason: String,
}

/// Another time, place or person for a visit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EditVisit {
    /// The version the change was made on.
    pub version: i32,
    pub member: MemberId,
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
    #[validate(custom(function = check_place))]
    pub address: String,
    /// Why the member is at two places at once; asked for if it is so.
    #[validate(length(max = 500), custom(function = check_line))]
    #[serde(default)]
    pub reason: String,
}

/// What was found so far.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FillVisit {
    pub version: i32,
    #[validate(nested)]
    #[serde(default)]
    pub form: VisitForm,
    #[validate(length(max = 5000), custom(function = check_text))]
    #[serde(default)]
    pub result: String,
}

/// The end of a visit that was held.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CompleteVisit {
    pub version: i32,
    #[validate(nested)]
    #[serde(default)]
    pub form: VisitForm,
    /// What came of it.
    #[validate(length(max = 5000), custom(function = check_result))]
    pub result: String,
    /// The next step that came of it.
    #[validate(nested)]
    #[serde(default)]
    pub follow_up: Option<FollowUp>,
}

crate::choice! {
    /// Why a visit is not held.
    VisitEnd { Cancelled = "cancelled", NoShow = "no_show" }
}

impl VisitEnd {
    /// Where the visit stands then.
    pub fn status(self) -> VisitStatus {
        match self {
            VisitEnd::Cancelled => VisitStatus::Cancelled,
            VisitEnd::NoShow => VisitStatus::NoShow,
        }
    }
}

/// The end of a visit that was not held.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CancelVisit {
    pub version: i32,
    pub how: VisitEnd,
    #[validate(length(max = 500), custom(function = check_place))]
    pub reason: String,
}

/// The rule on beginning and end of a visit.
pub fn check_times(starts_at: DateTime<Utc>, ends_at: DateTime<Utc>) -> crate::Result<()> {
    // far beyond, the database keeps no moments
    if !YEARS.contains(&starts_at.year()) {
        return Err(crate::Error::field("starts_at", "invalid"));
    }
    if ends_at < starts_at {
        return Err(crate::Error::field("ends_at", "before_start"));
    }
    if ends_at == starts_at {
        return Err(crate::Error::field("ends_at", "same_time"));
    }
    if ends_at - starts_at > TimeDelta::hours(MAX_HOURS) {
        return Err(crate::Error::field("ends_at", "invalid"));
    }
    Ok(())
}

/// A line that must be given.
fn check_place(text: &str) -> Result<(), ValidationError> {
    check_required(text)?;
    check_line(text)
}

/// Words that must be given.
fn check_result(text: &str) -> Result<(), ValidationError> {
    check_required(text)?;
    check_text(text)
}
