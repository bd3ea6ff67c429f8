//! What a signature is, what is agreed to by it, and how a drawn one is shown.

use super::text;

/// Version of the consent text a signer agrees to; the text itself is in [`super::text`].
pub const CONSENT_VERSION: &str = "2026-11-3";

/// Version of the words on pages that do not say which they show: those of the release before the version was sent along.
/// A page may be open while the server is updated.
pub const UNTOLD_CONSENT_VERSION: &str = "2026-11-2";

/// Whose consent to what it is.
#[derive(Clone, Copy, Debug)]
pub struct Consent<'a> {
    /// Who signs.
    pub name: &'a str,
    /// Number of the quote.
    pub number: &'a str,
    /// Number of its revision.
    pub revision: i32,
    /// What it comes to, in words.
    pub total: &'a str,
    /// Who offers it.
    pub company: &'a str,
}

impl Consent<'_> {
    /// The words of a version in the language of the thread, to the letter as they were shown, for their hash is signed; none
    /// of a version whose words stand only with what was signed.
    pub fn words(&self, version: &str) -> Option<String> {
        let disclosure = match version {
            CONSENT_VERSION => text::disclosure(self.company),
            UNTOLD_CONSENT_VERSION => text::disclosure_2026_11_2(self.company),
            _ => return None,
        };
        Some(format!("{}\n{disclosure}", text::consent(self.name, self.number, self.revision, self.total)))
    }
}

/// Whether drawn strokes are a signature: more than a dot.
pub fn is_drawn(strokes: &str) -> bool {
    let points: Vec<(f64, f64)> =
        strokes.split([';', ' ']).filter_map(|p| p.split_once(',')).filter_map(|(x, y)| Some((x.parse().ok()?, y.parse().ok()?))).collect();
    let spread = |of: fn(&(f64, f64)) -> f64| {
        let (low, high) = points.iter().map(of).fold((f64::MAX, f64::MIN), |(l, h), v| (l.min(v), h.max(v)));
        high - low
    };
    points.len() >= 8 && spread(|p| p.0) + spread(|p| p.1) > 30.0
}

/// Drawn strokes as an SVG path in their box of 340 × 120.
pub fn strokes_path(strokes: &str) -> String {
    strokes
        .split(';')
        .filter(|stroke| !stroke.is_empty())
        .map(|stroke| {
            let points: Vec<String> =
                stroke.split(' ').filter_map(|point| point.split_once(',')).map(|(x, y)| format!("{x} {y}")).collect();
            // a dot is a line too short to be seen but for its round end
            if points.len() == 1 { format!("M{}l.1 0", points[0]) } else { format!("M{}", points.join("L")) }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Locale, with_locale};

    #[test]
    fn the_words_of_a_consent_are_those_of_its_version() {
        let consent = Consent { name: "Ida Lund", number: "Q-00001", revision: 2, total: "$1.00", company: "Northline" };
        let of = |locale, version| with_locale(locale, || consent.words(version));
        let (now, before) = (of(Locale::Fr, CONSENT_VERSION).expect("known"), of(Locale::Fr, "2026-11-2").expect("known"));
        assert!(now.contains("une adresse courriel et") && !now.contains("adresse de courriel"), "{now}");
        assert_eq!(now.replace("adresse courriel", "adresse de courriel"), before, "nothing else changed");
        assert_eq!(of(Locale::En, CONSENT_VERSION), of(Locale::En, "2026-11-2"));
        assert!(now.starts_with("Je soussigné, Ida Lund, accepte la soumission Q-00001 version 2 "), "{now}");
        assert_eq!(consent.words("2026-11-1"), None);
    }

    #[test]
    fn strokes_become_a_path() {
        assert_eq!(strokes_path("1,2 3,4;5,6"), "M1 2L3 4M5 6l.1 0");
        assert_eq!(strokes_path(""), "");
    }

    #[test]
    fn a_dot_is_no_signature() {
        assert!(!is_drawn(""));
        assert!(!is_drawn("10,10 10,10 10,10 10,10 10,10 10,10 10,10 10,10 10,10"));
        assert!(is_drawn("10,10 20,30 30,10 40,40 50,12 60,30;70,20 80,25 90,10"));
    }
}
