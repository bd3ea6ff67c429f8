//! Who may reach what (T2): every function by everybody, with ids of our own records, of another organization's and of
//! none, in paths, bodies, queries, cursors and searches. What is foreign is answered as what is missing, byte by
//! byte, and no answer ever holds a foreign id. Generated from the catalogue, the policy and the database's catalog.

use std::collections::BTreeSet;

use app::api::catalogue::{Endpoint, Needs};
use http::StatusCode;
use serde_json::Value;
use shared::access::BuiltinRole;
use uuid::Uuid;

use super::atlas::{Atlas, ids_in, parameters};
use super::bodies::id_fields;
use super::client::{Call, Credential, Reply};
use super::counts::{query, texts};
use super::parties::Expected;
use super::sample::body;
use super::world::{DRY, World};

const STREAMS: &[&str] = &["/api/v1/live", "/api/v1/openapi.json", "/api/v1/crash-reports"];

fn endpoints() -> Vec<Endpoint> {
    app::endpoints::all().into_iter().filter(|e| !STREAMS.contains(&e.path)).collect()
}

/// A path with ids from an atlas, the `nth` of each table; without one, ids nobody has.
pub fn path_of(endpoint: &Endpoint, atlas: Option<&Atlas>, nth: usize) -> Option<String> {
    let mut path = endpoint.path.replace("{line}", "moving");
    if path.ends_with("/content") {
        path.push_str("?offset=0");
    }
    for name in parameters(endpoint.path).into_iter().filter(|name| *name != "line") {
        let id = match atlas {
            Some(atlas) => *atlas.parameter(endpoint.path, name)?.iter().cycle().nth(nth)?,
            None => Uuid::now_v7(),
        };
        path = path.replace(&format!("{{{name}}}"), &id.to_string());
    }
    Some(path)
}

/// Words that mean something to what reads them: patterns, quotes, an end of a text, a statement.
const HOSTILE: &[&str] = &["%25", "_%25_", "%27%20or%201%3D1--", "%5C", ".%2A", "%00", "%26%7C%21", "%F0%9F%9A%9A"];
/// How many foreign words a filter is asked for that looks into one column.
const SOME_WORDS: usize = 10;

struct Probe<'a> {
    world: &'a World,
    foreign: BTreeSet<Uuid>,
    count: usize,
    wrong: Vec<String>,
}

impl<'a> Probe<'a> {
    fn new(world: &'a World) -> Self {
        let ours = world.ours.all();
        let mut foreign: BTreeSet<Uuid> = world.theirs.all().difference(&ours).copied().collect();
        foreign.insert(world.wire.test.other_org().id.0);
        Self { world, foreign, count: 0, wrong: Vec::new() }
    }

    /// Sends a call without letting it commit, and looks for foreign ids in the answer.
    async fn send(&mut self, who: &str, call: &Call) -> Reply {
        self.count += 1;
        let reply = self.world.wire.drilled(DRY, call).await;
        let text = String::from_utf8_lossy(&reply.bytes);
        let sent = ids_in(&format!("{} {}", call.path, call.body.as_ref().map(Value::to_string).unwrap_or_default()));
        if let Some(id) = ids_in(&text).intersection(&self.foreign).find(|id| !sent.contains(id)) {
            self.wrong.push(format!("{who}: {} {} shows the foreign id {id}", call.method, call.path));
        }
        if reply.status.is_server_error() && !self.world.wire.drill.has_failed() {
            self.wrong.push(format!("{who}: {} {} answered {} {}", call.method, call.path, reply.status, reply.text()));
        }
        reply
    }

    /// Whether the function would have been carried out.
    fn passed(&self, reply: &Reply) -> bool {
        reply.status.is_success() || self.world.wire.drill.has_failed()
    }

