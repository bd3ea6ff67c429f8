//! A form of a page without scripts, as it was sent.

use std::collections::BTreeMap;

use dioxus::prelude::*;
use server::cx::Command;
use shared::{Error, FieldErrors};

use super::text;
use crate::ui::FormProblem;

/// A form as it was sent, and what is wrong with it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Filled {
    values: BTreeMap<String, Vec<String>>,
    errors: FieldErrors,
    /// What is wrong as a whole.
    pub message: Option<String>,
    /// What went well before this page.
    pub notice: Option<String>,
}

/// The field that names a sending.
const COMMAND: &str = "command";

/// Names the sending of a form, anew for each page.
#[component]
pub(super) fn CommandField() -> Element {
    rsx! { input { r#type: "hidden", name: COMMAND, value: uuid::Uuid::now_v7().to_string() } }
}

/// Never sent back to the browser.
const SECRETS: &[&str] = &["password", "code"];

impl Filled {
    /// The fields of a request.
    pub fn of(pairs: Vec<(String, String)>) -> Self {
        let mut filled = Self::default();
        for (name, value) in pairs {
            filled.values.entry(name).or_default().push(value);
        }
        filled
    }

    /// The same with a sentence about what went well.
    pub fn noticed(mut self, notice: Option<String>) -> Self {
        self.notice = notice;
        self
    }

    /// One value; empty if it was not sent.
    pub fn get(&self, name: &str) -> &str {
        self.values.get(name).and_then(|values| values.first()).map(String::as_str).unwrap_or_default()
    }

    /// What this sending is named by: a second press of the same form does nothing more.
    pub fn command(&self) -> Option<Command> {
        let content: String =
            self.values.iter().filter(|(name, _)| *name != COMMAND).map(|(name, values)| format!("{name}={values:?}\n")).collect();
        Some(Command::of(self.get(COMMAND).parse().ok()?, content.as_bytes()))
    }

    /// All values of a name.
    pub fn all(&self, name: &str) -> Vec<String> {
        self.values.get(name).cloned().unwrap_or_default()
    }

    /// Whether a value was sent.
    pub fn has(&self, name: &str, value: &str) -> bool {
        self.values.get(name).is_some_and(|values| values.iter().any(|v| v == value))
    }

    /// The same form with what is wrong; secrets are forgotten.
    pub fn refused(mut self, error: &Error) -> Self {
        for secret in SECRETS {
            self.values.remove(*secret);
        }
        self.errors = error.fields();
        self.message = match error {
            Error::Invalid(_) => None,
            Error::Conflict { code, detail } => Some(text::refusal(code).unwrap_or_else(|| detail.to_string())),
            other => Some(other.to_string()),
        };
        self
    }

    /// A value to show again; a secret is none.
    pub fn value(&self, name: &str) -> String {
        if SECRETS.contains(&name) { String::new() } else { self.get(name).to_owned() }
    }

    /// What is wrong with a field.
    pub fn error(&self, name: &str) -> Option<String> {
        self.errors.text(name)
    }

    /// What is wrong with these fields, in this order.
    pub fn problems(&self, names: &[&str]) -> Vec<FormProblem> {
        names.iter().filter_map(|name| self.error(name).map(|message| FormProblem::of(name, message))).collect()
    }
}
