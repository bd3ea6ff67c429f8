//! When two records look like the same customer: comparable forms, and a score with its reasons.

use std::collections::BTreeSet;

use super::types::MatchReason;
use crate::input::{normal_email, normal_phone};

/// What is compared of a record.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Identity {
    /// Names of the account and of the person, whatever is known.
    pub names: Vec<String>,
    pub email: Option<String>,
    pub phone: Option<String>,
}

/// How alike two names are, 0.0 to 1.0: shared trigrams of their words over all trigrams.
pub fn similarity(a: &str, b: &str) -> f64 {
    let (a, b) = (trigrams(a), trigrams(b));
    if a.is_empty() || b.is_empty() {
        return 0.0;
    }
    let shared = a.intersection(&b).count() as f64;
    shared / (a.len() + b.len()) as f64 * 2.0
}

fn trigrams(text: &str) -> BTreeSet<[char; 3]> {
    text.chars()
        .flat_map(char::to_lowercase)
        .map(fold)
        .collect::<String>()
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .flat_map(|word| {
            let padded: Vec<char> = "  ".chars().chain(word.chars()).chain(" ".chars()).collect();
            padded.windows(3).map(|w| [w[0], w[1], w[2]]).collect::<Vec<_>>()
        })
        .collect()
}

/// The letter without its accent, for the letters of English and French.
pub(super) fn fold(c: char) -> char {
    match c {
        'à' | 'â' | 'ä' | 'á' => 'a',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'î' | 'ï' | 'í' => 'i',
        'ô' | 'ö' | 'ó' => 'o',
        'ù' | 'û' | 'ü' | 'ú' => 'u',
        'ç' => 'c',
        'ñ' => 'n',
        other => other,
    }
}

/// How sure one is that two records are one customer (0 to 100) and why; none below 50.
pub fn match_score(known: &Identity, entered: &Identity) -> Option<(u8, Vec<MatchReason>)> {
    let same = |a: Option<String>, b: Option<String>| a.is_some() && a == b;
    let email = |i: &Identity| i.email.as_deref().map(normal_email).filter(|e| !e.is_empty());
    let phone = |i: &Identity| i.phone.as_deref().and_then(normal_phone);
    let mut doubt = 1.0_f64;
    let mut reasons = Vec::new();
    if same(email(known), email(entered)) {
        doubt *= 0.1;
        reasons.push(MatchReason::SameEmail);
    }
    if same(phone(known), phone(entered)) {
        doubt *= 0.2;
        reasons.push(MatchReason::SamePhone);
    }
    let alike = known.names.iter().flat_map(|a| entered.names.iter().map(move |b| similarity(a, b))).fold(0.0_f64, f64::max);
    if alike >= 0.6 {
        doubt *= 1.0 - alike * 0.65;
        reasons.push(MatchReason::SimilarName);
    }
    let score = ((1.0 - doubt) * 100.0).round() as u8;
    (score >= 50).then_some((score, reasons))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn who(name: &str, email: &str, phone: &str) -> Identity {
        let some = |s: &str| (!s.is_empty()).then(|| s.to_string());
        Identity { names: vec![name.into()], email: some(email), phone: some(phone) }
    }

    #[test]
    fn the_same_email_is_nearly_certain_and_says_so() {
        let (score, reasons) = match_score(
            &who("Hélène Beauchamp", "Helene.B@example.ca", "604 555 0148"),
            &who("Helene Beauchamp", "helene.b@example.ca ", "+1 604-555-0148"),
        )
        .expect("a match");
        assert!(score >= 97, "{score}");
        assert_eq!(reasons, [MatchReason::SameEmail, MatchReason::SamePhone, MatchReason::SimilarName]);
    }

    #[test]
    fn an_equal_name_alone_is_worth_a_look_and_another_name_is_not() {
        let (score, reasons) =
            match_score(&who("Nordstar Film Services", "", ""), &who("nordstar film services", "", "")).expect("a match");
        assert!((60..80).contains(&score), "{score}");
        assert_eq!(reasons, [MatchReason::SimilarName]);
        assert_eq!(match_score(&who("Nordstar Film Services", "", ""), &who("Seaview Lutheran School", "", "")), None);
    }

    #[test]
    fn missing_values_never_match_each_other() {
        assert_eq!(match_score(&who("", "", ""), &who("", "", "")), None);
    }

    proptest! {
        #[test]
        fn any_text_can_be_compared(a in ".{0,60}", b in ".{0,60}") {
            let s = similarity(&a, &b);
            prop_assert!((0.0..=1.0).contains(&s));
            prop_assert!((similarity(&b, &a) - s).abs() < 1e-9);
        }
    }
}
