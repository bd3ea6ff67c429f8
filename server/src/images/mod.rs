//! Pictures people send: looking at them without trusting them, and making the copies we show.
//!
//! Invariants:
//! - The content decides what a file is, never its name or announced type.
//! - Size is checked from the header before a single pixel is decoded; decoding is bounded in memory.
//! - What customers see is always re-encoded: no EXIF, no position, no trailing data.
//!
//! Everything here computes for a while: callers run it in `spawn_blocking`. Left to others: storing, and who sees
//! the original.

mod derive;
mod inspect;
mod problem;
mod quality;
#[cfg(test)]
pub(crate) mod tests;

pub use derive::{Derived, derive};
pub use inspect::{ImageInfo, ImageKind, MAX_BYTES, Position, TakenAt, inspect};
pub use problem::ImageProblem;
pub use quality::{Quality, hash_distance};
