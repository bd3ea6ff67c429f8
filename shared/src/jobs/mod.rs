//! The work itself: phases with checklists and required media, crew, stops, notes and times.
//!
//! States of a job: requested → booked → assigned → in_progress → completed → closed | cancelled. States of a phase:
//! waiting → active → complete. Invariants: nobody is put on or works on a job that is only requested; a phase starts
//! only when the one before it is complete and completes only when every required item is answered and every required
//! medium is there (or a manager says why not); completing the last phase completes the job; a complete phase is sealed
//! and its answers no longer change; a job closes when it is completed and no file of it is still on its way; nobody is
//! put on two jobs that overlap in time, or stays on them when one is moved, unless the office says why. A job made from
//! a quote has its instalments, which sum to its price and which invoices are to be made from.
//! The rules are pure: the server applies them to rows, the field app to its own copy while it is offline.
//! Left to others: bytes of photos (`media`), prices (`quotes`), who the customer is (`customers`).

pub mod decisions;
pub mod events;
mod gate;
mod input;
mod intent;
mod lists;
mod progress;
mod refusal;
pub mod rules;
pub mod seal;
mod states;
mod text;
mod types;

/// Hours a job takes whose end nobody knows.
pub const USUAL_HOURS: i32 = 8;

pub use gate::{Counting, Missing, is_answered, media_for, missing, phase_missing};
pub use input::*;
pub use intent::{Effect, Intent, IntentReceipt, SentIntent, Stamp, corrected};
pub use lists::*;
pub use progress::{Count, PhaseProgress, Progress, phase_percent, phase_progress, progress};
pub use refusal::{CREW_BUSY, Elsewhere, Other, Refusal};
pub use states::*;
pub use text::site_visit;
pub use types::*;
