//! Use cases of the work itself. The rules are `shared::jobs::rules`: a use case locks the job, applies an intent to
//! it, writes what changed and records it, in one transaction.
//!
//! Who: the office edits (`jobs.edit`, `jobs.assign`); crews work on the jobs whose crew they are on (`jobs.work` with
//! own scope). A job out of reach is not found. Left to others: bytes of media (`media`), mails to customers (`portal`).

mod busy;
mod convert;
mod create;
mod decide;
pub mod http;
mod intents;
mod office;
mod reads;
mod said;
mod save;
mod seals;
mod sql;
mod tell;

pub(crate) use busy::crewed;
pub use convert::create_from_lead;
pub use create::{create, create_from_quote, plan_phases};
pub use decide::{book, cancel, close, reopen};
pub use intents::carry_out;
pub use office::{assign, candidates, note, prioritize, reply, reschedule};
pub use reads::{for_account, list, require, show, show_for_account, working_set};
pub use seals::check_seals;
pub use shared::jobs::{JobAmenity, JobFromQuote};
pub(crate) use sql::lock as hold;

#[cfg(test)]
mod blocked_tests;
#[cfg(test)]
mod busy_tests;
#[cfg(test)]
mod convert_tests;
#[cfg(test)]
pub(crate) mod tests;
