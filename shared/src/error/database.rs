//! What a failure of the database becomes.

use super::Error;
use super::texts::{NOT_STORABLE, OUT_OF_TIME};

impl From<sqlx::Error> for Error {
    /// What the caller may know of a database failure; the cause goes to the log under the incident id.
    fn from(error: sqlx::Error) -> Self {
        match &error {
            sqlx::Error::RowNotFound => Error::NotFound,
            sqlx::Error::Io(_) | sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed | sqlx::Error::WorkerCrashed => {
                tracing::warn!(error = %error, "database out of reach");
                Error::Unavailable { retry_after_seconds: 2 }
            }
            sqlx::Error::Database(db) => match db.code().as_deref() {
                // serialization failure, deadlock, lock timeout, shutdown, crash recovery, cannot connect now
                Some(code @ ("40001" | "40P01" | "55P03" | "57P01" | "57P02" | "57P03" | "53300")) => {
                    tracing::warn!(code, error = %error, "database asks to try again");
                    Error::Unavailable { retry_after_seconds: 1 }
                }
                Some("53100") => {
                    // nothing of it took effect: the same request works once somebody made room
                    tracing::error!(error = %error, "the database's disk is full");
                    Error::Unavailable { retry_after_seconds: 5 }
                }
                // a NUL byte or a broken escape: the text cannot be stored
                Some("22021" | "22P05") => Error::Malformed { reason: NOT_STORABLE.into() },
                // a date or time before the first that PostgreSQL can hold: our calendar reaches further back
                Some("22008") => Error::Malformed { reason: OUT_OF_TIME.into() },
                _ => Error::internal(&error),
            },
            _ => Error::internal(&error),
        }
    }
}

impl Error {
    /// Our mistake: logs the cause once under a fresh incident id.
    pub fn internal(cause: &dyn std::fmt::Display) -> Self {
        let incident = uuid::Uuid::new_v4().simple().to_string()[..12].to_string();
        tracing::error!(incident, cause = %cause, "internal error");
        Error::Internal { incident }
    }
}
