//! Quotes: the list and the builder for the office, the page behind a secure link for customers.
//!
//! The builder prices in the browser with the function the server uses and saves whole drafts over the version they
//! were made on. The public page needs no script: options, signature and answers are plain forms. Neither does the page
//! on which visitors work out a price and ask for the offer.

pub mod api;
#[cfg(feature = "server")]
mod calendar_file;
#[cfg(feature = "server")]
pub mod certificate;
pub mod dues;
#[cfg(feature = "server")]
pub mod instant;
mod map;
#[cfg(feature = "server")]
pub mod pdf;
#[cfg(feature = "server")]
pub mod public;
#[cfg(feature = "server")]
mod public_view;
#[cfg(feature = "server")]
pub use public_view::Foot;
pub mod text;
pub use dues::due_words;

#[cfg(feature = "web")]
mod builder;
#[cfg(feature = "web")]
mod bulk;
#[cfg(feature = "web")]
mod list;
#[cfg(feature = "web")]
mod show;

#[cfg(feature = "web")]
pub use list::{QuotesPage, status_chip};
#[cfg(feature = "web")]
pub use show::QuotePage;
