//! Rule 7: what people read comes from the catalogues of texts. A sentence written into `rsx!` has no second language and
//! escapes the pseudo-locale; and so does one in an option, a column or a message made outside of it.

use std::path::Path;

use super::tokens::{Kind, Token, tokens};
use crate::failure::Result;
use crate::tree;

/// Made for developers, in the one language of what they show: the gallery, screens of a development server, the
/// documentation of the API.
const ENGLISH: [&str; 4] = ["gallery/", "gallery.rs", "dev.rs", "public/docs.rs"];

/// Attributes and properties whose value is read or heard.
const READ: [&str; 22] = [
    "label",
    "title",
    "description",
    "placeholder",
    "hint",
    "body",
    "alt",
    "aria_label",
    "aria_description",
    "aria_roledescription",
    "caption",
    "legend",
    "confirm",
    "submit",
    "note",
    "prompt",
    "summary",
    "heading",
    "detail",
    "term",
    "unit",
    "suffix",
];

/// What is made of words before it is put into a page: options, columns, steps, commands.
const SHOWN: [&str; 6] = ["Choice", "SelectOption", "Column", "Step", "Command", "Change"];

/// Messages that come and go.
const SAID: [&str; 3] = ["say", "tell", "undo"];

/// Languages name themselves, whichever is spoken.
const OWN_NAMES: [&str; 2] = ["English", "Français"];

/// Elements that hold names of keys and code.
const CODE: [&str; 2] = ["kbd", "code"];

/// What is wrong, one sentence each.
pub fn check(root: &Path) -> Result<Vec<String>> {
    let base = root.join("app/src");
    let mut findings = Vec::new();
    for path in tree::with_extension(&base, "rs")? {
        let inside = tree::relative(&base, &path);
        if inside.ends_with("text.rs") || inside.ends_with("tests.rs") || ENGLISH.iter().any(|place| inside.starts_with(place)) {
            continue;
        }
        let source = tree::text(&path)?;
        let product = source.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
        for (line, words) in written(product) {
            findings.push(format!("app/src/{inside}:{line}: “{words}” is written into the page: give it a name in the room's text.rs"));
        }
    }
    Ok(findings)
}

/// An open bracket: what stands before it, and whether it is within `rsx!`.
struct Open<'a> {
    bracket: char,
    before: &'a str,
    /// It holds the children of an element or component.
    is_element: bool,
    is_page: bool,
    /// It holds the arguments of what is shown or said.
    is_shown: bool,
}

/// The literals of a source that people would read, with their lines.
fn written(source: &str) -> Vec<(usize, String)> {
    let all = tokens(source);
    let mut open: Vec<Open> = Vec::new();
    let mut found = Vec::new();
    for (at, token) in all.iter().enumerate() {
        let before = |steps: usize| at.checked_sub(steps).map(|at| &all[at]);
        match token.kind {
            Kind::Mark('{' | '(' | '[') => {
                let name = before(1).filter(|t| t.kind == Kind::Word).map(|t| t.text).unwrap_or_default();
                let is_page = name == "rsx!" || open.last().is_some_and(|outer| outer.is_page);
                let is_element = token.text == "{" && !name.is_empty() && !is_condition(&all[..at]) && !CODE.contains(&name);
                let bracket = token.text.chars().next().unwrap_or_default();
                open.push(Open { bracket, before: name, is_element, is_page, is_shown: bracket == '(' && is_shown(&all[..at]) });
            }
            Kind::Mark('}' | ')' | ']') => {
                open.pop();
            }
            Kind::Literal => {
                let Some(inner) = open.last() else { continue };
                let Some(previous) = before(1) else { continue };
                if inner.is_shown && reads(token.text) && !OWN_NAMES.contains(&token.text) {
                    found.push((token.line, token.text.chars().take(40).collect()));
                    continue;
                }
                if !inner.is_page {
                    continue;
                }
                let is_child = inner.bracket == '{'
                    && inner.is_element
                    && (previous.kind == Kind::Literal || matches!(previous.kind, Kind::Mark('{' | '}' | ',')))
                    && all.get(at + 1).is_none_or(|next| next.kind != Kind::Mark(':'))
                    && has_word(token.text);
                let is_read = previous.kind == Kind::Mark(':') && before(2).is_some_and(|name| READ.contains(&name.text));
                let is_format = inner.before == "format!" && previous.kind == Kind::Mark('(');
                if is_child || ((is_read || is_format) && reads(token.text)) {
                    found.push((token.line, token.text.chars().take(40).collect()));
                }
            }
            _ => {}
        }
    }
    found
}

