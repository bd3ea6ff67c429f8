//! What pages and programs read about members and sessions.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{OrganizationChoice, Practice};
use crate::access::{Access, Action, BuiltinRole};
use crate::packs::ServiceLine;
use crate::text::Locale;
use crate::{AccountId, ApiKeyId, ContactId, Currency, InvitationId, MemberId, OrgId, RoleId, SessionId, TeamId, UserId};

choice! {
    /// Whose session it is.
    SessionKind { Staff = "staff", Customer = "customer" }
}

choice! {
    /// Whether a member may log in.
    MemberStatus { Active = "active", Deactivated = "deactivated" }
}

choice! {
    /// How surely a session's person is known.
    MfaLevel { Password = "password", Totp = "totp", Recovery = "recovery" }
}

choice! {
    /// What a link in a mail may be used for.
    TokenPurpose {
        ConfirmEmail = "confirm_email",
        ResetPassword = "reset_password",
        ChangeEmail = "change_email",
        UndoEmail = "undo_email",
        SecondFactor = "second_factor",
    }
}

choice! {
    /// Where an invitation stands.
    InvitationStatus { Open = "open", Accepted = "accepted", Revoked = "revoked", Expired = "expired" }
}

/// Who is logged in, where, and with which rights: the first thing an app reads.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Session {
    pub kind: SessionKind,
    pub id: Option<SessionId>,
    pub org: OrgId,
    pub org_name: String,
    pub org_slug: String,
    /// Brand colour as `#rrggbb`.
    pub brand_hex: String,
    pub has_logo: bool,
    pub currency: Currency,
    /// IANA time zone of the organization.
    pub zone: String,
    pub locale: Locale,
    /// Service lines the organization offers.
    pub packs: Vec<ServiceLine>,
    pub user: Option<UserId>,
    pub member: Option<MemberId>,
    pub name: String,
    pub email: String,
    pub roles: Vec<BuiltinRole>,
    /// Names of all roles for display, custom ones included.
    pub role_names: Vec<String>,
    pub access: Access,
    /// The customer, in the portal or being viewed as.
    pub account: Option<AccountId>,
    pub contact: Option<ContactId>,
    pub viewing_as: Option<ViewingAs>,
    /// The role asks for a second factor that is not set up yet.
    pub must_add_factor: bool,
    /// The organization is one to try things out in.
    #[serde(default)]
    pub practice: Option<Practice>,
    /// The organizations the person belongs to, this one among them.
    pub organizations: Vec<OrganizationChoice>,
    /// Where the log of the organization stood: live updates read on from here, so that what happens while an app starts
    /// is not missed. Not kept with the rest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub position: Option<i64>,
}

impl Session {
    /// Whether an action is allowed on anything.
    pub fn may(&self, action: Action) -> bool {
        self.access.may(action)
    }

    /// Whether the person works on the field app rather than in the office.
    pub fn is_crew(&self) -> bool {
        !self.roles.is_empty() && self.roles.iter().all(|role| role.is_crew())
    }
}

/// Somebody looks at the portal as a customer sees it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ViewingAs {
    pub account: AccountId,
    pub contact: ContactId,
    pub name: String,
    pub reason: String,
    pub until: DateTime<Utc>,
}

/// A person in the organization.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Member {
    pub id: MemberId,
    pub name: String,
    pub email: String,
    pub phone: String,
    pub title: String,
    pub roles: Vec<BuiltinRole>,
    pub custom_roles: Vec<RoleId>,
    pub teams: Vec<TeamId>,
    pub manager: Option<MemberId>,
    pub status: MemberStatus,
    /// Two-step login is on.
    pub has_factor: bool,
    pub last_seen_at: Option<DateTime<Utc>>,
    pub created_at: DateTime<Utc>,
    pub version: i32,
}

/// A group of members.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Team {
    pub id: TeamId,
    pub name: String,
    pub members: i64,
}

/// An invitation to join.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Invitation {
    pub id: InvitationId,
    pub email: String,
    pub name: String,
    pub roles: Vec<BuiltinRole>,
    pub custom_roles: Vec<RoleId>,
    pub team: Option<TeamId>,
    /// Leads will be given to the member in turn.
    pub queue: bool,
    pub invited_by: String,
    pub status: InvitationStatus,
    pub sent_at: DateTime<Utc>,
    pub expires_at: DateTime<Utc>,
}

/// Somebody of the organization looked at the portal as a contact of the customer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Look {
    /// Place in the log.
    pub seq: i64,
    pub at: DateTime<Utc>,
    pub who: String,
    /// The contact whose view it was.
    pub contact: String,
    pub reason: String,
}

/// What the page of an invitation link shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct InvitationOffer {
    pub org_name: String,
    pub email: String,
    pub name: String,
    pub invited_by: String,
    pub roles: Vec<BuiltinRole>,
    pub custom_names: Vec<String>,
    /// All roles by name, in the language of the page.
    pub role_names: Vec<String>,
    /// The address belongs to somebody who has a password already.
    pub is_known: bool,
    pub locale: Locale,
}

/// A role an organization made.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CustomRole {
    pub id: RoleId,
    pub name: String,
    /// The built-in role it began as.
    pub based_on: BuiltinRole,
    pub access: Access,
    pub mfa_required: bool,
    pub members: i64,
    pub version: i32,
}

/// A built-in role with how many hold it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct BuiltinRoleUse {
    pub role: BuiltinRole,
    pub access: Access,
    pub members: i64,
    pub mfa_required: bool,
}

/// Role × action, and who has it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RoleMatrix {
    pub builtin: Vec<BuiltinRoleUse>,
    pub custom: Vec<CustomRole>,
    pub members: i64,
}

/// A device somebody is logged in with.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Device {
    pub id: SessionId,
    /// Browser and system in words, `Chrome on Windows`.
    pub name: String,
    pub ip: Option<String>,
    pub mfa: MfaLevel,
    pub created_at: DateTime<Utc>,
    pub seen_at: DateTime<Utc>,
    pub expires_at: DateTime<Utc>,
    /// The device that asks.
    pub is_this: bool,
}

/// How a person's login is protected.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Security {
    pub email: String,
    /// A new address that waits for its confirmation.
    pub pending_email: Option<String>,
    pub has_factor: bool,
    pub factor_since: Option<DateTime<Utc>>,
    pub recovery_codes_left: i64,
    pub devices: Vec<Device>,
}

/// A second factor offered for set-up; it protects nothing until a code confirms it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FactorOffer {
    /// The QR code as an SVG document.
    pub qr_svg: String,
    /// The secret for typing by hand, in groups of four.
    pub secret: String,
}

/// Recovery codes, shown once.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RecoveryCodes {
    pub codes: Vec<String>,
}

/// A key of the public API.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ApiKey {
    pub id: ApiKeyId,
    pub name: String,
    /// The first characters, to tell keys apart.
    pub prefix: String,
    pub access: Access,
    pub made_by: String,
    pub created_at: DateTime<Utc>,
    pub expires_at: Option<DateTime<Utc>>,
    pub last_used_at: Option<DateTime<Utc>>,
    pub revoked_at: Option<DateTime<Utc>>,
    pub rate_per_minute: i32,
}

/// A new key with its secret, which is shown this once.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NewApiKeySecret {
    pub key: ApiKey,
    pub secret: String,
}
