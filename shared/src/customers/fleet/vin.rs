//! Whether a vehicle identification number can be right.
//!
//! ISO 3779: 17 characters, letters but I, O and Q, and digits. In North America (first character 1 to 5) the ninth is
//! a check digit by 49 CFR 565.15: each character's value times the weight of its place, summed, modulo 11; 10 is X.
//! Elsewhere the ninth place is free, so nothing is said about it.

/// What is odd about a VIN.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VinDoubt {
    /// Not 17 characters.
    Length,
    /// A character no VIN has: I, O, Q, or neither letter nor digit.
    Letter,
    /// The ninth character is not the one that follows from the others, which is this.
    CheckDigit(char),
}

const WEIGHTS: [u32; 17] = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];

/// What is odd about a VIN as it is kept; nothing about an empty one.
pub fn vin_doubt(vin: &str) -> Option<VinDoubt> {
    if vin.is_empty() {
        return None;
    }
    let letters: Vec<char> = vin.chars().collect();
    let Some(values) = letters.iter().map(|c| value(*c)).collect::<Option<Vec<u32>>>() else { return Some(VinDoubt::Letter) };
    if letters.len() != WEIGHTS.len() {
        return Some(VinDoubt::Length);
    }
    if !matches!(letters.first(), Some('1'..='5')) {
        return None;
    }
    let sum: u32 = values.iter().zip(WEIGHTS).map(|(value, weight)| value * weight).sum();
    let right = match sum % 11 {
        10 => 'X',
        digit => char::from_digit(digit, 10)?,
    };
    (letters.get(8) != Some(&right)).then_some(VinDoubt::CheckDigit(right))
}

/// What a character counts; letters run 1 to 9 by the rows of EBCDIC, which is why S is 2.
fn value(c: char) -> Option<u32> {
    Some(match c {
        '0'..='9' => c.to_digit(10)?,
        'A' | 'J' => 1,
        'B' | 'K' | 'S' => 2,
        'C' | 'L' | 'T' => 3,
        'D' | 'M' | 'U' => 4,
        'E' | 'N' | 'V' => 5,
        'F' | 'W' => 6,
        'G' | 'P' | 'X' => 7,
        'H' | 'Y' => 8,
        'R' | 'Z' => 9,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn vehicles_of_north_america_have_the_right_check_digit() {
        for vin in ["1M8GDM9AXKP042788", "11111111111111111", "5GZCZ43D13S812715", "1HGCM82633A004352"] {
            assert_eq!(vin_doubt(vin), None, "{vin}");
        }
        assert_eq!(vin_doubt("1M8GDM9A1KP042788"), Some(VinDoubt::CheckDigit('X')));
        assert_eq!(vin_doubt("1HGCM82633A004353"), Some(VinDoubt::CheckDigit('5')));
    }

    #[test]
    fn others_may_put_there_what_they_like_but_no_letter_a_vin_has_not() {
        assert_eq!(vin_doubt("WVWZZZ1JZ3W386752"), None);
        assert_eq!(vin_doubt(""), None);
        assert_eq!(vin_doubt("1M8GDM9AXKP04278"), Some(VinDoubt::Length));
        assert_eq!(vin_doubt("1M8GDM9AXKP04278O"), Some(VinDoubt::Letter));
        assert_eq!(vin_doubt("TRAILER-7"), Some(VinDoubt::Letter));
    }

    proptest! {
        #[test]
        fn the_digit_named_is_the_one_that_is_right(vin in "[1-5][A-HJ-NPR-Z0-9]{16}") {
            if let Some(VinDoubt::CheckDigit(right)) = vin_doubt(&vin) {
                let mended: String = vin.chars().enumerate().map(|(at, c)| if at == 8 { right } else { c }).collect();
                prop_assert_eq!(vin_doubt(&mended), None);
            }
        }

        #[test]
        fn one_mistyped_digit_is_noticed(vin in "[1-5][0-9]{7}[0-9X][0-9]{8}", at in 9_usize..17, by in 1_u32..10) {
            let vin = match vin_doubt(&vin) {
                Some(VinDoubt::CheckDigit(right)) => vin.chars().enumerate().map(|(at, c)| if at == 8 { right } else { c }).collect(),
                _ => vin,
            };
            let other = |c: char| c.to_digit(10).and_then(|d| char::from_digit((d + by) % 10, 10)).unwrap_or(c);
            let mistyped: String = vin.chars().enumerate().map(|(n, c)| if n == at { other(c) } else { c }).collect();
            prop_assert!(vin_doubt(&mistyped).is_some());
        }

        #[test]
        fn any_text_can_be_looked_at(vin in ".{0,40}") {
            let _ = vin_doubt(&vin);
        }
    }
}
