//! Who else has a record open, beside its title. What is said when, and for how long it holds: `shared::presence`.
//!
//! A page says by itself what is done on it: editing is having a dialog of it open, a change that is not saved, or the
//! focus in a field that is. It never waits for an answer, and shows nobody while none comes.

pub mod api;
#[cfg(feature = "web")]
mod beats;
#[cfg(feature = "web")]
mod hands;
#[cfg(feature = "web")]
mod show;
pub mod text;
pub mod words;

#[cfg(feature = "web")]
pub use shared::presence::Record;
#[cfg(feature = "web")]
pub use show::Presence;
