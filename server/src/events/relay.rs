//! The relay: the only numberer of events. One process holds the advisory lock and moves committed outbox rows into
//! the log, in one transaction per batch, and tells every process with one notification per batch.

use std::collections::BTreeMap;
use std::time::Duration;

use sqlx::postgres::{PgConnection, PgRow};
use sqlx::{Connection, Decode, Postgres, Row, Type};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::seal::{Sealed, seal};
use crate::app::App;

/// Key of the advisory lock ("tailb" in ASCII).
const LOCK: i64 = 0x7461696c62;
/// Channel of the notifications.
pub const CHANNEL: &str = "tailboard_events";
/// How long the relay waits when nobody woke it: what other processes wrote is found then.
const PAUSE: Duration = Duration::from_millis(20);
/// How long it rests after a batch: facts that come meanwhile share a transaction, which under load is what keeps it from
/// taking the time of those who write.
const REST: Duration = Duration::from_millis(10);
/// Rows moved at once.
const BATCH: i64 = 5000;

/// Runs until stopped: takes the lock when it is free, and relays while holding it.
pub async fn run(app: App, stop: CancellationToken) {
    while !stop.is_cancelled() {
        if let Err(error) = hold(&app, &stop).await {
            tracing::warn!(%error, "event relay lost its connection");
        }
        tokio::select! { () = stop.cancelled() => {}, () = tokio::time::sleep(Duration::from_millis(500)) => {} }
    }
}

async fn hold(app: &App, stop: &CancellationToken) -> Result<(), sqlx::Error> {
    let mut conn = PgConnection::connect_with(&app.db().system_options().application_name("tailboard_relay")).await?;
    sqlx::query("set role tailboard_system").execute(&mut conn).await?;
    loop {
        if sqlx::query_scalar::<_, bool>("select pg_try_advisory_lock($1)").bind(LOCK).fetch_one(&mut conn).await? {
            break;
        }
        tokio::select! { () = stop.cancelled() => return Ok(()), () = tokio::time::sleep(Duration::from_millis(500)) => {} }
    }
    let mut is_due = true;
    while !stop.is_cancelled() {
        let moved = if is_due { relay_batch(&mut conn).await? } else { 0 };
        match moved {
            0 => {
                let woken = tokio::select! {
                    () = stop.cancelled() => break,
                    () = app.relay_woken() => true,
                    () = tokio::time::sleep(PAUSE) => false,
                };
                // most looks find nothing: one question is a third of an empty batch
                is_due = woken || sqlx::query_scalar("select exists (select from outbox)").fetch_one(&mut conn).await?;
            }
            // there is more already
            full if full as i64 == BATCH => {}
            _ => tokio::time::sleep(REST).await,
        }
    }
    conn.close().await
}

/// Rows of the outbox with their number, seal and data, read column by column.
struct Columns<'a> {
    rows: &'a [(&'a PgRow, i64, [u8; 32], serde_json::Value)],
}

impl<'a> Columns<'a> {
    fn of<T: Decode<'a, Postgres> + Type<Postgres>>(&self, name: &str) -> Vec<T> {
        self.rows.iter().map(|(row, ..)| row.get(name)).collect()
    }
}

