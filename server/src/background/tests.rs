//! The worker on a real database: leases, pauses, death and revival.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use shared::{Error, Result, WorkId};
use sqlx::{FromRow, PgConnection};
use tokio_util::sync::CancellationToken;

use super::{Work, drain, run};
use crate::cx::Cx;
use crate::operations;
use crate::testing::TestApp;

/// What a piece of work does when it runs.
#[derive(Clone, Copy, Serialize, Deserialize)]
enum Act {
    Succeed,
    Fail,
    Panic,
    /// Never ends: its worker is killed.
    Hang,
    /// Takes so long that another worker takes over and is done first.
    Dawdle,
}

/// Work that does at each run what it is told.
#[derive(Serialize, Deserialize)]
pub(super) struct Rehearsal {
    acts: Vec<Act>,
}

/// Counts the runs.
const RUNS: &str = "rehearsals";

impl Work for Rehearsal {
    const KIND: &'static str = "test.rehearsal";
    const ATTEMPTS: i32 = 3;

    async fn run(self, cx: &Cx) -> Result<()> {
        let mut tx = cx.write().await?;
        let run: i64 = sqlx::query_scalar(
            "insert into counters (org_id, name, value) values ($1, $2, 1) on conflict (org_id, name) do update set value = counters.value + 1 returning value",
        )
        .bind(tx.org().0)
        .bind(RUNS)
        .fetch_one(tx.db()?)
        .await?;
        tx.commit(()).await?;
        match self.acts[run as usize - 1] {
            Act::Succeed => Ok(()),
            Act::Fail => Err(Error::internal(&"it was told to fail")),
            Act::Panic => panic!("it was told to panic"),
            Act::Hang => std::future::pending().await,
            Act::Dawdle => {
                let mut tx = cx.app.system("the lease of a test runs out").await?;
                sqlx::query("update work set leased_until = now() - interval '1 second'").execute(tx.db()?).await?;
                tx.commit().await?;
                assert_eq!(drain(&cx.app).await?, 1);
                Err(Error::internal(&"it comes too late"))
            }
        }
    }
}

/// How a piece of work stands.
#[derive(Debug, FromRow)]
struct Row {
    status: String,
    attempts: i32,
    run_at: DateTime<Utc>,
    is_leased: bool,
    last_error: Option<String>,
    is_finished: bool,
}

struct Stage {
    t: TestApp,
    db: PgConnection,
}

impl Stage {
    async fn new() -> Self {
        let t = TestApp::new().await;
        t.work().await;
        let db = t.owner_connection().await;
        Self { t, db }
    }

    async fn enqueue(&self, acts: &[Act]) -> WorkId {
        let mut tx = self.t.owner().await.write().await.unwrap();
        let id = tx.later(&Rehearsal { acts: acts.into() }).await.unwrap();
        tx.commit(id).await.unwrap()
    }

    async fn row(&mut self, id: WorkId) -> Row {
        sqlx::query_as(
            "select status, attempts, run_at, leased_until is not null as is_leased, last_error, finished_at is not null as is_finished
             from work where id = $1",
        )
        .bind(id.0)
        .fetch_one(&mut self.db)
        .await
        .unwrap()
    }

    async fn runs(&mut self) -> i64 {
        let runs = sqlx::query_scalar("select value from counters where name = $1").bind(RUNS).fetch_optional(&mut self.db).await.unwrap();
        runs.unwrap_or(0)
    }

    async fn now(&mut self) -> DateTime<Utc> {
        sqlx::query_scalar("select clock_timestamp()").fetch_one(&mut self.db).await.unwrap()
    }

    /// Asks again and again until it stands so; the test runner ends a test that waits for ever.
    async fn until(&mut self, id: WorkId, status: &str) {
        let reached = "select exists (select from work where id = $1 and status = $2) from pg_sleep(0.02)";
        while !sqlx::query_scalar::<_, bool>(reached).bind(id.0).bind(status).fetch_one(&mut self.db).await.unwrap() {}
    }
}

#[tokio::test]
async fn what_a_killed_worker_held_runs_once_more_when_its_lease_ends() {
    let mut stage = Stage::new().await;
    let (second, third) = (stage.t.another().await, stage.t.another().await);
    let id = stage.enqueue(&[Act::Hang, Act::Succeed]).await;
    let app = stage.t.app.clone();
    let killed = tokio::spawn(async move { drain(&app).await });
    while stage.runs().await == 0 {
        tokio::task::yield_now().await;
    }
    killed.abort();
    assert!(killed.await.unwrap_err().is_cancelled());

    assert_eq!(drain(&second).await.unwrap(), 0, "the lease still holds");
    stage.t.leases_end().await;
    let (one, other) = tokio::join!(drain(&second), drain(&third));
    assert_eq!(one.unwrap() + other.unwrap(), 1, "of two workers one takes over");
    let row = stage.row(id).await;
    assert_eq!((row.status.as_str(), row.attempts, row.is_leased, row.is_finished), ("done", 2, false, true));
    stage.t.leases_end().await;
    assert_eq!((drain(&second).await.unwrap(), stage.runs().await), (0, 2));
}

