//! T23: one organization asks four times what it may; how much of that another one feels.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use hyper::StatusCode;

use crate::ground::{Ground, Server};
use crate::histogram::Histogram;
use crate::load::{self, Dice, Person};
use crate::report::{Figure, Kind};
use crate::wire::{Client, Problem};

/// How many times what it may the noisy one asks.
const TIMES: usize = 4;
const ROUNDS: usize = 3;
const LEADS: &str = "/api/v1/leads?view=recent&limit=50";

#[derive(Default)]
struct Told {
    served: AtomicU64,
    refused: AtomicU64,
    with_when: AtomicU64,
}

async fn crowd(ground: &Ground, address: SocketAddr, org: usize, count: usize) -> Result<Vec<Person>, Problem> {
    let tokens = ground.sessions(org, &["owner", "manager"], count).await?;
    let person = |(n, token): (usize, &String)| Person { client: Client::new(address, token), dice: Dice::new(77 + n as u64), org };
    Ok(tokens.iter().enumerate().map(person).collect())
}

/// Five requests a second of the quiet one.
async fn quiet(people: Vec<Person>, lasts: Duration) -> Result<Histogram, Problem> {
    let outcome = load::scheduled(people, Duration::from_secs(1), lasts, |mut person| async move {
        let result = async { person.client.get(LEADS).await?.good() }.await.map(drop);
        (person, result)
    })
    .await?
    .sound()?;
    Ok(outcome.latencies)
}

/// The noisy one's requests; a refusal is an answer. How many seconds it took.
async fn noise(people: Vec<Person>, think: Duration, lasts: Duration, told: Arc<Told>) -> Result<f64, Problem> {
    let outcome = load::scheduled(people, think, lasts, move |mut person| {
        let told = told.clone();
        async move {
            let result = async {
                let reply = person.client.get(LEADS).await?;
                if reply.status == StatusCode::TOO_MANY_REQUESTS {
                    told.refused.fetch_add(1, Ordering::Relaxed);
                    told.with_when.fetch_add(u64::from(reply.says_when), Ordering::Relaxed);
                } else {
                    reply.good()?;
                    told.served.fetch_add(1, Ordering::Relaxed);
                }
                Ok(())
            };
            let result = result.await;
            (person, result)
        }
    })
    .await?
    .sound()?;
    Ok(outcome.seconds)
}

pub async fn noisy(ground: &Ground) -> Result<Vec<Figure>, Problem> {
    let limit = ground.wish.org_rate;
    let server = Server::start_limited(&ground.wish).await?;
    let told = Arc::new(Told::default());
    let lasts = ground.wish.point * 2;
    let (mut alone, mut beside) = (Histogram::default(), Histogram::default());
    // connections open and statements are planned
    quiet(crowd(ground, server.address, 1, 5).await?, Duration::from_secs(2)).await?;
    let mut noisy_seconds = 0.0;
    for _ in 0..ROUNDS {
        alone.merge(&quiet(crowd(ground, server.address, 1, 5).await?, lasts).await?);
        // each of them asks ten times a second
        let loud = crowd(ground, server.address, 0, limit * TIMES / 10).await?;
        let noise = tokio::spawn(noise(loud, Duration::from_millis(100), lasts, told.clone()));
        beside.merge(&quiet(crowd(ground, server.address, 1, 5).await?, lasts).await?);
        noisy_seconds += noise.await??;
    }
    server.stop()?;
    let count = |counter: &AtomicU64| counter.load(Ordering::Relaxed) as f64;
    let (served, refused, with_when) = (count(&told.served), count(&told.refused), count(&told.with_when));
    Ok(vec![
        Figure::new(
            "T23",
            "p99 beside one at 4 times its limit, against alone",
            Kind::Time,
            beside.at(0.99) / alone.at(0.99).max(0.001),
            "×",
        )
        .most(2.0)
        .note(format!(
            "{:.1} ms of {} requests and {:.1} ms of {}, medians {:.1} and {:.1} ms",
            beside.at(0.99),
            beside.count(),
            alone.at(0.99),
            alone.count(),
            beside.at(0.5),
            alone.at(0.5)
        ))
        .curve(beside.curve()),
        Figure::new("T23b", "refusals of the noisy one that say when to come back", Kind::Ratio, with_when * 100.0 / refused.max(1.0), "%")
            .least(100.0)
            .note(format!("{:.0} a second served, {:.0} refused, limit {limit}", served / noisy_seconds, refused / noisy_seconds)),
    ])
}
