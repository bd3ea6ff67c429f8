//! Taking samples.

use std::time::Instant;

use shared::Result;
use sqlx::Row;
use tokio_util::sync::CancellationToken;

use super::{EVERY, Shared};
use crate::app::App;

/// The size of the database and what is dead are asked every so many samples: both read more than a few pages.
const SELDOM: u64 = 12;

/// Takes a sample every few seconds until stopped.
pub async fn run(app: App, stop: CancellationToken) {
    let mut beat = tokio::time::interval(EVERY);
    beat.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    let (mut turn, mut began, mut last) = (0, Instant::now(), Shared::default());
    // the first tick comes at once and has nothing to tell
    beat.tick().await;
    while stop.run_until_cancelled(beat.tick()).await.is_some() {
        let found = shared(&app, turn % SELDOM).await;
        let (busy, open) = app.db().usage();
        let mut sample = app.meter().take();
        sample.at = app.now();
        sample.seconds = began.elapsed().as_secs_f64();
        (sample.pool_busy, sample.pool_open, sample.streams) = (busy.into(), open.into(), app.hub().streams() as u64);
        sample.shared = found.ok().map(|found| match turn % SELDOM {
            0 => found,
            _ => Shared { dead: last.dead, bytes: last.bytes, ..found },
        });
        began = Instant::now();
        if let Some(shared) = sample.shared {
            last = shared;
            turn += 1;
            for (name, value) in [
                ("tailboard_work_waiting", shared.queue as f64),
                ("tailboard_work_oldest_seconds", shared.queue_age),
                ("tailboard_work_dead", shared.dead as f64),
                ("tailboard_outbox_waiting", shared.outbox as f64),
                ("tailboard_outbox_oldest_seconds", shared.outbox_age),
                ("tailboard_database_bytes", shared.bytes as f64),
            ] {
                metrics::gauge!(name).set(value);
            }
        }
        app.meter().keep(sample);
    }
}

/// What the database says; size and dead work only on turn 0.
pub(super) async fn shared(app: &App, turn: u64) -> Result<Shared> {
    let mut tx = app.system("the operator's page is about the installation").await?;
    let row = sqlx::query(
        "select (select count(*) from work where status in ('waiting', 'running')) as queue,
                (select extract(epoch from now() - min(run_at))::float8 from work where status = 'waiting' and run_at <= now()) as queue_age,
                (select count(*) from outbox) as outbox,
                (select extract(epoch from clock_timestamp() - min(at))::float8 from outbox) as outbox_age,
                case when $1 then (select count(*) from work where status = 'dead') end as dead,
                case when $1 then pg_database_size(current_database()) end as bytes",
    )
    .bind(turn == 0)
    .fetch_one(tx.db()?)
    .await?;
    let count = |name: &str| row.get::<Option<i64>, _>(name).unwrap_or_default().unsigned_abs();
    let age = |name: &str| row.get::<Option<f64>, _>(name).unwrap_or_default().max(0.0);
    Ok(Shared {
        queue: count("queue"),
        queue_age: age("queue_age"),
        dead: count("dead"),
        outbox: count("outbox"),
        outbox_age: age("outbox_age"),
        bytes: count("bytes"),
    })
}
