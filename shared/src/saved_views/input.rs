//! What may be written of saved views.

use serde::{Deserialize, Serialize};
use validator::{Validate, ValidationError};

use super::ListKind;
use crate::input::{check_name, check_text};

/// A view to be kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NewSavedView {
    pub list: ListKind,
    #[validate(custom(function = check_name))]
    pub name: String,
    /// What stands after the question mark of the list's address.
    #[serde(default)]
    #[validate(length(max = 2000), custom(function = "check_query"))]
    pub query: String,
    #[serde(default)]
    pub shared: bool,
}

/// A view as it is to be from now on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EditSavedView {
    /// The version the edit was made on.
    pub version: i32,
    #[validate(custom(function = check_name))]
    pub name: String,
    #[serde(default)]
    #[validate(length(max = 2000), custom(function = "check_query"))]
    pub query: String,
    #[serde(default)]
    pub shared: bool,
}

/// One line without what would end the query of a link: a view leads to its list and nowhere else.
fn check_query(query: &str) -> Result<(), ValidationError> {
    check_text(query)?;
    if query.contains(['#', '?', '\n', '\r', '\t']) { Err(ValidationError::new("invalid")) } else { Ok(()) }
}
