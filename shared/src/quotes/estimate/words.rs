//! Words of a text as they are compared, the numbers among them, and where phrases stand.

use std::ops::Range;

use crate::search::folded;

/// A word in lower case without accents, with its place in bytes of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) text: String,
    pub(super) from: usize,
    pub(super) to: usize,
    /// Tenths of the number it is.
    pub(super) tenths: Option<u32>,
    /// Which clause it is in: commas, full stops and a "but" begin the next.
    pub(super) clause: usize,
}

/// What says that something is not wanted or not there.
const DENIES: [&str; 16] = [
    "no", "not", "without", "sans", "pas", "aucun", "aucune", "don't", "doesn't", "won't", "isn't", "never", "jamais", "ni", "nor",
    "neither",
];
/// What begins something else within a clause.
const AND: [&str; 6] = ["and", "et", "with", "avec", "plus", "also"];
/// What says of something that it does not go along.
const STAYS: [&str; 9] = ["stays", "stay", "staying", "remains", "sold", "reste", "restent", "vendu", "vendue"];
/// What may stand between a number and what it counts.
const ADJECTIVES: [&str; 14] =
    ["large", "big", "small", "heavy", "old", "new", "antique", "more", "gros", "grosse", "grand", "grande", "petit", "petite"];
/// What has a number of its own after it: `bus 21`.
const NUMBERED: [&str; 13] =
    ["unit", "bus", "truck", "van", "car", "coach", "unite", "autobus", "camion", "number", "numero", "apt", "suite"];
/// How far a denial reaches, in words.
const REACH: usize = 4;

/// The words of a text.
pub(super) fn words(text: &str) -> Vec<Word> {
    let letters = folded(text);
    let (mut found, mut clause, mut at) = (Vec::<Word>::new(), 0, 0);
    let is = |at: usize, fits: fn(char) -> bool| letters.get(at).is_some_and(|letter| fits(letter.c));
    let digit = |c: char| c.is_ascii_digit();
    // the end of "don't"
    let is_not = |at: usize| is(at, |c| matches!(c, '\'' | '’')) && is(at + 1, |c| c == 't') && !is(at + 2, char::is_alphanumeric);
    while let Some(letter) = letters.get(at) {
        let begin = at;
        match letter.c {
            '½' => at += 1,
            c if c.is_ascii_digit() => {
                while is(at, digit) || (is(at, |c| matches!(c, '.' | ',' | '/')) && is(at + 1, digit)) {
                    at += 1;
                }
            }
            c if c.is_alphanumeric() => {
                while is(at, char::is_alphanumeric) || is_not(at) {
                    at += 1;
                }
            }
            c => {
                clause += usize::from(matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | '\n'));
                at += 1;
                continue;
            }
        }
        let text: String = letters[begin..at].iter().map(|letter| plain(letter.c)).collect();
        let text = if text == "½" { "1/2".to_owned() } else { text };
        clause += usize::from(matches!(text.as_str(), "but" | "mais" | "however"));
        let (from, to) = (letters[begin].from, letters[at - 1].to);
        let tenths = number(&text);
        if let Some(before) = found.last_mut().filter(|before| continues(before, &letters, begin, &text)) {
            // thousands set off by a blank, as in French
            before.text.push_str(&text);
            (before.to, before.tenths) = (to, number(&before.text));
            continue;
        }
        found.push(Word { text, from, to, tenths, clause });
    }
    found
}

/// Whether three digits after one blank belong to the number before.
fn continues(before: &Word, letters: &[crate::search::Letter], begin: usize, text: &str) -> bool {
    let all_digits = |text: &str| text.chars().all(|c| c.is_ascii_digit());
    let blank = begin.checked_sub(1).and_then(|at| letters.get(at)).filter(|letter| matches!(letter.c, ' ' | '\u{a0}' | '\u{202f}'));
    blank.is_some_and(|blank| blank.from == before.to)
        && (1..=3).contains(&before.text.len())
        && text.len() == 3
        && all_digits(&before.text)
        && all_digits(text)
}

fn plain(c: char) -> char {
    match c {
        '³' => '3',
        '²' => '2',
        '’' => '\'',
        other => other,
    }
}

/// Tenths of a number: `28.5`, `28,5`, `1,200`, or a word.
fn number(text: &str) -> Option<u32> {
    if let Some(n) = spelled(text) {
        return Some(n * 10);
    }
    if !text.starts_with(|c: char| c.is_ascii_digit()) || text.contains('/') {
        return None;
    }
    let parts: Vec<&str> = text.split(['.', ',']).collect();
    let grouped = parts.len() > 1 && parts[1..].iter().all(|part| part.len() == 3);
    let (whole, tenth) = match parts[..] {
        [whole] => (whole.to_owned(), 0),
        _ if grouped => (parts.concat(), 0),
        [whole, part] => (whole.to_owned(), part.get(..1)?.parse::<u32>().ok()?),
        _ => return None,
    };
    if whole.len() > 6 { None } else { Some(whole.parse::<u32>().ok()? * 10 + tenth) }
}

