//! All or nothing, and once only (T13, T18): every function that writes is driven with a request that works. Each of
//! its statements is made to fail in turn: nothing may be left behind. Then it is carried out with its reply lost, and
//! sent again: the repeat gets an answer and changes nothing. Functions come from the catalogue.

use std::collections::BTreeSet;

use app::api::catalogue::Endpoint;
use http::StatusCode;
use server::drill::Plan;
use uuid::Uuid;

use super::client::Call;
use super::watch::{Watch, difference};
use super::world::{Working, World};

/// Functions no request is made for here, with the reason.
const ELSEWHERE: &[(&str, &str)] = &[
    ("PUT /api/v1/media/{id}/content", "takes raw bytes: server::media::tests"),
    ("PUT /api/v1/organization/logo", "takes raw bytes: server::identity::tests"),
    ("POST /api/v1/crash-reports", "writes to the log only"),
];

/// Functions for which no working request is found yet.
const UNREACHED: usize = 5;

fn name(endpoint: &Endpoint) -> String {
    format!("{} {}", endpoint.method, endpoint.path)
}

/// Those that make records come first and those that remove them last, so that one finds what another made.
fn writing() -> Vec<Endpoint> {
    let mut endpoints: Vec<Endpoint> = app::endpoints::all()
        .into_iter()
        .filter(|e| e.method != "GET" && e.method != "HEAD" && !ELSEWHERE.iter().any(|(known, _)| *known == name(e)))
        .collect();
    endpoints.sort_by_key(|e| (e.method == "DELETE", e.path.matches('{').count(), e.method));
    endpoints
}

#[derive(Default)]
struct Tally {
    functions: usize,
    failures: u64,
    replays: usize,
    wrong: Vec<String>,
}

impl Tally {
    fn complain(&mut self, endpoint: &Endpoint, what: impl std::fmt::Display) {
        self.wrong.push(format!("{}: {what}", name(endpoint)));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_function_that_writes_is_all_or_nothing_and_carried_out_once() {
    let mut world = World::new().await;
    let mut left = writing();
    let all = left.len();
    let mut tally = Tally::default();
    // what one function makes another needs: as long as something new works, the others are tried again
    loop {
        let before = left.len();
        let mut next = Vec::new();
        for endpoint in left {
            match world.working(&endpoint).await {
                Some(working) => {
                    prove(&world, &endpoint, &working, &mut tally).await;
                    world.look_again().await;
                }
                None => next.push(endpoint),
            }
        }
        left = next;
        if left.is_empty() || left.len() == before {
            break;
        }
    }
    let refusals = world.refusals.borrow();
    let unreached: BTreeSet<String> = left
        .iter()
        .map(name)
        .map(|name| format!("{name}: {:?}", refusals.get(&name).map(|all| all.iter().take(4).collect::<Vec<_>>())))
        .collect();
    println!(
        "T13 all or nothing: {} of {all} writing functions, {} failed statements; T18: {} replays; {} not reached",
        tally.functions,
        tally.failures,
        tally.replays,
        left.len()
    );
    assert!(tally.wrong.is_empty(), "{} faults:\n{}", tally.wrong.len(), tally.wrong.join("\n"));
    println!("not reached:\n{}", unreached.into_iter().collect::<Vec<_>>().join("\n"));
    // those whose request the schema alone does not tell: the number may fall, not rise
    assert!(left.len() <= UNREACHED, "{} functions were not reached", left.len());
}

async fn prove(world: &World, endpoint: &Endpoint, working: &Working, tally: &mut Tally) {
    tally.functions += 1;
    let mut watch = Watch::new(&world.wire.test).await;
    let before = watch.look().await;
    for n in 1..=working.statements {
        let reply = world.wire.drilled(Plan { fails_at: n, ..Plan::default() }, &working.call).await;
        if !world.wire.drill.has_failed() {
            continue;
        }
        tally.failures += 1;
        if !reply.status.is_server_error() {
            tally.complain(endpoint, format!("statement {n} failed and the answer was {} {}", reply.status, reply.text()));
        }
        world.forget_attempts().await;
        let after = watch.look().await;
        if after != before {
            tally.complain(endpoint, format!("statement {n} failed and left {:?}", difference(&before, &after)));
            return;
        }
    }
    once(world, endpoint, working, tally, &mut watch).await;
}

/// The reply is lost after the commit; then the same request comes again, and again, and another under its name.
async fn once(world: &World, endpoint: &Endpoint, working: &Working, tally: &mut Tally, watch: &mut Watch) {
    let key = Uuid::now_v7();
    let named = Call { key: Some(key), ..working.call.clone() };
    let before = watch.look().await;
    let lost = world.wire.drilled(Plan { loses_replies: true, ..Plan::default() }, &named).await;
    let after = watch.look().await;
    if !lost.status.is_server_error() || after == before {
        tally.complain(
            endpoint,
            format!("with its reply lost it answered {} and changed {} tables", lost.status, difference(&before, &after).len()),
        );
        return;
    }
    let first = world.wire.call(&named).await;
    world.learn(endpoint, &first);
    let second = world.wire.call(&named).await;
    tally.replays += 2;
    let seen = watch.look().await;
    if !first.status.is_success() {
        tally.complain(endpoint, format!("the repeat answered {} {}", first.status, first.text()));
    } else if first.bytes != second.bytes {
        tally.complain(endpoint, "two repeats were answered differently");
    }
    if seen != after {
        tally.complain(endpoint, format!("the repeat changed {:?}", difference(&after, &seen)));
    }
    // a body that names its command itself is the same whatever else it says
    let names_itself = working.call.body.as_ref().is_some_and(|body| body.get("command").is_some());
    if let Some(body) = named.body.as_ref().filter(|_| !names_itself) {
        let mut other = body.clone();
        // unknown fields are no fault, but make it another request
        other["something_else"] = serde_json::Value::Bool(true);
        let reply = world.wire.call(&Call { body: Some(other), ..named.clone() }).await;
        tally.replays += 1;
        if !matches!(reply.status, StatusCode::CONFLICT | StatusCode::UNPROCESSABLE_ENTITY | StatusCode::BAD_REQUEST) {
            tally.complain(endpoint, format!("another request under the same key answered {} {}", reply.status, reply.text()));
        }
        if watch.look().await != after {
            tally.complain(endpoint, "another request under the same key changed something");
        }
    }
}
