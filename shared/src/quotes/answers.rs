//! What a customer may answer.

use serde::{Deserialize, Serialize};
use validator::{Validate, ValidationError};

use super::SignatureKind;
use crate::input::{check_name, check_text};
use crate::{PackageId, RevisionId};

/// What the customer says: a question, a change they want, or why not.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CustomerSays {
    #[validate(length(max = 2000), custom(function = check_text))]
    pub message: String,
}

/// A customer's acceptance.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Acceptance {
    /// The revision that was on the screen.
    pub revision: RevisionId,
    /// The total that was on the screen, in cents.
    pub total_cents: i64,
    /// Full name, which is the signature when it is typed.
    #[validate(custom(function = check_signer))]
    pub name: String,
    pub kind: SignatureKind,
    /// Drawn strokes: `x,y x,y …;x,y …` in a 340 × 120 box.
    #[serde(default)]
    #[validate(length(max = 60_000), custom(function = "check_strokes"))]
    pub strokes: String,
    #[validate(custom(function = "check_consent"))]
    pub consent: bool,
    /// Version of the consent's words that were on the screen. Who does not say it was shown those from before it was asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[validate(length(max = 40))]
    pub consent_version: Option<String>,
    /// Keys of the chosen options: line ids and amenity ids.
    #[serde(default)]
    #[validate(length(max = 200))]
    pub options: Vec<uuid::Uuid>,
    /// The package that is taken, where packages are offered.
    #[serde(default)]
    pub package: Option<PackageId>,
}

fn check_signer(name: &str) -> Result<(), ValidationError> {
    if name.chars().filter(|c| c.is_alphabetic()).count() < 2 {
        return Err(ValidationError::new("blank_signature"));
    }
    check_name(name)
}

fn check_strokes(strokes: &str) -> Result<(), ValidationError> {
    if strokes.bytes().all(|b| b.is_ascii_digit() || b" ,;.".contains(&b)) { Ok(()) } else { Err(ValidationError::new("invalid")) }
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "the validator passes references")]
fn check_consent(consent: &bool) -> Result<(), ValidationError> {
    if *consent { Ok(()) } else { Err(ValidationError::new("consent")) }
}
