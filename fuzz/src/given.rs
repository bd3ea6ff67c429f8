//! Values taken from bytes one after the other.

use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeDelta, Utc};

/// What is left of the bytes; where they end, zeros follow.
pub struct Given<'a>(pub &'a [u8]);

impl<'a> Given<'a> {
    /// The next byte.
    pub fn byte(&mut self) -> u8 {
        let Some((first, rest)) = self.0.split_first() else { return 0 };
        self.0 = rest;
        *first
    }

    /// The next eight bytes as a number.
    pub fn number(&mut self) -> u64 {
        (0..8).fold(0, |number, _| number << 8 | u64::from(self.byte()))
    }

    /// A number that is small more often than not.
    pub fn size(&mut self) -> u64 {
        match self.byte() {
            small @ 0..=199 => small.into(),
            200..=229 => u64::from(self.byte()) << 8 | u64::from(self.byte()),
            _ => self.number(),
        }
    }

    /// The next bit of luck.
    pub fn yes(&mut self) -> bool {
        self.byte() & 1 == 1
    }

    /// One of some.
    pub fn one_of<T: Copy>(&mut self, some: &[T]) -> T {
        some[usize::from(self.byte()) % some.len()]
    }

    /// A moment of any of our years.
    pub fn moment(&mut self) -> DateTime<Utc> {
        let seconds = self.number() % (400 * 366 * 86_400);
        DateTime::from_timestamp(seconds as i64 - 6_000_000_000, 0).unwrap_or_default()
    }

    /// A wall clock around a day of 2026.
    pub fn wall(&mut self) -> NaiveDateTime {
        let minutes = i64::from(self.byte()) << 12 | i64::from(self.byte()) << 4 | i64::from(self.byte() & 15);
        let day = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap_or_default().and_time(chrono::NaiveTime::MIN);
        day + TimeDelta::minutes(minutes)
    }

    /// All that is left, in pieces: a byte 0xff, which no text has, lies between them.
    pub fn pieces(self) -> impl Iterator<Item = &'a [u8]> {
        self.0.split(|byte| *byte == 0xff)
    }

    /// All that is left, as texts.
    pub fn texts(self) -> Vec<String> {
        self.pieces().map(|piece| String::from_utf8_lossy(piece).into_owned()).collect()
    }
}
