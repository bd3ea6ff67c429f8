//! The assistant: what is worth doing next about a lead or a quote.
//!
//! Rules look at the facts and make suggestions; each is a typed [`Act`] of another room with the reason, a preview of
//! what it changes and the right it needs, and carries what became of its kind so far. Nothing is done without a
//! person's word: a suggestion is accepted, edited or dismissed, and each of these is kept. Invariants: at every step
//! of a lead and of a quote there are at least [`LEAST`] that nobody has answered yet; no suggestion is made whose act
//! would be refused; the same facts always give the same list; a step is planned [for when somebody works](at_work()). A
//! kind that hardly anybody takes [is given up](is_weak) until somebody brings it back.
//!
//! Left to others: carrying an act out (leads, quotes), what the law says to a plan and what mends it (quotes).

mod act;
mod at_work;
pub mod events;
mod input;
mod kinds;
mod leads;
#[cfg(test)]
mod leads_tests;
mod offer_facts;
mod offers;
#[cfg(test)]
mod offers_tests;
mod own_hours;
mod rank;
mod rates;
mod types;

pub use act::Act;
pub use at_work::{at_work, working_moment};
pub use input::*;
pub use kinds::SuggestionKind;
pub use leads::{LeadFacts, OfferSeen, StageSeen, WorkSeen, suggest_for_lead};
pub use offer_facts::{JobSeen, LeadSeen, MailSeen, OfferFacts, Said};
pub use offers::suggest_for_offer;
pub use own_hours::{OwnHours, own_moment};
pub use rank::{Answers, Judgement, LEAST, MOST};
pub use rates::*;
pub use types::*;
