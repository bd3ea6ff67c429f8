//! Simulated devices (T15): one to four tablets with clocks of their own work on one job while requests and answers
//! are lost, doubled and late, apps die and the office works on the same job. The devices run the app's own queue,
//! uploads and view of a job; the server is a model with the same rules, and for some seeds the use cases on
//! PostgreSQL. Afterwards nothing may be lost, doubled or stuck, all show the same, and phases are complete exactly when
//! all they require is there.
//!
//! `DEVICES_SEEDS=20000` plays more days; `DEVICES_SEED=17` plays one and prints its history as JSON lines. A failing
//! seed prints the command that plays it again.
#![cfg(feature = "server")]

mod devices {
    pub mod device;
    pub mod dice;
    pub mod fixture;
    pub mod history;
    pub mod model;
    pub mod real;
    pub mod server;
    pub mod simulation;
}

use ::server::testing::TestApp;
use app::field::overlay::Worker;
use devices::device::Device;
use devices::dice::Dice;
use devices::history::{History, anomalies};
use devices::model::{Model, member};
use devices::real::{CREW, Real};
use devices::server::Server;
use devices::simulation::{Flaw, play};
use shared::access::BuiltinRole;

/// Days played on the model.
const DAYS: u64 = 1_000;
/// Days played on the use cases.
const REAL_DAYS: u64 = 24;
/// A flaw has to show within so many days.
const FLAWED_DAYS: u64 = 120;
/// The days are played in so many parts beside each other.
const PARTS: u64 = 2;

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

/// How many devices a day has.
fn crew_of(seed: u64, most: u64) -> usize {
    usize::try_from(Dice::new(seed ^ 0xdead).between(1, most)).unwrap_or(1)
}

async fn day_of_model(seed: u64, flaw: Flaw) -> History {
    let crew = crew_of(seed, 4);
    let job = devices::fixture::job(crew);
    let device = |who| {
        let worker = Worker { member: Some(member(who)), name: format!("Worker {who}"), access: BuiltinRole::Driver.access() };
        Device::new(who, worker, job.clone(), 0, flaw)
    };
    let devices = (0..crew).map(device).collect();
    play(seed, Server::Model(Box::new(Model::new(job.clone(), flaw))), devices).await
}

async fn day_of_use_cases(test: &TestApp, seed: u64) -> History {
    let mut real = Real::new(test).await;
    let mut devices = Vec::new();
    for (who, (role, _)) in CREW.iter().enumerate().take(crew_of(seed, CREW.len() as u64)) {
        let (member, name) = real.person(who);
        let worker = Worker { member: Some(member), name, access: role.access() };
        devices.push(Device::new(who, worker, real.job(Some(who)).await, 0, Flaw::None));
    }
    play(seed, Server::Real(Box::new(real)), devices).await
}

fn tell(seed: u64, test: &str, history: &History, found: &[String]) -> String {
    if number("DEVICES_SEED").is_some() {
        for fact in &history.facts {
            println!("{}", serde_json::to_string(fact).unwrap_or_default());
        }
    }
    format!(
        "seed {seed}: {}\nplay it again: DEVICES_SEED={seed} cargo nextest run -p app --features app/server --no-capture -E 'test({test})'",
        found.join("\n  ")
    )
}

async fn days_of_model(part: u64, test: &str) {
    let seeds: Vec<u64> = match number("DEVICES_SEED") {
        Some(seed) => vec![seed],
        None => (0..number("DEVICES_SEEDS").unwrap_or(DAYS)).filter(|seed| seed % PARTS == part).collect(),
    };
    let (mut facts, mut wrong) = (0, Vec::new());
    for seed in &seeds {
        let history = day_of_model(*seed, Flaw::None).await;
        facts += history.facts.len();
        let found = anomalies(&history);
        if !found.is_empty() {
            wrong.push(tell(*seed, test, &history, &found));
        }
    }
    println!("T15 devices: {} days on the model, {facts} facts, {} with anomalies", seeds.len(), wrong.len());
    wrong.truncate(5);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[tokio::test]
async fn days_of_bad_networks_lose_double_and_stick_nothing() {
    days_of_model(0, "days_of_bad_networks_lose_double_and_stick_nothing").await;
}

#[tokio::test]
async fn other_days_of_bad_networks_neither() {
    days_of_model(1, "other_days_of_bad_networks_neither").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_use_cases_keep_the_same_promises() {
    let test = TestApp::demo().await;
    let seeds: Vec<u64> = number("DEVICES_SEED").map_or_else(|| (0..REAL_DAYS).collect(), |seed| vec![seed]);
    let (mut facts, mut wrong) = (0, Vec::new());
    for seed in &seeds {
        let history = day_of_use_cases(&test, *seed).await;
        facts += history.facts.len();
        let found = anomalies(&history);
        if !found.is_empty() {
            wrong.push(tell(*seed, "the_use_cases_keep_the_same_promises", &history, &found));
        }
    }
    println!("T15 devices: {} days on the use cases, {facts} facts, {} with anomalies", seeds.len(), wrong.len());
    wrong.truncate(5);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[tokio::test]
async fn every_promise_broken_on_purpose_is_noticed() {
    let mut unnoticed = Vec::new();
    for flaw in Flaw::ALL {
        let mut noticed = None;
        for seed in 0..FLAWED_DAYS {
            if let Some(first) = anomalies(&day_of_model(seed, *flaw).await).first() {
                noticed = Some((seed, first.clone()));
                break;
            }
        }
        match noticed {
            Some((seed, first)) => println!("T15 {flaw:?}: noticed on day {seed}: {first}"),
            None => unnoticed.push(flaw),
        }
    }
    assert!(unnoticed.is_empty(), "{unnoticed:?}");
}

#[tokio::test]
async fn the_same_seed_is_the_same_day() {
    let (one, other) = (day_of_model(7, Flaw::None).await, day_of_model(7, Flaw::None).await);
    assert!(!one.facts.is_empty() && one.facts == other.facts);
}
