//! The Dioxus app: server functions (`api.rs` per room), pages, shells and the component kit.
//!
//! Server functions compile in both worlds: to the function on the server, to a typed request in the browser. Pages
//! and the browser platform compile for browsers only; public pages and the router for the server only.

#![recursion_limit = "512"]

pub mod api;
pub mod shells;
pub mod ui;

#[cfg(feature = "web")]
pub mod client;
#[cfg(feature = "web")]
pub mod routes;

pub mod assistant;
pub mod audit;
pub mod customers;
pub mod field;
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

#[cfg(feature = "server")]
pub mod dev;
#[cfg(feature = "server")]
pub mod endpoints;
#[cfg(feature = "server")]
pub mod figures;
#[cfg(feature = "server")]
pub mod files;
#[cfg(feature = "server")]
pub mod gallery;
#[cfg(feature = "server")]
pub mod openapi;
#[cfg(feature = "server")]
pub mod process;
#[cfg(feature = "server")]
pub mod public;
#[cfg(feature = "server")]
pub mod rooms;
#[cfg(feature = "server")]
pub mod router;
