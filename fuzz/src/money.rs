//! Amounts of money as people type them, and their sharing out.

use shared::money::{MAX_CENTS, allocate, parse_cents};

use crate::Given;

pub fn amounts(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let Ok(cents) = parse_cents(text) else { return };
    assert!(cents.abs() <= MAX_CENTS, "{text:?} is {cents}");
    let digits = text.chars().filter(char::is_ascii_digit).count();
    assert!(digits > 0, "{text:?} has no digit and is {cents}");
    // what is read is what was written, whichever language writes it
    let (sign, size) = (if cents < 0 { "-" } else { "" }, cents.abs());
    let grouped = grouped(size / 100);
    for again in [
        format!("{sign}{}.{:02}", size / 100, size % 100),
        format!("{sign}{},{:02}", size / 100, size % 100),
        format!("{sign}${}.{:02}", grouped.join(","), size % 100),
        format!("{sign}{},{:02}\u{a0}$", grouped.join("\u{202f}"), size % 100),
    ] {
        assert_eq!(parse_cents(&again), Ok(cents), "{again:?} from {text:?}");
    }
    if !text.contains(['-', '−']) {
        assert_eq!(parse_cents(&format!("-{text}")).map(|less| -less), Ok(cents), "{text:?} below zero");
    }
}

fn grouped(number: i64) -> Vec<String> {
    if number < 1000 {
        return vec![number.to_string()];
    }
    let mut groups = grouped(number / 1000);
    groups.push(format!("{:03}", number % 1000));
    groups
}

pub fn allocation(bytes: &[u8]) {
    let mut given = Given(bytes);
    let cents = given.number() as i64;
    let mut weights = Vec::new();
    while !given.0.is_empty() && weights.len() < 40 {
        weights.push(given.size());
    }
    if cents == i64::MIN || weights.is_empty() {
        return;
    }
    let parts = allocate(cents, &weights);
    assert_eq!(parts.iter().map(|part| i128::from(*part)).sum::<i128>(), i128::from(cents), "{cents} over {weights:?}");
    assert!(parts.iter().all(|part| *part == 0 || part.signum() == cents.signum()), "{cents} over {weights:?} is {parts:?}");
    let all: i128 = weights.iter().map(|weight| i128::from(*weight)).sum();
    for (part, weight) in parts.iter().zip(&weights).filter(|_| all > 0) {
        let fair = i128::from(cents) * i128::from(*weight) / all;
        assert!((i128::from(*part) - fair).abs() <= 1, "{part} of {cents} for {weight} of {all}");
    }
}
