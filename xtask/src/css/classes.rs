//! Classes: each one used in `rsx!` is defined in a sheet, and each one defined is used.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::source;
use crate::failure::Result;
use crate::tree;

/// A string literal of a Rust file.
struct Literal {
    text: String,
    line: usize,
    /// Whether it is (part of) the value of a `class:` attribute.
    is_class: bool,
}

/// What is wrong, one sentence each.
pub fn check(root: &Path, sheets: &[(String, String)]) -> Result<Vec<String>> {
    let mut defined: BTreeMap<String, String> = BTreeMap::new();
    let shell = root.join("assets/shell/shell.css");
    let own = [("assets/shell/shell.css".to_owned(), tree::text(&shell)?)];
    for (name, text) in sheets.iter().chain(&own) {
        for class in selectors(&source::without_comments(text)) {
            defined.entry(class).or_insert_with(|| name.clone());
        }
    }
    let mut findings = Vec::new();
    let mut named: BTreeSet<String> = BTreeSet::new();
    for path in tree::with_extension(&root.join("app/src"), "rs")? {
        for literal in literals(&tree::text(&path)?) {
            for word in literal.text.split_whitespace() {
                if literal.is_class && is_class_name(word) && !defined.contains_key(word) {
                    findings.push(format!("{}:{}: class `{word}` is in no style sheet", tree::relative(root, &path), literal.line));
                }
                named.insert(word.to_owned());
            }
        }
    }
    for path in tree::with_extension(&root.join("assets/shell"), "html")? {
        named.extend(tree::text(&path)?.split(['"', ' ', '\n']).map(str::to_owned));
    }
    let patterns: Vec<(&str, &str)> = named.iter().filter_map(|word| Some((word.split_once('{')?.0, word.rsplit_once('}')?.1))).collect();
    for (class, sheet) in &defined {
        let by_pattern = patterns.iter().any(|(start, end)| !start.is_empty() && class.starts_with(start) && class.ends_with(end));
        if !named.contains(class) && !by_pattern {
            findings.push(format!("{sheet}: nothing uses class `{class}`"));
        }
    }
    Ok(findings)
}

fn is_class_name(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_lowercase()) && word.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
}

/// The classes in the selectors of a sheet without comments.
fn selectors(text: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut from = 0;
    for (at, c) in text.char_indices() {
        if !matches!(c, '{' | '}' | ';') {
            continue;
        }
        let piece = &text[from..at];
        from = at + 1;
        if c != '{' || piece.trim_start().starts_with("@") && !piece.contains("@scope") {
            continue;
        }
        for after in piece.split('.').skip(1) {
            let name: String = after.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '-' || *c == '_').collect();
            if name.starts_with(|c: char| c.is_ascii_alphabetic()) {
                found.insert(name);
            }
        }
    }
    found
}

/// The string literals of Rust source, comments left out.
fn literals(text: &str) -> Vec<Literal> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let (mut at, mut line) = (0, 1);
    // Depth of brackets since a `class:`; strings until the comma or brace that ends its value belong to it.
    let mut class_depth: Option<i32> = None;
    while at < bytes.len() {
        let rest = &text[at..];
        let c = bytes[at];
        if rest.starts_with("//") {
            at += rest.find('\n').unwrap_or(rest.len());
            continue;
        }
        if c == b'"' {
            let (content, length) = string(rest);
            found.push(Literal { text: content, line, is_class: class_depth.is_some() });
            line += rest[..length].matches('\n').count();
            at += length;
            continue;
        }
        if c == b'\'' {
            // A character literal may hold a quote; a lifetime holds nothing to skip.
            let length = match rest.char_indices().nth(2) {
                Some((_, _)) if rest[1..].starts_with('\\') => rest[2..].find('\'').map_or(1, |end| end + 3),
                Some((end, '\'')) => end + 1,
                _ => 1,
            };
            at += length;
            continue;
        }
        match c {
            b'\n' => line += 1,
            b'(' | b'[' | b'{' => class_depth = class_depth.map(|depth| depth + 1),
            b')' | b']' | b'}' => class_depth = class_depth.map(|depth| depth - 1).filter(|depth| *depth >= 0),
            b',' | b';' if class_depth == Some(0) => class_depth = None,
            b'c' if rest.starts_with("class:") && !rest.starts_with("class::") && (at == 0 || !is_word(bytes[at - 1])) => {
                class_depth = Some(0);
                at += "class".len();
            }
            _ => {}
        }
        at += 1;
        while !text.is_char_boundary(at) {
            at += 1;
        }
    }
    found
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// The content of the string a text starts with, and its length with quotes.
fn string(text: &str) -> (String, usize) {
    let mut content = String::new();
    let mut chars = text.char_indices().skip(1);
    while let Some((at, c)) = chars.next() {
        match c {
            '"' => return (content, at + 1),
            '\\' => {
                chars.next();
                content.push(' ');
            }
            c => content.push(c),
        }
    }
    (content, text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_values_of_class_count_as_used_classes() {
        let rust = "rsx! { div { class: if on { \"w-a w-b\" } else { \"w-c-{x}\" }, id: \"w-d\", \"text, 'quoted\" } } // \"w-e\"";
        let classes: Vec<String> = literals(rust).into_iter().filter(|l| l.is_class).map(|l| l.text).collect();
        assert_eq!(classes, ["w-a w-b", "w-c-{x}"]);
        assert_eq!(literals(rust).len(), 4);
    }

    #[test]
    fn classes_are_found_in_nested_and_grouped_selectors() {
        let css = "@layer a { .w-x:is(.w-y, #z) > b { inset: .5rem; &.w-z { opacity: .4 } } } @media (min-width: 40.5em) { .w-q { } }";
        assert_eq!(selectors(css).into_iter().collect::<Vec<_>>(), ["w-q", "w-x", "w-y", "w-z"]);
    }
}
