//! P16: ten thousand customers out of a table, and what colleagues feel of it.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use shared::ImportId;
use shared::customers::{CHUNK, DuplicateRows, Import, ImportRows, ImportStatus, MapImport, NewImport};

use super::Bench;
use crate::histogram::Histogram;
use crate::report::{Figure, Kind};
use crate::wire::{Client, Problem};

const ROWS: usize = 10_000;
/// So many rows are of customers there are, and so many of somebody further up in the file.
const KNOWN: usize = 500;
const REPEATED: usize = 500;
const ROUNDS: usize = 3;
const COLLEAGUES: usize = 5;
/// How often each of them asks.
const EVERY: Duration = Duration::from_millis(200);
const LIST: &str = "/api/v1/leads?view=recent&limit=50";
/// An organization that no other bar looks at closely.
const ORG: usize = 2;

/// The table as a file has it: known addresses first, then new ones, some of them twice.
fn table(run: &str, known: &[String]) -> Vec<Vec<String>> {
    (0..ROWS)
        .map(|n| {
            let new = |n: usize| format!("import{n}.{run}@bulk.example");
            let first = if n < ROWS - REPEATED { n } else { n - REPEATED };
            let email = known.get(n).cloned().unwrap_or_else(|| new(first));
            let company = if n % 3 == 0 { String::new() } else { format!("Firm {run} {n}") };
            vec![
                company,
                format!("Ann{n}"),
                format!("Lee{n}"),
                email,
                // what an interrupted run left behind has other numbers
                format!("+1604{:07}", 5_000_000 + (std::process::id() as usize % 400) * ROWS + first),
                format!("{n} Main St"),
                "Vancouver".into(),
                format!("Row {n} of the old system"),
            ]
        })
        .collect()
}

/// Asks for the import until it stands somewhere.
async fn reaches(client: &mut Client, id: ImportId, status: ImportStatus) -> Result<Import, Problem> {
    let mut tick = tokio::time::interval(Duration::from_millis(50));
    loop {
        tick.tick().await;
        let import: Import = client.get(&format!("/api/v1/imports/{id}")).await?.good()?.read()?;
        if import.status == status {
            return Ok(import);
        }
    }
}

/// Seconds until the rows were sent, checked, and added.
struct Took {
    id: ImportId,
    sent: f64,
    checked: f64,
    added: f64,
}

/// One import as the page does it.
async fn import(client: &mut Client, rows: &[Vec<String>]) -> Result<Took, Problem> {
    let heads = ["Company", "First name", "Last name", "Email", "Phone", "Street", "City", "Notes"].map(str::to_string).to_vec();
    let began = Instant::now();
    let new = NewImport { name: "bulk.csv".into(), heads };
    let begun: Import = client.post("/api/v1/imports", &serde_json::to_value(new)?).await?.good()?.read()?;
    let path = format!("/api/v1/imports/{}", begun.id);
    let mut first_line = 2;
    for chunk in rows.chunks(CHUNK as usize) {
        let some = ImportRows { first_line, rows: chunk.to_vec() };
        client.post(&format!("{path}/rows"), &serde_json::to_value(some)?).await?.good()?;
        first_line += chunk.len() as i32;
    }
    let sent = began.elapsed().as_secs_f64();
    let map = MapImport { mapping: begun.mapping, duplicates: DuplicateRows::Skip };
    client.put(&path, &serde_json::to_value(map)?).await?.good()?;
    let checked = began.elapsed().as_secs_f64();
    client.post(&format!("{path}/start"), &json!({})).await?.good()?;
    let done = reaches(client, begun.id, ImportStatus::Done).await?;
    let added = began.elapsed().as_secs_f64();
    if done.counts.added != (ROWS - KNOWN - REPEATED) as i64 {
        return Err(format!("the import did not end as it should: {:?}", done.counts).into());
    }
    Ok(Took { id: begun.id, sent, checked, added })
}

