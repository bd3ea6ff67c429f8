//! The refusal of a visit somebody cannot come to.

use chrono::NaiveDateTime;

use crate::Error;

/// Code of the refusal: with a reason it is done all the same.
pub const VISIT_OVERLAPS: &str = "visit_overlaps";

mod text {
    crate::catalog_bilingual! {
        elsewhere(name, what, from, to) { "{name} is at {what} from {from} to {to}" / "{name} est à {what} de {from} à {to}" }
        another { "another place" / "un autre endroit" }
    }
}

/// What somebody does at the time of a visit.
#[derive(Clone, Debug, PartialEq)]
pub struct Elsewhere {
    /// Who.
    pub name: String,
    /// Number and name of the other visit, or number of the job; none for those who may not see it.
    pub what: Option<String>,
    /// When that begins and ends, by the clocks of the organization.
    pub from: NaiveDateTime,
    pub to: NaiveDateTime,
}

impl Elsewhere {
    /// In a sentence, in the language of the thread.
    pub fn text(&self) -> String {
        let day = "%Y-%m-%d %H:%M";
        let until = if self.from.date() == self.to.date() { "%H:%M" } else { day };
        let what = self.what.clone().unwrap_or_else(text::another);
        text::elsewhere(&self.name, what, self.from.format(day), self.to.format(until))
    }

    /// The refusal because of some of them.
    pub fn refusal(all: &[Elsewhere]) -> Error {
        Error::conflict(VISIT_OVERLAPS, || all.iter().map(Elsewhere::text).collect::<Vec<_>>().join(". "))
    }
}
