//! Facts about organizations, members and logins.

use crate::events::EventKind;

const fn kind(name: &'static str, entity: &'static str, says: &'static str) -> EventKind {
    EventKind { name, entity, says }
}

pub const ORGANIZATION_REGISTERED: EventKind = kind("organizations.registered", "organization", "Registered the organization");
pub const ORGANIZATION_CHANGED: EventKind = kind("organizations.changed", "organization", "Changed the organization's settings");
pub const PRACTICE_FILLED: EventKind =
    kind("organizations.practice_filled", "organization", "Filled the practice organization with sample data");
pub const LOGGED_IN: EventKind = kind("sessions.opened", "session", "Logged in");
pub const LOGGED_OUT: EventKind = kind("sessions.ended", "session", "Logged out");
pub const SESSIONS_REVOKED: EventKind = kind("sessions.revoked", "member", "Logged devices out");
pub const PASSWORD_CHANGED: EventKind = kind("users.password_changed", "member", "Changed the password");
pub const EMAIL_CHANGED: EventKind = kind("users.email_changed", "member", "Changed the e-mail address");
pub const FACTOR_ADDED: EventKind = kind("users.factor_added", "member", "Switched two-step login on");
pub const FACTOR_REMOVED: EventKind = kind("users.factor_removed", "member", "Switched two-step login off");
pub const RECOVERY_CODES_MADE: EventKind = kind("users.recovery_codes_made", "member", "Made new recovery codes");
pub const INVITED: EventKind = kind("invitations.sent", "invitation", "Invited somebody");
pub const INVITATION_RESENT: EventKind = kind("invitations.resent", "invitation", "Sent an invitation again");
pub const INVITATION_REVOKED: EventKind = kind("invitations.revoked", "invitation", "Revoked an invitation");
pub const MEMBER_JOINED: EventKind = kind("members.joined", "member", "Joined the organization");
pub const MEMBER_CHANGED: EventKind = kind("members.changed", "member", "Changed a member");
pub const MEMBER_DEACTIVATED: EventKind = kind("members.deactivated", "member", "Deactivated a member");
pub const MEMBER_REACTIVATED: EventKind = kind("members.reactivated", "member", "Reactivated a member");
pub const ROLE_CREATED: EventKind = kind("roles.created", "role", "Created a role");
pub const ROLE_CHANGED: EventKind = kind("roles.changed", "role", "Changed a role");
pub const ROLE_DELETED: EventKind = kind("roles.deleted", "role", "Deleted a role");
pub const TEAM_CREATED: EventKind = kind("teams.created", "team", "Created a team");
pub const API_KEY_CREATED: EventKind = kind("api_keys.created", "api_key", "Created an API key");
pub const API_KEY_REVOKED: EventKind = kind("api_keys.revoked", "api_key", "Revoked an API key");
pub const VIEW_STARTED: EventKind = kind("views.started", "contact", "Started viewing the portal as a customer");
pub const VIEW_ENDED: EventKind = kind("views.ended", "contact", "Stopped viewing the portal as a customer");
pub const CUSTOMER_LOGGED_IN: EventKind = kind("customer_sessions.opened", "contact", "Logged in to the portal");

/// Every kind this room records.
pub const ALL: &[EventKind] = &[
    ORGANIZATION_REGISTERED,
    ORGANIZATION_CHANGED,
    PRACTICE_FILLED,
    LOGGED_IN,
    LOGGED_OUT,
    SESSIONS_REVOKED,
    PASSWORD_CHANGED,
    EMAIL_CHANGED,
    FACTOR_ADDED,
    FACTOR_REMOVED,
    RECOVERY_CODES_MADE,
    INVITED,
    INVITATION_RESENT,
    INVITATION_REVOKED,
    MEMBER_JOINED,
    MEMBER_CHANGED,
    MEMBER_DEACTIVATED,
    MEMBER_REACTIVATED,
    ROLE_CREATED,
    ROLE_CHANGED,
    ROLE_DELETED,
    TEAM_CREATED,
    API_KEY_CREATED,
    API_KEY_REVOKED,
    VIEW_STARTED,
    VIEW_ENDED,
    CUSTOMER_LOGGED_IN,
];