    fn complain(&mut self, who: &str, call: &Call, what: impl std::fmt::Display) {
        self.wrong.push(format!("{who}: {} {}: {what}", call.method, call.path));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_reaches_what_is_theirs_and_nothing_foreign() {
    let world = World::new().await;
    let parties = world.parties().await;
    let mut probe = Probe::new(&world);
    for endpoint in endpoints() {
        let sample = body(&endpoint);
        let has_ids = parameters(endpoint.path).iter().any(|name| *name != "line");
        for party in &parties {
            let expected = party.expects(&endpoint);
            let call = |path: String| Call {
                method: endpoint.method,
                path,
                credential: party.credential.clone(),
                body: sample.clone(),
                ..Call::default()
            };
            for nth in 0..if has_ids { 2 } else { 1 } {
                let Some(own) = path_of(&endpoint, Some(&world.ours), nth) else { continue };
                let own = call(own);
                let reply = probe.send(&party.name, &own).await;
                let fine = match expected {
                    Expected::Unknown => reply.status == StatusCode::UNAUTHORIZED,
                    // an upload without bytes is none, whoever sends it
                    Expected::Refused => {
                        reply.status == StatusCode::FORBIDDEN
                            || endpoint.path.ends_with("/content") && reply.status == StatusCode::BAD_REQUEST
                    }
                    // what is one's own only: no record is, and creating is another matter
                    Expected::Nothing => !has_ids || !probe.passed(&reply),
                    Expected::Open => true,
                };
                if !fine {
                    probe.complain(&party.name, &own, format!("{expected:?} was expected, it answered {} {}", reply.status, reply.text()));
                }
                if expected == Expected::Nothing && endpoint.method == "GET" {
                    let table: BTreeSet<Uuid> = first_table(&world.ours, endpoint.path).iter().copied().collect();
                    let sent = ids_in(&own.path);
                    if let Some(id) = ids_in(&String::from_utf8_lossy(&reply.bytes)).intersection(&table).find(|id| !sent.contains(id)) {
                        probe.complain(&party.name, &own, format!("shows {id}, which is somebody else's"));
                    }
                }
            }
            if has_ids && endpoint.needs != Needs::Public {
                alike(&mut probe, &party.name, &endpoint, &call).await;
            }
        }
    }
    println!("T2 paths: {} probes by {} parties", probe.count, parties.len());
    assert!(probe.wrong.is_empty(), "{} faults:\n{}", probe.wrong.len(), probe.wrong.join("\n"));
    assert!(probe.count >= 5_000, "{} probes", probe.count);
}

/// The records a function is about: those of the table its path begins with.
fn first_table<'a>(atlas: &'a Atlas, path: &str) -> &'a [Uuid] {
    let noun = path.trim_start_matches("/api/v1/").trim_start_matches("field/").split('/').next().unwrap_or_default();
    let noun = if noun == "working-set" { "jobs" } else { noun };
    atlas.parameter(&format!("/{noun}/{{id}}"), "id").unwrap_or_default()
}

