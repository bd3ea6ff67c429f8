//! Whether a person may enter the portal, as the office sees it.
//!
//! Nobody → let in, with a booking or by hand → taken away by hand → given back by hand. What somebody took away does not
//! come back by itself: a booking made by an old link leaves it as it is.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// How a person stands who was let in at some time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PortalStanding {
    /// Since when, or since when again.
    pub since: DateTime<Utc>,
    /// Who let them in by hand, by the name they had then; none if it came with a booking.
    #[serde(default)]
    pub by: Option<String>,
    /// When they logged in last, if they did; none for those without the right to personal data.
    #[serde(default)]
    pub entered_at: Option<DateTime<Utc>>,
    /// That it was taken away; none while they may enter.
    #[serde(default)]
    pub end: Option<PortalEnd>,
}

/// Access that was taken away.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PortalEnd {
    /// Who took it away, by the name they had then.
    pub by: String,
    pub at: DateTime<Utc>,
    /// When the person asked to be let in again, if they did.
    #[serde(default)]
    pub asked_at: Option<DateTime<Utc>>,
}

impl PortalStanding {
    /// Whether they may enter.
    pub fn is_open(&self) -> bool {
        self.end.is_none()
    }
}

mod words {
    crate::catalog_bilingual! {
        no_address(name) {
            "{name} has no e-mail address, and the way in is mailed. Add one first." /
            "{name} n'a pas d'adresse courriel, et l'accès s'envoie par courriel. Ajoutez-en une d'abord."
        }
    }
}

pub use words::no_address;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn access_that_ended_is_not_open_and_what_older_servers_say_is_read() {
        let told = r#"{ "since": "2026-11-21T09:30:00Z" }"#;
        let open: PortalStanding = serde_json::from_str(told).expect("it is read");
        assert!(open.is_open() && open.by.is_none());
        let end = PortalEnd { by: "Olive".into(), at: open.since, asked_at: None };
        assert!(!PortalStanding { end: Some(end), ..open }.is_open());
    }
}
