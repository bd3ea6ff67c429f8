//! How far what is edited on a page is kept.

/// Where a draft stands against the server.
#[derive(Clone, Debug, PartialEq)]
pub enum Saving {
    Saved,
    Unsaved,
    Saving,
    Conflict,
    Failed(String),
}
