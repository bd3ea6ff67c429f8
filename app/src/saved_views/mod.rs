//! Saved views beside a list: one opens them as links, keeps what is shown under a name, and changes one's own.

pub mod api;
#[cfg(feature = "web")]
mod menu;
#[cfg(feature = "web")]
mod name;
pub mod text;

#[cfg(feature = "web")]
pub use menu::SavedViews;
