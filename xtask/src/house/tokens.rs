//! The words, marks and literals of Rust source, without comments: enough to find what a literal stands in.

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A name, with the `!` of a macro.
    Word,
    /// A string; the text is what is between its quotes.
    Literal,
    Mark(char),
}

/// A piece of source and the line it begins in.
#[derive(Clone, Copy, Debug)]
pub struct Token<'a> {
    pub kind: Kind,
    pub text: &'a str,
    pub line: usize,
}

/// All tokens of a source, in order.
pub fn tokens(source: &str) -> Vec<Token<'_>> {
    let mut found = Vec::new();
    let (mut at, mut line) = (0, 1);
    while let Some(c) = source[at..].chars().next() {
        let rest = &source[at..];
        let (length, token) = if rest.starts_with("//") {
            (rest.find('\n').unwrap_or(rest.len()), None)
        } else if let Some((text, length)) = string(rest) {
            (length, Some((Kind::Literal, text)))
        } else if let Some(length) = character(rest) {
            (length, None)
        } else if c.is_alphabetic() || c == '_' {
            let name = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
            let is_macro = rest[name..].starts_with('!') && !rest[name..].starts_with("!=");
            let length = name + usize::from(is_macro);
            (length, Some((Kind::Word, &rest[..length])))
        } else if c.is_whitespace() || c.is_ascii_digit() {
            (c.len_utf8(), None)
        } else {
            (c.len_utf8(), Some((Kind::Mark(c), &rest[..c.len_utf8()])))
        };
        if let Some((kind, text)) = token {
            found.push(Token { kind, text, line });
        }
        line += rest[..length].matches('\n').count();
        at += length;
    }
    found
}

/// A string at the start of some source: what it holds, and how long it is with its quotes.
fn string(source: &str) -> Option<(&str, usize)> {
    let raw = source.strip_prefix('r').map(|after| after.len() - after.trim_start_matches('#').len());
    if let Some(hashes) = raw.filter(|hashes| source[1 + hashes..].starts_with('"')) {
        let begin = hashes + 2;
        let close = format!("\"{}", "#".repeat(hashes));
        let end = begin + source[begin..].find(&close)?;
        return Some((&source[begin..end], end + close.len()));
    }
    let inside = source.strip_prefix('"')?;
    let mut escaped = false;
    for (at, c) in inside.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return Some((&inside[..at], at + 2)),
            _ => {}
        }
    }
    None
}

/// The length of a character literal at the start of some source; a lifetime is none.
fn character(source: &str) -> Option<usize> {
    let mut chars = source.strip_prefix('\'')?.char_indices();
    match chars.next()? {
        (_, '\\') => {
            chars.next()?;
            Some(chars.find(|(_, c)| *c == '\'')?.0 + 2)
        }
        _ => chars.next().filter(|(_, c)| *c == '\'').map(|(at, _)| at + 2),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_characters_and_quotes_in_strings_do_not_confuse() {
        let source = "fn f<'a>(c: char) { c == '\"' || c == '\\'' } // \"no\"\nlet x = r#\"a \"b\" c\"#; rsx! { \"d \\\" e\" }";
        let literals: Vec<(&str, usize)> =
            tokens(source).into_iter().filter(|t| t.kind == Kind::Literal).map(|t| (t.text, t.line)).collect();
        assert_eq!(literals, [("a \"b\" c", 2), ("d \\\" e", 2)]);
        assert!(tokens(source).iter().any(|t| t.text == "rsx!"));
    }
}
