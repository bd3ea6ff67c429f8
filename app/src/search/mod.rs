//! Searching customers, leads, quotes and jobs at once: the server function and its words. The command palette
//! shows what is found.

pub mod api;
pub mod text;
