//! Use cases, SQL, background work and integrations: everything the server does, without Dioxus.
//!
//! A request takes four hops: page → server function → use case (`<room>/mod.rs`) → SQL (`<room>/sql.rs`). The kernel
//! modules here know no room.

pub mod app;
pub mod background;
pub mod backup;
pub mod budget;
pub mod cluster;
pub mod config;
pub mod connections;
pub mod crypto;
pub mod csv;
pub mod cx;
pub mod db;
pub mod demo;
pub mod drill;
pub mod events;
pub mod files;
pub mod geocoding;
pub mod http;
pub mod images;
pub mod live;
pub mod mail;
mod many;
pub mod meter;
pub mod outgoing;
pub mod packs;
pub mod rate;
pub mod telemetry;
#[cfg(any(test, feature = "testing"))]
pub mod testing;

pub mod assistant;
pub mod audit;
pub mod customers;
pub mod identity;
pub mod jobs;
pub mod leads;
pub mod media;
pub mod operations;
pub mod portal;
pub mod presence;
pub mod pricing;
pub mod quotes;
pub mod saved_views;
pub mod search;
pub mod tracking;

pub use app::App;
pub use cx::{Actor, CustomerActor, Cx, RequestInfo};
pub use db::{OnConstraint, SystemTx, Tx};
pub use events::Record;
pub use shared::{Error, Result};
