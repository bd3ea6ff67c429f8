//! Why a mail did not leave, and whether trying again helps.

use std::fmt;

mod text {
    shared::catalog_bilingual! {
        bad_config(why) {
            "the mail settings are wrong, correct them: {why}" /
            "les réglages du courriel sont erronés, corrigez-les : {why}"
        }
        not_configured {
            "no mail server is set: set TAILBOARD_SMTP_URL" /
            "aucun serveur de courriel n'est configuré : définissez TAILBOARD_SMTP_URL"
        }
        bad_recipient(address) {
            "{address} is no mail address: correct it on the contact" /
            "{address} n'est pas une adresse courriel : corrigez-la dans la fiche de la personne"
        }
        bad_message(why) { "the mail cannot be built: {why}" / "le courriel ne peut pas être composé : {why}" }
        refused(code, said) {
            "the mail server refused the mail ({code}), check the address: {said}" /
            "le serveur de courriel a refusé le courriel ({code}), vérifiez l'adresse : {said}"
        }
        not_now(code, said) {
            "the mail server cannot take the mail now ({code}), it will be tried again: {said}" /
            "le serveur de courriel ne peut pas prendre le courriel maintenant ({code}), un nouvel essai suivra : {said}"
        }
        out_of_reach(said) {
            "the mail server cannot be reached, it will be tried again: {said}" /
            "le serveur de courriel est injoignable, un nouvel essai suivra : {said}"
        }
    }
}

/// Why a mail could not be built or sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MailError {
    /// The SMTP address or the sender is malformed.
    BadConfig {
        /// What is wrong.
        why: String,
    },
    /// No SMTP server is configured.
    NotConfigured,
    /// The recipient is no mail address.
    BadRecipient {
        /// The address as given.
        address: String,
    },
    /// The message can't be built.
    BadMessage {
        /// What is wrong.
        why: String,
    },
    /// The server refused this mail for good (5xx).
    Refused {
        /// The reply code, 500 to 599.
        code: u16,
        /// The server's words.
        said: String,
    },
    /// The server asked to come back later (4xx), refused our login, or could not be reached.
    NotNow {
        /// The reply code, if there was a reply.
        code: Option<u16>,
        /// What happened.
        said: String,
    },
}

impl MailError {
    /// Whether the same mail may succeed later.
    pub fn is_retryable(&self) -> bool {
        matches!(self, Self::NotNow { .. } | Self::NotConfigured)
    }
}

impl fmt::Display for MailError {
    /// In the language of the thread.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&match self {
            Self::BadConfig { why } => text::bad_config(why),
            Self::NotConfigured => text::not_configured(),
            Self::BadRecipient { address } => text::bad_recipient(format_args!("{address:?}")),
            Self::BadMessage { why } => text::bad_message(why),
            Self::Refused { code, said } => text::refused(code, said),
            Self::NotNow { code: Some(code), said } => text::not_now(code, said),
            Self::NotNow { code: None, said } => text::out_of_reach(said),
        })
    }
}

impl std::error::Error for MailError {}

impl From<lettre::transport::smtp::Error> for MailError {
    fn from(error: lettre::transport::smtp::Error) -> Self {
        let code = error.status().map(u16::from);
        let said = std::iter::successors(Some(&error as &dyn std::error::Error), |error| error.source())
            .map(ToString::to_string)
            .collect::<Vec<_>>()
            .join(": ");
        match code {
            // A refused login is about our settings: once they are corrected the mail can go.
            Some(530 | 534 | 535 | 538) => Self::NotNow { code, said },
            Some(code) if error.is_permanent() => Self::Refused { code, said },
            code => Self::NotNow { code, said },
        }
    }
}
