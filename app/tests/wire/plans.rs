//! What plans reads get: every function of the catalogue that reads, with each of its parameters, in every order, with
//! the page behind the first and with as many rows as it gives at once, asked over the wire of ten organizations with
//! 10,000 leads each. PostgreSQL tells the plans of the role that serves requests: no large table is read from one end to
//! the other, and every index of one is entered by the organization.
//!
//! A new function is covered without anybody writing anything; a new parameter has to say what may stand in it.

use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

use app::api::catalogue::{Endpoint, Needs};
use server::testing::TestApp;
use server::testing::plans::{Asker, Ground, LARGE, Plans, outline, statement};
use shared::access::BuiltinRole;
use uuid::Uuid;

use super::atlas::{ids_in, parameters};
use super::client::{Call, Credential, Reply};
use super::counts::{NO_ROWS, paths};
use super::stock::escaped;
use super::values::{add_fields, values};
use super::world::World;

/// Plans that may be as they are: a function, what is wrong with a plan of it, and why that is well.
const KNOWN: &[(&str, &str, &str)] = &[];

/// Functions that refuse every record of the dataset, and why; what they ask until then is judged.
const REFUSED: &[(&str, &str)] = &[
    ("/api/v1/media/{id}/full", "the dataset has no files"),
    ("/api/v1/media/{id}/original", "the dataset has no files"),
    ("/api/v1/media/{id}/thumb", "the dataset has no files"),
    ("/api/v1/quotes/{id}/certificate", "nothing is signed in the dataset"),
    ("/api/v1/quotes/{id}/signed", "nothing is signed in the dataset"),
];

/// So many records are asked for of each function.
const ENOUGH: usize = 4;

/// The most rows a list gives at once, which is what downloads read it by.
const MOST: &str = "limit=200";

/// Asks, and judges what was planned meanwhile.
struct Court<'a> {
    world: &'a World,
    plans: &'a Plans,
    ground: &'a Ground,
    /// By function and what is wrong.
    wrong: BTreeMap<String, String>,
    /// Which of [`KNOWN`] were met.
    met: BTreeSet<usize>,
    asked: usize,
    seen: usize,
    /// Whether a plan since the function was called first concerned rows of organizations.
    concerned: bool,
}

impl Court<'_> {
    async fn ask(&mut self, endpoint: &Endpoint, who: &Credential, path: &str) -> Reply {
        // what was asked around it is nobody's
        self.settle().await;
        self.plans.take();
        let call = Call { method: endpoint.method, path: path.into(), credential: Some(who.clone()), ..Call::default() };
        let reply = self.world.wire.call(&call).await;
        self.settle().await;
        self.asked += 1;
        for plan in self.plans.take() {
            self.seen += 1;
            self.concerned |= self.ground.concerns(&plan);
            for fault in self.ground.faults(&plan) {
                if let Some(known) = KNOWN.iter().position(|(path, what, _)| *path == endpoint.path && *what == fault.what) {
                    self.met.insert(known);
                    continue;
                }
                // once, however many values show it
                self.wrong
                    .entry(format!("{} {}", endpoint.path, fault.what))
                    .or_insert_with(|| format!("{fault}\n  asked {path}\n  {}{}", statement(&plan), outline(&plan)));
            }
        }
        reply
    }

    /// Waits until no connection is in use: what the last statement of a transaction was told is read at its end.
    async fn settle(&self) {
        for _ in 0..5000 {
            if self.world.wire.test.app.db().usage().0 == 0 {
                return;
            }
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        panic!("a connection was not given back");
    }

    /// A list narrowed by a query: its first page, the same with as many rows as it gives, and the page behind.
    /// Whether it was answered.
    async fn pages(&mut self, endpoint: &Endpoint, who: &Credential, path: &str, query: &str) -> bool {
        let first = self.ask(endpoint, who, &joined(path, &[query])).await;
        if !first.status.is_success() {
            return false;
        }
        if endpoint.query.contains(&"limit") {
            self.ask(endpoint, who, &joined(path, &[query, MOST])).await;
        }
        if endpoint.query.contains(&"after")
            && let Some(next) = next(&first)
        {
            self.ask(endpoint, who, &joined(path, &[query, &format!("after={}", escaped(&next))])).await;
        }
        true
    }

    /// The same with each parameter by itself.
    async fn narrowed(&mut self, endpoint: &Endpoint, who: &Credential, path: &str) -> bool {
        let mut answered = self.pages(endpoint, who, path, "").await;
        let is_refused = !answered && endpoint.path.contains('{');
        // a download reads the list it is of page by page, and the list is asked with every parameter
        if is_refused || endpoint.sends != "application/json" {
            return answered;
        }
        for name in endpoint.query.iter().filter(|name| !["after", "limit"].contains(name)) {
            let mut taken = false;
            for value in values(self.world, endpoint, name) {
                taken |= self.pages(endpoint, who, path, &format!("{name}={}", escaped(&value))).await;
            }
            if !taken {
                self.wrong.insert(format!("{}?{name}", endpoint.path), "takes none of the values tried: say one it takes".into());
            }
            answered |= taken;
        }
        answered
    }
}

