//! One formatter for money, numbers, dates and durations, the same letter for letter on the server and in a browser.
//!
//! Only the offset and abbreviation of a time zone come from the platform (chrono-tz there, `Intl` here); words and
//! separators are ours, so that a page rendered twice reads the same. Times are 24-hour.

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime, Timelike, Utc};
use shared::Money;
use shared::money::Currency;
use shared::text::{Locale, locale};

use super::text;

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
    format!("{}{NBSP}{}-{}", group(0, 3), group(3, 6), group(6, 10))
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

const DAYS: [(&str, &str, &str, &str); 7] = [
    ("Mon", "Monday", "lun.", "lundi"),
    ("Tue", "Tuesday", "mar.", "mardi"),
    ("Wed", "Wednesday", "mer.", "mercredi"),
    ("Thu", "Thursday", "jeu.", "jeudi"),
    ("Fri", "Friday", "ven.", "vendredi"),
    ("Sat", "Saturday", "sam.", "samedi"),
    ("Sun", "Sunday", "dim.", "dimanche"),
];

const MONTHS: [(&str, &str, &str, &str); 12] = [
    ("Jan", "January", "janv.", "janvier"),
    ("Feb", "February", "févr.", "février"),
    ("Mar", "March", "mars", "mars"),
    ("Apr", "April", "avr.", "avril"),
    ("May", "May", "mai", "mai"),
    ("Jun", "June", "juin", "juin"),
    ("Jul", "July", "juill.", "juillet"),
    ("Aug", "August", "août", "août"),
    ("Sep", "September", "sept.", "septembre"),
    ("Oct", "October", "oct.", "octobre"),
    ("Nov", "November", "nov.", "novembre"),
    ("Dec", "December", "déc.", "décembre"),
];

fn weekday(day: NaiveDate, long: bool) -> &'static str {
    let (short_en, long_en, short_fr, long_fr) = DAYS[day.weekday().num_days_from_monday() as usize % 7];
    match (french(), long) {
        (false, false) => short_en,
        (false, true) => long_en,
        (true, false) => short_fr,
        (true, true) => long_fr,
    }
}

/// A month's name, short or long, 1 to 12.
pub fn month(number: u32, long: bool) -> &'static str {
    let (short_en, long_en, short_fr, long_fr) = MONTHS[(number.max(1) as usize - 1) % 12];
    match (french(), long) {
        (false, false) => short_en,
        (false, true) => long_en,
        (true, false) => short_fr,
        (true, true) => long_fr,
    }
}

/// How a date is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DateStyle {
    /// `12 Nov`
    Short,
    /// `Thu 12 Nov`
    #[default]
    Day,
    /// `12 Nov 2026`
    Medium,
    /// `Thu 12 Nov 2026`
    Full,
    /// `Thursday 12 November 2026`
    Long,
}

/// A calendar date.
pub fn date(day: NaiveDate, style: DateStyle) -> String {
    let long = style == DateStyle::Long;
    let text = format!("{} {}", day.day(), month(day.month(), long));
    match style {
        DateStyle::Short => text,
        DateStyle::Medium => format!("{text} {}", day.year()),
        DateStyle::Day => format!("{} {text}", weekday(day, false)),
        DateStyle::Full | DateStyle::Long => format!("{} {text} {}", weekday(day, long), day.year()),
    }
}

/// A time of day: `08:30`, in French `8 h 30`.
pub fn clock(at: NaiveTime) -> String {
    if french() { format!("{}{NBSP}h{NBSP}{:02}", at.hour(), at.minute()) } else { format!("{:02}:{:02}", at.hour(), at.minute()) }
}

/// A moment on the clocks of a zone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Local {
    /// What the clock there shows.
    pub wall: NaiveDateTime,
    /// The zone's abbreviation at that moment, such as `PST`.
    pub abbreviation: String,
}

/// The moment on the clocks of an IANA zone; an unknown zone is UTC.
pub fn local(at: DateTime<Utc>, zone: &str) -> Local {
    zones::local(at, zone).unwrap_or_else(|| Local { wall: at.naive_utc(), abbreviation: "UTC".to_owned() })
}

/// The moment a wall clock in a zone means. Where clocks change, the hour that is skipped moves on.
pub fn instant(wall: NaiveDateTime, zone: &str) -> DateTime<Utc> {
    let mut at = wall.and_utc();
    for _ in 0..2 {
        let shown = local(at, zone).wall;
        at += wall - shown;
    }
    at
}

/// The time of day in a zone.
pub fn time_in(at: DateTime<Utc>, zone: &str) -> String {
    clock(local(at, zone).wall.time())
}

/// The date in a zone.
pub fn date_in(at: DateTime<Utc>, zone: &str, style: DateStyle) -> String {
    date(local(at, zone).wall.date(), style)
}

/// Date and time in a zone: `Thu 12 Nov, 08:30`.
pub fn moment_in(at: DateTime<Utc>, zone: &str, style: DateStyle) -> String {
    let there = local(at, zone);
    format!("{}, {}", date(there.wall.date(), style), clock(there.wall.time()))
}

/// Date, time and the zone's abbreviation, for where the reader's zone may differ: `Thu 12 Nov 2026, 08:30 PST`.
pub fn moment_with_zone(at: DateTime<Utc>, zone: &str, style: DateStyle) -> String {
    format!("{} {}", moment_in(at, zone, style), local(at, zone).abbreviation)
}

