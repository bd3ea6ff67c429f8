//! Rule 7, where something is refused: the sentence of a refusal comes from a catalogue, which has it in both languages.
//! A literal alone does not compile there; one within a closure or a format would, and one that was given a name before.

use std::collections::HashMap;
use std::path::Path;

use super::texts::reads;
use super::tokens::{Kind, Token, tokens};
use crate::failure::Result;
use crate::tree;

/// What is wrong, one sentence each.
pub fn check(root: &Path) -> Result<Vec<String>> {
    let mut findings = Vec::new();
    for base in ["server/src", "shared/src", "app/src"] {
        for path in tree::with_extension(&root.join(base), "rs")? {
            let name = tree::relative(root, &path);
            if name.ends_with("tests.rs") || name.contains("/tests/") || name.contains("/testing/") {
                continue;
            }
            let source = tree::text(&path)?;
            let product = source.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
            for (line, words) in written(product) {
                findings.push(format!("{name}:{line}: “{words}” refuses something in one language: give it a name in a catalogue"));
            }
        }
    }
    Ok(findings)
}

/// The literals of a source that stand in what a refusal says and read like sentences, with their lines.
fn written(source: &str) -> Vec<(usize, String)> {
    let all = tokens(source);
    let mut open: Vec<bool> = Vec::new();
    let mut named = HashMap::new();
    let mut found = Vec::new();
    for (at, token) in all.iter().enumerate() {
        let within = open.last().copied().unwrap_or_default();
        match token.kind {
            Kind::Mark('{' | '[') => open.push(within),
            Kind::Mark('(') => open.push(within || refuses(&all[..at])),
            Kind::Mark('}' | ']' | ')') => {
                open.pop();
            }
            Kind::Literal if within && reads(token.text) => found.push(shown(token)),
            Kind::Word if !within && token.text == "let" => name(&all[at + 1..], &mut named),
            Kind::Word if within => found.extend(named.get(token.text).copied().map(shown)),
            _ => {}
        }
    }
    found
}

/// The line of a literal and how it begins.
fn shown(literal: &Token) -> (usize, String) {
    (literal.line, literal.text.chars().take(40).collect())
}

/// Keeps what a `let` calls by a name, if it is a literal that reads like a sentence; else the name is another's from here.
fn name<'a>(after: &'a [Token<'a>], named: &mut HashMap<&'a str, &'a Token<'a>>) {
    match after {
        [name, is, literal, end, ..]
            if [is.kind, literal.kind, end.kind] == [Kind::Mark('='), Kind::Literal, Kind::Mark(';')] && reads(literal.text) =>
        {
            named.insert(name.text, literal);
        }
        [name, ..] => {
            named.remove(name.text);
        }
        [] => {}
    }
}

/// Whether the bracket that opens next holds what a refusal says: `Error::conflict` and its like, `Said::of`, `Said::value`.
fn refuses(before: &[Token]) -> bool {
    let mut back = before.iter().rev();
    match back.next().filter(|t| t.kind == Kind::Word).map(|t| t.text) {
        Some("conflict" | "conflict_value") => true,
        Some("of" | "value") => {
            let marks = [back.next(), back.next()].map(|t| t.map(|t| t.kind));
            marks == [Some(Kind::Mark(':')); 2] && back.next().is_some_and(|of| of.text == "Said")
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::written;

    #[test]
    fn a_sentence_of_a_refusal_in_one_language_is_found() {
        for (source, found) in [
            (r#"return Err(Error::conflict("changed", || "Somebody changed it".into()));"#, "Somebody changed it"),
            (r#"Error::conflict("full", || format!("{} is full: it takes {limit}.", to.name))"#, "{} is full: it takes {limit}."),
            (r#"Error::conflict_value("gone", "It is gone already")"#, "It is gone already"),
            (r#"row.words = Said::of(|| { let why = "Nobody is there"; why.to_string() }).kept();"#, "Nobody is there"),
            (r#"Said::value("Not a value")"#, "Not a value"),
            (r#"let why = "It is over"; Err(Error::conflict("over", || why.into()))"#, "It is over"),
        ] {
            let words: Vec<String> = written(source).into_iter().map(|(_, words)| words).collect();
            assert_eq!(words, [found], "{source}");
        }
    }

    #[test]
    fn codes_values_catalogues_and_other_calls_are_none() {
        for source in [
            r#"Error::conflict("stage_full", || said::stage_full(&to.name, limit))"#,
            r#"Error::conflict_value("wrong_offset", received)"#,
            r#"Error::conflict(code, || format!("{detail} {}", text::kept()))"#,
            r#"Said::of(|| format!("{name}: {}", error.text())).kept()"#,
            r#"let why = "It is over"; tell(why); let why = said::over(); Error::conflict("over", || why.clone())"#,
            r#"app.system("workers serve all organizations"); JobPlan::of("Two words");"#,
        ] {
            assert!(written(source).is_empty(), "{source}");
        }
    }
}
