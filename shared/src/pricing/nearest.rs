//! Which of the known cities somebody may have meant: for a place that is not understood.

use super::gazetteer::{Place, places, plain};

/// The most letters that may be wrong, for each so many letters of the name.
const LETTERS_PER_MISTAKE: usize = 3;

/// Up to three cities whose names look most like what was typed, the likeliest first; none if nothing looks alike.
pub fn nearest(typed: &str) -> Vec<Place> {
    // an address ends with its city and perhaps its region: each part may be what was misspelt
    let parts: Vec<String> = typed.chars().take(300).collect::<String>().split(',').map(|part| plain(part).trim().to_string()).collect();
    let parts: Vec<&String> = parts.iter().filter(|part| part.chars().count() >= 3).collect();
    let mut found: Vec<(usize, usize, Place)> = places()
        .enumerate()
        .filter_map(|(size, place)| {
            let name = plain(place.name).trim().to_string();
            let far = parts.iter().map(|part| mistakes(part, &name)).min()?;
            (far <= (name.chars().count() / LETTERS_PER_MISTAKE).max(1)).then_some((far, size, place))
        })
        .collect();
    found.sort_by_key(|(far, size, _)| (*far, *size));
    found.into_iter().take(3).map(|(_, _, place)| place).collect()
}

/// How many letters must be put in, taken out or replaced to make one word of the other; what merely begins like the
/// name counts as one.
fn mistakes(typed: &str, name: &str) -> usize {
    if name.starts_with(typed) {
        return 1;
    }
    let name: Vec<char> = name.chars().collect();
    let mut row: Vec<usize> = (0..=name.len()).collect();
    for (i, c) in typed.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, n) in name.iter().enumerate() {
            let above = row[j + 1];
            row[j + 1] = if c == *n { diagonal } else { diagonal.min(above).min(row[j]) + 1 };
            diagonal = above;
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn names(typed: &str) -> Vec<&'static str> {
        nearest(typed).into_iter().map(|place| place.name).collect()
    }

    #[test]
    fn a_misspelt_city_is_recognised_and_nonsense_is_not() {
        assert_eq!(names("Torronto").first(), Some(&"Toronto"));
        assert_eq!(names("12 Main St, Montrael, QC").first(), Some(&"Montréal"));
        assert_eq!(names("Vancuver").first(), Some(&"Vancouver"));
        assert_eq!(names("Missis").first(), Some(&"Mississauga"));
        assert_eq!(names("Zzyzx Flats"), Vec::<&str>::new());
        assert_eq!(names(""), Vec::<&str>::new());
    }

    proptest! {
        #[test]
        fn nothing_typed_panics_or_finds_more_than_three(typed in "\\PC{0,400}") {
            prop_assert!(nearest(&typed).len() <= 3);
        }

        #[test]
        fn a_name_with_a_letter_doubled_is_found(at in 0usize..8, of in 0usize..20) {
            let place = places().nth(of).expect("there are more cities");
            let mut letters: Vec<char> = place.name.chars().collect();
            let at = at.min(letters.len() - 1);
            letters.insert(at, letters[at]);
            let typed: String = letters.into_iter().collect();
            prop_assert!(nearest(&typed).iter().any(|found| found.name == place.name), "{typed}");
        }
    }
}
