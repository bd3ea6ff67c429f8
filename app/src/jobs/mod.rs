//! Jobs at the desk: the list with figures and filters, and the job with its phases, crew, media and timeline.

pub mod api;
mod text;

#[cfg(feature = "web")]
mod ask;
#[cfg(feature = "web")]
mod bulk;
#[cfg(feature = "web")]
mod crew;
#[cfg(feature = "web")]
mod list;
#[cfg(feature = "web")]
mod look;
#[cfg(feature = "web")]
mod new;
#[cfg(feature = "web")]
mod phases;
#[cfg(feature = "web")]
mod rows;
#[cfg(feature = "web")]
mod show;
#[cfg(feature = "web")]
mod sides;
#[cfg(feature = "web")]
mod standing;
#[cfg(feature = "web")]
mod stepper;
#[cfg(feature = "web")]
mod undo;
#[cfg(feature = "web")]
pub use list::JobsPage;
#[cfg(feature = "web")]
pub use show::JobPage;