/// Colleagues who look at a list at times of their own until they are told to stop, recorded from when it was due.
async fn look(clients: Vec<Client>, stop: Arc<AtomicBool>) -> Result<Histogram, Problem> {
    let mut tasks = tokio::task::JoinSet::new();
    for (n, mut client) in clients.into_iter().enumerate() {
        let stop = stop.clone();
        tasks.spawn(async move {
            let mut times = Histogram::default();
            let mut due = Instant::now() + EVERY.mul_f64(n as f64 / COLLEAGUES as f64);
            while !stop.load(Ordering::Relaxed) {
                tokio::time::sleep_until(due.into()).await;
                client.get(LIST).await?.good()?;
                times.record(due.elapsed());
                due += EVERY;
            }
            Ok::<_, Problem>(times)
        });
    }
    let mut all = Histogram::default();
    while let Some(times) = tasks.join_next().await {
        all.merge(&times??);
    }
    Ok(all)
}

/// Lets colleagues look for as long as some work takes.
async fn beside<T>(bench: &Bench<'_>, work: impl Future<Output = Result<T, Problem>>) -> Result<(T, Histogram), Problem> {
    let stop = Arc::new(AtomicBool::new(false));
    let colleagues = bench.clients(ORG, &["manager", "sales_agent"], COLLEAGUES).await?;
    let looking = tokio::spawn(look(colleagues, stop.clone()));
    let done = work.await;
    stop.store(true, Ordering::Relaxed);
    let times = looking.await??;
    Ok((done?, times))
}

pub async fn table_of_customers(bench: &mut Bench<'_>) -> Result<Vec<Figure>, Problem> {
    let org = bench.ground.orgs.get(ORG).ok_or("there are not so many organizations")?.id;
    let known: Vec<String> =
        sqlx::query_scalar("select email from contacts where org_id = $1 and is_primary and email is not null order by id limit $2")
            .bind(org)
            .bind(KNOWN as i64)
            .fetch_all(&bench.ground.owner)
            .await?;
    if known.len() < KNOWN {
        return Err("too few customers are known".into());
    }
    let customers: i64 =
        sqlx::query_scalar("select count(*) from accounts where org_id = $1").bind(org).fetch_one(&bench.ground.owner).await?;
    let mut client = bench.clients(ORG, &["owner"], 1).await?.pop().ok_or("no client")?;
    let lasts = bench.point();
    let (mut quiet, mut busy) = (Histogram::default(), Histogram::default());
    let mut all = Vec::new();
    for round in 0..ROUNDS {
        let ((), alone) = beside(bench, async {
            tokio::time::sleep(lasts).await;
            Ok(())
        })
        .await?;
        quiet.merge(&alone);
        let rows = table(&format!("{}-{round}", std::process::id()), &known);
        let (took, times) = beside(bench, import(&mut client, &rows)).await?;
        busy.merge(&times);
        // the next round and the next run find the customers there were
        let reverted: Value = client.post(&format!("/api/v1/imports/{}/revert", took.id), &json!({})).await?.good()?.json()?;
        if reverted["status"] != "reverting" {
            return Err("the import is not taken back".into());
        }
        reaches(&mut client, took.id, ImportStatus::Reverted).await?;
        all.push(took);
    }
    all.sort_by(|a, b| a.added.total_cmp(&b.added));
    let middle = &all[ROUNDS / 2];
    let data = format!("{ROWS} rows into {customers}");
    Ok(vec![
        Figure::new("P16", "import of a table of customers, upload to done", Kind::Time, middle.added, "s").most(8.0).on(&data).note(
            format!(
                "middle of {ROUNDS}; sent after {:.1} s, checked after {:.1}; {KNOWN} rows are known, {REPEATED} stand twice",
                middle.sent, middle.checked
            ),
        ),
        Figure::new(
            "P16b",
            "p99 of colleagues' lists meanwhile, against before",
            Kind::Time,
            busy.at(0.99) / quiet.at(0.99).max(0.001),
            "×",
        )
        .most(2.0)
        .on(&data)
        .note(format!(
            "{:.1} ms of {} and {:.1} ms of {}, medians {:.1} and {:.1} ms",
            busy.at(0.99),
            busy.count(),
            quiet.at(0.99),
            quiet.count(),
            busy.at(0.5),
            quiet.at(0.5)
        ))
        .curve(busy.curve()),
    ])
}
