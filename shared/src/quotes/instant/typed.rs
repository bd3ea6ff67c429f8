//! What a visitor typed into a field, or what is wrong with it.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use crate::input::filled;
use crate::pricing::{locate, nearest};
use crate::{FieldError, FieldErrors};

/// An address in a city we know.
pub(super) fn place(errors: &mut FieldErrors, field: &str, typed: &str) -> String {
    let address = typed.trim();
    if address.is_empty() {
        errors.add(field, "required");
    } else if locate(address).is_none() {
        let near: Vec<String> = nearest(address).iter().map(|p| format!("{} ({})", p.name, p.region)).collect();
        let params = if near.is_empty() { BTreeMap::new() } else { BTreeMap::from([("near".to_owned(), near.join(", "))]) };
        errors.0.entry(field.into()).or_default().push(FieldError { code: "unknown_place".into(), params });
    }
    address.into()
}

/// A day and a time of it.
pub(super) fn moment(errors: &mut FieldErrors, (day_field, day): (&str, &str), (time_field, time): (&str, &str)) -> Option<NaiveDateTime> {
    let day = match filled(day).map(|text| text.parse::<NaiveDate>()) {
        Some(Ok(day)) => Some(day),
        Some(Err(_)) => {
            errors.add(day_field, "date_form");
            None
        }
        None => {
            errors.add(day_field, "required");
            None
        }
    };
    let read = |text: String| NaiveTime::parse_from_str(&text, "%H:%M").or_else(|_| NaiveTime::parse_from_str(&text, "%H:%M:%S"));
    let time = match filled(time).map(read) {
        Some(Ok(time)) => Some(time),
        Some(Err(_)) => {
            errors.add(time_field, "invalid");
            None
        }
        None => {
            errors.add(time_field, "required");
            None
        }
    };
    day.zip(time).map(|(day, time)| day.and_time(time))
}

/// A whole number from 1; `usual` if nothing is typed.
pub(super) fn number(errors: &mut FieldErrors, field: &str, typed: &str, usual: Option<u32>, most: u32) -> u32 {
    match (filled(typed), usual) {
        (None, Some(usual)) => usual,
        (None, None) => {
            errors.add(field, "required");
            1
        }
        (Some(text), _) => match text.parse::<u32>() {
            Ok(n) if (1..=most).contains(&n) => n,
            _ => {
                errors.0.entry(field.into()).or_default().push(FieldError::range(1, most));
                1
            }
        },
    }
}
