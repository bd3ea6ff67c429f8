//! The component kit: what every page is built of. It knows no room and calls no server.
//!
//! All components render the same on the server (no script) and in the browser; what only a browser can do stands
//! behind feature `web`. Invariants: a control has a visible or hidden label, an id derived from its name, and its
//! hint and error wired by `aria-describedby`; colour never carries a meaning alone; lists are keyed by id; texts of
//! the kit itself stand in [`text`] in both languages. Rooms write `use crate::ui::*;`.

pub mod async_view;
pub mod avatar;
pub mod button;
pub mod card;
pub mod checkbox;
pub mod chip;
pub mod combobox;
pub mod confirm;
pub mod datetime;
pub mod description;
pub mod dialog;
pub mod diff;
pub mod dom;
pub mod empty;
pub mod field;
pub mod filter;
pub mod form;
pub mod format;
pub mod icon;
pub mod link;
pub mod live;
pub mod menu;
pub mod message;
pub mod money;
pub mod nav;
pub mod number;
pub mod otp;
pub mod page;
pub mod photos;
pub mod popover;
pub mod price;
pub mod progress;
pub mod radio;
pub mod score;
pub mod select;
pub mod sheet;
pub mod signature;
pub mod stat;
pub mod steps;
pub mod suggestion;
pub mod sync;
pub mod table;
pub mod tabs;
pub mod text;
pub mod text_input;
pub mod textarea;
pub mod timeline;
pub mod toast;
pub mod tone;
pub mod work;

pub use async_view::*;
pub use avatar::*;
pub use button::*;
pub use card::*;
pub use checkbox::*;
pub use chip::*;
pub use combobox::*;
pub use confirm::*;
pub use datetime::*;
pub use description::*;
pub use dialog::*;
pub use diff::*;
pub use empty::*;
pub use field::*;
pub use filter::*;
pub use form::*;
pub use icon::*;
pub use link::*;
pub use live::*;
pub use menu::*;
pub use message::*;
pub use money::*;
pub use nav::*;
pub use number::*;
pub use otp::*;
pub use page::*;
pub use photos::*;
pub use popover::*;
pub use price::*;
pub use progress::*;
pub use radio::*;
pub use score::*;
pub use select::*;
pub use sheet::*;
pub use signature::*;
pub use stat::*;
pub use steps::*;
pub use suggestion::*;
pub use sync::*;
pub use table::*;
pub use tabs::*;
pub use text_input::*;
pub use textarea::*;
pub use timeline::*;
pub use toast::*;
pub use tone::*;
pub use work::*;

#[cfg(all(test, feature = "server"))]
mod tests;
