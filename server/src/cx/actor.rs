//! Who asks.

use shared::{AccountId, ApiKeyId, ContactId, MemberId, UserId};
use uuid::Uuid;

/// Who asks.
#[derive(Clone, Debug, PartialEq)]
pub enum Actor {
    /// A member of the organization, logged in.
    Staff { user: UserId, member: MemberId, name: String },
    /// A customer's contact, in the portal.
    Customer { account: AccountId, contact: ContactId, name: String },
    /// A program with a key of the public API.
    ApiKey { key: ApiKeyId, member: MemberId, name: String },
    /// Somebody without a login: a visitor of a secure link or a public form.
    Public { name: String },
    /// Tailboard itself.
    System { name: String },
}

/// A customer in the portal.
#[derive(Clone, Debug, PartialEq)]
pub struct CustomerActor {
    pub account: AccountId,
    pub contact: ContactId,
    pub name: String,
}

impl Actor {
    /// The member or contact that acts.
    pub(super) fn person(&self) -> Option<Uuid> {
        match self {
            Actor::Staff { member, .. } | Actor::ApiKey { member, .. } => Some(member.0),
            Actor::Customer { contact, .. } => Some(contact.0),
            Actor::Public { .. } | Actor::System { .. } => None,
        }
    }

    /// `staff`, `customer`, `api_key`, `public` or `system`.
    pub fn kind(&self) -> &'static str {
        match self {
            Actor::Staff { .. } => "staff",
            Actor::Customer { .. } => "customer",
            Actor::ApiKey { .. } => "api_key",
            Actor::Public { .. } => "public",
            Actor::System { .. } => "system",
        }
    }

    /// The id the audit trail keeps: member, contact or key.
    pub fn id(&self) -> Option<Uuid> {
        match self {
            Actor::Staff { member, .. } => Some(member.0),
            Actor::Customer { contact, .. } => Some(contact.0),
            Actor::ApiKey { key, .. } => Some(key.0),
            Actor::Public { .. } | Actor::System { .. } => None,
        }
    }

    /// The name the audit trail keeps.
    pub fn name(&self) -> &str {
        match self {
            Actor::Staff { name, .. }
            | Actor::Customer { name, .. }
            | Actor::ApiKey { name, .. }
            | Actor::Public { name }
            | Actor::System { name } => name,
        }
    }
}
