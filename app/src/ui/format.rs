//! One formatter for money, numbers, dates and durations, the same letter for letter on the server and in a browser.
//!
//! Only the offset and abbreviation of a time zone come from the platform (chrono-tz there, `Intl` here); words and
//! separators are ours, so that a page rendered twice reads the same. Times are 24-hour.

mod dates;
mod zones;

use shared::Money;
use shared::money::Currency;
use shared::text::{Locale, locale};

pub use self::dates::*;
pub use self::zones::{Local, local};

/// A narrow no-break space: separates thousands and units in French, and the percent sign in both.
const THIN: char = '\u{202f}';
/// A no-break space.
const NBSP: char = '\u{a0}';

fn french() -> bool {
    locale() == Locale::Fr
}

/// The sign of a currency, without its country.
pub fn currency_sign(currency: Currency) -> &'static str {
    match currency.code() {
        "EUR" => "€",
        "GBP" => "£",
        _ => "$",
    }
}

fn grouped(digits: u64) -> String {
    let plain = digits.to_string();
    let separator = if french() { THIN } else { ',' };
    let mut out = String::with_capacity(plain.len() + plain.len() / 3);
    for (i, digit) in plain.chars().enumerate() {
        if i > 0 && (plain.len() - i).is_multiple_of(3) {
            out.push(separator);
        }
        out.push(digit);
    }
    out
}

/// A whole number with its thousands separated.
pub fn number(value: i64) -> String {
    let sign = if value < 0 { "−" } else { "" };
    format!("{sign}{}", grouped(value.unsigned_abs()))
}

/// A count of what is counted up to a limit only: "1,000+" beyond.
pub fn counted(value: i64) -> String {
    let limit = shared::page::COUNTED;
    if value > limit { format!("{}+", number(limit)) } else { number(value) }
}

/// A number with a fixed count of decimals.
pub fn decimal(value: f64, places: usize) -> String {
    let text = format!("{:.places$}", value.abs());
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let whole = whole.parse::<u64>().map(grouped).unwrap_or_else(|_| whole.to_owned());
    let negative = value < 0.0 && text.chars().any(|c| c.is_ascii_digit() && c != '0');
    let sign = if negative { "−" } else { "" };
    let point = if french() { ',' } else { '.' };
    if fraction.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}{point}{fraction}") }
}

/// A percentage: `62 %`.
pub fn percent(value: i64) -> String {
    format!("{}{NBSP}%", number(value))
}

fn money_text(amount: Money, cents_shown: bool) -> String {
    let size = amount.cents.unsigned_abs();
    let sign = if amount.cents < 0 { "−" } else { "" };
    let symbol = currency_sign(amount.currency);
    let whole = grouped(if cents_shown { size / 100 } else { (size + 50) / 100 });
    let cents = size % 100;
    match (french(), cents_shown) {
        (true, true) => format!("{sign}{whole},{cents:02}{NBSP}{symbol}"),
        (true, false) => format!("{sign}{whole}{NBSP}{symbol}"),
        (false, true) => format!("{sign}{symbol}{whole}.{cents:02}"),
        (false, false) => format!("{sign}{symbol}{whole}"),
    }
}

/// An amount: `$1,486.09`, in French `1 486,09 $`.
pub fn money(amount: Money) -> String {
    money_text(amount, true)
}

/// An amount to the nearest unit: `$1,486`.
pub fn money_whole(amount: Money) -> String {
    money_text(amount, false)
}

/// An amount with its ISO code: `$1,486.09 CAD`.
pub fn money_coded(amount: Money) -> String {
    format!("{}{NBSP}{}", money(amount), amount.currency.code())
}

/// An amount that always carries a sign: `+$203.40`.
pub fn money_signed(amount: Money) -> String {
    let plus = if amount.cents > 0 { "+" } else { "" };
    format!("{plus}{}", money(amount))
}

/// The digits of an amount as an input shows them: `1486.09`, in French `1486,09`.
pub fn money_plain(cents: i64) -> String {
    let sign = if cents < 0 { "-" } else { "" };
    let point = if french() { ',' } else { '.' };
    format!("{sign}{}{point}{:02}", cents.unsigned_abs() / 100, cents.unsigned_abs() % 100)
}

/// A size in bytes: `38 kB`, `1.4 MB`.
pub fn bytes(size: u64) -> String {
    let (value, places, unit) = match size {
        0..=999 => return format!("{size}{NBSP}{}", if french() { "o" } else { "B" }),
        1_000..=999_499 => (size as f64 / 1e3, 0, if french() { "ko" } else { "kB" }),
        999_500..=999_949_999 => (size as f64 / 1e6, 1, if french() { "Mo" } else { "MB" }),
        _ => (size as f64 / 1e9, 1, if french() { "Go" } else { "GB" }),
    };
    format!("{}{NBSP}{unit}", decimal(value, places))
}

