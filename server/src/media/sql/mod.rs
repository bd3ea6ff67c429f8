//! Every query on media, by what it is about.

mod read;
mod write;

pub(crate) use read::of_jobs;
pub(super) use read::*;
pub(super) use write::*;
