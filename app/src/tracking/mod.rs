//! Tracking: what a mail's picture and button ask for, and what became of the mails beside a lead or a quote.

pub mod api;
#[cfg(feature = "server")]
pub mod public;
pub mod text;
#[cfg(feature = "web")]
mod trails;

#[cfg(feature = "web")]
pub use trails::{MailTrails, MailsAbout};
