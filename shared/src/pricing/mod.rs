//! Pricing: price books, modifiers, amenities, repairs, promo codes, tax and the one function that prices a request.
//!
//! A price book belongs to one service line and is a document: rates, modifiers, amenities, tax and deposit policy
//! together. A published book is never changed; an edit publishes the next version, and quotes keep the book they
//! were made with. The next version is drafted first, and [`Replay`] tells what it would have made of the quotes of the
//! last days. A promo code for some types of vehicles says of which line's book they are. [`price`] is pure and runs in the browser while somebody types and on the server when it counts;
//! both give the same cents. [`instalments`] says when they are paid. Invariants: the lines of a price sum to its total
//! exactly, and so do its instalments; the order of what is asked for does not matter, and no number that a request can
//! carry overflows or panics. A modifier that a place or a holiday calls for says which. A request with packages is priced as one of them alone; what each comes to is told beside it.
//! Repairs of units cost what the customer agreed on for the day, which the request brings along, else what the book
//! says.
//!
//! Left to others: what a trip or move consists of (quotes), who a customer is (customers).

mod adjust;
mod book;
mod condition;
mod draft;
mod effect;
mod gazetteer;
mod holidays;
mod instalments;
mod nearest;
mod order;
mod packages;
mod price;
mod priced;
mod promo;
mod region_names;
mod repairs;
mod replay;
mod request;
mod route;
pub mod sample;
mod schedule;
mod scope;
pub mod text;
mod trades;
mod vehicle;

pub use adjust::*;
pub use book::*;
pub use condition::{Area, Cause, Condition, MAX_HUB_KM, MAX_OWN_DAYS, OwnDay, Spot, Touching};
pub use draft::*;
pub use effect::*;
pub use gazetteer::{Place, ends, locate, places, regions, suggest};
pub use holidays::{HolidayCalendar, HolidayDate, PublicHoliday};
pub use instalments::*;
pub use nearest::nearest;
pub use packages::*;
pub use price::price;
pub use priced::*;
pub use promo::*;
pub use region_names::region_name;
pub use repairs::*;
pub use replay::*;
pub use request::*;
pub use route::*;
pub use schedule::*;
pub use scope::{PromoScope, VehicleOf};
pub use trades::*;
pub use vehicle::capability_key;

/// The events of this room.
pub const EVENTS: &[crate::events::EventKind] =
    &[events::BOOK_PUBLISHED, events::DRAFT_SAVED, events::DRAFT_DISCARDED, events::PROMO_CREATED, events::PROMO_CHANGED];

/// Event kinds by name.
pub mod events {
    use crate::events::EventKind;

    /// The next version of a price book took effect.
    pub const BOOK_PUBLISHED: EventKind =
        EventKind { name: "pricing.book_published", entity: "price_book", says: "published a price book" };
    /// The next version of a price book was worked on; it is not in force yet.
    pub const DRAFT_SAVED: EventKind =
        EventKind { name: "pricing.draft_saved", entity: "price_draft", says: "worked on a draft of prices" };
    /// A draft of prices was thrown away.
    pub const DRAFT_DISCARDED: EventKind =
        EventKind { name: "pricing.draft_discarded", entity: "price_draft", says: "discarded a draft of prices" };
    /// A discount code was made.
    pub const PROMO_CREATED: EventKind = EventKind { name: "pricing.promo_created", entity: "promo", says: "made a promo code" };
    /// A discount code was changed or switched off.
    pub const PROMO_CHANGED: EventKind = EventKind { name: "pricing.promo_changed", entity: "promo", says: "changed a promo code" };
}
