//! Mails to customers and what became of them.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::MailId;

crate::choice! {
    /// What was done with a mail.
    HitKind {
        /// Its picture was loaded.
        Open = "open",
        /// Its button or a link in it was followed.
        Click = "click",
    }
}

crate::choice! {
    /// The kind of program that did it; all that is kept of it.
    Agent {
        Phone = "phone",
        Tablet = "tablet",
        Computer = "computer",
        /// A mailbox's own server, for whoever reads there.
        Proxy = "proxy",
        Scanner = "scanner",
        Program = "program",
        Unknown = "unknown",
    }
}

crate::choice! {
    /// Why a hit is taken for no person's.
    MachineSign {
        /// It asked for the head of the answer only.
        Head = "head",
        /// It says itself that it fetches ahead.
        Prefetch = "prefetch",
        /// It says nothing about itself.
        NoAgent = "no_agent",
        /// Apple Mail loads every picture on arrival.
        AppleProxy = "apple_proxy",
        /// Gmail's servers, too soon after sending for a reader.
        GoogleProxy = "google_proxy",
        /// Yahoo's servers, too soon after sending for a reader.
        YahooProxy = "yahoo_proxy",
        /// A security scanner or a maker of previews.
        Scanner = "scanner",
        /// A program that is no browser.
        Program = "program",
        /// Sooner after sending than anybody reads.
        TooSoon = "too_soon",
        /// Everything in the mail at the same moment.
        AtOnce = "at_once",
    }
}

crate::choice! {
    /// What a mail to a customer is for. The keys are those of the mails' templates.
    MailOccasion {
        QuoteSent = "quote_sent",
        QuoteReminder = "quote_reminder",
        QuoteAccepted = "quote_accepted",
        /// Written by hand from a lead.
        LeadMail = "lead_mail",
    }
}

crate::choice! {
    /// How far a mail has come.
    MailState {
        /// It goes out as soon as it may.
        Queued = "queued",
        /// The mail server has it.
        Sent = "sent",
        /// It stays inside: no mail server is set up, or this is a practice organization.
        Kept = "kept",
        /// The mail server refused it.
        Failed = "failed",
    }
}

/// One time a mail was opened or followed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MailHit {
    pub kind: HitKind,
    pub at: DateTime<Utc>,
    pub agent: Agent,
    /// Why it was no person; none if it was one, as far as can be told.
    pub machine: Option<MachineSign>,
    /// Where the link that was followed leads, if it stood in a text written by hand; none as well for those who may not
    /// see personal data.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
}

/// A mail to a customer and what became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MailTrail {
    pub id: MailId,
    pub occasion: MailOccasion,
    /// Whom it went to; none for those who may not see personal data.
    pub to: Option<String>,
    /// What one that was written by hand is about; none as well for those who may not see personal data.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    pub state: MailState,
    pub created_at: DateTime<Utc>,
    /// When it went out.
    pub sent_at: Option<DateTime<Utc>>,
    /// Whether it can be told that it is opened.
    pub tracked: bool,
    /// The first time a person opened it, and followed its button or a link in it; kept longer than single hits.
    pub opened_at: Option<DateTime<Utc>>,
    pub clicked_at: Option<DateTime<Utc>>,
    /// Every hit that is still kept, in their order.
    pub hits: Vec<MailHit>,
}

impl MailTrail {
    /// The hit that tells most of a kind: when a person first did it, else when the first machine did, and by which sign.
    pub fn first(&self, kind: HitKind) -> Option<(DateTime<Utc>, Option<MachineSign>)> {
        let person = match kind {
            HitKind::Open => self.opened_at,
            HitKind::Click => self.clicked_at,
        };
        let machine = || self.hits.iter().find(|hit| hit.kind == kind).map(|hit| (hit.at, hit.machine));
        person.map(|at| (at, None)).or_else(machine)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(minute: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_790_000_000 + minute * 60, 0).expect("a moment")
    }

    #[test]
    fn a_person_tells_more_than_the_machines_before_them() {
        let machine = MailHit { kind: HitKind::Open, at: at(1), agent: Agent::Proxy, machine: Some(MachineSign::AppleProxy), link: None };
        let mut trail = MailTrail {
            id: MailId(uuid::Uuid::from_u128(1)),
            occasion: MailOccasion::QuoteSent,
            to: None,
            subject: None,
            state: MailState::Sent,
            created_at: at(0),
            sent_at: Some(at(0)),
            tracked: true,
            opened_at: None,
            clicked_at: None,
            hits: vec![machine],
        };
        assert_eq!(trail.first(HitKind::Open), Some((at(1), Some(MachineSign::AppleProxy))));
        assert_eq!(trail.first(HitKind::Click), None);
        trail.opened_at = Some(at(9));
        assert_eq!(trail.first(HitKind::Open), Some((at(9), None)));
        trail.hits.clear();
        assert_eq!(trail.first(HitKind::Open), Some((at(9), None)), "the hits may be gone");
    }
}
