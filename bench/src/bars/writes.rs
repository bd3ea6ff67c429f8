//! P4, P5, P6, P13: changing things.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::Bench;
use crate::ground::{Ground, Server};
use crate::histogram::Histogram;
use crate::load::{self, Outcome};
use crate::report::{Figure, Kind};
use crate::wire::{Client, Problem};

/// A lead as a form sends it; `n` makes it new.
pub fn new_lead(n: u64) -> Value {
    let run = std::process::id();
    let day = chrono::Utc::now().date_naive() + chrono::Duration::days(21);
    json!({
        "name": name(n), "company": null, "email": format!("caller{n}-{run}@bench.example"), "phone": null, "source": "phone", "urgency": "medium",
        "service_line": "moving", "wanted_on": day, "origin": "12 Oak Street, Vancouver", "destination": "9 Main Street, Calgary", "passengers": null, "vehicle_type": null,
        "value_cents": 250_000, "notes": "", "owner": null, "stage": null,
    })
}

/// A name of its own for each number. Callers who are all named alike would make the search for look-alikes the work that
/// is measured.
fn name(n: u64) -> String {
    const SYLLABLES: [&str; 32] = [
        "ba", "lo", "mi", "ker", "dan", "sul", "tov", "re", "gri", "hun", "je", "pol", "quin", "vas", "wen", "xa", "yor", "zel", "fi",
        "nor", "cas", "thu", "mar", "bel", "os", "ire", "dor", "lan", "shu", "pek", "ral", "um",
    ];
    // spreads neighbouring numbers over all of them (Knuth's multiplicative hashing)
    let mut left = n.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 14;
    let mut word = |length: usize| {
        let mut word = String::new();
        for _ in 0..length {
            word.push_str(SYLLABLES[(left % 32) as usize]);
            left /= 32;
        }
        let mut letters = word.chars();
        letters.next().map(|first| first.to_ascii_uppercase().to_string() + letters.as_str()).unwrap_or_default()
    };
    format!("{} {}", word(2), word(4))
}

/// Leads that can go to and fro, each client its own.
struct Mover {
    client: Client,
    cards: Vec<Card>,
    turn: usize,
}

/// A card of the board.
#[derive(Clone)]
pub struct Card {
    pub id: String,
    pub version: i64,
    pub stage: String,
}

/// Cards in the first two stages of the first pipeline, and these stages.
pub async fn cards(client: &mut Client) -> Result<(Vec<Card>, [String; 2]), Problem> {
    let board: Value = client.get("/api/v1/board").await?.good()?.json()?;
    let columns = board["columns"].as_array().ok_or("the board has no columns")?;
    let stage =
        |n: usize| columns.get(n).and_then(|c| c["stage"]["id"].as_str()).map(str::to_string).ok_or("the board has no second stage");
    let cards = columns.iter().take(2).flat_map(|c| c["cards"].as_array().into_iter().flatten()).filter_map(|card| {
        Some(Card { id: card["id"].as_str()?.into(), version: card["version"].as_i64()?, stage: card["stage_id"].as_str()?.into() })
    });
    Ok((cards.collect(), [stage(0)?, stage(1)?]))
}

/// Puts a card into the other of the two stages.
pub async fn flip(client: &mut Client, card: &mut Card, stages: &[String; 2]) -> Result<(), Problem> {
    let to = if card.stage == stages[0] { &stages[1] } else { &stages[0] };
    let wish = json!({
        "version": card.version, "stage": to, "below": null, "wip_reason": "Bench", "lost_reason": null, "lost_note": null, "wanted_on": null, "origin": null,
        "destination": null, "passengers": null, "value_cents": null, "email": null, "phone": null,
    });
    let row = client.post(&format!("/api/v1/leads/{}/move", card.id), &wish).await?.good()?.json()?;
    card.version = row["version"].as_i64().ok_or("a moved card has a version")?;
    card.stage.clone_from(to);
    Ok(())
}

