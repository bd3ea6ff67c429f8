//! Every query of the room.

use chrono::{DateTime, Utc};
use shared::audit::AuditQuery;
use shared::events::Event;
use shared::{EventId, Result};
use sqlx::{QueryBuilder, Row};
use uuid::Uuid;

use crate::db::Tx;

pub(super) async fn page(tx: &mut Tx, query: &AuditQuery, limit: i64) -> Result<Vec<Event>> {
    let org = tx.org().0;
    let mut sql = QueryBuilder::new(
        "select id, seq, at, kind, entity, entity_id, of_id, actor, actor_kind, actor_id, on_behalf_of, ip, device, data from events where org_id = ",
    );
    sql.push_bind(org);
    if let Some(actor) = query.actor {
        sql.push(" and actor_id = ").push_bind(actor);
    }
    if let Some(record) = query.record {
        sql.push(" and (entity_id = ").push_bind(record).push(" or of_id = ").push_bind(record).push(")");
    }
    if let Some(kind) = query.kind.as_deref().filter(|k| !k.is_empty()) {
        if kind.contains('.') {
            sql.push(" and kind = ").push_bind(kind.to_string());
        } else {
            sql.push(" and starts_with(kind, ").push_bind(format!("{kind}.")).push(")");
        }
    }
    if let Some(from) = query.from {
        sql.push(" and at >= ").push_bind(from);
    }
    if let Some(to) = query.to {
        sql.push(" and at < ").push_bind(to);
    }
    if let Some(ip) = query.ip.as_deref().filter(|ip| !ip.is_empty()) {
        sql.push(" and ip = ").push_bind(ip.to_string());
    }
    if let Some(words) = query.search.as_deref().map(str::trim).filter(|s| !s.is_empty()) {
        sql.push(" and strpos(plain(actor || ' ' || coalesce(device, '') || ' ' || data::text), plain(")
            .push_bind(words.to_string())
            .push(")) > 0");
    }
    if let Some(after) = query.after {
        sql.push(" and seq < ").push_bind(after);
    }
    sql.push(" order by seq desc limit ").push_bind(limit);
    let rows = sql.build().fetch_all(tx.db()?).await?;
    rows.iter().map(|row| event(row).map_err(Into::into)).collect()
}

fn event(row: &sqlx::postgres::PgRow) -> Result<Event, sqlx::Error> {
    Ok(Event {
        id: EventId(row.try_get("id")?),
        seq: row.try_get("seq")?,
        at: row.try_get("at")?,
        kind: row.try_get("kind")?,
        entity: row.try_get("entity")?,
        entity_id: row.try_get("entity_id")?,
        of: row.try_get("of_id")?,
        actor: row.try_get("actor")?,
        actor_kind: row.try_get("actor_kind")?,
        actor_id: row.try_get("actor_id")?,
        on_behalf_of: row.try_get("on_behalf_of")?,
        ip: row.try_get("ip")?,
        device: row.try_get("device")?,
        data: row.try_get("data")?,
    })
}

/// An entry with all that its hash covers.
pub(super) struct Link {
    pub seq: i64,
    pub id: Uuid,
    pub at: DateTime<Utc>,
    pub kind: String,
    pub entity_id: Uuid,
    pub actor_id: Option<Uuid>,
    pub actor: String,
    pub on_behalf_of: Option<String>,
    pub data: serde_json::Value,
    pub hash: Vec<u8>,
}

pub(super) async fn chain(tx: &mut Tx, after: i64, limit: i64) -> Result<Vec<Link>> {
    let org = tx.org().0;
    let rows = sqlx::query_as!(
        Link,
        "select seq, id, at, kind, entity_id, actor_id, actor, on_behalf_of, data, hash from events where org_id = $1 and seq > $2 order by seq limit $3",
        org,
        after,
        limit
    )
    .fetch_all(tx.db()?)
    .await?;
    Ok(rows)
}

pub(super) async fn head(tx: &mut Tx) -> Result<Option<i64>> {
    let org = tx.org().0;
    Ok(sqlx::query_scalar!("select seq from event_heads where org_id = $1", org).fetch_optional(tx.db()?).await?)
}
