//! The rules of working without a network: what may be sent next, what an answer means, when to try again.
//!
//! A **device write** ([`Entry`]) is a complete HTTP request with a client-made command id, kept on the device until the
//! server has answered it. A **file** ([`Upload`]) is declared, sent in chunks and confirmed by its hash. States:
//!
//! ```text
//! Waiting ──accepted──▶ gone        Waiting ──4xx──▶ Attention ──retry──▶ Waiting
//!    │ ▲                               │
//!    │ └─no network, 5xx (backoff)     └──discard (typed)──▶ gone
//!    └──409──▶ Conflict ──keep mine──▶ Waiting, ──take theirs──▶ Waiting as the choice, or gone
//! ```
//!
//! Invariants: an entry is shown at once, and said to be saved and sent only when the disk has it; it disappears only after the server accepted it or a person discarded it; entries of one record
//! are sent one after another in the order they were made; an entry waits for the files it needs until the server holds
//! them; the same command id may be sent any number of times and takes effect once.
//!
//! This is pure: storage, sending and the clock belong to the browser (`app::client`). Rooms are unknown here.

mod entry;
#[cfg(test)]
mod kept_tests;
mod queue;
#[cfg(test)]
mod tests;
mod upload;

pub use entry::{Entry, Outcome, State};
pub use queue::{Change, Queue};
pub use upload::{Progress, Step, Upload, UploadState, Uploads};

use chrono::{DateTime, TimeDelta, Utc};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer};

/// The wait before the next attempt, in milliseconds: doubles from one second up to five minutes, and `jitter`
/// (0.0 to 1.0) takes up to half of it away so that a whole fleet does not return at once.
pub fn backoff_ms(attempts: u32, jitter: f64) -> i64 {
    let full = 1000_i64.saturating_mul(1_i64 << attempts.min(9)).min(300_000);
    let cut = full as f64 * 0.5 * jitter.clamp(0.0, 1.0);
    full - cut as i64
}

/// The longest a device waits before it tries again, whatever a server asks for.
const LONGEST_WAIT_S: u64 = 3600;

/// Whether the time to try again has come. A time farther away than anything waits was set before the clock was put
/// back.
fn is_due(not_before: Option<DateTime<Utc>>, now: DateTime<Utc>) -> bool {
    not_before.is_none_or(|at| at <= now || at > later(now, LONGEST_WAIT_S as i64 * 1000))
}

fn later(now: DateTime<Utc>, milliseconds: i64) -> DateTime<Utc> {
    now.checked_add_signed(TimeDelta::milliseconds(milliseconds)).unwrap_or(now)
}

/// Reads where something stands. A state that another build wrote and this one does not know counts as none: the thing
/// waits, is sent again, and the server says the same again. Work must not become unreadable for it.
fn known_or_default<'de, T: DeserializeOwned + Default, D: Deserializer<'de>>(stored: D) -> Result<T, D::Error> {
    let stored = serde_json::Value::deserialize(stored)?;
    Ok(serde_json::from_value(stored).unwrap_or_default())
}

mod texts {
    crate::catalog_bilingual! {
        bytes_gone { "The device no longer has this file. Take it again" / "L'appareil n'a plus ce fichier. Reprenez-le" }
    }
}

/// Why a file cannot be sent whose bytes are gone from the device, in the language of the thread.
pub fn bytes_gone() -> String {
    texts::bytes_gone()
}
