//! Photos, signatures and files: their server functions and the gallery the job page shows.

pub mod api;
mod text;

#[cfg(feature = "web")]
mod gallery;
#[cfg(feature = "web")]
pub use gallery::MediaGallery;
