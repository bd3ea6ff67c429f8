//! Entries of evidence as people read them. What is written down is English and part of the chain, so nothing of it ever
//! changes: it is told in the language of the reader here.

use super::{ConsentEntry, EvidenceKind, Identified};

mod text {
    crate::catalog_bilingual! {
        revision(n) { "revision {n}" / "version {n}" }
        sent(n, hash, to) { "revision {n}, sha256 {hash}, to {to}" / "version {n}, empreinte {hash}, à {to}" }
        again(n, to) { "revision {n} once more, to {to}" / "version {n} de nouveau, à {to}" }
        anybody { "whoever is given the link" / "quiconque reçoit le lien" }
        on_way(to, way) { "{to} by {way}" / "{to} par {way}" }
        consent(rest) { "consent {rest}" / "consentement {rest}" }
        given(version, by, hash) { "consent {version}, {by}, sha256 {hash}" / "consentement {version}, {by}, empreinte {hash}" }
        link { "link" / "par le lien" }
        link_and_number { "link_and_number" / "par le lien et le numéro" }
        portal { "portal" / "par le portail" }
        signed(name, hash) { "{name}, sha256 {hash}" / "{name}, empreinte {hash}" }
        strokes(signed, hash) { "{signed}, strokes {hash}" / "{signed}, tracé {hash}" }
        drawn(rest) { "drawn by {rest}" / "dessinée par {rest}" }
        typed(rest) { "typed by {rest}" / "saisie par {rest}" }
        job(number) { "job {number}" / "travail {number}" }
    }
}

/// What an entry says, in the language of the thread; what somebody wrote themself as it is.
pub fn entry_text(kind: EvidenceKind, detail: &str) -> String {
    read(kind, detail).unwrap_or_else(|| detail.to_owned())
}

fn read(kind: EvidenceKind, detail: &str) -> Option<String> {
    match kind {
        EvidenceKind::Sent => {
            let rest = detail.strip_prefix("revision ")?;
            match rest.split_once(" once more, to ") {
                Some((n, to)) => Some(text::again(n, receiver(to))),
                None => {
                    let (n, rest) = rest.split_once(", sha256 ")?;
                    let (hash, to) = rest.split_once(", to ")?;
                    Some(text::sent(n, hash, receiver(to)))
                }
            }
        }
        EvidenceKind::Viewed => detail.strip_prefix("revision ").map(|n| text::revision(n)),
        EvidenceKind::ConsentGiven => {
            let entry = ConsentEntry::read(detail)?;
            match (entry.by, entry.words_hash) {
                (Some(by), Some(hash)) => Some(text::given(entry.version, identified(by), hash)),
                // of former releases
                _ => detail.strip_prefix("consent ").map(|rest| text::consent(rest)),
            }
        }
        EvidenceKind::SignatureApplied => match detail.strip_prefix("drawn by ") {
            Some(rest) => Some(text::drawn(signed(rest))),
            None => detail.strip_prefix("typed by ").map(|rest| text::typed(signed(rest))),
        },
        EvidenceKind::Completed => detail.strip_prefix("job ").map(|number| text::job(number)),
        _ => None,
    }
}

/// How it was known who consents.
fn identified(by: Identified) -> String {
    match by {
        Identified::Link => text::link(),
        Identified::LinkAndNumber => text::link_and_number(),
        Identified::Portal => text::portal(),
    }
}

/// Who signed, with the hashes behind the name; a name may hold commas.
fn signed(rest: &str) -> String {
    let Some((name, hashes)) = rest.rsplit_once(", sha256 ") else { return rest.to_owned() };
    match hashes.split_once(", strokes ") {
        Some((document, strokes)) => text::strokes(text::signed(name, document), strokes),
        None => text::signed(name, hashes),
    }
}

fn receiver(to: &str) -> String {
    match to.rsplit_once(" by ") {
        Some((to, way)) => text::on_way(to, way),
        None if to == "whoever is given the link" => text::anybody(),
        None => to.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Locale, with_locale};

    #[test]
    fn an_entry_is_told_in_either_language_and_in_english_as_it_was_written() {
        for (kind, written, french) in [
            (EvidenceKind::Sent, "revision 2, sha256 ab12, to lena@c.example", "version 2, empreinte ab12, à lena@c.example"),
            (EvidenceKind::Sent, "revision 2, sha256 ab12, to +16045550134 by sms", "version 2, empreinte ab12, à +16045550134 par sms"),
            (EvidenceKind::Sent, "revision 2 once more, to lena@c.example", "version 2 de nouveau, à lena@c.example"),
            (EvidenceKind::Sent, "revision 2 once more, to whoever is given the link", "version 2 de nouveau, à quiconque reçoit le lien"),
            (EvidenceKind::Viewed, "revision 2", "version 2"),
            (EvidenceKind::ConsentGiven, "consent 2026-11-1, link, sha256 ab12", "consentement 2026-11-1, par le lien, empreinte ab12"),
            (EvidenceKind::ConsentGiven, "consent 2026-11-1", "consentement 2026-11-1"),
            (EvidenceKind::SignatureApplied, "drawn by Lena, sha256 ab12, strokes cd34", "dessinée par Lena, empreinte ab12, tracé cd34"),
            (EvidenceKind::SignatureApplied, "typed by Lena, sha256 ab12", "saisie par Lena, empreinte ab12"),
            (EvidenceKind::Completed, "job J-00007", "travail J-00007"),
            (EvidenceKind::Declined, "revision 2 is too dear", "revision 2 is too dear"),
            (EvidenceKind::Sent, "by pigeon", "by pigeon"),
        ] {
            assert_eq!(entry_text(kind, written), written);
            assert_eq!(with_locale(Locale::Fr, || entry_text(kind, written)), french);
        }
    }
}
