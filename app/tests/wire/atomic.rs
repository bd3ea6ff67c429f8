//! All or nothing (T13): every function that writes is driven with a request that works. Each of its statements is made
//! to fail in turn: nothing may be left behind. Then it is carried out, once only ([`super::once`]). Functions come from
//! the catalogue; one no working request is found for fails the proof.

use std::collections::BTreeSet;

use app::api::catalogue::Endpoint;
use server::drill::Plan;

use super::once::Others;
use super::watch::{Watch, difference};
use super::world::{Working, World};

/// Functions no request is made for here, with the reason.
const ELSEWHERE: &[(&str, &str)] = &[
    ("PUT /api/v1/media/{id}/content", "takes raw bytes: server::media::tests"),
    ("PUT /api/v1/organization/logo", "takes raw bytes: server::identity::tests"),
    ("POST /api/v1/public/leads", "opened by the key of a source, not by a login: server::leads::source_tests"),
    ("PUT /api/v1/pipelines/{id}/stages", "names every stage of the pipeline: server::leads::arrange_tests"),
    ("POST /api/v1/crash-reports", "writes to the log only"),
];

fn name(endpoint: &Endpoint) -> String {
    format!("{} {}", endpoint.method, endpoint.path)
}

/// Those that make records come first, so that one finds what another made.
fn writing() -> Vec<Endpoint> {
    let mut endpoints: Vec<Endpoint> = app::endpoints::all()
        .into_iter()
        .filter(|e| e.method != "GET" && e.method != "HEAD" && !ELSEWHERE.iter().any(|(known, _)| *known == name(e)))
        .collect();
    endpoints.sort_by_key(|e| (e.path.matches('{').count(), e.method));
    endpoints
}

#[derive(Default)]
pub struct Tally {
    functions: usize,
    failures: u64,
    pub replays: usize,
    wrong: Vec<String>,
}

impl Tally {
    pub fn complain(&mut self, endpoint: &Endpoint, what: impl std::fmt::Display) {
        self.wrong.push(format!("{}: {what}", name(endpoint)));
    }
}

/// The proof is carried out in so many parts beside each other, each of whole nouns.
const PARTS: u32 = 3;

fn part(endpoint: &Endpoint) -> u32 {
    let noun = endpoint.path.split('/').nth(3).unwrap_or_default();
    // a sum modulo five happens to spread them evenly
    noun.bytes().map(u32::from).sum::<u32>() % 5 % PARTS
}

#[tokio::test(flavor = "multi_thread")]
async fn every_function_that_writes_is_all_or_nothing_and_carried_out_once() {
    prove_part(0).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn others_that_write_are_so_too() {
    prove_part(1).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_rest_that_writes_is_so_too() {
    prove_part(2).await;
}

async fn prove_part(nth: u32) {
    let mut world = World::new().await;
    let others = Others::of(&world).await;
    let (removing, making): (Vec<_>, Vec<_>) = writing().into_iter().filter(|e| part(e) == nth).partition(|e| e.method == "DELETE");
    let all = making.len() + removing.len();
    let mut tally = Tally::default();
    let mut left = Vec::new();
    for endpoints in [making, removing] {
        left.extend(prove_all(&mut world, &others, endpoints, &mut tally).await);
    }
    let refusals = world.refusals.borrow();
    let unreached: BTreeSet<String> = left
        .iter()
        .map(name)
        .map(|name| format!("{name}: {:?}", refusals.get(&name).map(|all| all.iter().take(4).collect::<Vec<_>>())))
        .collect();
    println!(
        "T13 all or nothing: {} of {all} writing functions, {} failed statements; T18: {} replays",
        tally.functions, tally.failures, tally.replays
    );
    assert!(tally.wrong.is_empty(), "{} faults:\n{}", tally.wrong.len(), tally.wrong.join("\n"));
    assert!(unreached.is_empty(), "not reached:\n{}", unreached.into_iter().collect::<Vec<_>>().join("\n"));
}

/// What one function makes another needs: as long as something new works, the others are tried again. Gives those that
/// never worked.
async fn prove_all(world: &mut World, others: &Others, endpoints: Vec<Endpoint>, tally: &mut Tally) -> Vec<Endpoint> {
    let mut left = endpoints;
    loop {
        let before = left.len();
        let mut next = Vec::new();
        for endpoint in left {
            match world.working(&endpoint).await {
                Some(working) => {
                    prove(world, others, &endpoint, &working, tally).await;
                    world.look_again().await;
                }
                None => next.push(endpoint),
            }
        }
        left = next;
        if left.is_empty() || left.len() == before {
            return left;
        }
    }
}

async fn prove(world: &World, others: &Others, endpoint: &Endpoint, working: &Working, tally: &mut Tally) {
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
        watch.forget().await;
        let after = watch.look().await;
        if after != before {
            tally.complain(endpoint, format!("statement {n} failed and left {:?}", difference(&before, &after)));
            return;
        }
    }
    others.once(world, endpoint, working, tally, &mut watch).await;
}
