//! `make soak` (T22): people at work for hours with live streams open; what grows that should not, judged as [`growth`]
//! says.

use std::io::Write;
use std::path::Path;
use std::time::{Duration, Instant};

use serde::Serialize;
use sqlx::Row;

use crate::bars::{Bench, people};
use crate::growth::{self, Growth};
use crate::histogram::Histogram;
use crate::load::{Dice, Person};
use crate::proc;
use crate::report::{Figure, Kind};
use crate::stream;
use crate::wire::{Client, Problem};

/// What a soak is asked for.
pub struct Wish {
    pub minutes: f64,
    pub users: usize,
}

/// How it stood at one moment, people pausing.
#[derive(Clone, Serialize)]
struct Sample {
    minute: f64,
    /// MB of the server.
    memory: f64,
    /// MB of that which no file backs: heap and stacks. The rest is the program, of which ever more has run once.
    heap: f64,
    /// Threads of the server, and heaps its allocator made for them besides the first: each keeps what it once needed.
    threads: usize,
    heaps: usize,
    /// MB of PostgreSQL's processes, what they share counted once.
    database_memory: f64,
    files: usize,
    database_files: usize,
    connections: i64,
    requests: u64,
    errors: u64,
    p99: f64,
}

const STREAMS: usize = 20;
/// The share of the time in which pools grow: files, connections and latencies are not compared with it.
const WARM_UP: f64 = 0.2;
const SLICES: f64 = 40.0;

/// Lets people work and looks at the processes again and again.
pub async fn run(bench: &Bench<'_>, wish: &Wish, out: &Path) -> Result<Vec<Figure>, Problem> {
    let known = people::known(bench).await?;
    let tokens = bench.ground.sessions(0, &["owner", "manager"], wish.users).await?;
    let mut streams = Vec::new();
    for token in bench.ground.sessions(0, &["sales_agent", "dispatcher"], STREAMS).await? {
        streams.push(stream::listen(bench.server.address, token, Default::default(), Default::default()).await?);
    }
    let whole = Duration::from_secs_f64(wish.minutes * 60.0);
    let slice = (whole / SLICES as u32).clamp(Duration::from_secs(5), Duration::from_secs(120));
    let (mut samples, mut latencies): (Vec<Sample>, Vec<Histogram>) = (Vec::new(), Vec::new());
    let mut first_error = None;
    std::fs::create_dir_all(out)?;
    let mut lines = std::fs::File::create(out.join("soak.jsonl"))?;
    let began = Instant::now();
    while began.elapsed() < whole {
        let seed = samples.len() as u64 * 10_000;
        let crowd = tokens.iter().enumerate().map(|(n, token)| Person {
            client: Client::new(bench.server.address, token),
            dice: Dice::new(seed + n as u64),
            org: 0,
        });
        let (outcome, _) = people::run(bench, &known, crowd.collect(), slice).await?;
        let sample = look(bench, began.elapsed(), outcome.latencies.count(), outcome.errors, outcome.latencies.at(0.99)).await?;
        println!(
            "  {:>6.1} min  server {:>6.1} MB, heap {:>6.1} MB {:>4} files  database {:>7.1} MB {:>5} files {:>3} connections  p99 {:>7.1} ms  {} requests, {} errors",
            sample.minute,
            sample.memory,
            sample.heap,
            sample.files,
            sample.database_memory,
            sample.database_files,
            sample.connections,
            sample.p99,
            sample.requests,
            sample.errors
        );
        writeln!(lines, "{}", serde_json::to_string(&sample)?)?;
        first_error = first_error.or(outcome.first_error);
        samples.push(sample);
        latencies.push(outcome.latencies);
    }
    drop(streams);
    // at the end and once: whoever reads metrics again and again makes the server tidy up, which installations need not
    let metrics = Client::new(bench.server.address, "").get("/metrics").await?.good()?;
    let prepared = exported(&String::from_utf8_lossy(&metrics.body), "tailboard_statements_prepared_most");
    Ok(judge(wish, &samples, &latencies, first_error, prepared))
}

/// A figure without labels among those the server exports.
fn exported(metrics: &str, name: &str) -> Option<f64> {
    metrics.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(' ')?.trim().parse().ok())
}

async fn look(bench: &Bench<'_>, at: Duration, requests: u64, errors: u64, p99: f64) -> Result<Sample, Problem> {
    let [server, postmaster] = bench.processes();
    let row =
        sqlx::query("select count(*) from pg_stat_activity where backend_type = 'client backend' and application_name like 'tailboard%'")
            .fetch_one(&bench.ground.owner)
            .await?;
    Ok(Sample {
        minute: at.as_secs_f64() / 60.0,
        memory: proc::memory(server),
        heap: proc::heap(server),
        threads: proc::threads(server),
        heaps: proc::heaps(server),
        database_memory: proc::tree_memory(postmaster),
        files: proc::open_files(server),
        database_files: proc::tree(postmaster).into_iter().map(proc::open_files).sum(),
        connections: row.get(0),
        requests,
        errors,
        p99,
    })
}

