//! The calendar file of an accepted quote, by RFC 5545.

use chrono::{DateTime, NaiveDateTime};
use shared::quotes::{LinkState, Signature, SignatureKind};

use super::*;
use crate::quotes::public_view::tests::quote;

fn wall(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").expect("a time")
}

/// Booked in Toronto between two wall clocks, signed at a known moment.
fn booked(from: &str, until: &str) -> PublicQuote {
    let mut quote = quote(LinkState::Accepted);
    quote.zone = "America/Toronto".into();
    quote.signature = Some(Signature {
        name: "Maya Lindqvist".into(),
        kind: SignatureKind::Typed,
        strokes: String::new(),
        at: DateTime::from_timestamp(1_795_000_000, 0).expect("a moment"),
        document_hash: "0".repeat(64),
        consent_version: "1".into(),
        ip: None,
    });
    for stop in &mut quote.route.stops {
        (stop.arrive, stop.leave) = (None, None);
    }
    quote.route.stops[0].arrive = Some(wall(from));
    quote.route.stops[1].leave = Some(wall(until));
    quote
}

/// The lines as a calendar reads them: folded ones put together again.
fn read(text: &str) -> Vec<String> {
    assert!(text.ends_with("\r\n"));
    text.replace("\r\n ", "").split_terminator("\r\n").map(str::to_owned).collect()
}

fn value(lines: &[String], name: &str) -> Option<String> {
    let mut found = lines.iter().filter_map(|line| line.strip_prefix(name)?.strip_prefix(':')).map(str::to_owned);
    let value = found.next();
    assert_eq!(found.next(), None, "{name} stands once");
    value
}

#[test]
fn a_booking_begins_and_ends_at_the_clock_of_its_zone_in_summer_winter_and_between() {
    for (from, until, begins, ends) in [
        ("2027-07-01 09:00", "2027-07-01 17:30", "20270701T130000Z", "20270701T213000Z"),
        ("2027-01-15 09:00", "2027-01-15 17:30", "20270115T140000Z", "20270115T223000Z"),
        // the night clocks go forward: nine hours by the wall are eight
        ("2027-03-13 22:00", "2027-03-14 07:00", "20270314T030000Z", "20270314T110000Z"),
        // and back: nine are ten
        ("2027-11-06 22:00", "2027-11-07 07:00", "20271107T020000Z", "20271107T120000Z"),
    ] {
        let lines = read(&ics(&booked(from, until)).expect("a file"));
        assert_eq!(value(&lines, "DTSTART").as_deref(), Some(begins));
        assert_eq!(value(&lines, "DTEND").as_deref(), Some(ends), "{from}");
    }
}

#[test]
fn the_file_has_what_a_calendar_needs_once_and_in_order() {
    let quote = booked("2027-07-01 09:00", "2027-07-01 17:30");
    let lines = read(&ics(&quote).expect("a file"));
    let names: Vec<&str> = lines.iter().filter_map(|line| line.split(':').next()).collect();
    let expected = ["BEGIN", "VERSION", "PRODID", "BEGIN", "UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "LOCATION", "END", "END"];
    assert_eq!(names, expected);
    assert_eq!((lines[0].as_str(), lines[1].as_str(), lines[3].as_str()), ("BEGIN:VCALENDAR", "VERSION:2.0", "BEGIN:VEVENT"));
    assert_eq!(value(&lines, "UID"), Some(format!("{}@tailboard", quote.revision)), "the same booking again is the same entry");
    assert_eq!(value(&lines, "DTSTAMP").as_deref(), Some("20261118T110640Z"));
}

#[test]
fn what_people_wrote_stays_in_its_line() {
    let mut quote = booked("2027-07-01 09:00", "2027-07-01 17:30");
    quote.content.title = "Ski; \"north, south\" C:\\ both\r\nATTENDEE:mailto:x@y.example".into();
    quote.content.stops[0].address = "12 King St W, Unit 4; Toronto, ON".into();
    let text = ics(&quote).expect("a file");
    let lines = read(&text);
    assert_eq!(value(&lines, "SUMMARY").as_deref(), Some(r#"Ski\; "north\, south" C:\\ both\nATTENDEE:mailto:x@y.example (Cascade Line)"#));
    assert_eq!(value(&lines, "LOCATION").as_deref(), Some(r"12 King St W\, Unit 4\; Toronto\, ON"));
    assert!(!text.replace("\r\n", "").contains(['\r', '\n']), "every line ends by both");
    assert!(lines.iter().all(|line| !line.starts_with("ATTENDEE")));
}

#[test]
fn no_line_is_longer_than_seventy_five_octets_and_none_is_cut_within_a_letter() {
    for (letter, most) in [("a", 300), ("é", 200), ("山", 150), ("🚚", 120), (",", 200)] {
        for length in (0..=most).step_by(7).chain(20..80) {
            let mut quote = booked("2027-07-01 09:00", "2027-07-01 17:30");
            quote.content.title = letter.repeat(length);
            let text = ics(&quote).expect("a file");
            let physical: Vec<&str> = text.split_terminator("\r\n").collect();
            assert!(physical.iter().all(|line| line.len() <= 75), "{letter} {length}");
            let written = quote.content.title.replace(',', "\\,");
            assert_eq!(value(&read(&text), "SUMMARY"), Some(format!("{written} (Cascade Line)")), "{letter} {length}");
        }
    }
}

#[test]
fn an_end_that_is_not_later_is_left_out_and_what_nobody_signed_or_has_no_time_is_no_booking() {
    let lines = read(&ics(&booked("2027-07-01 09:00", "2027-07-01 09:00")).expect("a file"));
    assert_eq!((value(&lines, "DTEND"), value(&lines, "DTSTART").as_deref()), (None, Some("20270701T130000Z")));
    let unsigned = PublicQuote { signature: None, ..booked("2027-07-01 09:00", "2027-07-01 17:30") };
    assert_eq!(ics(&unsigned), None);
    let mut timeless = booked("2027-07-01 09:00", "2027-07-01 17:30");
    timeless.route.stops[0].arrive = None;
    assert_eq!(ics(&timeless), None);
}