async fn movers(ground: &Ground, address: std::net::SocketAddr, count: usize) -> Result<(Vec<Mover>, [String; 2]), Problem> {
    let tokens = ground.sessions(0, &["owner", "manager"], count).await?;
    let mut clients: Vec<Client> = tokens.iter().map(|token| Client::new(address, token)).collect();
    let (cards, stages) = cards(&mut clients[0]).await?;
    if cards.len() < count * 3 {
        return Err("too few open leads".into());
    }
    let share = cards.len() / count;
    let movers =
        clients.into_iter().enumerate().map(|(n, client)| Mover { client, cards: cards[n * share..(n + 1) * share].to_vec(), turn: 0 });
    Ok((movers.collect(), stages))
}

async fn run_moves(movers: Vec<Mover>, stages: [String; 2], lasts: Duration) -> Result<Outcome, Problem> {
    load::closed(movers, lasts, move |mut mover: Mover| {
        let stages = stages.clone();
        async move {
            mover.turn = (mover.turn + 1) % mover.cards.len();
            let result = flip(&mut mover.client, &mut mover.cards[mover.turn], &stages).await;
            (mover, result)
        }
    })
    .await
}

/// P5.
pub async fn moves(bench: &mut Bench<'_>) -> Result<Vec<Figure>, Problem> {
    let (mut all, stages) = movers(bench.ground, bench.server.address, 5).await?;
    let four = all.split_off(1);
    let alone = run_moves(all, stages.clone(), bench.point()).await?;
    let peak = run_moves(four, stages, bench.point()).await?;
    Ok(vec![
        Figure::new("P5", "move a card, 1 client, median", Kind::Time, alone.latencies.at(0.5), "ms")
            .most(4.0)
            .curve(alone.latencies.curve()),
        Figure::new("P5b", "move a card, 4 clients", Kind::Time, peak.rate(), "/s")
            .least(800.0)
            .note(format!("p99 {:.1} ms", peak.latencies.at(0.99))),
    ])
}

/// P4.
pub async fn creates(bench: &mut Bench<'_>) -> Result<Vec<Figure>, Problem> {
    let counter = Arc::new(AtomicU64::new(1));
    let mut clients = bench.clients(0, &["owner", "manager"], 5).await?;
    let four = clients.split_off(1);
    let run = async |clients: Vec<Client>| {
        let counter = counter.clone();
        load::closed(clients, bench.point(), move |mut client: Client| {
            let n = counter.fetch_add(1, Ordering::Relaxed);
            async move {
                let result = async { client.post("/api/v1/leads", &new_lead(n)).await?.good() }.await.map(|_| ());
                (client, result)
            }
        })
        .await
    };
    let alone = run(clients).await?;
    let peak = run(four).await?;
    Ok(vec![
        Figure::new("P4", "create a lead, 1 client, median", Kind::Time, alone.latencies.at(0.5), "ms")
            .most(6.0)
            .curve(alone.latencies.curve()),
        Figure::new("P4b", "create a lead, 4 clients", Kind::Time, peak.rate(), "/s")
            .least(400.0)
            .note(format!("p99 {:.1} ms", peak.latencies.at(0.99))),
    ])
}

/// Visits of quote links one address may make in a minute, less some that others made.
const VISITS: u64 = 220;

