//! Connections that are handed on (T4): twenty organizations ask at four connections, and their work breaks, panics, takes
//! too long, is left open or given up in the middle of a statement. Whoever asks gets their own rows and no others, and
//! a connection nobody holds belongs to nobody. `TAILBOARD_LONG` goes on for a minute.

use std::time::{Duration, Instant};

use shared::{Error, OrgId, Result};
use tokio::task::JoinSet;
use uuid::Uuid;

use super::{NO_ORG, Tx};
use crate::app::App;
use crate::cx::Cx;
use crate::testing::TestApp;

const ORGANIZATIONS: usize = 20;
const CONNECTIONS: u32 = 4;
/// How many ask at once.
const TASKS: usize = 200;
/// How often each of them asks in the short form.
const TURNS: usize = 6;
/// How long they ask in the long one.
const LONG: Duration = Duration::from_secs(60);
/// The ways a turn ends.
const ENDINGS: usize = 7;
/// What a task says that was told to panic.
const TOLD: &str = "a task was told to panic";

/// Organizations with members of their own, copies of the one the cast is in.
async fn organizations(t: &TestApp) -> Vec<OrgId> {
    let mut conn = t.owner_connection().await;
    let mut orgs = vec![t.org().id, t.other_org().id];
    while orgs.len() < ORGANIZATIONS {
        let id = OrgId(Uuid::now_v7());
        let own = format!("pool-{}", orgs.len());
        for statement in [
            "insert into organizations select (jsonb_populate_record(o, jsonb_build_object('id', $1, 'slug', $2))).* from organizations o where id = $3",
            "insert into members select (jsonb_populate_record(m, jsonb_build_object('org_id', $1))).* from members m where org_id = $3 and $2 <> ''",
        ] {
            let made = sqlx::query(statement).bind(id.0).bind(&own).bind(t.org().id.0).execute(&mut conn).await.expect("a copy");
            assert!(made.rows_affected() > 0, "there is something to copy");
        }
        orgs.push(id);
    }
    orgs
}

/// A connection as it is when nobody holds it.
async fn belongs_to_nobody(app: &App) {
    let mut conn = app.db().app_pool().acquire().await.expect("a connection");
    let (role, org, members): (String, String, i64) =
        sqlx::query_as("select current_user::text, current_setting('app.org_id', true), (select count(*) from members)")
            .fetch_one(&mut *conn)
            .await
            .expect("it answers");
    assert_eq!((role.as_str(), org.as_str(), members), ("tailboard_app", NO_ORG, 0), "a free connection remembers somebody");
}

/// Whoever asks sees their own rows, all of them and no others.
async fn sees_its_own(tx: &mut Tx, own: OrgId) -> Result<()> {
    let (mine, others): (i64, i64) =
        sqlx::query_as("select count(*) filter (where org_id = $1), count(*) filter (where org_id <> $1) from members")
            .bind(own.0)
            .fetch_one(tx.db()?)
            .await?;
    assert!(mine > 0 && others == 0, "{own} sees {mine} rows of its own and {others} of others");
    Ok(())
}

/// One asks, and it ends in one of many ways.
async fn turn(app: App, own: OrgId, other: OrgId, number: usize) {
    belongs_to_nobody(&app).await;
    let cx = Cx::system(&app, own, "test");
    let work = async {
        let mut tx = cx.read().await?;
        sees_its_own(&mut tx, own).await?;
        match number % ENDINGS {
            // the transaction breaks
            0 => assert!(sqlx::query("select 1 / 0").execute(tx.db()?).await.is_err()),
            // it is left open
            1 => {}
            // somebody sets what nobody should
            2 => {
                sqlx::query("select set_config('app.org_id', $1, true)").bind(other.to_string()).execute(tx.db()?).await?;
            }
            3 => std::panic::panic_any(TOLD),
            // the database gives a statement up
            4 => {
                sqlx::query("set local statement_timeout = '5ms'").execute(tx.db()?).await?;
                assert!(sqlx::query("select pg_sleep(5)").execute(tx.db()?).await.is_err());
            }
            // whoever asked hangs up in the middle of a statement
            5 => drop(sqlx::query("select pg_sleep(0.05)").execute(tx.db()?).await),
            _ => tx.commit(()).await?,
        }
        Ok::<(), Error>(())
    };
    let patience = if number % ENDINGS == 5 { Duration::from_millis(10) } else { Duration::from_secs(60) };
    if let Ok(done) = tokio::time::timeout(patience, work).await {
        done.expect("the database serves everybody");
    }
    belongs_to_nobody(&app).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn twenty_organizations_at_four_connections_see_their_own_rows_whatever_breaks() {
    let t = TestApp::new().await;
    let orgs = organizations(&t).await;
    let app = t.pooled(CONNECTIONS).await;
    let long = std::env::var_os("TAILBOARD_LONG").is_some();
    let began = Instant::now();
    let mut tasks = JoinSet::new();
    for task in 0..TASKS {
        let (app, own, other) = (app.clone(), orgs[task % ORGANIZATIONS], orgs[(task + 1) % ORGANIZATIONS]);
        tasks.spawn(async move {
            let (mut turns, mut panics) = (0, 0);
            while turns < TURNS || (long && began.elapsed() < LONG) {
                // a task of its own, as a request is one: what panics takes its transaction along and nothing else
                if let Err(ended) = tokio::spawn(turn(app.clone(), own, other, task + turns)).await {
                    let panic = ended.into_panic();
                    assert_eq!(panic.downcast_ref::<&str>(), Some(&TOLD), "{:?}", panic.downcast_ref::<String>());
                    panics += 1;
                }
                turns += 1;
            }
            (turns, panics)
        });
    }
    let (mut turns, mut panics) = (0, 0);
    while let Some(done) = tasks.join_next().await {
        let done = done.expect("nobody saw what belongs to others");
        turns += done.0;
        panics += done.1;
    }
    assert!(panics >= TASKS * TURNS / ENDINGS / 2, "{panics} panics among {turns} turns");
    let (_, open) = app.db().usage();
    assert!(open <= CONNECTIONS, "{open} connections");
    for _ in 0..CONNECTIONS {
        belongs_to_nobody(&app).await;
    }
    println!("T4 pool: {turns} turns of {ORGANIZATIONS} organizations at {CONNECTIONS} connections, {panics} panics among them");
    app.db().close().await;
}
