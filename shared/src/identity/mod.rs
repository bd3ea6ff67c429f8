//! Organizations, the people in them, and how they show who they are.
//!
//! A *user* is a person with one e-mail address and one password; a *member* is that person's place in one
//! organization, with roles. Customers' contacts have sessions of another kind and are never members.
//!
//! States: member active ⇄ deactivated · invitation open → accepted | revoked | expired · session open → ended ·
//! second factor off → proposed → on.
//! Invariants: an organization always has an active owner; nobody hands out rights beyond their own; a key of the
//! public API is never stronger than its maker; viewing as a customer only reads.
//! Left to others: what the rights mean for each record (the rooms' policies).

pub mod events;
mod input;
mod names;
mod organization;
mod rules;
mod types;

pub use input::*;
pub use names::{action_group, action_name, field_name, practice_name, role_name, status_name};
pub use organization::*;
pub use rules::*;
pub use types::*;
