//! One write kept on the device, and what an answer makes of it.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{CommandId, Error, MediaId};

/// A complete HTTP request that waits on the device.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// Sent as `Idempotency-Key`: the server carries it out once, however often it arrives.
    pub id: CommandId,
    /// Where it stands in the order of making, across reloads.
    pub turn: u64,
    /// The record it belongs to (`job:<id>`): entries of one record keep their order.
    pub entity: String,
    pub method: String,
    pub path: String,
    /// The JSON body.
    pub body: String,
    /// What it is, for people: "Completed “Vehicle inspection”".
    pub sentence: String,
    /// Files the server must hold before this may be sent.
    #[serde(default)]
    pub needs: Vec<MediaId>,
    /// Device time of making.
    pub made_at: DateTime<Utc>,
    #[serde(default)]
    pub attempts: u32,
    /// Not before this; none means as soon as possible.
    #[serde(default)]
    pub not_before: Option<DateTime<Utc>>,
    #[serde(default, deserialize_with = "super::known_or_default")]
    pub state: State,
}

/// Where an entry stands.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub enum State {
    /// Goes up by itself.
    #[default]
    Waiting,
    /// The server refused it; a person has to look.
    Attention(Error),
    /// The server holds something else; a person has to choose.
    Conflict(Error),
}

/// How an attempt ended.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// 2xx: it took effect, now or at an earlier attempt.
    Accepted,
    /// The network or the server was out of reach, or said to come again (in so many seconds).
    Unreachable(Option<u64>),
    /// 401: nobody is logged in any more.
    LoggedOut,
    /// 409.
    Conflict(Error),
    /// Any other 4xx.
    Refused(Error),
}

impl Outcome {
    /// What a failed request means for the entry.
    pub fn of(error: Error) -> Self {
        match error {
            Error::Unauthenticated => Outcome::LoggedOut,
            Error::Offline | Error::Internal { .. } => Outcome::Unreachable(None),
            Error::Unavailable { retry_after_seconds } | Error::TooMany { retry_after_seconds } => {
                Outcome::Unreachable(Some(retry_after_seconds))
            }
            // somebody has to make room first
            Error::Full => Outcome::Unreachable(Some(60)),
            Error::Conflict { .. } => Outcome::Conflict(error),
            other => Outcome::Refused(other),
        }
    }
}

impl Entry {
    /// Whether it goes up without anybody's help.
    pub fn is_waiting(&self) -> bool {
        self.state == State::Waiting
    }

    /// Bytes it takes on the wire, roughly.
    pub fn size(&self) -> u64 {
        self.body.len() as u64
    }
}
