//! Photos, signatures and files: their server functions, the gallery the job page shows, and what a site visit brought,
//! with keeping it on the device until it is sent.

pub mod api;
mod text;

#[cfg(feature = "web")]
mod album;
#[cfg(feature = "web")]
mod gallery;
#[cfg(feature = "web")]
mod keep;
#[cfg(feature = "web")]
mod visit;
#[cfg(feature = "web")]
mod waiting;
#[cfg(feature = "web")]
pub use gallery::MediaGallery;
#[cfg(feature = "web")]
pub use visit::{LeadPhotos, VisitPhotos};
#[cfg(feature = "web")]
pub use waiting::{StorageTrouble, WaitingHere, waiting_here};
