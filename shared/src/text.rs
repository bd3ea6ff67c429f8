//! Every text a person reads, typed: a key that does not exist or lacks a language fails the build.
//!
//! A room declares its texts once with [`catalog_bilingual!`](crate::catalog_bilingual), in English and Canadian French,
//! and calls them as functions: `text::moved(name, stage)`. There is no other way to declare a text, so that none is in
//! one language alone. The language is the one of the current thread: browsers set it once, the server around each
//! rendering, which never awaits.
//!
//! Which French word stands for what, and how French is set: `docs/french.md`.

use std::cell::Cell;
use std::fmt::{self, Display};

use serde::{Deserialize, Serialize};

/// A language Tailboard speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Locale {
    /// English as written in Canada.
    #[default]
    #[serde(rename = "en-CA")]
    En,
    /// French as written in Canada.
    #[serde(rename = "fr-CA")]
    Fr,
    /// Accented and 40 % longer English, to find clipped and untranslated texts.
    #[serde(rename = "en-XA")]
    Pseudo,
}

impl Locale {
    /// The BCP 47 tag, as `lang` attributes and `Intl` take it.
    pub fn tag(self) -> &'static str {
        match self {
            Locale::En => "en-CA",
            Locale::Fr => "fr-CA",
            Locale::Pseudo => "en-XA",
        }
    }

    /// The locale of a BCP 47 tag; any French is Canadian French here, anything unknown is English.
    pub fn from_tag(tag: &str) -> Self {
        let tag = tag.trim().to_ascii_lowercase();
        if tag == "en-xa" {
            Locale::Pseudo
        } else if tag == "fr" || tag.starts_with("fr-") {
            Locale::Fr
        } else {
            Locale::En
        }
    }

    /// The best locale for an `Accept-Language` header (RFC 9110 §12.5.4): the first tag we speak wins.
    pub fn from_accept_language(header: &str) -> Self {
        header
            .split(',')
            .map(|part| part.split(';').next().unwrap_or_default().trim())
            .find(|tag| {
                let tag = tag.to_ascii_lowercase();
                tag.starts_with("en") || tag.starts_with("fr")
            })
            .map(Self::from_tag)
            .unwrap_or_default()
    }
}

thread_local! { static CURRENT: Cell<Locale> = const { Cell::new(Locale::En) }; }

/// The language texts are given in on this thread.
pub fn locale() -> Locale {
    CURRENT.with(Cell::get)
}

/// Sets the language of this thread for good: what a browser does once at its start.
pub fn set_locale(locale: Locale) {
    CURRENT.with(|current| current.set(locale));
}

/// Runs `render` in a language and puts the former one back.
pub fn with_locale<T>(locale: Locale, render: impl FnOnce() -> T) -> T {
    let _before = Former(self::locale());
    set_locale(locale);
    render()
}

/// Puts a language back, after a panic as well: the thread goes on with requests of others.
struct Former(Locale);

impl Drop for Former {
    fn drop(&mut self) {
        set_locale(self.0);
    }
}

/// `one` if `n` is grammatically singular in the current language, else `many` (French counts 0 as singular).
pub fn plural(n: u64, one: impl Display, many: impl Display) -> String {
    let singular = match locale() {
        Locale::Fr => n < 2,
        _ => n == 1,
    };
    if singular { one.to_string() } else { many.to_string() }
}

/// Canadian French as it is set: curved apostrophes, and blanks that no line ends at inside guillemets and before
/// colons and percent signs. Typed plainly in the catalogues, seen to here, so that none is forgotten.
pub fn french(text: String) -> String {
    if !text.contains(['\'', '«', '»', ':', '%', '$']) {
        return text;
    }
    text.replace('\'', "’")
        .replace("« ", "«\u{a0}")
        .replace(" »", "\u{a0}»")
        .replace(" :", "\u{a0}:")
        .replace(" %", "\u{a0}%")
        .replace(" $", "\u{a0}$")
}

/// English made conspicuous and about 40 % longer, for [`Locale::Pseudo`].
pub fn pseudo(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    out.push('⟦');
    for c in text.chars() {
        out.push(match c {
            'a' => 'á',
            'e' => 'é',
            'i' => 'í',
            'o' => 'ó',
            'u' => 'ú',
            'A' => 'Á',
            'E' => 'É',
            'I' => 'Í',
            'O' => 'Ó',
            'U' => 'Ú',
            'n' => 'ñ',
            'c' => 'ç',
            'y' => 'ý',
            other => other,
        });
    }
    // what is added breaks like words do
    for n in 1..=text.chars().count() * 2 / 5 {
        out.push(if n % 8 == 0 { ' ' } else { '~' });
    }
    out.push('⟧');
    out
}

/// A text in the language of the thread, of the two it exists in: what the catalogues are made of.
///
/// Each text is one call of this, so that a client carries its words and little else.
pub fn told(english: fmt::Arguments<'_>, in_french: fmt::Arguments<'_>) -> String {
    match locale() {
        Locale::Fr => french(fmt::format(in_french)),
        Locale::Pseudo => pseudo(&fmt::format(english)),
        Locale::En => fmt::format(english),
    }
}

/// Declares texts that exist in English and Canadian French: `name { "Text" / "Texte" }` or
/// `name(who, what) { "{who} did {what}" / "{who} a fait {what}" }`.
#[macro_export]
macro_rules! catalog_bilingual {
    ($( $(#[$meta:meta])* $key:ident $(( $($arg:ident),* $(,)? ))? { $en:literal / $fr:literal } )*) => { $(
        $(#[$meta])*
        pub fn $key($( $($arg: impl ::std::fmt::Display),* )?) -> String {
            $crate::text::told(format_args!($en $( $(, $arg = $arg)* )?), format_args!($fr $( $(, $arg = $arg)* )?))
        }
    )* };
}

#[cfg(test)]
mod tests {
    use super::*;

    mod demo {
        crate::catalog_bilingual! {
            save { "Save" / "Enregistrer" }
            moved(name, stage) { "Moved {name} to {stage}" / "{name} déplacé vers {stage}" }
        }
    }

    #[test]
    fn a_text_follows_the_language_of_the_thread() {
        assert_eq!(demo::save(), "Save");
        assert_eq!(with_locale(Locale::Fr, || demo::moved("Acme", "Gagné")), "Acme déplacé vers Gagné");
        assert_eq!(with_locale(Locale::Pseudo, demo::save), "⟦Sávé~⟧");
        assert_eq!(locale(), Locale::En);
    }

    #[test]
    fn a_panic_leaves_the_thread_its_language() {
        let ended = std::panic::catch_unwind(|| with_locale(Locale::Fr, || assert_eq!(locale(), Locale::En, "on purpose")));
        assert!(ended.is_err());
        assert_eq!(locale(), Locale::En);
    }

    #[test]
    fn french_is_set_as_in_canada() {
        assert_eq!(
            french("Choisissez « Ajouter à l'écran » : 13 % ou 5 $".into()),
            "Choisissez «\u{a0}Ajouter à l’écran\u{a0}»\u{a0}: 13\u{a0}% ou 5\u{a0}$"
        );
        assert_eq!(french("Tout y est".into()), "Tout y est");
    }

    #[test]
    fn the_first_language_of_a_browser_that_we_speak_wins() {
        assert_eq!(Locale::from_accept_language("de-DE,fr;q=0.8,en;q=0.5"), Locale::Fr);
        assert_eq!(Locale::from_accept_language("en-US,en;q=0.9,fr;q=0.8"), Locale::En);
        assert_eq!(Locale::from_accept_language(""), Locale::En);
    }
}
