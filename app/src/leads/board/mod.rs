//! The board's parts: columns and cards, the ways a card is moved, and the dialog a stage asks by.

mod ask;
mod card;
mod column;
mod drag;
mod head;
mod moves;
mod several;
mod state;
mod surface;
mod tabs;
mod ways;

pub use ask::AskDialog;
pub use card::Heights;
pub use column::StageStrip;
pub use drag::DragGhost;
pub use head::{HeadStats, PipelineChoice, ViewTabs};
pub use several::PickedBar;
pub use state::{Desk, age, due_words};
pub use surface::{Columns, Surface};
pub use tabs::use_other_tabs;
