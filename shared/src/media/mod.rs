//! Everything captured: photos, video, voice notes, signatures, documents.
//!
//! A medium is made on the device with its own id. States: `saved` (on the device only; the server never stores this
//! state) → `declared` (the server knows what will come) → `receiving` → `stored` | `rejected` (with a reason).
//! Deleting hides it; its bytes go after the undo window. Invariants: bytes are appended by offset and counted only
//! when their SHA-256 is the declared one; who sees a medium is decided by the job or the site visit that owns it. What a
//! visit brought belongs to the job, too, once its lead became one; customers never see it.

pub mod events;
pub mod header;
mod input;
pub mod rules;
mod transfer;
mod types;

pub use input::{DeclareMedia, DeclareVisitMedia, EditMedia, EditVisitMedia, OrderMedia};
pub use transfer::{Ask, Turn};
pub use types::{Media, MediaKind, MediaProblem, MediaReceipt, MediaStatus, Position, Verification};
