//! The audit view and the timeline of a record.

pub mod api;
mod french;
mod people;
pub mod text;

#[cfg(feature = "web")]
mod page;
#[cfg(feature = "web")]
mod timeline;
#[cfg(feature = "web")]
pub use page::AuditPage;
#[cfg(feature = "web")]
pub use timeline::EventTimeline;
