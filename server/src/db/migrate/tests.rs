//! Migrations while others work (T24): each on rows of the tables before it, with people reading and writing all of
//! them. `MIGRATE_FROM`, the address of a database with many rows in the same cluster, makes it the long form.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use futures_util::TryStreamExt;
use sqlx::error::ErrorKind;
use sqlx::{AssertSqlSafe, SqlSafeStr};

use super::*;
use crate::testing::TestApp;

/// No request waits longer.
const LONGEST_WAIT: Duration = Duration::from_secs(2);

/// Tables of organizations and people, each with the columns that can be written.
async fn tables(conn: &mut PgConnection) -> BTreeMap<String, Vec<String>> {
    let rows: Vec<(String, Vec<String>)> = sqlx::query_as(
        "select c.relname::text, array_agg(a.attname::text order by a.attnum)
         from pg_class c join pg_namespace n on n.oid = c.relnamespace
           join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
         where n.nspname = 'public' and c.relkind = 'r' and c.relname <> '_sqlx_migrations' group by 1",
    )
    .fetch_all(conn)
    .await
    .expect("the catalog answers");
    rows.into_iter().collect()
}

/// Copies the rows of a table, as far as both know its columns; rows that say what the former schema has no word for are
/// left out.
async fn copy(table: &str, columns: &[String], from: &mut PgConnection, to: &mut PgConnection) -> u64 {
    let columns: Vec<String> = columns.iter().map(|column| format!("\"{column}\"")).collect();
    let columns = columns.join(", ");
    match stream(table, table, &columns, from, to).await {
        Err(error)
            if error
                .as_database_error()
                .is_some_and(|problem| matches!(problem.kind(), ErrorKind::CheckViolation | ErrorKind::NotNullViolation)) =>
        {
            let by_row = format!(
                "do $$ declare one record; begin
                   for one in select ctid as at from pg_temp.rows_of loop
                     begin insert into {table} ({columns}) select {columns} from pg_temp.rows_of where ctid = one.at;
                     exception when check_violation or not_null_violation then null; end;
                   end loop; end $$"
            );
            let made = format!("create temp table rows_of as select {columns} from {table} limit 0");
            sqlx::query(AssertSqlSafe(made)).execute(&mut *to).await.expect("a table without checks");
            stream(table, "pg_temp.rows_of", &columns, from, to).await.unwrap_or_else(|error| panic!("{table}: {error}"));
            sqlx::query(AssertSqlSafe(by_row)).execute(&mut *to).await.unwrap_or_else(|error| panic!("{table}: {error}"));
            sqlx::query("drop table pg_temp.rows_of").execute(&mut *to).await.expect("it goes");
            sqlx::query_scalar::<_, i64>(AssertSqlSafe(format!("select count(*) from {table}")))
                .fetch_one(&mut *to)
                .await
                .expect("an answer")
                .unsigned_abs()
        }
        copied => copied.unwrap_or_else(|error| panic!("{table}: {error}")),
    }
}

async fn stream(table: &str, into: &str, columns: &str, from: &mut PgConnection, to: &mut PgConnection) -> Result<u64, sqlx::Error> {
    let mut rows = from.copy_out_raw(&format!("copy (select {columns} from {table}) to stdout")).await?;
    let mut sink = to.copy_in_raw(&format!("copy {into} ({columns}) from stdin")).await?;
    while let Some(bytes) = rows.try_next().await? {
        sink.send(bytes).await?;
    }
    drop(rows);
    sink.finish().await
}

