//! `make bench`: measures the product against its bars and keeps a history.

mod bars;
mod browser;
mod crowd;
mod ground;
mod growth;
mod histogram;
mod history;
mod load;
mod proc;
mod report;
mod soak;
mod stream;
mod wire;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use clap::Parser;

use bars::Bench;
use ground::{Server, Wish};
use report::Report;
use wire::Problem;

/// Measures a server with the dataset D1 on a database of its own.
#[derive(Parser)]
struct Cli {
    /// The executable under test, built for release.
    #[arg(long)]
    tailboard: PathBuf,
    /// What browsers download.
    #[arg(long)]
    dist: PathBuf,
    /// Folder of the database; kept, so that the next run needs not load again.
    #[arg(long)]
    data: PathBuf,
    /// Size of the dataset; 1 is a million leads.
    #[arg(long, default_value_t = 0.1)]
    scale: f64,
    /// Seconds each point is measured.
    #[arg(long, default_value_t = 6.0)]
    point: f64,
    /// Only these bars, like P1,W11.
    #[arg(long, value_delimiter = ',')]
    only: Vec<String>,
    /// Leave the browser out.
    #[arg(long)]
    no_browser: bool,
    /// Let people work for so many minutes and look what grows, instead of measuring the bars.
    #[arg(long)]
    soak: Option<f64>,
    /// How many people work in a soak.
    #[arg(long, default_value_t = 100)]
    users: usize,
    /// Requests a second an organization may make, where that is looked at (T23, soak).
    #[arg(long, default_value_t = 150)]
    org_rate: usize,
    /// Folder of the report.
    #[arg(long, default_value = "target/bench")]
    out: PathBuf,
    /// Figures of former runs; none to keep none.
    #[arg(long)]
    history: Option<PathBuf>,
    /// What got worse is meant so: it is told, and usual from now on.
    #[arg(long)]
    accept: bool,
}

#[tokio::main]
async fn main() -> ExitCode {
    match run(Cli::parse()).await {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(problem) => {
            eprintln!("bench: {problem}");
            ExitCode::FAILURE
        }
    }
}

async fn run(cli: Cli) -> Result<bool, Problem> {
    let root = std::env::current_dir()?;
    let wish = Wish {
        tailboard: cli.tailboard.canonicalize()?,
        dist: cli.dist.canonicalize()?,
        data: std::path::absolute(&cli.data)?,
        scale: cli.scale,
        org_rate: cli.org_rate,
        point: Duration::from_secs_f64(cli.point.clamp(0.5, 10.0)),
    };
    println!("Preparing the database (loading takes minutes the first time)");
    let ground = ground::prepare(wish).await?;
    let data = ground.size().await?;
    println!("{data}");
    let load = proc::load();
    if let Some(minutes) = cli.soak {
        return soaked(&cli, &root, &ground, data, minutes).await;
    }
    let server = Server::start(&ground.wish).await?;
    let mut bench = Bench { ground: &ground, server: &server };
    if ground.counts_statements {
        sqlx::query("select bench.pg_stat_statements_reset()").execute(&ground.owner).await?;
    }
    let (mut figures, mut skipped) = bench.measure(&cli.only).await;
    let statements = bars::heaviest(&bench).await.unwrap_or_default();
    if !cli.no_browser {
        match browser::measure(&root, &ground, &server, &cli.only).await {
            Ok((more, left)) => {
                figures.extend(more);
                skipped.extend(left);
            }
            Err(problem) => skipped.push(format!("W bars: {problem}")),
        }
    }
    server.stop()?;
    let (more, left) = bars::measure_alone(&ground, &cli.only).await;
    figures.extend(more);
    skipped.extend(left);
    let (at, machine) = surroundings(load)?;
    let report = Report { at, commit: commit(&root), scale: cli.scale, data, machine, figures, skipped, statements };
    write(&cli, &report)
}

/// When and on what it ran.
fn surroundings(load: f64) -> Result<(String, String), Problem> {
    let machine = format!("{} cores, load {load:.1} before", std::thread::available_parallelism()?);
    Ok((chrono::Utc::now().format("%Y-%m-%d %H:%M UTC").to_string(), machine))
}

/// Lets people work and writes what grew.
async fn soaked(cli: &Cli, root: &Path, ground: &ground::Ground, data: String, minutes: f64) -> Result<bool, Problem> {
    let load = proc::load();
    // as it is installed, the limit of an organization included
    let server = Server::start_limited(&ground.wish).await?;
    let bench = Bench { ground, server: &server };
    let wish = soak::Wish { minutes, users: cli.users };
    let figures = soak::run(&bench, &wish, &cli.out).await?;
    server.stop()?;
    let (at, machine) = surroundings(load)?;
    let report = Report { at, commit: commit(root), scale: cli.scale, data, machine, figures, skipped: Vec::new(), statements: Vec::new() };
    println!("\n{}", report.table());
    std::fs::write(cli.out.join("soak.json"), serde_json::to_string_pretty(&report)?)?;
    println!("{}", cli.out.join("soak.json").display());
    Ok(report.figures.iter().all(|figure| figure.holds() != Some(false)))
}

/// Writes the report and holds it against its history; whether nothing got worse that may not.
fn write(cli: &Cli, report: &Report) -> Result<bool, Problem> {
    println!("\n{}", report.table());
    std::fs::create_dir_all(&cli.out)?;
    std::fs::write(cli.out.join("report.json"), serde_json::to_string_pretty(report)?)?;
    std::fs::write(cli.out.join("report.html"), report.page())?;
    println!("{}", cli.out.join("report.html").display());
    let Some(history) = &cli.history else { return Ok(true) };
    let worse = history::compare(&std::fs::read_to_string(history).unwrap_or_default(), report);
    for line in &worse.warns {
        println!("slower than usual: {line}");
    }
    for line in &worse.fails {
        println!("WORSE: {line}");
    }
    let fine = worse.fails.is_empty() || cli.accept;
    if fine {
        history::append(history, report)?;
    }
    Ok(fine)
}

fn commit(root: &Path) -> String {
    let output = std::process::Command::new("git").args(["rev-parse", "--short", "HEAD"]).current_dir(root).output();
    output.ok().and_then(|o| String::from_utf8(o.stdout).ok()).map(|s| s.trim().to_string()).unwrap_or_default()
}
