//! Reading what somebody typed, finding it in a text, and telling a slip of the fingers from another word.

use std::ops::Range;

/// From this many letters on a word may be misspelled; shorter ones would fit too much.
const SPELLED: usize = 4;

/// What was typed, as numbers, phones and plates are looked for. Words are read by the database, which folds accents of
/// every language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sought {
    /// Letters and digits alone, if there is a digit and at least three of both: a plate or a VIN.
    pub code: Option<String>,
    /// A part of a phone number: at least four digits, without the zeros or the plus before it.
    pub digits: Option<String>,
    /// The number at the end of a record's number, without zeros before it.
    pub tail: Option<String>,
    /// The letters before it, lower case; empty if there are none.
    pub letters: String,
}

/// What was typed, read as everything it may be.
pub fn read(typed: &str) -> Sought {
    let plain: String = folded(typed).into_iter().map(|letter| letter.c).collect();
    let plain = plain.trim();
    let joined: String = plain.chars().filter(char::is_ascii_alphanumeric).collect();
    let code = (joined.len() >= 3 && joined.contains(|c: char| c.is_ascii_digit())).then_some(joined);
    let is_phone =
        plain.chars().all(|c| c.is_ascii_digit() || c.is_whitespace() || matches!(c, '+' | '-' | '.' | ',' | '(' | ')' | '/' | '\u{2011}'));
    let dialled: String = plain.chars().filter(char::is_ascii_digit).collect();
    let dialled = dialled.trim_start_matches('0');
    let digits = (is_phone && dialled.len() >= 4).then(|| dialled.to_string());
    let (tail, letters) = numbered(plain).map_or((None, String::new()), |(letters, tail)| (Some(tail), letters));
    Sought { code, digits, tail, letters }
}

/// Letters, then one run of digits: `q-0042`, `Q 42`, `#42`, `42`.
fn numbered(plain: &str) -> Option<(String, String)> {
    let at = plain.find(|c: char| c.is_ascii_digit())?;
    let (before, run) = plain.split_at(at);
    if !run.chars().all(|c| c.is_ascii_digit()) || run.len() > 9 {
        return None;
    }
    let letters: String = before.chars().filter(char::is_ascii_alphabetic).collect();
    let marks = before.chars().filter(|c| !c.is_ascii_alphabetic()).all(|c| c.is_whitespace() || matches!(c, '-' | '_' | '#' | '.' | '/'));
    let tail = run.trim_start_matches('0');
    (marks && letters.len() <= 12 && !tail.is_empty()).then(|| (letters, tail.to_string()))
}

/// A letter as it is compared, and where it stands in the text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Letter {
    pub(crate) c: char,
    pub(crate) from: usize,
    pub(crate) to: usize,
}

/// A text in lower case without accents, each letter with its place.
pub(crate) fn folded(text: &str) -> Vec<Letter> {
    let mut letters = Vec::with_capacity(text.len());
    for (from, c) in text.char_indices() {
        let to = from + c.len_utf8();
        for low in c.to_lowercase() {
            match base(low) {
                Base::One(c) => letters.push(Letter { c, from, to }),
                Base::Two(first, second) => {
                    letters.push(Letter { c: first, from, to });
                    letters.push(Letter { c: second, from, to });
                }
                Base::None => {}
            }
        }
    }
    letters
}

enum Base {
    One(char),
    Two(char, char),
    /// An accent that stands by itself.
    None,
}

fn base(c: char) -> Base {
    Base::One(match c {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ā' | 'ă' | 'ą' => 'a',
        'ç' | 'ć' | 'č' => 'c',
        'ď' | 'đ' => 'd',
        'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ę' | 'ě' => 'e',
        'ğ' => 'g',
        'ì' | 'í' | 'î' | 'ï' | 'ī' | 'ı' => 'i',
        'ł' => 'l',
        'ñ' | 'ń' | 'ň' => 'n',
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'ō' | 'ő' => 'o',
        'ř' => 'r',
        'ś' | 'š' | 'ş' | 'ș' => 's',
        'ť' | 'ţ' | 'ț' => 't',
        'ù' | 'ú' | 'û' | 'ü' | 'ū' | 'ů' | 'ű' => 'u',
        'ý' | 'ÿ' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        'æ' => return Base::Two('a', 'e'),
        'œ' => return Base::Two('o', 'e'),
        'ß' => return Base::Two('s', 's'),
        '\u{300}'..='\u{36f}' => return Base::None,
        other => other,
    })
}

