//! How tables from elsewhere are read: chosen at an import, kept under a name, renamed, deleted.

mod choose;
mod list;
mod text;

pub(super) use choose::PresetBar;
pub(super) use list::Presets;
