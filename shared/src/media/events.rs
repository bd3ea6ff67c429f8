//! Facts about media.

use crate::events::EventKind;

pub const DECLARED: EventKind =
    EventKind { name: "media.declared", entity: "media", says: "A photo, signature or file was announced by a device" };
pub const STORED: EventKind =
    EventKind { name: "media.stored", entity: "media", says: "A photo, signature or file arrived and was checked" };
pub const REJECTED: EventKind = EventKind { name: "media.rejected", entity: "media", says: "A photo, signature or file was rejected" };
pub const EDITED: EventKind = EventKind { name: "media.edited", entity: "media", says: "A caption or slot was changed" };
pub const DELETED: EventKind = EventKind { name: "media.deleted", entity: "media", says: "A photo, signature or file was deleted" };
pub const RESTORED: EventKind =
    EventKind { name: "media.restored", entity: "media", says: "A deleted photo, signature or file was brought back" };

/// All kinds of this room.
pub const ALL: &[EventKind] = &[DECLARED, STORED, REJECTED, EDITED, DELETED, RESTORED];
