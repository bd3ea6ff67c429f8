//! Operations of an organization: outgoing mail and background work.

pub mod api;
#[cfg(feature = "server")]
mod charts;
#[cfg(feature = "server")]
pub mod operator;
#[cfg(feature = "server")]
mod operator_text;
mod text;

#[cfg(feature = "web")]
mod page;
#[cfg(feature = "server")]
pub use operator::may_see;
#[cfg(feature = "web")]
pub use page::OperationsPage;
