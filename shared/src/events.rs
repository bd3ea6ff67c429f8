//! The kinds of events: one list that live updates, the audit view, notifications and webhooks are made from.
//! Each room declares its own kinds; this file lists the lists.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A kind of event as the registry describes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct EventKind {
    /// Stable dotted name, `quotes.accepted`.
    pub name: &'static str,
    /// What it says of what: `quote`, `job`, `lead` …
    pub entity: &'static str,
    /// One sentence in the past tense for people.
    pub says: &'static str,
}

/// What a live stream sends: what changed, not its content, so that rights stay with the reads.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LiveMessage {
    /// Position in the organization's log; gapless, in commit order.
    pub seq: i64,
    pub kind: String,
    pub entity: String,
    pub id: Uuid,
    /// The job, quote or lead this belongs to, when the entity is a part of one.
    pub of: Option<Uuid>,
}

/// What a live stream calls that somebody opened a record, left it, or began or ended editing it. It is no event and has
/// no position.
pub const STIR: &str = "stir";

/// What it says then.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stirred {
    /// The record; none where it may be any.
    pub record: Option<Uuid>,
}

/// A recorded fact as timelines and the audit view show it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Event {
    pub id: crate::EventId,
    pub seq: i64,
    pub at: DateTime<Utc>,
    pub kind: String,
    pub entity: String,
    pub entity_id: Uuid,
    /// The record the entity is a part of.
    pub of: Option<Uuid>,
    /// Name of who did it, as it was then.
    pub actor: String,
    /// `staff`, `customer`, `api_key`, `system` or `public`.
    pub actor_kind: String,
    pub actor_id: Option<Uuid>,
    /// Who was being viewed as, when somebody acted in another's place.
    pub on_behalf_of: Option<String>,
    pub ip: Option<String>,
    pub device: Option<String>,
    pub data: serde_json::Value,
}

/// Every kind of event there is, room by room.
pub fn registry() -> Vec<EventKind> {
    let rooms: &[&[EventKind]] = &[
        crate::operations::EVENTS,
        crate::portal::EVENTS,
        crate::identity::events::ALL,
        crate::customers::events::ALL,
        crate::leads::events::ALL,
        crate::jobs::events::ALL,
        crate::media::events::ALL,
        crate::pricing::EVENTS,
        crate::quotes::EVENTS,
        crate::saved_views::EVENTS,
        crate::assistant::events::ALL,
        crate::tracking::EVENTS,
    ];
    rooms.iter().flat_map(|kinds| kinds.iter().copied()).collect()
}

/// The registered kind of a name.
pub fn find(name: &str) -> Option<EventKind> {
    registry().into_iter().find(|kind| kind.name == name)
}
