//! Whether a password is easy to guess.

use shared::{Error, Result};

/// Words of the product: known to whoever guesses.
const PRODUCT: [&str; 6] = ["tailboard", "fleet", "dispatch", "journey", "movers", "charter"];

/// Refuses a password that is easy to guess: the most common ones, patterns, and what is built of known words. The
/// person's own words, those of the organization and those of the product count as known, whole and in parts.
pub(super) fn strong(password: &str, words: &[&str]) -> Result<()> {
    let known: Vec<String> = words.iter().chain(&PRODUCT).flat_map(|word| parts(word)).collect();
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    // the estimate grows with length and says nothing more beyond this
    let start: String = password.chars().take(100).collect();
    if zxcvbn::zxcvbn(&start, &known).score() < zxcvbn::Score::Three {
        return Err(Error::field("password", "weak_password"));
    }
    Ok(())
}

/// What of a name or an address somebody would try: all of it, written as one word, and each of its words.
fn parts(text: &str) -> Vec<String> {
    let text = text.to_lowercase();
    let words = || text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() > 2).map(str::to_owned);
    let joined: String = words().collect();
    let mut all: Vec<String> = words().collect();
    all.extend([joined, text]);
    all
}

#[cfg(test)]
mod tests {
    use super::strong;

    /// The head of the lists of what people choose most, as far as they are long enough to be allowed at all.
    const COMMON: [&str; 40] = [
        "password",
        "12345678",
        "123456789",
        "1234567890",
        "password1",
        "iloveyou",
        "princess",
        "sunshine",
        "football",
        "baseball",
        "superman",
        "trustno1",
        "whatever",
        "starwars",
        "computer",
        "michelle",
        "corvette",
        "mercedes",
        "qwertyuiop",
        "1qaz2wsx",
        "qwerty123",
        "password123",
        "abcd1234",
        "a1b2c3d4",
        "asdfghjkl",
        "zaq12wsx",
        "letmein1",
        "welcome1",
        "11111111",
        "00000000",
        "88888888",
        "87654321",
        "11223344",
        "1q2w3e4r",
        "passw0rd",
        "P@ssw0rd",
        "Password1!",
        "Welcome123",
        "Summer2026",
        "changeme",
    ];

    #[test]
    fn the_most_common_passwords_are_refused_with_the_usual_ornaments() {
        for common in COMMON {
            for dressed in [common.to_owned(), common.to_uppercase(), format!("{common}!"), format!("{common}1")] {
                assert!(strong(&dressed, &[]).is_err(), "{dressed}");
            }
        }
    }

    #[test]
    fn words_of_the_person_the_organization_and_the_product_count_as_known() {
        let words = ["Olive Okonkwo", "olive.okonkwo@northline-movers.example", "Northline Movers"];
        for guess in ["northline2026", "NorthlineMovers1", "Okonkwo2026!", "oliveokonkwo", "tailboard2026", "Tailboard!1", "n0rthline!"] {
            assert!(strong(guess, &words).is_err(), "{guess}");
        }
        assert!(strong("four stout horses pull the van", &words).is_ok());
    }

    #[test]
    fn no_kind_of_character_is_asked_for_and_none_is_refused() {
        for fine in [
            "vexing otter plinth gale",
            "VEXINGOTTERPLINTHGALE",
            "80418276350917264",
            "zażółć gęślą jaźń dziś",
            "雨が降る前に洗濯物を",
            "🚚🐎🪑 rolling west at 6",
        ] {
            assert!(strong(fine, &[]).is_ok(), "{fine}");
        }
    }

    #[test]
    fn a_password_as_long_as_people_type_is_judged_whole_and_in_little_time() {
        let begun = std::time::Instant::now();
        assert!(strong(&"correct horse ".repeat(18), &[]).is_ok());
        assert!(strong(&"a".repeat(256), &[]).is_err());
        assert!(begun.elapsed() < std::time::Duration::from_secs(10));
    }
}
