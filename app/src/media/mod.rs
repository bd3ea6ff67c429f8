//! Photos, signatures and files: their server functions, the gallery the job page shows, and what a site visit brought,
//! with sending it.

pub mod api;
mod text;

#[cfg(feature = "web")]
mod album;
#[cfg(feature = "web")]
mod gallery;
#[cfg(feature = "web")]
mod parcels;
#[cfg(feature = "web")]
mod visit;
#[cfg(feature = "web")]
pub use gallery::MediaGallery;
#[cfg(feature = "web")]
pub use visit::{LeadPhotos, VisitPhotos};
