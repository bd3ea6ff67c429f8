//! Bodies and paths made from an endpoint's schema, so that a new function is covered without anyone writing a test.

use app::api::catalogue::Endpoint;
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};

/// An id nobody has.
const NOBODY: &str = "01900000-0000-7000-8000-00000000dead";

/// The path with ids nobody has.
pub fn path(endpoint: &Endpoint) -> String {
    endpoint
        .path
        .split('?')
        .next()
        .unwrap_or_default()
        .split('/')
        .map(|part| match part {
            "{line}" => "moving",
            _ if part.starts_with('{') => NOBODY,
            _ => part,
        })
        .collect::<Vec<_>>()
        .join("/")
}

/// A body that keeps the rules of the schema, if the endpoint takes one.
pub fn body(endpoint: &Endpoint) -> Option<Value> {
    build(endpoint, "Sample text")
}

/// The same with `text` in every free text.
pub fn filled_with(endpoint: &Endpoint, text: &str) -> Option<Value> {
    build(endpoint, text)
}

fn build(endpoint: &Endpoint, text: &str) -> Option<Value> {
    let schema_of = endpoint.body?;
    let mut generator = SchemaSettings::draft2020_12().into_generator();
    let schema = schema_of(&mut generator).to_value();
    let definitions: Map<String, Value> = generator.take_definitions(true).into_iter().collect();
    Some(value(&schema, &definitions, text, "", 0))
}

fn value(schema: &Value, definitions: &Map<String, Value>, text: &str, name: &str, depth: usize) -> Value {
    if depth > 12 {
        return Value::Null;
    }
    if let Some(reference) = schema["$ref"].as_str() {
        let key = reference.rsplit('/').next().unwrap_or_default();
        return value(definitions.get(key).unwrap_or(&Value::Null), definitions, text, name, depth + 1);
    }
    if let Some(constant) = schema.get("const") {
        return constant.clone();
    }
    if let Some(choices) = schema["enum"].as_array() {
        return choices.first().cloned().unwrap_or_default();
    }
    for key in ["oneOf", "anyOf", "allOf"] {
        if let Some(first) = schema[key].as_array().and_then(|list| list.first()) {
            let mut chosen = value(first, definitions, text, name, depth + 1);
            // tagged variants carry their other fields beside
            if let (Value::Object(into), Some(Value::Object(own))) =
                (&mut chosen, schema.get("properties").map(|_| object(schema, definitions, text, depth)))
            {
                into.extend(own);
            }
            return chosen;
        }
    }
    let kind = match &schema["type"] {
        Value::Array(kinds) => kinds.first().and_then(Value::as_str).unwrap_or("null"),
        other => other.as_str().unwrap_or("object"),
    };
    match kind {
        "string" => string(schema, text, name),
        "integer" => json!(schema["minimum"].as_i64().unwrap_or(1).max(1)),
        "number" => json!(1.0),
        "boolean" => json!(true),
        "array" => match schema["prefixItems"].as_array() {
            // pairs are ranges: the second is later
            Some(items) => items
                .iter()
                .enumerate()
                .map(
                    |(at, item)| {
                        if item["type"] == "integer" { json!(480 + 60 * at) } else { value(item, definitions, text, name, depth + 1) }
                    },
                )
                .collect(),
            None => {
                (0..schema["minItems"].as_u64().unwrap_or(0)).map(|_| value(&schema["items"], definitions, text, name, depth + 1)).collect()
            }
        },
        "null" => Value::Null,
        _ => object(schema, definitions, text, depth),
    }
}

fn object(schema: &Value, definitions: &Map<String, Value>, text: &str, depth: usize) -> Value {
    let required: Vec<&str> = schema["required"].as_array().map(|list| list.iter().filter_map(Value::as_str).collect()).unwrap_or_default();
    let fields = schema["properties"].as_object().into_iter().flatten();
    Value::Object(
        fields
            .filter(|(name, _)| required.contains(&name.as_str()))
            .map(|(name, inner)| (name.clone(), value(inner, definitions, text, name, depth + 1)))
            .collect(),
    )
}

fn string(schema: &Value, text: &str, name: &str) -> Value {
    let hostile = text != "Sample text";
    match schema["format"].as_str() {
        Some("uuid") => json!(NOBODY),
        Some("date-time") if name.contains("end") => json!("2099-05-01T17:00:00Z"),
        Some("date-time") => json!("2099-05-01T09:00:00Z"),
        Some("date") => json!("2099-05-01"),
        Some("partial-date-time") => json!("2099-05-01T09:00:00"),
        Some("time" | "partial-time") => json!("09:00:00"),
        _ if hostile => json!(text),
        _ if name.ends_with("prefix") => json!("Q-"),
        _ if name == "country" => json!("CA"),
        _ if name == "code" => json!("SAMPLE10"),
        _ if name.contains("email") => json!("person@example.com"),
        _ if name.contains("phone") => json!("604 555 0134"),
        _ if name.contains("password") => json!("four stout horses pull the van"),
        _ if name.contains("zone") => json!("America/Vancouver"),
        _ if name.contains("hex") => json!("#2453d4"),
        _ if name.contains("sha256") => json!("0".repeat(64)),
        _ => {
            let most = schema["maxLength"].as_u64().unwrap_or(200) as usize;
            json!(text.chars().take(most).collect::<String>())
        }
    }
}