#[tokio::test]
async fn who_lost_the_lease_writes_no_outcome() {
    let mut stage = Stage::new().await;
    let id = stage.enqueue(&[Act::Dawdle, Act::Succeed]).await;
    drain(&stage.t.app).await.unwrap();
    let row = stage.row(id).await;
    assert_eq!((row.status.as_str(), row.attempts, row.last_error), ("done", 2, None), "the late failure is not written over it");
    assert_eq!(stage.runs().await, 2);
}

#[tokio::test]
async fn a_failure_is_tried_again_after_growing_pauses_until_it_is_dead() {
    let mut stage = Stage::new().await;
    let id = stage.enqueue(&[Act::Fail, Act::Fail, Act::Fail]).await;
    for (attempt, pause) in [(1, 2), (2, 4)] {
        let before = stage.now().await;
        assert_eq!(drain(&stage.t.app).await.unwrap(), 1, "attempt {attempt} runs once and then waits");
        let (row, after) = (stage.row(id).await, stage.now().await);
        assert_eq!((row.status.as_str(), row.attempts, row.is_leased, row.is_finished), ("waiting", attempt, false, false));
        assert!(row.last_error.is_some(), "it says why");
        let pause = TimeDelta::seconds(pause);
        assert!((before + pause..=after + pause).contains(&row.run_at), "{} is not {pause} after {before}", row.run_at);
        stage.t.pauses_end().await;
    }
    assert_eq!(drain(&stage.t.app).await.unwrap(), 1);
    let row = stage.row(id).await;
    assert_eq!((row.status.as_str(), row.attempts, row.is_leased, row.is_finished), ("dead", 3, false, true));
    stage.t.pauses_end().await;
    assert_eq!((drain(&stage.t.app).await.unwrap(), stage.runs().await), (0, 3), "the dead stay so");
}

#[tokio::test]
async fn what_no_worker_knows_is_dead_at_once() {
    let mut stage = Stage::new().await;
    let id = stage.enqueue(&[]).await;
    sqlx::query("update work set kind = 'test.forgotten' where id = $1").bind(id.0).execute(&mut stage.db).await.unwrap();
    assert_eq!(drain(&stage.t.app).await.unwrap(), 1);
    let row = stage.row(id).await;
    assert_eq!((row.status.as_str(), row.attempts), ("dead", 1));
}

#[tokio::test]
async fn a_panic_is_a_failed_attempt_and_the_worker_lives_on() {
    let mut stage = Stage::new().await;
    let stop = CancellationToken::new();
    let worker = tokio::spawn(run(stage.t.app.clone(), stop.clone()));
    let id = stage.enqueue(&[Act::Panic, Act::Succeed, Act::Succeed]).await;
    while stage.row(id).await.last_error.is_none() {
        tokio::task::yield_now().await;
    }
    let row = stage.row(id).await;
    assert_eq!((row.status.as_str(), row.attempts, row.is_leased), ("waiting", 1, false));

    let next = stage.enqueue(&[Act::Panic, Act::Succeed, Act::Succeed]).await;
    stage.until(next, "done").await;
    stage.t.pauses_end().await;
    stage.until(id, "done").await;
    assert_eq!((stage.row(id).await.attempts, stage.runs().await), (2, 3));
    stop.cancel();
    worker.await.expect("it ends when told to and not before");
}

#[tokio::test]
async fn the_dead_revived_on_the_operations_screen_run_again() {
    let mut stage = Stage::new().await;
    let cx = stage.t.owner().await;
    let id = stage.enqueue(&[Act::Fail, Act::Panic, Act::Fail, Act::Succeed]).await;
    assert_eq!(operations::retry(&cx, id).await.unwrap_err(), Error::NotFound, "what is alive is not revived");
    for _ in 0..3 {
        stage.t.pauses_end().await;
        stage.t.work().await;
    }
    let shown = operations::work(&cx).await.unwrap();
    assert_eq!((shown[0].id, shown[0].status.as_str(), shown[0].attempts), (id, "dead", 3));
    assert!(shown[0].last_error.is_some());
    let stranger = stage.t.foreign(shared::access::BuiltinRole::Owner);
    assert_eq!(operations::retry(&stranger, id).await.unwrap_err(), Error::NotFound, "nobody else's dead");

    operations::retry(&cx, id).await.unwrap();
    assert_eq!(stage.t.work().await, 1);
    let row = stage.row(id).await;
    assert_eq!((row.status.as_str(), row.attempts, row.last_error, row.is_finished), ("done", 1, None, true));
    assert_eq!(stage.runs().await, 4);
    assert!(operations::work(&cx).await.unwrap().is_empty());
    assert_eq!(operations::retry(&cx, id).await.unwrap_err(), Error::NotFound);
}