/// A path with what of a query is not empty.
fn joined(path: &str, query: &[&str]) -> String {
    let query: Vec<&str> = query.iter().copied().filter(|part| !part.is_empty()).collect();
    if query.is_empty() { path.into() } else { format!("{path}?{}", query.join("&")) }
}

/// Where the next page begins.
fn next(reply: &Reply) -> Option<String> {
    let body = reply.json();
    ["/next", "/page/next"].iter().find_map(|at| body.pointer(at)?.as_str().map(str::to_owned))
}

/// Paths to ask a function by, with the first of their ids.
async fn records(world: &World, endpoint: &Endpoint, customer: &Credential) -> Vec<String> {
    let names = parameters(endpoint.path);
    let with = |id: &Uuid| endpoint.path.replacen("{id}", &id.to_string(), 1);
    if endpoint.needs == Needs::Customer && !names.is_empty() {
        // what a customer has is named by their start page
        let home = Call { method: "GET", path: "/api/v1/portal/home".into(), credential: Some(customer.clone()), ..Call::default() };
        let named = ids_in(&world.wire.call(&home).await.whole());
        return world.ours.ids("jobs").iter().filter(|id| named.contains(id)).map(with).collect();
    }
    let mut records = paths(world, endpoint);
    if names.len() > 1 {
        // not every record has one within it: those that came last do
        let last = world.ours.parameter(endpoint.path, "id").unwrap_or_default().iter().rev();
        records.extend(last.take(40).map(with));
    }
    records
}

#[tokio::test(flavor = "multi_thread")]
async fn every_read_enters_indexes_by_the_organization() {
    let mut test = TestApp::d1().await;
    let ground = Ground::of(&test).await;
    assert!(ground.rows["leads"] > 90_000.0 && ground.indexes.len() > 40, "{:?}", ground.rows);
    test.explain(Asker::Application).await;
    let plans = Plans::of_the_process();
    let world = World::on(test).await;
    let owner = world.wire.login(0, BuiltinRole::Owner).await;
    let agent = world.wire.login(0, BuiltinRole::SalesAgent).await;
    let driver = world.wire.login(0, BuiltinRole::Driver).await;
    let customer = world.customer(0).await;
    add_fields(&world, &owner).await;

    let begun = Instant::now();
    let mut court = Court {
        world: &world,
        plans: &plans,
        ground: &ground,
        wrong: BTreeMap::new(),
        met: BTreeSet::new(),
        asked: 0,
        seen: 0,
        concerned: false,
    };
    let (mut refused, mut silent) = (Vec::new(), Vec::new());
    for endpoint in app::endpoints::all().iter().filter(|e| e.method == "GET" && !NO_ROWS.contains(&e.path)) {
        court.concerned = false;
        let who = match endpoint.needs {
            Needs::Customer => &customer,
            _ if endpoint.path.contains("/field/") => &driver,
            _ => &owner,
        };
        let mut answers = 0;
        for path in records(&world, endpoint, &customer).await {
            let Some(path) = world.second_ids(&path, endpoint, who).await else { continue };
            let answered = match answers {
                0 => court.narrowed(endpoint, who, &path).await,
                ENOUGH => break,
                _ => court.pages(endpoint, who, &path, "").await,
            };
            answers += usize::from(answered);
        }
        // whose reach is narrower is answered by other conditions
        if let Needs::Right(action) = endpoint.needs
            && BuiltinRole::SalesAgent.access().may(action)
            && !endpoint.path.contains('{')
        {
            court.pages(endpoint, &agent, endpoint.path, "").await;
        }
        if answers == 0 {
            refused.push(endpoint.path);
        }
        if !court.concerned {
            silent.push(endpoint.path);
        }
    }

    let Court { mut wrong, met, asked, seen, .. } = court;
    for path in refused.iter().filter(|path| !REFUSED.iter().any(|(known, _)| known == *path)) {
        wrong.insert((*path).into(), "refuses every record that was tried".into());
    }
    for (path, why) in REFUSED.iter().filter(|(path, _)| !refused.contains(path)) {
        wrong.insert((*path).into(), format!("is answered, although {why}: take it off the list"));
    }
    for (path, what, why) in KNOWN.iter().enumerate().filter(|(nth, _)| !met.contains(nth)).map(|(_, known)| known) {
        wrong.insert(format!("{path} {what}"), format!("is no longer so (known, for {why}): take it off the list"));
    }
    let small: BTreeSet<&str> = ground.rows.iter().filter(|(_, rows)| **rows <= LARGE).map(|(table, _)| table.as_str()).collect();
    println!(
        "plans of reads: {seen} of {asked} requests in {} s\nwithout rows of an organization: {}\nnot judged, for the dataset has few rows: {}",
        begun.elapsed().as_secs(),
        silent.join(", "),
        small.into_iter().collect::<Vec<_>>().join(", ")
    );
    assert!(asked > 300 && seen > 300, "{seen} plans of {asked} requests");
    let wrong: Vec<String> = wrong.into_iter().map(|(what, how)| format!("{what}: {how}")).collect();
    assert!(wrong.is_empty(), "{} faults of {seen} plans:\n{}", wrong.len(), wrong.join("\n"));
}
