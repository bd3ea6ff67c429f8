//! Declarations that break a rule: colours outside the tokens, physical directions.

use super::source;

/// A declaration with the line it starts on.
pub struct Declaration<'a> {
    /// The selector or at-rule it stands in.
    pub selector: &'a str,
    /// Whether a media query around it makes it conditional.
    pub is_conditional: bool,
    /// `color`, `--brand`.
    pub property: &'a str,
    /// What follows the colon.
    pub value: &'a str,
    /// From 1.
    pub line: usize,
}

/// All declarations of a sheet whose comments are gone, nested rules included.
pub fn declarations(text: &str) -> Vec<Declaration<'_>> {
    let mut found = Vec::new();
    let mut selectors: Vec<&str> = Vec::new();
    let mut from = 0;
    let mut quote = None;
    let mut brackets = 0usize;
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(c),
            (None, '(') => brackets += 1,
            (None, ')') => brackets = brackets.saturating_sub(1),
            (None, '{' | '}' | ';') if brackets == 0 => {
                let piece = &text[from..at];
                if c == '{' {
                    selectors.push(piece.trim());
                } else if let Some((property, value)) = piece.split_once(':').filter(|_| !piece.trim_start().starts_with('@')) {
                    let lead = piece.len() - piece.trim_start().len();
                    let line = text[..from + lead].matches('\n').count() + 1;
                    let selector = selectors.last().copied().unwrap_or_default();
                    let is_conditional = selectors.iter().any(|around| around.starts_with("@media") || around.starts_with("@container"));
                    found.push(Declaration { selector, is_conditional, property: property.trim(), value: value.trim(), line });
                }
                if c == '}' {
                    selectors.pop();
                }
                from = at + 1;
            }
            _ => {}
        }
    }
    found
}

/// Where the colours are: the one file that may name them.
pub fn is_tokens(name: &str) -> bool {
    name.rsplit('/').next().is_some_and(|file| file.starts_with("tokens")) || name.contains("/tokens/")
}

/// What is wrong in these sheets, one sentence each.
pub fn check(sheets: &[(String, String)]) -> Vec<String> {
    let mut findings = Vec::new();
    for (name, text) in sheets {
        let text = source::without_comments(text);
        for declaration in declarations(&text) {
            let Declaration { property, value, line, .. } = declaration;
            if !is_tokens(name) && has_hex_colour(value) {
                findings.push(format!("{name}:{line}: `{property}: {value}` names a colour: use a token"));
            }
            if is_physical(property, value) {
                findings.push(format!(
                    "{name}:{line}: `{property}: {value}` is a physical direction: use inline-start, inline-end, start or end"
                ));
            }
        }
    }
    findings
}

fn has_hex_colour(value: &str) -> bool {
    value.split('#').skip(1).any(|after| {
        let digits = after.chars().take_while(char::is_ascii_hexdigit).count();
        let ends = !after[digits..].starts_with(|c: char| c.is_alphanumeric() || c == '-' || c == '_');
        ends && matches!(digits, 3 | 4 | 6 | 8)
    }) && !value.contains("url(")
}

fn is_physical(property: &str, value: &str) -> bool {
    let sided = property.split('-').any(|part| part == "left" || part == "right") && !property.starts_with("--");
    let aligned = matches!(property, "text-align" | "float" | "clear") && matches!(value, "left" | "right");
    sided || aligned
}

#[cfg(test)]
mod tests {
    use super::*;

    fn findings(css: &str) -> usize {
        check(&[("assets/css/button.css".into(), css.into())]).len()
    }

    #[test]
    fn colours_belong_in_the_tokens() {
        assert_eq!(findings("a { color: #fff; } b { color: var(--text) }"), 1);
        assert_eq!(check(&[("assets/css/tokens.css".into(), ":root { --bg: #fff; }".into())]).len(), 0);
        assert_eq!(findings("a { mask: url(x.svg#ring) }"), 0);
    }

    #[test]
    fn physical_directions_are_found_in_nested_rules() {
        assert_eq!(findings("@layer x { a { margin-left: 1px; & b { text-align: right } left: 0 } }"), 3);
        assert_eq!(findings("a { margin-inline-start: 1px; text-align: start }"), 0);
    }

    #[test]
    fn a_finding_names_the_line() {
        let found = check(&[("x.css".into(), "a {\n  color: red;\n\n  right: 0;\n}".into())]);
        assert!(found.iter().any(|finding| finding.starts_with("x.css:4:")), "{found:?}");
    }
}
