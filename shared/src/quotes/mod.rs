//! Quotes: an offer with an itinerary, priced lines and terms, its revisions, its secure link, and its signature.
//!
//! States: draft → sent → viewed → accepted | declined | expired | withdrawn. A revision is a document: edited while
//! it is a draft, frozen and hashed when it is sent, superseded when a newer one is begun. Invariants: only the
//! current revision can be accepted, only once, and only before it expires; what is signed is the exact text whose
//! hash is kept; the total a customer accepts is what [`crate::pricing::price`] gives for the revision's own book, and
//! for the repair prices agreed on for its day, which a revision that went out keeps; an offer in packages is accepted as
//! exactly one of them, which stands in what is signed; an
//! offer whose drivers would break the [hours of service](crate::hours) goes out only with a reason; a price that takes
//! off more than its sender may goes out once somebody who may has approved exactly it.
//!
//! A draft is paid as the account and the book have it, or in instalments of its own; from the day it is sent the
//! account's kind and terms are kept with the offer, so that what is agreed later changes nothing of it. The whole of
//! what a version was priced with stays with it ([`PricedWith`]); only a draft follows the day, the account and the code.
//!
//! What was written down beforehand (notes, a site visit) can be drafted into the content by rules ([`estimate`]): every
//! entry names its words, and nothing of it counts before somebody takes it.
//!
//! Which vehicles could carry it all is planned from the price book, in mixes of types with what each comes to and why
//! ([`Fleet`]); a draft begins with one type, and what goes is always somebody's choice.
//!
//! Somebody else's offer is acted on, or handed over, only with a right that reaches its owner.
//!
//! Left to others: prices (pricing), the work that follows (jobs), who the customer is (customers).

mod answers;
mod bulk;
mod certificate;
mod changes;
mod duty;
mod entry_words;
pub mod estimate;
mod fleets;
mod input;
mod instant;
mod lists;
mod map;
mod packages;
mod priced_with;
mod public;
mod recommend;
mod rules;
pub mod sample;
mod share;
mod signature;
mod states;
pub mod text;
mod types;

pub use answers::*;
pub use bulk::*;
pub use certificate::*;
pub use changes::{Change, Compared, changes};
pub use duty::{Cure, CureKind, Drivers, Hours};
pub use entry_words::entry_text;
pub use fleets::{Fleet, FleetReason, MOST_FLEETS, NotAlone};
pub use input::*;
pub use instant::*;
pub use lists::*;
pub use map::{RouteMap, off_map};
pub use packages::Picked;
pub use priced_with::{FormerVersion, PricedWith};
pub use public::*;
pub use share::{ShareChannel, ShareQuote, SharedQuote, app_link};
pub use signature::{CONSENT_VERSION, Consent, UNTOLD_CONSENT_VERSION, is_drawn, strokes_path};
pub use states::link_state;
pub use types::*;

/// The events of this room.
pub const EVENTS: &[crate::events::EventKind] = &[
    events::CREATED,
    events::EDITED,
    events::SENT,
    events::VIEWED,
    events::WITHDRAWN,
    events::APPROVED,
    events::REVISED,
    events::REASSIGNED,
    events::REMINDED,
    events::SHARED,
    events::EXTENDED,
    events::DECLINED,
    events::CHANGES_REQUESTED,
    events::ASKED,
    events::SIGNED,
    events::ACCEPTED,
    events::EXPIRED,
    events::LINK_REVOKED,
    events::RENEWAL_ASKED,
    events::PRICED_ONLINE,
    events::INSTANT_EDITED,
];

/// Event kinds by name.
pub mod events {
    use crate::events::EventKind;

    const fn kind(name: &'static str, says: &'static str) -> EventKind {
        EventKind { name, entity: "quote", says }
    }

    /// A quote was begun.
    pub const CREATED: EventKind = kind("quotes.created", "made a quote");
    /// A draft changed.
    pub const EDITED: EventKind = kind("quotes.edited", "changed a draft");
    /// A revision went out.
    pub const SENT: EventKind = kind("quotes.sent", "sent a quote");
    /// The customer opened the link.
    pub const VIEWED: EventKind = kind("quotes.viewed", "opened a quote");
    /// A price that takes off much may go out as it is.
    pub const APPROVED: EventKind = kind("quotes.approved", "approved a price");
    /// The offer was taken back.
    pub const WITHDRAWN: EventKind = kind("quotes.withdrawn", "withdrew a quote");
    /// A new revision was begun; the former is superseded.
    pub const REVISED: EventKind = kind("quotes.revised", "began a new revision");
    /// Another agent has it now.
    pub const REASSIGNED: EventKind = kind("quotes.reassigned", "gave a quote to somebody else");
    /// The customer got the link once more.
    pub const REMINDED: EventKind = kind("quotes.reminded", "reminded the customer of a quote");
    /// Another link of an open offer was made for somebody to pass on.
    pub const SHARED: EventKind = kind("quotes.shared", "made another link of a quote to pass on");
    /// The offer holds longer.
    pub const EXTENDED: EventKind = kind("quotes.extended", "let a quote hold longer");
    /// The customer said no.
    pub const DECLINED: EventKind = kind("quotes.declined", "declined a quote");
    /// The customer wants it otherwise.
    pub const CHANGES_REQUESTED: EventKind = kind("quotes.changes_requested", "asked for changes to a quote");
    /// The customer has a question.
    pub const ASKED: EventKind = kind("quotes.asked", "asked about a quote");
    /// A signature was put to a revision.
    pub const SIGNED: EventKind = kind("quotes.signed", "signed a quote");
    /// The offer was accepted; there is a job.
    pub const ACCEPTED: EventKind = kind("quotes.accepted", "accepted a quote");
    /// The offer ran out.
    pub const EXPIRED: EventKind = kind("quotes.expired", "let a quote expire");
    /// A secure link was switched off.
    pub const LINK_REVOKED: EventKind = kind("quotes.link_revoked", "switched off a quote's link");
    /// The customer wants an expired offer again.
    pub const RENEWAL_ASKED: EventKind = kind("quotes.renewal_asked", "asked for a fresh quote");
    /// A visitor worked out a price on the public page and wants the offer; the draft has exactly that price.
    pub const PRICED_ONLINE: EventKind = kind("quotes.priced_online", "worked out a price online and asked for the offer");
    /// The page on which visitors work out prices was set.
    pub const INSTANT_EDITED: EventKind =
        EventKind { name: "quotes.instant_edited", entity: "instant_quote", says: "set the page for instant quotes" };
}
