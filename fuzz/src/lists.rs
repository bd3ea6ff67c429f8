//! What addresses of lists say: filters on an organization's own fields, what narrows and orders leads and quotes, and
//! views that are kept. What is read of them is written again and read alike.

use std::fmt::Display;

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use shared::CustomFieldId;
use shared::customers::{CustomField, CustomFilter, FieldKind, FieldOf, known_filters, parse_filters, write_filters};
use shared::leads::{HeldBy, LeadQuery};
use shared::quotes::{OwnedBy, QuoteFilter, QuoteQuery};
use shared::saved_views::{ListKind, NewSavedView, settled, without};
use uuid::Uuid;

/// A field of each kind, called by it.
pub(crate) fn fields(of: FieldOf) -> Vec<CustomField> {
    let field = |kind: &FieldKind| CustomField {
        id: CustomFieldId(Uuid::nil()),
        version: 1,
        of,
        key: kind.key().into(),
        label: kind.key().into(),
        kind: *kind,
        choices: vec!["Small".into(), "Écarlate".into()],
        required: false,
        archived: false,
        on_form: false,
    };
    FieldKind::ALL.iter().map(field).collect()
}

pub fn filters(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let Ok(said) = parse_filters(text) else { return };
    assert_eq!(parse_filters(&write_filters(&said)), Ok(said.clone()), "{text:?}");
    let fields = fields(FieldOf::Lead);
    let Ok(known) = known_filters(&fields, &said) else { return };
    assert_eq!(known.len(), said.len());
    // what the database is asked is the one text of its value
    let again: Vec<CustomFilter> =
        known.iter().map(|filter| CustomFilter { key: filter.key.clone(), how: filter.how, value: filter.value.clone() }).collect();
    assert_eq!(known_filters(&fields, &again), Ok(known), "{text:?}");
}

pub fn questions(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    kept(text);
    if let Some(query) = read::<LeadQuery>(text) {
        leads(&query);
    }
    if let Some(query) = read::<QuoteQuery>(text) {
        quotes(query);
    }
}

/// What stands after the question mark, none if a list refuses it.
fn read<T: DeserializeOwned>(text: &str) -> Option<T> {
    let pairs = text.split('&').filter_map(|pair| pair.split_once('='));
    let fields: Map<String, Value> = pairs
        .map(|(key, value)| {
            let number = value.parse::<i64>().ok().filter(|_| key == "limit");
            (key.to_owned(), number.map_or_else(|| Value::from(value), Value::from))
        })
        .collect();
    serde_json::from_value(Value::Object(fields)).ok()
}

/// Several keys or ids in one text; a comma alone is none of them.
fn listed<T: Display>(all: &[T]) -> String {
    if all.is_empty() { ",".into() } else { all.iter().map(T::to_string).collect::<Vec<_>>().join(",") }
}

fn leads(query: &LeadQuery) {
    if let Some(custom) = &query.custom {
        filters(custom.as_bytes());
    }
    let Ok(read) = query.filter() else { return };
    let again = LeadQuery {
        source: read.source.map(|source| source.to_string()),
        line: read.line.map(|line| line.to_string()),
        owner: read.owner.map(|owner| match owner {
            HeldBy::Nobody => "nobody".into(),
            HeldBy::Member(member) => member.to_string(),
        }),
        status: Some(listed(&read.statuses)),
        stage: read.stage,
        wanted_from: read.wanted_from,
        wanted_to: read.wanted_to,
        created_from: read.created_from,
        created_to: read.created_to,
        ids: read.ids.as_deref().map(listed),
        ..LeadQuery::default()
    };
    assert_eq!(again.filter(), Ok(read));
}

fn quotes(query: QuoteQuery) {
    let Ok(read) = query.filter() else { return };
    assert!(read.search.as_ref().is_none_or(|words| !words.trim().is_empty() && words.chars().count() <= 100));
    // cut where it is too long, it may end with a space
    let read = QuoteFilter { search: None, ..read };
    let again = QuoteQuery {
        view: Some(read.view.to_string()),
        search: None,
        owner: read.owner.map(|owner| match owner {
            OwnedBy::Nobody => "nobody".into(),
            OwnedBy::Member(member) => member.to_string(),
        }),
        status: Some(listed(&read.statuses)),
        line: read.line.map(|line| line.to_string()),
        sort: Some(format!("{}{}", if read.order.falling { "-" } else { "" }, read.order.by)),
        ids: read.ids.as_deref().map(listed),
        ..query
    };
    assert_eq!(again.filter(), Ok(read));
}

/// A view that is kept says the same in any order of its words, and leads to its list and nowhere else.
fn kept(text: &str) {
    let once = settled(text);
    assert_eq!(settled(&once), once);
    let mut pairs: Vec<&str> = text.split('&').collect();
    pairs.reverse();
    assert_eq!(settled(&pairs.join("&")), once);
    let bare = without(&once, "view");
    assert!(!bare.split('&').any(|pair| pair.split('=').next() == Some("view")), "{bare:?}");
    assert_eq!(settled(&without(text, "view")), bare);
    let view = NewSavedView { list: ListKind::Leads, name: "Kept".into(), query: text.into(), shared: false };
    if shared::input::check(&view).is_ok() {
        assert!(!text.contains(['#', '?', '\n', '\r', '\t']));
    }
}
