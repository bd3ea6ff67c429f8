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

/// Announces a photo or file of a site visit before its bytes come. The same announcement can be sent again.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DeclareVisitMedia {
    /// Made by the device, so that what is sent again is not there twice.
    pub id: MediaId,
    /// Anything but a signature: nobody signs at a visit.
    pub kind: MediaKind,
    /// Bytes that will come.
    #[validate(range(min = 1))]
    pub size: i64,
    /// SHA-256 of the bytes, lower-case hex.
    #[validate(custom(function = "check_hash"))]
    pub sha256: String,
    pub taken_at: DateTime<Utc>,
    #[serde(default)]
    #[validate(nested)]
    pub gps: Option<Position>,
    #[serde(default)]
    #[validate(length(max = 500), custom(function = "crate::input::check_text"))]
    pub caption: String,
    #[serde(default)]
    #[validate(range(min = 0, max = 100_000))]
    pub position: i32,
}

impl DeclareVisitMedia {
    /// The rule between its parts: a visit has photos, films, notes that were spoken and papers.
    pub fn check_kind(&self) -> crate::Result<()> {
        if self.kind == MediaKind::Signature { Err(crate::Error::field("kind", "not_applicable")) } else { Ok(()) }
    }
}

/// Changes what is said about a photo or file of a site visit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EditVisitMedia {
    #[validate(length(max = 500), custom(function = "crate::input::check_text"))]
    pub caption: String,
    /// The version that was seen.
    pub version: i32,
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

#[cfg(test)]
mod tests {
    use super::*;

    fn announced(kind: MediaKind) -> DeclareVisitMedia {
        DeclareVisitMedia {
            id: MediaId(uuid::Uuid::nil()),
            kind,
            size: 10,
            sha256: "0".repeat(64),
            taken_at: DateTime::<Utc>::UNIX_EPOCH,
            gps: None,
            caption: String::new(),
            position: 0,
        }
    }

    #[test]
    fn a_visit_takes_everything_but_a_signature() {
        for kind in MediaKind::ALL {
            assert_eq!(announced(*kind).check_kind().is_ok(), *kind != MediaKind::Signature, "{kind}");
        }
    }

    #[test]
    fn what_is_announced_for_a_visit_keeps_the_rules_of_what_a_crew_announces() {
        assert!(crate::input::check(&announced(MediaKind::Photo)).is_ok());
        for (field, wrong) in [
            ("size", DeclareVisitMedia { size: 0, ..announced(MediaKind::Photo) }),
            ("sha256", DeclareVisitMedia { sha256: "A".repeat(64), ..announced(MediaKind::Photo) }),
            ("caption", DeclareVisitMedia { caption: "x".repeat(501), ..announced(MediaKind::Photo) }),
            ("position", DeclareVisitMedia { position: -1, ..announced(MediaKind::Photo) }),
        ] {
            let refused = crate::input::check(&wrong).unwrap_err().fields();
            assert_eq!(refused.0.keys().collect::<Vec<_>>(), [field]);
        }
    }
}
