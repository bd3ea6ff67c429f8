//! Every query on leads, by what it is about.

mod activities;
mod became;
mod board;
mod intakes;
mod pipelines;
mod queue;
mod record;
mod write;

pub(super) use activities::*;
pub(super) use became::*;
pub(super) use board::*;
pub(super) use intakes::*;
pub(super) use pipelines::*;
pub(super) use queue::*;
pub(super) use record::*;
pub(super) use write::*;
