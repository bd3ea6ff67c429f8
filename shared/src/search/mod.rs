//! Search over customers, leads, quotes and jobs at once: what somebody typed is read once, by rules that browser and
//! server share, and every record that fits says why.
//!
//! Invariants: nothing is found that the asker's rights do not show in the lists of its kind; who may not see personal
//! data finds nobody by an e-mail address or a phone number. What fits as it was typed stands before what is only
//! spelled like it, and that says what it was taken for.
//!
//! Left to others: what a record shows (its own room), searching within one list (`search` of that list).

mod rules;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

pub(crate) use rules::{Letter, folded};
pub use rules::{Sought, found_in, read, similar_to};

crate::choice! {
    /// A kind of record that is found, in the order the kinds stand in.
    HitKind {
        Customer = "customer",
        Lead = "lead",
        Quote = "quote",
        Job = "job",
    }
}

crate::choice! {
    /// What of a record fits, where it is not its title or number.
    HitField {
        /// The name of a person, or of the company beside one.
        Name = "name",
        Email = "email",
        Phone = "phone",
        /// A vehicle of a customer's fleet: its number, plate and VIN.
        Unit = "unit",
        /// Where a trip begins, stops or ends.
        Place = "place",
    }
}

/// A text of a record that may fit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct HitPart {
    pub field: HitField,
    pub text: String,
}

/// A record that was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Hit {
    pub kind: HitKind,
    pub id: Uuid,
    /// The name of the customer, or whom the inquiry is from.
    pub title: String,
    /// What people call it; customers have none.
    pub number: Option<String>,
    /// The key of its state; of a lead the name of its stage.
    pub state: String,
    /// What of it fits, if neither title nor number does.
    pub matched: Option<HitPart>,
    /// It is only spelled like what was typed: the words it was taken for.
    pub similar: Option<String>,
}