/// P6: a lead becomes a quote (customer, contact and draft in one transaction) and the accepted quote a job (signature,
/// job, phases, checklist and the customer's access in one transaction).
pub async fn conversion(bench: &mut Bench<'_>) -> Result<Vec<Figure>, Problem> {
    let mut client = bench.clients(0, &["owner"], 1).await?.pop().ok_or("no client")?;
    let mut visitor = Client::new(bench.server.address, "");
    let (mut quoting, mut accepting) = (Histogram::default(), Histogram::default());
    let began = Instant::now();
    let mut n = 10_000_000;
    while began.elapsed() < bench.point() * 2 && accepting.count() < VISITS {
        n += 1;
        let lead = client.post("/api/v1/leads", &new_lead(n)).await?.good()?.json()?;
        let id = lead["id"].as_str().or(lead["row"]["id"].as_str()).ok_or("a lead has an id")?.to_string();
        let asked = Instant::now();
        let quote = client.post(&format!("/api/v1/leads/{id}/quote"), &json!({})).await?.good()?.json()?;
        quoting.record(asked.elapsed());
        let id = quote["id"].as_str().ok_or("a quote has an id")?;
        let total = quote["priced"]["total_cents"].clone();
        let send = json!({ "version": quote["version"], "total_cents": total, "email": format!("accept{n}@bench.example"), "pin": "", "message": "" });
        let sent = client.post(&format!("/api/v1/quotes/{id}/sending"), &send).await?.good()?.json()?;
        let link = sent["link"].as_str().ok_or("a sent quote has a link")?;
        let path = link.find("/q/").map(|at| &link[at..]).ok_or("the link leads to a quote")?;
        let (revision, total) =
            (sent["quote"]["revision"].as_str().unwrap_or_default(), sent["quote"]["priced"]["total_cents"].to_string());
        let fields = [
            ("revision", revision),
            ("total", total.as_str()),
            ("name", "Bench Caller"),
            ("consent", "yes"),
            ("words", shared::quotes::CONSENT_VERSION),
            ("chosen", "1"),
            ("do", "accept"),
        ];
        let asked = Instant::now();
        visitor.form(path, &fields).await?.good()?;
        accepting.record(asked.elapsed());
    }
    let count = accepting.count();
    Ok(vec![
        Figure::new("P6", "accepted quote to job, p99", Kind::Time, accepting.at(0.99), "ms")
            .most(30.0)
            .note(format!("median {:.1} ms, {count} times", accepting.at(0.5)))
            .curve(accepting.curve()),
        Figure::new("Q3", "acceptance of a quote, p95", Kind::Time, accepting.at(0.95), "ms")
            .most(50.0)
            .note(format!("signature, job, phases and access in one transaction; {count} times")),
        Figure::new("P6b", "lead to customer and draft, p99", Kind::Time, quoting.at(0.99), "ms")
            .most(30.0)
            .note(format!("median {:.1} ms", quoting.at(0.5))),
    ])
}

/// P13: the same writes with live updates on, and with the relay held off by its own lock; in turn, so that a busy
/// machine slows both. What a hundred listeners cost the server and this client is told beside it.
pub async fn with_and_without_live(ground: &Ground) -> Result<Vec<Figure>, Problem> {
    use sqlx::Connection;
    let mut rates = [Vec::new(), Vec::new(), Vec::new()];
    for round in 0..9 {
        let mode = round % 3;
        let mut lock = None;
        if mode == 1 {
            let mut conn = sqlx::PgConnection::connect(&ground.url).await?;
            sqlx::query("select pg_advisory_lock(x'7461696c62'::bigint)").execute(&mut conn).await?;
            lock = Some(conn);
        }
        let server = Server::start(&ground.wish).await?;
        let mut listeners = Vec::new();
        for token in ground.sessions(0, &["sales_agent", "dispatcher"], [1, 0, 100][mode]).await? {
            listeners.push(crate::stream::listen(server.address, token, Default::default(), Default::default()).await?);
        }
        let (movers, stages) = movers(ground, server.address, 4).await?;
        rates[mode].push(run_moves(movers, stages, ground.wish.point).await?.rate());
        drop(listeners);
        server.stop()?;
        if let Some(conn) = lock {
            conn.close().await?;
        }
    }
    let [on, off, crowd] = rates.map(|mut rates| {
        rates.sort_by(f64::total_cmp);
        rates[rates.len() / 2]
    });
    let off = off.max(0.001);
    Ok(vec![
        Figure::new("P13", "moves a second with live updates against without", Kind::Ratio, on / off, "×")
            .least(0.9)
            .note(format!("{on:.0} and {off:.0} a second")),
        Figure::new("P13b", "the same with 100 listening to each", Kind::Ratio, crowd / off, "×").note(format!("{crowd:.0} a second")),
    ])
}