/// Where in a text the typed words stand: as typed, else letters and digits alone, as plates and phones are written with
/// all sorts of marks between, else the longest word. Accents and case do not matter. In bytes of the text.
pub fn found_in(text: &str, typed: &str) -> Option<Range<usize>> {
    let within = folded(text);
    let typed: String = folded(typed).into_iter().map(|letter| letter.c).collect();
    let whole: Vec<char> = typed.trim().chars().collect();
    let longest: Vec<char> = typed.split_whitespace().max_by_key(|word| word.len()).unwrap_or_default().chars().collect();
    run_of(&within, &whole).or_else(|| code_in(&within, &whole)).or_else(|| run_of(&within, &longest))
}

/// Where letters and digits stand when marks and spaces do not count; digits also without the zeros before them, as a
/// phone number is dialled at home.
fn code_in(within: &[Letter], typed: &[char]) -> Option<Range<usize>> {
    let code: Vec<char> = typed.iter().copied().filter(|c| c.is_alphanumeric()).collect();
    if code.len() < 3 || !code.iter().any(char::is_ascii_digit) {
        return None;
    }
    let bare: Vec<Letter> = within.iter().copied().filter(|letter| letter.c.is_alphanumeric()).collect();
    let dialled: Vec<char> = code.iter().copied().skip_while(|c| *c == '0').collect();
    run_of(&bare, &code).or_else(|| if dialled.len() < 4 { None } else { run_of(&bare, &dialled) })
}

/// Where the letters stand one after the other.
fn run_of(within: &[Letter], wanted: &[char]) -> Option<Range<usize>> {
    if wanted.is_empty() {
        return None;
    }
    let run = within.windows(wanted.len()).find(|run| run.iter().map(|letter| letter.c).eq(wanted.iter().copied()))?;
    Some(run.first()?.from..run.last()?.to)
}

/// How many letters must be put in, taken out, exchanged or swapped with their neighbour to make one word the other;
/// no letter is moved twice.
fn slips(a: &[char], b: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=b.len()).collect();
    for (i, left) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, right) in b.iter().enumerate() {
            let mut least = (above[j] + usize::from(left != right)).min(above[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *left == b[j - 1] && a[i - 1] == *right {
                least = least.min(before[j - 1] + 1);
            }
            row.push(least);
        }
        before = above;
        above = row;
    }
    above.last().copied().unwrap_or_default()
}

/// Whether a word may be the other with a slip or, from seven letters on, two.
fn is_near(typed: &[char], word: &[char]) -> bool {
    let most = match typed.len() {
        0..SPELLED => 0,
        SPELLED..7 => 1,
        _ => 2,
    };
    typed.len().abs_diff(word.len()) <= most && slips(typed, word) <= most
}

/// The words of a text, each folded and as it is written.
fn words_of(text: &str) -> Vec<(Vec<char>, &str)> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| (folded(word).into_iter().map(|letter| letter.c).collect(), word))
        .collect()
}

