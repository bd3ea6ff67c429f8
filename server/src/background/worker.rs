//! The worker: claims ready rows with a lease and runs them, a few at a time.

use std::time::Duration;

use shared::{Error, OrgId, Result};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::LEASE;
use super::registry::{KINDS, Kind};
use crate::app::App;
use crate::cx::Cx;

/// Rows claimed at once.
const BATCH: i64 = 4;
/// Pause when nobody woke the worker: delayed rows and those of other processes are found then.
const PAUSE: Duration = Duration::from_millis(500);

struct Claimed {
    org: OrgId,
    id: Uuid,
    kind: String,
    payload: serde_json::Value,
    attempts: i32,
}

/// Runs until stopped; what runs then is finished first.
pub async fn run(app: App, stop: CancellationToken) {
    while !stop.is_cancelled() {
        match step(&app).await {
            Ok(0) => tokio::select! { () = stop.cancelled() => {}, () = app.workers_woken() => {}, () = tokio::time::sleep(PAUSE) => {} },
            Ok(_) => {}
            Err(error) => {
                tracing::warn!(%error, "worker cannot reach the database");
                tokio::select! { () = stop.cancelled() => {}, () = tokio::time::sleep(Duration::from_secs(1)) => {} }
            }
        }
    }
}

/// Runs everything that is ready, for demo data and tests; answers how much it ran.
pub async fn drain(app: &App) -> Result<usize> {
    let mut ran = 0;
    loop {
        match step(app).await? {
            0 => return Ok(ran),
            n => ran += n,
        }
    }
}

async fn step(app: &App) -> Result<usize> {
    let claimed = claim(app).await?;
    let count = claimed.len();
    futures_util::future::join_all(claimed.into_iter().map(|row| attempt(app, row))).await;
    Ok(count)
}

async fn claim(app: &App) -> Result<Vec<Claimed>> {
    let mut tx = app.system("workers serve all organizations").await?;
    let rows = sqlx::query_as!(
        Claimed,
        r#"update work set status = 'running', attempts = attempts + 1, leased_until = now() + make_interval(secs => $2)
           where (org_id, id) in (
             select org_id, id from work
             where (status = 'waiting' and run_at <= now()) or (status = 'running' and leased_until < now())
             order by run_at for update skip locked limit $1)
           returning org_id as "org: OrgId", id, kind, payload, attempts"#,
        BATCH,
        LEASE.as_secs_f64()
    )
    .fetch_all(tx.db()?)
    .await?;
    tx.commit().await?;
    Ok(rows)
}

async fn attempt(app: &App, row: Claimed) {
    let kind = KINDS.iter().find(|kind| kind.name == row.kind);
    let outcome = match kind {
        None => Err(Error::internal(&format!("no such kind of work: {}", row.kind))),
        Some(kind) => {
            let cx = Cx::system(app, row.org, "Tailboard");
            let running = std::panic::AssertUnwindSafe((kind.run)(row.payload.clone(), &cx));
            match tokio::time::timeout(LEASE, futures_util::FutureExt::catch_unwind(running)).await {
                Ok(Ok(outcome)) => outcome,
                Ok(Err(_)) => Err(Error::internal(&format!("{} panicked", row.kind))),
                Err(_) => Err(Error::internal(&format!("{} took longer than its lease", row.kind))),
            }
        }
    };
    metrics::counter!("tailboard_work_total", "kind" => row.kind.clone(), "ok" => if outcome.is_ok() { "true" } else { "false" })
        .increment(1);
    if let Err(error) = settle(app, &row, kind, outcome).await {
        // the lease runs out and the row is tried again
        tracing::warn!(%error, kind = row.kind, "the outcome of work could not be written");
    }
}

/// Writes the outcome, unless the lease was lost to another worker.
async fn settle(app: &App, row: &Claimed, kind: Option<&Kind>, outcome: Result<()>) -> Result<()> {
    let mut tx = app.system("workers serve all organizations").await?;
    match outcome {
        Ok(()) => {
            sqlx::query!(
                "update work set status = 'done', finished_at = now(), last_error = null, leased_until = null where org_id = $1 and id = $2 and attempts = $3 and status = 'running'",
                row.org.0,
                row.id,
                row.attempts
            )
            .execute(tx.db()?)
            .await?;
        }
        Err(error) => {
            let dead = kind.is_none_or(|kind| row.attempts >= kind.attempts);
            tracing::warn!(kind = row.kind, attempts = row.attempts, dead, %error, "background work failed");
            // 2 s, 4 s, 8 s … up to an hour
            let pause = f64::from(2u32.saturating_pow(row.attempts.clamp(1, 12) as u32)).min(3600.0);
            sqlx::query!(
                "update work set status = case when $5 then 'dead' else 'waiting' end, last_error = $4, leased_until = null,
                        run_at = now() + make_interval(secs => $6), finished_at = case when $5 then now() end
                 where org_id = $1 and id = $2 and attempts = $3 and status = 'running'",
                row.org.0,
                row.id,
                row.attempts,
                error.to_string(),
                dead,
                pause
            )
            .execute(tx.db()?)
            .await?;
        }
    }
    tx.commit().await
}
