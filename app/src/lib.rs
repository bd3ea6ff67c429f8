//! The Dioxus app: server functions (`api.rs` per room), pages, shells and the component kit.

pub mod ui;
#[cfg(feature = "web")]
pub mod client;
