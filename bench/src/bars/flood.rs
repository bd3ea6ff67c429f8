//! T20: ten thousand facts at once; how soon a hundred live streams stand where the log stands.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use bytes::Bytes;
use http_body_util::BodyExt;
use hyper::Method;
use hyper::body::Incoming;
use uuid::Uuid;

use super::Bench;
use crate::report::{Figure, Kind};
use crate::wire::{Client, Problem};

const FACTS: i64 = 10_000;
const LISTENERS: usize = 100;
const PATIENCE: Duration = Duration::from_secs(30);

/// A stream that notes where it stands.
struct Place {
    body: Incoming,
    text: String,
    seq: i64,
    told_to_read_again: bool,
    messages: i64,
}

impl Place {
    async fn open(address: SocketAddr, token: &str) -> Result<Self, Problem> {
        let response = Client::new(address, token).open(Method::GET, "/api/v1/live", "", Bytes::new()).await?;
        if !response.status().is_success() {
            return Err(format!("a live stream answered {}", response.status()).into());
        }
        let mut place = Self { body: response.into_body(), text: String::new(), seq: -1, told_to_read_again: false, messages: 0 };
        while place.seq < 0 {
            place.read().await?;
        }
        Ok(place)
    }

    /// Takes what has arrived.
    async fn read(&mut self) -> Result<(), Problem> {
        let frame = self.body.frame().await.ok_or("a live stream ended")??;
        let Ok(data) = frame.into_data() else { return Ok(()) };
        self.text.push_str(&String::from_utf8_lossy(&data));
        while let Some(end) = self.text.find("\n\n") {
            let block: String = self.text.drain(..end + 2).collect();
            for line in block.lines() {
                if let Some(id) = line.strip_prefix("id:").and_then(|id| id.trim().parse().ok()) {
                    self.seq = id;
                    self.messages += 1;
                }
                self.told_to_read_again |= line.starts_with("event:") && line.contains("refetch");
            }
        }
        Ok(())
    }

    async fn reaches(&mut self, goal: i64) -> Result<(), Problem> {
        while self.seq < goal {
            tokio::time::timeout(PATIENCE, self.read()).await.map_err(|_| "a live stream does not arrive")??;
        }
        Ok(())
    }
}

async fn head(bench: &Bench<'_>, org: Uuid) -> Result<i64, Problem> {
    Ok(sqlx::query_scalar("select coalesce((select seq from event_heads where org_id = $1), 0)")
        .bind(org)
        .fetch_one(&bench.ground.owner)
        .await?)
}

/// What a use case that edits ten thousand leads in one transaction leaves for the relay.
async fn record(bench: &Bench<'_>, org: Uuid) -> Result<(), Problem> {
    sqlx::query(
        "insert into outbox (org_id, id, kind, entity, entity_id, actor_kind, actor)
         select $1, gen_random_uuid(), 'leads.edited', 'lead', gen_random_uuid(), 'system', 'Bench' from generate_series(1, $2)",
    )
    .bind(org)
    .bind(FACTS)
    .execute(&bench.ground.owner)
    .await?;
    Ok(())
}

pub async fn converge(bench: &mut Bench<'_>) -> Result<Vec<Figure>, Problem> {
    let org = bench.ground.orgs.first().ok_or("there is no organization")?.id;
    let mut streams = Vec::new();
    for token in bench.ground.sessions(0, &["sales_agent", "dispatcher", "manager"], LISTENERS).await? {
        streams.push(Place::open(bench.server.address, &token).await?);
    }
    let token = bench.ground.sessions(0, &["manager"], 1).await?.pop().ok_or("no session")?;
    // somebody who reads nothing of it until all the others are there
    let mut slow = Place::open(bench.server.address, &token).await?;
    let goal = head(bench, org).await? + FACTS;
    record(bench, org).await?;
    let began = Instant::now();
    let mut reading = tokio::task::JoinSet::new();
    for mut stream in streams {
        reading.spawn(async move { stream.reaches(goal).await.map(|()| (began.elapsed(), stream)) });
    }
    let (mut last, mut again, mut missed) = (Duration::ZERO, 0, 0);
    while let Some(done) = reading.join_next().await {
        let (took, stream) = done??;
        last = last.max(took);
        again += usize::from(stream.told_to_read_again);
        // the greeting is no message
        missed += usize::from(!stream.told_to_read_again && stream.messages - 1 < FACTS);
    }
    slow.reaches(goal).await?;
    Ok(vec![
        Figure::new("T20", "10,000 facts at once, until 100 streams stand there", Kind::Time, last.as_secs_f64() * 1000.0, "ms")
            .most(2000.0)
            .note(format!(
                "{again} of {LISTENERS} were told to read again; the one that read nothing meanwhile {}",
                if slow.told_to_read_again { "too" } else { "heard all" }
            )),
        Figure::new("T20b", "streams that missed something without being told", Kind::Count, missed as f64, "").most(0.0),
    ])
}
