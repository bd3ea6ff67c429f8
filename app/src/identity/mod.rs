//! Organizations, members and logins: pages to log in and register (rendered by the server, without scripts), and the
//! settings pages of the office.

pub mod api;
pub mod text;

#[cfg(feature = "server")]
mod entry;
#[cfg(feature = "server")]
mod filled;
#[cfg(feature = "server")]
mod links;
#[cfg(feature = "server")]
pub mod public;
#[cfg(feature = "server")]
mod views;

#[cfg(feature = "web")]
mod invitations;
#[cfg(feature = "web")]
mod keys;
#[cfg(feature = "web")]
mod member_form;
#[cfg(feature = "web")]
mod members;
#[cfg(feature = "web")]
mod organization;
#[cfg(feature = "web")]
mod role_heads;
#[cfg(feature = "web")]
mod role_sheet;
#[cfg(feature = "web")]
mod roles;
#[cfg(feature = "web")]
mod security;
#[cfg(feature = "web")]
mod view_as;
#[cfg(feature = "web")]
mod week;

#[cfg(feature = "server")]
pub use public::leave;

#[cfg(feature = "web")]
pub use keys::ApiKeysPage;
#[cfg(feature = "web")]
pub use members::MembersPage;
#[cfg(feature = "web")]
pub use organization::OrganizationPage;
#[cfg(feature = "web")]
pub use roles::RolesPage;
#[cfg(feature = "web")]
pub use security::{SecurityPage, security_and_back};
#[cfg(feature = "web")]
pub use view_as::ViewAsButton;
#[cfg(feature = "web")]
pub use week::WeekHours;
