//! Is every check of rights needed, and would its loss be noticed (T5)? Each place in the source that refuses somebody
//! is defused in turn, and the probes that met it are sent again: one of them must come out otherwise than it has to.
//! Places are found by themselves: a check of a new function is defused without anyone writing a test.

use std::collections::{BTreeMap, BTreeSet};

use app::api::catalogue::{Endpoint, Needs};
use serde_json::Value;
use server::Cx;
use server::drill::{Mutation, Plan, Site};
use shared::access::{Action, BuiltinRole, Scope};
use shared::packs::ServiceLine;
use shared::pricing::{Adjustment, Change};
use shared::quotes::{ApproveQuote, Content, EditQuote, Quote, QuoteStatus};
use shared::{Error, QuoteId};

use super::atlas::parameters;
use super::bodies::{id_fields, integer_fields, others_of};
use super::client::{Call, Reply};
use super::counts::query;
use super::parties::{Expected, Party};
use super::sample::body;
use super::world::{DRY, World};

/// A request that met a check, and what has to come of it.
struct Met {
    call: Call,
    status: http::StatusCode,
    bytes: Vec<u8>,
}

/// Probes sent again for a place: enough that one of them gets past what comes after the check.
const AGAIN: usize = 12;
/// How often a request that works is looked for on behalf of somebody who may act on what is theirs only.
const OWN_TRIES: usize = 96;
/// How many fields of a body are spoilt, one at a time.
const SPOILT: usize = 12;

type Place = (Site, Mutation);

#[tokio::test(flavor = "multi_thread")]
async fn no_check_of_rights_can_be_lost_unnoticed() {
    let mut world = World::new().await;
    world.populate().await;
    let parties = world.parties().await;
    let mut met: BTreeMap<Place, Vec<Met>> = BTreeMap::new();
    for endpoint in app::endpoints::all().iter().filter(|e| e.path != "/api/v1/live") {
        let working = if endpoint.method == "GET" { None } else { world.working(endpoint).await };
        let calls = calls(&world, endpoint, working.map(|working| working.call)).await;
        for party in &parties {
            for call in &calls {
                let call = Call { credential: party.credential.clone(), ..call.clone() };
                send(&world, &mut met, party, endpoint, call).await;
            }
            for call in own_calls(&world, endpoint, party, &calls).await {
                send(&world, &mut met, party, endpoint, call).await;
            }
        }
    }
    met.retain(|(site, mutation), _| *mutation == Mutation::Pass || keeps_scope(*site));
    let mut survivors = Vec::new();
    for (place, probes) in &met {
        let mut killed = false;
        for probe in probes {
            let reply = world.wire.drilled(Plan { mutant: Some(*place), ..DRY }, &probe.call).await;
            if reply.status != probe.status || reply.bytes != probe.bytes {
                killed = true;
                break;
            }
        }
        if !killed {
            survivors.push(format!("{}:{} {:?} ({} probes)", place.0.0, place.0.1, place.1, probes.len()));
        }
    }
    let mut seen: BTreeSet<Site> = met.keys().map(|(site, _)| *site).collect();
    let mut killed = met.len() - survivors.len();
    let mut all = met.len();
    for (place, is_killed) in beneath_the_wire(&world).await {
        if seen.insert(place.0) {
            all += 1;
            if is_killed { killed += 1 } else { survivors.push(format!("{}:{} {:?} (directly)", place.0.0, place.0.1, place.1)) }
        }
    }
    let unseen = unseen(seen);
    all += unseen.len();
    println!(
        "T5 mutants: {killed} of {all} killed ({:.1} %), {} survived, {} checks refused nobody\n{}\n{}",
        100.0 * killed as f64 / all as f64,
        survivors.len(),
        unseen.len(),
        survivors.join("\n"),
        unseen.join("\n")
    );
    assert!(killed * 100 >= all * 95, "fewer than 95 % of {all} mutants were killed");
}

async fn send(world: &World, met: &mut BTreeMap<Place, Vec<Met>>, party: &Party, endpoint: &Endpoint, call: Call) {
    let reply = world.wire.drilled(DRY, &call).await;
    for check in world.wire.drill.decisive_checks() {
        note(met.entry(check).or_default(), party, endpoint, &call, &reply);
    }
}

