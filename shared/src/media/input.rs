use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use validator::{Validate, ValidationError};

use super::{MediaKind, Position};
use crate::{ItemId, JobId, MediaId, PhaseId, RequirementId};

/// Announces a captured thing before its bytes come. The same announcement can be sent again.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DeclareMedia {
    /// Made by the device, so that it can be referred to before the server knows it.
    pub id: MediaId,
    pub job: JobId,
    pub phase: Option<PhaseId>,
    pub requirement: Option<RequirementId>,
    pub item: Option<ItemId>,
    pub kind: MediaKind,
    /// Bytes that will come.
    #[validate(range(min = 1))]
    pub size: i64,
    /// SHA-256 of the bytes, lower-case hex.
    #[validate(custom(function = "check_hash"))]
    pub sha256: String,
    pub taken_at: DateTime<Utc>,
    #[validate(nested)]
    pub gps: Option<Position>,
    #[serde(default)]
    #[validate(length(max = 500), custom(function = "crate::input::check_text"))]
    pub caption: String,
    /// Who signed, for signatures.
    #[serde(default)]
    #[validate(length(max = 120), custom(function = "crate::input::check_text"))]
    pub signer: String,
    #[serde(default)]
    #[validate(range(min = 0, max = 100_000))]
    pub position: i32,
}

/// Changes what is said about a medium.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EditMedia {
    #[validate(length(max = 500), custom(function = "crate::input::check_text"))]
    pub caption: String,
    /// Moves it to another slot of its phase.
    pub requirement: Option<RequirementId>,
    /// The version that was seen. Without it the last word wins: a device that worked without a network saw none.
    pub version: Option<i32>,
}

/// The order of the media of one slot, first to last.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OrderMedia {
    #[validate(length(min = 1, max = 500))]
    pub media: Vec<MediaId>,
}

fn check_hash(text: &str) -> Result<(), ValidationError> {
    let hex = text.len() == 64 && text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
    if hex { Ok(()) } else { Err(ValidationError::new("invalid")) }
}