/// Whether the bracket that opens next holds the arguments of `Choice::new` and its like, or of `toasts.say`.
fn is_shown(before: &[Token]) -> bool {
    let mut back = before.iter().rev();
    let called = back.next().filter(|t| t.kind == Kind::Word).map(|t| t.text);
    let marks = [back.next(), back.next()].map(|t| t.map(|t| t.kind));
    match called {
        Some("new") if marks == [Some(Kind::Mark(':')); 2] => back.next().is_some_and(|of| SHOWN.contains(&of.text)),
        Some(name) => SAID.contains(&name) && marks[0] == Some(Kind::Mark('.')),
        None => false,
    }
}

/// Whether the block that opens next belongs to an `if`, a loop or a match: these answer values too.
fn is_condition(before: &[Token]) -> bool {
    let clause = before.iter().rev().take_while(|t| !matches!(t.kind, Kind::Mark('{' | '}' | ',' | ';')));
    clause.into_iter().any(|t| matches!(t.text, "if" | "else" | "match" | "for" | "while"))
}

/// The literal without what is put into it.
fn plain(text: &str) -> String {
    let mut depth = 0;
    text.chars()
        .filter(|c| {
            match c {
                '{' => depth += 1,
                '}' => depth -= 1,
                _ => return depth == 0,
            }
            false
        })
        .collect()
}

fn has_word(text: &str) -> bool {
    plain(text).split(|c: char| !c.is_alphabetic()).any(|word| word.chars().count() > 1)
}

/// Whether a text reads like one for people: a word with a capital, or two plain words in a row.
pub(super) fn reads(text: &str) -> bool {
    let plain = plain(text);
    let words: Vec<&str> = plain.split_whitespace().map(|word| word.trim_end_matches(['.', ',', '!', '?', ':', '…'])).collect();
    let is_plain = |word: &&str| word.chars().count() > 1 && word.chars().all(|c| c.is_alphabetic() || c == '\'' || c == '’');
    let capital =
        |word: &&str| is_plain(word) && word.chars().next().is_some_and(char::is_uppercase) && word.chars().skip(1).any(char::is_lowercase);
    words.iter().any(capital) || words.windows(2).any(|pair| pair.iter().all(is_plain))
}

#[cfg(test)]
mod tests {
    use super::written;

    fn words(source: &str) -> Vec<String> {
        written(source).into_iter().map(|(_, words)| words).collect()
    }

    #[test]
    fn a_sentence_in_a_page_is_found_wherever_it_is_read() {
        assert_eq!(words(r#"rsx! { p { "Nothing here yet" } }"#), ["Nothing here yet"]);
        assert_eq!(words(r#"rsx! { div { class: "row wrap", "or" b { "{name} left" } } }"#), ["or", "{name} left"]);
        assert_eq!(words(r#"rsx! { Button { label: "Save all", onclick: go } }"#), ["Save all"]);
        assert_eq!(words(r#"rsx! { h1 { {format!("Hello {name}")} } }"#), ["Hello {name}"]);
        assert_eq!(words("rsx! {\n  if open {\n    Card { p { \"Closed\" } }\n  }\n}"), ["Closed"]);
    }

    #[test]
    fn a_sentence_in_an_option_or_a_message_is_found_outside_of_pages() {
        assert_eq!(words(r#"let all = vec![Choice::new("on", "Switched on")];"#), ["Switched on"]);
        assert_eq!(words(r#"rsx! { Select { options: vec![SelectOption::new("a", "Any")] } }"#), ["Any"]);
        assert_eq!(words(r#"toasts.say("Saved for good");"#), ["Saved for good"]);
        assert_eq!(words(r#"fn f() { toasts.tell(Tone::Ok, "Prices published"); }"#), ["Prices published"]);
    }

    #[test]
    fn names_values_and_texts_of_catalogues_are_none() {
        for source in [
            r#"rsx! { p { class: "muted sm", {text::nothing()} } }"#,
            r#"rsx! { i { "data-state": if on { "open" } else { "shut" }, role: "img", kbd { "Esc" } } }"#,
            r#"rsx! { b { "{count}" " · " {format!("{}: {}", a, b)} } }"#,
            r#"rsx! { Row { tone: if tone == Tone::Danger { "alert" } else { "status" } } }"#,
            r#"let words = "Not on a page"; // rsx! { "Nor this" }"#,
            r#"let columns = vec![Column::new("name", text::name()), Column::new("left", text::of("Name", n))];"#,
            r#"let all = [Choice::new("en-CA", "English"), Choice::new("fr-CA", "Français")]; let r = Regex::new("Any word");"#,
            r#"toasts.say(text::saved()); log.note("Not shown to people");"#,
            r#"rsx! { a { href: "/app/jobs/{id}", title: name, style: "--p:{n}%" } }"#,
        ] {
            assert_eq!(words(source), Vec::<String>::new(), "{source}");
        }
    }
}
