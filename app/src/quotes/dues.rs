//! What is paid when, in words: the same on the page, on the paper and at the desk.

use shared::pricing::{Due, Instalment, text as prices};
use shared::text::plural;

use super::text;
use crate::ui::format::{DateStyle, date};

/// When something is due: `by Sat 3 Mar`, `2 days before the work starts`.
pub fn due_words(due: Due, style: DateStyle) -> String {
    match due {
        Due::Acceptance => text::due_acceptance(),
        Due::On { date: day } => text::due_on(date(day, style)),
        Due::BeforeStart { days: 0 } | Due::AfterStart { days: 0 } => text::due_start(),
        Due::BeforeStart { days } => text::due_before(in_days(days)),
        Due::AfterStart { days } => text::due_after(in_days(days)),
    }
}

/// `1 day`, `10 days`.
pub fn in_days(days: u16) -> String {
    plural(days.into(), prices::day(days), prices::days(days))
}

/// An instalment by name and day.
pub fn named(one: &Instalment, style: DateStyle) -> String {
    text::due_line(one.label.text(), due_words(one.due, style))
}
