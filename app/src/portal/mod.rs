//! The customer's pages: start, one job, and the way in. English and French.

pub mod api;
pub mod text;

#[cfg(feature = "web")]
mod home;
#[cfg(feature = "web")]
mod job;
#[cfg(feature = "web")]
mod looks;
#[cfg(feature = "server")]
pub mod public;
#[cfg(feature = "web")]
mod track;

#[cfg(feature = "web")]
pub use home::{PortalHomePage, PortalJobsPage, PortalQuotesPage};
#[cfg(feature = "web")]
pub use job::PortalJobPage;
#[cfg(feature = "web")]
pub use looks::PortalLooksPage;
