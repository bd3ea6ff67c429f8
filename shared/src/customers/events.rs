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
pub const CONTACT_REMOVED: EventKind = kind("customers.contact_removed", "contact", "A person was taken off a customer");
pub const CONTACT_RESTORED: EventKind = kind("customers.contact_restored", "contact", "A person taken off a customer was put back");
pub const ARCHIVED: EventKind = kind("customers.archived", "account", "A customer was archived");
pub const RESTORED: EventKind = kind("customers.restored", "account", "An archived customer was restored");
pub const ADDRESS_ADDED: EventKind = kind("customers.address_added", "address", "An address was added to a customer");
pub const ADDRESS_EDITED: EventKind = kind("customers.address_edited", "address", "An address of a customer was changed");
pub const ADDRESS_REMOVED: EventKind = kind("customers.address_removed", "address", "An address of a customer was removed");
pub const FIELD_ADDED: EventKind = kind("customers.field_added", "custom_field", "A field was added to customers");
pub const FIELD_EDITED: EventKind = kind("customers.field_edited", "custom_field", "A field of customers was changed");
pub const UNIT_ADDED: EventKind = kind("customers.unit_added", "unit", "A unit was added to a customer");
pub const UNIT_EDITED: EventKind = kind("customers.unit_edited", "unit", "A unit of a customer was changed");
pub const FLEET_EDITED: EventKind = kind("customers.fleet_edited", "account", "Fleet settings of a customer were changed");
pub const PRICES_SET: EventKind = kind("customers.prices_set", "price_list", "Repair prices were set for a customer");
pub const PRICES_ENDED: EventKind = kind("customers.prices_ended", "price_list", "Repair prices of a customer were ended");
pub const PRICES_WITHDRAWN: EventKind = kind("customers.prices_withdrawn", "price_list", "Repair prices of a customer were withdrawn");
pub const MERGED: EventKind = kind("customers.merged", "account", "Another record was merged into a customer");
pub const UNMERGED: EventKind = kind("customers.unmerged", "account", "A merge of customers was undone");
pub const PREFERENCES_EDITED: EventKind =
    kind("customers.preferences_edited", "contact", "What a person at a customer lets us write to them was changed");
pub const MESSAGE_WITHHELD: EventKind =
    kind("customers.message_withheld", "contact", "A message was not sent, for its reader does not want it");
pub const STARRED: EventKind = kind("customers.starred", "favourite", "A customer was put among a member's favourites");
pub const UNSTARRED: EventKind = kind("customers.unstarred", "favourite", "A customer was taken from a member's favourites");
pub const PRESET_SAVED: EventKind = kind("customers.preset_saved", "import_preset", "How tables of customers are read was kept");
pub const PRESET_RENAMED: EventKind = kind("customers.preset_renamed", "import_preset", "A way to read tables of customers was renamed");
pub const PRESET_DELETED: EventKind = kind("customers.preset_deleted", "import_preset", "A way to read tables of customers was deleted");
pub const IMPORT_BEGUN: EventKind = kind("customers.import_begun", "import", "An import of customers was begun");
pub const IMPORT_STARTED: EventKind = kind("customers.import_started", "import", "An import of customers was started");
pub const IMPORT_DONE: EventKind = kind("customers.import_done", "import", "An import of customers was carried out");
pub const IMPORT_REVERTING: EventKind = kind("customers.import_reverting", "import", "Taking back an import of customers was begun");
pub const IMPORT_REVERTED: EventKind = kind("customers.import_reverted", "import", "An import of customers was taken back");

/// Every kind of this room.
pub const ALL: &[EventKind] = &[
    CREATED,
    EDITED,
    ACTIVATED,
    CONTACT_ADDED,
    CONTACT_EDITED,
    CONTACT_REMOVED,
    CONTACT_RESTORED,
    ARCHIVED,
    RESTORED,
    ADDRESS_ADDED,
    ADDRESS_EDITED,
    ADDRESS_REMOVED,
    FIELD_ADDED,
    FIELD_EDITED,
    UNIT_ADDED,
    UNIT_EDITED,
    FLEET_EDITED,
    PRICES_SET,
    PRICES_ENDED,
    PRICES_WITHDRAWN,
    MERGED,
    UNMERGED,
    PREFERENCES_EDITED,
    MESSAGE_WITHHELD,
    STARRED,
    UNSTARRED,
    PRESET_SAVED,
    PRESET_RENAMED,
    PRESET_DELETED,
    IMPORT_BEGUN,
    IMPORT_STARTED,
    IMPORT_DONE,
    IMPORT_REVERTING,
    IMPORT_REVERTED,
];
