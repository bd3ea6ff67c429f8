//! Suggestions in the browser: the panel beside a lead or a quote, and the settings that show how each kind fares.
//!
//! The panel takes a suggestion away as soon as it is decided and says how to take a dismissal back. It knows no page:
//! whoever shows it passes how an answer is sent, so that a quote's draft is saved before and read after it.

pub mod act_text;
pub mod api;
pub mod text;

#[cfg(feature = "web")]
mod edit;
#[cfg(feature = "web")]
mod mail;
#[cfg(feature = "web")]
mod panel;
#[cfg(feature = "web")]
mod rates;
#[cfg(feature = "web")]
mod reasons;
#[cfg(feature = "web")]
mod why_not;
#[cfg(feature = "web")]
mod words;

#[cfg(feature = "web")]
pub use panel::{About, Asking, SuggestionPanel, use_suggestions};
#[cfg(feature = "web")]
pub use rates::SuggestionRatesPage;
