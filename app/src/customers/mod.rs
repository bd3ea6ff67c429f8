//! Customers in the browser: the list, and a customer's page. Leaves leads, quotes and jobs to their rooms.

pub mod api;
pub mod text;

#[cfg(feature = "web")]
mod imports;
#[cfg(feature = "web")]
mod list;
#[cfg(feature = "web")]
mod show;

#[cfg(feature = "web")]
pub use imports::{ImportPage, ImportsPage};
#[cfg(feature = "web")]
pub use list::CustomersPage;
#[cfg(feature = "web")]
pub use show::CustomerPage;
