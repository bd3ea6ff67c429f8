//! Fields an organization adds to its customers, their people and its leads: what they are, and what may stand in them.
//!
//! A field has a key and a type that never change, so that a value once written stays readable; it is archived rather
//! than deleted, and its values stay. Values are kept as the one canonical text of their type (`12.5`, `2026-11-22`,
//! `true`), which is also how files and addresses carry them. What a record says already is always accepted again:
//! a choice that was dropped since, or a field that was archived, blocks no other change.

mod filter;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use validator::{Validate, ValidationError};

pub use filter::*;

use crate::input::{check_line, check_name, filled};
use crate::{CustomFieldId, Error, FieldErrors, Result};

/// The most fields of an organization, archived ones among them.
pub const MOST_FIELDS: usize = 60;
/// The most choices of a field.
pub const MOST_CHOICES: u64 = 60;

/// What stands in the fields of a record, by their keys.
pub type CustomValues = BTreeMap<String, String>;

crate::choice! {
    /// Whose field it is.
    FieldOf { Account = "account", Contact = "contact", Lead = "lead" }
}

impl FieldOf {
    /// Whether it is one of customers or their people: these share their keys, leads have keys of their own.
    pub fn is_of_customers(self) -> bool {
        self != FieldOf::Lead
    }
}

crate::choice! {
    /// What may stand in a field.
    FieldKind { Text = "text", Number = "number", Date = "date", YesNo = "yes_no", Choice = "choice" }
}

/// A field an organization added.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CustomField {
    pub id: CustomFieldId,
    pub version: i32,
    pub of: FieldOf,
    /// What files and addresses call it; it never changes.
    pub key: String,
    pub label: String,
    pub kind: FieldKind,
    /// Of a field of choices: what can be chosen, in the order lists show.
    pub choices: Vec<String>,
    pub required: bool,
    /// Asked for no more; what stands in it is kept.
    pub archived: bool,
    /// Of leads: public forms ask for it.
    #[serde(default)]
    pub on_form: bool,
}

/// A new field.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NewCustomField {
    pub of: FieldOf,
    pub kind: FieldKind,
    #[validate(custom(function = check_name))]
    pub label: String,
    /// What files and addresses call it; made of the label if none is given.
    #[validate(length(max = 40), custom(function = check_key))]
    #[serde(default)]
    pub key: Option<String>,
    #[validate(length(max = MOST_CHOICES), custom(function = check_choices))]
    #[serde(default)]
    pub choices: Vec<String>,
    #[serde(default)]
    pub required: bool,
    /// Of leads: whether public forms ask for it.
    #[serde(default)]
    pub on_form: bool,
}

/// Changes to a field.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EditCustomField {
    /// The version the change was made on.
    pub version: i32,
    #[validate(custom(function = check_name))]
    pub label: String,
    #[validate(length(max = MOST_CHOICES), custom(function = check_choices))]
    #[serde(default)]
    pub choices: Vec<String>,
    #[serde(default)]
    pub required: bool,
    #[serde(default)]
    pub archived: bool,
    /// Of leads: whether public forms ask for it; as it was if nothing is said.
    #[serde(default)]
    pub on_form: Option<bool>,
}

/// Where a field stands among those of its kind of record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PlaceCustomField {
    /// 1 is the first; past the end is the last.
    #[validate(range(min = 1, max = 1000))]
    pub place: i32,
}

impl CustomField {
    /// What is kept of a typed text, or the code of what is wrong with it.
    pub fn read(&self, typed: &str) -> Result<String, &'static str> {
        let typed = typed.trim();
        match self.kind {
            FieldKind::Text => check_line(typed).map(|()| typed.to_owned()).map_err(|_| "invalid"),
            FieldKind::Number => number(typed),
            FieldKind::Date => date(typed),
            FieldKind::YesNo => match typed.to_lowercase().as_str() {
                "true" | "yes" | "y" | "1" | "x" | "oui" | "vrai" => Ok("true".into()),
                "false" | "no" | "n" | "0" | "non" | "faux" => Ok("false".into()),
                _ => Err("yes_no"),
            },
            FieldKind::Choice => {
                let folded = typed.to_lowercase();
                self.choices.iter().find(|choice| choice.to_lowercase() == folded).cloned().ok_or("unknown_choice")
            }
        }
    }
}

