//! One error type for a tool that only ever prints it: a sentence, grown by context on its way up.

use std::fmt::{self, Display};

/// What went wrong, as a sentence for the person at the terminal.
#[derive(Debug)]
pub struct Failure(String);

/// The result of everything in this crate.
pub type Result<T> = std::result::Result<T, Failure>;

impl Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<String> for Failure {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl From<&str> for Failure {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

/// Adds what was being done to an error of any kind.
pub trait Context<T> {
    /// `context` says what was being done, as in "reading dist/manifest.json".
    fn context(self, context: impl Display) -> Result<T>;
}

impl<T, E: Display> Context<T> for std::result::Result<T, E> {
    fn context(self, context: impl Display) -> Result<T> {
        self.map_err(|error| Failure(format!("{context}: {error:#}")))
    }
}
