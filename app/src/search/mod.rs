//! Searching customers, leads, quotes and jobs at once: the server function, and how what was found is told. The
//! command palette shows it.

pub mod api;
pub mod text;
