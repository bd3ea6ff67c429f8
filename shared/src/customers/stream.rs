//! What the stream of a customer is narrowed to.

use crate::events::EventKind;

crate::choice! {
    /// A part of a customer's stream.
    StreamPart {
        /// Calls, visits and notes somebody wrote down, and what is to follow.
        Notes = "notes",
        /// What was sent to the customer, and what came from them.
        Messages = "messages",
        Leads = "leads",
        Quotes = "quotes",
        Jobs = "jobs",
        /// Changes of the record itself.
        Changes = "changes",
    }
}

impl StreamPart {
    /// The part an event belongs to, by the name of its kind; a few belong to none.
    pub fn of(kind: &str) -> Option<Self> {
        Some(match kind {
            "leads.activity_logged"
            | "leads.follow_up_planned"
            | "leads.follow_up_done"
            | "leads.follow_up_ended"
            | "leads.follow_up_reopened"
            | "jobs.noted" => Self::Notes,
            "quotes.sent"
            | "quotes.reminded"
            | "quotes.viewed"
            | "quotes.asked"
            | "quotes.renewal_asked"
            | "quotes.changes_requested"
            | "portal.link_sent"
            | "portal.entered"
            | "portal.asked"
            | "customers.message_withheld"
            | "leads.mail_written"
            | "leads.intake_received" => Self::Messages,
            _ => match kind.split_once('.')?.0 {
                "leads" => Self::Leads,
                "quotes" => Self::Quotes,
                "jobs" | "phases" | "items" | "media" => Self::Jobs,
                "customers" | "portal" => Self::Changes,
                _ => return None,
            },
        })
    }

    /// The names of the kinds of events that belong to it.
    pub fn kinds(self, registry: &[EventKind]) -> Vec<String> {
        registry.iter().map(|kind| kind.name).filter(|name| Self::of(name) == Some(self)).map(str::to_string).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_has_kinds_and_every_kind_named_here_is_registered() {
        let registry = crate::events::registry();
        let mut all: Vec<String> = StreamPart::ALL.iter().flat_map(|part| part.kinds(&registry)).collect();
        for part in StreamPart::ALL {
            assert!(part.kinds(&registry).len() > 2, "{part}");
        }
        for name in
            ["leads.activity_logged", "jobs.noted", "quotes.sent", "customers.message_withheld", "portal.link_sent", "customers.archived"]
        {
            assert!(all.iter().any(|known| known == name), "{name}");
        }
        let many = all.len();
        all.sort();
        all.dedup();
        assert_eq!(all.len(), many, "a kind belongs to one part");
        assert_eq!(StreamPart::of("identity.logged_in"), None);
    }
}
