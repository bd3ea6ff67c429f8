//! Queries of the demo: how far it is, and moving what the database itself stamped.

use chrono::{DateTime, Utc};
use shared::{MemberId, OrgId, Result, UserId};
use sqlx::{Connection, PgConnection};

use crate::app::App;
use crate::db::SystemTx;

/// Counters that say how far a demo organization is: the present of its play in seconds, how many scenes are settled,
/// the database's clock after the last of them in microseconds, and that it is complete.
const PRESENT: &str = "demo_present";
const SETTLED: &str = "demo_settled";
const MARK: &str = "demo_mark";
const COMPLETE: &str = "demo_complete";

/// Key of the advisory lock of a load ("demo" in ASCII).
const LOCK: i64 = 0x6465_6d6f;

/// Waits until no other process loads the demo; the turn ends with the connection.
pub async fn take_turn(app: &App) -> Result<PgConnection> {
    let mut conn = PgConnection::connect_with(&app.db().system_options().application_name("tailboard_demo")).await?;
    // a load takes a minute, longer than any request may wait
    sqlx::raw_sql("set statement_timeout = 0; set lock_timeout = 0").execute(&mut conn).await?;
    sqlx::query("select pg_advisory_lock($1)").bind(LOCK).execute(&mut conn).await?;
    Ok(conn)
}

/// How many organizations are not of the demo.
pub async fn strangers(tx: &mut SystemTx, owners: &[String]) -> Result<i64> {
    Ok(sqlx::query_scalar!(
        r#"select count(*) as "n!" from organizations o
           where not exists (select from members m where m.org_id = o.id and m.email = any($1))"#,
        owners
    )
    .fetch_one(tx.db()?)
    .await?)
}

/// An organization of the demo that exists.
pub struct Begun {
    pub org: OrgId,
    pub is_complete: bool,
}

pub async fn begun(tx: &mut SystemTx, owner: &str) -> Result<Option<Begun>> {
    Ok(sqlx::query_as!(
        Begun,
        r#"select m.org_id as "org: OrgId", exists (select from counters c where c.org_id = m.org_id and c.name = $2) as "is_complete!"
           from members m where m.email = $1"#,
        owner,
        COMPLETE
    )
    .fetch_optional(tx.db()?)
    .await?)
}

/// How far a play is.
pub struct Progress {
    pub present: DateTime<Utc>,
    /// Scenes whose stamps were moved.
    pub settled: i64,
    /// The database's clock after the last of them.
    pub mark: DateTime<Utc>,
}

/// Begins a play, or answers how far it came.
pub async fn begin(tx: &mut SystemTx, org: OrgId, now: DateTime<Utc>) -> Result<Progress> {
    sqlx::query!(
        // the first attempt moves what registering stamped as well
        "insert into counters (org_id, name, value)
         values ($1, $2, $3), ($1, $4, 0), ($1, $5, (extract(epoch from clock_timestamp() - interval '1 minute') * 1000000)::bigint)
         on conflict do nothing",
        org.0,
        PRESENT,
        now.timestamp(),
        SETTLED,
        MARK
    )
    .execute(tx.db()?)
    .await?;
    let row = sqlx::query!(
        r#"select (select value from counters where org_id = $1 and name = $2) as "present!", (select value from counters where org_id = $1 and name = $3) as "settled!",
                  (select value from counters where org_id = $1 and name = $4) as "mark!""#,
        org.0,
        PRESENT,
        SETTLED,
        MARK
    )
    .fetch_one(tx.db()?)
    .await?;
    Ok(Progress {
        present: DateTime::from_timestamp(row.present, 0).unwrap_or(now),
        settled: row.settled,
        mark: DateTime::from_timestamp_micros(row.mark).unwrap_or(now),
    })
}

/// Keeps that a scene is settled, and the database's clock.
pub async fn advance(tx: &mut SystemTx, org: OrgId) -> Result<DateTime<Utc>> {
    let mark = sqlx::query_scalar!(
        r#"update counters set value = (extract(epoch from clock_timestamp()) * 1000000)::bigint where org_id = $1 and name = $2 returning value"#,
        org.0,
        MARK
    )
    .fetch_one(tx.db()?)
    .await?;
    sqlx::query!("update counters set value = value + 1 where org_id = $1 and name = $2", org.0, SETTLED).execute(tx.db()?).await?;
    Ok(DateTime::from_timestamp_micros(mark).unwrap_or_default())
}

