//! Checks that inputs of every room share. They run in the browser before sending and on the server before writing.
//!
//! Input types derive `validator::Validate` and name these functions: `#[validate(custom(function = "check_name"))]`.
//! Invariants: no text that passes holds NUL or another control character (PostgreSQL refuses the first, terminals
//! and CSV readers suffer from the others); what is stored has gone through [`trimmed`], [`normal_email`] or
//! [`normal_phone`]. Markup is not refused: every page escapes what it shows.

use serde::{Deserialize, Serialize};
use validator::{Validate, ValidationError};

use crate::{FieldErrors, Result};

/// Most characters of a name, a title or a label.
pub const NAME: u64 = 120;
/// Most characters of one line of text, such as an address.
pub const LINE: u64 = 300;
/// Most characters of a text of several lines, such as notes.
pub const TEXT: u64 = 8_000;
/// Most characters of an e-mail address (RFC 5321 §4.5.3.1.3).
pub const EMAIL: u64 = 254;

/// The body of a request that has nothing to say: `{}`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Nothing {}

/// Whether an input keeps all its rules; the broken ones by field otherwise.
pub fn check(input: &impl Validate) -> Result<()> {
    input.validate().map_err(Into::into)
}

/// The input, if it keeps its rules and nothing was `wrong` before, such as typed text that is no number.
pub fn checked<T: Validate>(input: T, mut wrong: FieldErrors) -> Result<T> {
    if let Err(error) = check(&input) {
        // what is known already says more than the rules on what stood in for it
        let mut all = error.fields();
        all.0.append(&mut wrong.0);
        wrong = all;
    }
    wrong.into_result().map(|()| input)
}

/// The text without space around it.
pub fn trimmed(text: &str) -> String {
    text.trim().to_owned()
}

/// The text without space around it, or none if nothing is left.
pub fn filled(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// An e-mail address as it is stored and compared: trimmed, lower case.
pub fn normal_email(email: &str) -> String {
    email.trim().to_lowercase()
}

/// A phone number in E.164; ten digits without a country code are taken as North American. None if it is no number.
pub fn normal_phone(phone: &str) -> Option<String> {
    let phone = phone.trim();
    let international = phone.starts_with('+') || phone.starts_with("00");
    let mut digits = String::with_capacity(16);
    for c in phone.chars() {
        match c {
            '0'..='9' => digits.push(c),
            '+' if digits.is_empty() => {}
            ' ' | '-' | '.' | '(' | ')' | '/' | '\u{a0}' | '\u{2011}' => {}
            _ => return None,
        }
    }
    let digits = digits.strip_prefix("00").filter(|_| international && !phone.starts_with('+')).map(str::to_owned).unwrap_or(digits);
    match (international, digits.len()) {
        (true, 8..=15) if !digits.starts_with('0') => Some(format!("+{digits}")),
        (false, 10) if !digits.starts_with(['0', '1']) => Some(format!("+1{digits}")),
        (false, 11) if digits.starts_with('1') => Some(format!("+{digits}")),
        _ => None,
    }
}

/// One line of text, possibly empty: no control characters, at most [`LINE`] characters.
pub fn check_line(text: &str) -> Result<(), ValidationError> {
    within(text, LINE)?;
    if text.chars().any(unprintable) { Err(ValidationError::new("invalid")) } else { Ok(()) }
}

/// Several lines of text, possibly empty: line breaks and tabs but no other control characters, at most [`TEXT`].
pub fn check_text(text: &str) -> Result<(), ValidationError> {
    within(text, TEXT)?;
    let bad = |c: char| unprintable(c) && !matches!(c, '\n' | '\r' | '\t');
    if text.chars().any(bad) { Err(ValidationError::new("invalid")) } else { Ok(()) }
}

/// A name that must be given: one line, at most [`NAME`] characters, not only space.
pub fn check_name(text: &str) -> Result<(), ValidationError> {
    check_required(text)?;
    within(text, NAME)?;
    check_line(text)
}

/// A name that may be left empty.
pub fn check_optional_name(text: &str) -> Result<(), ValidationError> {
    if text.trim().is_empty() { check_line(text) } else { check_name(text) }
}

/// Some text that is not only space.
pub fn check_required(text: &str) -> Result<(), ValidationError> {
    if text.trim().is_empty() { Err(ValidationError::new("required")) } else { Ok(()) }
}

/// An e-mail address that must be given. Only the mail server knows for sure; this refuses what cannot be one.
pub fn check_email(email: &str) -> Result<(), ValidationError> {
    check_required(email)?;
    within(email, EMAIL)?;
    let wrong = || ValidationError::new("email");
    // as it is kept: some letters become two in lower case, of which one is none
    let kept = normal_email(email);
    let (local, domain) = kept.rsplit_once('@').ok_or_else(wrong)?;
    let local_fine = !local.is_empty()
        && local.len() <= 64
        && !local.starts_with('.')
        && !local.ends_with('.')
        && !local.contains("..")
        && local.chars().all(|c| c.is_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c));
    let label_fine = |label: &str| {
        !label.is_empty()
            && label.len() <= 63
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|c| c.is_alphanumeric() || c == '-')
    };
    let domain_fine = domain.contains('.')
        && domain.split('.').all(label_fine)
        && !domain.rsplit('.').next().is_some_and(|tld| tld.chars().all(|c| c.is_ascii_digit()));
    if local_fine && domain_fine { Ok(()) } else { Err(wrong()) }
}

