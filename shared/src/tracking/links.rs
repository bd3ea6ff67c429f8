//! The links in a text that somebody wrote.
//!
//! Only what says `http` or `https` in front is one: what else could stand in front either does something of its own
//! (`javascript:`, `data:`) or is guessed. An address that hides its host behind a name and an `@` is none.

use std::fmt::Write;

/// Links of one mail that lead through the server; further ones lead to where they say.
pub const MOST_LINKS: usize = 20;

/// The longest address that is made a link, in bytes as it is asked for.
pub const LONGEST_LINK: usize = 2000;

/// A part of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece<'a> {
    /// As it was written.
    pub text: &'a str,
    /// Where it leads, in visible ASCII, if it is a link.
    pub target: Option<String>,
}

/// A text as words and links; together they are the whole text.
pub fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    // what comes before is among the pieces, what comes after was not looked at
    let (mut told, mut at) = (0, 0);
    while let Some(begin) = next(text, at) {
        let written = written(&text[begin..]);
        let Some(target) = target(written) else {
            at = begin + SCHEME.len();
            continue;
        };
        if told < begin {
            pieces.push(Piece { text: &text[told..begin], target: None });
        }
        pieces.push(Piece { text: written, target: Some(target) });
        told = begin + written.len();
        at = told;
    }
    if told < text.len() {
        pieces.push(Piece { text: &text[told..], target: None });
    }
    pieces
}

const SCHEME: &[u8] = b"http";

/// Where the next address may begin: not within a word.
fn next(text: &str, mut from: usize) -> Option<usize> {
    loop {
        let rest = text.as_bytes().get(from..)?;
        let begin = from + rest.windows(SCHEME.len()).position(|word| word.eq_ignore_ascii_case(SCHEME))?;
        if text[..begin].chars().next_back().is_none_or(|before| !before.is_alphanumeric()) {
            return Some(begin);
        }
        from = begin + SCHEME.len();
    }
}

/// The address a text begins with, without the marks of the sentence around it.
fn written(text: &str) -> &str {
    // browsers take \ for /
    let ends = |c: char| c.is_whitespace() || c.is_control() || "<>\"`\\{}|^«»“”".contains(c);
    let mut link = &text[..text.find(ends).unwrap_or(text.len())];
    while let Some(last) = link.chars().next_back() {
        let unopened = |opening: char| link.matches(last).count() > link.matches(opening).count();
        let is_mark = match last {
            ')' => unopened('('),
            ']' => unopened('['),
            other => ".,;:!?'’…*".contains(other),
        };
        if !is_mark {
            break;
        }
        link = &link[..link.len() - last.len_utf8()];
    }
    link
}

/// Where an address leads; none if it is none one should follow.
fn target(link: &str) -> Option<String> {
    let (scheme, rest) = link.split_once("://")?;
    let scheme = scheme.to_ascii_lowercase();
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let is_host = authority.starts_with(|c: char| c.is_alphanumeric() || c == '[') && !authority.contains(['@', '%']);
    if !is_host || !["http", "https"].contains(&scheme.as_str()) {
        return None;
    }
    let mut target = format!("{scheme}://");
    for byte in rest.bytes() {
        if byte.is_ascii_graphic() {
            target.push(char::from(byte));
        } else {
            // writing into a text cannot fail
            let _ = write!(target, "%{byte:02X}");
        }
    }
    (target.len() <= LONGEST_LINK).then_some(target)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// What is linked in a text, and where it leads.
    fn links(text: &str) -> Vec<(String, String)> {
        pieces(text).into_iter().filter_map(|piece| Some((piece.text.to_string(), piece.target?))).collect()
    }

    #[test]
    fn addresses_are_links_without_the_marks_around_them() {
        for (text, link) in [
            ("See https://example.com/a?b=1&c=2#d.", "https://example.com/a?b=1&c=2#d"),
            ("(http://example.com/x)", "http://example.com/x"),
            ("https://example.com/wiki/Bus_(vehicle), as said", "https://example.com/wiki/Bus_(vehicle)"),
            ("\"https://example.com\"", "https://example.com"),
            ("<https://example.com/>", "https://example.com/"),
            ("on:\nhttps://example.com:8443/y\nKind regards", "https://example.com:8443/y"),
            ("http://[2001:db8::1]/!", "http://[2001:db8::1]/"),
            ("« https://example.com/é »", "https://example.com/é"),
        ] {
            let found = links(text);
            assert_eq!(found.iter().map(|(written, _)| written.as_str()).collect::<Vec<_>>(), [link], "{text}");
        }
        assert_eq!(links("HTTPS://Example.com/A")[0].1, "https://Example.com/A");
        assert_eq!(links("https://déménagement.example/été")[0].1, "https://d%C3%A9m%C3%A9nagement.example/%C3%A9t%C3%A9");
        let two: Vec<String> = links("https://a.example, http://b.example").into_iter().map(|(written, _)| written).collect();
        assert_eq!(two, ["https://a.example", "http://b.example"]);
    }

    #[test]
    fn what_does_something_or_hides_its_host_is_no_link() {
        for text in [
            "javascript:alert(1)",
            "JavaScript://example.com/%0Aalert(1)",
            "data:text/html,<script>alert(1)</script>",
            "file:///etc/passwd",
            "ftp://example.com",
            "www.example.com",
            "https://",
            "https:///example.com",
            "https:example.com",
            "http//example.com",
            "xhttps://example.com",
            "https://bank.example@evil.example/",
            "https://%65vil.example/",
            "https://\\evil.example",
            "https://\u{202e}elpmaxe.evil",
        ] {
            assert_eq!(links(text), [], "{text}");
        }
        let long = format!("https://example.com/{}", "a".repeat(LONGEST_LINK));
        assert_eq!(links(&long), []);
    }

    proptest! {
        #[test]
        fn pieces_are_the_whole_text_and_targets_fit_a_header(text in "([ \\n.,()<>@/:]|https?://|HTTP|javascript:|[a-zé]{1,5}|\\PC){0,30}") {
            let parts = pieces(&text);
            let whole: String = parts.iter().map(|piece| piece.text).collect();
            prop_assert_eq!(&whole, &text);
            for piece in parts {
                prop_assert!(!piece.text.is_empty());
                if let Some(target) = piece.target {
                    prop_assert!(target.starts_with("http://") || target.starts_with("https://"), "{}", target);
                    prop_assert!(target.len() <= LONGEST_LINK && target.bytes().all(|byte| byte.is_ascii_graphic()), "{}", target);
                }
            }
        }
    }
}
