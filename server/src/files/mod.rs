//! Stored files: photos, documents, signatures, in a local directory or an S3 bucket.
//!
//! States of an upload: growing in [`Staging`] → whole and verified → stored → staging discarded. A crash between
//! any two steps leaves something that the same call, repeated, completes.
//!
//! Invariants:
//! - Keys are made of ids ([`key`]), never of names people gave; anything else is refused.
//! - A file that is listed in the store is complete.
//! - What a device sends is stored only when its SHA-256 matches.
//!
//! Left to others: who may read, original names and types, thumbnails, when to delete.

mod error;
mod key;
mod staging;
mod store;
#[cfg(test)]
mod tests;

pub(crate) use error::no_room;
pub use error::{FileProblem, is_full};
pub use key::key;
pub use staging::{Staging, StagingProblem};
pub use store::{FileInfo, FileStore, FileStream, S3Config};
