//! The bars of pages: measured by a script in a real browser, which prints figures as JSON lines.

use std::path::Path;
use std::process::Stdio;

use serde::Deserialize;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::Command;

use crate::ground::{Ground, Server};
use crate::report::{Figure, Kind};
use crate::wire::Problem;

#[derive(Deserialize)]
#[serde(untagged)]
enum Line {
    Figure(Figure),
    Skipped { skipped: String },
}

/// Runs the script; answers figures and what it could not measure.
pub async fn measure(root: &Path, ground: &Ground, server: &Server, only: &[String]) -> Result<(Vec<Figure>, Vec<String>), Problem> {
    let tokens = ground.sessions(0, &["owner"], 1).await?;
    let others = ground.sessions(0, &["manager"], 1).await?;
    let crew = ground.sessions(0, &["driver"], 1).await?;
    let mut child = Command::new("node")
        .arg(root.join("bench/browser/measure.mjs"))
        .env("BENCH_URL", format!("http://{}", server.address))
        .env("BENCH_TOKEN", &tokens[0])
        .env("BENCH_OTHER", &others[0])
        .env("BENCH_CREW", &crew[0])
        .env("BENCH_ONLY", only.join(","))
        .stdout(Stdio::piped())
        .kill_on_drop(true)
        .spawn()?;
    let output = child.stdout.take().ok_or("the script has no output")?;
    let mut lines = BufReader::new(output).lines();
    let (mut figures, mut skipped) = (Vec::new(), Vec::new());
    while let Some(line) = lines.next_line().await? {
        match serde_json::from_str(&line) {
            Ok(Line::Figure(f)) => {
                println!("  {:<8} {:<58} {} {} ({}) {}", f.bar, f.about, crate::report::number(f.value), f.unit, f.goal_text(), f.verdict());
                figures.push(f);
            }
            Ok(Line::Skipped { skipped: what }) => {
                println!("  {what}");
                skipped.push(what);
            }
            Err(_) => eprintln!("{line}"),
        }
    }
    if !child.wait().await?.success() {
        skipped.push("the browser script ended early".into());
    }
    figures.retain(|f| f.kind != Kind::Ratio || f.value.is_finite());
    Ok((figures, skipped))
}
