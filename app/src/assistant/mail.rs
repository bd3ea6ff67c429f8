//! A mail that a suggestion would send, as its reader gets it.

use dioxus::prelude::*;
use shared::assistant::{Shown, Suggestion};

use super::act_text;

/// The whole text, with a note where it stands in the mail.
fn with_note(opening: &str, note: &str, rest: &str) -> String {
    [opening, note.trim(), rest].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n")
}

/// The mail of a suggestion; nothing where it sends none.
#[component]
pub(super) fn MailText(suggestion: Suggestion, #[props(into, default)] note: String) -> Element {
    let mail = suggestion.preview.iter().find_map(|d| match &d.after {
        Some(Shown::Mail { subject, opening, rest }) => Some((subject.clone(), with_note(opening, &note, rest))),
        _ => None,
    });
    rsx! {
        if let Some((subject, body)) = mail {
            figure { class: "as-mail", aria_label: act_text::mail_shown(), "data-testid": "mail-preview",
                figcaption { {subject} }
                p { class: "pre", {body} }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_stands_between_the_parts_and_an_empty_one_leaves_no_gap() {
        assert_eq!(with_note("Hello Maya,", " Any questions? ", "View quote"), "Hello Maya,\n\nAny questions?\n\nView quote");
        assert_eq!(with_note("Hello Maya,", " ", "View quote"), "Hello Maya,\n\nView quote");
    }
}
