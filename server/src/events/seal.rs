//! The hash that chains the log: each entry's hash covers its content and the hash before it, so that a changed,
//! removed or reordered entry is found.

use chrono::{DateTime, Utc};
use serde::Serialize;
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// What the hash of an entry covers.
#[derive(Serialize)]
pub struct Sealed<'a> {
    pub seq: i64,
    pub id: Uuid,
    /// Microseconds since 1970, as PostgreSQL keeps it.
    pub at: i64,
    pub kind: &'a str,
    pub entity_id: Uuid,
    pub actor_id: Option<Uuid>,
    pub actor: &'a str,
    pub on_behalf_of: Option<&'a str>,
    pub data: &'a serde_json::Value,
}

impl Sealed<'_> {
    /// Time as the hash covers it.
    pub fn micros(at: DateTime<Utc>) -> i64 {
        at.timestamp_micros()
    }
}

/// SHA-256 over the hash before and the entry as JSON (object keys sorted, as serde_json's map keeps them).
pub fn seal(before: &[u8], entry: &Sealed<'_>) -> [u8; 32] {
    let mut hasher = Sha256::new();
    hasher.update(before);
    hasher.update(serde_json::to_vec(entry).unwrap_or_default());
    hasher.finalize().into()
}
