//! The worker: claims ready rows with a lease and runs them, a few at a time. What waits for somebody else's server takes
//! no place of what could be done meanwhile.

use std::time::Duration;

use futures_util::StreamExt;
use futures_util::future::BoxFuture;
use futures_util::stream::FuturesUnordered;
use shared::{Error, OrgId, Result, Said};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::LEASE;
use super::registry::{KINDS, Kind};
use crate::app::App;
use crate::cx::Cx;

/// Pieces of work under way at once.
const PLACES: usize = 6;
/// So many of them may be of one kind: mails to a server that hangs leave room for imports.
const ALIKE: usize = 4;
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
    let mut desk = Desk::new(&app);
    while !stop.is_cancelled() {
        let pause = match desk.take().await {
            Ok(_) => PAUSE,
            Err(error) => {
                tracing::warn!(%error, "worker cannot reach the database");
                Duration::from_secs(1)
            }
        };
        tokio::select! {
            () = stop.cancelled() => {}
            _ = desk.one_done(), if !desk.is_empty() => {}
            () = app.workers_woken() => {}
            () = tokio::time::sleep(pause) => {}
        }
    }
    while desk.one_done().await {}
}

/// Runs everything that is ready, for demo data and tests; answers how much it ran.
pub async fn drain(app: &App) -> Result<usize> {
    let mut desk = Desk::new(app);
    let mut ran = 0;
    loop {
        match desk.take().await {
            Ok(taken) => ran += taken,
            Err(error) => {
                // what was begun is finished all the same
                while desk.one_done().await {}
                return Err(error);
            }
        }
        if !desk.one_done().await {
            return Ok(ran);
        }
    }
}

/// The work a process is at.
struct Desk<'a> {
    app: &'a App,
    /// Each answers of which kind it was.
    running: FuturesUnordered<BoxFuture<'a, String>>,
    kinds: Vec<String>,
}

impl<'a> Desk<'a> {
    fn new(app: &'a App) -> Self {
        Self { app, running: FuturesUnordered::new(), kinds: Vec::new() }
    }

    fn is_empty(&self) -> bool {
        self.running.is_empty()
    }

    /// How much is under way of a kind.
    fn alike(&self, kind: &str) -> usize {
        self.kinds.iter().filter(|known| *known == kind).count()
    }

    /// Takes what is ready and has a place; answers how much that was. It goes on in [`Desk::one_done`].
    async fn take(&mut self) -> Result<usize> {
        let mut taken = 0;
        loop {
            let full: Vec<String> = self.kinds.iter().filter(|kind| self.alike(kind) >= ALIKE).cloned().collect();
            // whatever kind is claimed, none gets more than its share
            let most = self.kinds.iter().map(|kind| self.alike(kind)).filter(|alike| *alike < ALIKE).max().unwrap_or_default();
            let places = (ALIKE - most).min(PLACES.saturating_sub(self.kinds.len()));
            if places == 0 {
                return Ok(taken);
            }
            let claimed = self.claimed(places, &full).await?;
            if claimed.is_empty() {
                return Ok(taken);
            }
            taken += claimed.len();
            let app = self.app;
            for row in claimed {
                let kind = row.kind.clone();
                self.kinds.push(kind.clone());
                self.running.push(Box::pin(async move {
                    attempt(app, row).await;
                    kind
                }));
            }
        }
    }

    /// Claims, while what runs goes on: it may hold the very connection claiming waits for.
    async fn claimed(&mut self, places: usize, full: &[String]) -> Result<Vec<Claimed>> {
        let claim = claim(self.app, places, full);
        tokio::pin!(claim);
        loop {
            tokio::select! {
                claimed = &mut claim => return claimed,
                Some(kind) = self.running.next(), if !self.running.is_empty() => self.leave(&kind),
            }
        }
    }

    /// Works until a piece is done; false if there is none.
    async fn one_done(&mut self) -> bool {
        let Some(kind) = self.running.next().await else { return false };
        self.leave(&kind);
        true
    }

    /// A piece of this kind has left its place.
    fn leave(&mut self, kind: &str) {
        if let Some(at) = self.kinds.iter().position(|known| known == kind) {
            self.kinds.swap_remove(at);
        }
    }
}

/// Claims so many ready rows at most, none of the kinds named.
async fn claim(app: &App, places: usize, full: &[String]) -> Result<Vec<Claimed>> {
    let mut tx = app.system("workers serve all organizations").await?;
    let rows = sqlx::query_as!(
        Claimed,
        r#"update work set status = 'running', attempts = attempts + 1, leased_until = now() + make_interval(secs => $2)
           where (org_id, id) in (
             select org_id, id from work
             where ((status = 'waiting' and run_at <= now()) or (status = 'running' and leased_until < now())) and kind <> all ($3)
             order by run_at for update skip locked limit $1)
           returning org_id as "org: OrgId", id, kind, payload, attempts"#,
        places as i64,
        LEASE.as_secs_f64(),
        full
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
                Said::of(|| error.to_string()).kept(),
                dead,
                pause
            )
            .execute(tx.db()?)
            .await?;
        }
    }
    tx.commit().await
}
