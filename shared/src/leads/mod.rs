//! Leads: inquiries from their capture to a quote, on pipelines whose stages an organization arranges itself.
//!
//! States: new → contacted → qualified → quoted → converted, or lost (a reason is required); each stage of a
//! pipeline stands for one of them. Invariants: a lead stands in exactly one stage; an accepted quote converts, or a
//! job made without one for a reason that is kept;
//! a move is made on a known version, so that two people moving one card cannot both win; every assignment keeps
//! its reason. Leaves customers to `customers`, prices to `quotes`, the work itself to `jobs`.

pub mod arrange;
pub mod assignment;
pub mod board;
pub mod bulk;
pub mod events;
pub mod hours;
pub mod input;
pub mod journey;
pub mod lists;
pub mod mails;
pub mod pipeline;
pub mod rules;
pub mod score;
pub mod several;
pub mod sources;
pub mod stage;
pub mod steps;
pub mod types;
pub mod visits;

pub use arrange::*;
pub use board::*;
pub use bulk::*;
pub use input::*;
pub use journey::*;
pub use lists::*;
pub use mails::*;
pub use pipeline::*;
pub use score::*;
pub use several::*;
pub use sources::*;
pub use stage::*;
pub use steps::*;
pub use types::*;
