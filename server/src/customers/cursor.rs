//! The cursors of lists that are sorted by time.

pub(crate) use shared::cursor::{read, write};
