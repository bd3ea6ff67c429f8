//! What may be said to suggestions.

use serde::{Deserialize, Serialize};
use validator::Validate;

use super::{Act, DismissReason, SuggestionKind, Verdict};
use crate::input::check_line;

/// What somebody makes of a suggestion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AnswerSuggestion {
    pub kind: SuggestionKind,
    pub verdict: Verdict,
    /// What is done; the act suggested, edited where it may be. Needed unless it is dismissed.
    #[serde(default)]
    pub act: Option<Act>,
    /// Why it is dismissed, of a short list.
    #[serde(default)]
    pub because: Option<DismissReason>,
    /// The same in words, or what the list does not say.
    #[serde(default)]
    #[validate(length(max = 300), custom(function = check_line))]
    pub reason: String,
}

/// A dismissed suggestion to be made again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RestoreSuggestion {
    pub kind: SuggestionKind,
}

/// Whether a kind of suggestion is made at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RetireSuggestion {
    pub kind: SuggestionKind,
    pub retired: bool,
}