/// Moves one batch; answers how many facts it moved.
pub async fn relay_batch(conn: &mut PgConnection) -> Result<usize, sqlx::Error> {
    let mut tx = conn.begin().await?;
    // by place: a table that was empty a moment ago has no statistics, and a join of thousands would be planned for one
    let mut rows = sqlx::query(
        "delete from outbox where ctid = any(array(select ctid from outbox order by written limit $1))
         returning org_id, id, at, written, kind, entity, entity_id, of_id, account_id, version, actor_kind, actor_id, actor, on_behalf_of, ip, device, request_id, data",
    )
    .bind(BATCH)
    .fetch_all(&mut *tx)
    .await?;
    if rows.is_empty() {
        return Ok(0);
    }
    rows.sort_by_key(|row| row.get::<i64, _>("written"));
    let orgs: Vec<Uuid> = rows.iter().map(|row| row.get("org_id")).collect::<std::collections::BTreeSet<_>>().into_iter().collect();
    let mut heads: BTreeMap<Uuid, (i64, Vec<u8>)> = orgs.iter().map(|org| (*org, (0, Vec::new()))).collect();
    for head in
        sqlx::query("select org_id, seq, hash from event_heads where org_id = any($1) for update").bind(&orgs).fetch_all(&mut *tx).await?
    {
        heads.insert(head.get("org_id"), (head.get("seq"), head.get("hash")));
    }
    let mut numbered = Vec::with_capacity(rows.len());
    for row in &rows {
        let org: Uuid = row.get("org_id");
        let Some(head) = heads.get_mut(&org) else { continue };
        let seq = head.0 + 1;
        let data: serde_json::Value = row.get("data");
        let actor: String = row.get("actor");
        let kind: String = row.get("kind");
        let on_behalf_of: Option<String> = row.get("on_behalf_of");
        let hash = seal(
            &head.1,
            &Sealed {
                seq,
                id: row.get("id"),
                at: Sealed::micros(row.get("at")),
                kind: &kind,
                entity_id: row.get("entity_id"),
                actor_id: row.get("actor_id"),
                actor: &actor,
                on_behalf_of: on_behalf_of.as_deref(),
                data: &data,
            },
        );
        *head = (seq, hash.to_vec());
        numbered.push((row, seq, hash, data));
    }
    let column = Columns { rows: &numbered };
    // one array a column: the statement stays the same whatever the number of rows, so that it is planned once
    sqlx::query(
        "insert into events (org_id, seq, id, at, kind, entity, entity_id, of_id, account_id, version, actor_kind, actor_id, actor, on_behalf_of, ip, device, request_id, data, hash)
         select * from unnest($1::uuid[], $2::bigint[], $3::uuid[], $4::timestamptz[], $5::text[], $6::text[], $7::uuid[], $8::uuid[], $9::uuid[], $10::int[],
             $11::text[], $12::uuid[], $13::text[], $14::text[], $15::text[], $16::text[], $17::text[], $18::jsonb[], $19::bytea[])",
    )
    .bind(column.of::<Uuid>("org_id"))
    .bind(numbered.iter().map(|(_, seq, ..)| *seq).collect::<Vec<_>>())
    .bind(column.of::<Uuid>("id"))
    .bind(column.of::<chrono::DateTime<chrono::Utc>>("at"))
    .bind(column.of::<String>("kind"))
    .bind(column.of::<String>("entity"))
    .bind(column.of::<Uuid>("entity_id"))
    .bind(column.of::<Option<Uuid>>("of_id"))
    .bind(column.of::<Option<Uuid>>("account_id"))
    .bind(column.of::<Option<i32>>("version"))
    .bind(column.of::<String>("actor_kind"))
    .bind(column.of::<Option<Uuid>>("actor_id"))
    .bind(column.of::<String>("actor"))
    .bind(column.of::<Option<String>>("on_behalf_of"))
    .bind(column.of::<Option<String>>("ip"))
    .bind(column.of::<Option<String>>("device"))
    .bind(column.of::<Option<String>>("request_id"))
    .bind(numbered.iter().map(|(.., data)| data).collect::<Vec<_>>())
    .bind(numbered.iter().map(|(_, _, hash, _)| hash.to_vec()).collect::<Vec<_>>())
    .execute(&mut *tx)
    .await?;
    let (seqs, hashes): (Vec<i64>, Vec<Vec<u8>>) = heads.values().cloned().unzip();
    sqlx::query(
        "insert into event_heads (org_id, seq, hash) select * from unnest($1::uuid[], $2::bigint[], $3::bytea[])
         on conflict (org_id) do update set seq = excluded.seq, hash = excluded.hash",
    )
    .bind(&orgs)
    .bind(seqs)
    .bind(hashes)
    .execute(&mut *tx)
    .await?;
    // a notification carries at most 8,000 bytes; an entry takes under 60
    let entries: Vec<String> = heads.iter().map(|(org, (seq, _))| format!("{org}:{seq}")).collect();
    for part in entries.chunks(120) {
        sqlx::query("select pg_notify($1, $2)").bind(CHANNEL).bind(part.join(",")).execute(&mut *tx).await?;
    }
    tx.commit().await?;
    metrics::counter!("tailboard_events_relayed_total").increment(rows.len() as u64);
    Ok(rows.len())
}
