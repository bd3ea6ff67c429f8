//! What people send to register, log in and look after an organization.

use serde::{Deserialize, Serialize};
use validator::{Validate, ValidationError};

use super::{BusinessHours, Holiday, Hub, Numbering};
use crate::access::{Access, BuiltinRole};
use crate::input::{
    check_colour, check_email, check_line, check_name, check_new_password, check_optional_name, check_optional_phone, check_required,
    check_zone,
};
use crate::packs::ServiceLine;
use crate::text::Locale;
use crate::{AccountId, ContactId, Currency, MemberId, RoleId, TeamId};

macro_rules! input {
    ($( $(#[$meta:meta])* $name:ident { $( $(#[$fmeta:meta])* $field:ident : $type:ty, )* } )*) => { $(
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Validate)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        pub struct $name { $( $(#[$fmeta])* pub $field: $type, )* }
    )* };
}

input! {
    /// A new organization with its owner.
    Registration {
        #[validate(custom(function = "check_name"))]
        organization: String,
        #[validate(custom(function = "check_name"))]
        name: String,
        #[validate(custom(function = "check_email"))]
        email: String,
        #[validate(custom(function = "check_new_password"))]
        password: String,
        /// ISO 3166-1 alpha-2.
        #[validate(custom(function = "check_country"))]
        country: String,
        /// What quotes and jobs are counted in; that of the country unless one is named.
        #[serde(default)]
        currency: Option<Currency>,
        #[validate(custom(function = "check_zone"))]
        zone: String,
        locale: Locale,
        #[validate(custom(function = "check_packs"))]
        packs: Vec<ServiceLine>,
        /// Make a second organization to try things out in, with sample data.
        #[serde(default)]
        practice: bool,
    }
    /// The first step of logging in.
    LogIn {
        #[validate(custom(function = "check_required"), length(max = 254))]
        email: String,
        #[validate(length(min = 1, max = 1024))]
        password: String,
    }
    /// The second step: a code of the authenticator app, or a recovery code.
    SecondStep {
        #[validate(custom(function = "check_required"), length(max = 40))]
        code: String,
        /// The device need not give a code again for 30 days.
        #[serde(default)]
        trust: bool,
    }
    /// Somebody forgot a password.
    ForgottenPassword {
        #[validate(custom(function = "check_email"))]
        email: String,
    }
    /// A new password by a link from a mail.
    NewPassword {
        #[validate(custom(function = "check_new_password"))]
        password: String,
    }
    /// A new password by somebody who knows the old one.
    ChangePassword {
        #[validate(length(min = 1, max = 1024))]
        current: String,
        #[validate(custom(function = "check_new_password"))]
        password: String,
    }
    /// A new e-mail address.
    ChangeEmail {
        #[validate(custom(function = "check_email"))]
        email: String,
        #[validate(length(min = 1, max = 1024))]
        password: String,
    }
    /// An invitation to join.
    NewInvitation {
        #[validate(custom(function = "check_email"))]
        email: String,
        #[serde(default)]
        #[validate(custom(function = "check_optional_name"))]
        name: String,
        #[validate(length(max = 11))]
        roles: Vec<BuiltinRole>,
        #[serde(default)]
        #[validate(length(max = 20))]
        custom_roles: Vec<RoleId>,
        #[serde(default)]
        team: Option<TeamId>,
        /// Whether leads are given to the member in turn; as the roles have it by default.
        #[serde(default)]
        queue: Option<bool>,
    }
    /// How an invited person joins: a new user gives a name and chooses a password, a known one gives theirs.
    AcceptInvitation {
        #[serde(default)]
        #[validate(custom(function = "check_optional_name"))]
        name: String,
        #[validate(length(min = 1, max = 1024))]
        password: String,
    }
    /// A member's roles, teams and place.
    EditMember {
        #[validate(length(max = 11))]
        roles: Vec<BuiltinRole>,
        #[serde(default)]
        #[validate(length(max = 20))]
        custom_roles: Vec<RoleId>,
        #[serde(default)]
        #[validate(length(max = 50))]
        teams: Vec<TeamId>,
        #[serde(default)]
        manager: Option<MemberId>,
        #[serde(default)]
        #[validate(custom(function = "check_line"), length(max = 120))]
        title: String,
        #[serde(default)]
        #[validate(custom(function = "check_optional_phone"))]
        phone: String,
        /// The version this edit started from.
        version: i32,
    }
    /// A new team.
    NewTeam {
        #[validate(custom(function = "check_name"))]
        name: String,
    }
    /// A new custom role.
    NewRole {
        #[validate(custom(function = "check_name"))]
        name: String,
        based_on: BuiltinRole,
        access: Access,
        #[serde(default)]
        mfa_required: bool,
    }
    /// A changed custom role.
    EditRole {
        #[validate(custom(function = "check_name"))]
        name: String,
        access: Access,
        #[serde(default)]
        mfa_required: bool,
        version: i32,
    }
    /// A code from the authenticator app, to confirm its set-up.
    FactorCode {
        #[validate(length(min = 6, max = 12))]
        code: String,
    }
    /// A password given again before something is taken away.
    Password {
        #[validate(length(min = 1, max = 1024))]
        password: String,
    }
    /// A new key of the public API.
    NewApiKey {
        #[validate(custom(function = "check_name"))]
        name: String,
        access: Access,
        /// Days until it ends; none lasts until it is revoked.
        #[serde(default)]
        #[validate(range(min = 1, max = 3650))]
        days: Option<i32>,
        #[serde(default = "requests_per_minute")]
        #[validate(range(min = 1, max = 6000))]
        rate_per_minute: i32,
    }
    /// Changed settings of the organization.
    EditOrganization {
        #[validate(custom(function = "check_name"))]
        name: String,
        #[validate(custom(function = "check_country"))]
        country: String,
        currency: Currency,
        #[validate(custom(function = "check_zone"))]
        zone: String,
        locale: Locale,
        #[validate(custom(function = "check_brand"))]
        brand_hex: String,
        #[validate(length(max = 50), nested)]
        hubs: Vec<Hub>,
        #[validate(custom(function = "check_hours"))]
        hours: BusinessHours,
        #[validate(length(max = 200), nested)]
        holidays: Vec<Holiday>,
        #[validate(nested)]
        numbering: Numbering,
        #[serde(default)]
        #[validate(length(max = 11))]
        mfa_roles: Vec<BuiltinRole>,
        /// Whether it is noted that mails to customers are opened; left out, that stays as it is.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        track_mail: Option<bool>,
        version: i32,
    }
    /// A wish to see the portal as a customer does.
    ViewAs {
        account: AccountId,
        contact: ContactId,
        #[validate(custom(function = "check_required"), custom(function = "check_line"))]
        reason: String,
    }
}

fn requests_per_minute() -> i32 {
    120
}

/// A country Tailboard is sold in, as ISO 3166-1 alpha-2.
pub const COUNTRIES: &[&str] = &["CA", "US", "GB", "IE", "AU", "FR", "DE", "NL", "BE"];

fn check_country(country: &str) -> Result<(), ValidationError> {
    if COUNTRIES.contains(&country) { Ok(()) } else { Err(ValidationError::new("unknown_choice")) }
}

fn check_packs(packs: &[ServiceLine]) -> Result<(), ValidationError> {
    let mut seen = packs.to_vec();
    seen.sort();
    seen.dedup();
    match packs.len() {
        0 => Err(ValidationError::new("required")),
        n if n != seen.len() => Err(ValidationError::new("invalid")),
        _ => Ok(()),
    }
}

fn check_brand(colour: &str) -> Result<(), ValidationError> {
    check_colour(colour)?;
    if super::contrast_with_white(colour).is_some_and(|ratio| ratio >= 4.5) { Ok(()) } else { Err(ValidationError::new("low_contrast")) }
}

/// Each day closes after it opens, and before midnight.
pub fn check_hours(hours: &BusinessHours) -> Result<(), ValidationError> {
    let fine = hours.days.iter().flatten().all(|(open, close)| open < close && *close <= 24 * 60);
    if fine { Ok(()) } else { Err(ValidationError::new("out_of_range")) }
}

/// The letters before a number: at most eight letters, digits or dashes.
pub fn check_prefix(prefix: &str) -> Result<(), ValidationError> {
    let fine = prefix.len() <= 8 && prefix.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '/');
    if fine { Ok(()) } else { Err(ValidationError::new("invalid")) }
}