/// How a value grows.
fn grown(samples: &[Sample], value: impl Fn(&Sample) -> f64) -> Growth {
    let points: Vec<growth::Point> = samples.iter().map(|sample| (sample.minute / 60.0, value(sample))).collect();
    Growth::of(&points)
}

/// By how much the most of the last third exceeds the most of the first.
fn more(samples: &[Sample], value: impl Fn(&Sample) -> f64) -> f64 {
    let third = (samples.len() / 3).max(1).min(samples.len());
    let most = |part: &[Sample]| part.iter().map(&value).fold(0.0, f64::max);
    most(&samples[samples.len() - third..]) - most(&samples[..third])
}

fn judge(wish: &Wish, samples: &[Sample], latencies: &[Histogram], first_error: Option<String>, prepared: Option<f64>) -> Vec<Figure> {
    let skip = (samples.len() as f64 * WARM_UP) as usize;
    let (warm, latencies) = (&samples[skip..], &latencies[skip..]);
    let tenth = (latencies.len() / 10).max(1).min(latencies.len());
    let p99 = |part: &[Histogram]| {
        let mut all = Histogram::default();
        part.iter().for_each(|one| all.merge(one));
        all.at(0.99)
    };
    let (first, last) = (p99(&latencies[..tenth]), p99(&latencies[latencies.len() - tenth..]));
    let requests: u64 = samples.iter().map(|sample| sample.requests).sum();
    let errors: u64 = samples.iter().map(|sample| sample.errors).sum();
    let about = format!("{} people, {STREAMS} streams, {:.1} minutes, {requests} requests", wish.users, wish.minutes);
    let end = warm.last().map_or(0.0, |sample| sample.memory);
    let memory = grown(samples, |s| s.memory);
    let heap = grown(samples, |s| s.heap);
    let database = grown(samples, |s| s.database_memory);
    let of_threads = warm.last().map(|s| format!("{} threads, {} heaps besides the first; {}", s.threads, s.heaps, heap.words()));
    let mut figures = vec![
        Figure::new("T22", "memory of the server, growth in the second half", Kind::Time, memory.hourly, "MB/h")
            .most(1.0)
            .note(format!("{about}; {}", memory.words())),
        Figure::new("T22h", "of it heap and stacks", Kind::Time, heap.hourly, "MB/h").note(of_threads.unwrap_or_default()),
        Figure::new("T22b", "memory of the server in the end", Kind::Size, end, "MB").most(160.0),
        Figure::new("T22c", "memory of the database, growth in the second half", Kind::Time, database.hourly, "MB/h")
            .note(database.words()),
        Figure::new("T22d", "open files of the server, last third over first", Kind::Time, more(warm, |s| s.files as f64), "").most(2.0),
        Figure::new("T22e", "database connections, last third over first", Kind::Time, more(warm, |s| s.connections as f64), "").most(2.0),
        Figure::new("T22f", "p99 of the last tenth against the first", Kind::Time, last / first.max(0.001), "×")
            .most(1.2)
            .note(format!("{last:.1} and {first:.1} ms")),
        Figure::new("T22g", "errors", Kind::Count, errors as f64, "").most(0.0).note(first_error.unwrap_or_default()),
    ];
    if let Some(prepared) = prepared {
        figures.push(Figure::new("T22i", "statements prepared at most on a connection", Kind::Count, prepared, ""));
    }
    figures
}

#[cfg(test)]
mod tests {
    use super::*;

    fn samples(memory: impl Fn(usize) -> f64) -> Vec<Sample> {
        let sample = |n: usize| Sample {
            minute: n as f64,
            memory: memory(n),
            heap: memory(n) - 20.0,
            threads: 8,
            heaps: 2,
            database_memory: 0.0,
            files: 40 + n / 20,
            database_files: 0,
            connections: 12,
            requests: 100,
            errors: 0,
            p99: 1.0,
        };
        (0..60).map(sample).collect()
    }

    #[test]
    fn a_leak_shows_and_warming_up_does_not() {
        let verdicts =
            |samples: &[Sample]| judge(&Wish { minutes: 60.0, users: 1 }, samples, &vec![Histogram::default(); 60], None, Some(120.0));
        // grows while it warms up, then stands
        let steady = verdicts(&samples(|n| 50.0 + n.min(10) as f64));
        assert!(steady.iter().all(|figure| figure.holds() != Some(false)), "{:?}", steady.iter().map(Figure::line).collect::<Vec<_>>());
        // a tenth of a megabyte a minute
        let leaking = verdicts(&samples(|n| 50.0 + n as f64 / 10.0));
        assert_eq!(leaking[0].holds(), Some(false), "{}", leaking[0].line());
        assert!((leaking[0].value - 6.0).abs() < 0.1, "{}", leaking[0].line());
        assert!(leaking[0].note.ends_with("as a leak does"), "{}", leaking[0].note);
    }

    #[test]
    fn what_the_server_exports_is_found_by_its_whole_name() {
        let metrics = "# TYPE a counter\na{path=\"/\"} 3\na_more 4\na 7\n";
        assert_eq!((exported(metrics, "a"), exported(metrics, "a_more"), exported(metrics, "b")), (Some(7.0), Some(4.0), None));
    }
}
