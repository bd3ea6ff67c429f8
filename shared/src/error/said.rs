//! What a refusal says, in every language at once: whoever makes it does not know who will read it, nor when. It crosses
//! the wire, waits in the outbox of a device or in the database, and is read in the language of the reader.

use std::fmt;
use std::ops::Deref;

use serde::{Deserialize, Serialize};

use crate::text::{Locale, locale, pseudo, with_locale};

/// What stands between the languages in a column of text: the separator of records (U+001E).
const BETWEEN: char = '\u{1e}';

/// A sentence in English and French, or a value for programs, which is the same in both.
///
/// It reads as text of the language of the thread, by `Display` and as a `str`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Said {
    /// In English, or the value.
    #[serde(rename = "detail")]
    english: String,
    /// In French. Missing for a value, and in what was kept before sentences had their French beside them.
    #[serde(rename = "detail_fr", default, skip_serializing_if = "String::is_empty")]
    french: String,
}

impl Said {
    /// What `text` says, asked for once in each language: a function of a catalogue, or a closure that calls some.
    pub fn of(text: impl Fn() -> String) -> Self {
        Self { english: with_locale(Locale::En, &text), french: with_locale(Locale::Fr, &text) }
    }

    /// What is no sentence and needs no translation: a number, a name, a code.
    pub fn value(value: impl fmt::Display) -> Self {
        Self { english: value.to_string(), french: String::new() }
    }

    /// As a column of text keeps it: the English, and behind a mark that nobody types the French, where it differs.
    pub fn kept(&self) -> String {
        // a file that is read in, or a program, may have put the mark into a name
        let [english, french] = [&self.english, &self.french].map(|text| text.replace(BETWEEN, " "));
        if french.is_empty() || french == english { english } else { format!("{english}{BETWEEN}{french}") }
    }

    /// What a column kept; text from before there was French beside it is a value.
    pub fn of_kept(text: &str) -> Self {
        match text.split_once(BETWEEN) {
            Some((english, french)) => Self { english: english.into(), french: french.into() },
            None => Self::value(text),
        }
    }

    /// In the language of whoever asks.
    pub fn told_in(&self, locale: Locale) -> String {
        with_locale(locale, || self.to_string())
    }

    /// In the language of the thread; in English where there is no other.
    pub fn as_str(&self) -> &str {
        match locale() {
            Locale::Fr if !self.french.is_empty() => &self.french,
            _ => &self.english,
        }
    }
}

impl Deref for Said {
    type Target = str;

    fn deref(&self) -> &str {
        self.as_str()
    }
}

impl fmt::Display for Said {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match locale() {
            Locale::Pseudo if !self.french.is_empty() => f.write_str(&pseudo(&self.english)),
            _ => f.write_str(self.as_str()),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::Error;

    mod demo {
        crate::catalog_bilingual! { full(name, limit) { "{name} is full: it takes {limit} leads." / "{name} est pleine : elle prend {limit} pistes." } }
    }

    fn refused() -> Error {
        Error::conflict("stage_full", || demo::full("Won", 3))
    }

    #[test]
    fn a_refusal_is_read_in_the_language_of_the_reader() {
        let refused = refused();
        assert_eq!(refused.to_string(), "Won is full: it takes 3 leads.");
        assert_eq!(with_locale(Locale::Fr, || refused.to_string()), "Won est pleine\u{a0}: elle prend 3 pistes.");
        assert!(with_locale(Locale::Pseudo, || refused.to_string()).starts_with('⟦'));
    }

    #[test]
    fn a_refusal_made_of_another_stays_in_both_languages() {
        let Error::Conflict { code, detail } = refused() else { panic!("it is made above") };
        let longer = with_locale(Locale::Fr, || Error::conflict(code, || format!("{detail} {}", demo::full("Lost", 2))));
        assert_eq!(longer.to_string(), "Won is full: it takes 3 leads. Lost is full: it takes 2 leads.");
        assert!(with_locale(Locale::Fr, || longer.to_string()).ends_with("Lost est pleine\u{a0}: elle prend 2 pistes."));
    }

    #[test]
    fn programs_find_the_english_where_it_always_was_and_the_french_beside_it() {
        let sent = serde_json::to_value(refused()).unwrap();
        let told = json!({ "code": "stage_full", "detail": "Won is full: it takes 3 leads.", "detail_fr": "Won est pleine\u{a0}: elle prend 3 pistes." });
        assert_eq!(sent, json!({ "Conflict": told }));
        assert_eq!(serde_json::from_value::<Error>(sent).unwrap(), refused());
        let value = serde_json::to_value(Error::conflict_value("wrong_offset", 4)).unwrap();
        assert_eq!(value, json!({ "Conflict": { "code": "wrong_offset", "detail": "4" } }));
    }

    #[test]
    fn a_column_of_text_keeps_both_languages_and_is_read_in_either() {
        let said = Said::of(|| demo::full("Won", 3));
        let read = Said::of_kept(&said.kept());
        assert_eq!(read, said);
        assert_eq!(read.told_in(Locale::En), "Won is full: it takes 3 leads.");
        assert_eq!(read.told_in(Locale::Fr), "Won est pleine\u{a0}: elle prend 3 pistes.");
        for plain in ["", "Line 4"] {
            assert_eq!(Said::of_kept(plain).told_in(Locale::Fr), plain, "kept before, or a value");
            assert_eq!(Said::value(plain).kept(), plain);
        }
        assert_eq!(Said::of(|| "Acme".to_string()).kept(), "Acme", "what is the same in both is kept once");
        let marked = Said::of_kept(&Said::of(|| demo::full("W\u{1e}n", 3)).kept());
        assert_eq!(marked.told_in(Locale::Fr), "W n est pleine\u{a0}: elle prend 3 pistes.", "a name with the mark in it");
    }

    #[test]
    fn what_was_kept_in_english_alone_is_still_read() {
        let old: Error = serde_json::from_value(json!({ "Conflict": { "code": "changed", "detail": "Somebody changed it" } })).unwrap();
        assert_eq!(with_locale(Locale::Fr, || old.to_string()), "Somebody changed it");
    }
}