/// Fills the tables that are empty with the rows another database has in them.
async fn fill(owner: &PgConnectOptions, source: &PgConnectOptions) -> u64 {
    let mut to = PgConnection::connect_with(owner).await.expect("a connection");
    let mut from = PgConnection::connect_with(source).await.expect("a connection");
    // rows come table by table: what they point to may come later
    sqlx::query("set session_replication_role = replica").execute(&mut to).await.expect("the owner may");
    let known = tables(&mut from).await;
    let mut copied = 0;
    for (table, columns) in tables(&mut to).await {
        let Some(theirs) = known.get(&table) else { continue };
        let is_empty: bool = sqlx::query_scalar(AssertSqlSafe(format!("select not exists (select from {table})")))
            .fetch_one(&mut to)
            .await
            .expect("an answer");
        if is_empty {
            let common: Vec<String> = columns.into_iter().filter(|column| theirs.contains(column)).collect();
            copied += copy(&table, &common, &mut from, &mut to).await;
        }
    }
    to.close().await.expect("it closes");
    from.close().await.expect("it closes");
    copied
}

/// How many rows each table has.
async fn counts(conn: &mut PgConnection) -> BTreeMap<String, i64> {
    let mut counts = BTreeMap::new();
    for table in tables(conn).await.into_keys() {
        let count = sqlx::query_scalar(AssertSqlSafe(format!("select count(*) from {table}"))).fetch_one(&mut *conn).await;
        counts.insert(table, count.expect("a count"));
    }
    counts
}

/// People at work on all tables there are when they begin.
struct Crowd {
    stop: Arc<AtomicBool>,
    longest: Arc<AtomicU64>,
    people: tokio::task::JoinSet<u64>,
}

impl Crowd {
    async fn begin(owner: &PgConnectOptions) -> Self {
        let mut conn = PgConnection::connect_with(owner).await.expect("a connection");
        let mut statements = Vec::new();
        for (table, columns) in tables(&mut conn).await {
            let column = columns.first().expect("a column").clone();
            statements.push(format!("select {column} from {table} limit 20"));
            // one row: two people who each lock several may do so in different order
            statements.push(format!("update {table} set {column} = {column} where ctid in (select ctid from {table} limit 1)"));
        }
        let (stop, longest) = (Arc::<AtomicBool>::default(), Arc::<AtomicU64>::default());
        let (statements, mut people) = (Arc::new(statements), tokio::task::JoinSet::new());
        for person in 0..3 {
            let (owner, statements, stop, longest) = (owner.clone(), statements.clone(), stop.clone(), longest.clone());
            people.spawn(async move {
                let mut conn = PgConnection::connect_with(&owner).await.expect("a connection");
                let mut done = 0;
                // everybody begins elsewhere
                for statement in statements.iter().cycle().skip(person * statements.len() / 3) {
                    if stop.load(Ordering::Relaxed) {
                        break;
                    }
                    let asked = Instant::now();
                    let answer = sqlx::raw_sql(AssertSqlSafe(statement.clone())).execute(&mut conn).await;
                    longest.fetch_max(asked.elapsed().as_millis() as u64, Ordering::Relaxed);
                    if let Err(error) = answer {
                        let code = error.as_database_error().and_then(|db| db.code()).unwrap_or_default().into_owned();
                        // a table that is only appended to; a column or index the migration took away
                        assert!(matches!(code.as_str(), "P0001" | "42501" | "42703" | "XX000"), "{statement}: {error}");
                    }
                    done += 1;
                }
                done
            });
        }
        Self { stop, longest, people }
    }

