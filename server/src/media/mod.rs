//! Use cases of everything captured. A device declares a medium under its own id, sends its bytes in chunks, and the
//! last byte makes it stored (hash checked, content inspected, copies made) or rejected with a reason.
//!
//! Who: whoever works on the job captures; whoever sees the job sees its media; customers see their own jobs' copies
//! without metadata. What was taken at a site visit goes by the visit's lead (`owner`), comes along when that becomes a job,
//! and is the office's own. Media of a sealed phase stay. Deleting hides; the bytes go after the undo window.
//! Bytes grow in the staging folder of the process that takes them: processes that share uploads share that folder.

mod content;
mod declare;
mod edit;
pub mod http;
mod inspect;
mod owner;
mod range;
mod said;
mod scan;
mod sql;
mod sweep;
mod visits;

pub use content::{Variant, open, receive};
pub use declare::{declare, show};
pub use edit::{delete, edit, order, restore};
pub use inspect::plain_drawing;
pub use range::Range;
pub(crate) use sql::of_jobs;
pub use sweep::SWEEP;
pub(crate) use visits::carry;
pub use visits::{declare_at_visit, delete_at_visit, edit_at_visit, of_lead, of_visit, restore_at_visit};

#[cfg(test)]
mod full_disk_tests;
#[cfg(test)]
mod hostile_tests;
#[cfg(test)]
mod scan_tests;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod visit_tests;
