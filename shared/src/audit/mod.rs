//! What happened, by whom, from where: timelines of records and the audit view, read from the event log.
//!
//! Invariants: the log is only read here; entries are chained by hash, and checking the chain finds a changed,
//! removed or reordered entry. Who may not audit sees neither addresses nor devices.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// What the audit view is asked for, as it stands in an address.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct AuditQuery {
    /// Member, contact or key.
    pub actor: Option<uuid::Uuid>,
    /// The record, or the record it is a part of.
    pub record: Option<uuid::Uuid>,
    /// A kind (`jobs.created`) or a room (`jobs`).
    pub kind: Option<String>,
    pub from: Option<DateTime<Utc>>,
    pub to: Option<DateTime<Utc>>,
    pub ip: Option<String>,
    /// Part of the actor's name, device or data.
    pub search: Option<String>,
    pub after: Option<i64>,
    pub limit: Option<i64>,
}

/// Whether the log is whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ChainCheck {
    pub entries: i64,
    pub valid: bool,
    /// The first entry that does not fit.
    pub broken_at: Option<i64>,
    /// Hash of the last entry, hexadecimal.
    pub head: String,
}
