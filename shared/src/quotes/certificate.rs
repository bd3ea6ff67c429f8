//! What the entries of evidence about a signature say, so that what is kept of it can be held against them.

use super::SignatureKind;

crate::choice! {
    /// How it was known who signs.
    Identified {
        /// They had the link that was mailed to the customer.
        Link = "link",
        /// They had the link, and the number that is told by another way.
        LinkAndNumber = "link_and_number",
        /// They were logged in to the portal.
        Portal = "portal",
    }
}

/// The entry of a consent: to which version of the words, by whom, and the hash of the words as they were shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ConsentEntry<'a> {
    pub version: &'a str,
    /// None in entries of former releases, which did not say.
    pub by: Option<Identified>,
    /// SHA-256 in hexadecimal; none in entries of former releases.
    pub words_hash: Option<&'a str>,
}

impl<'a> ConsentEntry<'a> {
    /// Reads an entry; none if it is no consent.
    pub fn read(detail: &'a str) -> Option<Self> {
        let mut parts = detail.strip_prefix("consent ")?.split(", ");
        let version = parts.next()?;
        let by = parts.next().and_then(|way| way.parse().ok());
        let words_hash = parts.next().and_then(|part| part.strip_prefix("sha256 "));
        Some(Self { version, by, words_hash })
    }
}

/// What is written down of a consent; [`ConsentEntry::read`] reads it.
pub fn consent_entry(version: &str, by: Identified, words_hash: &str) -> String {
    format!("consent {version}, {by}, sha256 {words_hash}")
}

/// What is written down of a signature: how and by whom, the hash of the document, and that of the strokes if it is
/// drawn.
pub fn signature_entry(kind: SignatureKind, name: &str, document_hash: &str, strokes_hash: Option<&str>) -> String {
    let strokes = strokes_hash.map_or_else(String::new, |hash| format!(", strokes {hash}"));
    format!("{kind} by {name}, sha256 {document_hash}{strokes}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_of_a_consent_reads_as_it_was_written() {
        let hash = "ab".repeat(32);
        for by in Identified::ALL {
            let written = consent_entry("2026-11-1", *by, &hash);
            let wanted = ConsentEntry { version: "2026-11-1", by: Some(*by), words_hash: Some(&hash) };
            assert_eq!(ConsentEntry::read(&written), Some(wanted));
        }
    }

    #[test]
    fn an_entry_of_a_former_release_says_less_and_another_one_nothing() {
        let former = ConsentEntry { version: "2026-11-1", by: None, words_hash: None };
        assert_eq!(ConsentEntry::read("consent 2026-11-1"), Some(former));
        let unknown = ConsentEntry { version: "2026-11-1", by: None, words_hash: None };
        assert_eq!(ConsentEntry::read("consent 2026-11-1, by pigeon"), Some(unknown));
        assert_eq!(ConsentEntry::read("revision 1"), None);
        assert_eq!(ConsentEntry::read(""), None);
    }

    #[test]
    fn an_entry_of_a_signature_names_the_document_and_the_strokes_of_a_drawn_one() {
        assert_eq!(signature_entry(SignatureKind::Typed, "Maya", "ab", None), "typed by Maya, sha256 ab");
        assert_eq!(signature_entry(SignatureKind::Drawn, "Maya", "ab", Some("cd")), "drawn by Maya, sha256 ab, strokes cd");
    }
}