/// What is foreign and what is missing are answered alike.
async fn alike(probe: &mut Probe<'_>, who: &str, endpoint: &Endpoint, call: &impl Fn(String) -> Call) {
    let (Some(foreign), Some(missing)) = (path_of(endpoint, Some(&probe.world.theirs), 0), path_of(endpoint, None, 0)) else { return };
    let (foreign, missing) = (call(foreign), call(missing));
    let one = probe.send(who, &foreign).await;
    if probe.passed(&one) {
        probe.complain(who, &foreign, "reached a foreign record");
    }
    let other = probe.send(who, &missing).await;
    if one.status != other.status || one.bytes != other.bytes {
        probe.complain(who, &foreign, format!("foreign is {} {}, missing is {} {}", one.status, one.text(), other.status, other.text()));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_foreign_id_in_a_body_is_as_good_as_none() {
    let world = World::new().await;
    let mut probe = Probe::new(&world);
    let (mut functions, mut unreached) = (0, Vec::new());
    for endpoint in endpoints().iter().filter(|e| e.body.is_some()) {
        let Some(working) = world.working(endpoint).await else {
            unreached.push(format!("{} {}", endpoint.method, endpoint.path));
            continue;
        };
        functions += 1;
        // as it works, and with everything that may be left out
        let full = world.body(endpoint, 3, None);
        let bodies: Vec<Value> = working.call.body.clone().into_iter().chain(full).collect();
        for (body, pointer) in bodies.iter().flat_map(|body| id_fields(body, String::new()).into_iter().map(move |pointer| (body, pointer)))
        {
            let id = body.pointer(&pointer).and_then(Value::as_str).and_then(|id| Uuid::parse_str(id).ok());
            let Some(foreign) = id.and_then(|id| same_table(&world, id)) else { continue };
            let with = |id: Uuid| {
                let mut body = body.clone();
                if let Some(field) = body.pointer_mut(&pointer) {
                    *field = Value::String(id.to_string());
                }
                Call { body: Some(body), ..working.call.clone() }
            };
            let (foreign, missing) = (with(foreign), with(Uuid::now_v7()));
            let one = probe.send("body", &foreign).await;
            let reached = probe.passed(&one);
            let other = probe.send("body", &missing).await;
            if reached && !probe.passed(&other) {
                probe.complain("body", &foreign, format!("{pointer} took a foreign id"));
            }
            if one.status != other.status || (one.bytes.len() != other.bytes.len() && !reached) {
                probe.complain(
                    "body",
                    &foreign,
                    format!("{pointer}: foreign is {} {}, missing is {} {}", one.status, one.text(), other.status, other.text()),
                );
            }
        }
    }
    println!("T2 bodies: {} probes of {functions} functions; no request was found that works for {unreached:?}", probe.count);
    assert!(probe.wrong.is_empty(), "{} faults:\n{}", probe.wrong.len(), probe.wrong.join("\n"));
    // the others need what only a function before them makes
    assert!(functions >= 80 && unreached.len() * 4 <= functions, "{functions} functions were reached, not {unreached:?}");
}

/// A foreign id of the table an own id is in.
fn same_table(world: &World, id: Uuid) -> Option<Uuid> {
    world.ours.tables().find(|(_, ids)| ids.contains(&id)).and_then(|(name, _)| world.theirs.ids(name).first().copied())
}

#[tokio::test(flavor = "multi_thread")]
async fn queries_cursors_and_searches_find_nothing_foreign() {
    let world = World::new().await;
    let owner = world.wire.login(0, BuiltinRole::Owner).await;
    let stranger = world.wire.login(1, BuiltinRole::Owner).await;
    let words = world.words_of_the_other().await;
    let keys = world.custom_keys().await;
    let mut filters = Vec::new();
    let mut probe = Probe::new(&world);
    for endpoint in endpoints().iter().filter(|e| e.method == "GET") {
        let Some(path) = path_of(endpoint, Some(&world.ours), 0) else { continue };
        let get = |credential: &Credential, question: String| Call {
            method: "GET",
            path: format!("{path}?{question}"),
            credential: Some(credential.clone()),
            ..Call::default()
        };
        for name in query(endpoint) {
            let missing = probe.send("query", &get(&owner, format!("{name}={}", Uuid::now_v7()))).await;
            // as a cursor an id is nothing but a time
            for (table, ids) in world.theirs.tables().filter(|_| name != "after") {
                for id in ids.iter().take(2) {
                    let call = get(&owner, format!("{name}={id}"));
                    let reply = probe.send("query", &call).await;
                    let alike = reply.status == missing.status && (reply.bytes == missing.bytes || !reply.status.is_success());
                    if !alike {
                        probe.complain(
                            "query",
                            &call,
                            format!("{name} with an id of {table} is answered {} {}", reply.status, reply.text()),
                        );
                    }
                }
            }
            if name == "after" {
                let list = probe.world.wire.call(&get(&stranger, "limit=3".into())).await;
                for cursor in cursors(&list.json()) {
                    probe.send("cursor", &get(&owner, format!("after={cursor}"))).await;
                }
            }
        }
        for name in texts(endpoint) {
            filters.push(format!("{}?{name}", endpoint.path));
            // what is searched for in several columns is asked for everything
            let many = if name == "search" { words.len() } else { SOME_WORDS };
            for word in words.iter().take(many).map(String::as_str).chain(HOSTILE.iter().copied()) {
                probe.send("search", &get(&owner, format!("{name}={word}"))).await;
                for key in keys.iter().filter(|_| name == "custom") {
                    probe.send("search", &get(&owner, format!("custom={key}%20is%20{word}"))).await;
                }
            }
        }
    }
    println!("T2 queries: {} probes, {} filters that take text", probe.count, filters.len());
    assert!(probe.wrong.is_empty(), "{} faults:\n{}", probe.wrong.len(), probe.wrong.join("\n"));
    for known in ["leads?search", "customers?custom", "customers/duplicates?phone", "audit?ip", "jobs.csv?search", "board?search"] {
        assert!(filters.iter().any(|filter| filter.ends_with(&format!("/{known}"))), "{known} is among {filters:?}");
    }
}

/// The cursors in an answer.
fn cursors(value: &Value) -> Vec<String> {
    match value {
        Value::Object(fields) => fields
            .iter()
            .flat_map(|(name, one)| match one {
                Value::String(cursor) if name == "next" => vec![cursor.clone()],
                Value::Number(cursor) if name == "next" => vec![cursor.to_string()],
                other => cursors(other),
            })
            .collect(),
        _ => Vec::new(),
    }
}
