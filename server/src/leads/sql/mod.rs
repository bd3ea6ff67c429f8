//! Every query on leads, by what it is about.

mod activities;
mod arrange;
mod became;
mod board;
mod enter;
mod filter;
mod intakes;
mod mails;
mod measure;
mod pipelines;
mod queue;
mod record;
mod schedule;
mod scores;
mod site_visits;
mod sources;
mod stages;
mod write;

pub(super) use activities::*;
pub(super) use arrange::*;
pub(super) use became::*;
pub(super) use board::*;
pub(super) use enter::*;
pub(super) use filter::More;
pub(super) use intakes::*;
pub(super) use mails::*;
pub(super) use measure::*;
pub(super) use pipelines::*;
pub(super) use queue::*;
pub(super) use record::*;
pub(super) use schedule::{due, had, look_again, presence, schedule, waiting, wake_waiting};
pub(super) use scores::*;
pub(super) use site_visits::*;
pub(super) use sources::*;
pub(super) use stages::all_stages;
pub(super) use write::*;
