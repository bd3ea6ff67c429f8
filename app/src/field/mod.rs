//! The crew's app: an installed page that works without a network.
//!
//! The device holds a *working set* (its jobs in full, as the server last told) and *unsent work* (intents and files in
//! the outbox). What is shown is always [`overlay::shown`]: the working set with the unsent work applied by the same
//! rules the server uses, so that a tick paints at once and survives a reload. Invariants: nothing is told to be saved
//! before it is on the disk; an intent that needs files is sent after them; what the server refuses stays visible until
//! a person decides. Left to others: the rules (`shared::jobs`), sending (`client::outbox`), the kit (`ui`).

pub mod clock;
pub mod edits;
pub mod overlay;
pub mod text;

#[cfg(feature = "web")]
mod act;
#[cfg(feature = "web")]
mod camera;
#[cfg(feature = "web")]
mod capture;
#[cfg(feature = "web")]
mod checklist;
#[cfg(feature = "web")]
mod conflict;
#[cfg(feature = "web")]
mod frame;
#[cfg(feature = "web")]
mod fresh;
#[cfg(feature = "web")]
mod job;
#[cfg(feature = "web")]
mod list;
#[cfg(feature = "web")]
mod more;
#[cfg(feature = "web")]
mod now;
#[cfg(feature = "web")]
mod phase;
#[cfg(feature = "web")]
mod photos;
#[cfg(feature = "web")]
mod sign;
#[cfg(feature = "web")]
mod slots;
#[cfg(feature = "web")]
mod state;
#[cfg(feature = "web")]
mod stop;
#[cfg(feature = "web")]
mod sync;
#[cfg(feature = "web")]
mod waiting;

#[cfg(feature = "web")]
pub use capture::{CapturePage, NothingToCapturePage};
#[cfg(feature = "web")]
pub use frame::Layout;
#[cfg(feature = "web")]
pub use job::FieldJobPage;
#[cfg(feature = "web")]
pub use more::MorePage;
#[cfg(feature = "web")]
pub use now::NowPage;
#[cfg(feature = "web")]
pub use phase::PhasePage;
#[cfg(feature = "web")]
pub use state::FieldGate;
#[cfg(feature = "web")]
pub use sync::SyncPage;
