//! Why a mail did not leave, and whether trying again helps.

use std::fmt;

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
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BadConfig { why } => write!(f, "the mail settings are wrong, correct them: {why}"),
            Self::NotConfigured => f.write_str("no mail server is set: set TAILBOARD_SMTP_URL"),
            Self::BadRecipient { address } => {
                write!(f, "{address:?} is no mail address: correct it on the contact")
            }
            Self::BadMessage { why } => write!(f, "the mail cannot be built: {why}"),
            Self::Refused { code, said } => write!(f, "the mail server refused the mail ({code}), check the address: {said}"),
            Self::NotNow { code: Some(code), said } => {
                write!(f, "the mail server cannot take the mail now ({code}), it will be tried again: {said}")
            }
            Self::NotNow { code: None, said } => write!(f, "the mail server cannot be reached, it will be tried again: {said}"),
        }
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