/// The words of the texts that what was typed may have meant, as they are written there; none unless each typed word is
/// near one, or a short one begins one.
pub fn similar_to(typed: &str, texts: &[&str]) -> Option<String> {
    let known: Vec<(Vec<char>, &str)> = texts.iter().flat_map(|text| words_of(text)).collect();
    let mut meant: Vec<&str> = Vec::new();
    for (word, _) in words_of(typed) {
        let fitting = |(other, _): &&(Vec<char>, &str)| if word.len() < SPELLED { other.starts_with(&word) } else { is_near(&word, other) };
        let (_, written) = known.iter().filter(fitting).min_by_key(|(other, _)| slips(&word, other))?;
        if !meant.contains(written) {
            meant.push(written);
        }
    }
    (!meant.is_empty()).then(|| meant.join(" "))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn some(text: &str) -> Option<String> {
        Some(text.into())
    }

    #[test]
    fn a_number_is_read_with_or_without_letters_marks_and_zeros() {
        for (typed, letters, tail) in
            [("Q-0042", "q", "42"), ("q42", "q", "42"), ("#42", "", "42"), (" 00042 ", "", "42"), ("OFF 12", "off", "12")]
        {
            let sought = read(typed);
            assert_eq!((sought.letters.as_str(), sought.tail.as_deref()), (letters, Some(tail)), "{typed}");
        }
        for typed in ["604 555 0199", "Main St 12b", "000", "johnson", "12 Main"] {
            assert_eq!(read(typed).tail, None, "{typed}");
        }
    }

    #[test]
    fn a_phone_is_read_in_any_notation_and_a_plate_without_its_marks() {
        for typed in ["(604) 555-0199", "604.555.0199", "0 604 555 01 99", "00604/555 0199"] {
            assert_eq!(read(typed).digits, some("6045550199"), "{typed}");
        }
        assert_eq!(read("+1 604-555-0199").digits, some("16045550199"));
        assert_eq!((read("019").digits, read("604 Main").digits), (None, None));
        for typed in ["AB-123-CD", "ab 123 cd", "ab.123.CD", "Ab123cd"] {
            assert_eq!(read(typed).code, some("ab123cd"), "{typed}");
        }
        assert_eq!(read("Burrard College").code, None);
    }

    #[test]
    fn the_typed_words_are_found_without_case_accents_and_marks() {
        let cut = |text: &'static str, typed: &str| found_in(text, typed).map(|range| &text[range]);
        assert_eq!(cut("Hélène Beauchamp", "helene"), Some("Hélène"));
        assert_eq!(cut("Cœur de Lion", "COEUR"), Some("Cœur"));
        assert_eq!(cut("+1 (604) 555-0199", "6045550199"), Some("604) 555-0199"));
        assert_eq!(cut("+33 6 12 34 56 78", "06 12 34 56 78"), Some("6 12 34 56 78"));
        assert_eq!(cut("AB 123 CD", "ab-123"), Some("AB 123"));
        assert_eq!(cut("Move of Johnson", "johnson move"), Some("Johnson"));
        assert_eq!((cut("Johnson", "jonhson"), cut("Johnson", " "), cut("Q-1", "-1x")), (None, None, None));
    }

    #[test]
    fn a_slip_of_the_fingers_is_told_from_another_word() {
        for (typed, meant) in [
            ("Jonhson", "Johnson"),
            ("simth", "Smith"),
            ("Helene Beuchamp", "Hélène Beauchamp"),
            ("burard", "Burrard"),
            ("okafro", "Okafor"),
        ] {
            assert_eq!(similar_to(typed, &[meant]), some(meant), "{typed}");
        }
        assert_eq!(similar_to("jo jonhson", &["Johnson Movers", "Jo Bell"]), some("Jo Johnson"));
        for (typed, other) in [("smith", "Smythers"), ("lee", "Lea"), ("Jonhson", "Jackson"), ("", "Johnson"), ("jonhson berg", "Johnson")]
        {
            assert_eq!(similar_to(typed, &[other]), None, "{typed}");
        }
    }

    proptest! {
        #[test]
        fn two_letters_that_changed_places_are_one_slip(word in "[a-z]{4,16}", at in 0usize..15) {
            let mut letters: Vec<char> = word.chars().collect();
            let at = at % (letters.len() - 1);
            letters.swap(at, at + 1);
            let typed: String = letters.iter().collect();
            prop_assert!(similar_to(&typed, &[word.as_str()]).is_some());
        }

        #[test]
        fn slips_count_the_same_both_ways(a in "\\PC{0,12}", b in "\\PC{0,12}") {
            let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
            prop_assert_eq!(slips(&a, &b), slips(&b, &a));
            prop_assert_eq!(slips(&a, &b) == 0, a == b);
        }

        #[test]
        fn what_is_found_can_be_cut_out_of_any_text(text in "\\PC{0,40}", typed in "\\PC{0,12}") {
            if let Some(range) = found_in(&text, &typed) {
                prop_assert!(!text[range].is_empty());
            }
            let sought = read(&typed);
            prop_assert!(sought.tail.is_none_or(|tail| !tail.starts_with('0') && tail.len() <= 9));
        }
    }
}
