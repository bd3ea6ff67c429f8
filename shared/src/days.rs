//! Calendar dates as people read them, in the language of the thread: the same letter for letter wherever they are shown.

use chrono::{Datelike, NaiveDate};

use crate::text::{Locale, locale};

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

/// A weekday's name, short or long.
pub fn weekday(day: NaiveDate, long: bool) -> &'static str {
    weekday_name(day.weekday().num_days_from_monday() as u8, long)
}

/// The name of a day of the week, short or long; 0 is Monday.
pub fn weekday_name(number: u8, long: bool) -> &'static str {
    let (short_en, long_en, short_fr, long_fr) = DAYS[usize::from(number) % 7];
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
    let number = if day.day() == 1 && french() { "1er".to_string() } else { day.day().to_string() };
    let text = format!("{number} {}", month(day.month(), long));
    match style {
        DateStyle::Short => text,
        DateStyle::Medium => format!("{text} {}", day.year()),
        DateStyle::Day => format!("{} {text}", weekday(day, false)),
        DateStyle::Full | DateStyle::Long => format!("{} {text} {}", weekday(day, long), day.year()),
    }
}

/// A day of every year, the month from 1 to 12: `1 Jan`, `1er janv.`
pub fn day_of(month: u8, day: u8) -> String {
    let first = if day == 1 && french() { "er" } else { "" };
    format!("{day}{first} {}", self::month(month.into(), false))
}

/// The days from one to another, the year left out: `27 Jun – 6 Jul`, or the one day if they are the same.
pub fn span(from: NaiveDate, to: NaiveDate) -> String {
    if from == to { date(from, DateStyle::Short) } else { format!("{} – {}", date(from, DateStyle::Short), date(to, DateStyle::Short)) }
}

fn french() -> bool {
    locale() == Locale::Fr
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::with_locale;

    #[test]
    fn a_date_reads_as_people_write_it() {
        let day = |month, day| NaiveDate::from_ymd_opt(2026, month, day).expect("a day");
        assert_eq!(date(day(3, 1), DateStyle::Medium), "1 Mar 2026");
        assert_eq!(with_locale(Locale::Fr, || date(day(8, 5), DateStyle::Long)), "mercredi 5 août 2026");
        assert_eq!(with_locale(Locale::Fr, || date(day(9, 1), DateStyle::Medium)), "1er sept. 2026");
        assert_eq!((day_of(1, 1), with_locale(Locale::Fr, || day_of(1, 1))), ("1 Jan".into(), "1er janv.".into()));
        assert_eq!(with_locale(Locale::Fr, || day_of(8, 31)), "31 août");
        assert_eq!(span(day(6, 27), day(7, 6)), "27 Jun – 6 Jul");
        assert_eq!(span(day(6, 27), day(6, 27)), "27 Jun");
    }
}