/// Requests only this party can be told apart by: on records of their own for those who reach no others, and with one
/// field after the other spoilt for those who may not set some.
async fn own_calls(world: &World, endpoint: &Endpoint, party: &Party, calls: &[Call]) -> Vec<Call> {
    let (Some(access), Some(credential), Needs::Right(action)) = (&party.access, &party.credential, endpoint.needs) else {
        return Vec::new();
    };
    if endpoint.method == "GET" || party.is_newcomer {
        return Vec::new();
    }
    let works = if matches!(access.scope(action), Some(Scope::Own | Scope::Team)) {
        world.working_for(endpoint, credential, OWN_TRIES).await.map(|working| working.call)
    } else if access.scope(action).is_some() && access.fields.is_empty() {
        calls.first().cloned().map(|call| Call { credential: Some(credential.clone()), ..call })
    } else {
        None
    };
    let Some(works) = works else { return Vec::new() };
    let mut own: Vec<Call> = Vec::new();
    let full = world.body(endpoint, 3, None);
    for body in works.body.iter().chain(&full) {
        let mut change = |pointer: &str, value: Value| {
            let mut body = body.clone();
            if let Some(field) = body.pointer_mut(pointer) {
                *field = value;
            }
            own.push(Call { body: Some(body), ..works.clone() });
        };
        for pointer in id_fields(body, String::new()).into_iter().take(SPOILT) {
            for other in others_of(&world.ours, body.pointer(&pointer)) {
                change(&pointer, Value::String(other.to_string()));
            }
        }
        for (pointer, number) in integer_fields(body, String::new()).into_iter().take(SPOILT) {
            change(&pointer, Value::from(-number.abs() - 1));
        }
    }
    own.extend(full.map(|body| Call { body: Some(body), ..works.clone() }));
    own.push(works);
    own
}

/// Checks no function of the wire is refused by, because another check stands before them, and use cases no function
/// calls: asked directly. Each place met, and whether its loss shows.
async fn beneath_the_wire(world: &World) -> Vec<(Place, bool)> {
    let app = world.wire.drilled_app();
    let mut owner = world.wire.test.owner().await;
    owner.app = app.clone();
    let mut viewing = owner.clone();
    viewing.on_behalf_of = Some("Cleo Customer".into());
    let mut driver = world.wire.test.cx(BuiltinRole::Driver);
    driver.app = app.clone();
    let quote = QuoteId(world.ours.ids("quotes").first().copied().unwrap_or_default());
    let discounted = discounted_draft(world, &owner).await;
    // rights that no role leaves out one by one
    let lacking = |action: Action| {
        let mut lacking = owner.clone();
        lacking.access.permissions.remove(&action);
        lacking
    };
    let (pricer, scheduler) = (lacking(Action::QuotesView), lacking(Action::HoursWaive));
    let mut stingy = owner.clone();
    stingy.access.discount_bp = 0;
    let asked = async |which: usize| match which {
        0 => viewing.write().await.is_ok(),
        1 => viewing.begin().await.is_ok(),
        2 => match app.system("the proof looks whether a viewer may write").await {
            Ok(tx) => tx.into_tenant(&viewing).await.is_ok(),
            Err(_) => false,
        },
        3 => server::quotes::is_intact(&driver, quote).await.is_ok(),
        4 => server::pricing::replay_draft(&pricer, ServiceLine::Moving).await.is_ok(),
        // what is allowed ends at the commit, which fails in the dry
        5 => is_allowed(
            server::quotes::approve(
                &stingy,
                discounted.id,
                ApproveQuote { version: discounted.version, total_cents: discounted.priced.total_cents, note: String::new() },
            )
            .await,
        ),
        _ => {
            let content = Content { hours_waiver: "Two crews take turns".into(), ..discounted.content.clone() };
            is_allowed(server::quotes::edit(&scheduler, discounted.id, EditQuote { version: discounted.version, content }).await)
        }
    };
    let mut found = Vec::new();
    for which in 0..7 {
        world.wire.drill.arm(DRY);
        let passes = asked(which).await;
        for place in world.wire.drill.decisive_checks() {
            world.wire.drill.arm(Plan { mutant: Some(place), ..DRY });
            found.push((place, asked(which).await != passes));
        }
        world.wire.drill.stand_down();
    }
    found
}

fn is_allowed<T>(answer: shared::Result<T>) -> bool {
    !matches!(answer, Err(Error::Forbidden { .. }))
}

