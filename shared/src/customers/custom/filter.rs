//! Narrowing a list of customers by their own fields. An address carries filters one a line: `fleet from 20`.

use serde::{Deserialize, Serialize};

use super::{CustomField, FieldKind, FieldOf};
use crate::{Error, Result};

/// The most filters at once.
const MOST: usize = 12;

crate::choice! {
    /// How a value is compared.
    FilterHow {
        /// Exactly this.
        Is = "is",
        /// The text holds these words.
        Has = "has",
        /// This or more, this day or later.
        From = "from",
        /// This or less, this day or earlier.
        To = "to",
    }
}

/// One filter as an address says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CustomFilter {
    pub key: String,
    pub how: FilterHow,
    pub value: String,
}

/// The same once the field is known: what the database is asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldFilter {
    pub of: FieldOf,
    pub kind: FieldKind,
    pub key: String,
    pub how: FilterHow,
    pub value: String,
}

/// The filters an address says; lines that are none are refused.
pub fn parse_filters(text: &str) -> Result<Vec<CustomFilter>> {
    let wrong = || Error::field("custom", "invalid");
    let filters: Vec<CustomFilter> = text
        .lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| {
            let mut parts = line.splitn(3, ' ');
            let (key, how, value) = (parts.next(), parts.next(), parts.next());
            let how = how.and_then(|how| how.parse().ok()).ok_or_else(wrong)?;
            let value = value.map(str::trim).filter(|value| !value.is_empty()).ok_or_else(wrong)?;
            Ok(CustomFilter { key: key.unwrap_or_default().to_owned(), how, value: value.to_owned() })
        })
        .collect::<Result<_>>()?;
    if filters.len() > MOST { Err(wrong()) } else { Ok(filters) }
}

/// Filters as an address says them.
pub fn write_filters(filters: &[CustomFilter]) -> String {
    filters.iter().map(|filter| format!("{} {} {}", filter.key, filter.how, filter.value)).collect::<Vec<_>>().join("\n")
}

/// Filters by the fields there are: values are read as the field reads them.
pub fn known_filters(fields: &[CustomField], filters: &[CustomFilter]) -> Result<Vec<FieldFilter>> {
    filters
        .iter()
        .map(|filter| {
            let field = fields.iter().find(|field| field.key == filter.key).ok_or_else(|| Error::field("custom", "unknown_field"))?;
            if !hows(field.kind).contains(&filter.how) {
                return Err(Error::field("custom", "invalid"));
            }
            // a choice that was dropped since still stands in records
            let value = match (filter.how, field.kind) {
                (FilterHow::Has, _) | (_, FieldKind::Choice) => filter.value.clone(),
                _ => field.read(&filter.value).map_err(|code| Error::field("custom", code))?,
            };
            Ok(FieldFilter { of: field.of, kind: field.kind, key: field.key.clone(), how: filter.how, value })
        })
        .collect()
}

/// How fields of a kind can be filtered.
pub fn hows(kind: FieldKind) -> &'static [FilterHow] {
    match kind {
        FieldKind::Text => &[FilterHow::Has, FilterHow::Is],
        FieldKind::Number | FieldKind::Date => &[FilterHow::From, FilterHow::To, FilterHow::Is],
        FieldKind::YesNo | FieldKind::Choice => &[FilterHow::Is],
    }
}
