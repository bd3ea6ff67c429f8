//! What may be written of customers.

use serde::{Deserialize, Deserializer, Serialize};
use validator::{Validate, ValidationError};

use super::custom::{CustomValues, check_custom};
use super::tax::TaxStanding;
use super::types::{AccountKind, AccountStatus, ContactRole, Terms};
use crate::input::{check_line, check_name, check_optional_email, check_optional_phone, check_text};
use crate::{AccountId, MemberId};

/// Who a customer is by what an inquiry knows: the input of finding or making an account.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct NewCustomer {
    /// The person's name; may be empty when a company is given.
    pub name: String,
    pub company: Option<String>,
    pub email: Option<String>,
    pub phone: Option<String>,
}

/// A customer entered by hand, with the first person at it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NewAccount {
    pub kind: AccountKind,
    #[validate(custom(function = check_name))]
    pub name: String,
    #[validate(nested)]
    pub contact: Option<NewContact>,
    #[validate(length(max = 20), custom(function = check_tags))]
    #[serde(default)]
    pub tags: Vec<String>,
    #[validate(length(max = 5000), custom(function = check_text))]
    #[serde(default)]
    pub notes: String,
    /// What fields of the organization's own are to say; an empty text clears one, those not named stay.
    #[validate(custom(function = check_custom))]
    #[serde(default)]
    pub custom: CustomValues,
}

/// Changes to an account.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EditAccount {
    /// The version the change was made on.
    pub version: i32,
    pub kind: AccountKind,
    #[validate(custom(function = check_name))]
    pub name: String,
    pub status: AccountStatus,
    pub terms: Terms,
    /// Whether it pays taxes; left out, it stays as it is.
    #[validate(nested)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tax: Option<TaxStanding>,
    pub owner: Option<MemberId>,
    /// The account it belongs to, null for none; left out, it stays as it is.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "said")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<AccountId>"))]
    pub parent: Option<Option<AccountId>>,
    #[validate(length(max = 20), custom(function = check_tags))]
    pub tags: Vec<String>,
    #[validate(length(max = 5000), custom(function = check_text))]
    pub notes: String,
    /// What fields of the organization's own are to say; an empty text clears one, those not named stay.
    #[validate(custom(function = check_custom))]
    #[serde(default)]
    pub custom: CustomValues,
}

/// A person at an account.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NewContact {
    #[validate(custom(function = check_name))]
    pub name: String,
    #[validate(custom(function = check_optional_email))]
    pub email: Option<String>,
    #[validate(length(max = 40), custom(function = check_optional_phone))]
    pub phone: Option<String>,
    #[serde(default)]
    pub roles: Vec<ContactRole>,
    /// What fields of the organization's own are to say; an empty text clears one, those not named stay.
    #[validate(custom(function = check_custom))]
    #[serde(default)]
    pub custom: CustomValues,
}

/// Changes to a person at an account.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EditContact {
    /// The version the change was made on.
    pub version: i32,
    #[validate(custom(function = check_name))]
    pub name: String,
    #[validate(custom(function = check_optional_email))]
    pub email: Option<String>,
    #[validate(length(max = 40), custom(function = check_optional_phone))]
    pub phone: Option<String>,
    pub roles: Vec<ContactRole>,
    /// Makes this the first person to turn to.
    pub primary: bool,
    /// What fields of the organization's own are to say; an empty text clears one, those not named stay.
    #[validate(custom(function = check_custom))]
    #[serde(default)]
    pub custom: CustomValues,
}

/// A place of an account.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NewAddress {
    #[validate(length(max = 60), custom(function = check_line))]
    #[serde(default)]
    pub label: String,
    #[validate(length(min = 1, max = 200), custom(function = check_required_line))]
    pub street: String,
    #[validate(length(max = 100), custom(function = check_line))]
    #[serde(default)]
    pub city: String,
    #[validate(length(max = 60), custom(function = check_line))]
    #[serde(default)]
    pub region: String,
    #[validate(length(max = 20), custom(function = check_line))]
    #[serde(default)]
    pub postal: String,
    #[validate(length(max = 2), custom(function = check_line))]
    #[serde(default)]
    pub country: String,
}

/// What is there says something, also null.
fn said<'de, D: Deserializer<'de>>(value: D) -> Result<Option<Option<AccountId>>, D::Error> {
    Option::deserialize(value).map(Some)
}

/// Puts an account among those one wants at hand, or takes it away.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StarAccount {
    pub favourite: bool,
}

/// At most 40 characters a tag, none empty.
fn check_tags(tags: &[String]) -> Result<(), ValidationError> {
    for tag in tags {
        let length = tag.trim().chars().count();
        if length == 0 || length > 40 {
            return Err(ValidationError::new("invalid"));
        }
        check_line(tag)?;
    }
    Ok(())
}

/// A line that is not only space.
fn check_required_line(line: &str) -> Result<(), ValidationError> {
    crate::input::check_required(line)?;
    check_line(line)
}
