//! Leads in the browser: the board, the list, a lead's page, and the public form.
//!
//! The board paints a move before the server has answered and takes it back with the reason when it is refused; what
//! others change waits behind a pill while somebody drags or points at a card. Leaves quotes to `quotes`.

pub mod api;
#[cfg(feature = "server")]
pub mod public;
pub mod text;
pub mod words;

#[cfg(feature = "web")]
mod arrange;
#[cfg(feature = "web")]
mod board;
#[cfg(feature = "web")]
mod bulk;
#[cfg(feature = "web")]
mod done;
#[cfg(feature = "web")]
mod edit;
#[cfg(feature = "web")]
mod give;
#[cfg(feature = "web")]
mod instant;
#[cfg(feature = "web")]
mod intakes;
#[cfg(feature = "web")]
mod list;
#[cfg(feature = "web")]
mod mail;
#[cfg(feature = "web")]
mod new;
#[cfg(feature = "web")]
mod own;
#[cfg(feature = "web")]
mod pipeline;
#[cfg(feature = "web")]
mod plan;
#[cfg(feature = "web")]
mod queue;
#[cfg(feature = "web")]
mod show;
#[cfg(feature = "web")]
mod sources;
#[cfg(feature = "web")]
mod stream;
#[cfg(feature = "web")]
mod visits;

#[cfg(feature = "web")]
pub use arrange::StagesPage;
#[cfg(feature = "web")]
pub use intakes::IntakesPage;
#[cfg(feature = "web")]
pub use list::LeadsPage;
#[cfg(feature = "web")]
pub use pipeline::PipelinePage;
#[cfg(feature = "web")]
pub use queue::QueuePage;
#[cfg(feature = "web")]
pub use show::LeadPage;
#[cfg(feature = "web")]
pub use stream::{event_icon, event_words};
#[cfg(feature = "web")]
pub use visits::{VisitPage, VisitsPage};
