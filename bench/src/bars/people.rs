//! P8 and P9: a hundred people at work in one organization and a hundred in others.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use serde_json::Value;

use super::Bench;
use super::writes::new_lead;
use crate::load::{self, Dice, Outcome, Person};
use crate::proc;
use crate::report::{Figure, Kind};
use crate::wire::{Client, Problem};

/// Ids people of an organization open, and a counter that makes their writes new.
pub struct Known {
    orgs: Vec<[Vec<String>; 3]>,
    counter: AtomicU64,
}

async fn ids(client: &mut Client, path: &str) -> Result<Vec<String>, Problem> {
    let list: Value = client.get(path).await?.good()?.json()?;
    let page = if list["page"].is_object() { &list["page"] } else { &list };
    Ok(page["items"].as_array().into_iter().flatten().filter_map(|row| row["id"].as_str().map(str::to_string)).collect())
}

/// One step of somebody's day.
async fn step(mut person: Person, known: Arc<Known>) -> (Person, Result<(), Problem>) {
    let result = act(&mut person, &known).await;
    (person, result)
}

async fn act(person: &mut Person, known: &Known) -> Result<(), Problem> {
    let [leads, quotes, jobs] = &known.orgs[person.org];
    let dice = &mut person.dice;
    let one = |ids: &[String], dice: &mut Dice| ids.get(dice.below(ids.len())).cloned().ok_or("nothing to open");
    let path = match dice.below(100) {
        0..18 => "/api/v1/leads?view=all&limit=50".to_string(),
        18..28 => "/api/v1/board".to_string(),
        28..44 => format!("/api/v1/leads/{}", one(leads, dice)?),
        44..54 => {
            let word = ["oka", "tre", "sin", "kow", "ngu", "sil", "mac", "had"][dice.below(8)];
            format!("/api/v1/{}?search={word}&limit=10", ["leads", "customers", "jobs"][dice.below(3)])
        }
        54..64 => "/api/v1/jobs?limit=50&descending=true".to_string(),
        64..74 => format!("/api/v1/jobs/{}", one(jobs, dice)?),
        74..80 => "/api/v1/quotes?view=open&limit=50".to_string(),
        80..86 => format!("/api/v1/quotes/{}", one(quotes, dice)?),
        86..90 => "/api/v1/customers?limit=50".to_string(),
        90..95 => {
            let id = one(leads, dice)?;
            let said = serde_json::json!({ "kind": "note", "body": "Called back", "outcome": null, "due_at": null });
            person.client.post(&format!("/api/v1/leads/{id}/activities"), &said).await?.good()?;
            return Ok(());
        }
        _ => {
            let n = known.counter.fetch_add(1, Ordering::Relaxed);
            person.client.post("/api/v1/leads", &new_lead(n)).await?.good()?;
            return Ok(());
        }
    };
    person.client.get(&path).await?.good()?;
    Ok(())
}

async fn people(bench: &Bench<'_>, org: usize, count: usize, seed: u64) -> Result<Vec<Person>, Problem> {
    let clients = bench.clients(org, &["owner", "manager"], count).await?;
    Ok(clients.into_iter().enumerate().map(|(n, client)| Person { client, dice: Dice::new(seed + n as u64), org }).collect())
}

/// Lets people work for a while, each doing something about once a second; what came of it, and the share of two cores.
pub async fn run(bench: &Bench<'_>, known: &Arc<Known>, crowd: Vec<Person>, lasts: Duration) -> Result<(Outcome, f64), Problem> {
    let before = proc::seconds(&bench.processes());
    let known = known.clone();
    let outcome = load::scheduled(crowd, Duration::from_secs(1), lasts, move |person| step(person, known.clone())).await?;
    let busy = (proc::seconds(&bench.processes()) - before) / outcome.seconds / 2.0 * 100.0;
    Ok((outcome, busy))
}

/// What people of each organization find to open.
pub async fn known(bench: &Bench<'_>) -> Result<Arc<Known>, Problem> {
    let mut orgs = Vec::new();
    for org in 0..bench.ground.orgs.len() {
        let mut client = bench.clients(org, &["owner"], 1).await?.pop().ok_or("no client")?;
        orgs.push([
            ids(&mut client, "/api/v1/leads?view=all&limit=100").await?,
            ids(&mut client, "/api/v1/quotes?limit=100").await?,
            ids(&mut client, "/api/v1/jobs?limit=100&descending=true").await?,
        ]);
    }
    Ok(Arc::new(Known { orgs, counter: AtomicU64::new(20_000_000) }))
}

pub async fn mix(bench: &mut Bench<'_>) -> Result<Vec<Figure>, Problem> {
    let known = known(bench).await?;
    let lasts = (bench.point() * 5).max(Duration::from_secs(15));
    // connections open and statements are planned
    run(bench, &known, people(bench, 0, 100, 1).await?, Duration::from_secs(3)).await?;
    let (hundred, busy_hundred) = run(bench, &known, people(bench, 0, 100, 1000).await?, lasts).await?;
    let mut crowd = people(bench, 0, 100, 2000).await?;
    for n in 0..100 {
        crowd.extend(people(bench, 1 + n % (bench.ground.orgs.len() - 1).max(1), 1, 3000 + n as u64).await?);
    }
    let (both, busy) = run(bench, &known, crowd, lasts).await?;
    let errors = hundred.errors + both.errors;
    let mut error_figure = Figure::new("P9c", "errors of 200 people at work", Kind::Count, errors as f64, "").most(0.0);
    if let Some(error) = hundred.first_error.clone().or(both.first_error.clone()) {
        error_figure = error_figure.note(error);
    }
    Ok(vec![
        Figure::new("P8", "any request of 100 people, p99.9", Kind::Time, hundred.latencies.at(0.999), "ms")
            .most(250.0)
            .note(format!(
                "{} requests, median {:.1} ms, {busy_hundred:.0} % of two cores",
                hundred.latencies.count(),
                hundred.latencies.at(0.5)
            ))
            .curve(hundred.latencies.curve()),
        Figure::new("P9", "any request of 100 people here and 100 elsewhere, p95", Kind::Time, both.latencies.at(0.95), "ms")
            .most(40.0)
            .note(format!("{} requests, {:.0} a second", both.latencies.count(), both.rate()))
            .curve(both.latencies.curve()),
        Figure::new("P9b", "share of two cores, server and database", Kind::Time, busy, "%").most(60.0),
        error_figure,
    ])
}