/// An e-mail address that may be left empty.
pub fn check_optional_email(email: &str) -> Result<(), ValidationError> {
    if email.trim().is_empty() { Ok(()) } else { check_email(email) }
}

/// A phone number that must be given.
pub fn check_phone(phone: &str) -> Result<(), ValidationError> {
    check_required(phone)?;
    if normal_phone(phone).is_some() { Ok(()) } else { Err(ValidationError::new("phone")) }
}

/// A phone number that may be left empty.
pub fn check_optional_phone(phone: &str) -> Result<(), ValidationError> {
    if phone.trim().is_empty() { Ok(()) } else { check_phone(phone) }
}

/// A password somebody chooses: 8 to 256 characters. How guessable it is, is judged on the server.
pub fn check_new_password(password: &str) -> Result<(), ValidationError> {
    if password.chars().count() < 8 {
        return Err(with_number("too_short", "min", 8));
    }
    within(password, 256)
}

/// An IANA time zone by its form, `America/Vancouver`; the server knows whether it exists.
pub fn check_zone(zone: &str) -> Result<(), ValidationError> {
    check_required(zone)?;
    let fine = zone.len() <= 64 && zone.chars().all(|c| c.is_ascii_alphanumeric() || "/_+-".contains(c));
    if fine { Ok(()) } else { Err(ValidationError::new("unknown_choice")) }
}

/// A colour such as `#1f6feb`.
pub fn check_colour(colour: &str) -> Result<(), ValidationError> {
    let fine = colour.strip_prefix('#').is_some_and(|hex| hex.len() == 6 && hex.chars().all(|c| c.is_ascii_hexdigit()));
    if fine { Ok(()) } else { Err(ValidationError::new("invalid")) }
}

/// At most `max` characters; the error says how many.
pub fn within(text: &str, max: u64) -> Result<(), ValidationError> {
    if text.chars().count() as u64 > max { Err(with_number("too_long", "max", max)) } else { Ok(()) }
}

fn with_number(code: &'static str, name: &'static str, number: u64) -> ValidationError {
    let mut error = ValidationError::new(code);
    error.add_param(name.into(), &number);
    error
}

/// Control characters, and the marks that make a text read in another order than it is written.
fn unprintable(c: char) -> bool {
    c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_that_exist_pass_and_others_do_not() {
        for good in ["a@b.ca", "sam.o'neil+quotes@north-shore.example.com", " Ana@Example.COM ", "josé@exemple.québec"] {
            assert!(check_email(good).is_ok(), "{good}");
        }
        for bad in [
            "a",
            "a@b",
            "@b.ca",
            "a@.ca",
            "a b@c.ca",
            "a@b..ca",
            ".a@b.ca",
            "a@-b.ca",
            "a@b.ca\0",
            "<script>@b.ca",
            "a@1.2.3.4",
            "a@b@c.ca x",
            "s\u{130}am@b.ca",
        ] {
            assert_eq!(check_email(bad).unwrap_err().code, "email", "{bad}");
        }
        assert_eq!(check_email("  ").unwrap_err().code, "required");
        assert_eq!(check_email(&format!("{}@b.ca", "a".repeat(300))).unwrap_err().code, "too_long");
    }

    #[test]
    fn phone_numbers_are_brought_to_one_form() {
        for (typed, stored) in [
            ("604 555 0134", Some("+16045550134")),
            ("(604) 555-0134", Some("+16045550134")),
            ("1-604-555-0134", Some("+16045550134")),
            ("+44 20 7946 0958", Some("+442079460958")),
            ("0044 20 7946 0958", Some("+442079460958")),
            ("555 0134", None),
            ("call me", None),
            ("+0 123 456 789", None),
            ("", None),
        ] {
            assert_eq!(normal_phone(typed).as_deref(), stored, "{typed}");
        }
    }

    #[test]
    fn control_characters_are_refused_and_line_breaks_only_where_they_belong() {
        assert!(check_line("Sam <b>O'Neil</b> 🚚").is_ok());
        assert!(check_text("one\r\ntwo\tthree").is_ok());
        for bad in ["a\0b", "a\u{1b}[31m", "a\u{202e}b"] {
            assert!(check_line(bad).is_err() && check_text(bad).is_err(), "{bad:?}");
        }
        assert!(check_line("one\ntwo").is_err());
    }

    #[test]
    fn a_name_of_spaces_is_none_and_a_long_one_says_how_long_it_may_be() {
        assert_eq!(check_name("  ").unwrap_err().code, "required");
        let error = check_name(&"x".repeat(121)).unwrap_err();
        assert_eq!((error.code.as_ref(), error.params["max"].as_u64()), ("too_long", Some(120)));
    }
}
