//! Price books and promo codes: the server functions, and the settings that show and publish them.

pub mod api;
#[cfg(feature = "web")]
mod book;
#[cfg(feature = "web")]
mod promos;
#[cfg(feature = "web")]
mod text;

#[cfg(feature = "web")]
pub use book::PricesPage;
