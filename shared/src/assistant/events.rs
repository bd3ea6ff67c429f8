//! What is told of suggestions.

use crate::events::EventKind;

const fn kind(name: &'static str, entity: &'static str, says: &'static str) -> EventKind {
    EventKind { name, entity, says }
}

/// Somebody had a suggestion carried out as it was.
pub const ACCEPTED: EventKind = kind("assistant.accepted", "suggestion", "followed a suggestion");
/// Somebody had it carried out otherwise than suggested.
pub const EDITED: EventKind = kind("assistant.edited", "suggestion", "followed a suggestion with changes");
/// Somebody does not want it.
pub const DISMISSED: EventKind = kind("assistant.dismissed", "suggestion", "dismissed a suggestion");
/// A dismissed one is suggested again.
pub const RESTORED: EventKind = kind("assistant.restored", "suggestion", "took back the dismissal of a suggestion");
/// A kind of suggestion is not made any more.
pub const RETIRED: EventKind = kind("assistant.retired", "suggestion_kind", "retired a kind of suggestion");
/// A kind of suggestion is made again.
pub const RETURNED: EventKind = kind("assistant.returned", "suggestion_kind", "brought a kind of suggestion back");

/// Every kind of this room.
pub const ALL: &[EventKind] = &[ACCEPTED, EDITED, DISMISSED, RESTORED, RETIRED, RETURNED];
