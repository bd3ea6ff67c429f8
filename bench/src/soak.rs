//! `make soak` (T22): people at work for hours with live streams open; what grows that should not.

use std::io::Write;
use std::path::Path;
use std::time::{Duration, Instant};

use serde::Serialize;
use sqlx::Row;

use crate::bars::{Bench, people};
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
/// The share of the time in which caches fill and pools grow.
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
            "  {:>6.1} min  server {:>6.1} MB {:>4} files  database {:>7.1} MB {:>5} files {:>3} connections  p99 {:>7.1} ms  {} requests, {} errors",
            sample.minute,
            sample.memory,
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
    Ok(judge(wish, &samples, &latencies, first_error))
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
        database_memory: proc::tree_memory(postmaster),
        files: proc::open_files(server),
        database_files: proc::tree(postmaster).into_iter().map(proc::open_files).sum(),
        connections: row.get(0),
        requests,
        errors,
        p99,
    })
}

/// How fast a value grows, by least squares over hours.
fn slope(samples: &[Sample], value: impl Fn(&Sample) -> f64) -> f64 {
    let n = samples.len().max(1) as f64;
    let hours = |sample: &Sample| sample.minute / 60.0;
    let (mean_x, mean_y) = (samples.iter().map(hours).sum::<f64>() / n, samples.iter().map(&value).sum::<f64>() / n);
    let (mut over, mut under) = (0.0, 0.0);
    for sample in samples {
        over += (hours(sample) - mean_x) * (value(sample) - mean_y);
        under += (hours(sample) - mean_x).powi(2);
    }
    if under > 0.0 { over / under } else { 0.0 }
}

/// By how much the most of the last third exceeds the most of the first.
fn growth(samples: &[Sample], value: impl Fn(&Sample) -> f64) -> f64 {
    let third = (samples.len() / 3).max(1).min(samples.len());
    let most = |part: &[Sample]| part.iter().map(&value).fold(0.0, f64::max);
    most(&samples[samples.len() - third..]) - most(&samples[..third])
}

fn judge(wish: &Wish, samples: &[Sample], latencies: &[Histogram], first_error: Option<String>) -> Vec<Figure> {
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
    vec![
        Figure::new("T22", "memory of the server, growth after warming up", Kind::Time, slope(warm, |s| s.memory), "MB/h")
            .most(1.0)
            .note(about),
        Figure::new("T22b", "memory of the server in the end", Kind::Size, end, "MB").most(160.0),
        Figure::new("T22c", "memory of the database, growth after warming up", Kind::Time, slope(warm, |s| s.database_memory), "MB/h"),
        Figure::new("T22d", "open files of the server, last third over first", Kind::Time, growth(warm, |s| s.files as f64), "").most(2.0),
        Figure::new("T22e", "database connections, last third over first", Kind::Time, growth(warm, |s| s.connections as f64), "")
            .most(2.0),
        Figure::new("T22f", "p99 of the last tenth against the first", Kind::Time, last / first.max(0.001), "×")
            .most(1.2)
            .note(format!("{last:.1} and {first:.1} ms")),
        Figure::new("T22g", "errors", Kind::Count, errors as f64, "").most(0.0).note(first_error.unwrap_or_default()),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn samples(memory: impl Fn(usize) -> f64) -> Vec<Sample> {
        let sample = |n: usize| Sample {
            minute: n as f64,
            memory: memory(n),
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
        let verdicts = |samples: &[Sample]| judge(&Wish { minutes: 60.0, users: 1 }, samples, &vec![Histogram::default(); 60], None);
        // grows while it warms up, then stands
        let steady = verdicts(&samples(|n| 50.0 + n.min(10) as f64));
        assert!(steady.iter().all(|figure| figure.holds() != Some(false)), "{:?}", steady.iter().map(Figure::line).collect::<Vec<_>>());
        // a tenth of a megabyte a minute
        let leaking = verdicts(&samples(|n| 50.0 + n as f64 / 10.0));
        assert_eq!(leaking[0].holds(), Some(false), "{}", leaking[0].line());
        assert!((leaking[0].value - 6.0).abs() < 0.1, "{}", leaking[0].line());
    }
}
