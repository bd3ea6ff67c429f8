//! Isolation below the use cases: by plain SQL in the application's role (T3), and of connections that are handed on
//! after failures (T4). Tables come from the catalog.

use server::testing::TestApp;
use shared::OrgId;
use shared::access::BuiltinRole;
use sqlx::{AssertSqlSafe, Connection, Row};

/// Tables of organizations, with a column to set that changes nothing.
async fn tables(test: &TestApp) -> Vec<String> {
    let mut conn = test.owner_connection().await;
    let tables = sqlx::query_scalar(
        "select c.relname::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
         where n.nspname = 'public' and c.relkind = 'r' and exists (select from pg_policy p where p.polrelid = c.oid)
           and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'org_id') order by 1",
    )
    .fetch_all(&mut conn)
    .await
    .expect("the catalog answers");
    conn.close().await.expect("connection closes");
    tables
}

#[tokio::test(flavor = "multi_thread")]
async fn no_statement_of_one_organization_touches_another() {
    prove("T3 SQL", &TestApp::demo().await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_statement_of_one_organization_touches_another_after_a_dump_is_restored() {
    match TestApp::demo().await.dumped_and_restored().await {
        Some(restored) => prove("T24 restored dump, T3 SQL", &restored).await,
        None => println!("not proved on a restored dump: PostgreSQL came without pg_dump and psql"),
    }
}

/// Tries by plain SQL what no organization may do to another.
pub async fn prove(what: &str, test: &TestApp) {
    let theirs = test.other_org().id;
    let cx = test.cx(BuiltinRole::Owner);
    let (mut wrong, mut count) = (Vec::new(), 0);
    let tables = tables(test).await;
    for table in &tables {
        let attempts = [
            ("reads", format!("select 1 from {table} where org_id = $1")),
            ("reads without asking", format!("select 1 from {table} where org_id <> '{}' and org_id = $1", cx.org)),
            ("changes", format!("update {table} set org_id = org_id where org_id = $1")),
            ("removes", format!("delete from {table} where org_id = $1")),
            ("takes", format!("update {table} set org_id = '{}' where org_id = $1", cx.org)),
        ];
        for (what, statement) in attempts {
            count += 1;
            let mut tx = cx.read().await.expect("a transaction");
            let done = sqlx::query(AssertSqlSafe(statement)).bind(theirs.0).execute(tx.db().expect("connection")).await;
            match done {
                Ok(done) if done.rows_affected() > 0 => wrong.push(format!("{table}: {what} {} foreign rows", done.rows_affected())),
                Ok(_) => {}
                // no right at all is as good: the log is append-only for everybody
                Err(error) if error.as_database_error().and_then(|e| e.code()).as_deref() == Some("42501") => {}
                Err(error) => wrong.push(format!("{table}: {what} fails with {error}")),
            }
        }
        // giving a row away and writing one there are refused
        for (what, statement) in [
            ("gives away", format!("update {table} set org_id = $1 where ctid in (select ctid from {table} limit 1)")),
            (
                "copies",
                format!(
                    "insert into {table} select (jsonb_populate_record(t, jsonb_build_object('org_id', $1))).* from (select * from {table} limit 1) t"
                ),
            ),
        ] {
            count += 1;
            let mut tx = cx.read().await.expect("a transaction");
            let done = sqlx::query(AssertSqlSafe(statement)).bind(theirs.0).execute(tx.db().expect("connection")).await;
            if let Ok(done) = done
                && done.rows_affected() > 0
            {
                wrong.push(format!("{table}: {what} a row"));
            }
        }
        // and without an organization there is nothing
        count += 1;
        let nowhere = server::Cx::system(&test.app, OrgId(uuid::Uuid::nil()), "test");
        let mut tx = nowhere.read().await.expect("a transaction");
        let rows: i64 = sqlx::query(AssertSqlSafe(format!("select count(*) from {table}")))
            .fetch_one(tx.db().expect("connection"))
            .await
            .expect("nothing is no error")
            .get(0);
        if rows > 0 {
            wrong.push(format!("{table}: {rows} rows without an organization"));
        }
    }
    println!("{what}: {count} statements on {} tables", tables.len());
    assert!(tables.len() > 30, "{} tables", tables.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_connection_handed_on_knows_nothing_of_who_had_it() {
    /// What an asker says who fails on purpose.
    const FAILS: &str = "the asker fails";
    let test = TestApp::new().await;
    // twenty organizations share four connections; all but two of them hold nothing
    let app = test.pooled(4).await;
    let mut orgs = vec![test.org().id, test.other_org().id];
    orgs.extend((0..18).map(|_| OrgId(uuid::Uuid::now_v7())));
    let (mut tasks, rounds) = (tokio::task::JoinSet::new(), 400_usize);
    for round in 0..rounds {
        let (own, other) = (orgs[round % orgs.len()], orgs[(round + 1) % orgs.len()]);
        let app = app.clone();
        tasks.spawn(async move {
            let actor = server::Cx::system(&app, own, "test");
            let work = async {
                let mut tx = actor.read().await?;
                let org: String = sqlx::query_scalar("select current_setting('app.org_id', true)").fetch_one(tx.db()?).await?;
                assert_eq!(org, own.to_string());
                let foreign: i64 =
                    sqlx::query_scalar("select count(*) from members where org_id <> $1").bind(own.0).fetch_one(tx.db()?).await?;
                assert_eq!(foreign, 0);
                match round % 7 {
                    // the transaction breaks
                    0 => drop(sqlx::query("select 1 / 0").execute(tx.db()?).await),
                    // it is left open while the task ends
                    1 => return Ok::<(), shared::Error>(()),
                    // somebody sets what nobody should
                    2 => drop(sqlx::query("select set_config('app.org_id', $1, true)").bind(other.to_string()).execute(tx.db()?).await),
                    // it takes longer than its asker has
                    3 => drop(sqlx::query("select pg_sleep(0.05)").execute(tx.db()?).await),
                    // as a panic ends a task, without fifty traces of it between what other tests say
                    4 => std::panic::resume_unwind(Box::new(FAILS)),
                    _ => tx.commit(()).await?,
                }
                Ok(())
            };
            let patience = std::time::Duration::from_millis(if round % 7 == 3 { 10 } else { 8_000 });
            // cancelled in the middle of a statement, the connection must come back clean or not at all
            drop(tokio::time::timeout(patience, work).await);
        });
    }
    let mut failed = 0;
    while let Some(done) = tasks.join_next().await {
        let Err(error) = done else { continue };
        let said = error.into_panic();
        let said = said.downcast_ref::<String>().map(String::as_str).or_else(|| said.downcast_ref::<&str>().copied());
        assert_eq!(said, Some(FAILS), "no task saw foreign rows");
        failed += 1;
    }
    assert!(failed > 0, "some askers fail in the middle");
    for _ in 0..20 {
        let mut tx = server::Cx::system(&app, OrgId(uuid::Uuid::nil()), "test").read().await.expect("a transaction");
        let rows: i64 = sqlx::query_scalar("select count(*) from members").fetch_one(tx.db().expect("connection")).await.expect("a count");
        assert_eq!(rows, 0, "no connection remembers an organization");
    }
    println!("T4 pool: {rounds} transactions broken, cancelled, left open, given up by {failed} panics and committed");
}
