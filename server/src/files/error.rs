//! Why a file could not be stored or read.

use std::{fmt, io};

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