fn spelled(text: &str) -> Option<u32> {
    Some(match text {
        "one" | "un" | "une" | "a" | "an" => 1,
        "two" | "deux" => 2,
        "three" | "trois" => 3,
        "four" | "quatre" => 4,
        "five" | "cinq" => 5,
        "six" => 6,
        "seven" | "sept" => 7,
        "eight" | "huit" => 8,
        "nine" | "neuf" => 9,
        "ten" | "dix" => 10,
        "eleven" | "onze" => 11,
        "twelve" | "douze" => 12,
        "fifteen" | "quinze" => 15,
        "twenty" | "vingt" => 20,
        "thirty" | "trente" => 30,
        "forty" | "quarante" => 40,
        "fifty" | "cinquante" => 50,
        _ => return None,
    })
}

/// A word without what makes it a plural.
fn stem(word: &str) -> &str {
    if word.ends_with("eaux") {
        return &word[..word.len() - 1];
    }
    if word.len() > 4 && ["xes", "shes", "ches", "sses"].iter().any(|end| word.ends_with(end)) {
        return &word[..word.len() - 2];
    }
    if word.len() > 3 && word.ends_with('s') && !word.ends_with("ss") { &word[..word.len() - 1] } else { word }
}

/// How many words of a phrase stand from here on, all of it within a clause.
fn phrase_at(words: &[Word], at: usize, phrase: &str) -> Option<usize> {
    let clause = words.get(at)?.clause;
    let mut count = 0;
    for part in phrase.split(' ') {
        let word = words.get(at + count).filter(|word| word.clause == clause)?;
        if stem(&word.text) != stem(part) {
            return None;
        }
        count += 1;
    }
    Some(count)
}

/// Where any of the phrases stands; where several begin, the longest. Phrases are in lower case without accents.
pub(super) fn find(words: &[Word], phrases: &[&str]) -> Vec<Range<usize>> {
    let (mut found, mut at) = (Vec::new(), 0);
    while at < words.len() {
        match phrases.iter().filter_map(|phrase| phrase_at(words, at, phrase)).max() {
            Some(count) => {
                found.push(at..at + count);
                at += count;
            }
            None => at += 1,
        }
    }
    found
}

/// Whether a name says any of the phrases, in either language.
pub(super) fn says(name: &crate::packs::Label, phrases: &[&str]) -> bool {
    [&name.en, &name.fr].into_iter().any(|name| !find(&words(name), phrases).is_empty())
}

/// Whether what stands there is said not to be there, not to be wanted, or not to go along.
pub(super) fn denied(words: &[Word], at: &Range<usize>) -> bool {
    let Some(first) = words.get(at.start) else { return false };
    let before = words[..at.start].iter().rev().take(REACH).take_while(|word| word.clause == first.clause);
    let mut before = before.take_while(|word| !AND.contains(&word.text.as_str()));
    let mut after = words[at.end.min(words.len())..].iter().take(2).take_while(|word| word.clause == first.clause);
    before.any(|word| DENIES.contains(&word.text.as_str())) || after.any(|word| STAYS.contains(&word.text.as_str()))
}

/// The number right before a place, in tenths.
pub(super) fn number_before(words: &[Word], at: usize) -> Option<(usize, u32)> {
    let before = at.checked_sub(1)?;
    let number = words.get(before).filter(|word| word.clause == words[at].clause)?;
    Some((before, number.tenths?))
}

/// The whole number before a place, of which an adjective may stand between: `two large pianos`.
pub(super) fn count_before(words: &[Word], at: usize) -> Option<(usize, u32)> {
    let near = number_before(words, at).or_else(|| {
        let is_between = |word: &Word| word.clause == words[at].clause && ADJECTIVES.contains(&stem(&word.text));
        let between = at.checked_sub(1).filter(|between| is_between(&words[*between]))?;
        number_before(words, between)
    });
    let is_name = |place: usize| {
        place.checked_sub(1).is_some_and(|at| NUMBERED.contains(&words[at].text.as_str()) && words[at].clause == words[place].clause)
    };
    let near = near.filter(|(place, _)| !is_name(*place));
    near.filter(|(_, tenths)| tenths.is_multiple_of(10) && *tenths > 0).map(|(place, tenths)| (place, tenths / 10))
}

/// The words of a name, each without what makes it a plural.
pub(super) fn stems(text: &str) -> Vec<String> {
    words(text).iter().map(|word| stem(&word.text).to_owned()).collect()
}
