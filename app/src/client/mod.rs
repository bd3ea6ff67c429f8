//! Browser platform: who is logged in ([`session`]), cached reads that stay current ([`query`], [`live`]), the truth
//! about the connection ([`connection`]), the device's storage ([`store`]), writes and files that wait for a network
//! ([`outbox`], [`media_queue`], [`transfer`]), forms that are not saved yet ([`draft`]) and the device itself ([`device`]).
//! It knows no room.
//!
//! An entry calls [`start`] before launching and [`use_platform`] in its root component; pages then use the hooks.

pub mod address;
pub mod connection;
pub mod device;
pub mod draft;
pub mod http;
pub(crate) mod js;
pub mod live;
mod locks;
pub mod media_queue;
pub mod outbox;
pub mod own;
pub mod pace;
pub mod pages;
mod panic;
pub mod picture;
pub mod query;
pub mod saving;
pub mod session;
pub mod store;
pub mod sw;
pub mod tabs;
pub mod transfer;

pub use address::{Address, use_address, use_search};
pub use connection::{Connection, use_connection};
pub use live::use_live;
pub use pages::use_pages;
pub use query::{Query, use_query, use_query_of};
pub use saving::Saving;
pub use session::{App, SessionGate, use_session};

/// Prepares the page: the panic hook, the device's name on every request, the language. Call it first in `main`.
pub fn start(app: App) {
    panic::install();
    session::declare(app);
    device::name_requests();
    shared::text::set_locale(device::preferred_locale());
}

/// Starts what runs beside the pages: connection truth and the live stream. Call it once in the root component.
pub fn use_platform() {
    connection::use_connection_truth();
    live::use_live_stream();
    sw::use_update_signal();
}