    /// How many statements they got done, and how long the slowest took.
    async fn end(mut self) -> (u64, Duration) {
        self.stop.store(true, Ordering::Relaxed);
        let mut done = 0;
        while let Some(person) = self.people.join_next().await {
            done += person.expect("nobody was refused");
        }
        (done, Duration::from_millis(self.longest.load(Ordering::Relaxed)))
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_migration_goes_through_on_rows_of_the_former_while_people_work() {
    let demo = TestApp::demo().await;
    let source = match std::env::var("MIGRATE_FROM") {
        Ok(url) => url.parse().expect("an address of a database"),
        Err(_) => demo.owner_options(),
    };
    let database = format!("migrating_{}", uuid::Uuid::now_v7().simple());
    let mut admin = PgConnection::connect_with(&source).await.expect("a connection");
    sqlx::query(AssertSqlSafe(format!("create database {database}"))).execute(&mut admin).await.expect("a database");
    let owner = source.clone().database(&database);
    let (mut slowest, mut rows) = (Duration::ZERO, 0);
    let all: Vec<_> = migrations().cloned().collect();
    for next in 1..=all.len() {
        let migrator = Migrator::with_migrations(all[..next].to_vec());
        let crowd = Crowd::begin(&owner).await;
        let began = Instant::now();
        migrate_by(&migrator, &owner).await.unwrap_or_else(|error| panic!("{}: {error}", all[next - 1].description));
        let took = began.elapsed();
        let (done, longest) = crowd.end().await;
        rows += fill(&owner, &source).await;
        slowest = slowest.max(longest);
        println!(
            "  {:04} {}: {took:.1?}, {done} statements meanwhile, the slowest {longest:.1?}",
            all[next - 1].version,
            all[next - 1].description
        );
    }
    // with those the former schemas had no word for all rows are there, and it is a database one can work on
    let mut conn = PgConnection::connect_with(&owner).await.expect("a connection");
    let mut theirs = PgConnection::connect_with(&source).await.expect("a connection");
    let wanted = counts(&mut theirs).await;
    let fewer: Vec<String> =
        counts(&mut conn).await.into_iter().filter(|(table, count)| wanted[table] > *count).map(|(table, _)| table).collect();
    sqlx::query("set session_replication_role = replica").execute(&mut conn).await.expect("the owner may");
    for table in fewer {
        sqlx::query(AssertSqlSafe(format!("delete from {table}"))).execute(&mut conn).await.expect("it is emptied");
    }
    rows += fill(&owner, &source).await;
    assert_eq!(counts(&mut conn).await, counts(&mut theirs).await);
    drop((conn, theirs));
    let db = crate::db::bootstrap::open(&owner, &crate::testing::secret(), 4).await.expect("isolation holds");
    db.close().await;
    sqlx::query(AssertSqlSafe(format!("drop database {database} with (force)"))).execute(&mut admin).await.expect("it goes");
    println!("T24 migrations: {} on {rows} rows, nobody waited longer than {slowest:.1?}", all.len());
    assert!(slowest < LONGEST_WAIT, "{slowest:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_migration_steps_back_from_a_table_in_use_and_comes_again() {
    let test = TestApp::new().await;
    let owner = test.owner_options();
    // somebody's report holds the table
    let mut report = test.owner_connection().await;
    sqlx::raw_sql("begin; lock table leads in access share mode").execute(&mut report).await.expect("it is held");
    let crowd = Crowd::begin(&owner).await;
    let mut all: Vec<_> = migrations().cloned().collect();
    let sql = "alter table leads add column probe integer".into_sql_str();
    all.push(sqlx::migrate::Migration::new(9_999, "probe".into(), sqlx::migrate::MigrationType::Simple, sql, false));
    let migrator = Migrator::with_migrations(all);
    let mut eye = test.owner_connection().await;
    let waits = "select exists (select from pg_locks where relation = 'leads'::regclass and not granted and mode = 'AccessExclusiveLock')";
    // the report goes on until the migration has given up and come again
    let patient = async {
        for expected in [true, false, true] {
            while sqlx::query_scalar::<_, bool>(waits).fetch_one(&mut eye).await.expect("an answer") != expected {
                tokio::task::yield_now().await;
            }
        }
        sqlx::raw_sql("commit").execute(&mut report).await.expect("the report ends");
    };
    let (migrated, ()) = tokio::join!(migrate_by(&migrator, &owner), patient);
    let steps_back = migrated.expect("it goes through");
    assert!(steps_back >= 1);
    sqlx::query("select probe from leads limit 1").execute(&mut eye).await.expect("the column is there");
    let (done, longest) = crowd.end().await;
    println!("T24 lock: stepped back {steps_back} times, {done} statements meanwhile, the slowest {longest:.1?}");
    assert!(longest < LONGEST_WAIT, "{longest:?}");
}
