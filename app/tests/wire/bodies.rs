//! What stands in a body, by JSON pointers.

use serde_json::Value;
use uuid::Uuid;

use super::atlas::Atlas;

/// Where values stand that `pick` takes.
fn fields<T>(value: &Value, at: String, pick: &impl Fn(&Value) -> Option<T>) -> Vec<(String, T)> {
    match value {
        Value::Array(list) => list.iter().enumerate().flat_map(|(n, one)| fields(one, format!("{at}/{n}"), pick)).collect(),
        Value::Object(all) => all.iter().flat_map(|(name, one)| fields(one, format!("{at}/{name}"), pick)).collect(),
        other => pick(other).map(|found| (at, found)).into_iter().collect(),
    }
}

/// Where ids stand.
pub fn id_fields(value: &Value, at: String) -> Vec<String> {
    let id = |one: &Value| one.as_str().and_then(|text| Uuid::parse_str(text).ok());
    fields(value, at, &id).into_iter().map(|(pointer, _)| pointer).collect()
}

/// Where whole numbers stand, and which.
pub fn integer_fields(value: &Value, at: String) -> Vec<(String, i64)> {
    fields(value, at, &Value::as_i64)
}

/// Other ids of the table an id is in: the first and the last.
pub fn others_of(atlas: &Atlas, value: Option<&Value>) -> Vec<Uuid> {
    let Some(id) = value.and_then(Value::as_str).and_then(|text| Uuid::parse_str(text).ok()) else { return Vec::new() };
    let Some((_, ids)) = atlas.tables().find(|(_, ids)| ids.contains(&id)) else { return Vec::new() };
    ids.first().into_iter().chain(ids.last()).filter(|other| **other != id).copied().collect()
}
