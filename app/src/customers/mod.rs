//! Customers in the browser: the list, a customer's page, and imports from tables. Fields of the organization's own are
//! given out to the rooms that show them. Leaves leads, quotes and jobs to their rooms.

pub mod api;
pub mod text;

#[cfg(feature = "web")]
mod access;
#[cfg(feature = "web")]
mod away;
#[cfg(feature = "web")]
mod custom;
#[cfg(feature = "web")]
mod fields;
#[cfg(feature = "web")]
mod imports;
#[cfg(feature = "web")]
mod list;
#[cfg(feature = "web")]
mod narrow;
#[cfg(feature = "web")]
mod preferences;
#[cfg(feature = "web")]
mod presets;
#[cfg(feature = "web")]
mod relations;
#[cfg(feature = "web")]
mod show;
#[cfg(feature = "web")]
mod stream;
#[cfg(feature = "web")]
mod table;

#[cfg(feature = "web")]
pub use custom::{CustomFacts, CustomInput, CustomInputs, asked};
#[cfg(feature = "web")]
pub use fields::FieldsPage;
#[cfg(feature = "web")]
pub use imports::{ImportPage, ImportsPage};
#[cfg(feature = "web")]
pub use list::CustomersPage;
#[cfg(feature = "web")]
pub use narrow::Narrowed;
#[cfg(feature = "web")]
pub use show::CustomerPage;