/// A number as it is kept: `1 234,50` is `1234.5`. At most 15 digits before the point and 6 after it.
fn number(typed: &str) -> Result<String, &'static str> {
    let plain: String = typed.chars().filter(|c| !c.is_whitespace() && *c != '\'').map(|c| if c == '−' { '-' } else { c }).collect();
    let digits = plain.strip_prefix('-').unwrap_or(&plain);
    let groups = |text: &str| {
        let mut parts = text.split(',');
        parts.next().is_some_and(|first| (1..=3).contains(&first.len())) && parts.all(|part| part.len() == 3)
    };
    let (whole, fraction) = match (digits.split_once('.'), digits.split_once(',')) {
        // the point is the decimal mark, commas before it group thousands
        (Some((whole, fraction)), Some(_)) if groups(whole) => (whole.replace(',', ""), fraction),
        (Some((whole, fraction)), None) => (whole.to_owned(), fraction),
        (None, Some((_, fraction))) if fraction.len() == 3 && groups(digits) => (digits.replace(',', ""), ""),
        (None, Some((whole, fraction))) if !fraction.contains(',') => (whole.to_owned(), fraction),
        (None, Some(_)) if groups(digits) => (digits.replace(',', ""), ""),
        (None, None) => (digits.to_owned(), ""),
        _ => return Err("not_a_number"),
    };
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if (whole.is_empty() && fraction.is_empty()) || !is_digits(&whole) || !is_digits(fraction) {
        return Err("not_a_number");
    }
    if whole.trim_start_matches('0').len() > 15 {
        return Err("too_large");
    }
    if fraction.trim_end_matches('0').len() > 6 {
        return Err("too_many_decimals");
    }
    let fraction = fraction.trim_end_matches('0');
    let sign = if plain.starts_with('-') { "-" } else { "" };
    let whole = whole.trim_start_matches('0');
    let read = Decimal::from_str(&format!(
        "{sign}{}.{}",
        if whole.is_empty() { "0" } else { whole },
        if fraction.is_empty() { "0" } else { fraction }
    ));
    let read = read.map_err(|_| "not_a_number")?.normalize();
    Ok(if read.is_zero() { "0".into() } else { read.to_string() })
}

/// A date as it is kept; the year first, with dashes, slashes or points between.
fn date(typed: &str) -> Result<String, &'static str> {
    let plain = typed.replace(['/', '.'], "-");
    let read = NaiveDate::parse_from_str(&plain, "%Y-%m-%d").map_err(|_| "date_form")?;
    if (1800..=2300).contains(&read.year()) { Ok(read.to_string()) } else { Err("date_form") }
}

/// What a record says after a change: what is given is read, an empty text clears, what is not named stays.
pub fn read_values(fields: &[CustomField], of: FieldOf, before: &CustomValues, given: &CustomValues) -> Result<CustomValues> {
    let mut after = before.clone();
    let mut wrong = FieldErrors::default();
    for (key, typed) in given {
        let path = || format!("custom.{key}");
        let kept = before.get(key);
        if kept == Some(typed) || (kept.is_none() && typed.trim().is_empty()) {
            continue;
        }
        match fields.iter().find(|field| field.of == of && field.key == *key) {
            _ if typed.trim().is_empty() => {
                after.remove(key);
            }
            Some(field) if !field.archived => match field.read(typed) {
                Ok(value) => {
                    after.insert(key.clone(), value);
                }
                Err(code) => wrong.add(path(), code),
            },
            _ => wrong.add(path(), "unknown_field"),
        }
    }
    for field in fields.iter().filter(|field| field.of == of && field.required && !field.archived) {
        if !after.contains_key(&field.key) && !wrong.0.contains_key(&format!("custom.{}", field.key)) {
            wrong.add(format!("custom.{}", field.key), "required");
        }
    }
    wrong.into_result().map(|()| after)
}

