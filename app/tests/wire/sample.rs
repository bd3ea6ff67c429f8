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
    Maker::default().body(endpoint)
}

/// The same with `text` in every free text.
pub fn filled_with(endpoint: &Endpoint, text: &str) -> Option<Value> {
    Maker { text: text.into(), ..Maker::default() }.body(endpoint)
}

/// Where ids of a kind (`LeadId`) come from; the name of the field is given, too.
pub type Ids<'a> = dyn Fn(&str, &str) -> Option<String> + 'a;

/// Makes bodies.
pub struct Maker<'a> {
    /// What stands in free texts.
    pub text: String,
    /// Which of several choices is made; 0 makes the first and leaves out what may be left out.
    pub seed: usize,
    /// Ids to use; else an id nobody has.
    pub ids: Option<&'a Ids<'a>>,
    /// The record as it is: fields of the same name are kept.
    pub current: Option<&'a Value>,
}

impl Default for Maker<'_> {
    fn default() -> Self {
        Self { text: TEXT.into(), seed: 0, ids: None, current: None }
    }
}

const TEXT: &str = "Sample text";

/// Where in a schema the maker is.
struct At<'a> {
    definitions: &'a Map<String, Value>,
    name: &'a str,
    current: Option<&'a Value>,
    depth: usize,
}

impl At<'_> {
    fn deeper(&self) -> At<'_> {
        At { definitions: self.definitions, name: self.name, current: self.current, depth: self.depth + 1 }
    }
}

