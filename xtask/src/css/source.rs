//! The little one has to know of CSS text: comments, strings, blanks.

/// The text without comments; line breaks inside them stay, so that line numbers do.
pub fn without_comments(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        let Some(at) = rest.find(['"', '\'', '/']) else {
            out.push_str(rest);
            break;
        };
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        if let Some(comment) = rest.strip_prefix("/*") {
            let end = comment.find("*/").map_or(rest.len(), |end| end + 4);
            out.extend(rest[..end].chars().filter(|c| *c == '\n'));
            rest = &rest[end..];
        } else {
            let length = if rest.starts_with('/') { 1 } else { string_length(rest) };
            out.push_str(&rest[..length]);
            rest = &rest[length..];
        }
    }
    out
}

/// The length of the quoted string a text starts with, quotes included.
fn string_length(text: &str) -> usize {
    let mut chars = text.char_indices();
    let quote = chars.next().map(|(_, c)| c);
    let mut escaped = false;
    for (at, c) in chars {
        if escaped {
            escaped = false;
        } else if c == '\\' {
            escaped = true;
        } else if Some(c) == quote {
            return at + c.len_utf8();
        }
    }
    text.len()
}

/// The same rules in fewer bytes: no comments, single blanks, none beside braces, semicolons and commas.
pub fn squeeze(text: &str) -> String {
    let text = without_comments(text);
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(c) = rest.chars().next() {
        if matches!(c, '"' | '\'') {
            let length = string_length(rest);
            out.push_str(&rest[..length]);
            rest = &rest[length..];
            continue;
        }
        rest = &rest[c.len_utf8()..];
        if c.is_whitespace() {
            rest = rest.trim_start();
            let after_tight = out.ends_with(['{', '}', ';', ',']) || out.is_empty();
            let before_tight = rest.starts_with(['{', '}', ';', ',']) || rest.is_empty();
            if !after_tight && !before_tight {
                out.push(' ');
            }
            continue;
        }
        if c == '}' && out.ends_with(';') {
            out.pop();
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_go_and_strings_stay() {
        assert_eq!(without_comments("a /* x\n y */ b \"/* no */\""), "a \n b \"/* no */\"");
    }

    #[test]
    fn squeezing_keeps_what_blanks_mean() {
        let css = "a :hover ,\n b { color : red ; width: calc(1px + 2px); content: \"a  b\" ; }\n@media (x) and (y) { c { d: e } }";
        assert_eq!(squeeze(css), "a :hover,b{color : red;width: calc(1px + 2px);content: \"a  b\"}@media (x) and (y){c{d: e}}");
    }
}
