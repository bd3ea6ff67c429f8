//! Who has a record open, and who is editing it: a lead, a quote or a customer.
//!
//! A page that shows a record says so when it is opened, when editing begins or ends, every [`BEAT_SECONDS`] while its tab
//! is seen, and when it goes. Invariants: what was not said again for [`FRESH_SECONDS`] does not hold; nobody is told of
//! themself; one is told of by somebody who may see the record to somebody who may.
//!
//! It is no event of the log: it changes nothing of a record, holds for a minute, and a log of who looked at what would be
//! a watch on the people who work here.
//!
//! Left to others: what happens to two who save at once (the room of the record).

mod rules;

use serde::{Deserialize, Serialize};
use uuid::Uuid;
use validator::Validate;

use crate::{AccountId, LeadId, MemberId, QuoteId};

pub use rules::{Seen, seen};

/// How often a page that is seen says that somebody is still there, in seconds.
pub const BEAT_SECONDS: u32 = 25;
/// How long that holds, in seconds: a lost beat makes nobody disappear.
pub const FRESH_SECONDS: u32 = 60;
const _: () = assert!(2 * BEAT_SECONDS < FRESH_SECONDS);
/// The numbers tabs go by are below this.
pub const TABS: i32 = 10_000;
/// The most people that are told of.
pub const MOST_PEOPLE: i64 = 20;

/// What somebody has open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Record {
    Lead(LeadId),
    Quote(QuoteId),
    Customer(AccountId),
}

impl Record {
    pub fn id(self) -> Uuid {
        match self {
            Record::Lead(id) => id.0,
            Record::Quote(id) => id.0,
            Record::Customer(id) => id.0,
        }
    }
}

crate::choice! {
    /// What somebody does with a record they have open.
    Stance {
        Looking = "looking",
        Editing = "editing",
        /// They do not have it open any more.
        Gone = "gone",
    }
}

/// What a page says of itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Beat {
    /// A number the tab made, below [`TABS`]: of two tabs that show a record each goes by itself.
    #[validate(range(min = 0, max = 9_999))]
    pub tab: i32,
    pub stance: Stance,
}

/// Somebody else who has the record open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Present {
    pub member: MemberId,
    pub name: String,
    /// In one of their tabs at least.
    pub editing: bool,
}
