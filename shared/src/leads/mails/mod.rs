//! Mails written from a lead: what may be sent, and the texts one starts from.
//!
//! Invariants: a text that is started from names only what the lead says, and asks only for what it does not say; what
//! is sent is what somebody saw before. Leaves who may be written to at all to `customers::preferences`.

mod text;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use validator::{Validate, ValidationError};

use super::input::FollowUp;
use super::types::Lead;
use crate::days::{self, DateStyle};
use crate::input::{check_email, check_line, check_required, check_text, filled, within};
use crate::packs::ServiceLine;
use crate::text::Locale;

/// The longest subject, in characters.
pub const MAIL_SUBJECT: u64 = 200;
/// The longest text, in characters.
pub const MAIL_TEXT: u64 = 4000;
/// How many mails a member may write from leads within an hour.
pub const MAILS_AN_HOUR: u32 = 60;

crate::choice! {
    /// What the text of a mail starts from.
    MailStart {
        FirstAnswer = "first_answer",
        /// Asks for what the lead does not say.
        MissingFacts = "missing_facts",
        CheckIn = "check_in",
        LastTry = "last_try",
    }
}

crate::choice! {
    /// Something an offer needs that a lead does not say.
    MissingFact {
        WantedOn = "wanted_on",
        Origin = "origin",
        Destination = "destination",
        Passengers = "passengers",
        /// Where the vehicles stand that are worked on.
        Place = "place",
        Vehicle = "vehicle",
        Phone = "phone",
    }
}

/// A mail to whoever made an inquiry.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct WriteMail {
    #[validate(custom(function = check_email))]
    pub email: String,
    #[validate(custom(function = check_subject))]
    pub subject: String,
    /// The whole text, with greeting and name.
    #[validate(custom(function = check_mail))]
    pub body: String,
    /// The language of what stands around the text; the customer's without.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub locale: Option<Locale>,
    /// The next step that comes of it.
    #[validate(nested)]
    #[serde(default)]
    pub follow_up: Option<FollowUp>,
}

fn check_subject(subject: &str) -> Result<(), ValidationError> {
    check_required(subject)?;
    within(subject, MAIL_SUBJECT)?;
    check_line(subject)
}

fn check_mail(body: &str) -> Result<(), ValidationError> {
    check_required(body)?;
    within(body, MAIL_TEXT)?;
    check_text(body)
}

/// What texts are filled with.
#[derive(Clone, Debug, PartialEq)]
pub struct MailFacts {
    /// Whom it goes to.
    pub name: String,
    pub service_line: ServiceLine,
    pub wanted_on: Option<NaiveDate>,
    pub origin: Option<String>,
    pub destination: Option<String>,
    pub passengers: Option<i32>,
    pub vehicle_type: Option<String>,
    pub phone: Option<String>,
    /// Who writes it.
    pub sender: String,
    pub organization: String,
}

impl MailFacts {
    /// What a lead says, for a mail of a sender in an organization.
    pub fn of(lead: &Lead, sender: &str, organization: &str) -> Self {
        let row = &lead.row;
        let said = |text: &Option<String>| text.as_deref().and_then(filled);
        Self {
            name: row.name.trim().into(),
            service_line: row.service_line,
            wanted_on: row.wanted_on,
            origin: said(&row.origin),
            destination: said(&row.destination),
            passengers: row.passengers,
            vehicle_type: said(&row.vehicle_type),
            phone: said(&lead.phone),
            sender: sender.trim().into(),
            organization: organization.trim().into(),
        }
    }

    /// What an offer needs and nobody has said yet, in the order it is asked for.
    pub fn missing(&self) -> Vec<MissingFact> {
        use MissingFact as F;
        let needed: &[F] = match self.service_line {
            ServiceLine::Moving => &[F::WantedOn, F::Origin, F::Destination, F::Phone],
            ServiceLine::Charter => &[F::WantedOn, F::Origin, F::Destination, F::Passengers, F::Phone],
            ServiceLine::Glass => &[F::WantedOn, F::Place, F::Vehicle, F::Phone],
            ServiceLine::Contracting => &[F::WantedOn, F::Place, F::Phone],
        };
        needed.iter().copied().filter(|fact| !self.says(*fact)).collect()
    }

    fn says(&self, fact: MissingFact) -> bool {
        match fact {
            MissingFact::WantedOn => self.wanted_on.is_some(),
            MissingFact::Origin | MissingFact::Place => self.origin.is_some(),
            MissingFact::Destination => self.destination.is_some(),
            MissingFact::Passengers => self.passengers.is_some(),
            MissingFact::Vehicle => self.vehicle_type.is_some(),
            MissingFact::Phone => self.phone.is_some(),
        }
    }

    /// The texts there is a reason for.
    pub fn starts(&self) -> Vec<MailStart> {
        let is_whole = self.missing().is_empty();
        MailStart::ALL.iter().copied().filter(|start| *start != MailStart::MissingFacts || !is_whole).collect()
    }

    /// Subject and text to start from, in the language of the thread.
    pub fn start(&self, start: MailStart) -> (String, String) {
        let about = self.about();
        let (subject, middle) = match start {
            MailStart::FirstAnswer => (text::first_answer_subject(&self.organization), text::first_answer(about)),
            MailStart::MissingFacts => {
                let facts: Vec<String> = self.missing().into_iter().map(|fact| text::fact(words(fact))).collect();
                (text::missing_facts_subject(), text::missing_facts(about, facts.join("\n")))
            }
            MailStart::CheckIn => (text::check_in_subject(), text::check_in(about)),
            MailStart::LastTry => (text::last_try_subject(), text::last_try(about)),
        };
        let body = [text::greeting(&self.name), middle, text::closing(&self.sender, &self.organization)].join("\n\n");
        (subject, body)
    }

