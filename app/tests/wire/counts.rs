//! How many statements a read takes (P18): lists and boards at most four, single records at most eight, and as many
//! for fifty rows as for ten. Functions come from the catalogue, records from the demo.

use std::path::{Path, PathBuf};

use app::api::catalogue::{Endpoint, Needs};
use server::drill::Plan;
use shared::access::BuiltinRole;
use shared::jobs::{Counting, ItemAnswer, Job, JobList, PhaseStatus, Stop, phase_progress};

use super::atlas::parameters;
use super::client::{Call, Credential};
use super::world::World;

const LIST: u64 = 4;
const SINGLE: u64 = 8;

/// Reads that take more, and how many: to be brought down, not up.
const KNOWN: &[(&str, u64)] = &[];

/// Reads that answer no rows: streams, files and documents.
pub const NO_ROWS: &[&str] = &["/api/v1/live", "/api/v1/openapi.json", "/api/v1/organizations/{id}/logo"];

/// `api.rs` of a room, and the files below `api/`.
fn api_files(room: &Path) -> Vec<PathBuf> {
    let parts = std::fs::read_dir(room.join("api")).into_iter().flatten().flatten().map(|part| part.path());
    std::iter::once(room.join("api.rs")).chain(parts).collect()
}

/// What the source says of a function that takes a query: the names in it, and the signature below.
fn source(method: &str, path: &str) -> Option<(Vec<String>, String)> {
    // the registered path has lost them; the attribute in the source has not
    let start = format!("#[{}(\"{path}?", method.to_lowercase());
    let rooms = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/src")).expect("the source is there");
    rooms.flatten().flat_map(|room| api_files(&room.path())).filter_map(|path| std::fs::read_to_string(path).ok()).find_map(|source| {
        let (query, rest) = source.split_once(&start)?.1.split_once('"')?;
        let signature = rest.split_once(") ->").map_or(rest, |(signature, _)| signature);
        Some((query.split('&').map(str::to_string).collect(), signature.to_string()))
    })
}

/// The query parameters of a function.
pub fn query(endpoint: &Endpoint) -> Vec<String> {
    source(endpoint.method, endpoint.path).map(|(names, _)| names).unwrap_or_default()
}

/// Those that take any text, by their types. A download takes what the list takes that it is of.
pub fn texts(endpoint: &Endpoint) -> Vec<String> {
    let Some((names, signature)) = source(endpoint.method, endpoint.path.trim_end_matches(".csv")) else { return Vec::new() };
    let parts = signature.split([',', '(', '\n']).filter_map(|part| part.trim().split_once(": "));
    parts
        .filter(|(name, kind)| ["Option<String>", "String"].contains(kind) && names.iter().any(|known| known == name))
        .map(|(name, _)| name.to_string())
        .collect()
}