/// A draft whose price waits for somebody's word.
async fn discounted_draft(world: &World, owner: &Cx) -> Quote {
    world.wire.drill.stand_down();
    for id in world.ours.ids("quotes") {
        let Ok(quote) = server::quotes::show(owner, QuoteId(*id)).await else { continue };
        if quote.status != QuoteStatus::Draft || quote.priced.subtotal_cents <= 0 {
            continue;
        }
        let mut content = quote.content;
        content.adjustment = Some(Adjustment { change: Change::PercentBp(-3_000), reason: "Probe".into() });
        let input = EditQuote { version: quote.version, content };
        return server::quotes::edit(owner, quote.id, input).await.expect("a discount");
    }
    panic!("the stock has no draft with a price");
}

/// Whether what a check says of the reach of a right is used: where it is dropped, widening it changes nothing.
fn keeps_scope((file, line): Site) -> bool {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(file);
    let text = std::fs::read_to_string(path).expect("the source is readable");
    let line = text.lines().nth(line as usize - 1).unwrap_or_default().trim();
    !(line.starts_with("cx.may(") && line.ends_with(")?;"))
}

/// Refusals that have to be are worth more than answers that may be otherwise.
fn note(list: &mut Vec<Met>, party: &Party, endpoint: &Endpoint, call: &Call, reply: &Reply) {
    let sure = matches!(party.expects(endpoint), Expected::Refused | Expected::Nothing);
    let met = Met { call: call.clone(), status: reply.status, bytes: reply.bytes.clone() };
    if list.len() < AGAIN {
        list.push(met);
    } else if sure && let Some(last) = list.last_mut() {
        *last = met;
    }
}

/// A request that works where there is one, and some with other records.
async fn calls(world: &World, endpoint: &Endpoint, working: Option<Call>) -> Vec<Call> {
    let mut calls: Vec<Call> = working.into_iter().collect();
    let has_ids = parameters(endpoint.path).iter().any(|name| *name != "line");
    let owner = world.wire.login(0, BuiltinRole::Owner).await;
    let mut questions = if endpoint.method == "GET" { world.questions(&query(endpoint)).await } else { Vec::new() };
    if questions.len() > 1 {
        // each alone beside a name nobody has, and all together
        let together = questions.join("&");
        questions = questions.iter().filter(|one| !one.starts_with("name=")).map(|one| format!("name=Xqzvw&{one}")).collect();
        questions.push(together);
    }
    for question in questions {
        calls.push(Call { method: endpoint.method, path: format!("{}?{question}", endpoint.path), ..Call::default() });
    }
    for nth in 0..if has_ids && calls.is_empty() { 3 } else { usize::from(calls.is_empty()) } {
        let mut path = endpoint.path.replace("{line}", "moving");
        let Some(first) = parameters(&path).first().map(|name| name.to_string()) else {
            calls.push(Call { method: endpoint.method, path, body: body(endpoint), ..Call::default() });
            continue;
        };
        let Some(id) = world.ours.parameter(endpoint.path, &first).and_then(|ids| ids.iter().rev().nth(nth * 7).or(ids.last())) else {
            continue;
        };
        path = path.replacen(&format!("{{{first}}}"), &id.to_string(), 1);
        if let Some(path) = world.second_ids(&path, endpoint, &owner).await {
            calls.push(Call { method: endpoint.method, path, body: body(endpoint), ..Call::default() });
        }
    }
    calls
}

/// Checks in the source that no probe was refused by.
fn unseen(seen: BTreeSet<Site>) -> Vec<String> {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../server/src");
    let mut files = vec![root.clone()];
    let mut unseen = Vec::new();
    while let Some(path) = files.pop() {
        if path.is_dir() {
            let inner = std::fs::read_dir(&path).expect("the source is there").map(|entry| entry.expect("an entry").path());
            files.extend(inner.filter(|path| !path.ends_with("demo") && !path.ends_with("testing")));
            continue;
        }
        let name = path.strip_prefix(&root).map(|path| path.display().to_string()).unwrap_or_default();
        if !name.ends_with(".rs") || name.contains("tests") || name == "cx.rs" || name == "testing.rs" {
            continue;
        }
        let text = std::fs::read_to_string(&path).expect("the source is readable");
        for (number, line) in text.lines().enumerate() {
            let is_check = ["cx.may(", "cx.must(", "cx.sees(", "self.must("].iter().any(|check| line.contains(check));
            let at = number as u32 + 1;
            if is_check
                && !line.trim_start().starts_with("//")
                && !seen.iter().any(|(file, line)| file.ends_with(&format!("server/src/{name}")) && *line == at)
            {
                unseen.push(format!("server/src/{name}:{at}"));
            }
        }
    }
    unseen
}
