//! Operations of an organization: outgoing mail and background work.

pub mod api;
mod text;

#[cfg(feature = "web")]
mod page;
#[cfg(feature = "web")]
pub use page::OperationsPage;
