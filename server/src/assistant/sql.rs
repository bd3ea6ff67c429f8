//! Every query of the assistant.

mod answers;
mod facts;

pub(super) use answers::*;
pub(super) use facts::*;
