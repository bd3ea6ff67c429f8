//! What is foreign takes as long to be refused as what is missing (T2): every function about a record, reading or writing,
//! is asked for one of another organization and for one that never was, in turn, and the middle times are compared. A
//! busy machine makes single times long, so medians are compared, and a gap only counts when it is there in every round.

use std::time::{Duration, Instant};

use app::api::catalogue::{Endpoint, Needs};
use shared::access::BuiltinRole;

use super::atlas::parameters;
use super::client::{Call, Credential};
use super::probes::path_of;
use super::sample::body;
use super::world::{DRY, World};

/// Medians are of so many.
const TIMES: usize = 15;
/// How much longer one may take than the other, on a machine on which either takes some milliseconds.
const GAP: Duration = Duration::from_millis(2);
/// What part of the longer one may be: on a slow machine everything is wider apart.
const PART: u32 = 5;
/// So often one whose gap was too wide is asked again, each time with more times.
const ROUNDS: usize = 6;

/// Functions about a record, but those that answer anybody or take raw bytes.
fn is_asked(endpoint: &Endpoint) -> bool {
    !endpoint.path.ends_with("/content") && endpoint.needs != Needs::Public && parameters(endpoint.path).iter().any(|name| *name != "line")
}

async fn took(world: &World, call: &Call) -> Duration {
    let began = Instant::now();
    world.wire.drilled(DRY, call).await;
    began.elapsed()
}

fn middle(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

/// How far the middle times of two calls are apart, asked in turn, and how far they may be.
async fn gap(world: &World, one: &Call, other: &Call, times: usize) -> (Duration, Duration) {
    let (mut first, mut second) = (Vec::with_capacity(times), Vec::with_capacity(times));
    for turn in 0..times {
        // whoever comes second finds more at hand
        if turn % 2 == 0 {
            first.push(took(world, one).await);
            second.push(took(world, other).await);
        } else {
            second.push(took(world, other).await);
            first.push(took(world, one).await);
        }
    }
    let (first, second) = (middle(first), middle(second));
    (first.abs_diff(second), GAP.max(first.max(second) / PART))
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_foreign_takes_as_long_as_what_is_missing() {
    let world = World::new().await;
    let owner = world.wire.login(0, BuiltinRole::Owner).await;
    let driver = world.wire.login(0, BuiltinRole::Driver).await;
    let customer = world.customer(0).await;
    let (mut wrong, mut reads, mut writes, mut unasked, mut widest) = (Vec::new(), 0, 0, Vec::new(), Duration::ZERO);
    for endpoint in app::endpoints::all().iter().filter(|endpoint| is_asked(endpoint)) {
        let (Some(foreign), Some(missing)) = (path_of(endpoint, Some(&world.theirs), 0), path_of(endpoint, None, 0)) else {
            unasked.push(endpoint.path);
            continue;
        };
        let credential: &Credential = match endpoint.needs {
            Needs::Customer => &customer,
            _ if endpoint.path.contains("/field/") => &driver,
            _ => &owner,
        };
        let sample = body(endpoint);
        let call = |path: String| Call {
            method: endpoint.method,
            path,
            credential: Some(credential.clone()),
            body: sample.clone(),
            ..Call::default()
        };
        let (foreign, missing) = (call(foreign), call(missing));
        // what the process does for the first time only is done before
        let one = world.wire.drilled(DRY, &foreign).await;
        assert!(!one.status.is_success() && !world.wire.drill.has_failed(), "{} {}: {}", endpoint.method, endpoint.path, one.status);
        let other = world.wire.drilled(DRY, &missing).await;
        assert_eq!(one.status, other.status, "{} {}", endpoint.method, endpoint.path);
        if endpoint.method == "GET" {
            reads += 1;
        } else {
            writes += 1;
        }
        let (mut least, mut is_wide) = (Duration::MAX, true);
        for round in 1..=ROUNDS {
            let (apart, most) = gap(&world, &foreign, &missing, TIMES * round).await;
            least = least.min(apart);
            is_wide = apart >= most;
            if !is_wide {
                break;
            }
        }
        widest = widest.max(least);
        if is_wide {
            wrong.push(format!("{} {}: {least:?}", endpoint.method, endpoint.path));
        }
    }
    println!("T2 time: foreign and missing records of {reads} reads and {writes} writes differ by {} µs at most", widest.as_micros());
    assert!(wrong.is_empty(), "{wrong:?}");
    assert!(reads >= 18 && writes >= 40, "{reads} reads and {writes} writes were asked, not {unasked:?}");
}
