//! What is told of customers.

use crate::events::EventKind;

const fn kind(name: &'static str, entity: &'static str, says: &'static str) -> EventKind {
    EventKind { name, entity, says }
}

pub const CREATED: EventKind = kind("customers.created", "account", "A customer was added");
pub const EDITED: EventKind = kind("customers.edited", "account", "A customer was changed");
pub const ACTIVATED: EventKind = kind("customers.activated", "account", "A prospect became an active customer");
pub const CONTACT_ADDED: EventKind = kind("customers.contact_added", "contact", "A person was added to a customer");
pub const CONTACT_EDITED: EventKind = kind("customers.contact_edited", "contact", "A person at a customer was changed");
pub const ADDRESS_ADDED: EventKind = kind("customers.address_added", "address", "An address was added to a customer");
pub const ADDRESS_EDITED: EventKind = kind("customers.address_edited", "address", "An address of a customer was changed");
pub const ADDRESS_REMOVED: EventKind = kind("customers.address_removed", "address", "An address of a customer was removed");
pub const MERGED: EventKind = kind("customers.merged", "account", "Another record was merged into a customer");
pub const UNMERGED: EventKind = kind("customers.unmerged", "account", "A merge of customers was undone");

/// Every kind of this room.
pub const ALL: &[EventKind] =
    &[CREATED, EDITED, ACTIVATED, CONTACT_ADDED, CONTACT_EDITED, ADDRESS_ADDED, ADDRESS_EDITED, ADDRESS_REMOVED, MERGED, UNMERGED];
