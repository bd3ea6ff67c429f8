//! Sweeps: periodic, input-free, idempotent work over all organizations. One process runs a sweep at a time.

use std::time::Duration;

use futures_util::future::BoxFuture;
use shared::Result;
use tokio_util::sync::CancellationToken;

use super::registry::SWEEPS;
use crate::app::App;

/// A sweep.
pub struct Sweep {
    /// Stable name.
    pub name: &'static str,
    /// Pause between two runs.
    pub every: Duration,
    /// Does it.
    pub run: for<'a> fn(&'a App) -> BoxFuture<'a, Result<()>>,
}

/// Forgets answered commands after 30 days, finished work after 7, rate limits after a day.
pub(super) const HOUSEKEEPING: Sweep = Sweep { name: "housekeeping", every: Duration::from_secs(600), run: |app| Box::pin(tidy(app)) };

async fn tidy(app: &App) -> Result<()> {
    let mut tx = app.system("old commands, work and counters of all organizations").await?;
    sqlx::query!("delete from commands where created_at < now() - interval '30 days'").execute(tx.db()?).await?;
    sqlx::query!("delete from work where status = 'done' and finished_at < now() - interval '7 days'").execute(tx.db()?).await?;
    sqlx::query!("delete from rate_limits where started < now() - interval '1 day'").execute(tx.db()?).await?;
    tx.commit().await
}

/// Runs the sweeps until stopped.
pub async fn run(app: App, stop: CancellationToken) {
    let mut due: Vec<tokio::time::Instant> = SWEEPS.iter().map(|_| tokio::time::Instant::now() + Duration::from_secs(2)).collect();
    loop {
        let next = due.iter().min().copied().unwrap_or_else(|| tokio::time::Instant::now() + Duration::from_secs(60));
        tokio::select! { () = stop.cancelled() => return, () = tokio::time::sleep_until(next) => {} }
        for (sweep, at) in SWEEPS.iter().zip(due.iter_mut()) {
            if *at <= tokio::time::Instant::now() {
                *at = tokio::time::Instant::now() + sweep.every;
                if let Err(error) = once(&app, sweep).await {
                    tracing::warn!(sweep = sweep.name, %error, "sweep failed");
                }
            }
        }
    }
}

/// Runs a sweep unless another process is at it.
async fn once(app: &App, sweep: &Sweep) -> Result<()> {
    let mut guard = app.system("the lock of a sweep").await?;
    let free = sqlx::query_scalar!(r#"select pg_try_advisory_xact_lock(hashtextextended($1, 7)) as "free!""#, sweep.name)
        .fetch_one(guard.db()?)
        .await?;
    if free {
        (sweep.run)(app).await?;
    }
    guard.commit().await
}
