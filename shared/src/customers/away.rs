//! Customers that are put away and people who are taken off them: what stands against it, in words.
//!
//! Nothing is lost by either: an archived customer keeps all that belongs to it, and a person who was taken off can be
//! put back as they were for thirty days.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::ContactId;

mod words {
    crate::catalog_bilingual! {
        is_archived(name) { "{name} is archived. Restore it first." / "{name} est archivé. Restaurez-le d'abord." }
        open_work(name, quotes, jobs) {
            "{name} cannot be archived yet. Open quotes: {quotes}, open jobs: {jobs}." /
            "{name} ne peut pas encore être archivé. Soumissions ouvertes : {quotes}, travaux ouverts : {jobs}."
        }
        has_login(name) {
            "{name} can log in to the portal. Take that access away first." /
            "{name} peut se connecter au portail. Retirez-lui d'abord cet accès."
        }
        named(name, leads, quotes, jobs) {
            "{name} cannot be removed. Named in leads: {leads}, quotes: {quotes}, jobs: {jobs}." /
            "Impossible de retirer {name}. Présence dans des pistes : {leads}, soumissions : {quotes}, travaux : {jobs}."
        }
        only_person(name) { "{name} is the only person of this customer." / "{name} est la seule personne de ce client." }
    }
}

pub use words::is_archived;

/// When a customer was put away, and by whom.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Archived {
    /// Their name, as it was then.
    pub by: String,
    pub at: DateTime<Utc>,
}

/// A person who was taken off a customer and can still be put back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RemovedContact {
    pub id: ContactId,
    pub name: String,
    /// Who took them off, by the name they had then.
    pub by: String,
    pub at: DateTime<Utc>,
}

/// What of a customer is not over yet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OpenWork {
    /// Drafts and offers the customer may still accept.
    pub quotes: i64,
    /// Jobs neither completed nor cancelled.
    pub jobs: i64,
}

impl OpenWork {
    /// Why this customer cannot be put away now, if so.
    pub fn against(self, name: &str) -> Option<String> {
        (self != Self::default()).then(|| words::open_work(name, self.quotes, self.jobs))
    }
}

/// What names a person.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NamedIn {
    pub leads: i64,
    pub quotes: i64,
    pub jobs: i64,
    /// They may enter the portal.
    pub portal: bool,
    /// The customer is one person, and this is the last one named.
    pub last: bool,
}

impl NamedIn {
    /// The code and the words of why this person cannot be taken off their customer, if so.
    pub fn against(self, name: &str) -> Option<(&'static str, String)> {
        match self {
            Self { portal: true, .. } => Some(("portal_person", words::has_login(name))),
            Self { leads: 0, quotes: 0, jobs: 0, last: false, .. } => None,
            Self { leads: 0, quotes: 0, jobs: 0, .. } => Some(("only_person", words::only_person(name))),
            Self { leads, quotes, jobs, .. } => Some(("person_named", words::named(name, leads, quotes, jobs))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_customer_is_put_away_when_nothing_is_open() {
        assert_eq!(OpenWork::default().against("Acme"), None);
        let why = OpenWork { quotes: 2, jobs: 1 }.against("Acme").expect("refused");
        assert_eq!(why, "Acme cannot be archived yet. Open quotes: 2, open jobs: 1.");
    }

    #[test]
    fn a_person_stays_while_something_names_them() {
        let code = |named: NamedIn| named.against("Bo").map(|(code, _)| code);
        assert_eq!(code(NamedIn::default()), None);
        assert_eq!(code(NamedIn { portal: true, quotes: 1, ..NamedIn::default() }), Some("portal_person"));
        assert_eq!(code(NamedIn { jobs: 1, last: true, ..NamedIn::default() }), Some("person_named"));
        assert_eq!(code(NamedIn { last: true, ..NamedIn::default() }), Some("only_person"));
    }
}