/// How long ago or ahead a moment is, in one unit: `2 h ago`, `in 3 d`.
pub fn relative(at: DateTime<Utc>, now: DateTime<Utc>) -> String {
    let seconds = (now - at).num_seconds();
    let past = seconds >= 0;
    let size = seconds.unsigned_abs();
    match (past, size) {
        (_, 0..=59) => text::just_now(),
        (true, 60..=3_599) => text::minutes_ago(size / 60),
        (true, 3_600..=86_399) => text::hours_ago(size / 3_600),
        (true, _) => text::days_ago(number((size / 86_400) as i64)),
        (false, 60..=3_599) => text::in_minutes(size / 60),
        (false, 3_600..=86_399) => text::in_hours(size / 3_600),
        (false, _) => text::in_days(number((size / 86_400) as i64)),
    }
}

/// The present moment, where the platform has a clock.
pub fn now() -> Option<DateTime<Utc>> {
    #[cfg(any(feature = "web", feature = "server"))]
    return Some(Utc::now());
    #[cfg(not(any(feature = "web", feature = "server")))]
    None
}

#[cfg(all(feature = "server", not(feature = "web")))]
mod zones {
    use super::*;
    use chrono::{Offset, TimeZone};
    use chrono_tz::{OffsetName, Tz};

    pub fn local(at: DateTime<Utc>, zone: &str) -> Option<Local> {
        let zone: Tz = zone.parse().ok()?;
        let there = at.with_timezone(&zone);
        let offset = zone.offset_from_utc_datetime(&at.naive_utc());
        let hours = offset.fix().local_minus_utc() / 3_600;
        // tzdata has no letters for some zones and gives "+03"; browsers say "GMT+3".
        let abbreviation = match offset.abbreviation() {
            Some(name) if name.starts_with(|c: char| c.is_ascii_alphabetic()) => name.to_owned(),
            _ => format!("GMT{hours:+}"),
        };
        Some(Local { wall: there.naive_local(), abbreviation })
    }
}

#[cfg(feature = "web")]
mod zones {
    use std::cell::RefCell;
    use std::collections::HashMap;

    use js_sys::{Array, Date, Intl, Object, Reflect};
    use wasm_bindgen::{JsCast, JsValue};

    use super::*;

    thread_local! {
        // Making a formatter costs a hundred times what using it does, and lists show many times of one zone.
        static FORMATTERS: RefCell<HashMap<String, Option<Intl::DateTimeFormat>>> = RefCell::default();
    }

    fn formatter(zone: &str) -> Option<Intl::DateTimeFormat> {
        let options = Object::new();
        let set = |key: &str, value: &str| Reflect::set(&options, &key.into(), &value.into()).is_ok();
        let complete = set("timeZone", zone)
            && set("hourCycle", "h23")
            && set("year", "numeric")
            && set("month", "2-digit")
            && set("day", "2-digit")
            && set("hour", "2-digit")
            && set("minute", "2-digit")
            && set("second", "2-digit")
            && set("timeZoneName", "short");
        // An unknown zone throws in the constructor; `construct` hands the exception back instead of aborting.
        let intl = Reflect::get(&js_sys::global(), &JsValue::from_str("Intl")).ok()?;
        let class: js_sys::Function = Reflect::get(&intl, &"DateTimeFormat".into()).ok()?.dyn_into().ok()?;
        let arguments = Array::of2(&"en-CA".into(), &options);
        complete.then(|| Reflect::construct(&class, &arguments).ok())?.map(|made| made.unchecked_into())
    }

    pub fn local(at: DateTime<Utc>, zone: &str) -> Option<Local> {
        let format = FORMATTERS.with_borrow_mut(|all| {
            if !all.contains_key(zone) {
                all.insert(zone.to_owned(), formatter(zone));
            }
            all.get(zone).cloned().flatten()
        })?;
        let date = Date::new(&JsValue::from_f64(at.timestamp_millis() as f64));
        let mut numbers = HashMap::new();
        let mut abbreviation = String::new();
        for part in format.format_to_parts(&date).iter() {
            let text = |key: &str| Reflect::get(&part, &key.into()).ok()?.as_string();
            let (Some(kind), Some(value)) = (text("type"), text("value")) else { continue };
            if kind == "timeZoneName" {
                abbreviation = value;
            } else if let Ok(number) = value.parse::<u32>() {
                numbers.insert(kind, number);
            }
        }
        let part = |key: &str| numbers.get(key).copied();
        let day = NaiveDate::from_ymd_opt(part("year")? as i32, part("month")?, part("day")?)?;
        let wall = day.and_hms_opt(part("hour")?, part("minute")?, part("second")?)?;
        Some(Local { wall, abbreviation })
    }
}

#[cfg(not(any(feature = "web", feature = "server")))]
mod zones {
    use super::*;

    pub fn local(_at: DateTime<Utc>, _zone: &str) -> Option<Local> {
        None
    }
}

#[cfg(test)]
mod tests {
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

    #[cfg(feature = "server")]
    #[test]
    fn a_moment_is_shown_on_the_clocks_of_its_zone() {
        let at = DateTime::from_timestamp(1_794_498_600, 0).expect("a date chrono can hold");
        assert_eq!(moment_with_zone(at, "America/Toronto", DateStyle::Full), "Thu 12 Nov 2026, 10:50 EST");
        assert_eq!(moment_with_zone(at, "Nowhere/Atlantis", DateStyle::Day), "Thu 12 Nov, 15:50 UTC");
        assert_eq!(with_locale(Locale::Fr, || time_in(at, "America/Toronto")), "10\u{a0}h\u{a0}50");
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
