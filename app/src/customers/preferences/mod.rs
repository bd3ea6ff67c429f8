//! What a person lets us write to them: the matrix of messages, switches, text messages with proof, quiet hours.

mod consent;
mod dialog;
mod matrix;
mod text;
mod wishes;

pub(super) use dialog::PreferencesDialog;
pub(super) use wishes::Wishes;

/// The words for it on a person.
pub(super) fn label(name: &str) -> String {
    text::open(name)
}
