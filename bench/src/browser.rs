//! The bars of pages: measured by a script in a real browser, which prints figures as JSON lines.

use std::path::Path;
use std::process::Stdio;

use serde::Deserialize;
use sqlx::Row;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::Command;
use uuid::Uuid;

use crate::ground::{Ground, Server};
use crate::report::{Figure, Kind};
use crate::wire::Problem;

#[derive(Deserialize)]
#[serde(untagged)]
enum Line {
    Figure(Figure),
    Skipped { skipped: String },
}

/// A running job whose phase at work asks for photos, with a session of its driver; null when there is none.
async fn place_for_photos(ground: &Ground) -> Result<serde_json::Value, Problem> {
    let row = sqlx::query(
        "select c.org_id, c.member_id, j.id, p.id, r.key from jobs j join job_phases p on p.org_id = j.org_id and p.job_id = j.id and p.status = 'active'
         join job_requirements r on r.org_id = j.org_id and r.phase_id = p.id and r.kind = 'photo' join job_crew c on c.org_id = j.org_id and c.job_id = j.id and c.role = 'driver'
         where j.status = 'in_progress' order by c.org_id, j.id limit 1",
    )
    .fetch_optional(&ground.owner)
    .await?;
    let Some(row) = row else { return Ok(serde_json::Value::Null) };
    let (org, member): (Uuid, Uuid) = (row.get(0), row.get(1));
    let token = ground.session_of(org, member).await?;
    Ok(serde_json::json!({ "token": token, "job": row.get::<Uuid, _>(2), "phase": row.get::<Uuid, _>(3), "slot": row.get::<String, _>(4) }))
}

/// Runs the script; answers figures and what it could not measure.
pub async fn measure(root: &Path, ground: &Ground, server: &Server, only: &[String]) -> Result<(Vec<Figure>, Vec<String>), Problem> {
    let tokens = ground.sessions(0, &["owner"], 1).await?;
    let others = ground.sessions(0, &["manager"], 1).await?;
    let drivers = ground.sessions(0, &["driver"], 1).await?;
    let crowded = ground.sessions(ground.crowded(), &["owner"], 1).await?;
    let field = place_for_photos(ground).await?;
    let mut child = Command::new("node")
        .arg(root.join("bench/browser/measure.mjs"))
        .env("BENCH_URL", format!("http://{}", server.address))
        .env("BENCH_TOKEN", &tokens[0])
        .env("BENCH_OTHER", &others[0])
        .env("BENCH_DRIVER", &drivers[0])
        .env("BENCH_BOARD", &crowded[0])
        .env("BENCH_FIELD", field.to_string())
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
                println!("  {}", f.line());
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