/// A phone number as people read it: North American ones in their groups, others as they are.
pub fn phone(number: &str) -> String {
    let digits: Vec<char> = number.chars().filter(char::is_ascii_digit).collect();
    let local = match digits.as_slice() {
        ['1', local @ ..] if local.len() == 10 => local,
        local if local.len() == 10 && !number.trim_start().starts_with('+') => local,
        _ => return number.to_owned(),
    };
    let group = |from: usize, to: usize| local[from..to].iter().collect::<String>();
    format!("{}{NBSP}{}{NBSP}{}", group(0, 3), group(3, 6), group(6, 10))
}

/// A duration of whole minutes: `2 h 36 min`, `45 min`, `3 h`.
pub fn duration(minutes: i64) -> String {
    let sign = if minutes < 0 { "−" } else { "" };
    let (hours, rest) = (minutes.unsigned_abs() / 60, minutes.unsigned_abs() % 60);
    match (hours, rest) {
        (0, rest) => format!("{sign}{rest}{NBSP}min"),
        (hours, 0) => format!("{sign}{hours}{NBSP}h"),
        (hours, rest) => format!("{sign}{hours}{NBSP}h{NBSP}{rest}{NBSP}min"),
    }
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;
    use shared::text::with_locale;

    use super::*;

    fn cad(cents: i64) -> Money {
        Money::new(cents, Currency::CAD)
    }

    #[test]
    fn amounts_read_as_each_language_writes_them() {
        assert_eq!(money(cad(148_609)), "$1,486.09");
        assert_eq!(money(cad(-49_537)), "−$495.37");
        assert_eq!(money_signed(cad(20_340)), "+$203.40");
        assert_eq!(money_whole(cad(40_014_050)), "$400,141");
        assert_eq!(with_locale(Locale::Fr, || money(cad(148_609))), "1\u{202f}486,09\u{a0}$");
    }

    #[test]
    fn numbers_and_sizes_are_short_and_exact() {
        assert_eq!(number(1_204), "1,204");
        assert_eq!(decimal(-0.004, 2), "0.00");
        assert_eq!(decimal(1234.5, 1), "1,234.5");
        assert_eq!(bytes(1_400_000), "1.4\u{a0}MB");
        assert_eq!(duration(156), "2\u{a0}h\u{a0}36\u{a0}min");
    }

    #[test]
    fn phone_numbers_are_read_in_groups() {
        assert_eq!(phone("+14165550121"), "416\u{a0}555\u{a0}0121");
        assert_eq!(phone("416 555 0121"), "416\u{a0}555\u{a0}0121");
        assert_eq!(phone("+33142685300"), "+33142685300");
    }

    #[cfg(feature = "server")]
    #[test]
    fn a_moment_is_shown_on_the_clocks_of_its_zone() {
        let at = DateTime::from_timestamp(1_794_498_600, 0).expect("a date chrono can hold");
        assert_eq!(moment_with_zone(at, "America/Toronto", DateStyle::Full), "Thu 12 Nov 2026, 10:50 EST");
        assert_eq!(moment_with_zone(at, "Nowhere/Atlantis", DateStyle::Day), "Thu 12 Nov, 15:50 UTC");
        assert_eq!(with_locale(Locale::Fr, || time_in(at, "America/Toronto")), "10\u{a0}h\u{a0}50");
    }

    /// The rule is `shared::clock`'s and tested there over twenty zones; here that fields, lists and files use it.
    #[cfg(feature = "server")]
    #[test]
    fn where_clocks_change_a_time_that_is_typed_is_shown_again() {
        let wall = |text: &str| chrono::NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").expect("a time");
        for (typed, zone, shown) in [
            ("2026-03-08T02:30", "America/Toronto", "Sun 8 Mar 2026, 03:30 EDT"),
            ("2026-11-01T01:30", "America/Toronto", "Sun 1 Nov 2026, 01:30 EDT"),
            ("2026-11-01T02:30", "America/Toronto", "Sun 1 Nov 2026, 02:30 EST"),
            ("2026-03-29T02:30", "Europe/Berlin", "Sun 29 Mar 2026, 03:30 CEST"),
            ("2026-10-25T02:30", "Europe/Berlin", "Sun 25 Oct 2026, 02:30 CEST"),
            ("2026-03-08T00:00", "America/Havana", "Sun 8 Mar 2026, 01:00 CDT"),
            ("2026-12-11T08:30", "America/Toronto", "Fri 11 Dec 2026, 08:30 EST"),
            ("2026-12-11T08:30", "Nowhere/Atlantis", "Fri 11 Dec 2026, 08:30 UTC"),
        ] {
            assert_eq!(moment_with_zone(instant(wall(typed), zone), zone, DateStyle::Full), shown, "{typed} in {zone}");
        }
    }

    #[test]
    fn nearness_is_told_in_one_unit() {
        let at = DateTime::from_timestamp(1_794_498_600, 0).expect("a date chrono can hold");
        let later = |seconds| at + chrono::Duration::seconds(seconds);
        assert_eq!(relative(at, later(30)), "just now");
        assert_eq!(relative(at, later(7_300)), "2 h ago");
        assert_eq!(relative(later(259_300), at), "in 3 d");
    }
}