pub async fn finish(tx: &mut SystemTx, org: OrgId) -> Result<()> {
    // what came in long ago and is still new would move on as soon as the server runs
    sqlx::query!("update leads set queue_at = null where org_id = $1", org.0).execute(tx.db()?).await?;
    sqlx::query!("insert into counters (org_id, name, value) values ($1, $2, 1) on conflict do nothing", org.0, COMPLETE)
        .execute(tx.db()?)
        .await?;
    Ok(())
}

/// Somebody of the cast.
pub struct Member {
    pub member: MemberId,
    pub user: UserId,
    pub name: String,
    pub email: String,
    pub roles: Vec<String>,
}

pub async fn members(tx: &mut SystemTx, org: OrgId) -> Result<Vec<Member>> {
    Ok(sqlx::query_as!(
        Member,
        r#"select id as "member: MemberId", user_id as "user: UserId", name, email, roles from members where org_id = $1"#,
        org.0
    )
    .fetch_all(tx.db()?)
    .await?)
}

pub async fn end_sessions(tx: &mut SystemTx, org: OrgId) -> Result<()> {
    sqlx::query!("delete from sessions where org_id = $1", org.0).execute(tx.db()?).await?;
    Ok(())
}

/// Moves the columns that default to the database's clock, or that use cases fill from it, from after `mark` to `at`.
/// Sealed records (events, evidence, signatures, manifests) carry the clock of the application and are never touched.
/// Mails become kept ones: they are for the mailbox.
pub async fn backdate(tx: &mut SystemTx, org: OrgId, mark: DateTime<Utc>, at: DateTime<Utc>) -> Result<()> {
    sqlx::query!(
        r#"with
           a as (update organizations set created_at = case when created_at > $2 then $3 else created_at end, updated_at = $3 where id = $1 and updated_at > $2),
           b as (update members set created_at = case when created_at > $2 then $3 else created_at end, updated_at = $3 where org_id = $1 and updated_at > $2),
           c as (update accounts set created_at = case when created_at > $2 then $3 else created_at end, updated_at = $3 where org_id = $1 and updated_at > $2),
           d as (update contacts set created_at = case when created_at > $2 then $3 else created_at end, updated_at = $3 where org_id = $1 and updated_at > $2),
           e as (update leads set updated_at = $3 where org_id = $1 and updated_at > $2),
           f as (update activities set created_at = case when created_at > $2 then $3 else created_at end, updated_at = $3 where org_id = $1 and updated_at > $2),
           p as (update site_visits set created_at = case when created_at > $2 then $3 else created_at end, updated_at = $3 where org_id = $1 and updated_at > $2),
           g as (update lead_assignments set created_at = $3 where org_id = $1 and created_at > $2),
           h as (update quotes set created_at = case when created_at > $2 then $3 else created_at end, updated_at = $3,
                        sent_at = case when sent_at > $2 then $3 else sent_at end, closed_at = case when closed_at > $2 then $3 else closed_at end,
                        last_viewed_at = case when last_viewed_at > $2 then $3 else last_viewed_at end
                 where org_id = $1 and greatest(updated_at, last_viewed_at) > $2),
           i as (update quote_revisions set created_at = case when created_at > $2 then $3 else created_at end, sent_at = case when sent_at > $2 then $3 else sent_at end
                 where org_id = $1 and greatest(created_at, sent_at) > $2),
           j as (update jobs set created_at = case when created_at > $2 then $3 else created_at end, updated_at = $3 where org_id = $1 and updated_at > $2),
           k as (update media set created_at = case when created_at > $2 then $3 else created_at end, updated_at = $3, stored_at = case when stored_at > $2 then $3 else stored_at end
                 where org_id = $1 and updated_at > $2),
           l as (update mails set created_at = $3, status = 'kept', sent_at = $3 where org_id = $1 and created_at > $2),
           m as (update promos set created_at = case when created_at > $2 then $3 else created_at end, updated_at = $3 where org_id = $1 and updated_at > $2),
           n as (update portal_access set granted_at = $3 where org_id = $1 and granted_at > $2),
           o as (update price_books set created_at = $3 where org_id = $1 and created_at > $2)
           select 1 as "one!""#,
        org.0,
        mark,
        at
    )
    .fetch_one(tx.db()?)
    .await?;
    Ok(())
}