impl Maker<'_> {
    /// A body for an endpoint, if it takes one.
    pub fn body(&self, endpoint: &Endpoint) -> Option<Value> {
        let schema_of = endpoint.body?;
        let mut generator = SchemaSettings::draft2020_12().into_generator();
        let schema = schema_of(&mut generator).to_value();
        let definitions: Map<String, Value> = generator.take_definitions(true).into_iter().collect();
        Some(self.value(&schema, &At { definitions: &definitions, name: "", current: self.current, depth: 0 }))
    }

    /// One of `n` choices, another at another place and seed.
    fn choose(&self, at: &At<'_>, n: usize) -> usize {
        let mixed = at.name.bytes().fold(self.seed.wrapping_mul(7), |sum, byte| sum.wrapping_mul(31).wrapping_add(byte.into()));
        match self.seed {
            0 => 0,
            // the outermost choice takes its turn, so that a few seeds reach every variant
            _ if at.depth <= 1 => self.seed % n.max(1),
            _ => mixed % n.max(1),
        }
    }

    fn value(&self, schema: &Value, at: &At<'_>) -> Value {
        if at.depth > 14 {
            return Value::Null;
        }
        if let Some(reference) = schema["$ref"].as_str() {
            let key = reference.rsplit('/').next().unwrap_or_default();
            return self.value(at.definitions.get(key).unwrap_or(&Value::Null), &at.deeper());
        }
        if let Some(constant) = schema.get("const") {
            return constant.clone();
        }
        if let Some(choices) = schema["enum"].as_array() {
            if let Some(kept) = at.current.filter(|kept| choices.contains(kept)) {
                return kept.clone();
            }
            return choices.get(self.choose(at, choices.len())).cloned().unwrap_or_default();
        }
        for key in ["oneOf", "anyOf", "allOf"] {
            let Some(list) = schema[key].as_array().filter(|list| !list.is_empty()) else { continue };
            if let Some(kept) = at.current.filter(|kept| kept.is_string() && list.iter().any(|one| one["const"] == **kept)) {
                return kept.clone();
            }
            let some: Vec<&Value> =
                if self.seed % 2 == 1 { list.iter().collect() } else { list.iter().filter(|one| one["type"] != "null").collect() };
            let chosen = some
                .get(self.choose(at, some.len()))
                .or(list.first().as_ref())
                .map(|one| self.value(one, &at.deeper()))
                .unwrap_or_default();
            // tagged variants carry their other fields beside
            return match (chosen, schema.get("properties").map(|_| self.object(schema, at))) {
                (Value::Object(mut into), Some(Value::Object(own))) => {
                    into.extend(own);
                    Value::Object(into)
                }
                (chosen, _) => chosen,
            };
        }
        let kind = match &schema["type"] {
            Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).find(|kind| *kind != "null").unwrap_or("null"),
            other => other.as_str().unwrap_or("object"),
        };
        match kind {
            "string" => self.string(schema, at),
            "integer" => at.current.filter(|kept| kept.is_i64()).cloned().unwrap_or_else(|| {
                let least = schema["minimum"].as_i64().unwrap_or(1).max(1);
                json!(least + self.seed as i64 / 3 % 4)
            }),
            "number" => at.current.filter(|kept| kept.is_number()).cloned().unwrap_or(json!(1.0)),
            "boolean" => at.current.filter(|kept| kept.is_boolean()).cloned().unwrap_or(json!(self.seed.is_multiple_of(2))),
            "array" => self.array(schema, at),
            "null" => Value::Null,
            _ => self.object(schema, at),
        }
    }

    fn array(&self, schema: &Value, at: &At<'_>) -> Value {
        if let Some(kept) = at.current.filter(|kept| kept.is_array()) {
            return kept.clone();
        }
        if let Some(items) = schema["prefixItems"].as_array() {
            // pairs are ranges: the second is later
            let pair = |(at_item, item): (usize, &Value)| {
                if item["type"] == "integer" { json!(480 + 60 * at_item) } else { self.value(item, &At { current: None, ..at.deeper() }) }
            };
            return items.iter().enumerate().map(pair).collect();
        }
        let least = schema["minItems"].as_u64().unwrap_or(0).max(u64::from(self.seed % 3 == 1));
        (0..least).map(|_| self.value(&schema["items"], &At { current: None, ..at.deeper() })).collect()
    }

    fn object(&self, schema: &Value, at: &At<'_>) -> Value {
        let required: Vec<&str> =
            schema["required"].as_array().map(|list| list.iter().filter_map(Value::as_str).collect()).unwrap_or_default();
        let fields = schema["properties"].as_object().into_iter().flatten();
        let kept = |name: &str| at.current.and_then(|current| current.get(name)).filter(|kept| !kept.is_null());
        Value::Object(
            fields
                .filter(|(name, _)| required.contains(&name.as_str()) || kept(name).is_some() || self.seed % 4 == 3)
                .map(|(name, inner)| {
                    let here = At { definitions: at.definitions, name, current: kept(name), depth: at.depth + 1 };
                    (name.clone(), self.value(inner, &here))
                })
                .collect(),
        )
    }

    fn string(&self, schema: &Value, at: &At<'_>) -> Value {
        let (hostile, name) = (self.text != TEXT, at.name);
        if let Some(kind) = schema["x-id"].as_str() {
            if let Some(kept) = at.current.filter(|kept| kept.is_string()) {
                return kept.clone();
            }
            return json!(self.ids.and_then(|ids| ids(kind, name)).unwrap_or_else(|| NOBODY.into()));
        }
        if !hostile && let Some(kept) = at.current.filter(|kept| kept.is_string()) {
            return kept.clone();
        }
        match schema["format"].as_str() {
            Some("uuid") => json!(NOBODY),
            Some("date-time") if name.contains("end") || name.ends_with("to") || name.contains("until") => json!("2099-05-01T17:00:00Z"),
            Some("date-time") => json!("2099-05-01T09:00:00Z"),
            Some("date") => json!("2099-05-01"),
            Some("partial-date-time") => json!("2099-05-01T09:00:00"),
            Some("time" | "partial-time") => json!("09:00:00"),
            _ if hostile => json!(self.text),
            _ if name.ends_with("prefix") => json!("Q-"),
            _ if name == "country" => json!("CA"),
            _ if name == "code" => json!(format!("SAMPLE{}", 10 + self.seed)),
            _ if name.contains("email") => json!(format!("person{}@example.com", self.seed)),
            _ if name.contains("phone") => json!("604 555 0134"),
            _ if name.contains("password") || (name == "current") => json!(server::testing::PASSWORD),
            _ if name.contains("zone") => json!("America/Vancouver"),
            _ if name.contains("hex") => json!("#2453d4"),
            _ if name.contains("sha256") => json!("0".repeat(64)),
            _ => {
                let most = schema["maxLength"].as_u64().unwrap_or(200) as usize;
                let text = if self.seed == 0 { self.text.clone() } else { format!("{} {}", self.text, self.seed) };
                json!(text.chars().take(most).collect::<String>())
            }
        }
    }
}
