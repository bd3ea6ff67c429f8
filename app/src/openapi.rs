//! The OpenAPI 3.1 document, made from the catalogue of endpoints and the schemas of the shared types.

use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};

use crate::api::catalogue::{Endpoint, Needs};

/// The document.
pub fn document(public_url: &str) -> Value {
    let mut generator = SchemaSettings::draft2020_12().with(|s| s.definitions_path = "/components/schemas".into()).into_generator();
    let error = generator.subschema_for::<shared::Error>();
    let mut paths: Map<String, Value> = Map::new();
    for endpoint in crate::endpoints::all() {
        let operation = operation(&endpoint, &mut generator);
        let path = paths.entry(endpoint.path.to_string()).or_insert_with(|| json!({}));
        if let Value::Object(methods) = path {
            methods.insert(endpoint.method.to_lowercase(), operation);
        }
    }
    let mut schemas: Map<String, Value> = generator.take_definitions(true).into_iter().collect();
    schemas.insert(
        "Problem".into(),
        json!({ "type": "object", "required": ["message", "code", "data"], "properties": {
            "message": { "type": "string", "description": "For people." },
            "code": { "type": "integer", "description": "The HTTP status." },
            "data": error,
        } }),
    );
    json!({
        "openapi": "3.1.0",
        "info": { "title": "Tailboard", "version": env!("CARGO_PKG_VERSION"), "description": "Everything the product does. Send a session cookie or `Authorization: Bearer <API key>`; send writes as JSON with an `Idempotency-Key` (a UUID) to make repeats safe for 30 days. An answer 429 (an organization asks more often than it may) or 503 carries `Retry-After`: the same request can be sent again then." },
        "servers": [{ "url": public_url }],
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": {
                "session": { "type": "apiKey", "in": "cookie", "name": "tailboard" },
                "key": { "type": "http", "scheme": "bearer" },
            },
        },
    })
}

fn operation(endpoint: &Endpoint, generator: &mut schemars::SchemaGenerator) -> Value {
    let in_path = endpoint.path.split('/').filter_map(|part| part.strip_prefix('{').and_then(|part| part.strip_suffix('}')));
    let parameters: Vec<Value> = in_path
        .map(|name| json!({ "name": name.trim_start_matches('*'), "in": "path", "required": true, "schema": kind_of(name) }))
        .chain(endpoint.query.iter().map(|name| json!({ "name": name, "in": "query", "schema": kind_of_query(name) })))
        .collect();
    let room = endpoint.path.split('/').nth(3).unwrap_or("api");
    let who = match endpoint.needs {
        Needs::Public => "Anyone.".to_string(),
        Needs::Session => "Anyone logged in.".to_string(),
        Needs::Member => "Any member.".to_string(),
        Needs::Customer => "Customers in the portal.".to_string(),
        Needs::Right(action) => format!("Needs `{action}`."),
    };
    let schema = endpoint.reply.map_or_else(|| json!({}), |reply| reply(generator).to_value());
    let (done, content) = match endpoint.sends {
        "" => ("204", json!({})),
        "application/json" => ("200", json!({ "application/json": { "schema": schema } })),
        other => ("200", json!({ other: {} })),
    };
    let mut operation = json!({
        "operationId": operation_id(endpoint),
        "summary": endpoint.summary,
        "description": who,
        "tags": [room],
        "parameters": parameters,
        "responses": {
            done: { "description": "Done.", "content": content },
            "default": { "description": "Refused.", "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Problem" } } } },
        },
        "security": if endpoint.needs == Needs::Public { json!([]) } else { json!([{ "session": [] }, { "key": [] }]) },
    });
    if let (Some(body), Value::Object(fields)) = (endpoint.body, &mut operation) {
        fields.insert(
            "requestBody".into(),
            json!({ "required": true, "content": { "application/json": { "schema": body(generator).to_value() } } }),
        );
    }
    if let (Some(media_type), Value::Object(fields)) = (endpoint.takes, &mut operation) {
        let bytes = json!({ media_type: { "schema": { "type": "string", "format": "binary" } } });
        fields.insert("requestBody".into(), json!({ "required": true, "content": bytes }));
    }
    operation
}

/// What stands for a parameter of a path: ids, but for the few that are words or numbers.
fn kind_of(name: &str) -> Value {
    match name {
        "line" => json!({ "type": "string" }),
        "revision" => json!({ "type": "integer" }),
        _ => json!({ "type": "string", "format": "uuid" }),
    }
}

fn kind_of_query(name: &str) -> Value {
    match name {
        "limit" | "offset" => json!({ "type": "integer" }),
        _ => json!({ "type": "string" }),
    }
}

fn operation_id(endpoint: &Endpoint) -> String {
    let path: Vec<&str> =
        endpoint.path.split('/').skip(3).filter(|part| !part.is_empty()).map(|part| part.trim_matches(['{', '}', '*'])).collect();
    format!("{}_{}", endpoint.method.to_lowercase(), path.join("_")).replace('-', "_")
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    /// What `api.rs` of a room says, and the files below `api/`.
    fn source(room: &Path) -> String {
        let parts = std::fs::read_dir(room.join("api")).into_iter().flatten().flatten().map(|part| part.path());
        std::iter::once(room.join("api.rs")).chain(parts).filter_map(|path| std::fs::read_to_string(path).ok()).collect()
    }

    /// The attribute of a server function names its query; the catalogue repeats it for the document.
    #[test]
    fn every_query_of_a_server_function_is_documented() {
        let rooms = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let mut wrong = Vec::new();
        for entry in std::fs::read_dir(rooms).expect("the rooms").flatten() {
            for attribute in source(&entry.path()).split("#[get(\"").skip(1) {
                let target = attribute.split('"').next().unwrap_or_default();
                let (path, query) = target.split_once('?').unwrap_or((target, ""));
                let named: Vec<&str> = query.split('&').filter(|name| !name.is_empty()).collect();
                let documented = crate::endpoints::all().into_iter().find(|e| e.method == "GET" && e.path == path);
                if documented.is_none_or(|endpoint| endpoint.query != named) {
                    wrong.push(target.to_string());
                }
            }
        }
        assert!(wrong.is_empty(), "not as in endpoints(): {wrong:#?}");
    }
}
