//! A booking as a file that calendars take in.

use shared::quotes::PublicQuote;

use crate::ui::format::instant;

/// The booking as a calendar file (RFC 5545): its times as instants, which every calendar shows in the zone of its own.
pub fn ics(quote: &PublicQuote) -> Option<String> {
    let starts = quote.route.stops.first().and_then(|s| s.arrive)?;
    let ends = quote.route.stops.iter().rev().find_map(|s| s.leave).unwrap_or(starts);
    let signed = quote.signature.as_ref()?.at;
    let utc = |wall: chrono::NaiveDateTime| instant(wall, &quote.zone).format("%Y%m%dT%H%M%SZ").to_string();
    let place = quote.content.stops.first().map(|s| s.address.clone()).unwrap_or_default();
    let line = |name: &str, text: &str| {
        let escaped: String = text
            .chars()
            .flat_map(|c| match c {
                '\\' | ',' | ';' => vec!['\\', c],
                '\n' => vec!['\\', 'n'],
                '\r' => vec![],
                c => vec![c],
            })
            .collect();
        fold(&format!("{name}:{escaped}"))
    };
    let mut lines = vec![
        "BEGIN:VCALENDAR".into(),
        "VERSION:2.0".into(),
        "PRODID:-//Tailboard//Quotes//EN".into(),
        "BEGIN:VEVENT".into(),
        line("UID", &format!("{}@tailboard", quote.revision)),
        format!("DTSTAMP:{}", signed.format("%Y%m%dT%H%M%SZ")),
        format!("DTSTART:{}", utc(starts)),
    ];
    // an end must lie behind the beginning (RFC 5545 §3.8.2.2)
    if ends > starts {
        lines.push(format!("DTEND:{}", utc(ends)));
    }
    lines.extend([
        line("SUMMARY", &format!("{} ({})", quote.content.title, quote.sender.name)),
        line("LOCATION", &place),
        "END:VEVENT".into(),
        "END:VCALENDAR".into(),
    ]);
    Some(lines.join("\r\n") + "\r\n")
}

/// Lines longer than 75 octets go on in the next one after a space (RFC 5545 §3.1).
fn fold(line: &str) -> String {
    let mut out = String::with_capacity(line.len() + 8);
    let mut width = 0;
    for c in line.chars() {
        if width + c.len_utf8() > 74 {
            out.push_str("\r\n ");
            width = 1;
        }
        out.push(c);
        width += c.len_utf8();
    }
    out
}

#[cfg(test)]
#[path = "calendar_tests.rs"]
mod tests;