/// What can be read of what was given; what no field of these knows or can read is left out, and nothing is missed.
pub fn readable_values(fields: &[CustomField], of: FieldOf, given: &CustomValues) -> CustomValues {
    let read = |key: &String, typed: &String| {
        let field = fields.iter().find(|field| field.of == of && field.key == *key && !field.archived)?;
        filled(typed)?;
        field.read(typed).ok().map(|value| (key.clone(), value))
    };
    given.iter().filter_map(|(key, typed)| read(key, typed)).collect()
}

/// What a customer says after taking over what a lead of theirs says: where a field of customers has the same key and
/// type and they say nothing in it yet. What the field cannot read, a choice it does not have, is left out.
pub fn carried_values(fields: &[CustomField], lead: &CustomValues, account: &CustomValues) -> CustomValues {
    let mut after = account.clone();
    for (key, value) in lead.iter().filter(|(key, _)| !account.contains_key(*key)) {
        let of = |of| fields.iter().find(|field| field.of == of && field.key == *key && !field.archived);
        let (Some(from), Some(to)) = (of(FieldOf::Lead), of(FieldOf::Account)) else { continue };
        if let Some(read) = (from.kind == to.kind).then(|| to.read(value).ok()).flatten() {
            after.insert(key.clone(), read);
        }
    }
    after
}

/// The choices as they are kept: in order, none empty or twice. A field of choices needs one.
pub fn read_choices(kind: FieldKind, given: &[String]) -> Result<Vec<String>> {
    let mut choices: Vec<String> = Vec::new();
    if kind != FieldKind::Choice {
        return Ok(choices);
    }
    for choice in given.iter().filter_map(|choice| filled(choice)) {
        if choices.iter().any(|known| known.to_lowercase() == choice.to_lowercase()) {
            return Err(Error::field("choices", "choice_twice"));
        }
        choices.push(choice);
    }
    if choices.is_empty() { Err(Error::field("choices", "required")) } else { Ok(choices) }
}

/// A key made of a label: its letters and digits without accents, words joined by underscores.
pub fn key_of(label: &str) -> String {
    let mut key = String::new();
    for c in label.chars().flat_map(char::to_lowercase).map(super::rules::fold) {
        if c.is_ascii_alphanumeric() {
            key.push(c);
        } else if !key.is_empty() && !key.ends_with('_') {
            key.push('_');
        }
    }
    // with "field_" before and "_100" behind it has at most 40
    let key: String = key.chars().take(30).collect();
    let key = key.trim_end_matches('_');
    if key.starts_with(|c: char| c.is_ascii_lowercase()) { key.to_owned() } else { format!("field_{key}").trim_end_matches('_').to_owned() }
}

/// Small letters, digits and underscores, beginning with a letter.
fn check_key(key: &str) -> Result<(), ValidationError> {
    let fine =
        key.starts_with(|c: char| c.is_ascii_lowercase()) && key.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
    if fine { Ok(()) } else { Err(ValidationError::new("key_form")) }
}

fn check_choices(choices: &[String]) -> Result<(), ValidationError> {
    choices.iter().try_for_each(|choice| {
        check_line(choice)?;
        if choice.chars().count() > 80 { Err(ValidationError::new("length")) } else { Ok(()) }
    })
}

/// Values as they come: not more of them than there can be fields, none longer than a line.
pub fn check_custom(values: &CustomValues) -> Result<(), ValidationError> {
    if values.len() > MOST_FIELDS {
        return Err(ValidationError::new("length"));
    }
    values.iter().try_for_each(|(key, value)| {
        check_line(key)?;
        check_line(value)
    })
}
