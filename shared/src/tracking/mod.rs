//! Tracking: whether a mail to a customer was opened and its button followed, and whether a person did it.
//!
//! Much of what opens mails is no person: mailboxes load pictures on their own servers before anybody looks, and
//! scanners follow every link. Each hit is therefore judged when it comes, by [`judge()`], and shown with the reason.
//! Invariants: nothing in here proves anything about a customer, and nothing is decided by it; of who opened a mail only
//! the kind of program is kept; after [`KEPT_DAYS`] single hits are gone. In a text that somebody wrote only what leads
//! by `http` or `https` is a link, told by [`pieces()`].
//!
//! Left to others: which mails are tracked (the room that sends them).

mod judge;
mod links;
mod types;

pub use judge::{GOOGLE_SECONDS, SOON_SECONDS, Sighting, judge};
pub use links::{LONGEST_LINK, MOST_LINKS, Piece, pieces};
pub use types::*;

/// Hits of one mail that are kept; further ones are not even counted.
pub const MOST_HITS: i32 = 50;

/// Days a single hit is kept.
pub const KEPT_DAYS: i64 = 90;

/// The events of this room.
pub const EVENTS: &[crate::events::EventKind] = &[events::OPENED, events::CLICKED, events::LEAD_OPENED, events::LEAD_CLICKED];

/// Event kinds by name.
pub mod events {
    use crate::events::EventKind;

    // of what the mail is about: its open pages show it
    const fn kind(name: &'static str, entity: &'static str, says: &'static str) -> EventKind {
        EventKind { name, entity, says }
    }

    /// A person opened a mail for the first time, as far as can be told.
    pub const OPENED: EventKind = kind("tracking.opened", "quote", "opened an e-mail");
    /// A person followed the button of a mail for the first time, as far as can be told.
    pub const CLICKED: EventKind = kind("tracking.clicked", "quote", "followed the link of an e-mail");
    /// The same of a mail written from a lead.
    pub const LEAD_OPENED: EventKind = kind("tracking.lead_mail_opened", "lead", "opened an e-mail");
    /// A person followed a link in a mail written from a lead for the first time.
    pub const LEAD_CLICKED: EventKind = kind("tracking.lead_mail_clicked", "lead", "followed a link in an e-mail");
}
