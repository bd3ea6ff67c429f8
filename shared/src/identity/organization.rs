//! Organizations and their settings.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::access::BuiltinRole;
use crate::packs::ServiceLine;
use crate::text::Locale;
use crate::{Currency, OrgId};

/// An organization one belongs to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OrganizationChoice {
    pub id: OrgId,
    pub name: String,
}

choice! {
    /// How far a practice organization is: one to try things out in, with sample data, whose mails stay inside.
    Practice { Filling = "filling", Ready = "ready" }
}

/// The settings of an organization.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Organization {
    pub id: OrgId,
    pub name: String,
    pub slug: String,
    /// ISO 3166-1 alpha-2.
    pub country: String,
    pub currency: Currency,
    pub zone: String,
    pub locale: Locale,
    pub brand_hex: String,
    pub has_logo: bool,
    pub packs: Vec<ServiceLine>,
    pub hubs: Vec<Hub>,
    pub hours: BusinessHours,
    pub holidays: Vec<Holiday>,
    pub numbering: Numbering,
    /// Built-in roles that must use two-step login.
    pub mfa_roles: Vec<BuiltinRole>,
    /// One to try things out in.
    pub practice: Option<Practice>,
    /// Whether it is noted that mails to customers are opened.
    pub track_mail: bool,
    pub version: i32,
}

/// A place work starts from.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, validator::Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Hub {
    #[validate(custom(function = "crate::input::check_name"))]
    pub name: String,
    #[validate(custom(function = "crate::input::check_line"))]
    pub address: String,
}

/// Opening and closing in minutes after midnight for each day from Monday on; none is closed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct BusinessHours {
    pub days: [Option<(u16, u16)>; 7],
}

impl Default for BusinessHours {
    fn default() -> Self {
        let open = Some((8 * 60, 17 * 60));
        Self { days: [open, open, open, open, open, None, None] }
    }
}

/// A day the organization is closed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, validator::Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Holiday {
    pub date: NaiveDate,
    #[validate(custom(function = "crate::input::check_name"))]
    pub name: String,
}

/// How quotes and jobs are numbered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, validator::Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Numbering {
    #[validate(custom(function = "super::check_prefix"))]
    pub quote_prefix: String,
    #[validate(custom(function = "super::check_prefix"))]
    pub job_prefix: String,
    #[validate(range(min = 1, max = 9))]
    pub digits: u8,
}

impl Default for Numbering {
    fn default() -> Self {
        Self { quote_prefix: "Q-".into(), job_prefix: "J-".into(), digits: 5 }
    }
}

impl Numbering {
    /// The number of a quote as people read it.
    pub fn quote(&self, number: i64) -> String {
        format!("{}{number:0width$}", self.quote_prefix, width = usize::from(self.digits))
    }

    /// The number of a job as people read it.
    pub fn job(&self, number: i64) -> String {
        format!("{}{number:0width$}", self.job_prefix, width = usize::from(self.digits))
    }
}
