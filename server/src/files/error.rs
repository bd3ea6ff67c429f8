//! Why a file could not be stored or read.

use std::{fmt, io};

use shared::Error;

/// Why the store refused.
#[derive(Debug)]
pub enum FileProblem {
    /// There is no such file.
    Missing {
        /// Its key.
        key: String,
    },
    /// The key is not made of plain segments.
    BadKey {
        /// The key.
        key: String,
    },
    /// The requested bytes lie outside the file.
    BadRange {
        /// The file's size in bytes.
        size: u64,
    },
    /// The store's settings are wrong.
    BadConfig {
        /// What is wrong.
        why: String,
    },
    /// The disk or the bucket failed.
    Store(object_store::Error),
    /// The bytes to store could not be read.
    Source(io::Error),
}

impl FileProblem {
    /// Whether the file simply isn't there.
    pub fn is_missing(&self) -> bool {
        matches!(self, Self::Missing { .. })
    }

    /// Whether there was no room for the file.
    pub fn is_full(&self) -> bool {
        let mut cause = std::error::Error::source(self);
        while let Some(error) = cause {
            if error.downcast_ref::<io::Error>().is_some_and(is_full) {
                return true;
            }
            cause = error.source();
        }
        false
    }
}

/// Whether a disk refused because there is no room: it is full, or its owner's share of it is.
pub fn is_full(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded)
}

impl fmt::Display for FileProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing { key } => write!(f, "there is no file {key}: upload it again"),
            Self::BadKey { key } => write!(f, "{key:?} cannot be a file's key: make keys from ids, with a-z, 0-9, - and _ between slashes"),
            Self::BadRange { size } => write!(f, "the range lies outside the file: ask within its {size} bytes"),
            Self::BadConfig { why } => write!(f, "the file store's settings are wrong, correct them: {why}"),
            Self::Store(error) => {
                write!(f, "the file store failed, check its disk, network and credentials: {error}")
            }
            Self::Source(error) => write!(f, "the upload broke off, send it again: {error}"),
        }
    }
}

impl std::error::Error for FileProblem {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Store(error) => Some(error),
            Self::Source(error) => Some(error),
            _ => None,
        }
    }
}

impl From<object_store::Error> for FileProblem {
    fn from(error: object_store::Error) -> Self {
        match error {
            object_store::Error::NotFound { path, .. } => Self::Missing { key: path },
            other => Self::Store(other),
        }
    }
}

impl From<FileProblem> for Error {
    /// What people are told of it.
    fn from(problem: FileProblem) -> Self {
        match problem {
            FileProblem::Missing { .. } => Error::NotFound,
            FileProblem::BadRange { size } => Error::conflict_value("bad_range", size),
            problem if problem.is_full() => no_room(&problem),
            other => Error::internal(&other),
        }
    }
}

/// There is no room: for the operator to mend, and to be sent again then.
pub(crate) fn no_room(problem: &dyn fmt::Display) -> Error {
    tracing::error!(%problem, "there is no room for files");
    Error::Full
}
