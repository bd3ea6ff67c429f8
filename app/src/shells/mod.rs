//! The frames around the pages: staff, field, portal. They arrange what they are given and fetch nothing.

pub mod field;
pub mod palette;
pub mod portal;
pub mod shortcuts;
pub mod staff;

pub use field::FieldShell;
pub use palette::{Command, CommandPalette};
pub use portal::PortalShell;
pub use shortcuts::{KeyGroup, ShortcutHelp};
pub use staff::{Favourite, NavGroup, OrgLabel, StaffShell};
