//! Operations of an organization as screens show them: outgoing mail and background work.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::events::EventKind;
use crate::{MailId, WorkId};

/// Dead work was given another round.
pub const RETRIED: EventKind =
    EventKind { name: "work.retried", entity: "work", says: "Background work that had failed was started again" };

/// All of them.
pub const EVENTS: &[EventKind] = &[RETRIED];

/// An outgoing mail. Status: `queued`, `sent`, `kept` (no mail server is configured) or `failed`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Mail {
    pub id: MailId,
    pub to_address: String,
    pub to_name: String,
    pub template: String,
    pub subject: String,
    pub text_body: String,
    pub status: String,
    pub error: Option<String>,
    pub created_at: DateTime<Utc>,
}

/// A unit of background work. Status: `waiting`, `running` or `dead`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Work {
    pub id: WorkId,
    pub kind: String,
    pub status: String,
    pub attempts: i32,
    pub run_at: DateTime<Utc>,
    pub last_error: Option<String>,
    pub created_at: DateTime<Utc>,
}