/// Paths of a few records.
pub fn paths(world: &World, endpoint: &Endpoint) -> Vec<String> {
    let names = parameters(endpoint.path);
    let path = endpoint.path.replace("{line}", "moving");
    let Some(first) = names.iter().find(|name| **name != "line") else { return vec![path] };
    let ids = world.ours.parameter(endpoint.path, first).unwrap_or_default();
    // the first, the last and some between
    ids.iter()
        .step_by((ids.len() / 6).max(1))
        .chain(ids.last())
        .map(|id| path.replacen(&format!("{{{first}}}"), &id.to_string(), 1))
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn no_read_takes_more_statements_than_its_kind_may_and_rows_cost_none() {
    let world = World::new().await;
    let owner = world.wire.login(0, BuiltinRole::Owner).await;
    let driver = world.wire.login(0, BuiltinRole::Driver).await;
    let customer = world.customer(0).await;
    let (mut wrong, mut table, mut unread) = (Vec::new(), Vec::new(), Vec::new());
    for endpoint in app::endpoints::all().iter().filter(|e| e.method == "GET" && !NO_ROWS.contains(&e.path)) {
        let credential: &Credential = match endpoint.needs {
            Needs::Customer => &customer,
            _ if endpoint.path.contains("/field/") => &driver,
            _ => &owner,
        };
        let has_limit = query(endpoint).iter().any(|name| name == "limit");
        let most = if endpoint.path.contains('{') || endpoint.needs == Needs::Customer { SINGLE } else { LIST };
        let mut worst: Option<u64> = None;
        for path in paths(&world, endpoint) {
            let path = match world.second_ids(&path, endpoint, credential).await {
                Some(path) => path,
                None => continue,
            };
            let mut counts = Vec::new();
            for limit in if has_limit { &["?limit=10", "?limit=50"][..] } else { &[""] } {
                let call = Call { method: "GET", path: format!("{path}{limit}"), credential: Some(credential.clone()), ..Call::default() };
                let reply = world.wire.drilled(Plan::default(), &call).await;
                if reply.status.is_success() {
                    counts.push(world.wire.drill.tenant_statements());
                }
            }
            if counts.windows(2).any(|pair| pair[0] != pair[1]) {
                wrong.push(format!("{}: {counts:?} statements for 10 and 50 rows", endpoint.path));
            }
            worst = worst.max(counts.into_iter().max());
        }
        match worst {
            Some(count) => {
                table.push(format!("{count:3} of {most} {}", endpoint.path));
                let most = KNOWN.iter().find(|(path, _)| *path == endpoint.path).map_or(most, |(_, known)| *known);
                if count > most {
                    wrong.push(format!("{} takes {count} statements, {most} at most", endpoint.path));
                }
            }
            None => unread.push(endpoint.path),
        }
    }
    assert!(app::endpoints::all().iter().any(|e| query(e).contains(&"limit".to_string())), "no function takes a limit any more?");
    println!("P18 statements per read: {} functions, {} without a record in the demo\n{}", table.len(), unread.len(), table.join("\n"));
    assert!(wrong.is_empty(), "{} faults:\n{}", wrong.len(), wrong.join("\n"));
    assert!(unread.len() <= 3, "no record was found for {unread:?}");
}

/// A list reckons in the database what the rule says of the whole job.
#[tokio::test(flavor = "multi_thread")]
async fn a_list_says_of_each_job_what_the_job_says() {
    let world = World::new().await;
    let (mut seen, mut under_way) = (0, 0);
    for org in 0..2 {
        let owner = world.wire.login(org, BuiltinRole::Owner).await;
        let get = async |path: String| {
            let reply = world.wire.call(&Call { method: "GET", path, credential: Some(owner.clone()), ..Call::default() }).await;
            assert!(reply.status.is_success(), "{}", reply.text());
            reply.json()
        };
        let list: JobList = serde_json::from_value(get("/api/v1/jobs?limit=200".into()).await).expect("a list");
        for card in &list.page.items {
            let job: Job = serde_json::from_value(get(format!("/api/v1/jobs/{}", card.id)).await).expect("a job");
            let segments: Vec<_> =
                job.phases.iter().map(|phase| (phase.status, phase_progress(&job, phase, Counting::Stored).percent)).collect();
            assert_eq!(card.segments.iter().map(|s| (s.status, s.percent)).collect::<Vec<_>>(), segments, "{}", job.number);
            assert_eq!(card.crew, job.crew);
            let address = |stop: Option<&Stop>| stop.map(|stop| stop.address.clone()).unwrap_or_default();
            assert_eq!(card.from, address(job.stops.first()));
            assert_eq!(card.to, address(job.stops.get(1..).and_then(<[Stop]>::last)));
            let mut problems = job.phases.iter().filter(|phase| phase.status == PhaseStatus::Active).flat_map(|phase| &phase.items);
            assert_eq!(card.issue, !job.is_over() && problems.any(|item| item.answer == ItemAnswer::Problem), "{}", job.number);
            seen += 1;
            under_way += segments.iter().filter(|(_, percent)| (1..100).contains(percent)).count();
        }
    }
    assert!(seen > 10 && under_way > 0, "{seen} jobs, {under_way} phases under way");
}
