//! Saved views: what narrows and orders a list, kept under a name, so that people come back to it.
//!
//! A view is what stands after the question mark of a list's address, and nothing else: opening it is following a
//! link, and what somebody sees there follows from their own rights. Invariants: a member has no two views of one
//! name on a list; only who made a view changes it; one shared with everybody may also be deleted by who looks after
//! the organization.
//!
//! Left to others: what the words of a query mean (the room of the list).

mod input;
mod rules;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{MemberId, SavedViewId};

pub use input::*;
pub use rules::{MOST_VIEWS, settled, without};

crate::choice! {
    /// A list whose views are saved.
    ListKind {
        Quotes = "quotes",
        Leads = "leads",
        Jobs = "jobs",
        Customers = "customers",
    }
}

/// A list somebody comes back to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SavedView {
    pub id: SavedViewId,
    pub version: i32,
    pub list: ListKind,
    pub name: String,
    /// What stands after the question mark, [settled].
    pub query: String,
    /// Everybody of the organization finds it.
    pub shared: bool,
    /// Who made it.
    pub member: MemberId,
    pub member_name: String,
    pub updated_at: DateTime<Utc>,
}

/// The events of this room.
pub const EVENTS: &[crate::events::EventKind] = &[events::SAVED, events::EDITED, events::DELETED];

/// Event kinds by name.
pub mod events {
    use crate::events::EventKind;

    const fn kind(name: &'static str, says: &'static str) -> EventKind {
        EventKind { name, entity: "saved_view", says }
    }

    /// A view was kept.
    pub const SAVED: EventKind = kind("saved_views.saved", "saved a view of a list");
    /// A view was renamed, shared, or shows something else now.
    pub const EDITED: EventKind = kind("saved_views.edited", "changed a saved view");
    /// A view is gone.
    pub const DELETED: EventKind = kind("saved_views.deleted", "deleted a saved view");
}
