//! Mail: rendering from templates, building the message, handing it to an SMTP server.
//!
//! Invariants:
//! - Every template exists in every language and refuses to render when a value is missing.
//! - Values are escaped in HTML; nothing a user typed can start a new header.
//! - A failure says whether trying again can help ([`MailError::is_retryable`]); a message sent twice keeps its
//!   `Message-ID`, so that mailboxes can drop the second copy.
//!
//! Left to others: the queue, retries, the mailbox screen of installations without SMTP.

mod error;
mod mailer;
mod message;
mod render;
#[cfg(test)]
pub(crate) mod sink;
mod template;
#[cfg(test)]
mod tests;
#[cfg(test)]
pub(crate) mod tls_tests;

pub use error::MailError;
pub use mailer::{MailConfig, Mailer};
pub use message::{OutgoingMail, message};
pub use render::{RenderError, Rendered, render};
pub use template::Template;