    /// What they asked for, in a few words.
    fn about(&self) -> String {
        let what = match (&self.origin, &self.destination) {
            (Some(from), Some(to)) => text::request_route(from, to),
            _ => text::request(),
        };
        match self.wanted_on {
            Some(day) => text::on(what, days::date(day, DateStyle::Medium)),
            None => what,
        }
    }
}

fn words(fact: MissingFact) -> String {
    match fact {
        MissingFact::WantedOn => text::wanted_on(),
        MissingFact::Origin => text::origin(),
        MissingFact::Destination => text::destination(),
        MissingFact::Passengers => text::passengers(),
        MissingFact::Place => text::place(),
        MissingFact::Vehicle => text::vehicle(),
        MissingFact::Phone => text::phone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::check;
    use crate::text::with_locale;
    use proptest::prelude::*;

    fn facts() -> MailFacts {
        MailFacts {
            name: "Kim Lee".into(),
            service_line: ServiceLine::Charter,
            wanted_on: NaiveDate::from_ymd_opt(2027, 1, 15),
            origin: Some("Surrey".into()),
            destination: Some("Whistler".into()),
            passengers: Some(96),
            vehicle_type: None,
            phone: Some("604 555 0131".into()),
            sender: "Olive Park".into(),
            organization: "Cascade Coaches".into(),
        }
    }

    #[test]
    fn a_first_answer_says_what_was_asked_for_in_the_customers_language() {
        let (subject, body) = facts().start(MailStart::FirstAnswer);
        assert_eq!(subject, "Your request to Cascade Coaches");
        assert!(body.starts_with("Hello Kim Lee,\n\nThank you for your request from Surrey to Whistler on 15 Jan 2027."), "{body}");
        assert!(body.ends_with("Kind regards,\nOlive Park\nCascade Coaches"), "{body}");
        let (subject, body) = with_locale(Locale::Fr, || facts().start(MailStart::FirstAnswer));
        assert_eq!(subject, "Votre demande à Cascade Coaches");
        assert!(body.starts_with("Bonjour Kim Lee,\n\nMerci pour votre demande de Surrey à Whistler pour le 15 janv. 2027."), "{body}");
    }

    #[test]
    fn only_what_is_missing_is_asked_for_and_nobody_is_asked_for_nothing() {
        assert!(facts().missing().is_empty() && !facts().starts().contains(&MailStart::MissingFacts));
        let bare = MailFacts { wanted_on: None, passengers: None, ..facts() };
        assert_eq!(bare.missing(), [MissingFact::WantedOn, MissingFact::Passengers]);
        assert!(bare.starts().contains(&MailStart::MissingFacts));
        let (_, body) = bare.start(MailStart::MissingFacts);
        assert!(body.contains("\n\n- the day you have in mind\n- the number of passengers\n\n"), "{body}");
        let glass = MailFacts { service_line: ServiceLine::Glass, origin: None, ..facts() };
        assert_eq!(glass.missing(), [MissingFact::Place, MissingFact::Vehicle]);
        let work = MailFacts { service_line: ServiceLine::Contracting, origin: None, wanted_on: None, ..facts() };
        assert_eq!(work.missing(), [MissingFact::WantedOn, MissingFact::Place]);
    }

    proptest! {
        #[test]
        fn whatever_a_lead_says_its_texts_may_be_sent(
            name in "[^\\p{C}\\p{Zl}\\p{Zp}]{1,120}", place in proptest::option::of("[^\\p{C}\\p{Zl}\\p{Zp}]{1,300}"), organization in "[^\\p{C}\\p{Zl}\\p{Zp}]{1,120}",
            line in 0..ServiceLine::ALL.len(), days in proptest::option::of(0..9000i64), start in 0..MailStart::ALL.len(), french in any::<bool>(),
        ) {
            let facts = MailFacts {
                name,
                service_line: ServiceLine::ALL[line],
                wanted_on: days.and_then(|n| NaiveDate::from_ymd_opt(2026, 1, 1)?.checked_add_signed(chrono::TimeDelta::days(n))),
                origin: place.clone(),
                destination: place,
                sender: organization.clone(),
                organization,
                ..facts()
            };
            let locale = if french { Locale::Fr } else { Locale::En };
            let offered = facts.starts();
            let (subject, body) = with_locale(locale, || facts.start(offered[start % offered.len()]));
            prop_assert!(!body.contains("\n\n\n"));
            let mail = WriteMail { email: "kim@kwantlen.example".into(), subject, body, locale: Some(locale), follow_up: None };
            prop_assert!(check(&mail).is_ok(), "{:?}", mail);
        }
    }

    #[test]
    fn a_mail_needs_an_address_a_subject_of_one_line_and_a_text() {
        let good = WriteMail {
            email: "kim@kwantlen.example".into(),
            subject: "Hello".into(),
            body: "Hello".into(),
            locale: None,
            follow_up: None,
        };
        assert!(check(&good).is_ok());
        for wrong in [
            WriteMail { email: "kim".into(), ..good.clone() },
            WriteMail { subject: " ".into(), ..good.clone() },
            WriteMail { subject: "Hello\r\nBcc: x@example.com".into(), ..good.clone() },
            WriteMail { body: "\n".into(), ..good.clone() },
            WriteMail { body: "x".repeat(4001), ..good },
        ] {
            assert!(check(&wrong).is_err(), "{wrong:?}");
        }
    }
}
